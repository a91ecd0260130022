"""How evenly words are spread: Shannon's and Simpson's measures of diversity."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from framing.errors import FramingError

__all__ = ["shannon_diversity", "simpson_diversity"]


def shannon_diversity(counts: Iterable[float]) -> float:
    """Return Shannon's entropy of the shares that counts make up: −Σ p ln p.

    exp of it is the number of equally large kinds that would be as diverse (Hill 1973).
    Shannon, C. E. (1948). A mathematical theory of communication. Bell System Technical Journal,
    27, 379–423.

    Parameters
    ----------
    counts
        One count a kind, 0 or more.

    Returns
    -------
    float
        From 0 (one kind has everything) to ln k for k kinds; NaN if there is nothing. In nats.
        Higher means more diverse.

    Raises
    ------
    FramingError
        If a count is negative.
    """
    shares = _shares(counts, "shannon_diversity")
    return max(0.0, -math.fsum(p * math.log(p) for p in shares)) if shares else math.nan


def simpson_diversity(counts: Iterable[float]) -> float:
    """Return the chance that two draws, with replacement, are of different kinds: 1 − Σ p².

    Simpson, E. H. (1949). Measurement of diversity. Nature, 163, 688.

    Parameters
    ----------
    counts
        One count a kind, 0 or more.

    Returns
    -------
    float
        From 0 (one kind has everything) to 1 − 1/k for k kinds; NaN if there is nothing. A
        probability. Higher means more diverse.

    Raises
    ------
    FramingError
        If a count is negative.
    """
    shares = _shares(counts, "simpson_diversity")
    return max(0.0, 1.0 - math.fsum(p * p for p in shares)) if shares else math.nan


def _shares(counts: Iterable[float], name: str) -> list[float]:
    values = np.fromiter(counts, np.float64)
    if (values < 0).any():
        raise FramingError(f"{name}: expected counts of 0 or more, found {values.min():g}")
    values = np.sort(values[values > 0])
    return [float(p) for p in values / values.sum()] if len(values) else []
