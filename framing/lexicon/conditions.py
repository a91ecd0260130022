"""Conditions of entries: what must, or must not, stand by a match."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from framing.lexicon.candidates import Candidates
from framing.lexicon.spread import ranges
from framing.lexicon.tokens import Tokens, has_paragraph_break
from framing.lexicon.word_table import WordTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Condition", "Sentences", "conditions_hold"]


class Sentences(Protocol):
    """Numbers of words' sentences: an array for all words, or what looks them up."""

    def __getitem__(self, words: NDArray[np.int64], /) -> NDArray[np.int64]:
        """Return the number of the sentence of each of some words."""
        ...


@dataclass(frozen=True)
class Condition:
    """What else must (not) stand by a match: patterns of `unless`, `near` and `not_near`."""

    unless: frozenset[int]
    near: frozenset[int]
    not_near: frozenset[int]
    within: int | str


def conditions_hold(
    conditions: Mapping[int, Condition],
    entry: NDArray[np.int64],
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    surroundings: Surroundings,
) -> NDArray[np.bool_]:
    """Tell which stretches fulfil the condition of their entry; an entry without one always does.

    Parameters
    ----------
    conditions
        By entry.
    entry, first, last
        Entry, first word and last word of each stretch.
    surroundings
        Everything that was found in the buffer.
    """
    keep = np.ones(len(entry), bool)
    if not conditions or not len(entry):
        return keep
    order = np.argsort(entry, kind="stable")
    numbers = np.fromiter(conditions, np.int64, len(conditions))
    begins = np.searchsorted(entry[order], numbers)
    ends = np.searchsorted(entry[order], numbers, side="right")
    for number, begin, end in zip(numbers.tolist(), begins, ends, strict=True):
        if begin < end:
            rows = order[begin:end]
            keep[rows] = surroundings.hold(conditions[number], first[rows], last[rows])
    return keep


class Surroundings:
    """All candidates of a buffer, ready to be asked what stands where.

    Parameters
    ----------
    found
        Every stretch that fits a pattern.
    tokens
        The words of the buffer.
    sentence
        For each word the number of its sentence.
    """

    def __init__(self, found: Candidates, tokens: Tokens, sentence: Sentences) -> None:
        self._tokens, self._sentence = tokens, sentence
        self._order = np.argsort(found.pattern, kind="stable")
        self._pattern = found.pattern[self._order]
        self._found = found

    def _of(self, patterns: Collection[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return first and last words of the stretches that fit one of the patterns."""
        numbers = np.fromiter(patterns, np.int64, len(patterns))
        begins = np.searchsorted(self._pattern, numbers)
        ends = np.searchsorted(self._pattern, numbers, side="right")
        rows = [self._order[b:e] for b, e in zip(begins, ends, strict=True)]
        both = np.concatenate(rows) if rows else np.empty(0, np.int64)
        return self._found.first[both], self._found.last[both]

    def hold(
        self, condition: Condition, first: NDArray[np.int64], last: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Tell for which stretches a condition holds."""
        keep = np.ones(len(first), bool)
        if condition.unless:
            keep &= ~self._inside(condition.unless, first, last)
        if condition.near:
            keep &= self._beside(condition.near, condition.within, first, last)
        if condition.not_near:
            keep &= ~self._beside(condition.not_near, condition.within, first, last)
        return keep

    def _inside(
        self, patterns: Collection[int], first: NDArray[np.int64], last: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Tell which stretches lie inside one that fits a pattern."""
        begin, end = self._of(patterns)
        if not len(begin):
            return np.zeros(len(first), bool)
        order = np.argsort(begin, kind="stable")
        begin, reach = begin[order], np.maximum.accumulate(end[order])
        i = np.searchsorted(begin, first, side="right") - 1
        return np.asarray((i >= 0) & (reach[np.maximum(i, 0)] >= last))

    def _beside(
        self,
        patterns: Collection[int],
        within: int | str,
        first: NDArray[np.int64],
        last: NDArray[np.int64],
    ) -> NDArray[np.bool_]:
        """Tell which stretches have one that fits a pattern near them, outside themselves."""
        begin, end = self._of(patterns)
        if not len(begin):
            return np.zeros(len(first), bool)
        reach = len(self._tokens) if within == "sentence" else int(within)
        together = self._in_sentence if within == "sentence" else self._in_paragraph
        before, after = np.sort(end), np.sort(begin)
        i = np.searchsorted(before, first) - 1
        left = before[np.maximum(i, 0)]
        near_left = np.flatnonzero((i >= 0) & (first - left <= reach))
        j = np.searchsorted(after, last, side="right")
        right = after[np.minimum(j, len(after) - 1)]
        near_right = np.flatnonzero((j < len(after)) & (right - last <= reach))
        beside = np.zeros(len(first), bool)
        rows = np.concatenate([near_left, near_right])
        if len(rows):
            begun = np.concatenate([left[near_left], last[near_right]])
            ended = np.concatenate([first[near_left], right[near_right]])
            beside[rows[together(begun, ended)]] = True
        return beside

    def _in_sentence(
        self, before: NDArray[np.int64], after: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Tell which words stand in one sentence with a word after them."""
        return np.asarray(self._sentence[before] == self._sentence[after])

    def _in_paragraph(
        self, before: NDArray[np.int64], after: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Tell which words stand in one paragraph with a word after them."""
        tokens, steps = self._tokens, after - before
        if int(steps.sum()) > len(tokens):
            return np.asarray(tokens.breaks[before] == tokens.breaks[after])
        rows, word = ranges(before, steps)
        broken = _BROKEN.of(tokens.gap_vocabulary, tokens.gaps_after(word))
        return np.asarray(np.bincount(rows, broken, len(before)) == 0)


def _broken(gaps: Sequence[str]) -> list[int]:
    return [has_paragraph_break(gap) for gap in gaps]


_BROKEN = WordTable(_broken)
