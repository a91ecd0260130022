import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from scipy import stats as scipy_stats

from framing.errors import FramingError
from framing.stats import (
    background_prior,
    bic,
    chi_squared,
    dispersion_dp,
    divergence_beyond_chance,
    ell,
    fisher,
    jensen_shannon,
    jensen_shannon_shares,
    kullback_leibler,
    log_likelihood,
    log_odds,
    lrc,
    pmi,
    shannon_entropy,
    text_dispersion_keyness,
    word_tables,
)

cells = st.integers(1, 60)
tables = st.tuples(cells, cells, cells, cells).map(lambda c: np.array(c).reshape(2, 2))
counts = st.lists(st.integers(0, 20), min_size=4, max_size=4).filter(any)


@given(tables)
def test_scores_of_tables_are_those_of_scipy(table):
    for correction in ("none", "yates"):
        theirs = scipy_stats.chi2_contingency(table, correction=correction == "yates")
        assert chi_squared(table, correction=correction) == pytest.approx(
            theirs.statistic, abs=1e-9
        )
        g = scipy_stats.chi2_contingency(
            table, correction=correction == "yates", lambda_="log-likelihood"
        )
        assert log_likelihood(table, correction=correction) == pytest.approx(g.statistic, abs=1e-8)


@given(
    tables,
    st.sampled_from([chi_squared, log_likelihood]),
    st.sampled_from(["none", "yates", "williams"]),
)
def test_scores_do_not_know_rows_from_columns(table, score, correction):
    ours = score(table, correction=correction)
    for other in (table.T, table[::-1], table[:, ::-1]):
        assert score(other, correction=correction) == pytest.approx(ours)
    assert ours <= score(table) + 1e-9


@given(st.lists(tables, min_size=1, max_size=5))
def test_a_vocabulary_is_scored_at_once(several):
    stack = np.array(several)
    for score in (chi_squared, log_likelihood, bic, ell, pmi):
        assert score(stack) == pytest.approx(
            [float(score(table)) for table in several], nan_ok=True
        )
    exact = fisher(stack)
    assert exact.p_value == pytest.approx([scipy_stats.fisher_exact(t).pvalue for t in several])


def test_two_cells_are_the_words_own():
    table = word_tables(20, 5, 1000, 2000)
    expected = 25 / 3000
    own = 2 * (20 * math.log(20 / (1000 * expected)) + 5 * math.log(5 / (2000 * expected)))
    assert log_likelihood(table, cells=2) == pytest.approx(own)
    assert log_likelihood(table) > own


def test_named_scores_by_hand():
    table = word_tables(20, 5, 1000, 2000)
    g = float(log_likelihood(table))
    assert bic(table) == pytest.approx(g - math.log(3000))
    assert ell(table) == pytest.approx(g / (3000 * math.log(25 / 3)))
    assert pmi(table) == pytest.approx(math.log2(20 / (1000 * 25 / 3000)))
    assert math.isnan(ell(word_tables(1, 1, 100, 100)))
    assert pmi(word_tables(0, 3, 10, 10)) == -math.inf
    assert math.isnan(chi_squared([[0, 0], [3, 4]]))


def test_lrc_is_the_end_nearest_to_nought():
    y_i, y_j = np.array([50, 3, 0, 5, 0]), np.array([5, 2, 40, 5, 0])
    ours = lrc(y_i, y_j, 10_000, 10_000)
    assert (ours.low <= ours.high).all()
    assert ours.score[0] == ours.low[0] > 0
    assert ours.score[2] == ours.high[2] < 0
    assert ours.score[[1, 3, 4]].tolist() == [0, 0, 0]
    # one word, no correction: Clopper and Pearson's exact interval
    share = scipy_stats.binomtest(50, 55).proportion_ci(0.95, method="exact")
    one = lrc([50], [5], 10_000, 20_000)
    assert one.low[0] == pytest.approx(math.log2(share.low / (1 - share.low) * 2))
    assert one.high[0] == pytest.approx(math.log2(share.high / (1 - share.high) * 2))


@given(st.integers(0, 40), st.integers(0, 40))
def test_lrc_turns_with_the_groups_and_shrinks_with_the_family(a, b):
    one, back = lrc([a], [b], 500, 900), lrc([b], [a], 900, 500)
    assert one.score[0] == pytest.approx(-back.score[0], abs=1e-9)
    assert abs(lrc([a], [b], 500, 900, family=1000).score[0]) <= abs(one.score[0]) + 1e-9


def test_text_dispersion_counts_articles():
    ours = text_dispersion_keyness([9, 1, 5], [1, 9, 5], 10, 10)
    assert ours[0] == pytest.approx(float(log_likelihood([[9, 1], [1, 9]])))
    assert ours[1] == pytest.approx(-ours[0])
    assert ours[2] == pytest.approx(0)


def test_a_background_prior_has_something_for_every_term():
    prior = background_prior([3, 0, 0], strength=45)
    assert prior.sum() == pytest.approx(45)
    assert prior.tolist() == pytest.approx([35, 5, 5])
    assert np.isfinite(log_odds([1, 0, 2], [0, 1, 2], prior=prior).z).all()
    with pytest.raises(FramingError, match="above 0"):
        background_prior([1, 2], unseen=0)


@given(
    st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=6), st.data()
)
def test_dispersion_of_sparse_and_dense_counts(rows, data):
    y = np.array(rows)
    sizes = np.array(data.draw(st.lists(st.integers(1, 99), min_size=len(y), max_size=len(y))))
    dense, thin = dispersion_dp(y, sizes), dispersion_dp(sparse.csr_array(y), sizes)
    assert thin == pytest.approx(dense, nan_ok=True)
    used = y.sum(axis=0) > 0
    direct = (
        np.abs(y[:, used] / y[:, used].sum(axis=0) - (sizes / sizes.sum())[:, None]).sum(axis=0) / 2
    )
    assert dense[used] == pytest.approx(direct)
    assert np.isnan(dense[~used]).all()
    assert dispersion_dp(sizes, sizes)[0] == pytest.approx(0)
    least = np.eye(1, len(sizes), int(np.argmin(sizes)))[0]
    assert dispersion_dp(least, sizes, normalised=True)[0] == pytest.approx(1)


@given(counts, counts)
def test_divergences(p, q):
    ours = jensen_shannon(p, q)
    assert -1e-12 <= ours <= 1 + 1e-12
    assert ours == pytest.approx(jensen_shannon(q, p))
    assert jensen_shannon(p, p) == pytest.approx(0)
    middle = np.array(p) / sum(p) + np.array(q) / sum(q)
    halves = (kullback_leibler(p, middle) + kullback_leibler(q, middle)) / 2
    assert ours == pytest.approx(halves, abs=1e-9)
    assert kullback_leibler(p, q) >= 0
    if ours > 1e-9:
        assert np.abs(jensen_shannon_shares(p, q)).sum() == pytest.approx(1)


def test_miller_and_madow_add_for_values_seen():
    plain, corrected = (shannon_entropy([3, 1, 2], correction=c) for c in ("none", "miller_madow"))
    assert corrected - plain == pytest.approx(2 / 12 / math.log(2))
    assert shannon_entropy([1, 1, 1, 1]) == pytest.approx(2)
    assert kullback_leibler([1, 1], [1, 0]) == math.inf


def test_chance_is_taken_off_a_divergence():
    rng = np.random.default_rng(7)
    alike = rng.poisson(0.7, (20, 300))
    first = np.arange(20) < 10
    ours = divergence_beyond_chance(alike, first, seed=1)
    plain = jensen_shannon(alike[first].sum(axis=0), alike[~first].sum(axis=0))
    assert plain > 0.02
    assert abs(ours.value) < plain / 4
    assert ours.value == divergence_beyond_chance(alike, first, seed=1).value
    apart = alike.copy()
    apart[first, :50] += 3
    assert divergence_beyond_chance(apart, first).value > 0.05


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: chi_squared([[1, -1], [1, 1]]), "0 or more"),
        (lambda: chi_squared([[1, 1], [1, 1]], correction="yate"), "did you mean 'yates'"),
        (lambda: chi_squared([1, 2]), "two by two"),
        (lambda: log_likelihood([[1, 2, 3], [1, 2, 3]], correction="williams"), "two by two"),
        (lambda: word_tables(3, 1, 2, 9), "between 0"),
        (lambda: lrc([1], [1], 0, 9), "words in both"),
        (lambda: dispersion_dp([[1], [2]], [1]), "found shapes"),
        (lambda: dispersion_dp([[-1], [2]], [1, 1]), "negative"),
        (lambda: jensen_shannon([1, 2], [1, 2, 3]), "same terms"),
        (lambda: shannon_entropy([0, 0]), "not all 0"),
        (lambda: divergence_beyond_chance([[1], [2]], [True, True]), "in the first"),
    ],
)
def test_what_cannot_be_scored_is_refused(call, said):
    with pytest.raises(FramingError, match=said):
        call()
