"""Intervals of estimates: which method, from how many articles on, and how it is worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.errors import FramingError, did_you_mean
from framing.stats.bootstrap import (
    bca_limits,
    bootstrap_errors,
    bootstrap_values,
    percentile_limits,
)
from framing.stats.interval_rule import (
    INTERVAL_METHODS,
    LINEARISED_FROM,
    MIN_ARTICLES,
    MIN_WITH,
)
from framing.stats.measures import Measure, Rows, Scale
from framing.stats.share_intervals import beta_limits, overdispersion, wilson_limits
from framing.stats.sums import GroupSums, group_sums, value_of, values_on_scale

__all__ = ["Intervals", "intervals_of", "linearised_interval"]

Floats = NDArray[np.float64]
_SPOKEN = {
    "t": "bootstrap over articles, t on the {scale} scale",
    "percentile": "bootstrap over articles, percentiles",
    "bca": "bootstrap over articles, BCa",
    "linearised": "linearised, t on the {scale} scale",
    "wilson": "Wilson",
    "dirichlet_multinomial": "Dirichlet-multinomial",
    "none": "no interval",
}
_SCALES: Mapping[Scale, str] = {
    "log": "log", "logit": "logit", "identity": "value’s own", "balance": "logit",
}  # fmt: skip


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
    _check(method, rows.measure, level, resamples)
    sums = group_sums(rows.y, rows.x, codes, n_groups)
    chosen = _chosen(sums, rows.measure, method)
    scale = rows.measure.scale
    value = value_of(sums.y, sums.x, scale)
    error = np.sqrt(sums.variance(scale))
    scaled = _on_scale(error, value, scale)
    low, high = np.full(value.shape, np.nan), np.full(value.shape, np.nan)
    drawn = np.isin(chosen, ["t", "percentile", "bca"])
    for group in np.flatnonzero(drawn.any(axis=1)):
        some = np.flatnonzero(drawn[group])
        part = rows.take(np.flatnonzero(codes == group)).pick(some)
        values = bootstrap_values(
            part.y, part.x, scale=scale, resamples=resamples, seed=seed, stream=int(group)
        )
        m = sums.n[group, some]
        spread = np.sqrt(m / np.maximum(m - 1, 1))
        errors = bootstrap_errors(values, scale)
        error[group, some], scaled[group, some] = spread * errors[0], spread * errors[1]
        low[group, some], high[group, some] = _drawn_limits(values, part, method, level)
    smooth = np.isin(chosen, ["t", "linearised"])
    ends = _t_limits(value, scaled, sums.n, level, scale)
    low, high = np.where(smooth, ends[0], low), np.where(smooth, ends[1], high)
    low, high = _share_limits(rows, codes, sums, chosen, level, (low, high))
    factor = rows.measure.factor
    spoken = _spoken(chosen, sums, rows.measure, method)
    return Intervals(
        factor * value, factor * low, factor * high, factor * error, scaled, sums.n, spoken
    )


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
    few = _too_few(sums, scale, MIN_ARTICLES["linearised"])
    return value, np.where(few, np.nan, low), np.where(few, np.nan, high)


def _check(method: str, measure: Measure, level: float, resamples: int) -> None:
    if method not in INTERVAL_METHODS:
        near = did_you_mean(method, INTERVAL_METHODS)
        known = ", ".join(INTERVAL_METHODS)
        raise FramingError(f"interval method: expected one of {known}, found '{method}'{near}")
    if not 0 < level < 1:
        raise FramingError(f"level: expected a number between 0 and 1, found {level:g}")
    if resamples < 100:
        raise FramingError(f"resamples: expected 100 or more, found {resamples}")
    if method == "wilson" and measure.name != "presence":
        raise FramingError("wilson is an interval of presence by article; choose auto or t")
    if method == "dirichlet_multinomial" and measure.scale != "logit":
        raise FramingError("dirichlet_multinomial is an interval of shares; choose auto or t")
    if method == "bca" and measure.scale == "balance":
        raise FramingError("bca is not made for the balance of names; choose auto, t or percentile")


def _too_few(sums: GroupSums, scale: Scale, least: int) -> NDArray[np.bool_]:
    few = sums.n < least
    if scale in ("log", "logit"):
        few = few | (sums.n_with < MIN_WITH)
    if scale == "logit":
        few = few | (sums.n_without < MIN_WITH)
    return np.asarray(few)


def _chosen(sums: GroupSums, measure: Measure, method: str) -> NDArray[Any]:
    """Return the method of each cell; "none" where it would be refused."""
    shape = sums.y.shape
    if method not in ("auto", "t", "linearised"):
        least = MIN_ARTICLES.get(method, 0)
        return np.where(sums.n < least, "none", method) if least else np.full(shape, "none")
    if method == "auto" and measure.name == "presence":
        return np.where(sums.n < MIN_ARTICLES["wilson"], "none", "wilson")
    smooth = np.full(shape, "t" if method == "auto" else method, dtype=object)
    if method == "auto":
        smooth[sums.n >= LINEARISED_FROM] = "linearised"
    few = _too_few(
        sums, measure.scale, MIN_ARTICLES["linearised" if method == "linearised" else "t"]
    )
    fallback = "none"
    if method == "auto" and measure.name in ("share", "held"):
        enough = sums.n >= MIN_ARTICLES["dirichlet_multinomial"]
        return np.where(few, np.where(enough, "dirichlet_multinomial", "none"), smooth)
    return np.where(few, fallback, smooth)


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
    rows: Rows,
    codes: NDArray[np.int64],
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
        rho = overdispersion(rows.y, rows.x, codes)
        found = beta_limits(sums.y, sums.x, sums.xx, rho, level)
        low, high = np.where(mixed, found[0], low), np.where(mixed, found[1], high)
        chosen[mixed & np.isnan(low)] = "none"
    return low, high


def _spoken(chosen: NDArray[Any], sums: GroupSums, measure: Measure, asked: str) -> NDArray[Any]:
    """Return in words how each interval was made, or why there is none."""
    words = {k: v.format(scale=_SCALES[measure.scale]) for k, v in _SPOKEN.items()}
    out = np.array([words[str(c)] for c in chosen.ravel()], dtype=object).reshape(chosen.shape)
    name = "t" if asked == "auto" else asked
    least = MIN_ARTICLES.get("wilson" if measure.name == "presence" else name, 0)
    none = chosen == "none"
    out[none] = "no interval: too few articles with a match"
    if measure.scale == "logit":
        out[none] = "no interval: too few articles that use it or avoid it"
    out[none & (sums.n < least)] = f"no interval: {name} is refused below {least} articles"
    out[none & (sums.x == 0)] = "no interval: nothing to divide by"
    if asked == "none":
        out[none] = "no interval asked for"
    return out
