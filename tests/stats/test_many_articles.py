"""Comparisons of so many articles that they are made from sums, and tested in the limit."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from framing.features import CELLS_SCHEMA, Feature, FeatureMatrix
from framing.stats import compare, group_tests, influence_of, intervals_of, measured_rows, timeline
from framing.stats.effect_sizes import cliffs_delta, hedges_g
from framing.stats.findings import ONLY_LINEARISED_FROM
from framing.stats.limit_tests import LIMIT_FROM, MIN_EXPECTED, limit_p_values
from framing.stats.permutation import permutation_test
from framing.stats.study_sums import ARTICLES_AT_ONCE, article_blocks
from framing.stats.sums import group_sums

FEATURES = (
    Feature("p.who", "p", "who", choice=True, leaf=False),
    Feature("p.who.a", "p", "who.a", referent="who", valence=1.0),
    Feature("p.who.b", "p", "who.b", referent="who", valence=-2.0),
    Feature("p.rare", "p", "rare"),
)


def waist(n, sizes=(0.6, 0.3, 0.0995, 0.0005), seed=3):
    """Make rows of n articles of four outlets, of which the last has few; C prefers name b."""
    rng = np.random.default_rng(seed)
    outlet = rng.choice(4, n, p=sizes)
    words = rng.integers(200, 900, n)
    b = rng.poisson(rng.gamma(0.5, np.where(outlet == 2, 1.2, 0.8)))
    a = rng.poisson(rng.gamma(0.5, 1.6, n))
    counts = {1: a, 2: b, 0: a + b, 3: rng.poisson(0.001, n)}
    cells = []
    for feature, count in counts.items():
        at = np.flatnonzero(count)
        voice = np.where(rng.random(len(at)) < 0.7, 0, 2)
        cells.append(np.stack([at, np.full(len(at), feature), voice, count[at]]))
    article, feature, voice, count = np.concatenate(cells, axis=1)
    order = np.argsort(article, kind="stable")
    columns = [article, feature, voice, count, count.astype(float), 0 * count]
    arrays = [pa.array(c[order]).cast(f.type) for c, f in zip(columns, CELLS_SCHEMA, strict=True)]
    months = np.array(["2020-01-05", "2020-02-05", "2020-06-05", ""])
    table = {
        "id": pa.array([f"a{i}" for i in range(n)]),
        "outlet": pa.array(np.array(list("ABCD"))[outlet]),
        "published": pa.array(months[rng.integers(0, 4, n)]),
        "words": words,
        "words@authorial": words - 100,
        "words@direct": np.full(n, 60),
        "words@indirect": np.full(n, 40),
    }
    return FeatureMatrix(
        pa.table(table), FEATURES, pa.Table.from_arrays(arrays, schema=CELLS_SCHEMA)
    )


@pytest.fixture(scope="module")
def many():
    return waist(ONLY_LINEARISED_FROM)


@pytest.mark.parametrize("measure", ["rate", "share", "held", "balance", "presence", "voice_words"])
def test_sums_give_what_rows_would_give(many, measure):
    table = compare(many, measure=measure)
    groups, codes = many.groups("outlet")
    rows = measured_rows(many, measure)
    known = intervals_of(rows, codes, 4)
    frame = table.frame
    for name in ("value", "low", "high"):
        told = frame[name].to_numpy().reshape(-1, 4).T
        assert told == pytest.approx(getattr(known, name), rel=1e-9, nan_ok=True)
    assert frame["n"].sum() == int(rows.n.sum())
    assert (frame["n_articles"].to_numpy().reshape(-1, 4) == np.bincount(codes)).all()
    tested = group_tests.group_test(rows, codes, 0 * codes, kind="limit").p_value
    told = table.omnibus["p_value"].to_numpy()
    some = np.isfinite(told)
    assert some.any()
    assert told[some] == pytest.approx(tested[some], rel=1e-6, abs=1e-300)
    assert list(table.groups) == groups


def test_the_reader_is_told_which_interval_and_which_test(many):
    table = compare(many)
    told = table.signature.to_dict()
    assert (told["interval"], told["test"]) == ("linearised", "limit")
    assert "resamples" not in told
    assert "permutations" not in told
    assert any("limiting distribution" in note for note in table.notes)
    assert any("linearised" in note for note in table.notes)
    assert f"{ONLY_LINEARISED_FROM:,}" in table.interval_rule
    small = table.where(feature="p.who.a", group="D").iloc[0]
    assert small["n_articles"] < 100
    assert "linearised" in small["method"]
    fewer = compare(waist(400, seed=1), resamples=100, permutations=99).signature.to_dict()
    assert (fewer["interval"], fewer["test"]) == ("auto", "permutation")


def test_what_differs_is_found_and_what_is_alike_is_not(many):
    table = compare(many, measure="share")
    concluded = table.omnibus.set_index("feature")["conclusion"]
    assert concluded["p.who.b"] == "differs"
    pairs = table.pairs[table.pairs["feature"] == "p.who.b"].set_index(["a", "b"])["conclusion"]
    told = {frozenset(pair): conclusion for pair, conclusion in pairs.items()}
    assert told[frozenset("AC")] == told[frozenset("BC")] == "differs"
    assert told[frozenset("AB")] == "no evidence of a difference"


def test_pairs_have_hedges_g_of_the_articles_rates(many):
    table = compare(many, order=("C", "A"))
    row = table.pairs[table.pairs["feature"] == "p.who.b"].iloc[0]
    groups, codes = many.groups("outlet")
    rates = group_tests.tested_rates(measured_rows(many, "rate"))[:, 2]
    c, a = (rates[codes == groups.index(name)] for name in "CA")
    assert row["hedges_g"] == pytest.approx(hedges_g(c, a).value, rel=1e-9)
    assert math.isnan(row["cliffs_delta"])
    assert row["n_articles_a"] == len(c)


def test_each_group_against_the_rest(many):
    table = compare(many, to="rest", measure="share")
    row = table.pairs.query("feature == 'p.who.b' and a == 'C'").iloc[0]
    rows = measured_rows(many, "share")
    _, codes = many.groups("outlet")
    rest = codes != many.groups("outlet")[0].index("C")
    assert row["value_b"] == pytest.approx(rows.y[rest, 1].sum() / rows.x[rest, 1].sum())
    assert row["conclusion"] == "differs"


def test_no_article_is_left_out_of_so_many(many):
    found = influence_of(many, compare(many, measure="share"))
    assert not len(found)
    assert "left out" in found.notes[0]


def test_a_timeline_of_many_articles_is_that_of_the_rows(many):
    table = timeline(many, measure="share")
    rows = measured_rows(many, "share")
    groups, codes = many.groups("published.month")
    known = intervals_of(rows, codes, len(groups), method="linearised")
    for period, name in ((1, "2020-01"), (3, "2020-06")):
        row = table.where(feature="p.who.a", group=name).iloc[0]
        assert row["value"] == pytest.approx(known.value[period, 0])
        assert row["low"] == pytest.approx(known.low[period, 0])
    assert "without a date" in table.notes[0]
    assert table.signature.to_dict()["interval"] == "linearised"
    assert "seed" not in table.signature.to_dict()


def test_with_strata_the_labels_are_permuted_however_many_articles_there_are():
    some = waist(LIMIT_FROM, (0.5, 0.3, 0.1, 0.1))
    table = compare(some, strata="published", permutations=99, resamples=100)
    assert table.signature.to_dict()["test"] == "permutation"


def test_blocks_hold_every_cell_once(many):
    shuffled = replace(many, cells=many.cells.take(np.random.default_rng(1).permutation(1000)))
    for features in (many, shuffled):
        blocks = list(article_blocks(features))
        assert [len(b) for b in blocks[:-1]] == [ARTICLES_AT_ONCE] * (len(blocks) - 1)
        assert sum(b.cells.num_rows for b in blocks) == features.cells.num_rows
        whole = np.concatenate([b.matrix() for b in blocks])
        assert (whole == features.matrix()).all()


def test_rows_of_a_place_come_from_the_evidence_of_the_block(make_matrix, make_match):
    articles = [(f"a{i}", "AB"[i % 2], (50, 0, 0)) for i in range(7)]
    matches = [
        make_match(f"a{i}", "riot", "riot*", place="headline" if i % 3 else "body")
        for i in (5, 1, 1, 2, 6, 0)
    ]
    matrix = make_matrix(articles, matches)
    parts = [
        measured_rows(block, "per_article", place="headline").y
        for block in article_blocks(matrix, evidence=True, size=2)
    ]
    known = measured_rows(matrix, "per_article", place="headline").y
    assert (np.concatenate(parts) == known).all()


def skewed(sizes, mean, shape, rng, features=40):
    n = sum(sizes)
    words = np.round(np.exp(rng.normal(6.1, 0.5, n))).clip(30)
    rate = rng.gamma(shape, 1 / shape, (n, features))
    y = rng.poisson(rate * words[:, None] * mean / 500).astype(float)
    return y, words[:, None], np.repeat(np.arange(len(sizes)), sizes)


@pytest.mark.parametrize("sizes", [(15_000, 4_000, 700, 300), (10_000, 10_000), (1_000,) * 20])
@pytest.mark.parametrize("shape", [2.0, 0.25])
def test_the_limit_keeps_the_level_with_skewed_counts(sizes, shape):
    rng = np.random.default_rng(8)
    found = []
    for mean in (2, 0.3):
        for _ in range(4):
            y, x, codes = skewed(sizes, mean, shape, rng)
            found.append(limit_p_values(group_sums(y, x, codes, len(sizes)), "log"))
    p = np.concatenate(found)
    assert np.isfinite(p).all()
    assert (p <= 0.05).mean() <= 0.075
    assert (p <= 0.005).mean() <= 0.015


def test_the_limit_is_that_of_the_permutation_test():
    rng = np.random.default_rng(9)
    y, x, codes = skewed((700, 900), 2, 2.0, rng, features=12)
    y[codes == 0] += rng.poisson(0.1, (700, 12))
    limit = limit_p_values(group_sums(y, x, codes, 2), "log")
    dealt = permutation_test(y, codes, x, permutations=4_999).p_value
    assert np.abs(limit - dealt).max() < 0.03


def test_a_group_with_too_few_expected_matches_is_not_tested():
    rng = np.random.default_rng(10)
    y, x, codes = skewed((20_000, 200, 20_000), 0.05, 2.0, rng, features=3)
    expected = (y > 0).mean() * 200
    assert expected < MIN_EXPECTED
    three = limit_p_values(group_sums(y, x, codes, 3), "log")
    two = limit_p_values(group_sums(y, x, codes, 3).take([0, 2]), "log")
    assert three == pytest.approx(two)
    alone = limit_p_values(group_sums(y, x, codes, 3), "log", [0, 1])
    assert np.isnan(alone).all()


def test_nothing_that_varies_is_no_difference():
    x = np.full((2_000, 1), 3.0)
    sums = group_sums(x.copy(), x, np.arange(2_000) % 2, 2)
    assert limit_p_values(sums, "identity") == pytest.approx([1.0])
    assert limit_p_values(sums, "logit") == pytest.approx([1.0])  # a name without a rival
    y = x.copy()
    y[:10] -= 1  # rivals in too few articles
    assert np.isnan(limit_p_values(group_sums(y, x, np.arange(2_000) % 2, 2), "logit")).all()


@pytest.mark.parametrize("shape", [math.inf, 0.5, 0.25])
@pytest.mark.parametrize("n", [200, 2_000])
def test_linearised_intervals_cover(calibration, n, shape):
    held, given = calibration.coverage(n, shape, 1, 2_000, 7, method="linearised")
    assert 0.93 <= held <= 0.97
    assert given == 1


@pytest.mark.parametrize("alike", [0.0, 0.3])
def test_linearised_intervals_of_shares_cover(calibration, alike):
    held, given = calibration.share_coverage(400, alike, 0.2, 2_000, 8, method="linearised")
    assert 0.93 <= held <= 0.97
    assert given == 1


def test_effect_sizes_of_pairs_are_those_of_the_articles():
    some = waist(900, (0.4, 0.3, 0.2, 0.1), seed=5)
    table = compare(some, measure="rate", order=("A", "C"), resamples=100, permutations=99)
    groups, codes = some.groups("outlet")
    rates = group_tests.tested_rates(measured_rows(some, "rate"))
    assert isinstance(table.pairs, pd.DataFrame)
    for row in table.pairs.itertuples():
        column = rates[:, some.position(row.feature)]
        a, c = (column[codes == groups.index(name)] for name in "AC")
        assert row.hedges_g == pytest.approx(hedges_g(a, c).value)
        assert row.cliffs_delta == pytest.approx(cliffs_delta(a, c).value)
