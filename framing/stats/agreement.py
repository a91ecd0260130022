"""Agreement of any number of coders, with gaps: Krippendorff's alpha."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from framing.errors import FramingError, did_you_mean
from framing.stats.codings import NO_PAIR, ONE_VALUE, bootstrapped, codings_of
from framing.stats.estimate import Estimate

__all__ = ["LEVELS", "krippendorff_alpha"]

Floats = NDArray[np.float64]
Level = Literal["nominal", "ordinal", "interval", "ratio"]
LEVELS = ("nominal", "ordinal", "interval", "ratio")
"""Levels of measurement: names, ranks, distances, distances from a true zero."""


def krippendorff_alpha(
    ratings: ArrayLike | Sequence[Sequence[object]],
    *,
    level: Level = "nominal",
    confidence: float = 0.95,
    resamples: int = 1000,
    seed: int = 0,
) -> Estimate:
    """Return Krippendorff's alpha, 1 − D_o / D_e, for any number of coders with gaps.

    D_o averages the squared distance δ² of all pairs of codings of a unit, D_e that of all pairs
    of codings; units with one coding are left out. δ² is 1 for two names; (a − b)² for an
    interval; ((a − b) / (a + b))² for a ratio; for ranks the squared number of codings from a to
    b, both counted half. Krippendorff (2011, "Computing Krippendorff's alpha-reliability"; 2018,
    Content Analysis, chapter 12). Interval: percentile bootstrap over units, whose resamples of
    one value only are left out (told in `note`).

    Parameters
    ----------
    ratings
        Codings, shape (coders, units); None or NaN where there is none. Numbers unless nominal.
    level
        The level of measurement.
    confidence
        The level of confidence of the interval.

    Returns
    -------
    Estimate
        At most 1; 0 is chance, below 0 worse than chance; n is the number of units with two or
        more codings. NaN, with the reason in `note`, if all codings are alike or no unit was
        coded twice: perfect agreement on one value is neither 1 nor 0. Higher means better
        agreement.

    Raises
    ------
    FramingError
        If the level is unknown, a value is no number where one is needed, or a ratio is negative.
    """
    if level not in LEVELS:
        near = did_you_mean(level, LEVELS)
        raise FramingError(f"expected a level of {', '.join(LEVELS)}, found '{level}'{near}")
    codings = codings_of(ratings, numbers=level != "nominal")
    counts = codings.counts[codings.counts.sum(axis=1) > 1]
    about = Estimate(
        math.nan,
        n=len(counts),
        method=f"Krippendorff’s alpha, {level}",
        unit="agreement beyond chance",
    )
    if not len(counts):
        return replace(about, note=NO_PAIR)
    scale = _scale(codings.values, level)
    value = float(_alpha(counts, np.ones((1, len(counts))), scale, level)[0])
    if math.isnan(value):
        return replace(about, note=ONE_VALUE)
    rng = np.random.default_rng(seed)
    times = rng.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=resamples)
    drawn = _alpha(counts, times.astype(np.float64), scale, level)
    return bootstrapped(replace(about, value=value), drawn, confidence)


def _scale(values: tuple[Any, ...], level: str) -> Floats:
    if level == "nominal":
        return np.arange(len(values), dtype=np.float64)
    scale = np.array(values, np.float64)
    if level == "ratio" and (scale < 0).any():
        raise FramingError("ratings: a ratio has a true zero, but there are negative values")
    return scale


def _alpha(counts: Floats, times: Floats, scale: Floats, level: str) -> Floats:
    """Return alpha of each resample; `times` says how often each unit is in it."""
    totals = times @ counts
    n = totals.sum(axis=1)
    weight = times / (counts.sum(axis=1) - 1)
    if level in ("interval", "ordinal"):
        if level == "ordinal":
            scale = np.cumsum(totals, axis=1) - totals / 2
        # centred, so that little is lost when squares are subtracted
        places = np.broadcast_to(scale - scale.mean(axis=-1, keepdims=True), totals.shape)
        sums, squares = places @ counts.T, places**2 @ counts.T
        inside = 2 * (weight * (counts.sum(axis=1) * squares - sums**2)).sum(axis=1)
        overall = 2 * (n * (totals * places**2).sum(axis=1) - (totals * places).sum(axis=1) ** 2)
    else:
        gaps = _gaps(scale, level)
        inside = weight @ ((counts @ gaps) * counts).sum(axis=1)
        overall = ((totals @ gaps) * totals).sum(axis=1)
    one = (totals > 0).sum(axis=1) < 2
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(one, np.nan, 1 - (n - 1) * inside / overall)


def _gaps(scale: Floats, level: str) -> Floats:
    if level == "nominal":
        return 1.0 - np.eye(len(scale))
    top, bottom = scale[:, None] - scale, scale[:, None] + scale
    return np.divide(top, bottom, out=np.zeros_like(top), where=bottom != 0) ** 2
