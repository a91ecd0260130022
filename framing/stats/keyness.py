"""Distinctive vocabulary: scores that rank terms, never tests."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import ArrayLike, NDArray

from framing.errors import FramingError
from framing.features import FeatureMatrix
from framing.stats.table import Table
from framing.stats.tally import ratio
from framing.stats.vocabulary import TermTally, term_tally

__all__ = ["PRIOR_WORDS", "LogOdds", "distinctive_terms", "log_odds", "pooled_prior"]

PRIOR_WORDS = 500.0
"""Strength of the default prior, in words: what it weighs against a group's own words."""

_COLUMNS = (
    "group", "term", "n", "n_rest", "articles_with",
    "per_1000", "per_1000_rest", "log_odds", "z", "rank",
)  # fmt: skip


class LogOdds(NamedTuple):
    """Log-odds of each term between two groups, its variance, and their standardised ratio."""

    delta: NDArray[np.float64]
    variance: NDArray[np.float64]
    z: NDArray[np.float64]


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
        Pseudo-counts α, one for all terms or one a term; above 0.

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
    delta = _log_odds_of(i + alpha) - _log_odds_of(j + alpha)
    variance = 1 / (i + alpha) + 1 / (j + alpha)
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


def distinctive_terms(
    features: FeatureMatrix,
    *,
    by: str = "outlet",
    voice: str | None = "authorial",
    top: int | None = 15,
    prior: float = PRIOR_WORDS,
    min_n: int = 2,
    leave_out: Collection[str] = (),
) -> Table:
    """Return the terms that are most typical of each group against the rest.

    Scored by `log_odds` with a prior of `prior` words spread as in all groups together. Terms
    of one, two … words are scored apart, each length among its like, and ranked together. A
    term is listed only if it is more frequent per 1,000 words here than in the rest. A score,
    without p.

    Parameters
    ----------
    features
        The matrix of counts, with terms.
    by
        The metadata column whose values are compared, each against all others.
    voice
        The voice whose words are compared; none for all.
    top
        How many terms a group; none for all with z above 0.
    prior
        The strength of the prior, in words.
    min_n
        How often the group must use a term for it to be listed.
    leave_out
        Words that count but are not listed, nor terms made of them alone: function words, names
        of the groups.

    Returns
    -------
    Table
        `vocabulary`: group, term, n, n_rest, articles_with (in the group), per_1000,
        per_1000_rest (per 1,000 words in that voice), log_odds, z, rank (from 1, by z, then n,
        then the alphabet). Higher z means more typical of the group.

    Raises
    ------
    FramingError
        If there is no metadata column `by` or no such voice, or the prior is not above 0.
    """
    if prior <= 0:
        raise FramingError(f"distinctive_terms: expected a prior above 0 words, found {prior:g}")
    counts = term_tally(features, by=by, voice=voice)
    delta, z = _scores(counts, prior)
    z[:, _made_of(counts.terms, leave_out)] = np.nan
    rows = [_typical(counts, delta, z, group, top, min_n) for group in range(len(counts.groups))]
    frame = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=list(_COLUMNS))
    signature = features.signature.with_parts(
        measure="log-odds", unit="z, a score", voice=voice or "all",
        prior=f"{prior:g} words, as in all groups together",
        variance="1/(y_i+a)+1/(y_j+a)", min_n=min_n, not_listed=f"{len(leave_out)} words", by=by,
    )  # fmt: skip
    notes = () if len(counts.groups) > 1 else ("There is one group: nothing to compare it with.",)
    return Table("vocabulary", frame, signature, notes)


def _log_odds_of(y: NDArray[np.float64]) -> NDArray[np.float64]:
    rest = y.sum(axis=-1, keepdims=True) - y
    return np.asarray(np.log(y) - np.log(rest))


def _made_of(terms: NDArray[Any], words: Collection[str]) -> NDArray[np.bool_]:
    """Tell which terms are made of these words alone."""
    if not words or not len(terms):
        return np.zeros(len(terms), dtype=bool)
    one = "|".join(re.escape(word) for word in sorted(words))
    alone = pc.match_substring_regex(pa.array(terms, pa.string()), f"^(?:{one})(?: (?:{one}))*$")
    return np.asarray(alone.to_numpy(zero_copy_only=False), dtype=bool)


def _scores(counts: TermTally, strength: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return log-odds and z of each term in each group against the rest; NaN where undefined."""
    delta = np.full(counts.n.shape, np.nan)
    z = np.full(counts.n.shape, np.nan)
    pooled = counts.n.sum(axis=0)
    for length in np.unique(counts.lengths):
        among = np.flatnonzero((counts.lengths == length) & (pooled > 0))
        if len(counts.groups) < 2 or len(among) < 2:
            continue
        y = counts.n[:, among]
        alpha = pooled_prior(pooled[among], strength=strength)
        delta[:, among], _, z[:, among] = log_odds(y, pooled[among] - y, prior=alpha)
    return delta, z


def _typical(
    counts: TermTally,
    delta: NDArray[np.float64],
    z: NDArray[np.float64],
    group: int,
    top: int | None,
    min_n: int,
) -> pd.DataFrame:
    n, score = counts.n[group], z[group]
    here, elsewhere = counts.words[group], counts.words.sum() - counts.words[group]
    # where the rest has no words at all, there is no rate to be above
    denser = (n * elsewhere > (counts.n.sum(axis=0) - n) * here) | (elsewhere == 0)
    listed = np.flatnonzero((n >= min_n) & (score > 0) & denser)
    best = listed[np.lexsort((listed, -n[listed], -score[listed]))][:top]
    n_rest = counts.n[:, best].sum(axis=0) - n[best]
    columns = {
        "group": np.full(len(best), counts.groups[group], dtype=object),
        "term": counts.terms[best],
        "n": n[best],
        "n_rest": n_rest,
        "articles_with": counts.articles_with[group, best],
        "per_1000": ratio(1000.0 * n[best], here),
        "per_1000_rest": ratio(1000.0 * n_rest, elsewhere),
        "log_odds": delta[group, best],
        "z": score[best],
        "rank": np.arange(1, len(best) + 1),
    }
    return pd.DataFrame({name: columns[name] for name in _COLUMNS})
