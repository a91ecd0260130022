"""Agreement of two or more coders beyond chance: Cohen's and Fleiss' kappa."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from framing.errors import FramingError
from framing.stats.codings import (
    NO_PAIR,
    ONE_VALUE,
    bootstrapped,
    codings_of,
    is_missing,
    ordered,
)
from framing.stats.estimate import Estimate

__all__ = ["cohens_kappa", "fleiss_kappa"]

Floats = NDArray[np.float64]


def cohens_kappa(
    a: Sequence[object] | ArrayLike,
    b: Sequence[object] | ArrayLike,
    *,
    weights: Literal["none", "linear", "quadratic"] = "none",
    confidence: float = 0.95,
    resamples: int = 1000,
    seed: int = 0,
) -> Estimate:
    """Return Cohen's kappa of two coders, 1 − Σ w O / Σ w E.

    Cohen (1960, Educational and Psychological Measurement 20; 1968, weighted, Psychological
    Bulletin 70). w is 1 for two names, or the distance of their places among the sorted values,
    or its square. As `sklearn.metrics.cohen_kappa_score`. Interval: percentile bootstrap over
    units.

    Parameters
    ----------
    a, b
        The codings of each unit; units that either coder left out (None, NaN) don't count.

    Returns
    -------
    Estimate
        At most 1; 0 is chance; n is the number of units. NaN, with the reason in `note`, if all
        codings are alike. Higher means better agreement.

    Raises
    ------
    FramingError
        If the coders have different numbers of units or the weights are unknown.
    """
    if weights not in ("none", "linear", "quadratic"):
        raise FramingError(f"expected weights none, linear or quadratic, found '{weights}'")
    one, other = list(np.asarray(a, object)), list(np.asarray(b, object))
    if len(one) != len(other):
        raise FramingError(f"cohens_kappa: found {len(one)} units of one coder, {len(other)} of b")
    pairs = [p for p in zip(one, other, strict=True) if not any(map(is_missing, p))]
    about = Estimate(
        math.nan, n=len(pairs), method=f"Cohen’s kappa, weights {weights}",
        unit="agreement beyond chance",
    )  # fmt: skip
    if not pairs:
        return replace(about, note=NO_PAIR)
    values = ordered({value for pair in pairs for value in pair})
    place = {value: i for i, value in enumerate(values)}
    cells = np.zeros((len(values), len(values)))
    for x, y in pairs:
        cells[place[x], place[y]] += 1
    places = np.arange(len(values), dtype=np.float64)
    gaps = np.abs(places[:, None] - places)
    weight = (gaps > 0).astype(float) if weights == "none" else gaps ** (1 + (weights != "linear"))
    value = float(_kappa(cells[None], weight)[0])
    if math.isnan(value):
        return replace(about, note=ONE_VALUE)
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(len(pairs), cells.ravel() / len(pairs), size=resamples)
    tables = drawn.reshape(-1, *cells.shape).astype(np.float64)
    return bootstrapped(replace(about, value=value), _kappa(tables, weight), confidence)


def fleiss_kappa(
    ratings: ArrayLike | Sequence[Sequence[object]],
    *,
    confidence: float = 0.95,
    resamples: int = 1000,
    seed: int = 0,
) -> Estimate:
    """Return Fleiss' kappa, (P − P_e) / (1 − P_e), of equally many codings of each unit.

    P is the mean share of agreeing pairs of a unit, P_e the sum of squared shares of the values
    (Fleiss 1971, Psychological Bulletin 76). Interval: percentile bootstrap over units.

    Parameters
    ----------
    ratings
        Codings, shape (coders, units), without gaps; for gaps take `krippendorff_alpha`.

    Returns
    -------
    Estimate
        At most 1; 0 is chance; n is the number of units. NaN, with the reason in `note`, if all
        codings are alike. Higher means better agreement.

    Raises
    ------
    FramingError
        If a coding is missing or there are fewer than two coders.
    """
    counts = codings_of(ratings, numbers=False).counts
    coders = counts.sum(axis=1)
    if not len(counts) or (coders != coders[0]).any() or coders[0] < 2 or coders[0] != len(ratings):  # type: ignore[arg-type]
        raise FramingError(
            "fleiss_kappa: expected two or more coders and no gaps; krippendorff_alpha takes gaps"
        )
    about = Estimate(
        math.nan, n=len(counts), method="Fleiss’ kappa", unit="agreement beyond chance"
    )
    value = float(_fleiss(counts, np.ones((1, len(counts))))[0])
    if math.isnan(value):
        return replace(about, note=ONE_VALUE)
    rng = np.random.default_rng(seed)
    times = rng.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=resamples)
    return bootstrapped(replace(about, value=value), _fleiss(counts, times), confidence)


def _kappa(cells: Floats, weight: Floats) -> Floats:
    n = cells.sum(axis=(1, 2))
    expected = cells.sum(axis=2)[:, :, None] * cells.sum(axis=1)[:, None, :] / n[:, None, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(
            1 - (cells * weight).sum(axis=(1, 2)) / (expected * weight).sum(axis=(1, 2))
        )


def _fleiss(counts: Floats, times: NDArray[Any]) -> Floats:
    coders = counts[0].sum()
    agreeing = ((counts**2).sum(axis=1) - coders) / (coders * (coders - 1))
    observed = times @ agreeing / len(counts)
    shares = times @ counts / (coders * len(counts))
    chance = (shares**2).sum(axis=1)
    one = (shares > 0).sum(axis=1) < 2
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(one, np.nan, (observed - chance) / (1 - chance))
