"""Sums and cross-products by group: all that estimates and linearised intervals need.

They are additive: sums of shards add up to the sums of the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.errors import FramingError
from framing.stats.measures import Scale

__all__ = ["GroupSums", "adding_up", "by_group", "group_sums", "value_of", "values_on_scale"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class GroupSums:
    """Sums over the articles of each group, shape (groups, features).

    Parameters
    ----------
    n
        Articles with x above 0.
    n_with, n_without
        Articles with y other than 0, and with y other than x.
    y, x, yy, xy, xx
        Sums of y, x and their products.
    """

    n: Floats
    n_with: Floats
    n_without: Floats
    y: Floats
    x: Floats
    yy: Floats
    xy: Floats
    xx: Floats

    def __add__(self, other: GroupSums) -> GroupSums:
        """Return the sums of both: of two shards, or of two groups."""
        return GroupSums(
            *(getattr(self, f.name) + getattr(other, f.name) for f in fields(GroupSums))
        )

    def take(self, groups: Sequence[int]) -> GroupSums:
        """Return the sums of some of the groups."""
        return GroupSums(*(getattr(self, f.name)[list(groups)] for f in fields(GroupSums)))

    def variance(self, scale: Scale = "identity") -> Floats:
        """Return the linearised variance of Σy/Σx, or of the balance, from the sums alone.

        The residuals e = y − r·x of each article are summed in squares and divided by (Σx)², with
        the factor n/(n − 1): Cochran (1977), Sampling Techniques, section 6.4. For the balance the
        gradient of ln((R + ½)/(L + ½)) takes the place of that of the ratio. NaN below two
        articles.
        """
        y, x = self.y, self.x
        with np.errstate(divide="ignore", invalid="ignore"):
            if scale == "balance":
                to_y, to_x = 1 / (y + 0.5) + 1 / (x - y + 0.5), -1 / (x - y + 0.5)
            else:
                to_y, to_x = 1 / x, -y / x**2
            squares = to_y**2 * self.yy + 2 * to_y * to_x * self.xy + to_x**2 * self.xx
            centre = (to_y * y + to_x * x) ** 2 / self.n
            spread = np.maximum(squares - centre, 0) * self.n / (self.n - 1)
        return np.where((self.n > 1) & (x > 0), spread, np.nan)


def group_sums(y: Floats, x: Floats, codes: NDArray[np.int64], n_groups: int) -> GroupSums:
    """Sum the articles' rows by group; a code below 0 leaves an article out.

    Parameters
    ----------
    y, x
        Articles × features; x may have one column for all.
    codes
        The group of each article.
    """
    if y.ndim != 2 or x.ndim != 2 or len(y) != len(x) or len(y) != len(codes):
        raise FramingError(
            f"expected y and x of articles × features and a code for each article, found {y.shape},"
            f" {x.shape} and {len(codes)} codes"
        )
    add = adding_up(codes, n_groups)
    parts = (x > 0, y != 0, y != x, y, x, y * y, x * y, x * x)
    shape = (n_groups, y.shape[1])
    return GroupSums(*(np.broadcast_to(add(part), shape) for part in parts))


def by_group(codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the articles of each group in turn; those with a code below 0 are left out."""
    inside = np.flatnonzero(codes >= 0)
    return inside[np.argsort(codes[inside], kind="stable")]


def adding_up(codes: NDArray[np.int64], n_groups: int) -> Callable[[NDArray[Any]], Floats]:
    """Return what sums an array of articles × features by group: groups × features."""
    order = by_group(codes)
    here, first = np.unique(codes[order], return_index=True)
    is_ready = len(order) == len(codes) and bool((order[1:] > order[:-1]).all())

    def add(part: NDArray[Any]) -> Floats:
        out = np.zeros((n_groups, part.shape[1]))
        if len(here):
            ready = part if is_ready else part[order]
            out[here] = np.add.reduceat(ready, first, axis=0, dtype=np.float64)
        return out

    return add


def value_of(y: Floats, x: Floats, scale: Scale) -> Floats:
    """Return Σy/Σx, or ln((Σy + ½)/(Σx − Σy + ½)) for a balance; NaN where x is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.log((y + 0.5) / (x - y + 0.5)) if scale == "balance" else y / x
    out: Floats = np.where(x > 0, found, np.nan)
    return out


def values_on_scale(value: Floats, scale: Scale) -> Floats:
    """Return values on the scale where their intervals are symmetrical; ±∞ become NaN."""
    with np.errstate(divide="ignore", invalid="ignore"):
        if scale == "log":
            value = np.log(value)
        elif scale == "logit":
            value = np.log(value / (1 - value))
    out: Floats = np.where(np.isfinite(value), value, np.nan)
    return out
