"""Which method each interval is made by, and how that is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.errors import FramingError, did_you_mean
from framing.stats.interval_rule import (
    INTERVAL_METHODS,
    LINEARISED_FROM,
    MIN_ARTICLES,
    MIN_WITH,
)
from framing.stats.measures import Measure, Scale
from framing.stats.sums import GroupSums

__all__ = ["check_method", "chosen_methods", "spoken_methods", "too_few"]

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


def check_method(method: str, measure: Measure, level: float, resamples: int) -> None:
    """Refuse a method that there is not or that does not fit, and numbers out of range."""
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


def too_few(sums: GroupSums, scale: Scale, least: int) -> NDArray[np.bool_]:
    """Return where a group has too few articles, or too few that have a match or a rival."""
    few = sums.n < least
    if scale in ("log", "logit"):
        few = few | (sums.n_with < MIN_WITH)
    if scale == "logit":
        few = few | (sums.n_without < MIN_WITH)
    return np.asarray(few)


def chosen_methods(
    sums: GroupSums, measure: Measure, method: str, *, many: bool = False
) -> NDArray[Any]:
    """Return the method of each cell; "none" where it would be refused.

    With `many` articles in all groups together, `auto` draws no resamples for any group.
    """
    shape = sums.y.shape
    if method not in ("auto", "t", "linearised"):
        least = MIN_ARTICLES.get(method, 0)
        return np.where(sums.n < least, "none", method) if least else np.full(shape, "none")
    if method == "auto" and measure.name == "presence":
        return np.where(sums.n < MIN_ARTICLES["wilson"], "none", "wilson")
    smooth = np.full(shape, "t" if method == "auto" else method, dtype=object)
    if method == "auto":
        smooth[sums.n >= (0 if many else LINEARISED_FROM)] = "linearised"
    few = too_few(sums, measure.scale, MIN_ARTICLES[_smooth(method, many)])
    if method == "auto" and measure.name in ("share", "held"):
        enough = sums.n >= MIN_ARTICLES["dirichlet_multinomial"]
        return np.where(few, np.where(enough, "dirichlet_multinomial", "none"), smooth)
    return np.where(few, "none", smooth)


def _smooth(method: str, many: bool) -> str:
    return "linearised" if method == "linearised" or (many and method == "auto") else "t"


def spoken_methods(
    chosen: NDArray[Any], sums: GroupSums, measure: Measure, asked: str, *, many: bool = False
) -> NDArray[Any]:
    """Return in words how each interval was made, or why there is none."""
    words = {k: v.format(scale=_SCALES[measure.scale]) for k, v in _SPOKEN.items()}
    out = np.array([words[str(c)] for c in chosen.ravel()], dtype=object).reshape(chosen.shape)
    name = _smooth(asked, many) if asked == "auto" else asked
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
