"""Conditions of entries: what must, or must not, stand by a match."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from framing.lexicon.candidates import Candidates
from framing.lexicon.spread import Spread, in_parts, ranges, spread
from framing.lexicon.tokens import Tokens, has_paragraph_break
from framing.lexicon.word_table import WordTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Condition", "Conditions", "Sentences", "Stretches", "Surroundings"]

_SENTENCE = -1
"""Stands for a distance where `near` reaches as far as the sentence."""


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


class Stretches(NamedTuple):
    """Stretches of text as columns: an entry, the first word and the last."""

    entry: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]

    def take(self, which: NDArray[np.int64]) -> Stretches:
        """Return some of the rows."""
        return Stretches(self.entry[which], self.first[which], self.last[which])


class Conditions:
    """The conditions of the entries of a pack.

    Parameters
    ----------
    conditions
        For each entry its condition, none for an entry that always counts.
    """

    def __init__(self, conditions: Sequence[Condition | None]) -> None:
        nothing = Condition(frozenset(), frozenset(), frozenset(), "sentence")
        listed = [condition or nothing for condition in conditions]
        self._unless = Spread([sorted(c.unless) for c in listed])
        self._near = Spread([sorted(c.near) for c in listed])
        self._not_near = Spread([sorted(c.not_near) for c in listed])
        within = [_SENTENCE if isinstance(c.within, str) else c.within for c in listed]
        self._within = np.array(within, np.int64)
        self._asks = np.array([c is not None for c in conditions], bool)

    def hold(self, found: Stretches, around: Surroundings) -> NDArray[np.bool_]:
        """Tell which stretches fulfil the condition of their entry.

        Parameters
        ----------
        found
            Stretches that fit an entry.
        around
            All stretches of the same buffer that fit a pattern.
        """
        keep = np.ones(len(found.entry), bool)
        asking = np.flatnonzero(self._asks[found.entry])
        entries = np.unique(found.entry[asking])
        kinds = (self._unless, self._near, self._not_near)
        sizes = np.sum([around.sizes(kind, entries) for kind in kinds], axis=0)
        for part in in_parts(entries, sizes):
            asked = found.entry[asking]
            rows = asking[(asked >= part[0]) & (asked <= part[-1])]
            keep[rows] = self._hold(found.take(rows), around)
        return keep

    def _hold(self, found: Stretches, around: Surroundings) -> NDArray[np.bool_]:
        within = self._within[found.entry]
        needs_none = self._near.lengths[found.entry] == 0
        keep = needs_none | around.beside(self._near, within, found)
        keep &= ~around.beside(self._not_near, within, found)
        return np.asarray(keep & ~around.inside(self._unless, found))


class Surroundings:
    """All candidates of a buffer, ready to be asked what stands where.

    Questions name, for each entry, the patterns that are looked for by its stretches.

    Parameters
    ----------
    found
        Every stretch that fits a pattern.
    n_patterns
        How many patterns there are.
    tokens
        The words of the buffer.
    sentence
        For each word the number of its sentence.
    """

    def __init__(
        self, found: Candidates, n_patterns: int, tokens: Tokens, sentence: Sentences
    ) -> None:
        self._tokens, self._sentence, self._found = tokens, sentence, found
        self._order = np.argsort(found.pattern, kind="stable")
        self._counts = np.bincount(found.pattern, minlength=n_patterns)
        self._begins = np.cumsum(self._counts) - self._counts

    def sizes(self, patterns: Spread, entries: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how many stretches each of some entries looks for."""
        row, pattern = patterns.of(entries)
        sizes = np.bincount(row, self._counts[pattern], len(entries))
        return sizes.astype(np.int64)

    def _of(self, patterns: Spread, asking: Stretches) -> Stretches:
        """Return the stretches that some entries look for."""
        entries = np.unique(asking.entry)
        row, pattern = patterns.of(entries)
        more, which = spread(self._begins[pattern], self._counts[pattern], self._order)
        return Stretches(entries[row[more]], self._found.first[which], self._found.last[which])

    def inside(self, patterns: Spread, asking: Stretches) -> NDArray[np.bool_]:
        """Tell which stretches lie inside one that their entry looks for."""
        found = self._of(patterns, asking)
        if not len(found.entry):
            return np.zeros(len(asking.entry), bool)
        base, own = found.entry * len(self._tokens), asking.entry * len(self._tokens)
        order = np.argsort(base + found.first)
        begin, reach = (
            (base + found.first)[order],
            np.maximum.accumulate((base + found.last)[order]),
        )
        i = np.searchsorted(begin, own + asking.first, side="right") - 1
        return np.asarray((i >= 0) & (reach[np.maximum(i, 0)] >= own + asking.last))

    def beside(
        self, patterns: Spread, within: NDArray[np.int64], asking: Stretches
    ) -> NDArray[np.bool_]:
        """Tell which stretches have one that their entry looks for near them, outside themselves.

        `within` is the greatest distance in words, in one paragraph, or `_SENTENCE`.
        """
        found = self._of(patterns, asking)
        beside = np.zeros(len(asking.entry), bool)
        if not len(found.entry):
            return beside
        n, (entry, first, last) = len(self._tokens), asking
        reach = np.where(within == _SENTENCE, n, within)
        before, after = (
            np.sort(found.entry * n + found.last),
            np.sort(found.entry * n + found.first),
        )
        i = np.searchsorted(before, entry * n + first) - 1
        left = before[np.maximum(i, 0)] - entry * n
        near_left = np.flatnonzero((i >= 0) & (left >= 0) & (first - left <= reach))
        j = np.searchsorted(after, entry * n + last, side="right")
        right = after[np.minimum(j, len(after) - 1)] - entry * n
        near_right = np.flatnonzero((j < len(after)) & (right < n) & (right - last <= reach))
        rows = np.concatenate([near_left, near_right])
        begun = np.concatenate([left[near_left], last[near_right]])
        ended = np.concatenate([first[near_left], right[near_right]])
        beside[rows[self._together(begun, ended, within[rows] == _SENTENCE)]] = True
        return beside

    def _together(
        self,
        before: NDArray[np.int64],
        after: NDArray[np.int64],
        by_sentence: NDArray[np.bool_],
    ) -> NDArray[np.bool_]:
        """Tell which words stand in one sentence, or one paragraph, with a word after them."""
        together = np.zeros(len(before), bool)
        rows = np.flatnonzero(by_sentence)
        together[rows] = self._sentence[before[rows]] == self._sentence[after[rows]]
        rows = np.flatnonzero(~by_sentence)
        if len(rows):
            together[rows] = ~self._parted(before[rows], after[rows])
        return together

    def _parted(self, before: NDArray[np.int64], after: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Tell which words a paragraph break parts from a word after them."""
        tokens, steps = self._tokens, after - before
        if int(steps.sum()) > len(tokens):
            return np.asarray(tokens.breaks[before] != tokens.breaks[after])
        rows, word = ranges(before, steps)
        broken = _BROKEN.of(tokens.gap_vocabulary, tokens.gaps_after(word))
        return np.asarray(np.bincount(rows, broken, len(before)) > 0)


def _broken(gaps: Sequence[str]) -> list[int]:
    return [has_paragraph_break(gap) for gap in gaps]


_BROKEN = WordTable(_broken)
