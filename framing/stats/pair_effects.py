"""Effect sizes of many pairs of groups, of the articles' own rates: each group is sorted once."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from framing.stats.group_contrasts import Contrast
from framing.stats.group_tests import tested_rates
from framing.stats.measures import Rows

__all__ = ["Moments", "hedges_of_moments", "pair_effects"]

Floats = NDArray[np.float64]
Side = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Moments:
    """Number, mean and variance of the rates of one side's articles, one of each a feature."""

    n: Floats
    mean: Floats
    variance: Floats


@dataclass(frozen=True, eq=False)
class _Ordered:
    """One side's rates of one feature: those that are not 0, in order, and how many are."""

    values: Floats
    zeros: int

    @property
    def n(self) -> int:
        return len(self.values) + self.zeros

    def over(self, other: _Ordered) -> float:
        """Return Cliff's delta: P(mine > other's) − P(mine < other's)."""
        below = np.searchsorted(other.values, self.values, side="left")
        above = len(other.values) - np.searchsorted(other.values, self.values, side="right")
        signs = np.sign(self.values).sum()
        negative = int(np.searchsorted(other.values, 0.0))
        of_zeros = self.zeros * (2 * negative - len(other.values))
        won = int(below.sum()) - int(above.sum()) + int(signs) * other.zeros + of_zeros
        return won / (self.n * other.n)


def pair_effects(rows: Rows, contrasts: Sequence[Contrast]) -> list[tuple[Floats, Floats]]:
    """Return Hedges' g and Cliff's delta of each contrast, one number of each a feature.

    As `hedges_g` and `cliffs_delta` give them, without their intervals; NaN with fewer than two
    articles that have x on a side.
    """
    rates = tested_rates(rows)
    moments: dict[Side, Moments] = {}
    ordered: dict[Side, list[_Ordered]] = {}
    for side, labels in _sides(contrasts).items():
        mine = rates[np.isin(labels, side)]
        parts = [column[np.isfinite(column)] for column in mine.T]
        moments[side] = _moments(parts)
        ordered[side] = [_Ordered(np.sort(p[p != 0]), int((p == 0).sum())) for p in parts]
    found = []
    for one in contrasts:
        a, b = moments[one.side_a], moments[one.side_b]
        enough = np.minimum(a.n, b.n) >= 2
        pairs = zip(ordered[one.side_a], ordered[one.side_b], enough, strict=True)
        delta = [mine.over(other) if both else math.nan for mine, other, both in pairs]
        found.append((hedges_of_moments(a, b), np.array(delta)))
    return found


def hedges_of_moments(a: Moments, b: Moments) -> Floats:
    """Return Hedges' g of each feature, as `hedges_g`; NaN with fewer than two articles a side."""
    freedom = a.n + b.n - 2
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = np.sqrt((a.variance * (a.n - 1) + b.variance * (b.n - 1)) / freedom)
        g = np.array([_correction(float(df)) for df in freedom]) * (a.mean - b.mean) / pooled
    return np.where((np.minimum(a.n, b.n) >= 2) & (pooled > 0), g, np.nan)


@cache
def _correction(df: float) -> float:
    """Return Hedges' exact correction of the bias."""
    if df <= 1:
        return math.nan
    return math.exp(math.lgamma(df / 2) - math.lgamma((df - 1) / 2) - math.log(df / 2) / 2)


def _moments(parts: Sequence[Floats]) -> Moments:
    return Moments(
        np.array([float(len(part)) for part in parts]),
        np.array([part.mean() if len(part) else np.nan for part in parts]),
        np.array([part.var(ddof=1) if len(part) > 1 else np.nan for part in parts]),
    )


def _sides(contrasts: Sequence[Contrast]) -> Mapping[Side, NDArray[np.int64]]:
    return {side: one.labels for one in contrasts for side in (one.side_a, one.side_b)}
