"""A test of every word over articles: whether one group's articles use it at higher rates."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from framing.errors import FramingError
from framing.stats.rank_distribution import RankSumNull, exact_work, null_of_rank_sum

__all__ = ["RankSum", "rank_sum"]

Floats = NDArray[np.float64]
_MOST_WORK = 1e6
_ENOUGH = 5


class RankSum(NamedTuple):
    """Rank-sum tests of every term, each array of shape (terms,).

    Parameters
    ----------
    u
        Mann and Whitney's U of the first group.
    delta
        2 U / (n₁ n₂) − 1, Cliff's delta of the rates, from −1 to 1. Higher means more in the
        first group.
    p_value
        Two-sided; NaN for a term that no article has.
    smallest_p
        The smallest p that any dealing of the articles to the groups could have reached.
    exact
        Whether p is exact; else it is the normal approximation.
    """

    u: Floats
    delta: Floats
    p_value: Floats
    smallest_p: Floats
    exact: NDArray[np.bool_]


class _Ranks(NamedTuple):
    """Tied blocks of the rates above 0, column by column from the lowest, and sums of ranks."""

    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]
    n_with: NDArray[np.int64]
    first_with: NDArray[np.int64]
    u: Floats
    ties: Floats


def rank_sum(
    counts: Any,
    words: ArrayLike,
    first: ArrayLike,
    *,
    method: Literal["auto", "exact", "normal"] = "auto",
    nulls: dict[tuple[int, int, bytes], RankSumNull] | None = None,
) -> RankSum:
    """Return the Wilcoxon–Mann–Whitney test of each term's rates over the articles of two groups.

    Rates are counts / words; what the null permutes is the articles' groups. Equal rates share
    their mean rank; all articles without the term are one big tie. Wilcoxon (1945), Mann &
    Whitney (1947); for keywords Kilgarriff (2001), Lijffijt et al. (2016), Sönning (2023).

    The exact p is the share of dealings whose U lies at least as far from n₁ n₂ / 2, given the
    ties; without ties that of `scipy.stats.mannwhitneyu(method="exact")`. The normal one has
    SciPy's corrections for ties and continuity. `auto` is exact where that takes little work,
    always so for rare terms or few articles. Beyond that it is normal; and where fewer than five
    articles with the term are to be expected in the smaller group, p is at least that of Fisher's
    exact test on the articles that have it, because the approximation is too bold there.

    Parameters
    ----------
    counts
        Uses in each article, shape (articles, terms); a NumPy array or a SciPy sparse matrix.
    words
        Words of each article, shape (articles,); articles without words are left out.
    first
        Whether each article is in the first group, shape (articles,).
    method
        `exact` and `normal` insist.
    nulls
        Exact laws by articles, smaller group and ties: those that earlier calls found are used
        again, new ones are added.

    Returns
    -------
    RankSum
        U, delta, p, the smallest attainable p, and whether it is exact.

    Raises
    ------
    FramingError
        If shapes disagree, a count is negative or the method unknown.
    """
    if method not in ("auto", "exact", "normal"):
        raise FramingError(f"expected a method auto, exact or normal, found '{method}'")
    cells, lengths, mine = _checked(counts, words, first)
    n, n_first = len(lengths), int(mine.sum())
    ranks = _ranked(cells, lengths, mine)
    absent = ranks.n_with == 0
    centre = n_first * (n - n_first) / 2
    if not centre:
        empty = np.full(cells.shape[1], np.nan)
        return RankSum(empty, empty, empty, empty, np.zeros(cells.shape[1], bool))
    small = min(n_first, n - n_first)
    p = _normal(ranks, n, n_first)
    smallest = np.full(p.shape, math.exp(-_log_choose(n, small)))
    exact = np.zeros(p.shape, bool)
    if method != "normal":
        limit = np.inf if method == "exact" else _MOST_WORK
        exact = (exact_work(ranks.n_with, small) <= limit) & ~absent
        bold = np.flatnonzero((ranks.n_with * small < _ENOUGH * n) & ~exact)
        p[bold] = np.maximum(p[bold], _presence(ranks, bold, n, n_first))
        for terms, null in _nulls(ranks, exact, (n, small), {} if nulls is None else nulls):
            distances = np.abs(np.rint(2 * (ranks.u[terms] - centre))).astype(np.int64)
            p[terms], smallest[terms] = null.tail(distances), null.smallest
    p[absent], smallest[absent] = np.nan, np.nan
    return RankSum(ranks.u, ranks.u / centre - 1, p, smallest, exact)


def _checked(
    counts: Any, words: ArrayLike, first: ArrayLike
) -> tuple[Any, Floats, NDArray[np.bool_]]:
    """Return counts by column, without articles that have no words and without stored zeros."""
    from scipy import sparse

    cells = sparse.csr_array(counts, dtype=np.float64)
    lengths, mine = np.asarray(words, np.float64), np.asarray(first, bool)
    if lengths.shape != cells.shape[:1] or mine.shape != lengths.shape:
        raise FramingError(
            "rank_sum: expected counts of articles × terms, and words and a group for each"
            f" article, found shapes {cells.shape}, {lengths.shape} and {mine.shape}"
        )
    if (cells.data < 0).any() or (lengths < 0).any():
        raise FramingError("rank_sum: expected counts and words of 0 or more, found negative ones")
    keep = lengths > 0
    columns = cells[keep].tocsc()
    columns.eliminate_zeros()
    return columns, lengths[keep], mine[keep]


def _ranked(cells: Any, lengths: Floats, mine: NDArray[np.bool_]) -> _Ranks:
    """Rank the rates above 0 of every column; those of 0 lie below, in one tie."""
    n, n_terms = cells.shape
    n_with = np.diff(cells.indptr).astype(np.int64)
    column = np.repeat(np.arange(n_terms), n_with)
    rates = cells.data / lengths[cells.indices]
    order = np.lexsort((rates, column))
    rates, in_first = rates[order], mine[cells.indices[order]]
    place = np.arange(len(rates)) - np.repeat(cells.indptr[:-1], n_with)
    opens = np.ones(len(rates), bool)
    opens[1:] = (column[1:] != column[:-1]) | (rates[1:] != rates[:-1])
    block = np.cumsum(opens) - 1
    sizes = np.bincount(block, minlength=0).astype(np.int64)
    block_column, n_zero = column[opens], n - n_with
    rank = (n_zero[block_column] + place[opens] + (sizes + 1) / 2)[block]
    first_with = np.bincount(column, in_first, minlength=n_terms).astype(np.int64)
    n_first = int(mine.sum())
    sums = np.bincount(column, rank * in_first, minlength=n_terms).astype(np.float64)
    sums += (n_first - first_with) * (n_zero + 1) / 2
    ties = np.bincount(block_column, sizes**3 - sizes, minlength=n_terms).astype(np.float64)
    starts = np.searchsorted(block_column, np.arange(n_terms + 1))
    u = sums - n_first * (n_first + 1) / 2
    ties += (n_zero**3 - n_zero).astype(np.float64)
    return _Ranks(starts, sizes, n_with, first_with, u, ties)


def _normal(ranks: _Ranks, n: int, n_first: int) -> Floats:
    from scipy.special import ndtr

    product = n_first * (n - n_first)
    variance = product / 12 * ((n + 1) - ranks.ties / (n * (n - 1)))
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (np.abs(ranks.u - product / 2) - 0.5) / np.sqrt(variance)
    return np.asarray(np.clip(np.nan_to_num(2 * ndtr(-z), nan=1.0), 0.0, 1.0))


def _presence(ranks: _Ranks, at: NDArray[np.int64], n: int, n_first: int) -> Floats:
    """Return twice the smaller tail of the hypergeometric law of articles with the term."""
    from scipy.stats import hypergeom

    law = (n, n_first, ranks.n_with[at])
    low = hypergeom.cdf(ranks.first_with[at], *law)
    high = hypergeom.sf(ranks.first_with[at] - 1, *law)
    return np.asarray(np.minimum(1.0, 2 * np.minimum(low, high)))


def _nulls(
    ranks: _Ranks,
    wanted: NDArray[np.bool_],
    sizes: tuple[int, int],
    known: dict[tuple[int, int, bytes], RankSumNull],
) -> Iterator[tuple[NDArray[np.int64], RankSumNull]]:
    """Return for every pattern of ties the terms that have it, and what chance makes of it."""
    alike: dict[bytes, list[int]] = {}
    for term in np.flatnonzero(wanted).tolist():
        pattern = ranks.sizes[ranks.starts[term] : ranks.starts[term + 1]].tobytes()
        alike.setdefault(pattern, []).append(term)
    for pattern, terms in alike.items():
        key = (*sizes, pattern)
        if key not in known:
            known[key] = null_of_rank_sum(np.frombuffer(pattern, dtype=np.int64), *sizes)
        yield np.array(terms), known[key]


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
