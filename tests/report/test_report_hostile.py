"""Texts that try to be something else come out as text."""

import csv
import io
import re

import pandas as pd
import pytest
from made_studies import TOWN, Made, a_study
from pages import Page, scripts_that_run, unpacked
from pypdf import PdfReader

from framing.csv_cells import safe_csv, without_formulas
from framing.report import PackCard, report_of, write_report
from framing.report.html import html_page
from framing.report.pdf import pdf_file
from framing.report.pdf.characters import breakable, missing_characters, printable

MARKUP = '<script>alert("x")</script><img src=x onerror=alert(1)> & "q" \'s\''
TYPST = (
    '#panic("no") $x^2$ @label `raw` *bold* _it_ <lab> = Heading // gone /* gone */ \\ ~ -- #{1+1}'
)
FORMULA = '=cmd|"/c calc"!A0'
LONG = "Donaudampfschifffahrt" * 24
RTL = "\u202eאבג\u202c עברית"
CONTROL = "bell\x07 null\x00 end"


def hostile_study(text, **changes):
    sentence = f"Before {text} the [[terrorists|actors.crowd.threat|scare]] and {text} after."
    article = Made(f"id {text}", f"Outlet {text}", (sentence,), metadata={"title": text})
    return a_study((article, *TOWN), title=f"Title {text}", **changes)


def read_csv(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def pdf_text(pdf):
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("text", [MARKUP, TYPST, FORMULA, LONG, RTL, CONTROL, "😀 日本", "]]>"])
def test_a_page_with_hostile_text_is_whole_and_shows_it(text):
    study = hostile_study(text)
    html = html_page(report_of(study), study).decode()
    page = Page(html)
    assert not page.mended
    assert len(scripts_that_run(page)) == 1
    assert not list(page.root.find(onerror=True))
    assert f"Before {text} the" in unpacked(html)["pieces"][0][0][1]
    shown = " ".join(re.sub("[\x00\x07]", lambda m: chr(0x2400 + ord(m[0])), text).split())
    assert f"Title {shown}" in next(iter(page.root.find("h1"))).words
    quotes = [quote.words for quote in page.root.find("blockquote")]
    assert any(f"{shown[-99:]} the terrorists" in quote for quote in quotes)


@pytest.mark.parametrize("text", [MARKUP, TYPST, FORMULA])
def test_a_pdf_with_hostile_text_shows_it(text):
    study = hostile_study(text)
    shown = pdf_text(pdf_file(report_of(study), study))
    squeezed = re.sub(r"\s|-", "", shown)
    assert re.sub(r"\s|-", "", f"Before {text} the terrorists") in squeezed


@pytest.mark.parametrize(
    ("text", "code"),
    [("😀", "[U+1F600]"), ("日", "[U+65E5]"), ("\u202e", "[U+202E]"), ("\x07", "[U+0007]"),
     ("\U000f0000", "[U+F0000]"), ("👩‍👩‍👧", "[U+1F469]")],
)  # fmt: skip
def test_a_character_without_a_font_is_printed_by_its_number(text, code):
    study = hostile_study(text)
    shown = pdf_text(pdf_file(report_of(study), study))
    assert code in shown
    told = "that no font of this file has" in shown
    assert told == (text not in ("\u202e", "\x07", "\U000f0000"))


def test_other_alphabets_are_set_as_they_are():
    study = hostile_study("Кириллица Ελληνικά žluťoučký")
    shown = pdf_text(pdf_file(report_of(study), study))
    assert "Кириллица Ελληνικά žluťoučký" in shown
    assert "[U+" not in shown


def test_a_very_long_word_stays_on_the_page(tmp_path):
    study = hostile_study(LONG)
    pdf = pdf_file(report_of(study), study)
    for page in PdfReader(io.BytesIO(pdf)).pages:
        right = []
        page.extract_text(
            visitor_text=lambda text, _, matrix, *__, right=right: right.append(matrix[4])
            if text.strip() else None
        )  # fmt: skip
        assert max(right, default=0) < page.mediabox.width


def test_hostile_packs_and_notes():
    card = PackCard(MARKUP, TYPST, MARKUP, FORMULA, (MARKUP,), (TYPST,), TYPST)
    study = a_study(packs=(card,), notes=(MARKUP, TYPST))
    html = html_page(report_of(study), study).decode()
    assert len(scripts_that_run(Page(html))) == 1
    assert not Page(html).mended
    assert pdf_file(report_of(study), study).startswith(b"%PDF")


def test_spreadsheets_run_nothing(tmp_path):
    write_report(hostile_study(FORMULA), tmp_path, formats=[])
    rows = read_csv(tmp_path / "tables" / "naming.csv")
    assert {row[4] for row in rows[1:]} >= {f"Outlet {FORMULA}"}
    frame = pd.DataFrame({"term": [FORMULA, "+1", "-x", "@a", "\tx", "safe", ""], "n": -1.5})
    safe_csv(frame, tmp_path / "t.csv")
    rows = read_csv(tmp_path / "t.csv")
    assert rows[0] == ["term", "n"]
    assert [row[0] for row in rows[1:]] == [
        f"'{FORMULA}", "'+1", "'-x", "'@a", "'\tx", "safe", ""
    ]  # fmt: skip
    assert {row[1] for row in rows[1:]} == {"-1.5"}
    assert frame["term"][0] == FORMULA


def test_numbers_in_tables_are_left_alone():
    frame = pd.DataFrame({"value": [-1.0, float("nan")], "mixed": ["=x", -3]})
    assert without_formulas(frame)["value"].tolist()[0] == -1.0
    assert without_formulas(frame)["mixed"].tolist() == ["'=x", -3]


def test_what_the_typesetter_says_it_lacks():
    told = 'error: PDF/UA-1 error: the text `"a\\u{301}\\u{1f600}中"` could not be displayed with'
    assert missing_characters(told) == {"\u0301", "😀", "中"}
    assert missing_characters("error: something else") == set()


def test_breaks_in_long_words_only():
    assert breakable("a short one") == "a short one"
    broken = breakable("x" * 60)
    assert broken.replace("\u200b", "") == "x" * 60
    assert max(map(len, broken.split("\u200b"))) <= 24


def test_line_ends_become_spaces():
    assert printable("a\n\tb\u2028c\rd") == "a b c d"
