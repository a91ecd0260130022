"""How far apart two distributions of words are, in bits."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from framing.errors import FramingError
from framing.stats.estimate import Estimate

__all__ = [
    "divergence_beyond_chance",
    "jensen_shannon",
    "jensen_shannon_shares",
    "kullback_leibler",
    "shannon_entropy",
]

Floats = NDArray[np.float64]


def shannon_entropy(
    counts: ArrayLike, *, correction: Literal["none", "miller_madow"] = "none", base: float = 2
) -> float:
    """Return H = −Σ p log p of the counts' shares.

    Shannon (1948), Bell System Technical Journal 27. The plain value is too low for few counts;
    Miller and Madow's adds (K − 1) / 2N nats, with K the values seen and N the sum of the counts
    (Miller 1955).

    Parameters
    ----------
    counts
        Counts or shares, shape (terms,); counts if there is a correction.

    Returns
    -------
    float
        In bits, unless the base is another. Higher means more evenly spread.
    """
    y = _checked(counts)
    p = y[y > 0] / y.sum()
    nats = float(-(p * np.log(p)).sum())
    if correction == "miller_madow":
        nats += (len(p) - 1) / (2 * float(y.sum()))
    return nats / math.log(base)


def kullback_leibler(p: ArrayLike, q: ArrayLike, *, base: float = 2) -> float:
    """Return Σ p log(p / q), what coding p by q costs beyond its entropy.

    Kullback & Leibler (1951), Annals of Mathematical Statistics 22. Counts are made shares. Not
    symmetric; infinite where q lacks a term of p.

    Returns
    -------
    float
        In bits, unless the base is another. Higher means less alike.
    """
    first, second = _shares(p, q)
    there = first > 0
    if (second[there] == 0).any():
        return math.inf
    nats = float((first[there] * np.log(first[there] / second[there])).sum())
    return max(0.0, nats) / math.log(base)


def jensen_shannon(p: ArrayLike, q: ArrayLike, *, base: float = 2) -> float:
    """Return the Jensen–Shannon divergence ½ KL(p ‖ m) + ½ KL(q ‖ m), with m = ½ (p + q).

    Lin (1991), IEEE Transactions on Information Theory 37. The divergence, not its square root
    (the distance that `scipy.spatial.distance.jensenshannon` gives). Too high for few counts: see
    `divergence_beyond_chance`.

    Parameters
    ----------
    p, q
        Counts or shares of the same terms, shape (terms,).

    Returns
    -------
    float
        In bits, from 0 to 1, unless the base is another. Higher means less alike.
    """
    return float(_contributions(*_shares(p, q)).sum()) / math.log(base)


def jensen_shannon_shares(p: ArrayLike, q: ArrayLike) -> Floats:
    """Return the share of each term in the Jensen–Shannon divergence, signed.

    ½ (p log(p / m) + q log(q / m)) over its sum (Gallagher et al. 2021, EPJ Data Science 10:4);
    negative where p has more of the term, as there. NaN if both distributions are alike.

    Returns
    -------
    NDArray
        Shape (terms,); absolute values sum to 1. Higher means more typical of q.
    """
    first, second = _shares(p, q)
    parts = _contributions(first, second)
    total = parts.sum()
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(first > second, -parts, parts) / (total if total > 0 else np.nan)


def divergence_beyond_chance(
    counts: ArrayLike, first: ArrayLike, *, permutations: int = 200, seed: int = 0
) -> Estimate:
    """Return the Jensen–Shannon divergence of two groups less what chance alone makes of it.

    Subtracted is its mean when the articles are dealt to the two groups at random, in the same
    numbers: few words lie far apart for want of words. Draws do not depend on the order of others.

    Parameters
    ----------
    counts
        Counts of terms in each article, shape (articles, terms).
    first
        Whether each article belongs to the first group, shape (articles,).

    Returns
    -------
    Estimate
        In bits; `low` and `high` are NaN, `note` tells the plain value and what chance makes. 0
        means no farther apart than chance. Higher means less alike.

    Raises
    ------
    FramingError
        If either group has no article or no word.
    """
    y, mine = np.asarray(counts, np.float64), np.asarray(first, bool)
    if y.ndim != 2 or len(y) != len(mine) or not 0 < mine.sum() < len(mine):
        raise FramingError(
            "divergence_beyond_chance: expected counts of articles × terms, and articles in both"
            f" groups, found shape {y.shape} and {int(mine.sum())} of {len(mine)} in the first"
        )
    plain = jensen_shannon(y[mine].sum(axis=0), y[~mine].sum(axis=0))
    chance = []
    for i in range(permutations):
        dealt = np.random.default_rng([seed, i]).permutation(mine)
        a, b = y[dealt].sum(axis=0), y[~dealt].sum(axis=0)
        if a.sum() and b.sum():
            chance.append(jensen_shannon(a, b))
    expected = float(np.mean(chance)) if chance else math.nan
    return Estimate(
        value=plain - expected,
        n=len(y),
        method=f"Jensen–Shannon divergence less its mean over {len(chance)} permutations",
        unit="bits",
        note=f"The divergence is {plain:.4g} bits; articles dealt at random give {expected:.4g}.",
    )


def _checked(counts: ArrayLike) -> Floats:
    y = np.asarray(counts, np.float64)
    if y.ndim != 1 or not (y >= 0).all() or y.sum() <= 0:
        raise FramingError("divergence: expected a row of counts of 0 or more, not all 0")
    return y


def _shares(p: ArrayLike, q: ArrayLike) -> tuple[Floats, Floats]:
    first, second = _checked(p), _checked(q)
    if len(first) != len(second):
        raise FramingError(
            "divergence: expected counts of the same terms,"
            f" found {len(first)} and {len(second)} terms"
        )
    return first / first.sum(), second / second.sum()


def _contributions(p: Floats, q: Floats) -> Floats:
    """Return the nats that each term adds to the Jensen–Shannon divergence."""
    middle = (p + q) / 2
    parts = np.zeros_like(middle)
    for side in (p, q):
        there = side > 0
        parts[there] += side[there] * np.log(side[there] / middle[there]) / 2
    return np.maximum(parts, 0.0)
