"""Effect sizes of two groups: of articles that have something, and of per-article values."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from framing.errors import FramingError
from framing.stats.contingency import chi_squared
from framing.stats.estimate import Estimate

__all__ = ["cliffs_delta", "cohens_h", "cramers_v", "hedges_g", "odds_ratio"]

Floats = NDArray[np.float64]


def odds_ratio(table: ArrayLike, *, level: float = 0.95) -> Estimate:
    """Return the sample odds ratio ad / bc of a table of two by two, with Woolf's interval.

    exp(ln OR ± z √(1/a + 1/b + 1/c + 1/d)) (Woolf 1955, Annals of Human Genetics 19). Zero rule:
    if a cell is 0, ½ is added to all four (Haldane 1956; Anscombe 1956), told in `note`.

    Parameters
    ----------
    table
        Counts of independent units, such as articles: [[a, b], [c, d]], shape (2, 2).

    Returns
    -------
    Estimate
        A ratio; n is the sum of the table. Above 1 means that the first row goes with the first
        column. NaN if a row or a column is empty.
    """
    cells = _table(table)
    if cells.shape != (2, 2):
        raise FramingError(f"odds_ratio: expected a table of 2 × 2, found shape {cells.shape}")
    n, note = int(cells.sum()), ""
    if not (cells.sum(axis=0).all() and cells.sum(axis=1).all()):
        note = "A row or a column is empty, so there is no ratio."
        return Estimate(math.nan, n=n, method="odds ratio", unit="ratio", note=note)
    if (cells == 0).any():
        cells, note = cells + 0.5, "½ is added to every cell, because one is 0."
    (a, b), (c, d) = cells
    log = math.log(a * d / (b * c))
    half = _normal(level) * math.sqrt((1 / cells).sum())
    low, high = math.exp(log - half), math.exp(log + half)
    method = "odds ratio; Woolf’s interval"
    return Estimate(math.exp(log), low, high, level, n, method, "ratio", note=note)


def cohens_h(k_i: int, m_i: int, k_j: int, m_j: int, *, level: float = 0.95) -> Estimate:
    """Return Cohen's h of two shares: 2 arcsin √p_i − 2 arcsin √p_j.

    Cohen (1988), Statistical Power Analysis, chapter 6; interval h ± z √(1/m_i + 1/m_j), since the
    variance of 2 arcsin √p is near 1/m whatever p.

    Parameters
    ----------
    k_i, k_j
        How many of the m_i and m_j independent units (articles) have it.

    Returns
    -------
    Estimate
        In radians, from −π to π; .2, .5 and .8 are called small, medium and large. Above 0 means
        more in i.
    """
    if not (0 <= k_i <= m_i and 0 <= k_j <= m_j and m_i and m_j):
        raise FramingError(f"cohens_h: expected shares, found {k_i} of {m_i} and {k_j} of {m_j}")
    h = 2 * math.asin(math.sqrt(k_i / m_i)) - 2 * math.asin(math.sqrt(k_j / m_j))
    half = _normal(level) * math.sqrt(1 / m_i + 1 / m_j)
    low, high = max(h - half, -math.pi), min(h + half, math.pi)
    return Estimate(h, low, high, level, m_i + m_j, "Cohen’s h; normal interval", "radians")


def hedges_g(a: ArrayLike, b: ArrayLike, *, level: float = 0.95) -> Estimate:
    """Return Hedges' g, the bias-corrected standardised difference of means.

    g = J · (mean a − mean b) / s with the pooled standard deviation s and the exact
    J = Γ(df/2) / (√(df/2) Γ((df − 1)/2)), df = n_a + n_b − 2 (Hedges 1981, Journal of Educational
    Statistics 6). Interval g ± z √((n_a + n_b) / n_a n_b + g² / 2(n_a + n_b)) (Hedges & Olkin
    1985).

    Parameters
    ----------
    a, b
        Values of the articles of both groups, such as rates.

    Returns
    -------
    Estimate
        In standard deviations; NaN if all values in both groups are alike. Above 0 means more in
        a.
    """
    x, y = _values(a, b, 2)
    n, df = len(x) + len(y), len(x) + len(y) - 2
    pooled = math.sqrt((x.var(ddof=1) * (len(x) - 1) + y.var(ddof=1) * (len(y) - 1)) / df)
    unit = "standard deviations"
    if pooled == 0:
        note = "The values inside each group are all alike, so there is no unit to measure in."
        return Estimate(math.nan, n=n, method="Hedges’ g", unit=unit, note=note)
    log_j = math.lgamma(df / 2) - math.lgamma((df - 1) / 2) - math.log(df / 2) / 2
    g = math.exp(log_j) * float(x.mean() - y.mean()) / pooled if df > 1 else math.nan
    half = _normal(level) * math.sqrt(n / (len(x) * len(y)) + g**2 / (2 * n))
    return Estimate(g, g - half, g + half, level, n, "Hedges’ g; normal interval", unit)


def cliffs_delta(a: ArrayLike, b: ArrayLike, *, level: float = 0.95) -> Estimate:
    """Return Cliff's delta: P(a > b) − P(a < b) over all pairs.

    Cliff (1993), Psychological Bulletin 114; found by sorting, in n log n. Interval: the
    asymmetric one of Feng & Cliff (2004, Journal of Modern Applied Statistical Methods 3) with
    the unbiased variance and t of n_a + n_b − 2 degrees.

    Parameters
    ----------
    a, b
        Values of the articles of both groups, such as rates; shapes (n_a,) and (n_b,).

    Returns
    -------
    Estimate
        From −1 to 1; no interval with fewer than two values in a group, or where the groups do
        not overlap. Above 0 means more in a.
    """
    x, y = _values(a, b, 1)
    rows, ties = _dominance(x, y)
    columns, _ = _dominance(y, x)
    delta, n = float(rows.mean()), len(x) + len(y)
    plain = Estimate(delta, n=n, method="Cliff’s delta", unit="difference of probabilities")
    if min(len(x), len(y)) < 2 or abs(delta) == 1:
        return plain
    pairs = len(x) * len(y)
    rest = pairs - ties - pairs * delta**2
    variance = (
        len(y) ** 2 * float(((rows - delta) ** 2).sum())
        + len(x) ** 2 * float(((-columns - delta) ** 2).sum())
        - rest
    ) / (pairs * (len(x) - 1) * (len(y) - 1))
    variance = max(variance, (1 - delta**2) / (pairs - 1))
    low, high = _asymmetric(delta, variance, n - 2, level)
    method = "Cliff’s delta; Feng and Cliff’s interval"
    return Estimate(delta, low, high, level, n, method, plain.unit)


def cramers_v(table: ArrayLike) -> Estimate:
    """Return Cramér's V with Bergsma's correction of its bias.

    V = √(max(0, φ² − (r − 1)(c − 1)/(n − 1)) / min(r′ − 1, c′ − 1)), with φ² = χ² / n,
    r′ = r − (r − 1)² / (n − 1), c′ likewise (Bergsma 2013, Journal of the Korean Statistical
    Society 42). Rows and columns that are empty don't count.

    Parameters
    ----------
    table
        Counts of independent units, such as articles, shape (rows, columns).

    Returns
    -------
    Estimate
        From 0 to 1; n is the sum of the table. Higher means more closely bound. No standard
        interval: take a bootstrap over articles.
    """
    cells = _table(table)
    cells = cells[cells.sum(axis=1) > 0][:, cells.sum(axis=0) > 0]
    n, (r, c) = float(cells.sum()), cells.shape
    about: dict[str, Any] = {"n": int(n), "method": "Cramér’s V, bias-corrected", "unit": "of 1"}
    if min(r, c) < 2 or n < 2:
        note = "There are fewer than two rows or columns, so nothing can be bound."
        return Estimate(math.nan, note=note, **about)
    phi = max(0.0, float(chi_squared(cells)) / n - (r - 1) * (c - 1) / (n - 1))
    least = min(r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)) - 1
    value = min(1.0, math.sqrt(phi / least)) if least > 0 else math.nan
    return Estimate(value, note="It has no standard interval.", **about)


def _table(table: ArrayLike) -> Floats:
    cells = np.asarray(table, np.float64)
    if cells.ndim != 2 or (cells < 0).any():
        raise FramingError(f"expected a table of counts of 0 or more, found shape {cells.shape}")
    return cells


def _values(a: ArrayLike, b: ArrayLike, least: int) -> tuple[Floats, Floats]:
    x, y = np.asarray(a, np.float64), np.asarray(b, np.float64)
    if x.ndim != 1 or y.ndim != 1 or min(len(x), len(y)) < least:
        raise FramingError(
            f"expected rows of {least} or more values, found shapes {x.shape} and {y.shape}"
        )
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise FramingError("expected finite values in both groups")
    return x, y


def _dominance(x: Floats, y: Floats) -> tuple[Floats, int]:
    """Return for each x the share of y below it less that above it, and the number of ties."""
    ordered = np.sort(y)
    below = np.searchsorted(ordered, x, side="left")
    not_above = np.searchsorted(ordered, x, side="right")
    return (below - (len(y) - not_above)) / len(y), int((not_above - below).sum())


def _asymmetric(delta: float, variance: float, df: int, level: float) -> tuple[float, float]:
    from scipy.stats import t

    s = float(t.ppf((1 + level) / 2, df)) * math.sqrt(variance)
    half = s * math.sqrt((1 - delta**2) ** 2 + s**2)
    bottom = 1 - delta**2 + s**2
    low, high = ((delta - delta**3 + side) / bottom for side in (-half, half))
    return max(-1.0, low), min(1.0, high)


def _normal(level: float) -> float:
    from scipy.stats import norm

    if not 0 < level < 1:
        raise FramingError(f"level: expected a number between 0 and 1, found {level:g}")
    return float(norm.ppf((1 + level) / 2))
