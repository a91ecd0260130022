"""What each section says: golden pieces of HTML, and the rules behind the sentences.

A golden piece that is meant to change is deleted; the next run writes it anew and fails once.
"""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from made_studies import PNG, SVG, TOWN, Made, a_study, many_outlets
from pages import Page

from framing.report import SECTIONS, FigureFile, report_of
from framing.report.html import html_page

GOLDEN = Path(__file__).parent / "golden"
SMALL = (
    Made(
        "n-1", "North",
        ("The [[protesters|actors.crowd.civic]] met “[[thugs|actors.crowd.threat|scare]]”.",),
        left_out=(("furniture", "Share to"),),
    ),
    Made("s-1", "South", ("The [[thugs|actors.crowd.threat]] and the [[thugs|actors.crowd.threat]].",)),
)  # fmt: skip


def page_of(study, *sections):
    return Page(html_page(report_of(study, sections=list(sections)), study).decode())


def words_of(study, section):
    found = page_of(study, section).root.find("section", id=section)
    return next(iter(found)).words


def section_html(study, section):
    html = html_page(report_of(study, sections=[section]), study).decode()
    piece = re.search(rf'<section id="{section}".*?</section>', html, re.DOTALL)[0]
    return re.sub(r"data:image/svg\+xml;base64,[^\"]+", "data:…", piece) + "\n"


@pytest.mark.parametrize("section", SECTIONS)
def test_golden_piece(section):
    made = section_html(a_study(SMALL, title="Small"), section)
    golden = GOLDEN / f"{section}.html"
    if not golden.exists():
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made, encoding="utf-8")
        pytest.fail(f"{golden.name} was written anew; look at it and run again")
    assert made == golden.read_text(encoding="utf-8")


def test_a_name_that_nobody_uses_in_own_voice_is_told(town):
    words = words_of(town, "summary")
    assert (
        "Crowd: threat. terrorists: 3 uses in the articles of Northern Post and Southern Star, "
        "none of them in an article’s own voice: 1 in short quotation marks, 1 in direct "
        "quotations and 1 in reported speech." in words
    )


def test_a_name_bare_here_and_in_marks_there_is_told(town):
    words = words_of(town, "summary")
    assert (
        "Force: keepers. In own voice, without marks, in the article of Southern Star "
        "(peacekeepers, 2 times); in short quotation marks, and never in own voice, in the "
        "articles of Northern Post (peacekeepers, 1 time) and Coast (peacekeepers, 1 time)."
        in words
    )


def test_a_name_of_one_outlet_only_is_told_once(town):
    words = words_of(town, "summary")
    assert (
        "Crowd: rebels. In own voice only in the article of Southern Star (rebels, 2 times). "
        "No other article uses this name." in words
    )
    assert words.count("Force: keepers.") == 1


def test_leading_names_are_told_where_they_differ(town):
    words = words_of(town, "summary")
    assert (
        "Crowd. Most used in own voice: civic in the articles of Northern Post (2 of 2) and "
        "Coast (1 of 1); rebels in the article of Southern Star (2 of 3)." in words
    )


def test_with_one_article_each_no_sentence_speaks_of_an_outlet_in_general(town):
    words = words_of(town, "summary")
    assert "One article from each outlet" in words
    for outlet in town.groups:
        for match in re.finditer(re.escape(outlet), words):
            before = words[: match.start()].rsplit(".", 1)[-1].rsplit(":", 1)[-1]
            assert "article" in before, words[match.start() - 60 : match.end()]


def test_with_several_articles_they_are_told_as_several():
    study = a_study(many_outlets(2, each=3), figures=False)
    words = words_of(study, "summary")
    assert "One article from each outlet" not in words
    assert "the articles of The Daily Messenger" in words
    assert "the article of The Daily Messenger" not in words


def test_the_comparison_says_why_nothing_is_tested(town):
    words = words_of(town, "comparison")
    assert "Description only." in words
    assert "the smallest p-value that such a test could ever reach is 1." in words
    assert "significant" in words


def test_names_that_nobody_uses_are_listed_but_have_no_column(town):
    only = a_study(TOWN[2:], figures=False)
    page = page_of(only, "naming")
    heads = [th.words for th in page.root.find("th", scope="col")]
    assert "Civic" in heads
    assert "Rebels" not in heads
    assert "none found" in words_of(only, "naming")


def test_a_share_of_nothing_is_a_dash_and_no_number(town, town_numbers):
    assert "naming.actors/force-authorial.Coast.keepers" not in town_numbers
    assert "naming.actors/force-all.Coast.keepers" in town_numbers


def test_what_cleaning_left_out_is_shown(town):
    words = words_of(town, "corpus")
    assert "Share to" in words
    assert "Also read: The price of bread" in words
    plain = a_study(TOWN[2:], figures=False, config={})
    assert "Nothing was left out, because the study asks for no cleaning." in words_of(
        plain, "corpus"
    )


def test_scare_quotes_are_only_those_without_a_speaker(town):
    page = page_of(town, "evidence")
    told = [next(iter(li.find("span", class_="voice"))).words + " / " + li.words
            for li in page.root.find("li", class_="voice-scare")]  # fmt: skip
    assert told
    for item in told:
        assert item.startswith("scare quotes") == ("speaker:" not in item.split(" / ", 1)[1])


def test_translations_are_told_as_a_limit(town):
    assert "Some of the articles are translations, some by machine," in words_of(town, "limits")
    assert "translations" not in words_of(a_study(SMALL), "limits")


def test_each_referent_has_its_own_figure_where_there_is_one():
    def drawn(name):
        return FigureFile(name, "What each outlet calls whom", "Bars.", "Bars.", SVG, PNG)

    figures = {name: drawn(name) for name in ("naming", "naming_crowd", "naming_force")}
    study = replace(a_study(), figures=figures)
    told = [c.words for c in page_of(study, "naming").root.find("figcaption")]
    told = [words for words in told if words.startswith("Figure")]
    assert len(told) == 2
    assert "crowd" in told[0]
    assert "force" in told[1]
    study = replace(a_study(), figures={"naming": drawn("naming")})
    told = [c.words for c in page_of(study, "naming").root.find("figcaption")]
    assert len([words for words in told if words.startswith("Figure")]) == 1


def test_packs_stand_with_version_and_licence(town):
    words = words_of(town, "methods")
    assert "actors 1.0.0" in words
    assert "Licence: CC-BY-4.0." in words


def test_presence_says_who_leaves_out_what(town):
    rows = [list(tr.find()) for tr in page_of(town, "comparison").root.find("tr")]
    cells = [[e.words for e in row if e.tag in ("td", "th")] for row in rows]
    assert ["march", "Northern Post (1)", "Southern Star, Coast"] in cells


def test_a_long_list_of_articles_is_cut_and_says_so():
    study = a_study(many_outlets(3, each=70), figures=False)
    page = page_of(study, "corpus")
    table = next(iter(page.root.find("figure", id="table-1")))
    assert len(list(next(iter(table.find("tbody"))).find("tr"))) == 200
    assert "features.parquet has them all" in table.words
    assert "The study read 210 articles" in page.root.words
