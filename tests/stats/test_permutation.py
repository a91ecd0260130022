import itertools
import math

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import FramingError
from framing.stats import (
    count_of_arrangements,
    permutation_test,
    smallest_attainable_p,
    smallest_p,
)
from framing.stats.arrangements import labellings


def by_hand(y, x, labels, strata):
    """Return p by listing every order of the labels within strata, with the plain formula."""

    def statistic(order):
        d, v = [], []
        for group in np.unique(order):
            mine = order == group
            d.append(z[mine].sum() / x[mine].sum())
            v.append(max((z[mine] ** 2).sum() / x[mine].sum() ** 2, 1e-300))
        d, w = np.array(d), 1 / np.array(v)
        return (w * (d - (w * d).sum() / w.sum()) ** 2).sum()

    z = np.array(y, float)
    for s in np.unique(strata):
        at = strata == s
        z[at] -= x[at] * y[at].sum() / x[at].sum()
    places = [np.flatnonzero(strata == s) for s in np.unique(strata)]
    values = []
    for parts in itertools.product(*(set(itertools.permutations(labels[at])) for at in places)):
        order = labels.copy()
        for at, part in zip(places, parts, strict=True):
            order[at] = part
        values.append(statistic(order))
    observed = statistic(labels)
    return np.mean(np.array(values) >= observed * (1 - 1e-9))


@pytest.mark.parametrize(
    ("labels", "strata"),
    [
        ([0, 0, 0, 1, 1, 1], [0] * 6),
        ([0, 0, 1, 1, 1, 1, 1], [0] * 7),
        ([0, 0, 1, 1, 2, 2], [0] * 6),
        ([0, 0, 1, 1, 0, 1, 1, 1], [0, 0, 0, 0, 1, 1, 1, 1]),
        ([0, 1, 0, 1, 0, 1], [0, 0, 1, 1, 2, 2]),
    ],
)
def test_exact_p_is_what_listing_finds(labels, strata):
    labels, strata = np.array(labels), np.array(strata)
    rng = np.random.default_rng(len(labels))
    x = rng.integers(2, 9, len(labels)).astype(float)
    for seed in range(5):
        y = np.random.default_rng(seed).poisson(3, len(labels)).astype(float)
        found = permutation_test(y, labels, x, strata=strata)
        assert found.exact
        assert found.p_value[0] == pytest.approx(by_hand(y, x, labels, strata))


def test_ties_count_and_nothing_that_varies_has_no_p():
    alike = permutation_test([1, 1, 1, 1, 1, 1], [0, 0, 0, 1, 1, 1])
    assert math.isnan(alike.p_value[0])
    far = permutation_test([0, 0, 0, 0, 1, 1, 1, 1], [0] * 4 + [1] * 4)
    assert far.p_value[0] == pytest.approx(2 / 70)
    assert far.smallest_p == pytest.approx(2 / 70)


def test_monte_carlo_never_says_nothing():
    y = np.repeat([0.0, 10.0], 30) + np.arange(60) * 0.01
    found = permutation_test(y, np.repeat([0, 1], 30), permutations=199)
    assert not found.exact
    assert found.permutations == 199
    assert found.p_value[0] == found.smallest_p == pytest.approx(1 / 200)


def test_monte_carlo_agrees_with_scipy():
    y = np.random.default_rng(4).gamma(1, 2, (40, 1))
    y[:20] += 0.8
    labels = np.repeat([0, 1], 20)

    def studentised(a, b, axis):
        mean = (a.sum(axis=axis, keepdims=True) + b.sum(axis=axis, keepdims=True)) / 40
        spread = ((a - mean) ** 2).sum(axis=axis) + ((b - mean) ** 2).sum(axis=axis)
        return np.abs(a.mean(axis=axis) - b.mean(axis=axis)) / np.sqrt(spread)

    known = scipy.stats.permutation_test(
        (y[:20, 0], y[20:, 0]), studentised, vectorized=True, n_resamples=9_999,
        alternative="greater", rng=1,
    ).pvalue  # fmt: skip
    found = permutation_test(y, labels, seed=1).p_value[0]
    assert 0.001 < known < 0.5
    assert found == pytest.approx(known, abs=4 * math.sqrt(known / 9_999))


def test_the_same_seed_gives_the_same_p_whatever_else_is_tested():
    y = np.random.default_rng(5).poisson(2, (60, 3)).astype(float)
    labels = np.arange(60) % 3
    one = permutation_test(y, labels, permutations=499, seed=9).p_value
    alone = permutation_test(y[:, 1], labels, permutations=499, seed=9).p_value
    assert alone[0] == one[1]
    assert (permutation_test(y, labels, permutations=499, seed=9).p_value == one).all()
    assert (permutation_test(y, labels, permutations=499, seed=8).p_value != one).any()


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.integers(2, 3))
def test_names_of_groups_and_order_of_articles_do_not_matter(seed, n_groups):
    rng = np.random.default_rng(seed)
    y, x = rng.poisson(2, 8).astype(float), rng.integers(1, 9, 8).astype(float)
    labels = np.arange(8) % n_groups
    one = permutation_test(y, labels, x)
    order = rng.permutation(8)
    renamed = np.array(["z", "m", "a"])[labels]
    other = permutation_test(y[order], renamed[order], x[order])
    assert one.p_value[0] == pytest.approx(other.p_value[0], nan_ok=True)
    assert not one.p_value[0] < one.smallest_p - 1e-12


def test_strata_take_out_what_belongs_to_the_event():
    rng = np.random.default_rng(6)
    event = np.repeat([0, 1], 20)
    outlet = np.tile([0, 1], 20)
    y = rng.poisson(np.where(event == 0, 2, 30) * np.where(outlet, 1.4, 1)).astype(float)
    crude = permutation_test(y, outlet, permutations=999).p_value[0]
    within = permutation_test(y, outlet, strata=event, permutations=999).p_value[0]
    assert within < 0.05 < crude


@pytest.mark.parametrize("sizes", [(3, 3), (2, 5), (2, 2, 2), (1, 1, 4)])
def test_without_strata_the_smallest_p_is_that_of_the_design(sizes):
    codes = np.repeat(np.arange(len(sizes)), sizes)
    assert smallest_attainable_p(codes, np.zeros(len(codes))) == pytest.approx(smallest_p(sizes))


def test_strata_leave_fewer_arrangements():
    codes, strata = np.array([0, 1, 0, 1, 0, 1]), np.array([0, 0, 1, 1, 2, 2])
    assert count_of_arrangements(codes, strata) == 8
    assert smallest_attainable_p(codes, strata) == pytest.approx(2 / 8)
    unequal = np.array([0, 0, 1, 0, 1, 1])
    three = np.array([0, 0, 0, 1, 1, 1])
    assert count_of_arrangements(unequal, three) == 9
    assert smallest_attainable_p(unequal, three) == pytest.approx(1 / 9)


@given(st.lists(st.integers(0, 2), min_size=1, max_size=7), st.data())
def test_every_arrangement_is_listed_once(labels, data):
    codes = np.array(labels)
    strata = np.array(
        data.draw(st.lists(st.integers(0, 1), min_size=len(codes), max_size=len(codes)))
    )
    exact, blocks = labellings(codes, strata, permutations=99, seed=0)
    rows = np.concatenate(list(blocks))
    assert exact
    assert len(np.unique(rows, axis=0)) == len(rows) == count_of_arrangements(codes, strata)
    for s in np.unique(strata):
        at = strata == s
        assert (np.sort(rows[:, at], axis=1) == np.sort(codes[at])).all()


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"groups": [0, 0, 0]}, "two groups or more"),
        ({"groups": [0, 1]}, "as many labels as articles"),
        ({"y": [1, math.inf, 2]}, "finite"),
        ({"permutations": 5}, "99 or more"),
    ],
)
def test_what_is_refused(changed, message):
    with pytest.raises(FramingError, match=message):
        permutation_test(**{"y": [1, 0, 2], "groups": [0, 1, 1], **changed})
