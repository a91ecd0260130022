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
        return self.gap_vocabulary.number(
            self.source, self.byte_end[words], self._next_start[words]
        )

    @cached_property
    def _next_start(self) -> NDArray[np.int64]:
        return np.append(self.byte_start[1:], len(self.source))

    def before_space(self, words: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Tell which of some words have a single space after them; none is the last word."""
        end = self.byte_end[words]
        single = self._next_start[words] == end + 1
        return np.asarray(single & (self.source.bytes[end] == ord(" ")))

    @cached_property
    def breaks(self) -> NDArray[np.int64]:
        """How many paragraph breaks stand before each word; equal in one paragraph."""
        source = self.source.bytes
        may_break = source == _MAY_BREAK[0]
        for byte in _MAY_BREAK[1:]:
            may_break |= source == byte
        gaps = np.searchsorted(self.byte_end, np.flatnonzero(may_break), side="right") - 1
        gaps = gaps[np.diff(gaps, prepend=-1) > 0]
        broken = np.zeros(len(self), bool)
        broken[gaps] = _BROKEN.of(self.gap_vocabulary, self.gaps_after(gaps))
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
_MAY_BREAK = b"\n\r\f" + "\u2029".encode()[:1]
"""Gaps without one of these bytes break no paragraph; with the last begin many marks, too."""


def tokenize(text: str) -> Tokens:
    """Find the words of a text: runs of letters, marks and digits, apostrophes inside included."""
    source = ByteText(text)
    words, gaps = _vocabularies()
    flags = np.zeros(len(source) + 2, bool)
    inside = flags[1:-1]
    np.not_equal(source.classes & np.uint8(WORD), 0, out=inside)
    apostrophe = source.join(APOSTROPHE, inside, inside)
    start, end = _word_spans(source, flags)
    owned = _owned(source, apostrophe, start, end)
    owned_end = source.character_starts(end[owned] - 2)
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


def _word_spans(
    source: ByteText, flags: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the runs of letters; soft hyphens and the like at their ends are no part of them.

    `flags` has one more byte on each side of the text.
    """
    edges = np.flatnonzero(flags[1:] != flags[:-1])
    start, end = edges[0::2].copy(), edges[1::2].copy()
    if not source.is_ascii:
        skipped = np.flatnonzero(source.classes & np.uint8(SKIP) > 0)
        if len(skipped):
            return _trimmed(skipped, start, end)
    return start, end


def _trimmed(
    skipped: NDArray[np.int64], start: NDArray[np.int64], end: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Take skipped characters off the ends of words, and drop words of nothing else."""
    new_run = np.diff(skipped, prepend=-2) > 1
    first, last = skipped[new_run], skipped[np.append(new_run[1:], True)]
    begun = np.minimum(np.searchsorted(start, first), len(start) - 1)
    ended = np.minimum(np.searchsorted(end, last + 1), len(end) - 1)
    at_start, at_end = start[begun] == first, end[ended] == last + 1
    start[begun[at_start]] = last[at_start] + 1
    end[ended[at_end]] = first[at_end]
    empty = np.flatnonzero(start >= end)
    return (np.delete(start, empty), np.delete(end, empty)) if len(empty) else (start, end)


def _owned(
    source: ByteText,
    apostrophe: NDArray[np.int64],
    start: NDArray[np.int64],
    end: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Return the places of words that end in ’s, given where apostrophes inside words end."""
    letter = source.bytes[apostrophe + 1] | 0x20
    after = apostrophe[letter == ord("s")]
    words = np.searchsorted(start, after, side="right") - 1
    return np.asarray(words[end[words] == after + 2])
