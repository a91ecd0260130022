"""The PDF as poppler reads it: tagged, its fonts embedded, its text text, its numbers ours."""

import os
import re
import shutil
import subprocess
from collections import Counter

import pytest
from made_studies import a_study, many_outlets

from framing.report import report_of
from framing.report.model import DataTable, blocks_of
from framing.report.numbering import numbering_of
from framing.report.pdf import pdf_file
from framing.report.pdf.layout import layout_of
from framing.report.pdf.tables import PRINTED_ROWS, in_annex

NUMBER = re.compile(r"[−+-]?\d[\d,]*(?:\.\d+)?%?")
PAGE = re.compile(r"^.*Page \d+ of \d+$", re.MULTILINE)


def poppler(tool, file, *arguments):
    """Return what a tool of poppler prints; without poppler the test is skipped, but not in CI."""
    if shutil.which(tool) is None:
        told = f"{tool} is missing; install poppler-utils"
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)
    done = subprocess.run([tool, *arguments, str(file), *(["-"] if tool == "pdftotext" else [])],
                          capture_output=True, text=True, check=True)  # fmt: skip
    return done.stdout


@pytest.fixture(scope="module")
def wide():
    return a_study(many_outlets(40))


@pytest.fixture(scope="module")
def wide_pdf(wide, tmp_path_factory):
    file = tmp_path_factory.mktemp("wide") / "report.pdf"
    file.write_bytes(pdf_file(report_of(wide), wide))
    return file


@pytest.fixture(scope="module")
def town_pdf(town_folder):
    return town_folder / "report.pdf"


def test_it_is_tagged_and_has_a_title(town_pdf, town):
    told = poppler("pdfinfo", town_pdf)
    assert re.search(r"Tagged:\s+yes", told)
    assert re.search(rf"Title:\s+{re.escape(town.title)}", told)
    assert not re.search(r"^CreationDate", told, re.MULTILINE)
    assert "A4" in told


def test_every_font_is_embedded_and_maps_to_text(town_pdf):
    rows = poppler("pdffonts", town_pdf).splitlines()[2:]
    assert rows
    for row in rows:
        embedded, _, unicode = row.split()[-5:-2]
        assert (embedded, unicode) == ("yes", "yes"), row


def test_text_is_text(town_pdf, town):
    text = " ".join(poppler("pdftotext", town_pdf).split())
    assert town.title in text
    assert "What was found" in text
    for caption in (b.caption for b in blocks_of(report_of(town)) if isinstance(b, DataTable)):
        assert caption in text


def strings(value):
    """Give every text of the layout."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from strings(item) if key not in ("typst", "path", "kind", "label") else ()
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, str):
        yield value


def numbers_in(value):
    """Give the texts of the parts of the layout that are numbers."""
    if isinstance(value, dict):
        if value.get("kind") == "number":
            yield value["text"]
        for item in value.values():
            yield from numbers_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from numbers_in(item)


def items_of(layout):
    return [item for part in layout["sections"] for item in part["blocks"]] + layout["annex"]


def formulas(layout):
    return [item["typst"] for item in items_of(layout) if item["kind"] == "formula"]


def titles_of_columns(layout):
    """Give the titles that are printed again where a table goes on to the next page."""
    tables = [item for item in items_of(layout) if item["kind"] == "table"]
    return [column["title"] for table in tables for column in table["columns"]]


def note_marks(layout):
    """Give the small number of each footnote as often as it is printed."""
    for item in items_of(layout):
        if item.get("note"):
            number = item["note"]["label"].removeprefix("note-")
            yield from [number, number] if item["note"]["first"] else [number]


def printed(file):
    """Return the number-like words of the pages, without foot lines and contents."""
    text = PAGE.sub("", poppler("pdftotext", file, "-layout"))
    text = re.sub(r"(\. ){3,}[\u2060\s]*\d+", "", text)
    return Counter(NUMBER.findall(re.sub(r"page\s+\d+\.", "", text)))


def test_every_number_in_print_is_in_results(town, town_pdf, town_numbers):
    """What is a number in print is one of results.json; other digits stand in the texts."""
    layout = layout_of(report_of(town), town)
    marked = Counter(numbers_in(layout))
    assert sum(marked.values()) > 300
    assert not marked - Counter(number["text"] for number in town_numbers.values())
    told = Counter(n for text in strings(layout) for n in NUMBER.findall(text))
    told += Counter(n for text in formulas(layout) for n in NUMBER.findall(text))
    more = printed(town_pdf) - told
    marks = Counter(note_marks(layout))
    heads = {n for title in titles_of_columns(layout) for n in NUMBER.findall(title)}
    assert {n: k for n, k in (more - marks).items() if n not in heads} == {}


def test_digits_outside_numbers_are_names_dates_and_methods(town):
    """In the sections that tell findings, no digit is printed that is not a number of results."""
    sections = ["summary", "naming", "voice", "who_speaks", "comparison", "limits"]
    layout = layout_of(report_of(town, sections=sections), town)

    def loose(value):
        if isinstance(value, list):
            for item in value:
                yield from loose(item)
        elif isinstance(value, dict) and value.get("kind") != "number":
            for key, item in value.items():
                if key not in ("typst", "path", "kind", "label", "note", "lead"):
                    yield from loose(item)
        elif isinstance(value, str):
            yield value

    rest = " ".join(loose([layout["sections"], layout["annex"]]))
    rest = re.sub(r"(Table|Figure) \d+|per 1,000 words|from −2 .*? to \+2", "", rest)
    assert not re.findall(r".{0,20}\d.{0,20}", rest)


def test_the_foot_tells_version_config_and_corpus(town):
    study = a_study()
    manifest = {"framing": "9.8.7", "hashes": {"config": "c0ffee1234", "corpus": "abcdef0123"}}
    object.__setattr__(study, "manifest", manifest)
    assert layout_of(report_of(study), study)["foot"].startswith(
        "framing 9.8.7 · config c0ffee12 · corpus abcdef01"
    )
    assert layout_of(report_of(town), town)["foot"] is not None


def test_tables_made_alike_share_a_footnote(town):
    layout = layout_of(report_of(town), town)
    items = [i for s in layout["sections"] for i in s["blocks"] if i["kind"] == "table"]
    notes = [item["note"] for item in items if item["note"]]
    first = [note for note in notes if note["first"]]
    assert len(notes) > len(first) > 3
    assert len({note["text"] for note in notes}) == len(first)
    assert len({note["label"] for note in first}) == len(first)
    assert all(note["text"].startswith("How made: ") for note in notes)
    common = dict(town.features.signature.parts)
    assert not any(f"{key}: {value}" in n["text"] for n in notes for key, value in common.items())


def test_long_tables_stand_in_the_annex_and_are_pointed_to(wide, wide_pdf):
    report = report_of(wide)
    layout = layout_of(report, wide)
    long = [b for b in blocks_of(report) if isinstance(b, DataTable) and in_annex(b)]
    assert len(long) > 3
    numbers = numbering_of(report).tables
    pointers = [i for s in layout["sections"] for i in s["blocks"] if i["kind"] == "pointer"]
    assert [p["label"] for p in pointers] == [f"table-{numbers[b.name]}" for b in long]
    assert {item["label"] for item in layout["annex"]} - {""} == {p["label"] for p in pointers}
    pages = poppler("pdftotext", wide_pdf).split("\f")
    begins = next(
        i for i, page in enumerate(pages) if "\nAnnex: long tables\n" in f"\n{page}" and i
    )
    annex = " ".join(" ".join(pages[begins:]).split())
    for table in long:
        assert f"Table {numbers[table.name]}. {table.caption}" in annex
    body = " ".join(" ".join(pages[:begins]).split())
    for page in re.findall(r"In the annex, page (\d+)\.", body):
        assert int(page) > begins


def test_of_very_long_tables_the_first_rows_are_printed_and_it_is_said(wide):
    report = report_of(wide)
    numbers = numbering_of(report).tables
    annex = {item["label"]: item for item in layout_of(report, wide)["annex"]}
    longest = max((b for b in blocks_of(report) if isinstance(b, DataTable)),
                  key=lambda table: len(table.rows))  # fmt: skip
    item = annex[f"table-{numbers[longest.name]}"]
    assert len(longest.rows) > len(item["rows"]) == PRINTED_ROWS
    assert item["words"][0]["text"].startswith("Only the first rows are printed")


def test_forty_outlets_are_clipped_nowhere(wide, wide_pdf):
    """Every word lies on its page, and every outlet's row is there."""
    boxes = poppler("pdftotext", wide_pdf, "-bbox")
    page, outside = (0.0, 0.0), []
    for tag in re.finditer(
        r'<page width="([\d.]+)" height="([\d.]+)"|<word xMin="([-\d.]+)" yMin="([-\d.]+)" '
        r'xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)', boxes,
    ):  # fmt: skip
        if tag[1]:
            page = (float(tag[1]), float(tag[2]))
        elif not (float(tag[3]) > 50 and float(tag[5]) < page[0] - 50):
            outside.append(tag[7])
    assert outside == []
    text = " ".join(poppler("pdftotext", wide_pdf).split())
    assert all(group in text for group in wide.groups)


def test_no_heading_is_the_last_line_of_a_page(town_pdf, wide_pdf, town, wide):
    for file, study in ((town_pdf, town), (wide_pdf, wide)):
        titles = {s["title"] for s in layout_of(report_of(study), study)["sections"]}
        for page in poppler("pdftotext", file, "-layout").split("\f"):
            lines = [line.strip() for line in PAGE.sub("", page).splitlines() if line.strip()]
            assert not lines or lines[-1] not in titles
