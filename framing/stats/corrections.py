"""Corrections of p-values for the number of tests in a family.

Each takes p-values of any shape as one family and returns adjusted ones of that shape. A NaN is a
test that was not made: it stays NaN and is not counted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from framing.errors import FramingError

__all__ = [
    "benjamini_hochberg",
    "benjamini_yekutieli",
    "bonferroni",
    "hochberg",
    "holm",
    "holm_sidak",
    "hommel",
    "sidak",
    "two_stage",
]

Floats = NDArray[np.float64]


def bonferroni(p: ArrayLike) -> Floats:
    """Return m · p for m tests, at most 1 (Dunn 1961, JASA 56).

    Keeps the chance of any false finding. An adjusted probability. Lower means stronger evidence.
    """
    return _family(p, lambda ps: len(ps) * ps)


def sidak(p: ArrayLike) -> Floats:
    """Return 1 − (1 − p)^m (Šidák 1967, JASA 62), exact for independent tests.

    Keeps the chance of any false finding. An adjusted probability. Lower means stronger evidence.
    """
    return _family(p, lambda ps: _any_of(ps, np.asarray(len(ps))))


def holm(p: ArrayLike) -> Floats:
    """Return Holm's step-down adjustment, for a planned family.

    With p sorted upwards, the i-th is max over k ≤ i of (m − k + 1) · p_k (Holm 1979, Scandinavian
    Journal of Statistics 6). Keeps the chance of any false finding, however tests depend on each
    other, and never does worse than Bonferroni. An adjusted probability. Lower means stronger
    evidence.
    """
    return _family(p, lambda ps: _up(ps, lambda q: q * _left(q)))


def holm_sidak(p: ArrayLike) -> Floats:
    """Return Holm's step-down adjustment with Šidák's 1 − (1 − p)^k in place of k · p.

    An adjusted probability. Lower means stronger evidence.
    """
    return _family(p, lambda ps: _up(ps, lambda q: _any_of(q, _left(q))))


def hochberg(p: ArrayLike) -> Floats:
    """Return Hochberg's step-up adjustment (1988, Biometrika 75).

    With p sorted upwards, the i-th is min over k ≥ i of (m − k + 1) · p_k. Keeps the chance of any
    false finding for independent or positively dependent tests. An adjusted probability. Lower
    means stronger evidence.
    """
    return _family(p, lambda ps: _down(ps, lambda q: q * _left(q)))


def hommel(p: ArrayLike) -> Floats:
    """Return Hommel's adjustment (1988, Biometrika 75), never larger than Hochberg's.

    The largest Simes p, k · p_(i) / i, over all sub-families that hold the test. An adjusted
    probability. Lower means stronger evidence.
    """
    return _family(p, _hommel)


def benjamini_hochberg(p: ArrayLike) -> Floats:
    """Return Benjamini and Hochberg's adjustment, for exploring many tests.

    With p sorted upwards, the i-th is min over k ≥ i of m · p_k / k (1995, JRSS B 57). Keeps the
    expected share of false findings among findings. Worked out by
    `scipy.stats.false_discovery_control`. An adjusted probability. Lower means stronger evidence.
    """
    from scipy.stats import false_discovery_control

    return _family(p, lambda ps: np.asarray(false_discovery_control(ps, method="bh")))


def benjamini_yekutieli(p: ArrayLike) -> Floats:
    """Return Benjamini and Yekutieli's adjustment, for tests that depend in any way.

    That of Benjamini and Hochberg times 1 + 1/2 + … + 1/m (2001, Annals of Statistics 29). An
    adjusted probability. Lower means stronger evidence.
    """
    from scipy.stats import false_discovery_control

    return _family(p, lambda ps: np.asarray(false_discovery_control(ps, method="by")))


def two_stage(p: ArrayLike, *, level: float = 0.05) -> Floats:
    """Return Benjamini and Hochberg's adjustment with the number of true nulls estimated.

    m₀ = m less the findings of a first round at `level`; the adjusted p are those of the first
    round times m₀ / m (after Benjamini, Krieger & Yekutieli 2006, Biometrika 93, whose first round
    is at level / (1 + level)). An adjusted probability. Lower means stronger evidence.
    """

    def adjusted(ps: Floats) -> Floats:
        first = benjamini_hochberg(ps)
        found = int((first <= level).sum())
        return first * ((len(ps) - found) / len(ps)) if found < len(ps) else first

    return _family(p, adjusted)


def _family(p: ArrayLike, adjusted: Callable[[Floats], Floats]) -> Floats:
    """Adjust the p-values that are there, and put them back in their places."""
    every = np.asarray(p, np.float64)
    made = ~np.isnan(every)
    if ((every[made] < 0) | (every[made] > 1)).any():
        raise FramingError("p: expected probabilities between 0 and 1, or NaN for no test")
    out = np.full(every.shape, np.nan)
    if made.any():
        out[made] = np.minimum(adjusted(every[made]), 1.0)
    return out


def _left(sorted_p: Floats) -> NDArray[Any]:
    """Return how many tests are left at each step: m, m − 1, … 1."""
    return np.arange(len(sorted_p), 0, -1)


def _any_of(p: Floats, m: NDArray[Any]) -> Floats:
    with np.errstate(divide="ignore"):
        return np.asarray(-np.expm1(m * np.log1p(-p)))


def _up(p: Floats, step: Callable[[Floats], Floats]) -> Floats:
    order = np.argsort(p, kind="stable")
    out = np.empty_like(p)
    out[order] = np.maximum.accumulate(step(p[order]))
    return out


def _down(p: Floats, step: Callable[[Floats], Floats]) -> Floats:
    order = np.argsort(p, kind="stable")
    out = np.empty_like(p)
    out[order] = np.minimum.accumulate(step(p[order])[::-1])[::-1]
    return out


def _hommel(p: Floats) -> Floats:
    m, order = len(p), np.argsort(p, kind="stable")
    q = p[order]
    best = np.full(m, (m * q / np.arange(1, m + 1)).min())
    worst = best.copy()
    for k in range(m - 1, 1, -1):
        last = np.arange(m - k + 1, m)
        least = (k * q[last] / np.arange(2, k + 1)).min()
        first = np.arange(m - k + 1)
        best[first] = np.minimum(k * q[first], least)
        best[last] = best[m - k]
        worst = np.maximum(worst, best)
    out = np.empty_like(p)
    out[order] = np.maximum(worst, q)
    return out
