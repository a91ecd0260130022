"""Scores that rank the words of two groups, never tests."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from framing.errors import FramingError
from framing.stats.contingency import log_likelihood, word_tables

__all__ = [
    "PRIOR_WORDS",
    "LogOdds",
    "LogRatioBound",
    "background_prior",
    "log_odds",
    "lrc",
    "pooled_prior",
    "text_dispersion_keyness",
]

PRIOR_WORDS = 500.0
"""Strength of the default prior, in words: what it weighs against a group's own words."""

Floats = NDArray[np.float64]


class LogOdds(NamedTuple):
    """Log-odds of each term between two groups, its variance, and their standardised ratio."""

    delta: Floats
    variance: Floats
    z: Floats


class LogRatioBound(NamedTuple):
    """The conservative log ratio of each term, and both bounds of its interval."""

    score: Floats
    low: Floats
    high: Floats


def log_odds(y_i: ArrayLike, y_j: ArrayLike, *, prior: ArrayLike) -> LogOdds:
    """Return the log-odds of each term between two groups with an informative Dirichlet prior.

    δ = ln[(y_i + α) / (n_i + α₀ − y_i − α)] − ln[(y_j + α) / (n_j + α₀ − y_j − α)], with n and α₀
    the sums of y and α over the terms; variance by its two-term approximation
    1/(y_i + α) + 1/(y_j + α) (equation 20); z = δ / √variance. Monroe, Colaresi & Quinn (2008),
    "Fightin' Words", Political Analysis 16, section 3.5.

    z ranks terms. It is no test: words of an article are not independent of each other.

    Parameters
    ----------
    y_i, y_j
        Counts of the terms in both groups, shape (terms,) or (…, terms).
    prior
        Pseudo-counts α, above 0: one for all terms (uninformative), or one a term, as
        `pooled_prior` and `background_prior` give them.

    Returns
    -------
    LogOdds
        delta (natural logarithm), variance, z, each of the shape of the counts. Higher means more
        typical of i.

    Raises
    ------
    FramingError
        If there are fewer than two terms, shapes disagree, a count is negative or a prior is not
        above 0.
    """
    i, j = np.asarray(y_i, np.float64), np.asarray(y_j, np.float64)
    if i.shape != j.shape or not i.ndim or i.shape[-1] < 2:
        raise FramingError(
            "log_odds: expected counts of the same two or more terms for both groups,"
            f" found shapes {i.shape} and {j.shape}"
        )
    alpha = np.broadcast_to(np.asarray(prior, np.float64), i.shape)
    if (alpha <= 0).any() or (i < 0).any() or (j < 0).any():
        raise FramingError("log_odds: expected counts of 0 or more and a prior above 0")
    a, b = i + alpha, j + alpha
    # one logarithm instead of four; products stay far below what a float holds
    odds_i = a * (b.sum(axis=-1, keepdims=True) - b)
    odds_j = b * (a.sum(axis=-1, keepdims=True) - a)
    delta = np.log(odds_i / odds_j)
    variance = 1 / a + 1 / b
    return LogOdds(delta, variance, delta / np.sqrt(variance))


def pooled_prior(counts: ArrayLike, *, strength: float = PRIOR_WORDS) -> NDArray[np.float64]:
    """Return pseudo-counts in proportion to the pooled corpus.

    α = strength · y / n, with y the count of a term in all groups together and n its sum.

    Parameters
    ----------
    counts
        Counts of the terms in the pooled corpus, shape (terms,).
    strength
        The sum of the pseudo-counts, in words. Higher pulls all groups harder to the pooled
        corpus.

    Raises
    ------
    FramingError
        If the strength is not above 0, or there are no counts.
    """
    pooled = np.asarray(counts, np.float64)
    if strength <= 0 or pooled.sum() <= 0:
        raise FramingError(
            f"pooled_prior: expected a strength above 0 and some counts, found {strength}"
            f" and {pooled.sum():g}"
        )
    return np.asarray(strength * pooled / pooled.sum())


def background_prior(
    counts: ArrayLike, *, strength: float = PRIOR_WORDS, unseen: float = 0.5
) -> Floats:
    """Return pseudo-counts in proportion to a background corpus.

    α = strength · (y + u) / Σ (y + u), with y the count of a term in the background corpus and u
    what is added for terms that it lacks, since no pseudo-count may be 0 (Monroe et al. 2008,
    section 3.5.2).

    Parameters
    ----------
    counts
        Counts of the terms in the background corpus, shape (terms,).
    strength
        The sum of the pseudo-counts, in words.
    unseen
        Added to every count; above 0.

    Raises
    ------
    FramingError
        If strength or `unseen` is not above 0.
    """
    if unseen <= 0:
        raise FramingError(f"background_prior: expected `unseen` above 0, found {unseen:g}")
    return pooled_prior(np.asarray(counts, np.float64) + unseen, strength=strength)


def lrc(
    y_i: ArrayLike,
    y_j: ArrayLike,
    n_i: ArrayLike,
    n_j: ArrayLike,
    *,
    level: float = 0.95,
    family: int | None = None,
) -> LogRatioBound:
    """Return Evert's conservative log ratio: the end of the log ratio's interval nearest to 0.

    Given y_i + y_j, y_i is binomial with odds r_i n_i / (r_j n_j); the exact interval of its share
    (Clopper & Pearson 1934) at 1 − (1 − level) / family, two-sided, gives that of log₂(r_i / r_j);
    the score is 0 where it holds 0. Evert (2022), "Measuring keyness", Digital Humanities 2022.
    It takes words as independent, so it is a score for ranking.

    Parameters
    ----------
    y_i, y_j
        Uses of the terms in both groups, shape (terms,).
    n_i, n_j
        All words of both groups.
    family
        How many terms are compared, for Bonferroni's correction; the number of terms if none.

    Returns
    -------
    LogRatioBound
        In doublings; 0 and infinite bounds for a term that neither group uses. Above 0 means more
        in i.

    Raises
    ------
    FramingError
        If the level is not between 0 and 1, or a group has no words.
    """
    from scipy.stats import beta

    i, j = np.broadcast_arrays(np.asarray(y_i, np.float64), np.asarray(y_j, np.float64))
    all_i, all_j = np.asarray(n_i, np.float64), np.asarray(n_j, np.float64)
    if not 0 < level < 1 or (all_i <= 0).any() or (all_j <= 0).any():
        raise FramingError(f"lrc: expected words in both groups and a level in (0, 1), not {level}")
    tail = (1 - level) / (family or max(1, i.size)) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        least = np.where(i > 0, beta.ppf(tail, i, j + 1), 0.0)
        most = np.where(j > 0, beta.isf(tail, i + 1, j), 1.0)
        low, high = (np.log2(p / (1 - p) * all_j / all_i) for p in (least, most))
    score = np.where(low > 0, low, np.where(high < 0, high, 0.0))
    return LogRatioBound(score, low, high)


def text_dispersion_keyness(
    articles_i: ArrayLike, articles_j: ArrayLike, n_i: ArrayLike, n_j: ArrayLike
) -> Floats:
    """Return G², with four cells, of the articles that have each term.

    Egbert & Biber (2019), Corpora 14: a word counts once an article, so that no single article
    makes it key. The sign is that of the difference of shares.

    Parameters
    ----------
    articles_i, articles_j
        Articles of both groups that have the terms, shape (terms,).
    n_i, n_j
        All articles of both groups.

    Returns
    -------
    NDArray
        Shape (terms,). Higher means more typical of i; NaN for a term in no article, or in all.
    """
    i, j = np.asarray(articles_i, np.float64), np.asarray(articles_j, np.float64)
    g = log_likelihood(word_tables(i, j, n_i, n_j))
    return np.asarray(np.copysign(g, i * np.asarray(n_j, float) - j * np.asarray(n_i, float)))
