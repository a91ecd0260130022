"""Intervals of shares in closed form: Wilson, and Dirichlet-multinomial."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.stats.sums import adding_up

__all__ = ["beta_limits", "overdispersion", "overdispersion_of_sums", "wilson_limits"]

Floats = NDArray[np.float64]
_MIN_FREE = 10


def wilson_limits(found: Floats, n: Floats, level: float) -> tuple[Floats, Floats]:
    """Return the score interval of a share of n articles: Wilson (1927), JASA 22, 209–212.

    NaN where n is 0.
    """
    from scipy.special import ndtri

    z2 = float(ndtri((1 + level) / 2)) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        share = found / n
        centre = (share + z2 / (2 * n)) / (1 + z2 / n)
        wide = np.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n**2))) / (1 + z2 / n)
    low = np.where(found <= 0, 0.0, np.maximum(centre - wide, 0))
    high = np.where(found >= n, 1.0, np.minimum(centre + wide, 1))
    return np.where(n > 0, low, np.nan), np.where(n > 0, high, np.nan)


def overdispersion(y: Floats, x: Floats, codes: NDArray[np.int64]) -> Floats:
    """Return how alike the mentions of one article are, ρ, estimated over all groups.

    With shares that differ between the articles of a group, a count y of x has the variance
    x·p·(1 − p)·(1 + (x − 1)·ρ). Moments after Williams (1982), Applied Statistics 31, 144–148:
    Pearson's chi-squared within groups, less what ρ = 0 would give, over Σ(x − 1).

    Returns
    -------
    NDArray
        One ρ between 0 and 1 for each feature; NaN where it is not identifiable, with fewer than
        ten articles of two or more mentions beyond one a group. Higher means that articles are
        less alike.
    """
    x = np.broadcast_to(x, y.shape)
    quotients = np.divide(y * y, x, out=np.zeros(y.shape), where=x > 0)
    add = adding_up(codes, int(codes.max(initial=-1)) + 1)
    return overdispersion_of_sums(*map(add, (y, x, x * x, x > 0, quotients, x > 1)))


def overdispersion_of_sums(
    y: Floats, x: Floats, xx: Floats, n: Floats, quotients: Floats, several: Floats
) -> Floats:
    """Return what `overdispersion` returns, from sums by group; x counts in whole numbers.

    Parameters
    ----------
    y, x, xx, n
        Sums of y, x and x², and articles with x above 0: groups × features.
    quotients
        Σ y²/x.
    several
        Articles with x above 1.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.where(x > 0, y / x, 0.0)
        spread = p * (1 - p)
        used = spread > 0
        chi = np.where(used, (quotients - 2 * y * p + x * p * p) / spread, 0.0).sum(axis=0)
        weight = np.where(used, n - 1, 0.0).sum(axis=0)
        room = np.where(used, (x - n) - (xx - x) / x, 0.0).sum(axis=0)
    free = np.where(used, several - (several > 0), 0.0).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        rho = np.clip((chi - weight) / room, 0.0, 1.0)
    return np.where((free >= _MIN_FREE) & (room > 0), rho, np.nan)


def beta_limits(
    y: Floats, x: Floats, xx: Floats, rho: Floats, level: float
) -> tuple[Floats, Floats]:
    """Return the interval of a share y/x whose mentions come in articles that differ by ρ.

    The marginal of a Dirichlet-multinomial: mentions are worth x / (1 + (Σx²/Σx − 1)·ρ)
    independent ones, and the share has the beta distribution after a prior of ½ and ½ (Jeffreys);
    Brown, Cai & DasGupta (2001), Statistical Science 16, 101–133, for its coverage.

    Parameters
    ----------
    y, x, xx
        Sums over the articles of each group: groups × features.
    rho
        From `overdispersion`.
    """
    from scipy.special import betaincinv

    with np.errstate(divide="ignore", invalid="ignore"):
        worth = 1 / (1 + (xx / x - 1) * rho)
    known = (x > 0) & np.isfinite(worth)
    a = np.where(known, y * worth, 0.0) + 0.5
    b = np.where(known, (x - y) * worth, 0.0) + 0.5
    tail = (1 - level) / 2
    low = np.where(y > 0, betaincinv(a, b, tail), 0.0)
    high = np.where(y < x, betaincinv(a, b, 1 - tail), 1.0)
    return np.where(known, low, np.nan), np.where(known, high, np.nan)
