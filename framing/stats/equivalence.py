"""Two one-sided tests of whether a difference is smaller than a margin that the study sets."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from framing.errors import FramingError
from framing.stats.measures import Measure

__all__ = ["equivalence_p", "margin_bound", "margin_words", "welch_freedom"]

Floats = NDArray[np.float64]


def equivalence_p(
    difference: Floats, error_a: Floats, error_b: Floats, freedom: Floats, bound: float
) -> Floats:
    """Return the p of two one-sided t tests of |difference| ≥ bound.

    Schuirmann (1987), Journal of Pharmacokinetics and Biopharmaceutics 15, 657–680: the larger p
    of the two one-sided tests. A probability. Lower means surer that the difference is smaller
    than the bound. NaN where a standard error is not known.
    """
    from scipy.special import stdtr

    error = np.hypot(error_a, error_b)
    with np.errstate(divide="ignore", invalid="ignore"):
        above, below = (bound - difference) / error, (bound + difference) / error
        p = 1 - stdtr(freedom, np.minimum(above, below))
    out: Floats = np.where(np.isfinite(error) & (error > 0), p, np.nan)
    return out


def welch_freedom(error_a: Floats, n_a: Floats, error_b: Floats, n_b: Floats) -> Floats:
    """Return the degrees of freedom of a difference of two groups: Welch (1947), Biometrika 34."""
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = error_a**4 / (n_a - 1) + error_b**4 / (n_b - 1)
        freedom = (error_a**2 + error_b**2) ** 2 / parts
    out: Floats = np.where(np.isfinite(freedom) & (freedom > 0), freedom, 1.0)
    return out


def margin_bound(measure: Measure, margin: float) -> float:
    """Return the margin on the scale that it is tested on.

    Of rates a margin of 0.25 means a ratio between 1/1.25 and 1.25; of shares, of valence and of
    the balance it is a difference in their unit.

    Raises
    ------
    FramingError
        If the margin is not above 0.
    """
    if not margin > 0:
        raise FramingError(f"equivalence margin: expected a number above 0, found {margin:g}")
    return math.log1p(margin) if measure.scale == "log" else margin


def margin_words(measure: Measure, margin: float) -> str:
    """Return the margin as conclusions print it."""
    if measure.scale == "log":
        return f"a factor of {1 + margin:g}"
    return f"{margin:g} ({measure.unit})"
