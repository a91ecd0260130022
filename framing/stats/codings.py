"""Codings of units by several coders, as counts of values, and their bootstrap."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.errors import FramingError
from framing.stats.estimate import Estimate

__all__ = ["NO_PAIR", "ONE_VALUE", "Codings", "bootstrapped", "codings_of", "is_missing", "ordered"]

Floats = NDArray[np.float64]

ONE_VALUE = "Only one value was used, so agreement can't be told from chance: undefined."
NO_PAIR = "No unit was coded twice, so nothing can be compared: undefined."


class Codings(NamedTuple):
    """How often each value was given to each unit, shape (units, values); values sorted."""

    counts: Floats
    values: tuple[Any, ...]


def is_missing(value: object) -> bool:
    """Tell whether a coding is missing: None or NaN."""
    return value is None or (isinstance(value, (float, np.floating)) and math.isnan(value))


def ordered(values: set[Any]) -> list[Any]:
    """Return the values sorted; by their kind and text if they can't be compared."""
    try:
        return sorted(values)
    except TypeError:
        return sorted(values, key=lambda value: (type(value).__name__, str(value)))


def codings_of(ratings: Any, *, numbers: bool) -> Codings:
    """Count the codings of coders × units.

    Raises
    ------
    FramingError
        If coders have different numbers of units, or a value is no number where `numbers` asks.
    """
    rows = [list(row) for row in ratings]
    if len({len(row) for row in rows}) != 1:
        raise FramingError("ratings: expected coders × units, one row of equal length a coder")
    given = [(u, v) for row in rows for u, v in enumerate(row) if not is_missing(v)]
    if numbers:
        try:
            given = [(u, float(v)) for u, v in given]
        except (TypeError, ValueError):
            raise FramingError("ratings: expected numbers, unless the level is nominal") from None
    values = ordered({v for _, v in given})
    place = {value: i for i, value in enumerate(values)}
    counts = np.zeros((len(rows[0]), len(values)))
    for unit, value in given:
        counts[unit, place[value]] += 1
    return Codings(counts, tuple(values))


def bootstrapped(estimate: Estimate, drawn: Floats, confidence: float) -> Estimate:
    """Return the estimate with the percentiles of its resamples; NaN ones are left out."""
    if not 0 < confidence < 1:
        raise FramingError(f"confidence: expected a number between 0 and 1, found {confidence:g}")
    defined = drawn[~np.isnan(drawn)]
    if estimate.n < 2 or not len(defined):
        return replace(estimate, note="One unit gives no interval.")
    tail = 100 * (1 - confidence) / 2
    low, high = np.percentile(defined, [tail, 100 - tail])
    lost = len(drawn) - len(defined)
    return replace(
        estimate,
        low=float(low),
        high=float(high),
        level=confidence,
        method=f"{estimate.method}; bootstrap over units, percentile, {len(drawn):,} resamples",
        note=f"{lost:,} resamples had one value only and are left out." if lost else "",
    )
