"""The words that set groups apart, with counts, intervals, and tests where articles allow them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from framing.errors import FramingError, did_you_mean
from framing.features import FeatureMatrix
from framing.stats.contrasts import Contrast, Side
from framing.stats.corrections import benjamini_hochberg
from framing.stats.dispersion import dispersion_dp
from framing.stats.keyness import PRIOR_WORDS
from framing.stats.rank_distribution import RankSumNull
from framing.stats.self_references import SelfReferences, self_references
from framing.stats.table import Table
from framing.stats.tally import ratio
from framing.stats.vocabulary import TermMatrix, listed_counts, stacked, term_matrix

__all__ = ["REST", "distinctive_terms"]

Floats = NDArray[np.float64]
REST = "the rest"
"""What a group is set against where it is set against all others together."""

_COLUMNS = (
    "group", "against", "term", "n", "n_rest", "articles_with", "articles", "articles_with_rest",
    "articles_rest", "per_1000", "per_1000_rest", "log_ratio", "log_odds", "low", "high", "level",
    "z", "dp", "p_value", "p_adjusted", "smallest_p", "rank",
)  # fmt: skip
_NOT_TESTED = (
    "Nothing is tested, because no group and what it is set against have two articles or more"
    " each: the scores describe these articles."
)


class _Rules(NamedTuple):
    """What is listed, and at what level."""

    top: int | None
    min_n: int
    level: float
    hidden: NDArray[np.bool_]


def distinctive_terms(
    features: FeatureMatrix,
    *,
    by: str = "outlet",
    voice: str | None = "authorial",
    top: int | None = 15,
    prior: float = PRIOR_WORDS,
    min_n: int = 2,
    leave_out: Collection[str] = (),
    compare_to: str | None = None,
    pairs: bool = False,
    background: FeatureMatrix | Mapping[str, int] | None = None,
    own_names: bool = False,
    furniture: Collection[str] = (),
    level: float = 0.95,
) -> Table:
    """Return the terms that are most typical of each group.

    Ranked by `log_odds` with a prior of `prior` words spread as in both sides together: a score.
    Terms of one, two … words are scored apart, each length among its like, and ranked together. A
    term is listed only if it is more frequent per 1,000 words here than on the other side.

    Where both sides have two articles or more, an interval and a test over articles stand beside:
    the interval of the log-odds is a t interval with the variance over articles, linearised; p is
    that of `rank_sum` on per-article rates, adjusted by Benjamini and Hochberg over all terms and
    groups of the table that could reach p ≤ 1 − level at all. Else both are NaN, and a note says
    so.

    Parameters
    ----------
    features
        The matrix of counts, with terms.
    by
        The metadata column whose values are compared.
    voice
        The voice whose words are compared; none for all.
    top
        How many terms a group; none for all with z above 0.
    prior
        The strength of the prior, in words.
    min_n
        How often the group must use a term for it to be listed.
    leave_out
        Words that count but are neither listed nor tested, nor terms made of them alone: function
        words, names of the groups.
    compare_to
        The group that each other group is set against; each against all others together if none.
    pairs
        Set each group against each other one.
    background
        Another corpus that each group is set against: its counts, or a list of frequencies (which
        has no articles, so that nothing is tested).
    own_names
        Count the names of outlets and bylines as any other words; else they are found in the
        metadata, left out and told, as `furniture` is.
    furniture
        Words that belong to the pages' furniture.
    level
        Level of confidence of the intervals, and 1 − level of what a test must be able to reach.

    Returns
    -------
    Table
        `vocabulary`: group, against, term, n, n_rest, articles_with (here), articles, and both
        for the other side, per_1000, per_1000_rest (per 1,000 words in that voice), log_ratio (in
        doublings, a count of 0 taken as ½), log_odds, low, high, level, z, dp (Gries' DP over the
        group's articles, normalised; 0 is evenly spread), p_value, p_adjusted, smallest_p, rank
        (from 1, by z, then n, then the alphabet). Higher z means more typical of the group.

    Raises
    ------
    FramingError
        If there is no metadata column `by`, no such voice or group, the prior is not above 0, or
        more than one kind of comparison is asked for.
    """
    if prior <= 0:
        raise FramingError(f"distinctive_terms: expected a prior above 0 words, found {prior:g}")
    if not 0 < level < 1:
        raise FramingError(f"level: expected a number between 0 and 1, found {level:g}")
    if (compare_to is not None) + pairs + (background is not None) > 1:
        raise FramingError("distinctive_terms: give one of compare_to, pairs and background")
    matrix = term_matrix(features, voice=voice)
    groups, codes = features.groups(by)
    found = SelfReferences(np.zeros(len(matrix.names), bool))
    if not own_names:
        totals = np.asarray(matrix.counts.sum(axis=0)).ravel()
        found = self_references(features, matrix.names, totals, furniture=furniture)
    hidden = matrix.names.filter(pa.array(found.mask | _made_of(matrix.names, leave_out)))
    if background is not None:
        matrix = stacked(matrix, _other(background, voice))
    sides = _sides(matrix, groups, codes, compare_to, pairs, background is not None)
    contrasts = [Contrast(here, there, prior) for here, there in sides]
    mask = np.asarray(pc.is_in(matrix.names, value_set=hidden).to_numpy(zero_copy_only=False), bool)
    frame = _frame(contrasts, _Rules(top, min_n, level, mask))
    together = "all groups" if all(c.there.label == REST for c in contrasts) else "both sides"
    signature = features.signature.with_parts(
        measure="log-odds", unit="z, a score", voice=voice or "all",
        prior=f"{prior:g} words, as in {together} together",
        variance="1/(y_i+a)+1/(y_j+a)", **_inference(contrasts, level),
        min_n=min_n, not_listed=f"{len(hidden)} terms", by=by,
    )  # fmt: skip
    return Table("vocabulary", frame, signature, (*_notes(groups, contrasts), *found.told()))


def _other(background: FeatureMatrix | Mapping[str, int], voice: str | None) -> TermMatrix:
    if isinstance(background, FeatureMatrix):
        return term_matrix(background, voice=voice)
    return listed_counts(background)


def _sides(
    matrix: TermMatrix,
    groups: list[str],
    codes: NDArray[np.int64],
    compare_to: str | None,
    pairs: bool,
    background: bool,
) -> list[tuple[Side, Side]]:
    """Return what is set against what."""
    rows = np.full(matrix.counts.shape[0], -1)
    rows[: len(codes)] = codes
    each = [Side(group, matrix, rows == i) for i, group in enumerate(groups)]
    if background:
        other = Side("the background corpus", matrix, rows == -1)
        return [(side, other) for side in each]
    if compare_to is not None:
        if compare_to not in groups:
            near = did_you_mean(compare_to, groups)
            raise FramingError(f"compare_to: there is no group '{compare_to}'{near}")
        other = each[groups.index(compare_to)]
        return [(side, other) for side in each if side is not other]
    if pairs:
        return [(a, b) for a in each for b in each if a is not b]
    if len(each) < 2:
        return []
    return [(side, Side(REST, matrix, ~side.rows)) for side in each]


def _made_of(terms: pa.Array, words: Collection[str]) -> NDArray[np.bool_]:
    """Tell which terms are made of these words alone."""
    if not words or not len(terms):
        return np.zeros(len(terms), dtype=bool)
    one = "|".join(re.escape(word) for word in sorted(words))
    alone = pc.match_substring_regex(terms, f"^(?:{one})(?: (?:{one}))*$")
    return np.asarray(alone.to_numpy(zero_copy_only=False), dtype=bool)


def _frame(contrasts: list[Contrast], rules: _Rules) -> pd.DataFrame:
    """List the best terms of every contrast, with p adjusted over all that were tested."""
    if not contrasts:
        return pd.DataFrame(columns=list(_COLUMNS))
    p, smallest = _tests(contrasts, rules)
    adjusted = benjamini_hochberg(p)
    parts = []
    for i, contrast in enumerate(contrasts):
        best = _best(contrast, rules)
        rows = _rows(contrast, best, rules.level)
        rows["p_value"], rows["p_adjusted"] = p[i, best], adjusted[i, best]
        rows["smallest_p"] = smallest[i, best]
        parts.append(rows)
    return pd.concat(parts, ignore_index=True)[list(_COLUMNS)]


def _tests(contrasts: list[Contrast], rules: _Rules) -> tuple[Floats, Floats]:
    """Return p of every contrast and term, NaN where nothing is tested, and the smallest p."""
    shape = len(contrasts), len(contrasts[0].here.matrix.names)
    p, smallest = np.full(shape, np.nan), np.full(shape, np.nan)
    able = [i for i, contrast in enumerate(contrasts) if contrast.testable]
    nulls: dict[tuple[int, int, bytes], RankSumNull] = {}
    size = 0
    for i in sorted(able, key=lambda i: contrasts[i].smaller):
        contrast = contrasts[i]
        if contrast.smaller != size:
            nulls.clear()  # laws are of one size; to keep all would fill the memory
        size = contrast.smaller
        at = np.flatnonzero(contrast.reachable(rules.level) & ~rules.hidden)
        found = contrast.tests(at, nulls)
        reaches = found.smallest_p <= 1 - rules.level + 1e-12
        p[i, at] = np.where(reaches, found.p_value, np.nan)
        smallest[i, at] = found.smallest_p
    return p, smallest


def _best(contrast: Contrast, rules: _Rules) -> NDArray[np.int64]:
    """Return the places of the terms that are listed, best first."""
    here, there = contrast.here, contrast.there
    n, score = here.n, np.where(rules.hidden, np.nan, contrast.scores[1])
    # where the other side has no words at all, there is no rate to be above
    denser = (n * there.words > there.n * here.words) | (there.words == 0)
    listed = np.flatnonzero((n >= rules.min_n) & (score > 0) & denser)
    best: NDArray[np.int64] = listed[np.lexsort((listed, -n[listed], -score[listed]))]
    return best[: rules.top]


def _rows(contrast: Contrast, best: NDArray[np.int64], level: float) -> pd.DataFrame:
    here, there = contrast.here, contrast.there
    low, high = contrast.interval(best, level)
    n, n_rest = here.n[best], there.n[best]
    many = here.n_articles > 1 and here.words > 0
    several = contrast.testable
    words, words_rest = np.array(here.words), np.array(there.words)
    per_word, per_word_rest = (
        ratio(np.maximum(y, 0.5), total) for y, total in ((n, words), (n_rest, words_rest))
    )
    columns = {
        "group": here.label,
        "against": there.label,
        "term": contrast.here.matrix.terms[best],
        "n": n,
        "n_rest": n_rest,
        "articles_with": here.articles_with[best],
        "articles": here.n_articles,
        "articles_with_rest": there.articles_with[best],
        "articles_rest": there.n_articles,
        "per_1000": ratio(1000.0 * n, words),
        "per_1000_rest": ratio(1000.0 * n_rest, words_rest),
        "log_ratio": np.log2(per_word / per_word_rest),
        "log_odds": contrast.scores[0][best],
        "low": low,
        "high": high,
        "level": level if several else np.nan,
        "z": contrast.scores[1][best],
        "dp": dispersion_dp(
            here.counts[:, best], here.matrix.words[here.rows], normalised=True
        ) if many else np.nan,
        "rank": np.arange(1, len(best) + 1),
    }  # fmt: skip
    return pd.DataFrame(columns, index=range(len(best)))


def _inference(contrasts: list[Contrast], level: float) -> dict[str, str]:
    """Return how intervals and tests were made, and over what family."""
    if not any(contrast.testable for contrast in contrasts):
        return {"interval": "none", "test": "none"}
    family = f"Benjamini-Hochberg over all terms of all groups that can reach p <= {1 - level:.4g}"
    return {
        "interval": "t over articles, linearised",
        "test": "rank sum over articles",
        "correction": family,
    }


def _notes(groups: list[str], contrasts: list[Contrast]) -> tuple[str, ...]:
    if not contrasts:
        return ("There is one group: nothing to compare it with.",) if groups else ()
    return () if any(contrast.testable for contrast in contrasts) else (_NOT_TESTED,)
