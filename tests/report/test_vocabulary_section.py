"""The section on vocabulary: description with one article each, estimates and tests with several."""

from dataclasses import replace

import pytest
from made_studies import a_study, many_outlets
from pages import Page

from framing.report.html import html_page
from framing.report.writing import report_of
from framing.stats import distinctive_terms

HEADS = [
    "Outlet",
    "Word",
    "Here",
    "Rest",
    "Articles with it",
    "DP",
    "Score",
    "Log-odds, with interval",
    "p",
]


def page_of(study):
    return Page(html_page(report_of(study, sections=["vocabulary"]), study).decode()).root


def table_of(root):
    return next(f for f in root.find("figure") if "Words that stand out" in f.words)


@pytest.fixture(scope="module")
def several():
    study = a_study(many_outlets(4, each=8), figures=False)
    table = distinctive_terms(study.features, min_n=1, top=4)
    return replace(study, tables={**study.tables, "vocabulary": table})


def test_with_one_article_each_nothing_is_estimated(town):
    root = page_of(town)
    heads = [th.words for th in table_of(root).find("th", scope="col")]
    assert not {"DP", "p", "Log-odds, with interval"} & set(heads)
    assert "Nothing is tested" in root.words
    assert "rank sum" not in root.words


def test_with_several_articles_each_words_have_intervals_articles_and_p(several):
    root = page_of(several)
    table = table_of(root)
    assert [th.words for th in table.find("th", scope="col")] == HEADS
    first = several.rows("vocabulary")[0]
    cells = [[e.words for e in tr.find() if e.tag in ("td", "th")] for tr in table.find("tr")][1]
    assert cells[4] == f"{first.articles_with}/{first.articles}"
    assert cells[5] == f"{first.dp:.2f}"
    assert f"[{first.low:.1f} to {first.high:.1f}]".replace("-", "−") in cells[7]
    assert "rank sum" in root.words
    assert "Nothing is tested" not in root.words


def test_numbers_carry_their_intervals(several):
    number = next(
        n
        for block in report_of(several, sections=["vocabulary"]).sections[0].blocks
        for row in getattr(block, "rows", ())
        for n in row
        if getattr(n, "unit", "") == "log-odds"
    )
    first = several.rows("vocabulary")[0]
    assert (number.low, number.value, number.high) == pytest.approx(
        (first.low, first.log_odds, first.high)
    )
    assert number.level == 0.95
    assert "t interval over articles" in number.method


def test_what_is_left_out_is_told(several):
    told = "Left out as the outlets’ own names: “daily messenger”."
    table = replace(several.tables["vocabulary"], notes=(told,))
    root = page_of(replace(several, tables={**several.tables, "vocabulary": table}))
    assert told in root.words


def test_what_groups_are_set_against_is_named(several):
    chosen = several.groups[0]
    table = distinctive_terms(several.features, compare_to=chosen, min_n=1, top=2)
    root = page_of(replace(several, tables={**several.tables, "vocabulary": table}))
    heads = [th.words for th in table_of(root).find("th", scope="col")]
    assert heads[1] == "Against"
    assert f"more often than {chosen}" in root.words
