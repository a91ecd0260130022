import math

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import FramingError
from framing.stats import (
    MEASURES,
    MIN_ARTICLES,
    Rows,
    bootstrap_interval,
    bootstrap_values,
    group_sums,
    intervals_of,
    linearised_interval,
    wilson_limits,
)
from framing.stats.share_intervals import beta_limits, overdispersion


def texts(n, *, mean=2.0, shape=2.0, seed=0, features=1):
    rng = np.random.default_rng(seed)
    words = rng.integers(200, 900, n).astype(float)
    rate = rng.gamma(shape, 1 / shape, (n, features))
    return rng.poisson(rate * words[:, None] * mean / 500).astype(float), words[:, None]


def rows_of(measure, y, x):
    return Rows(MEASURES[measure], tuple(map(str, range(y.shape[1]))), y, x, y)


@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_limits_agree_with_scipy_within_the_noise_of_resampling(method):
    y, x = texts(60)
    found = bootstrap_interval(y[:, 0], x[:, 0], method=method, resamples=20_000, seed=3)
    known = scipy.stats.bootstrap(
        (y[:, 0], x[:, 0]), lambda a, b, axis=-1: a.sum(axis) / b.sum(axis), paired=True,
        vectorized=True, method=method, n_resamples=20_000, rng=4,
    ).confidence_interval  # fmt: skip
    width = known.high - known.low
    assert found.low == pytest.approx(known.low, abs=0.04 * width)
    assert found.high == pytest.approx(known.high, abs=0.04 * width)
    assert found.value == pytest.approx(y.sum() / x.sum())


def test_the_linearised_interval_is_that_of_the_bootstrap_within_its_noise():
    y, x = texts(600)
    one = bootstrap_interval(y[:, 0], x[:, 0], method="linearised")
    other = bootstrap_interval(y[:, 0], x[:, 0], method="t", resamples=20_000)
    assert one.low == pytest.approx(other.low, rel=0.01)
    assert one.high == pytest.approx(other.high, rel=0.01)


def test_sums_of_shards_add_up_and_are_all_that_linearised_intervals_need():
    y, x = texts(90, features=3)
    codes = np.arange(90) % 2
    whole = group_sums(y, x, codes, 2)
    first, second = (
        group_sums(y[:40], x[:40], codes[:40], 2),
        group_sums(y[40:], x[40:], codes[40:], 2),
    )
    for one, other in zip(
        linearised_interval(whole), linearised_interval(first + second), strict=True
    ):
        assert one == pytest.approx(other)


def test_the_variance_is_that_of_the_residuals():
    y, x = texts(12)
    rate = y.sum() / x.sum()
    by_hand = ((y - rate * x) ** 2).sum() / x.sum() ** 2 * 12 / 11
    found = group_sums(y, x, np.zeros(12, np.int64), 1).variance()
    assert found == pytest.approx(np.array([[by_hand]]))


def test_the_variance_of_the_balance_is_that_of_leaving_articles_out():
    rng = np.random.default_rng(1)
    right, left = rng.poisson(4, 200), rng.poisson(3, 200)
    x = (right + left)[:, None].astype(float)
    found = group_sums(right[:, None].astype(float), x, np.zeros(200, np.int64), 1)
    all_r, all_l = right.sum(), left.sum()
    out = np.log((all_r - right + 0.5) / (all_l - left + 0.5))
    jackknife = 199 / 200 * ((out - out.mean()) ** 2).sum()
    assert found.variance("balance")[0, 0] == pytest.approx(jackknife, rel=0.02)


@pytest.mark.parametrize("method", sorted(set(MIN_ARTICLES) - {"wilson", "dirichlet_multinomial"}))
def test_a_method_is_refused_below_its_number_of_articles(method):
    least = MIN_ARTICLES[method]
    y, x = texts(least, mean=5, shape=9)
    assert bootstrap_interval(y[:, 0], x[:, 0], method=method, resamples=200).has_interval
    few = bootstrap_interval(y[1:, 0], x[1:, 0], method=method, resamples=200)
    assert not few.has_interval
    assert f"refused below {least} articles" in few.method
    assert few.value == pytest.approx(y[1:].sum() / x[1:].sum())


def test_few_articles_with_a_match_have_no_interval():
    y, x = np.array([3, 2] + [0] * 18), np.full(20, 500)
    found = bootstrap_interval(y, x)
    assert not found.has_interval
    assert "too few articles with a match" in found.method


def test_results_do_not_depend_on_what_else_is_estimated():
    y, x = texts(30, features=4)
    alone = bootstrap_values(y[:, :1], x, resamples=300, seed=5)
    together = bootstrap_values(y, x, resamples=300, seed=5)
    fewer = bootstrap_values(y, x, resamples=120, seed=5)
    assert alone[:, 0] == pytest.approx(together[:, 0], abs=0)
    assert (together[:120] == fewer).all()
    assert not (bootstrap_values(y, x, resamples=300, seed=6) == together).all()


def test_the_auto_rule():
    y, x = texts(4_100, features=2)
    y[:, 1] = 0
    y[:2, 1] = 1
    codes = np.where(np.arange(4_100) < 2_050, 0, np.where(np.arange(4_100) < 4_096, 1, 2))
    found = intervals_of(rows_of("rate", y, x), codes, 3, resamples=200)
    assert found.method[0, 0].startswith("linearised")
    assert found.method[2, 0] == "no interval: t is refused below 5 articles"
    assert "too few articles with a match" in found.method[0, 1]
    small = intervals_of(rows_of("rate", y[:9], x[:9]), np.zeros(9, np.int64), 1, resamples=200)
    assert small.method[0, 0] == "bootstrap over articles, t on the log scale"


def test_presence_has_wilsons_interval():
    y = (np.arange(20) < 7).astype(float)[:, None]
    found = intervals_of(rows_of("presence", y, np.ones((20, 1))), np.zeros(20, np.int64), 1)
    known = scipy.stats.binomtest(7, 20).proportion_ci(method="wilson")
    assert (found.low[0, 0], found.high[0, 0]) == pytest.approx((known.low, known.high))


@given(st.integers(1, 60), st.data())
def test_wilson_agrees_with_scipy(n, data):
    k = data.draw(st.integers(0, n))
    known = scipy.stats.binomtest(k, n).proportion_ci(method="wilson")
    low, high = wilson_limits(np.array(float(k)), np.array(float(n)), 0.95)
    assert (float(low), float(high)) == pytest.approx((known.low, known.high), abs=1e-9)


def test_overdispersion_finds_what_was_built_in():
    rng = np.random.default_rng(2)
    of = 2.0 + rng.poisson(4, (4_000, 1))
    for rho in (0.0, 0.2, 0.5):
        worth = 1 / rho - 1 if rho else 0
        p = rng.beta(0.3 * worth, 0.7 * worth, of.shape) if rho else np.full(of.shape, 0.3)
        y = rng.binomial(of.astype(int), p).astype(float)
        assert overdispersion(y, of, np.arange(4_000) % 3) == pytest.approx(rho, abs=0.03)


def test_overdispersion_is_not_told_from_few_articles():
    y, x = np.ones((8, 1)), np.full((8, 1), 3.0)
    assert math.isnan(overdispersion(y, x, np.arange(8) % 2)[0])


def test_without_overdispersion_the_share_has_jeffreys_interval():
    low, high = beta_limits(*(np.array([[v]]) for v in (7.0, 20.0, 40.0)), np.array([0.0]), 0.95)
    known = scipy.stats.beta.ppf([0.025, 0.975], 7.5, 13.5)
    assert (low[0, 0], high[0, 0]) == pytest.approx(tuple(known))


def test_a_share_that_nobody_varies_from_has_an_interval_from_the_corpus():
    rng = np.random.default_rng(3)
    of = 2.0 + rng.poisson(3, (60, 1))
    y = rng.binomial(of.astype(int), rng.beta(1, 3, of.shape)).astype(float)
    codes = np.arange(60) % 3
    y[codes == 0] = 0
    found = intervals_of(rows_of("share", y, of), codes, 3, resamples=200)
    assert found.method[0, 0] == "Dirichlet-multinomial"
    assert found.low[0, 0] == 0 < found.high[0, 0] < 0.2
    assert found.method[1, 0] == "bootstrap over articles, t on the logit scale"


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 1000), st.sampled_from(["t", "linearised"]))
def test_intervals_hold_the_value_and_widen_with_the_level(seed, method):
    y, x = texts(25, seed=seed)
    narrow, wide = (
        bootstrap_interval(y[:, 0], x[:, 0], method=method, level=level, resamples=200)
        for level in (0.8, 0.99)
    )
    assert wide.low < narrow.low < narrow.value < narrow.high < wide.high


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"method": "bootstap"}, "expected one of auto, t"),
        ({"level": 95}, "found 95"),
        ({"resamples": 5}, "100 or more"),
        ({"method": "wilson"}, "presence by article"),
        ({"method": "dirichlet_multinomial"}, "interval of shares"),
        ({"x": [1, 2]}, "one number an article"),
        ({"y": [1, math.nan, 2]}, "finite"),
    ],
)
def test_what_is_refused(changed, message):
    with pytest.raises(FramingError, match=message):
        bootstrap_interval(**{"y": [1, 0, 2], "x": [9, 9, 9], **changed})
