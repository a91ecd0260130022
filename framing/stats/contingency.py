"""Scores of association in tables of counts, worked out for a whole vocabulary at once.

A table has shape (…, 2, 2): its rows are a word and all other words, its columns two groups.
`word_tables` makes it. Scores of words have no p here: words of an article are not independent of
each other, so that chi-squared or G² of words taken as a test finds differences between two random
halves of one outlet (Kilgarriff 2005; Lijffijt et al. 2016). `rank_sum` tests over articles.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from framing.errors import FramingError, did_you_mean

__all__ = [
    "CORRECTIONS",
    "Correction",
    "Fisher",
    "bic",
    "chi_squared",
    "ell",
    "fisher",
    "log_likelihood",
    "pmi",
    "word_tables",
]

Floats = NDArray[np.float64]
Correction = Literal["none", "yates", "yates_always", "yates_where_few", "williams"]
CORRECTIONS = ("none", "yates", "yates_always", "yates_where_few", "williams")
"""Corrections of a table of two by two for the coarseness of small counts.

`yates` moves every count by ½ towards what is expected, but not beyond it (as SciPy does);
`yates_always` by a whole ½ (the textbook's; it overshoots where a count is nearer than that);
`yates_where_few` only in tables with an expected count below 5, and not where it would overshoot
(quanteda's default); `williams` divides by q = 1 + (N/r₁ + N/r₂ − 1)(N/c₁ + N/c₂ − 1) / 6N, with
r and c the sums of rows and columns (Williams 1976, Biometrika 63).
"""


class Fisher(NamedTuple):
    """Fisher's exact test of each table.

    Parameters
    ----------
    sample_odds_ratio
        ad / bc, as SciPy and most books give it.
    conditional_odds_ratio
        The maximum likelihood of the odds ratio given both margins, as R gives it; NaN unless
        asked for.
    p_value
        Two-sided, of the table's own units: articles may be counted so, words not.
    """

    sample_odds_ratio: Floats
    conditional_odds_ratio: Floats
    p_value: Floats


def word_tables(y_i: ArrayLike, y_j: ArrayLike, n_i: ArrayLike, n_j: ArrayLike) -> Floats:
    """Return one table of two by two a word: [[y_i, y_j], [n_i − y_i, n_j − y_j]].

    Parameters
    ----------
    y_i, y_j
        Uses of the words in both groups, or articles that have them.
    n_i, n_j
        All words of both groups, or all articles.

    Raises
    ------
    FramingError
        If a count is negative or larger than its sum.
    """
    i, j, all_i, all_j = np.broadcast_arrays(*(np.asarray(x, float) for x in (y_i, y_j, n_i, n_j)))
    if (i < 0).any() or (j < 0).any() or (i > all_i).any() or (j > all_j).any():
        raise FramingError("word_tables: expected counts between 0 and their sums")
    return np.stack([np.stack([i, j], -1), np.stack([all_i - i, all_j - j], -1)], -2)


def chi_squared(table: ArrayLike, *, correction: Correction = "none") -> Floats:
    """Return Pearson's Σ (O − E)² / E of each table.

    Pearson (1900), Philosophical Magazine 50. For the corrections see `CORRECTIONS`.

    Parameters
    ----------
    table
        Counts, shape (…, rows, columns); with a correction, two by two.

    Returns
    -------
    NDArray
        Shape (…). NaN where a row or a column is empty. Higher means farther from alike; a score
        for words, see the module.

    Raises
    ------
    FramingError
        If a count is negative or the correction unknown.
    """
    observed, expected = _expected(table, correction)
    shift = _shift(observed, expected, correction)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = (np.abs(observed - expected) - shift) ** 2 / expected
    return np.asarray(terms.sum(axis=(-2, -1)) / _williams(observed, correction))


def log_likelihood(
    table: ArrayLike, *, correction: Correction = "none", cells: Literal[2, 4] = 4
) -> Floats:
    """Return G² = 2 Σ O ln(O / E) of each table.

    `cells=4` sums over all cells (Dunning 1993, Computational Linguistics 19); `cells=2` over the
    first row alone, the word's own cells, as Rayson and Garside's calculator does (2000): the two
    differ little for rare words and much for frequent ones.

    Parameters
    ----------
    table
        Counts, shape (…, rows, columns); with a correction, two by two.

    Returns
    -------
    NDArray
        Shape (…), 0 or more for four cells. NaN where a row or a column is empty. Higher means
        farther from alike; a score for words, see the module.

    Raises
    ------
    FramingError
        If a count is negative or the correction unknown.
    """
    observed, expected = _expected(table, correction)
    shift = _shift(observed, expected, correction)
    moved = observed - np.sign(observed - expected) * shift
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(moved > 0, moved * np.log(moved / expected), 0.0) + 0 * expected
    g = 2 * terms[..., : cells // 2 if cells == 2 else None, :].sum(axis=(-2, -1))
    g = np.maximum(g, 0.0) if cells == 4 else g
    return np.asarray(g / _williams(observed, correction))


def fisher(table: ArrayLike, *, conditional: bool = False) -> Fisher:
    """Return Fisher's exact test and odds ratio of each table of two by two.

    Fisher (1922), JRSS 85; worked out by `scipy.stats.fisher_exact` and
    `scipy.stats.contingency.odds_ratio`, once for every different table.

    Parameters
    ----------
    table
        Whole counts, shape (…, 2, 2).
    conditional
        Work out the conditional odds ratio, too, which takes longer.

    Returns
    -------
    Fisher
        Each of shape (…). Ratios above 1 mean more in the first column.
    """
    from scipy.stats import fisher_exact
    from scipy.stats.contingency import odds_ratio

    observed, _ = _expected(table, "williams")
    flat = observed.reshape(-1, 4).astype(np.int64)
    different, which = np.unique(flat, axis=0, return_inverse=True)
    rows = []
    for counts in different:
        two = counts.reshape(2, 2)
        ratio = odds_ratio(two, kind="conditional").statistic if conditional else np.nan
        sample, p = fisher_exact(two)
        rows.append((sample, ratio, p))
    values = np.array(rows, np.float64).reshape(-1, 3)[which.ravel()]
    return Fisher(*(values[:, k].reshape(observed.shape[:-2]) for k in range(3)))


def pmi(table: ArrayLike, *, base: float = 2) -> Floats:
    """Return the pointwise mutual information of the word and the first group: log(O / E).

    Church & Hanks (1990), Computational Linguistics 16. It favours rare words.

    Returns
    -------
    NDArray
        In bits, unless the base is another; shape (…). −∞ for a word the group doesn't use.
        Higher means more typical of the first group.
    """
    observed, expected = _expected(table, "none")
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.log(observed[..., 0, 0] / expected[..., 0, 0]) / np.log(base))


def bic(table: ArrayLike) -> Floats:
    """Return Wilson's approximate Bayes factor: G² − df · ln N, with N all words and df 1.

    Wilson (2013), "Embracing Bayes factors for key item analysis in corpus linguistics". A score:
    it takes words as independent, too.

    Returns
    -------
    NDArray
        Shape (…). Above 0 favours a difference, below 0 none.
    """
    observed, _ = _expected(table, "none")
    df = (observed.shape[-2] - 1) * (observed.shape[-1] - 1)
    return np.asarray(log_likelihood(table) - df * np.log(observed.sum(axis=(-2, -1))))


def ell(table: ArrayLike) -> Floats:
    """Return the effect size of the log-likelihood: G² / (N · ln E_min).

    Johnston, Berry & Mielke (2006), Perceptual and Motor Skills 103; with N all words and E_min
    the smallest expected count.

    Returns
    -------
    NDArray
        Shape (…), from 0 to 1; NaN where E_min is not above 1. Higher means farther from alike.
    """
    observed, expected = _expected(table, "none")
    least = expected.min(axis=(-2, -1))
    with np.errstate(divide="ignore", invalid="ignore"):
        size = log_likelihood(table) / (observed.sum(axis=(-2, -1)) * np.log(least))
    return np.where(least > 1, size, np.nan)


def _expected(table: ArrayLike, correction: str) -> tuple[Floats, Floats]:
    """Return counts, and what they would be if columns were alike; NaN where a sum is 0."""
    if correction not in CORRECTIONS:
        near = did_you_mean(correction, CORRECTIONS)
        known = ", ".join(CORRECTIONS)
        raise FramingError(f"expected a correction of {known}, found '{correction}'{near}")
    observed = np.asarray(table, np.float64)
    two = observed.shape[-2:] == (2, 2)
    if observed.ndim < 2 or min(observed.shape[-2:]) < 2 or (correction != "none" and not two):
        raise FramingError(f"expected tables of two by two, found shape {observed.shape}")
    if (observed < 0).any():
        raise FramingError("expected counts of 0 or more in a table, found negative ones")
    rows, columns = observed.sum(axis=-1, keepdims=True), observed.sum(axis=-2, keepdims=True)
    total = observed.sum(axis=(-2, -1), keepdims=True)
    expected = np.divide(rows * columns, total, out=np.zeros_like(observed), where=total > 0)
    empty = (expected == 0).any(axis=(-2, -1), keepdims=True)
    return observed, np.where(empty, np.nan, expected)


def _shift(observed: Floats, expected: Floats, correction: str) -> Floats:
    """Return by how much every cell is moved towards what is expected."""
    gap = np.abs(observed - expected)
    if correction == "yates":
        return np.minimum(gap, 0.5)
    if correction == "yates_always":
        return np.full(gap.shape, 0.5)
    if correction == "yates_where_few":
        few = (expected.min(axis=(-2, -1), keepdims=True) < 5) & (gap > 0.5)
        return np.where(few, 0.5, 0.0)
    return np.zeros(gap.shape)


def _williams(observed: Floats, correction: str) -> Floats:
    if correction != "williams":
        return np.ones(observed.shape[:-2])
    total = observed.sum(axis=(-2, -1))
    with np.errstate(divide="ignore", invalid="ignore"):
        rows, columns = (
            (total[..., None] / observed.sum(axis=axis)).sum(axis=-1) - 1 for axis in (-1, -2)
        )
        return np.asarray(1 + rows * columns / (6 * total))
