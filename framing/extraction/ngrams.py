"""n-grams as integers: made, sorted and counted a whole array at a time.

A word is the number of its form in alphabetical order, an n-gram one integer with a digit for each
of its words, so that integers stand in the order of the n-grams' names. One sort brings equal
n-grams of one article together; names are built for those that somebody wants to read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from framing.arrow_columns import number_array, string_array
from framing.evidence import VOICES

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["NgramCounts", "RunningWords", "count_ngrams"]

_FEW = 1 << 16
_LARGEST = 1 << 62
"""Keys stay below it, so that they are exact in 64 bits."""


@dataclass(frozen=True)
class RunningWords:
    """The words of some articles, in order.

    Parameters
    ----------
    forms
        The distinct forms, in alphabetical order.
    form
        Number in `forms` of each word.
    article
        Number of the article that each word stands in, ascending.
    voice
        Code of the voice that each word is counted under; none to count all voices together.
    joined
        Whether each word and the next may be in one n-gram.
    n_articles
        How many articles there are.
    """

    forms: Sequence[str]
    form: NDArray[np.integer[Any]]
    article: NDArray[np.integer[Any]]
    voice: NDArray[np.integer[Any]] | None
    joined: NDArray[np.bool_]
    n_articles: int


@dataclass(frozen=True)
class NgramCounts:
    """How often each n-gram stands in each article and voice, by n-gram, article and voice.

    Parameters
    ----------
    term
        Number of the n-gram of each row; numbers stand in the order of names.
    article, voice, n
        Article, code of the voice (0 if voices are counted together) and count of each row.
    words
        Numbers of the forms of each n-gram, one row an n-gram, -1 behind the end of short ones.
    forms
        The distinct forms.
    """

    term: NDArray[np.int32]
    article: NDArray[np.int32]
    voice: NDArray[np.int8]
    n: NDArray[np.int32]
    words: NDArray[np.int64]
    forms: Sequence[str]

    @property
    def lengths(self) -> NDArray[np.int64]:
        """How many words each n-gram has."""
        return np.asarray((self.words >= 0).sum(axis=1))

    def frequencies(self) -> NDArray[np.int64]:
        """Return in how many articles each n-gram stands, in any voice."""
        new = np.ones(len(self.term), bool)
        same = self.term[1:] == self.term[:-1]
        new[1:] = ~(same & (self.article[1:] == self.article[:-1]))
        return np.bincount(self.term[new], minlength=len(self.words))

    def names(self, wanted: NDArray[np.integer[Any]] | None = None) -> pa.StringArray:
        """Return the names of some n-grams, or of all: words with spaces between them."""
        words = self.words if wanted is None else self.words[wanted]
        forms = string_array(self.forms)
        if not words.shape[1]:
            return forms.slice(0, 0)
        columns = [
            forms.take(number_array(column, pa.int32(), missing=column < 0)) for column in words.T
        ]
        if len(columns) == 1:
            return columns[0]
        return pc.binary_join_element_wise(*columns, " ", null_handling="skip")


def count_ngrams(
    words: RunningWords, lengths: tuple[int, int], edge: NDArray[np.bool_]
) -> NgramCounts:
    """Count n-grams by article and voice.

    Parameters
    ----------
    lengths
        Shortest and longest, in words.
    edge
        Whether each form may stand at the beginning or the end of an n-gram.
    """
    keys = _Keys(len(words.forms) + 1, len(words.form))
    first = np.arange(len(words.form))
    free = None if edge.all() else edge[words.form]
    places = []
    for n in range(1, lengths[1] + 1):
        if n > 1:
            keep = first < len(words.form) - n + 1
            keep[keep] = words.joined[first[keep] + n - 2]
            first = first[keep]
            keys.select(keep)
        keys.lengthen(words.form[first + n - 1] if n > 1 else words.form)
        if n >= lengths[0]:
            wanted = None if free is None else free[first] & free[first + n - 1]
            keys.collect(wanted)
            places.append(first if wanted is None else first[wanted])
    return _counted(words, keys, np.concatenate(places))


def _counted(words: RunningWords, keys: _Keys, place: NDArray[np.int64]) -> NgramCounts:
    """Bring equal n-grams of one article and voice together, and count them."""
    voice = words.voice
    n_voices = 1 if voice is None else len(VOICES)
    n_cells = max(words.n_articles * n_voices, 1)
    ascend = voice is None and keys.n_kept == 1
    every = keys.all(n_cells)
    cell = words.article[place].astype(np.int64)
    if voice is not None:
        cell *= n_voices
        cell += voice[place]
    group = _by_counting if ascend and keys.size <= len(every) + _FEW else _by_sorting
    key, cell, n = group(every, cell, keys.size, n_cells)
    terms = _beginnings(key)
    sizes = np.diff(terms, append=len(key))
    return NgramCounts(
        np.repeat(np.arange(len(terms), dtype=np.int32), sizes),
        (cell // n_voices).astype(np.int32),
        (cell % n_voices).astype(np.int8),
        n.astype(np.int32),
        keys.words(key[terms]),
        words.forms,
    )


def _by_sorting(
    key: NDArray[np.int64], cell: NDArray[np.int64], n_keys: int, n_cells: int
) -> tuple[NDArray[np.int64], ...]:
    """Return distinct pairs of key and cell in order, and how often each is there.

    The keys, the largest arrays of all, are overwritten.
    """
    together = key
    together *= n_cells
    together += cell
    together.sort(kind="stable")
    starts = _beginnings(together)
    n = np.diff(starts, append=len(together))
    return *np.divmod(together[starts], n_cells), n


def _by_counting(
    key: NDArray[np.int64], cell: NDArray[np.int64], n_keys: int, n_cells: int
) -> tuple[NDArray[np.int64], ...]:
    """Do the same where cells ascend and keys are few: turning a sparse matrix takes no sort."""
    from scipy.sparse import csr_matrix

    ends = np.searchsorted(cell, np.arange(n_cells + 1))
    rows = csr_matrix((np.ones(len(key), np.int8), key, ends), shape=(n_cells, n_keys))
    columns = rows.tocsc()
    new = np.ones(len(key), bool)
    np.not_equal(columns.indices[1:], columns.indices[:-1], out=new[1:])
    sizes = np.diff(columns.indptr)
    new[columns.indptr[:-1][sizes > 0]] = True
    starts = np.flatnonzero(new)
    n = np.diff(starts, append=len(key))
    keys = np.repeat(np.arange(n_keys), sizes)
    return keys[starts], columns.indices[starts].astype(np.int64), n


def _beginnings(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where runs of equal values begin."""
    new = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return np.flatnonzero(new)


class _Keys:
    """n-grams as integers, a digit for each word; such as grow too large are numbered anew.

    A digit is the number of the form and one more; the digits behind the end of a short n-gram are
    zeros, so that it stands before those that begin with it.

    Parameters
    ----------
    base
        One more than there are forms.
    n
        How many n-grams there are at first.

    Attributes
    ----------
    size
        All keys are below it.
    """

    def __init__(self, base: int, n: int) -> None:
        self._base, self.size = base, 1
        self._growing = np.zeros(n, np.int64)
        self._done: list[NDArray[np.int64]] = []
        self._renumbered: list[NDArray[np.int64] | None] = []

    def select(self, keep: NDArray[np.bool_]) -> None:
        """Let only some n-grams grow."""
        self._growing = self._growing[keep]

    @property
    def n_kept(self) -> int:
        """How often n-grams were collected."""
        return len(self._done)

    def lengthen(self, form: NDArray[np.integer[Any]]) -> None:
        """Add a word to every n-gram that grows."""
        self._make_room(self._base)
        for keys in self._done:
            keys *= self._base
        self._growing = self._growing * self._base + form + 1
        self.size *= self._base

    def collect(self, wanted: NDArray[np.bool_] | None) -> None:
        """Keep n-grams as they are now."""
        self._done.append(self._growing.copy() if wanted is None else self._growing[wanted])

    def all(self, room: int) -> NDArray[np.int64]:
        """Return all that were kept, small enough to be multiplied by a number."""
        self._growing = self._growing[:0]
        self._make_room(room)
        every = np.concatenate(self._done)
        self._done = []
        return every

    def _make_room(self, factor: int) -> None:
        """Number all keys anew, in their order, if they would be too large times a factor."""
        renumbered = None
        if self.size * factor > _LARGEST:
            pieces = [*self._done, self._growing]
            renumbered, number = np.unique(np.concatenate(pieces), return_inverse=True)
            ends = np.cumsum([len(piece) for piece in pieces])[:-1]
            *self._done, self._growing = np.split(number.astype(np.int64), ends)
            self.size = max(len(renumbered), 1)
        self._renumbered.append(renumbered)

    def words(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the forms of some keys of `all`, one row a key, -1 behind the end."""
        *before, last = self._renumbered
        keys = keys if last is None else last[keys]
        words = np.zeros((len(keys), len(before)), np.int64)
        for i in reversed(range(len(before))):
            keys, words[:, i] = np.divmod(keys, self._base)
            known = before[i]
            keys = keys if known is None else known[keys]
        return words - 1
