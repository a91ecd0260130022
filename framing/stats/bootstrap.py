"""The cluster bootstrap: whole articles are drawn again, all features at once.

A resample of a group's m articles is a row of m multinomial weights; the sums of all features in
many resamples are one matrix product. Each block of resamples has a seed of its own, so results
depend neither on workers nor on the number of features.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from framing.stats.measures import Scale
from framing.stats.sums import value_of, values_on_scale
from framing.stats.threads import one_thread

__all__ = [
    "bca_limits",
    "bootstrap_errors",
    "bootstrap_sums",
    "bootstrap_values",
    "percentile_limits",
]

Floats = NDArray[np.float64]
_CELLS_A_BLOCK = 160_000
_MOST_A_BLOCK = 1_000


def bootstrap_values(
    y: Floats, x: Floats, *, scale: Scale = "identity", resamples: int = 10_000, seed: int = 0,
    stream: int = 0,
) -> Floats:  # fmt: skip
    """Return the value of every feature in every resample of one group's articles.

    Parameters
    ----------
    y, x
        Articles × features; x may have one column for all.
    scale
        `balance` for that value; else Σy/Σx.
    seed, stream
        Block b draws from SeedSequence([seed, stream, b]); a group has a stream of its own.

    Returns
    -------
    NDArray
        Resamples × features. NaN where a resample has no x.
    """
    both = np.concatenate([y, x], axis=1)
    sums = bootstrap_sums(both, resamples=resamples, seed=seed, stream=stream)
    return value_of(sums[:, : y.shape[1]], sums[:, y.shape[1] :], scale)


def bootstrap_sums(
    rows: Floats, *, resamples: int = 10_000, seed: int = 0, stream: int = 0
) -> Floats:
    """Return the sums of every column in every resample of articles: resamples × columns."""
    out = np.empty((resamples, rows.shape[1]))
    at, table = 0, np.ascontiguousarray(rows)
    with one_thread():
        for weights in _weights(len(rows), resamples, seed, stream):
            out[at : at + len(weights)] = weights @ table
            at += len(weights)
    return out


def _weights(m: int, resamples: int, seed: int, stream: int) -> Iterator[Floats]:
    """Give blocks of rows, each of which says how often each article is drawn."""
    size = max(1, min(_MOST_A_BLOCK, _CELLS_A_BLOCK // m))
    for block, begin in enumerate(range(0, resamples, size)):
        rng = np.random.default_rng(np.random.SeedSequence([seed, stream, block]))
        places = rng.integers(0, m, (size, m))[: resamples - begin]
        places += np.arange(len(places))[:, None] * m
        counts = np.bincount(places.ravel(), minlength=places.size)
        yield counts.reshape(places.shape).astype(np.float64)


def bootstrap_errors(values: Floats, scale: Scale) -> tuple[Floats, Floats]:
    """Return the standard deviation over the resamples: of the values, and on the scale.

    Resamples whose value is not finite on the scale (no match at all) are left out there.
    """
    scaled = values if scale in ("identity", "balance") else values_on_scale(values, scale)
    return _deviation(values), _deviation(scaled)


def _deviation(values: Floats) -> Floats:
    known = np.isfinite(values)
    n = known.sum(axis=0)
    if known.all():
        return np.asarray(values.std(axis=0, ddof=1))
    kept = np.where(known, values, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = kept.sum(axis=0) / n
        spread = np.where(known, (kept - centre) ** 2, 0.0).sum(axis=0) / (n - 1)
    out: Floats = np.where(n > 1, np.sqrt(spread), np.nan)
    return out


def percentile_limits(values: Floats, level: float) -> tuple[Floats, Floats]:
    """Return the percentile limits of each feature: Efron & Tibshirani (1993), chapter 13."""
    tail = (1 - level) / 2
    low, high = np.quantile(values, [tail, 1 - tail], axis=0)
    return low, high


def bca_limits(values: Floats, y: Floats, x: Floats, level: float) -> tuple[Floats, Floats]:
    """Return bias-corrected and accelerated limits: Efron (1987), JASA 82, 171–185.

    The acceleration comes from each article's influence on Σy/Σx. Where all resamples are alike
    the limits are the value.
    """
    from scipy.special import ndtr, ndtri

    with np.errstate(divide="ignore", invalid="ignore"):
        value = y.sum(axis=0) / x.sum(axis=0)
        influence = (y - value * x) / x.sum(axis=0)
        moment = (influence**2).sum(axis=0) ** 1.5
        skew = np.where(moment > 0, (influence**3).sum(axis=0) / (6 * moment), 0.0)
    below = (values < value).mean(axis=0) + (values == value).mean(axis=0) / 2
    bias = ndtri(np.clip(below, 1 / len(values), 1 - 1 / len(values)))
    ends = []
    for tail in ((1 - level) / 2, (1 + level) / 2):
        z = bias + ndtri(tail)
        place = ndtr(bias + z / (1 - skew * z))
        ends.append(_quantiles(values, np.where(np.isfinite(place), place, tail)))
    return ends[0], ends[1]


def _quantiles(values: Floats, places: Floats) -> Floats:
    """Return a quantile of its own for each column."""
    pairs = zip(values.T, places, strict=True)
    return np.array([np.quantile(column, place) for column, place in pairs])
