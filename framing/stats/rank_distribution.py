"""The exact law of a rank sum under permutation, given the ties."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["RankSumNull", "exact_work", "null_of_rank_sum"]

Floats = NDArray[np.float64]


class RankSumNull(NamedTuple):
    """How probable it is that twice the rank sum lies so far from its mean.

    Parameters
    ----------
    distances
        The distances that can be, upwards.
    tails
        The probability of each distance or a larger one.
    """

    distances: NDArray[np.int64]
    tails: Floats

    @property
    def smallest(self) -> float:
        """The probability of the farthest distance."""
        return float(self.tails[-1])

    def tail(self, distances: NDArray[np.int64]) -> Floats:
        """Return the probability of each distance or a larger one."""
        at = np.searchsorted(self.distances, distances)
        return self.tails[np.minimum(at, len(self.tails) - 1)]


def exact_work(n_with: NDArray[np.int64], small: int) -> Floats:
    """Return about how many additions the exact law takes, for terms in so many articles."""
    chosen = np.minimum(n_with, small).astype(float)
    return np.asarray(2 * n_with.astype(float) ** 2 * chosen**2)


def null_of_rank_sum(sizes: NDArray[np.int64], n: int, small: int) -> RankSumNull:
    """Return the law of the rank sum of `small` articles dealt from n.

    The articles with a rate of 0 are one tie below all others. Ways to choose are counted block by
    block (as in the recursion of Mann & Whitney 1947, with ties).

    Parameters
    ----------
    sizes
        Sizes of the tied blocks of rates above 0, upwards, shape (blocks,).
    n
        Articles in all.
    small
        Articles in the group whose ranks are summed.
    """
    n_with = int(sizes.sum())
    n_zero = n - n_with
    ways = _ways(sizes, min(n_with, small))
    # of twice the ranks less 2 n_zero, so that they count from the first rate above 0
    chosen = np.arange(len(ways))
    from_zero = small - chosen
    possible = (from_zero >= 0) & (from_zero <= n_zero)
    mean = small * (n + 1 - 2 * n_zero)
    shift = from_zero * (1 - n_zero) - mean
    total = _log_choose(n, small)
    weight = np.zeros(len(ways))
    for k in np.flatnonzero(possible):
        weight[k] = math.exp(_log_choose(n_zero, int(from_zero[k])) - total)
    taken, sums = np.nonzero(ways * (weight > 0)[:, None])
    at = np.bincount(np.abs(sums + shift[taken]), ways[taken, sums] * weight[taken])
    distances = np.flatnonzero(at)
    tails = np.minimum(np.cumsum(at[distances][::-1])[::-1], 1.0)
    return RankSumNull(distances, tails)


def _ways(sizes: NDArray[np.int64], most: int) -> Floats:
    """Return the ways to choose k articles whose ranks (doubled) sum to s, shape (k, s)."""
    n_with = int(sizes.sum())
    ways = np.zeros((most + 1, 2 * n_with * most + 1))
    ways[0, 0] = 1
    below = 0
    for size in sizes.tolist():
        rank = 2 * below + size + 1
        old = ways.copy() if size > 1 else ways
        for j in range(1, min(size, most) + 1):
            step = j * rank
            if step < ways.shape[1]:
                ways[j:, step:] += math.comb(size, j) * old[:-j, : ways.shape[1] - step]
        below += size
    return ways


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
