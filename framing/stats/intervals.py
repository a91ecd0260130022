"""Intervals of estimates: which method, from how many articles on, and how it is worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from framing.errors import FramingError, did_you_mean
from framing.stats.bootstrap import (
    bca_limits,
    bootstrap_errors,
    bootstrap_values,
    percentile_limits,
)
from framing.stats.estimate import Estimate
from framing.stats.measures import MEASURES, Measure, Rows, Scale
from framing.stats.share_intervals import beta_limits, overdispersion, wilson_limits
from framing.stats.sums import GroupSums, group_sums, value_of, values_on_scale

__all__ = [
    "INTERVAL_METHODS",
    "INTERVAL_RULE",
    "LINEARISED_FROM",
    "MIN_ARTICLES",
    "MIN_WITH",
    "IntervalMethod",
    "Intervals",
    "bootstrap_interval",
    "intervals_of",
    "linearised_interval",
]

Floats = NDArray[np.float64]
IntervalMethod = Literal[
    "auto", "t", "percentile", "bca", "linearised", "wilson", "dirichlet_multinomial", "none"
]
INTERVAL_METHODS: tuple[str, ...] = get_args(IntervalMethod)
MIN_ARTICLES: Mapping[str, int] = {
    "t": 5, "linearised": 10, "percentile": 40, "bca": 40, "wilson": 5, "dirichlet_multinomial": 5,
}  # fmt: skip
"""Articles below which a method is refused, because its intervals are too short there."""
MIN_WITH = 3
"""Articles with a match (for shares: and with a rival) that t and linearised intervals need."""
LINEARISED_FROM = 2_000
"""Articles of a group from which `auto` leaves out the resampling."""
INTERVAL_RULE = (
    "Presence by article: Wilson’s interval. Everything else: a t interval on the logarithm (rates)"
    " or the logit (shares) of the value, or on the value itself (valence, balance), with the"
    " standard error of a bootstrap over whole articles; from {linearised:,} articles of a group on"
    " the linearised standard error instead. No interval below {t} articles, nor where fewer than"
    " {few} articles have a match; a share that fewer than {few} articles use or avoid has an"
    " interval from the Dirichlet-multinomial distribution instead, if the corpus shows how much"
    " articles of one group differ."
).format(linearised=LINEARISED_FROM, t=MIN_ARTICLES["t"], few=MIN_WITH)
"""How `auto` chooses, as reports print it."""
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
        some, mine = np.flatnonzero(drawn[group]), np.flatnonzero(codes == group)
        x = rows.x[mine] if rows.x.shape[1] == 1 else rows.x[np.ix_(mine, some)]
        y = rows.y[np.ix_(mine, some)]
        values = bootstrap_values(
            y, x, scale=scale, resamples=resamples, seed=seed, stream=int(group)
        )
        m = sums.n[group, some]
        spread = np.sqrt(m / np.maximum(m - 1, 1))
        error[group, some], scaled[group, some] = (
            spread * e for e in bootstrap_errors(values, scale)
        )
        for name, limits in (
            ("percentile", percentile_limits(values, level)),
            ("bca", bca_limits(values, y, x, level) if (chosen == "bca").any() else ()),
        ):
            here = some[chosen[group, some] == name]
            if len(here):
                low[group, here], high[group, here] = (
                    end[chosen[group, some] == name] for end in limits
                )
    smooth = np.isin(chosen, ["t", "linearised"])
    ends = _t_limits(value, scaled, sums.n, level, scale)
    low, high = np.where(smooth, ends[0], low), np.where(smooth, ends[1], high)
    low, high = _share_limits(rows, codes, sums, chosen, level, (low, high))
    factor = rows.measure.factor
    spoken = _spoken(chosen, sums, rows.measure, method)
    return Intervals(
        factor * value, factor * low, factor * high, factor * error, scaled, sums.n, spoken
    )


def bootstrap_interval(
    y: ArrayLike,
    x: ArrayLike | None = None,
    *,
    scale: Scale = "log",
    method: str = "auto",
    level: float = 0.95,
    resamples: int = 10_000,
    seed: int = 0,
) -> Estimate:
    """Return Σy/Σx over articles with an interval from drawing whole articles again.

    Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapters 12 to 14; clusters are
    the articles, whose words are not independent.

    Parameters
    ----------
    y, x
        One number an article: matches and words, or mentions by a name and of its referent; x is
        1 for each article if not given.
    scale
        log for rates, logit for shares, identity for means that may be negative.
    method
        t, percentile, bca, linearised or auto (t; linearised for very many articles).
    seed
        The same seed gives the same interval.

    Returns
    -------
    Estimate
        In units of y per unit of x; n is the number of articles with x above 0. Where the method
        is refused for so few articles, low and high are NaN and the method says why.

    Raises
    ------
    FramingError
        If the arrays differ in length, hold numbers that are not finite, or an argument is wrong.
    """
    over = np.atleast_1d(np.asarray(y, dtype=np.float64))
    under = np.ones_like(over) if x is None else np.atleast_1d(np.asarray(x, dtype=np.float64))
    if over.ndim != 1 or over.shape != under.shape or not len(over):
        raise FramingError(
            "bootstrap_interval: expected y and x with one number an article, found shapes"
            f" {over.shape} and {under.shape}"
        )
    if not (np.isfinite(over).all() and np.isfinite(under).all()):
        raise FramingError("bootstrap_interval: expected finite numbers, found NaN or infinity")
    template = next(m for m in MEASURES.values() if m.scale == scale)
    measure = Measure("ratio", "", "", "ratio of sums", template.scale, "x")
    rows = Rows(measure, ("y",), over[:, None], under[:, None], over[:, None])
    found = intervals_of(
        rows, np.zeros(len(over), np.int64), 1, method=method, level=level, resamples=resamples,
        seed=seed,
    )  # fmt: skip
    return Estimate(
        float(found.value[0, 0]), float(found.low[0, 0]), float(found.high[0, 0]),
        level=level if np.isfinite(found.low[0, 0]) else float("nan"),
        n=int(found.n[0, 0]), method=str(found.method[0, 0]),
    )  # fmt: skip


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
