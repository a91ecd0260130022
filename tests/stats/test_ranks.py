import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy import stats as scipy_stats

from framing.errors import FramingError
from framing.stats import cliffs_delta, rank_sum

WORDS = [100, 200, 250, 400]


@st.composite
def corpora(draw, most=9):
    """Draw counts of three terms, words, and two groups of articles."""
    n = draw(st.integers(4, most))
    counts = np.array(
        draw(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=n, max_size=n))
    )
    words = np.array(draw(st.lists(st.sampled_from(WORDS), min_size=n, max_size=n)))
    first = np.array(draw(st.lists(st.booleans(), min_size=n, max_size=n)))
    first[0], first[1] = True, False
    return counts, words, first


@given(corpora())
def test_the_normal_p_is_that_of_scipy(corpus):
    counts, words, first = corpus
    ours = rank_sum(sparse.csr_array(counts), words, first, method="normal")
    rates = counts / words[:, None]
    for term in np.flatnonzero(counts.sum(axis=0)):
        theirs = scipy_stats.mannwhitneyu(
            rates[first, term], rates[~first, term], method="asymptotic"
        )
        assert ours.u[term] == theirs.statistic
        assert ours.p_value[term] == pytest.approx(theirs.pvalue, abs=1e-9)


@settings(max_examples=40)
@given(corpora(most=8))
def test_the_exact_p_counts_every_dealing(corpus):
    counts, words, first = corpus
    ours = rank_sum(counts, words, first)
    ranks = scipy_stats.rankdata(counts / words[:, None], axis=0)
    n, some = len(first), int(first.sum())
    dealt = np.array(
        [ranks[list(chosen)].sum(axis=0) for chosen in itertools.combinations(range(n), some)]
    )
    distances = np.abs(dealt - some * (n + 1) / 2)
    observed = np.abs(ranks[first].sum(axis=0) - some * (n + 1) / 2)
    there = counts.sum(axis=0) > 0
    assert ours.exact[there].all()
    expected = (distances >= observed - 1e-9).mean(axis=0)
    assert ours.p_value[there] == pytest.approx(expected[there], abs=1e-9)
    smallest = (distances >= distances.max(axis=0) - 1e-9).mean(axis=0)
    assert ours.smallest_p[there] == pytest.approx(smallest[there], abs=1e-9)
    assert np.isnan(ours.p_value[~there]).all()


def test_the_exact_p_without_ties_is_that_of_scipy():
    rng = np.random.default_rng(1)
    counts = rng.random((40, 5))
    for some in (3, 20, 37):
        first = np.arange(40) < some
        theirs = scipy_stats.mannwhitneyu(counts[first], counts[~first], method="exact", axis=0)
        ours = rank_sum(counts, np.ones(40), first, method="exact")
        assert ours.p_value == pytest.approx(theirs.pvalue, abs=1e-9)


@given(corpora())
def test_groups_may_change_places_and_articles_their_order(corpus):
    counts, words, first = corpus
    ours, swapped = rank_sum(counts, words, first), rank_sum(counts, words, ~first)
    assert swapped.p_value == pytest.approx(ours.p_value, nan_ok=True)
    assert swapped.delta == pytest.approx(-ours.delta)
    turned = rank_sum(counts[::-1], words[::-1], first[::-1])
    assert turned.p_value == pytest.approx(ours.p_value, nan_ok=True)
    rates = counts[:, 0] / words
    assert ours.delta[0] == pytest.approx(cliffs_delta(rates[first], rates[~first]).value)


def test_laws_found_earlier_are_used_again():
    rng = np.random.default_rng(2)
    counts, words = rng.poisson(0.5, (30, 40)), np.full(30, 300)
    first, known = np.arange(30) < 7, {}
    once = rank_sum(counts, words, first, nulls=known)
    assert known
    size = len(known)
    again = rank_sum(counts[::-1], words, first, nulls=known)
    assert len(known) == size
    assert again.p_value == pytest.approx(rank_sum(counts[::-1], words, first).p_value, nan_ok=True)
    assert np.nanmin(once.p_value) >= np.nanmin(once.smallest_p)


def test_articles_without_words_have_no_rate_and_are_left_out():
    counts, words = np.array([[3], [1], [0], [0], [0]]), np.array([100, 100, 100, 100, 0])
    first = np.array([True, True, False, False, False])
    short = rank_sum(counts[:4], words[:4], first[:4])
    assert rank_sum(counts, words, first).p_value == pytest.approx(short.p_value)


def test_one_group_alone_is_not_tested():
    assert np.isnan(rank_sum([[1], [2]], [9, 9], [True, True]).p_value).all()


def test_where_the_normal_law_is_too_bold_p_is_no_smaller_than_that_of_presence():
    # a term in 300 of 4,000 articles, and in all three of a small group
    counts = np.zeros((4000, 1))
    counts[:300, 0] = 1 + np.arange(300) % 7
    first = np.arange(4000) < 3
    words = np.random.default_rng(3).integers(200, 900, 4000)
    bold = rank_sum(counts, words, first, method="normal")
    ours = rank_sum(counts, words, first)
    exact = rank_sum(counts, words, first, method="exact")
    assert bold.p_value[0] < exact.p_value[0] / 10
    assert ours.p_value[0] >= exact.p_value[0] / 10


@pytest.mark.parametrize(
    ("counts", "words", "first", "said"),
    [
        ([[1], [2]], [9], [True, False], "found shapes"),
        ([[1], [2]], [9, 9], [True], "found shapes"),
        ([[1], [-2]], [9, 9], [True, False], "negative"),
    ],
)
def test_what_does_not_fit_is_refused(counts, words, first, said):
    with pytest.raises(FramingError, match=said):
        rank_sum(counts, words, first)
    with pytest.raises(FramingError, match="method"):
        rank_sum([[1], [2]], [9, 9], [True, False], method="bold")
