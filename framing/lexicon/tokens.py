"""Words of a batch of texts, as offset arrays and numbers into a list of distinct words.

Every running word costs a few array operations and no Python object; whatever must be worked out
for a word (folding, stems, wildcards) is worked out once for each distinct word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from framing.lexicon.characters import APOSTROPHE, SKIP, WORD, character_classes, code_points

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Tokens", "tokenize"]

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)


@dataclass(frozen=True)
class Tokens:
    """The words of a text buffer, in order.

    Parameters
    ----------
    text
        The buffer.
    start, end
        Half-open offsets of each word, in code points.
    bare_end
        Where the word ends without a trailing possessive (’s).
    word, bare_word
        Number of the word, and of the word without its possessive, in `words`.
    gap
        Number in `gaps` of what stands between a word and the next; the last is what follows.
    words, gaps
        The distinct words and gaps, as written.
    """

    text: str
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    bare_end: NDArray[np.int64]
    word: NDArray[np.int64]
    bare_word: NDArray[np.int64]
    gap: NDArray[np.int64]
    words: tuple[str, ...]
    gaps: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def breaks(self) -> NDArray[np.int64]:
        """How many paragraph breaks stand before each word; equal in one paragraph."""
        broken = np.fromiter((has_paragraph_break(g) for g in self.gaps), bool, len(self.gaps))
        after = broken[self.gap].astype(np.int64)
        return np.concatenate([[0], np.cumsum(after[:-1])]) if len(self) else after


def has_paragraph_break(gap: str) -> bool:
    """Tell whether white space holds a blank line or a paragraph separator."""
    if "\u2029" in gap or "\f" in gap:
        return True
    lines = gap.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return any(not line.strip() for line in lines[1:-1])


def tokenize(text: str) -> Tokens:
    """Find the words of a text: runs of letters, marks and digits, apostrophes inside included."""
    points = code_points(text)
    classes = character_classes(points)
    start, end = _word_spans(classes)
    bare_end = _without_possessive(points, classes, start, end)
    cut = np.flatnonzero(bare_end != end)
    hashes = _SpanHashes(points)
    number, firsts = hashes.number(
        np.concatenate([start, start[cut]]), np.concatenate([end, bare_end[cut]])
    )
    word = number[: len(start)]
    bare_word = word.copy()
    bare_word[cut] = number[len(start) :]
    gap_end = np.append(start[1:], len(points))[: len(start)]
    gap, gap_spans = hashes.number(end, gap_end)
    return Tokens(
        text,
        start,
        end,
        bare_end,
        word,
        bare_word,
        gap,
        tuple(text[s:e] for s, e in firsts),
        tuple(text[s:e] for s, e in gap_spans),
    )


def _word_spans(classes: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    inside = (classes == WORD) | (classes == SKIP)
    if len(classes) > 2:
        middle = (classes[1:-1] == APOSTROPHE) & inside[:-2] & inside[2:]
        inside[1:-1] |= middle
    edges = np.diff(inside.astype(np.int8), prepend=0, append=0)
    start, end = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    if not (classes == SKIP).any():
        return start, end
    core = np.flatnonzero(classes == WORD)
    if not len(core):
        return core, core
    first = np.searchsorted(core, start)
    last = np.searchsorted(core, end) - 1
    keep = first <= last
    return core[first[keep]], core[last[keep]] + 1


def _without_possessive(
    points: NDArray[np.uint32],
    classes: NDArray[np.uint8],
    start: NDArray[np.int64],
    end: NDArray[np.int64],
) -> NDArray[np.int64]:
    if not len(start):
        return end
    letter = points[end - 1]
    owned = (
        ((letter == ord("s")) | (letter == ord("S")))
        & (end - start > 2)
        & (classes[np.maximum(end - 2, 0)] == APOSTROPHE)
    )
    return np.where(owned, end - 2, end)


class _SpanHashes:
    """Numbers for spans of one buffer: equal numbers, equal characters, checked against them."""

    def __init__(self, points: NDArray[np.uint32]) -> None:
        self.points = points
        mixed = points.astype(np.uint64)
        mixed = (mixed + np.uint64(0x632BE59BD9B4E019)) * np.uint64(0xFF51AFD7ED558CCD)
        mixed ^= mixed >> np.uint64(32)
        powers = np.full(len(points) + 1, _BASE, np.uint64)
        powers[0] = 1
        self.sums = np.zeros(len(points) + 1, np.uint64)
        np.cumsum(mixed * np.cumprod(powers)[:-1], out=self.sums[1:])
        inverses = np.full(len(points) + 1, _INVERSE, np.uint64)
        inverses[0] = 1
        self.inverses = np.cumprod(inverses)

    def number(
        self, start: NDArray[np.int64], end: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], list[tuple[int, int]]]:
        """Return a number for each span, and the first span that has each number."""
        hashes = (self.sums[end] - self.sums[start]) * self.inverses[start]
        hashes ^= (end - start).astype(np.uint64) << np.uint64(48)
        _, first, number = np.unique(hashes, return_index=True, return_inverse=True)
        number = number.reshape(-1).astype(np.int64)
        unequal = self._unequal(start, end, start[first[number]], end[first[number]])
        spans = list(zip(start[first].tolist(), end[first].tolist(), strict=True))
        if len(unequal):
            self._renumber(unequal, start, end, number, spans)
        return number, spans

    def _unequal(
        self,
        start: NDArray[np.int64],
        end: NDArray[np.int64],
        other_start: NDArray[np.int64],
        other_end: NDArray[np.int64],
    ) -> NDArray[np.int64]:
        lengths = end - start
        same_length = lengths == other_end - other_start
        own = np.repeat(np.cumsum(lengths) - lengths, lengths)
        within = np.arange(len(own)) - own
        here = np.repeat(start, lengths) + within
        there = np.minimum(np.repeat(other_start, lengths) + within, len(self.points) - 1)
        wrong = self.points[here] != self.points[there]
        spans = np.repeat(np.arange(len(start)), lengths)[wrong]
        return np.union1d(spans, np.flatnonzero(~same_length))

    def _renumber(
        self,
        unequal: NDArray[np.int64],
        start: NDArray[np.int64],
        end: NDArray[np.int64],
        number: NDArray[np.int64],
        spans: list[tuple[int, int]],
    ) -> None:
        """Give spans whose hash met another's a number by their characters."""
        known: dict[bytes, int] = {}
        for i in unequal.tolist():
            key = self.points[start[i] : end[i]].tobytes()
            if key not in known:
                known[key] = len(spans)
                spans.append((int(start[i]), int(end[i])))
            number[i] = known[key]
