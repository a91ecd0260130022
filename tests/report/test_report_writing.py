"""The folder that a study is written to."""

import io
import itertools
import json
import re
from pathlib import Path

import pytest
from made_studies import TOWN, a_study, many_outlets
from pages import Page, unpacked
from pypdf import PdfReader

from framing.errors import ReportError
from framing.report import SECTIONS, report_of, write_report
from framing.report.html import html_page
from framing.report.latex import latex_tables
from framing.report.pdf import pdf_file


def files(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes()
            for p in sorted(Path(folder).rglob("*")) if p.is_file()}  # fmt: skip


def headings(pdf):
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_all_files_are_written(town_folder, town):
    written = set(files(town_folder))
    assert written == {
        "report.html", "report.pdf", "report.bib", "methods.md", "results.json",
        *(f"figures/{name}.{kind}" for name in town.figures for kind in ("png", "svg")),
        *(f"tables/{name}.csv" for name in town.tables),
        *(f"tables/{name}.tex" for name in latex_tables(report_of(town))),
    }  # fmt: skip


def test_only_the_formats_asked_for(tmp_path, town):
    results = write_report(town, tmp_path, formats=["html"], sections=["summary"])
    assert (tmp_path / "report.html").exists()
    assert not (tmp_path / "report.pdf").exists()
    assert not (tmp_path / "figures").exists()
    assert json.loads((tmp_path / "results.json").read_text()) == results
    assert {key.split(".")[0] for key in results["numbers"]} == {"report", "summary"}


def test_the_same_study_gives_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        write_report(a_study(), tmp_path / name)
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_an_unknown_section_or_format_is_told(town, tmp_path):
    with pytest.raises(ReportError, match="did you mean 'naming'"):
        report_of(town, sections=["namin"])
    with pytest.raises(ReportError, match="did you mean 'html'"):
        write_report(town, tmp_path / "x", formats=["htm"])
    assert not (tmp_path / "x").exists()


def test_the_pdf_is_tagged_and_dateless(town_folder):
    reader = PdfReader(town_folder / "report.pdf")
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.metadata.title == "A town and its square"
    assert reader.metadata.creation_date is None
    assert "pdfuaid:part>1<" in reader.trailer["/Root"]["/Metadata"].get_data().decode()


def test_all_fonts_are_in_the_pdf(town_folder):
    fonts = [
        font.get_object()
        for page in PdfReader(town_folder / "report.pdf").pages
        for font in page["/Resources"]["/Font"].values()
    ]
    below = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert below
    assert all({"/FontFile2", "/FontFile3"} & set(d.get_object()) for d in below)


def test_the_pdf_says_what_the_page_says(town_folder, town_html):
    text = " ".join(headings((town_folder / "report.pdf").read_bytes()).split())
    main = next(iter(Page(town_html).root.find("main")))
    titles = [h.words for h in main.find("h2")]
    assert len(titles) == len(SECTIONS)
    assert all(title in text for title in titles)
    captions = [c.words for c in main.find("figcaption") if c.words.startswith("Table")]
    assert len(captions) > 10
    assert all(caption in text for caption in captions)


def test_headings_go_down_one_step_at_a_time(town_html):
    levels = [
        int(e.tag[1]) for e in Page(town_html).root.find() if e.tag in ("h1", "h2", "h3", "h4")
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


def test_the_page_needs_nothing_from_elsewhere(town_html):
    page = Page(town_html)
    assert not list(page.root.find("link"))
    assert all(i.attributes["src"].startswith("data:image/svg+xml;base64,")
               for i in page.root.find("img"))  # fmt: skip
    assert (
        "default-src 'none'"
        in next(iter(page.root.find("meta", http_equiv=True))).attributes["content"]
    )
    assert "url(" not in next(iter(page.root.find("style"))).words
    assert not page.mended


def test_figures_have_words_for_those_who_cant_see_them(town_html):
    images = list(Page(town_html).root.find("img"))
    assert len(images) == 2
    assert all(image.attributes["alt"] for image in images)


def test_ids_are_unique(town_html):
    ids = [e.attributes["id"] for e in Page(town_html).root.find(id=True)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("articles", [(), TOWN[:1], (TOWN[0], TOWN[0].__class__("e", "E", ("x",)))])
def test_small_studies_are_reported(articles, tmp_path):
    write_report(a_study(articles, figures=False), tmp_path)
    page = Page((tmp_path / "report.html").read_text())
    for section in SECTIONS:
        words = next(iter(page.root.find("section", id=section))).words
        assert len(words.split()) > 10, section


def test_a_study_without_any_match_says_so(tmp_path):
    plain = TOWN[0].__class__("p-1", "Plain", ("Nothing is listed here.", "Nor here."))
    write_report(a_study((plain,), figures=False, tables={}, packs=()), tmp_path)
    page = Page((tmp_path / "report.html").read_text())
    main = next(iter(page.root.find("main"))).words
    assert "There are no findings, because no word of the packs was found" in main
    assert main.count("There is nothing to show, because") >= 4
    assert "NaN" not in main
    assert "None" not in main


@pytest.mark.parametrize("sections", [[name] for name in SECTIONS])
def test_each_section_stands_alone(town, sections):
    report = report_of(town, sections=sections)
    page = Page(html_page(report, town).decode())
    targets = {e.attributes["id"] for e in page.root.find(id=True)}
    assert {a.attributes["href"][1:] for a in page.root.find("a", href=True)} <= targets
    assert pdf_file(report, town).startswith(b"%PDF")


def test_forty_outlets(tmp_path):
    study = a_study(many_outlets(40))
    write_report(study, tmp_path)
    assert (tmp_path / "report.html").stat().st_size < 15_000_000
    text = headings((tmp_path / "report.pdf").read_bytes())
    assert "District Number 39" in " ".join(text.split())
    for page in PdfReader(tmp_path / "report.pdf").pages:
        places = []
        page.extract_text(
            visitor_text=lambda words, _, matrix, *__, places=places: places.append(matrix[4])
            if words.strip() else None
        )  # fmt: skip
        assert max(places) < page.mediabox.width


def test_sentences_are_capped_and_the_rest_is_pointed_to():
    sentence = " ".join(["[[protesters|actors.crowd.civic]] came;"] * 70)
    study = a_study((TOWN[0].__class__("many", "Many", (sentence,)),), figures=False)
    html = html_page(report_of(study, sections=["evidence"]), study).decode()
    listed = next(iter(Page(html).root.find("details")))
    assert len(list(listed.find("li"))) == 10
    assert "The others are in evidence.parquet." in listed.words
    assert next(iter(Page(html).root.find("p", class_="count"))).words == "70"
    assert len(unpacked(html)["matches"]["start"]) == 70


def test_texts_are_capped_fairly(monkeypatch):
    monkeypatch.setattr("framing.report.html.packed.TEXT_BYTES", 1_500)
    study = a_study(many_outlets(12), figures=False)
    content = unpacked(html_page(report_of(study, sections=["evidence"]), study).decode())
    held = [sum(len(text.encode()) for _, text in pieces) for pieces in content["pieces"]]
    texts = study.features.texts.to_pylist()
    assert 750 < sum(held) <= 1_500 < sum(len(text) for text in texts)
    assert content["whole"][0] == 0 or content["whole"][0] == len(texts[0])
    for pieces, text in zip(content["pieces"], texts, strict=True):
        assert all(text[start : start + len(piece)] == piece for start, piece in pieces)
    assert sum(size > 0 for size in held) >= 3
    assert len(content["matches"]["start"]) == len(study.features.evidence)


def test_matches_are_capped(monkeypatch):
    monkeypatch.setattr("framing.report.html.packed.MOST_MATCHES", 4)
    study = a_study(figures=False)
    content = unpacked(html_page(report_of(study, sections=["evidence"]), study).decode())
    assert len(content["matches"]["start"]) == 4
    assert content["matches"]["all"] == len(study.features.evidence) > 4


def test_a_wide_table_is_split_in_print_and_not_cut():
    study = a_study(tuple(
        TOWN[0].__class__(f"a{i}", f"Outletwithaverylongname{i}", TOWN[i % 3].sentences)
        for i in range(7)
    ), figures=False)  # fmt: skip
    text = " ".join(headings(pdf_file(report_of(study, sections=["comparison"]), study)).split())
    assert "continued" in text
    for i in range(7):
        assert f"verylongname{i}" in text


@pytest.mark.parametrize("articles", [TOWN, many_outlets(14)])
def test_no_heading_stands_alone_at_the_foot_of_a_page(articles):
    study = a_study(articles)
    report = report_of(study)
    page = Page(html_page(report, study).decode())
    titles = {h.words for level in ("h2", "h3") for h in page.root.find(level)}
    pages = PdfReader(io.BytesIO(pdf_file(report, study))).pages
    assert len(pages) > 5
    for one in pages:
        lines = [line.strip() for line in one.extract_text().splitlines() if line.strip()]
        body = [line for line in lines if not re.fullmatch(r"Page \d+ of \d+", line)]
        assert body[-1] not in titles


def test_every_section_stands_in_the_contents_on_the_first_page(town_folder, town_html):
    first = " ".join(PdfReader(town_folder / "report.pdf").pages[0].extract_text().split())
    main = next(iter(Page(town_html).root.find("main")))
    assert all(h.words in first for h in main.find("h2"))
