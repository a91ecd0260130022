import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing.errors import FramingError
from framing.evidence import VOICES
from framing.stats import category_rates, entry_voices, presence

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)


def test_rates_by_hand(matrix, one):
    table = category_rates(matrix)
    assert table.columns == [
        "feature", "pack", "category", "group", "voice", "n", "negated", "words", "per_1000",
        "n_articles", "articles_with",
    ]  # fmt: skip
    every = one(table, category="people", group="Herald", voice="all")
    assert (every["n"], every["words"], every["negated"]) == (5, 150, 1)
    assert every["per_1000"] == pytest.approx(1000 * 5 / 150)
    marks = one(table, category="people.threat", group="Herald", voice="scare")
    assert (marks["n"], marks["words"]) == (1, 120)  # authorial and reported words
    unsaid = one(table, category="riot", group="Gazette", voice="indirect")
    assert unsaid["words"] == 0
    assert math.isnan(unsaid["per_1000"])


def test_rates_of_all_words(matrix, one):
    quoted = one(
        category_rates(matrix, denominator="article"),
        category="people.civic", group="Herald", voice="direct",
    )  # fmt: skip
    assert (quoted["words"], quoted["per_1000"]) == (150, pytest.approx(1000 / 150))


def test_an_unknown_denominator_is_refused(matrix):
    with pytest.raises(FramingError, match=r"found 'articles'; did you mean 'article'\?"):
        category_rates(matrix, denominator="articles")


def test_entries_by_hand(matrix, one):
    table = entry_voices(matrix)
    assert table.columns == [
        "pack", "category", "entry", "surfaces", "group", "voice", "n", "attributed", "labelling",
        "negated", "n_articles", "articles_with",
    ]  # fmt: skip
    own = one(table, entry="protester*", group="Herald", voice="authorial")
    assert (own["n"], own["surfaces"], own["articles_with"]) == (2, "protester; protesters", 1)
    marks = one(table, entry="terrorist*", group="Gazette", voice="scare")
    assert (marks["n"], marks["attributed"], marks["labelling"]) == (1, 1, 1)
    never = one(table, entry="terrorist*", group="Herald", voice="authorial")
    assert (never["n"], never["surfaces"], never["n_articles"]) == (0, "", 2)
    inside = one(table, entry="thug*", group="Gazette", voice="direct")
    assert inside["n"] == 1
    assert table.where(negated=1)["voice"].tolist() == ["indirect"]


def test_entries_stand_in_the_order_of_the_features(matrix):
    entries = entry_voices(matrix).frame["entry"].drop_duplicates().tolist()
    assert entries == ["protester*", "terrorist*", "thug*"]


def test_presence_tells_who_leaves_out_what(matrix, one):
    table = presence(matrix)
    assert table.columns == [
        "kind", "pack", "category", "entry", "group", "n", "n_articles", "articles_with",
        "groups_with",
    ]  # fmt: skip
    absent = one(table, kind="category", category="people.civic", group="Gazette")
    assert (absent["n"], absent["groups_with"]) == (0, 1)
    thugs = one(table, kind="entry", entry="thug*", group="Herald")
    assert (thugs["n"], thugs["articles_with"], thugs["groups_with"]) == (0, 0, 1)
    threat = one(table, kind="category", category="people.threat", group="Herald")
    assert (threat["n"], threat["articles_with"], threat["groups_with"]) == (2, 2, 2)
    assert one(table, kind="category", category="riot", group="Herald")["groups_with"] == 0


def test_nothing_found_gives_tables_without_entries(make_matrix):
    features = make_matrix([("a", "Herald", (5, 0, 0))])
    assert len(entry_voices(features)) == 0
    assert set(presence(features).frame["kind"]) == {"category"}
    assert category_rates(features).frame["n"].sum() == 0


@relaxed
@given(data=st.data())
def test_voices_sum_to_all_and_entries_to_leaves(drawn, data):
    features = data.draw(drawn)
    rates = category_rates(features).frame
    n = rates.pivot_table(index=["category", "group"], columns="voice", values="n", aggfunc="sum")
    assert (n[list(VOICES)].sum(axis=1) == n["all"]).all()
    words = entry_voices(features).frame.groupby(["category", "group", "voice"])["n"].sum()
    leaves = rates.set_index(["category", "group", "voice"])["n"]
    assert (leaves[words.index] == words).all()


@relaxed
@given(data=st.data())
def test_rates_of_merged_groups_lie_between_those_of_the_parts(drawn, data):
    features = data.draw(drawn)
    together = features.articles_table.append_column("all", [["all"] * len(features)])
    parts = category_rates(features).where(voice="all")
    whole = category_rates(replace(features, articles_table=together), by="all").where(voice="all")
    ends = parts.groupby("category")["per_1000"].agg(["min", "max"])
    pooled = whole.set_index("category")["per_1000"].reindex(ends.index)
    # groups without words may hold matches in a drawn matrix; they have no rate
    silent = parts[parts["words"] == 0].groupby("category")["n"].sum().reindex(ends.index)
    fair = (silent.fillna(0) == 0) & pooled.notna()
    assert (pooled[fair] >= ends["min"][fair] - 1e-9).all()
    assert (pooled[fair] <= ends["max"][fair] + 1e-9).all()
    assert np.array_equal(
        parts.groupby("category")["n"].sum(), whole.groupby("category")["n"].sum()
    )
