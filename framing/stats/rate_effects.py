"""Effect sizes of two groups' rates: difference, ratio, log ratio, %DIFF, with intervals.

A rate is a ratio of sums. Counts and words come one an article, so that an interval says how far
the rate would move with other articles; with one article in a group there is no interval.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from framing.errors import FramingError
from framing.stats.estimate import Estimate

__all__ = ["log_ratio", "percent_diff", "rate_difference", "rate_ratio", "simple_maths"]

_NO_INTERVAL = "There is no interval: it needs two articles or more in both groups, with the word."


class _Rate(NamedTuple):
    """Sums, rate, its linearised variance, and the number of articles."""

    y: float
    words: float
    rate: float
    variance: float
    n: int


def rate_difference(
    y_i: ArrayLike, n_i: ArrayLike, y_j: ArrayLike, n_j: ArrayLike, *, level: float = 0.95
) -> Estimate:
    """Return the difference of two rates, r_i − r_j, with r = 1000 · Σ y / Σ n.

    Interval: t with Welch's degrees of freedom on the linearised variance of a ratio,
    m / (m − 1) · Σ (y − r n)² / (Σ n)² over the m articles (Cochran 1977, Sampling Techniques,
    section 6.4).

    Parameters
    ----------
    y_i, y_j
        Counts in each article of both groups, shape (articles,).
    n_i, n_j
        Words of each article, of the same shape.

    Returns
    -------
    Estimate
        Per 1,000 words; n is the number of articles. Above 0 means more in i.

    Raises
    ------
    FramingError
        If counts and words disagree, or a group has no words.
    """
    i, j = _rate(y_i, n_i), _rate(y_j, n_j)
    return _with_interval(
        1000 * (i.rate - j.rate),
        (1e6 * i.variance, i.n),
        (1e6 * j.variance, j.n),
        level,
        Estimate(math.nan, method="difference of ratios of sums", unit="per 1,000 words"),
    )


def log_ratio(
    y_i: ArrayLike, n_i: ArrayLike, y_j: ArrayLike, n_j: ArrayLike, *, level: float = 0.95
) -> Estimate:
    """Return Hardie's log ratio, log₂(r_i / r_j), with r = Σ y / Σ n.

    Hardie (2014), CASS. Zero rule: a sum of 0 is taken as ½ (told in `note`), and then there is
    no interval. Interval: t with Welch's degrees of freedom on the linearised variance of ln r,
    m / (m − 1) · Σ (y − r n)² / (Σ y)² over the m articles of each group.

    Parameters
    ----------
    y_i, n_i, y_j, n_j
        As for `rate_difference`.

    Returns
    -------
    Estimate
        In doublings: 1 means twice the rate in i, −1 half. NaN if both sums are 0.
    """
    i, j = _rate(y_i, n_i), _rate(y_j, n_j)
    about = Estimate(math.nan, n=i.n + j.n, method="log ratio of ratios of sums", unit="doublings")
    if i.y == j.y == 0:
        return replace(about, note="Neither group uses it, so there is no ratio.")
    value = math.log2(max(i.y, 0.5) / i.words) - math.log2(max(j.y, 0.5) / j.words)
    if not (i.y and j.y):
        note = "A count of 0 is taken as ½, and there is no interval."
        return replace(about, value=value, note=note)
    ends = [(r.variance / (r.rate * math.log(2)) ** 2, r.n) for r in (i, j)]
    return _with_interval(value, ends[0], ends[1], level, about)


def rate_ratio(
    y_i: ArrayLike, n_i: ArrayLike, y_j: ArrayLike, n_j: ArrayLike, *, level: float = 0.95
) -> Estimate:
    """Return the ratio of two rates, r_i / r_j, with the interval of `log_ratio`.

    Zero rule: infinite if j has none, NaN if neither has any; then there is no interval.

    Parameters
    ----------
    y_i, n_i, y_j, n_j
        As for `rate_difference`.

    Returns
    -------
    Estimate
        A ratio; 1 means alike. Above 1 means more in i.
    """
    logs = log_ratio(y_i, n_i, y_j, n_j, level=level)
    i, j = _rate(y_i, n_i), _rate(y_j, n_j)
    value = i.rate / j.rate if j.rate else (math.inf if i.rate else math.nan)
    return replace(
        logs,
        value=value,
        low=2**logs.low,
        high=2**logs.high,
        method="ratio of ratios of sums",
        unit="ratio",
        note=logs.note if not logs.note or (i.y == j.y == 0) else _NO_INTERVAL,
    )


def percent_diff(
    y_i: ArrayLike, n_i: ArrayLike, y_j: ArrayLike, n_j: ArrayLike, *, level: float = 0.95
) -> Estimate:
    """Return %DIFF = 100 · (r_i − r_j) / r_j, with the interval of `rate_ratio`.

    Gabrielatos & Marchi (2011). Zero rule: infinite if j has none; they put a tiny number for 0,
    whose choice then decides the value.

    Parameters
    ----------
    y_i, n_i, y_j, n_j
        As for `rate_difference`.

    Returns
    -------
    Estimate
        In percent, from −100; 100 means twice the rate in i.
    """
    ratio = rate_ratio(y_i, n_i, y_j, n_j, level=level)
    return replace(
        ratio,
        value=100 * (ratio.value - 1),
        low=100 * (ratio.low - 1),
        high=100 * (ratio.high - 1),
        method="%DIFF of ratios of sums",
        unit="percent",
    )


def simple_maths(
    y_i: ArrayLike, y_j: ArrayLike, n_i: ArrayLike, n_j: ArrayLike, *, smoothing: float = 100.0
) -> np.ndarray:
    """Return (f_i + k) / (f_j + k), with f the uses per million words and k the smoothing.

    Kilgarriff (2009), "Simple maths for keywords". The larger k, the more frequent the words that
    lead.

    Parameters
    ----------
    y_i, y_j, n_i, n_j
        Uses of the words and all words of both groups, shapes to be broadcast.
    smoothing
        k, per million words; above 0.

    Returns
    -------
    NDArray
        A ratio; 1 means alike. Higher means more typical of i. A score.
    """
    if smoothing <= 0:
        raise FramingError(f"simple_maths: expected a smoothing above 0, found {smoothing:g}")
    i, j, all_i, all_j = (np.asarray(x, np.float64) for x in (y_i, y_j, n_i, n_j))
    return np.asarray((1e6 * i / all_i + smoothing) / (1e6 * j / all_j + smoothing))


def _rate(y: ArrayLike, n: ArrayLike) -> _Rate:
    counts, words = np.atleast_1d(np.asarray(y, float)), np.atleast_1d(np.asarray(n, float))
    if counts.ndim != 1 or counts.shape != words.shape or words.sum() <= 0:
        raise FramingError(
            "rates: expected counts and words of the same articles, with some words,"
            f" found shapes {counts.shape} and {words.shape}"
        )
    if (counts < 0).any() or (words < 0).any():
        raise FramingError("rates: expected counts and words of 0 or more, found negative ones")
    m, total = len(counts), float(words.sum())
    rate = float(counts.sum()) / total
    residual = float(((counts - rate * words) ** 2).sum())
    variance = m / (m - 1) * residual / total**2 if m > 1 else math.nan
    return _Rate(float(counts.sum()), total, rate, variance, m)


def _with_interval(
    value: float, i: tuple[float, int], j: tuple[float, int], level: float, about: Estimate
) -> Estimate:
    """Return value ± t · √(variance of both), with Welch's degrees of freedom."""
    from scipy.stats import t

    if not 0 < level < 1:
        raise FramingError(f"level: expected a number between 0 and 1, found {level:g}")
    (v_i, m_i), (v_j, m_j) = i, j
    n = m_i + m_j
    variance = v_i + v_j
    if math.isnan(variance) or variance == 0:
        return replace(about, value=value, n=n, note=_NO_INTERVAL)
    df = variance**2 / (v_i**2 / (m_i - 1) + v_j**2 / (m_j - 1))
    half = float(t.ppf((1 + level) / 2, df)) * math.sqrt(variance)
    method = f"{about.method}; t interval over articles, linearised"
    return replace(
        about, value=value, low=value - half, high=value + half, level=level, n=n, method=method
    )
