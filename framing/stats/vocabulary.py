"""Counts of terms by group, the ground of keyness and of distances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from framing.features import FeatureMatrix, voice_code

__all__ = ["TermTally", "term_tally"]


@dataclass(frozen=True, eq=False)
class TermTally:
    """Counts of terms, summed over the articles of each group.

    Parameters
    ----------
    terms
        The terms, by the alphabet.
    lengths
        Words of each term.
    groups
        The groups, in order of first appearance.
    n
        Counts in the chosen voice, shape (groups, terms).
    articles_with
        Articles of the group that have the term in the chosen voice, shape (groups, terms).
    in_articles
        Articles that have the term in any voice, shape (terms,).
    words
        Words of each group in the chosen voice.
    n_articles
        Articles of the corpus.
    """

    terms: NDArray[Any]
    lengths: NDArray[np.int64]
    groups: tuple[str, ...]
    n: NDArray[np.int64]
    articles_with: NDArray[np.int64]
    in_articles: NDArray[np.int64]
    words: NDArray[np.int64]
    n_articles: int


def term_tally(features: FeatureMatrix, *, by: str, voice: str | None) -> TermTally:
    """Sum the counts of terms over the articles of each group.

    Raises
    ------
    FramingError
        If there is no metadata column `by`, or no such voice.
    """
    groups, codes = features.groups(by)
    terms, code = _numbered(features.terms.column("term"))
    article = features.terms.column("article").to_numpy().astype(np.int64)
    count = features.terms.column("n").to_numpy()
    everywhere = _pairs(article, code)
    if voice is not None:
        here = features.terms.column("voice").to_numpy() == voice_code(voice)
        article, code, count = article[here], code[here], count[here]
    n = np.zeros((len(groups), len(terms)), dtype=np.int64)
    np.add.at(n, (codes[article], code), count)
    articles_with = np.zeros_like(n)
    once = _pairs(article, code)
    np.add.at(articles_with, (codes[once[:, 0]], once[:, 1]), 1)
    return TermTally(
        terms=np.asarray(terms.to_numpy(zero_copy_only=False), dtype=object),
        lengths=pc.count_substring(terms, " ").to_numpy().astype(np.int64) + 1,
        groups=tuple(groups),
        n=n,
        articles_with=articles_with,
        in_articles=np.bincount(everywhere[:, 1], minlength=len(terms)),
        words=np.bincount(codes, features.exposure(voice), minlength=len(groups)).astype(np.int64),
        n_articles=len(features),
    )


def _numbered(column: pa.ChunkedArray) -> tuple[pa.Array, NDArray[np.int64]]:
    """Return the distinct terms by the alphabet, and the number of each row's term."""
    terms = pc.unique(column).cast(pa.string())
    terms = terms.take(pc.array_sort_indices(terms))
    code = pc.index_in(column.cast(pa.string()), terms)
    return terms, code.to_numpy().astype(np.int64)


def _pairs(article: NDArray[np.int64], code: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.unique(np.stack([article, code], axis=1), axis=0)
