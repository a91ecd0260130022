"""Which words make the difference between two texts, word by word."""

from __future__ import annotations

import math
from typing import Literal, NamedTuple, get_args

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from framing.errors import FramingError, did_you_mean
from framing.features import FeatureMatrix
from framing.stats.table import Table
from framing.stats.vocabulary import TermTally, term_tally

__all__ = ["ShiftKind", "WordShift", "word_shift", "word_shift_table"]

ShiftKind = Literal["proportion", "entropy", "divergence"]
"""What differs: the shares themselves, their evenness, or how far apart they lie."""

_COLUMNS = (
    "group_a", "group_b", "term", "n_a", "n_b", "share_a", "share_b",
    "proportion", "entropy", "divergence", "part", "rank",
)  # fmt: skip


class WordShift(NamedTuple):
    """What each word adds to the difference between two texts, and that difference."""

    contribution: NDArray[np.float64]
    difference: float


def word_shift(
    first: ArrayLike, second: ArrayLike, *, kind: ShiftKind = "proportion", base: float = 2
) -> WordShift:
    """Return what each word adds to the difference between two texts; the parts sum to it.

    With p and q the shares of a word in the first and in the second text, a word adds

    - `proportion`: q − p; the sum is 0, so that this says how much changes place;
    - `entropy`: q log(1/q) − p log(1/p); the sum is H(second) − H(first);
    - `divergence`: m log(1/m) − ½ p log(1/p) − ½ q log(1/q) with m = ½ (p + q); the sum is the
      Jensen–Shannon divergence, and no word adds less than 0.

    Gallagher, Frank, Mitchell, Schwartz, Reagan, Danforth & Dodds (2021), "Generalized word shift
    graphs", EPJ Data Science 10:4.

    Parameters
    ----------
    first, second
        Counts of the same words, shape (words,).
    kind
        What differs.
    base
        Of the logarithm.

    Returns
    -------
    WordShift
        contribution, shape (words,), and difference. Shares for `proportion`; bits, unless the
        base is another, for the others. Above 0 means more in the second text; for `divergence`
        higher means that the word sets the texts farther apart.

    Raises
    ------
    FramingError
        If the counts don't fit together, are negative or all 0, or the kind or base is unknown.
    """
    p, q = _shares(first, second)
    if kind not in get_args(ShiftKind):
        near = did_you_mean(str(kind), get_args(ShiftKind))
        raise FramingError(
            f"word_shift: expected a kind proportion, entropy or divergence, found '{kind}'{near}"
        )
    if base <= 1:
        raise FramingError(f"word_shift: expected a base above 1, found {base:g}")
    if kind == "proportion":
        parts = q - p
    elif kind == "entropy":
        parts = _surprise(q, base) - _surprise(p, base)
    else:
        mixed = _surprise((p + q) / 2, base)
        parts = np.maximum(mixed - (_surprise(p, base) + _surprise(q, base)) / 2, 0.0)
    return WordShift(parts, math.fsum(parts))


def word_shift_table(
    features: FeatureMatrix,
    *,
    by: str = "outlet",
    voice: str | None = "authorial",
    pair: tuple[str, str] | None = None,
    top: int | None = 20,
) -> Table:
    """Return the words that make most of the difference between two groups.

    Single words only, as shares of all single words that are counted (so without stop words, if
    the extractor leaves them out).

    Parameters
    ----------
    features
        The matrix of counts, with terms.
    by
        The metadata column whose values are compared.
    voice
        The voice whose words are compared; none for all.
    pair
        The two groups; the two with most words if none.
    top
        How many words, by what they add to the divergence; none for all. What the others add
        together stands in a last row without a word, so that each column sums to the difference.

    Returns
    -------
    Table
        `word_shift`: group_a, group_b, term, n_a, n_b, share_a, share_b, proportion, entropy,
        divergence (see `word_shift`; bits), part (of the whole divergence; NaN if that is 0), rank
        (from 1; 0 for all other words). Above 0 means more in group_b; a higher divergence means
        that the word sets the groups farther apart.

    Raises
    ------
    FramingError
        If there is no metadata column `by`, no such voice or no such group.
    """
    counts = term_tally(features, by=by, voice=voice)
    single = np.flatnonzero(counts.lengths == 1)
    n = counts.n[:, single]
    signature = features.signature.with_parts(
        measure="word shift", unit="bits", voice=voice or "all", ngrams="1-1",
        formula="proportion q-p; entropy and divergence in bits", by=by,
    )  # fmt: skip
    chosen = _pair_of(counts, n, pair)
    if chosen is None:
        empty = pd.DataFrame({name: [] for name in _COLUMNS})
        note = "A word shift needs two groups with words."
        return Table("word_shift", empty, signature, (note,))
    names = (counts.groups[chosen[0]], counts.groups[chosen[1]])
    frame = _rows(counts.terms[single], n[chosen[0]], n[chosen[1]], names, top)
    return Table("word_shift", frame, signature)


def _pair_of(
    counts: TermTally, n: NDArray[np.int64], pair: tuple[str, str] | None
) -> tuple[int, int] | None:
    """Return the positions of the two groups, in the order of the groups; none without words."""
    sums = n.sum(axis=1)
    if pair is not None:
        for name in pair:
            if name not in counts.groups:
                near = did_you_mean(name, counts.groups)
                raise FramingError(f"word shift: no group '{name}' in the corpus{near}")
        first, second = (counts.groups.index(name) for name in pair)
        return (first, second) if sums[first] and sums[second] else None
    spoken = [int(i) for i in np.flatnonzero(sums > 0)]
    largest = sorted(spoken, key=lambda i: (-int(sums[i]), i))[:2]
    return (min(largest), max(largest)) if len(largest) == 2 else None


def _rows(
    terms: NDArray[np.object_],
    n_a: NDArray[np.int64],
    n_b: NDArray[np.int64],
    names: tuple[str, str],
    top: int | None,
) -> pd.DataFrame:
    used = np.flatnonzero(n_a + n_b > 0)
    terms, n_a, n_b = terms[used], n_a[used], n_b[used]
    columns = {
        "n_a": n_a, "n_b": n_b, "share_a": n_a / n_a.sum(), "share_b": n_b / n_b.sum(),
        **{kind: word_shift(n_a, n_b, kind=kind).contribution for kind in get_args(ShiftKind)},
    }  # fmt: skip
    total = math.fsum(columns["divergence"])
    columns["part"] = columns["divergence"] / total if total else np.full(len(used), np.nan)
    order = np.lexsort((np.arange(len(used)), -columns["divergence"]))
    best, rest = order[:top], order[len(order[:top]) :]
    shown = {name: [*values[best], values[rest].sum()] for name, values in columns.items()}
    frame = pd.DataFrame(
        {
            "group_a": names[0], "group_b": names[1], "term": [*terms[best], ""], **shown,
            "rank": [*range(1, len(best) + 1), 0],
        }
    )  # fmt: skip
    frame = frame if len(rest) else frame.iloc[:-1]
    return frame.astype({"n_a": np.int64, "n_b": np.int64})[list(_COLUMNS)]


def _surprise(p: NDArray[np.float64], base: float) -> NDArray[np.float64]:
    """Return p log(1/p), and 0 where p is 0."""
    out = np.zeros_like(p)
    np.log(p, out=out, where=p > 0)
    return -p * out / math.log(base)


def _shares(first: ArrayLike, second: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    a, b = np.asarray(first, np.float64), np.asarray(second, np.float64)
    if a.shape != b.shape or a.ndim != 1:
        raise FramingError(
            f"word_shift: expected counts of the same words, found shapes {a.shape} and {b.shape}"
        )
    if not all(np.isfinite(x).all() and (x >= 0).all() and x.sum() > 0 for x in (a, b)):
        raise FramingError("word_shift: expected counts of 0 or more, and some words in each text")
    return a / a.sum(), b / b.sum()
