"""Counts of terms by article and by group, the ground of keyness and of distances."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from framing.features import FeatureMatrix, voice_code

if TYPE_CHECKING:
    from scipy.sparse import csr_array

__all__ = ["TermMatrix", "TermTally", "listed_counts", "stacked", "term_matrix", "term_tally"]


@dataclass(frozen=True, eq=False)
class TermMatrix:
    """Counts of terms in each article, in one voice.

    Parameters
    ----------
    names
        The terms, by the alphabet.
    counts
        Sparse, shape (articles, terms).
    words
        Words of each article in that voice.
    """

    names: pa.Array
    counts: csr_array
    words: NDArray[np.int64]

    @cached_property
    def terms(self) -> NDArray[Any]:
        """The terms as strings."""
        return np.asarray(self.names.to_numpy(zero_copy_only=False), dtype=object)

    @cached_property
    def lengths(self) -> NDArray[np.int64]:
        """Words of each term."""
        spaces = pc.count_substring(self.names, " ").to_numpy(zero_copy_only=False)
        return np.asarray(spaces, np.int64) + 1


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


def term_matrix(features: FeatureMatrix, *, voice: str | None) -> TermMatrix:
    """Return articles × terms in one voice, or in all if none.

    Raises
    ------
    FramingError
        If there is no such voice.
    """
    names, code = _numbered(features.terms.column("term"))
    return TermMatrix(names, _counted(features, code, len(names), voice), features.exposure(voice))


def term_tally(features: FeatureMatrix, *, by: str, voice: str | None) -> TermTally:
    """Sum the counts of terms over the articles of each group.

    Raises
    ------
    FramingError
        If there is no metadata column `by`, or no such voice.
    """
    from scipy import sparse

    groups, codes = features.groups(by)
    names, code = _numbered(features.terms.column("term"))
    counts = _counted(features, code, len(names), voice)
    everywhere = counts if voice is None else _counted(features, code, len(names), None)
    members = sparse.csr_array(
        (np.ones(len(codes), np.int64), (codes, np.arange(len(codes)))),
        shape=(len(groups), len(codes)),
    )
    matrix = TermMatrix(names, counts, features.exposure(voice))
    return TermTally(
        terms=matrix.terms,
        lengths=matrix.lengths,
        groups=tuple(groups),
        n=(members @ counts).toarray(),
        articles_with=(members @ (counts > 0).astype(np.int64)).toarray(),
        in_articles=np.bincount(everywhere.indices, minlength=len(names)),
        words=np.asarray(members @ matrix.words, np.int64),
        n_articles=len(features),
    )


def listed_counts(counts: Mapping[str, int]) -> TermMatrix:
    """Return a list of frequencies as a matrix of one article; its words are its single words."""
    from scipy import sparse

    names = sorted(counts)
    row = np.array([[counts[name] for name in names]], np.int64)
    words = sum(n for name, n in counts.items() if " " not in name)
    return TermMatrix(
        pa.array(names, pa.string()), sparse.csr_array(row), np.array([words], np.int64)
    )


def stacked(upper: TermMatrix, lower: TermMatrix) -> TermMatrix:
    """Return the articles of both matrices over the terms of both."""
    from scipy import sparse

    names = pc.unique(pa.concat_arrays([upper.names, lower.names]))
    names = names.take(pc.array_sort_indices(names))
    blocks = []
    for part in (upper, lower):
        cells = part.counts.tocoo()
        place = pc.index_in(part.names, names).to_numpy(zero_copy_only=False).astype(np.int64)
        shape = (part.counts.shape[0], len(names))
        blocks.append(sparse.csr_array((cells.data, (cells.row, place[cells.col])), shape=shape))
    words = np.concatenate([upper.words, lower.words])
    return TermMatrix(names, sparse.csr_array(sparse.vstack(blocks)), words)


def _counted(
    features: FeatureMatrix, code: NDArray[np.int64], n_terms: int, voice: str | None
) -> csr_array:
    from scipy import sparse

    article = features.terms.column("article").to_numpy()
    count = features.terms.column("n").to_numpy()
    if voice is not None:
        here = features.terms.column("voice").to_numpy() == voice_code(voice)
        article, code, count = article[here], code[here], count[here]
    counts = sparse.csr_array((count, (article, code)), shape=(len(features), n_terms))
    counts.sum_duplicates()
    counts.eliminate_zeros()
    return counts


def _numbered(column: pa.ChunkedArray) -> tuple[pa.Array, NDArray[np.int64]]:
    """Return the distinct terms by the alphabet, and the number of each row's term."""
    encoded = column.cast(pa.string()).combine_chunks().dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    names, code = encoded.dictionary, encoded.indices.to_numpy(zero_copy_only=False)
    order = pc.array_sort_indices(names).to_numpy(zero_copy_only=False)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return names.take(pa.array(order)), place[code] if len(code) else np.empty(0, np.int64)
