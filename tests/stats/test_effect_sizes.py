import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from framing.errors import FramingError
from framing.stats import (
    cliffs_delta,
    cohens_h,
    cramers_v,
    hedges_g,
    log_ratio,
    odds_ratio,
    percent_diff,
    rate_difference,
    rate_ratio,
    simple_maths,
)

values = st.lists(st.integers(-5, 5), min_size=2, max_size=9)
articles = st.lists(st.tuples(st.integers(0, 9), st.integers(50, 500)), min_size=2, max_size=8)


def split(rows):
    y, n = zip(*rows, strict=True)
    return np.array(y), np.array(n)


@given(articles, articles)
def test_rates_turn_with_the_groups_and_agree_with_each_other(first, second):
    i, j = split(first), split(second)
    difference, back = rate_difference(*i, *j), rate_difference(*j, *i)
    assert difference.value == pytest.approx(-back.value)
    assert difference.low == pytest.approx(-back.high, nan_ok=True)
    log, ratio, percent = log_ratio(*i, *j), rate_ratio(*i, *j), percent_diff(*i, *j)
    assert log.value == pytest.approx(-log_ratio(*j, *i).value, nan_ok=True)
    if i[0].sum() and j[0].sum():
        assert 2**log.value == pytest.approx(ratio.value)
        assert percent.value == pytest.approx(100 * (ratio.value - 1))
        assert not log.has_interval or log.low <= log.value <= log.high
    else:
        assert not log.has_interval
        assert log.note


def test_rates_by_hand():
    i, j = ([4, 0], [100, 100]), ([1, 1], [100, 300])
    assert rate_difference(*i, *j).value == pytest.approx(20 - 5)
    assert rate_ratio(*i, *j).value == pytest.approx(4)
    assert log_ratio(*i, *j).value == pytest.approx(2)
    assert percent_diff(*i, *j).value == pytest.approx(300)
    assert rate_difference(*i, *j).n == 4


def test_zero_rules():
    some, none = ([2, 2], [100, 100]), ([0, 0], [100, 100])
    assert log_ratio(*some, *none).value == pytest.approx(3)
    assert "½" in log_ratio(*some, *none).note
    assert rate_ratio(*some, *none).value == math.inf
    assert percent_diff(*none, *some).value == -100
    assert math.isnan(log_ratio(*none, *none).value)
    assert simple_maths(2, 0, 200, 200, smoothing=1) == pytest.approx(10_001)


def test_one_article_gives_no_interval_and_says_why():
    one = rate_difference([3], [100], [1, 2], [100, 100])
    assert one.value == pytest.approx(15)
    assert not one.has_interval
    assert "two articles" in one.note


def test_the_interval_of_a_log_ratio_covers():
    rng, covered = np.random.default_rng(5), 0
    for _ in range(400):
        n = rng.integers(200, 900, 50)
        y = rng.poisson(rng.gamma(2, 0.002, 50) * n)
        log = log_ratio(y[:25], n[:25], y[25:], n[25:])
        covered += log.low <= 0 <= log.high
    assert 0.91 <= covered / 400 <= 0.985


@given(values, values)
def test_cliffs_delta_compares_all_pairs(a, b):
    delta = cliffs_delta(a, b)
    pairs = np.sign(np.subtract.outer(a, b))
    assert delta.value == pytest.approx(pairs.mean())
    assert cliffs_delta(b, a).value == pytest.approx(-delta.value)
    u = scipy_stats.mannwhitneyu(a, b).statistic
    assert delta.value == pytest.approx(2 * u / (len(a) * len(b)) - 1)
    if delta.has_interval:
        assert -1 <= delta.low <= delta.value <= delta.high <= 1


def test_the_variance_of_cliffs_delta_is_the_unbiased_one():
    a, b = [1, 4, 6, 9, 2], [3, 5, 5, 7]
    d = np.sign(np.subtract.outer(a, b))
    rows, columns, delta = d.mean(axis=1), d.mean(axis=0), d.mean()
    unbiased = (
        16 * ((rows - delta) ** 2).sum()
        + 25 * ((columns - delta) ** 2).sum()
        - ((d - delta) ** 2).sum()
    ) / (5 * 4 * 4 * 3)
    t = scipy_stats.t.ppf(0.975, 7) * math.sqrt(unbiased)
    half = t * math.sqrt((1 - delta**2) ** 2 + t**2)
    ours = cliffs_delta(a, b)
    bottom = 1 - delta**2 + t**2
    assert ours.low == pytest.approx(max(-1, (delta - delta**3 - half) / bottom))
    assert ours.high == pytest.approx(min(1, (delta - delta**3 + half) / bottom))


@given(values, values, st.integers(1, 9), st.integers(-9, 9))
def test_hedges_g_is_free_of_units(a, b, scale, shift):
    g = hedges_g(a, b).value
    moved = hedges_g([scale * x + shift for x in a], [scale * x + shift for x in b]).value
    assert moved == pytest.approx(g, nan_ok=True, abs=1e-9)
    assert hedges_g(b, a).value == pytest.approx(-g, nan_ok=True)


def test_hedges_g_shrinks_cohens_d():
    a, b = [1.0, 2, 3, 4], [3.0, 4, 5, 6]
    d = -2 / np.std(a, ddof=1)
    assert hedges_g(a, b).value == pytest.approx(d * (1 - 3 / (4 * 6 - 1)), rel=2e-3)
    assert "alike" in hedges_g([1, 1], [1, 1]).note


def test_odds_ratio_by_hand():
    ratio = odds_ratio([[10, 5], [4, 12]])
    assert ratio.value == pytest.approx(6)
    half = 1.959964 * math.sqrt(1 / 10 + 1 / 5 + 1 / 4 + 1 / 12)
    assert ratio.high == pytest.approx(6 * math.exp(half), rel=1e-6)
    assert odds_ratio([[3, 0], [2, 4]]).value == pytest.approx(3.5 * 4.5 / (0.5 * 2.5))
    assert math.isnan(odds_ratio([[0, 0], [2, 4]]).value)


@given(st.integers(0, 9), st.integers(0, 9))
def test_cohens_h_is_bounded_and_turns(k, other):
    h = cohens_h(k, 9, other, 9)
    assert -math.pi <= h.low <= h.value <= h.high <= math.pi
    assert cohens_h(other, 9, k, 9).value == pytest.approx(-h.value)
    assert (h.value > 0) == (k > other)


def test_cramers_v_of_independence_and_of_identity():
    assert cramers_v([[10, 20], [30, 60]]).value == 0
    assert cramers_v(np.diag([40, 50, 60])).value == pytest.approx(1, abs=0.02)
    assert math.isnan(cramers_v([[3, 4]]).value)
    # empty rows don't count
    assert cramers_v([[9, 1], [0, 0], [2, 8]]).value == cramers_v([[9, 1], [2, 8]]).value


def test_the_bias_of_cramers_v_is_taken_off():
    rng = np.random.default_rng(6)
    plain, ours = [], []
    for _ in range(300):
        table = rng.multinomial(60, np.full(20, 1 / 20)).reshape(4, 5)
        table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
        plain.append(scipy_stats.contingency.association(table))
        ours.append(cramers_v(table).value)
    assert np.mean(plain) > 0.2
    assert np.mean(ours) < 0.1


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: rate_difference([1], [1, 2], [1], [1]), "same articles"),
        (lambda: log_ratio([1], [0], [1], [1]), "some words"),
        (lambda: rate_ratio([-1], [9], [1], [9]), "negative"),
        (lambda: rate_difference([1, 2], [9, 9], [1, 3], [9, 9], level=95), "level"),
        (lambda: cliffs_delta([], [1]), "1 or more"),
        (lambda: hedges_g([1], [1, 2]), "2 or more"),
        (lambda: cliffs_delta([math.nan], [1]), "finite"),
        (lambda: cohens_h(3, 2, 1, 2), "shares"),
        (lambda: odds_ratio([[1, 2, 3]]), "2 × 2"),
        (lambda: cramers_v([[-1, 2], [1, 1]]), "0 or more"),
        (lambda: simple_maths(1, 1, 9, 9, smoothing=0), "above 0"),
    ],
)
def test_what_cannot_be_measured_is_refused(call, said):
    with pytest.raises(FramingError, match=said):
        call()
