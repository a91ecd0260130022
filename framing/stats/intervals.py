"""Intervals of estimates: which method, from how many articles on, and how it is worked out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.stats.bootstrap import (
    bca_limits,
    bootstrap_errors,
    bootstrap_values,
    percentile_limits,
)
from framing.stats.interval_choice import (
    check_method,
    chosen_methods,
    spoken_methods,
    too_few,
)
from framing.stats.interval_rule import MIN_ARTICLES, ONLY_LINEARISED_FROM
from framing.stats.measures import Measure, Rows, Scale
from framing.stats.share_intervals import beta_limits, overdispersion, wilson_limits
from framing.stats.sums import GroupSums, group_sums, value_of, values_on_scale

__all__ = ["Intervals", "intervals_of", "intervals_of_sums", "linearised_interval"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Intervals:
    """Estimates with intervals, shape (groups, features); the measure's factor is in all of them.

    Parameters
    ----------
    value, low, high
        NaN where there is nothing to divide by, or no interval.
    error, scaled_error
        Standard errors of the value, and on the scale of the interval.
    n
        Articles with x above 0.
    method
        How each interval was made, in words; why there is none, where there is none.
    """

    value: Floats
    low: Floats
    high: Floats
    error: Floats
    scaled_error: Floats
    n: Floats
    method: NDArray[Any]

    def take(self, groups: Sequence[int]) -> Intervals:
        """Return some of the groups."""
        return Intervals(*(getattr(self, f.name)[list(groups)] for f in fields(Intervals)))

    def pick(self, features: NDArray[Any]) -> Intervals:
        """Return some of the features."""
        return Intervals(*(getattr(self, f.name)[:, features] for f in fields(Intervals)))


def intervals_of(
    rows: Rows,
    codes: NDArray[np.int64],
    n_groups: int,
    *,
    method: str = "auto",
    level: float = 0.95,
    resamples: int = 10_000,
    seed: int = 0,
) -> Intervals:
    """Return the estimate and interval of every feature in every group.

    Parameters
    ----------
    codes
        The group of each article; below 0 leaves an article out.
    method
        A name of `INTERVAL_METHODS`; `auto` chooses by `INTERVAL_RULE`.
    level
        Of confidence, between 0 and 1.
    resamples
        Of the bootstrap.

    Raises
    ------
    FramingError
        If there is no such method, it does not fit the measure, or level or resamples are none.
    """
    check_method(method, rows.measure, level, resamples)
    sums = group_sums(rows.y, rows.x, codes, n_groups)
    many = int((codes >= 0).sum()) >= ONLY_LINEARISED_FROM
    chosen = chosen_methods(sums, rows.measure, method, many=many)
    made = _made(sums, rows.measure, chosen, level)
    drawn = np.isin(chosen, ["t", "percentile", "bca"])
    for group in np.flatnonzero(drawn.any(axis=1)):
        some = np.flatnonzero(drawn[group])
        part = rows.take(np.flatnonzero(codes == group)).pick(some)
        values = bootstrap_values(
            part.y, part.x, scale=rows.measure.scale, resamples=resamples, seed=seed,
            stream=int(group),
        )  # fmt: skip
        made.draw(int(group), some, values, part, method, level)
    return made.done(
        lambda: overdispersion(rows.y, rows.x, codes),
        spoken=lambda: spoken_methods(chosen, sums, rows.measure, method, many=many),
    )


def intervals_of_sums(
    sums: GroupSums, measure: Measure, rho: Floats, *, method: str = "auto", level: float = 0.95
) -> Intervals:
    """Return the estimates of very many articles from their sums alone.

    Parameters
    ----------
    rho
        How alike the mentions of one article are, one number a feature.
    method
        auto (which is linearised, or the closed form of a share or a presence), linearised, none.
    """
    chosen = chosen_methods(sums, measure, method, many=True)
    made = _made(sums, measure, chosen, level)
    return made.done(
        lambda: rho, spoken=lambda: spoken_methods(chosen, sums, measure, method, many=True)
    )


@dataclass(eq=False)
class _Made:
    """Intervals on the way: what the sums give, then what the resamples give."""

    sums: GroupSums
    measure: Measure
    chosen: NDArray[Any]
    level: float
    value: Floats
    error: Floats
    scaled: Floats
    low: Floats
    high: Floats

    def draw(
        self, group: int, some: NDArray[Any], values: Floats, part: Rows, method: str, level: float
    ) -> None:
        """Take the standard errors and limits of a group's resamples."""
        m = self.sums.n[group, some]
        spread = np.sqrt(m / np.maximum(m - 1, 1))
        errors = bootstrap_errors(values, self.measure.scale)
        self.error[group, some], self.scaled[group, some] = spread * errors[0], spread * errors[1]
        self.low[group, some], self.high[group, some] = _drawn_limits(values, part, method, level)

    def done(self, rho: Callable[[], Floats], *, spoken: Callable[[], NDArray[Any]]) -> Intervals:
        """Return the intervals; `rho` is asked for where a share needs it."""
        smooth = np.isin(self.chosen, ["t", "linearised"])
        scale, factor = self.measure.scale, self.measure.factor
        ends = _t_limits(self.value, self.scaled, self.sums.n, self.level, scale)
        low, high = np.where(smooth, ends[0], self.low), np.where(smooth, ends[1], self.high)
        low, high = _share_limits(rho, self.sums, self.chosen, self.level, (low, high))
        return Intervals(
            factor * self.value, factor * low, factor * high, factor * self.error, self.scaled,
            self.sums.n, spoken(),
        )  # fmt: skip


def _made(sums: GroupSums, measure: Measure, chosen: NDArray[Any], level: float) -> _Made:
    value = value_of(sums.y, sums.x, measure.scale)
    error = np.sqrt(sums.variance(measure.scale))
    scaled = _on_scale(error, value, measure.scale)
    low, high = np.full(value.shape, np.nan), np.full(value.shape, np.nan)
    return _Made(sums, measure, chosen, level, value, error, scaled, low, high)


def _drawn_limits(
    values: Floats, part: Rows, method: str, level: float
) -> tuple[Floats | float, Floats | float]:
    """Return limits that come from the resamples themselves; NaN for the t interval."""
    if method == "percentile":
        return percentile_limits(values, level)
    if method == "bca":
        return bca_limits(values, part.y, part.x, level)
    return np.nan, np.nan


def linearised_interval(
    sums: GroupSums, *, scale: Scale = "log", level: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """Return value, low and high of each group and feature from sums and cross-products alone.

    The delta method: the variance of `GroupSums.variance`, carried to the scale, with the t
    distribution of n − 1 degrees. Sums of shards may be added first. NaN below
    `MIN_ARTICLES["linearised"]` articles or `MIN_WITH` articles with a match.
    """
    value = value_of(sums.y, sums.x, scale)
    scaled = _on_scale(np.sqrt(sums.variance(scale)), value, scale)
    low, high = _t_limits(value, scaled, sums.n, level, scale)
    few = too_few(sums, scale, MIN_ARTICLES["linearised"])
    return value, np.where(few, np.nan, low), np.where(few, np.nan, high)


def _on_scale(error: Floats, value: Floats, scale: Scale) -> Floats:
    """Carry a standard error to the scale of the interval."""
    with np.errstate(divide="ignore", invalid="ignore"):
        if scale == "log":
            return np.asarray(error / value)
        if scale == "logit":
            return np.asarray(error / (value * (1 - value)))
    return error.copy()


def _t_limits(
    value: Floats, scaled: Floats, n: Floats, level: float, scale: Scale
) -> tuple[Floats, Floats]:
    from scipy.special import expit, stdtrit

    wide = stdtrit(np.maximum(n - 1, 1), (1 + level) / 2) * scaled
    centre = value if scale in ("identity", "balance") else values_on_scale(value, scale)
    ends = centre - wide, centre + wide
    if scale == "log":
        return np.exp(ends[0]), np.exp(ends[1])
    if scale == "logit":
        return expit(ends[0]), expit(ends[1])
    return ends


def _share_limits(
    rho: Callable[[], Floats],
    sums: GroupSums,
    chosen: NDArray[Any],
    level: float,
    ends: tuple[Floats, Floats],
) -> tuple[Floats, Floats]:
    """Fill in the limits that need no resampling; `chosen` loses what can't be had."""
    low, high = ends
    wilson = chosen == "wilson"
    if wilson.any():
        found = wilson_limits(sums.y, sums.n, level)
        low, high = np.where(wilson, found[0], low), np.where(wilson, found[1], high)
    mixed = chosen == "dirichlet_multinomial"
    if mixed.any():
        found = beta_limits(sums.y, sums.x, sums.xx, rho(), level)
        low, high = np.where(mixed, found[0], low), np.where(mixed, found[1], high)
        chosen[mixed & np.isnan(low)] = "none"
    return low, high
