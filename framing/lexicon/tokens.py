"""Words of a batch of texts, as offset arrays and numbers in a vocabulary of distinct words.

Every running word costs a few array operations and no Python object; whatever must be worked out
for a word (folding, stems, wildcards) is worked out once for each distinct word, with `WordTable`.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from framing.lexicon.byte_text import ByteText
from framing.lexicon.characters import APOSTROPHE, SKIP, WORD
from framing.lexicon.vocabulary import Vocabulary
from framing.lexicon.word_table import WordTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["Tokens", "has_paragraph_break", "tokenize"]


@dataclass(frozen=True, eq=False)
class Tokens:
    """The words of a text buffer, in order.

    Parameters
    ----------
    text
        The buffer.
    source
        The same in UTF-8.
    byte_start, byte_end
        Half-open offsets of each word, in bytes.
    word
        Number of each word in `vocabulary`.
    owned
        Places of the words that end in a possessive (’s).
    owned_end, owned_word
        Where those end without it, in bytes, and the number of what is left.
    vocabulary, gap_vocabulary
        Distinct words, and what stands between words. Both outlive the buffer and hold words of
        earlier buffers, too; their numbers say nothing of order.
    """

    text: str
    source: ByteText
    byte_start: NDArray[np.int64]
    byte_end: NDArray[np.int64]
    word: NDArray[np.int64]
    owned: NDArray[np.int64]
    owned_end: NDArray[np.int64]
    owned_word: NDArray[np.int64]
    vocabulary: Vocabulary
    gap_vocabulary: Vocabulary

    def __len__(self) -> int:
        return len(self.byte_start)

    @property
    def words(self) -> Sequence[str]:
        """The distinct words as written, by number."""
        return self.vocabulary.strings

    @property
    def gaps(self) -> Sequence[str]:
        """The distinct gaps as written, by number."""
        return self.gap_vocabulary.strings

    @cached_property
    def start(self) -> NDArray[np.int64]:
        """Where each word begins, in code points."""
        return self.source.points(self.byte_start)

    @cached_property
    def end(self) -> NDArray[np.int64]:
        """Where each word ends, in code points."""
        return self.source.points(self.byte_end)

    @cached_property
    def bare_end(self) -> NDArray[np.int64]:
        """Where each word ends without a possessive, in code points."""
        ends = self.end.copy()
        ends[self.owned] = self.source.points(self.owned_end)
        return ends

    @cached_property
    def bare_word(self) -> NDArray[np.int64]:
        """Number of each word without its possessive."""
        words = self.word.copy()
        words[self.owned] = self.owned_word
        return words

    @cached_property
    def gap(self) -> NDArray[np.int64]:
        """Number of what stands between each word and the next; the last is what follows."""
        return self.gaps_after(np.arange(len(self)))

    def gaps_after(self, words: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the number of the gap after each of some words."""
        after = np.append(self.byte_start[1:], len(self.source))
        return self.gap_vocabulary.number(self.source, self.byte_end[words], after[words])

    @cached_property
    def breaks(self) -> NDArray[np.int64]:
        """How many paragraph breaks stand before each word; equal in one paragraph."""
        broken = _BROKEN.of(self.gap_vocabulary, self.gap)
        before = np.zeros(len(self), np.int64)
        np.cumsum(broken[:-1], out=before[1:])
        return before


def has_paragraph_break(gap: str) -> bool:
    """Tell whether white space holds a blank line or a paragraph separator."""
    if "\u2029" in gap or "\f" in gap:
        return True
    if "\n" not in gap and "\r" not in gap:
        return False
    lines = gap.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return any(not line.strip() for line in lines[1:-1])


def _broken(gaps: Sequence[str]) -> list[int]:
    return [has_paragraph_break(gap) for gap in gaps]


_BROKEN = WordTable(_broken)


def tokenize(text: str) -> Tokens:
    """Find the words of a text: runs of letters, marks and digits, apostrophes inside included."""
    source = ByteText(text)
    words, gaps = _vocabularies()
    start, end = _word_spans(source)
    owned, owned_end = _possessives(source, start, end)
    return Tokens(
        text,
        source,
        start,
        end,
        words.number(source, start, end),
        owned,
        owned_end,
        words.number(source, start[owned], owned_end),
        words,
        gaps,
    )


class _Store(threading.local):
    """The vocabularies of one thread: of words and of gaps."""

    def __init__(self) -> None:
        self.pair = (Vocabulary(), Vocabulary())


_STORE = _Store()


def _vocabularies() -> tuple[Vocabulary, Vocabulary]:
    words, gaps = _STORE.pair
    if words.is_full or gaps.is_full:
        _STORE.pair = (Vocabulary(), Vocabulary())
    return _STORE.pair


def _word_spans(source: ByteText) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    classes = source.classes
    inside = np.zeros(len(classes) + 2, bool)
    inside[1:-1] = (classes == WORD) | (classes == SKIP)
    _join_at_apostrophes(source, inside[1:-1])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    start, end = edges[0::2], edges[1::2]
    trim = np.flatnonzero((classes[start] == SKIP) | (classes[end - 1] == SKIP))
    return _trimmed(classes, start, end, trim) if len(trim) else (start, end)


def _join_at_apostrophes(source: ByteText, inside: NDArray[np.bool_]) -> None:
    """Take apostrophes between two letters into the word."""
    last = np.flatnonzero(source.classes == APOSTROPHE)
    last = last[(last > 0) & (last < len(inside) - 1)]
    last = last[inside[last + 1]]
    first = source.character_starts(last)
    joined = (first > 0) & inside[first - 1]
    first, last = first[joined], last[joined]
    for step in range(4):
        inside[np.minimum(first + step, last)] = True


def _trimmed(
    classes: NDArray[np.uint8],
    start: NDArray[np.int64],
    end: NDArray[np.int64],
    rows: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Take soft hyphens and the like off the ends of words, and drop words of nothing else."""
    core = np.flatnonzero(classes == WORD)
    first = np.searchsorted(core, start[rows])
    after = np.searchsorted(core, end[rows])
    empty = first >= after
    start, end, kept = start.copy(), end.copy(), rows[~empty]
    start[kept] = core[first[~empty]]
    end[kept] = core[after[~empty] - 1] + 1
    keep = np.ones(len(start), bool)
    keep[rows[empty]] = False
    return start[keep], end[keep]


def _possessives(
    source: ByteText, start: NDArray[np.int64], end: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the places of words that end in ’s, and where these end without it."""
    letter = source.bytes[end - 1] if len(end) else np.empty(0, np.uint8)
    rows = np.flatnonzero((letter == ord("s")) | (letter == ord("S")))
    rows = rows[end[rows] - start[rows] > 2]
    rows = rows[source.classes[end[rows] - 2] == APOSTROPHE]
    bare = source.character_starts(end[rows] - 2)
    kept = bare > start[rows]
    return rows[kept], bare[kept]
