"""How things show themselves in notebooks: short, escaped, with counts, and plain as text."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest

import framing
from framing.lexicon.pack import Category, Entry, LexiconPack
from framing.notebook import card

EVIL = "<script>alert(1)</script>&\x1b[31m\u202e"


class Balance(HTMLParser):
    """Tells whether tags are closed in order, and which there are."""

    def __init__(self, text):
        super().__init__()
        self.open, self.seen = [], set()
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def features():
    rows = [{"id": f"{i}{EVIL}", "outlet": f"Outlet {i} {EVIL}",
             "text": f"Protesters and rioters came, {EVIL} police said."} for i in range(30)]  # fmt: skip
    corpus = framing.read_corpus(pd.DataFrame(rows))
    return framing.extract(corpus, [framing.LexiconExtractor("conflict_actors")])


def test_cards_are_short_escaped_and_counted(features):
    pack = LexiconPack(EVIL, categories=(Category("a", EVIL, entries=(Entry(EVIL),)),))
    table = framing.compare(features)
    for thing, counts in (
        (features, ["30 articles", "30 outlets", "22 more outlets"]),
        (features.evidence, [f"{len(features.evidence)} matches", "more matches"]),
        (table, [f"{len(table):,} rows", "by outlet", "description only: "]),
        (pack, ["1 entry"]),
        (framing.load_pack("conflict_actors"), ["licence CC-BY-4.0", "entries", "more categories"]),
        (framing.load_pack("negation"), ["en, "]),
    ):
        shown = thing._repr_html_()
        assert "<script" not in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert "script" not in Balance(shown).seen
        assert len(shown) < 12_000
        assert shown.count("<tr>") <= 9
        for count in counts:
            assert count in re.sub(r"<[^>]+>", "", shown), count


def test_colours_are_left_to_the_page(features):
    for thing in (features, features.evidence, framing.compare(features)):
        assert not re.search(r"color|background|#[0-9a-f]{3}", thing._repr_html_())


def test_plain_representations_are_one_short_line(features, seed_run):
    table = framing.compare(features)
    told = {
        repr(features): "FeatureMatrix(30 articles, ",
        repr(features.evidence): "Evidence(",
        repr(table): f"ComparisonTable(comparison, {len(table):,} rows, by outlet)",
        repr(framing.load_pack("negation")): "LexiconPack(negation ",
        repr(seed_run): "Run(",
    }
    for shown, begins in told.items():
        assert shown.startswith(begins)
        assert "\n" not in shown
        assert len(shown) < 200


def test_a_run_shows_where_its_report_is(seed_run):
    shown = re.sub(r"<[^>]+>", "", seed_run._repr_html_())
    assert "5 articles" in shown
    assert "report.html" in shown


def test_nothing_is_shown_of_nothing(features):
    nothing = features.matches(outlet="nobody")
    assert "0 matches" in re.sub(r"<[^>]+>", "", nothing._repr_html_())
    assert "<table" not in nothing._repr_html_()
    empty = replace(features, articles_table=features.articles_table.slice(0, 0),
                    evidence=nothing, cells=features.cells.slice(0, 0))  # fmt: skip
    assert "0 articles" in re.sub(r"<[^>]+>", "", empty._repr_html_())


def test_cells_are_cut_and_numbers_set_right():
    shown = card("T", (), columns=("a", "b", "c"), rows=[("x" * 500, 1234, float("nan"))])
    assert "x" * 90 not in shown
    assert "1,234" in shown
    assert "nan" not in shown
