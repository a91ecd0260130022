"""Where each pattern of many could stand in a text: candidates, before conditions and overlap.

A pattern of one word is found by that word; a longer one by the two words side by side that the
fewest other patterns share; one that has no two such words (“war * terror”) by one of its words.
The rest of a pattern is looked at only where that anchor stands. All of it is arithmetic on arrays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from framing.lexicon.anchors import ANY, Anchors
from framing.lexicon.fit_sets import FitSets
from framing.lexicon.joints import Joints
from framing.lexicon.pair_table import PairTable
from framing.lexicon.pattern import Alternative
from framing.lexicon.spread import in_parts
from framing.lexicon.tokens import Tokens
from framing.lexicon.word_lookup import WordLookup

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Candidates", "Finder"]


@dataclass(frozen=True)
class Candidates:
    """Stretches of text that fit a pattern: first and last word, pattern, end in bytes."""

    pattern: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    byte_end: NDArray[np.int64]

    def take(self, which: NDArray[np.bool_] | NDArray[np.int64]) -> Candidates:
        """Return some of the rows."""
        return Candidates(
            self.pattern[which], self.first[which], self.last[which], self.byte_end[which]
        )

    def __len__(self) -> int:
        return len(self.pattern)


class Finder:
    """Finds many patterns at once in the words of a buffer.

    Parameters
    ----------
    patterns
        Alternatives to find; their positions number the candidates.
    accents
        Keep accents; else they are folded.
    language
        Of the stems.
    """

    def __init__(self, patterns: Sequence[Alternative], *, accents: bool, language: str) -> None:
        self._anchors = anchors = Anchors(patterns)
        self._joints = Joints(anchors.joint_names)
        lookup = WordLookup(anchors.word_patterns, accents=accents, language=language)
        self._sets = FitSets(lookup, len(anchors.word_patterns), anchors.roles)
        roles = self._sets.by_role
        self._lock = Lock()
        self._pairs = PairTable(anchors, roles["first"], roles["second"])

    def find(self, tokens: Tokens) -> Candidates:
        """Return every stretch that fits a pattern, by first word, then by pattern."""
        none = np.empty(0, np.int64)
        if not len(tokens) or not len(self._anchors.length):
            return Candidates(none, none, none, none)
        with self._lock:
            return self._find(tokens)

    def _find(self, tokens: Tokens) -> Candidates:
        none = np.empty(0, np.int64)
        look = _Look(self._anchors, self._sets, self._pairs, self._joints, tokens)
        found = [(none, none), *look.singles(), *look.pairs(), *look.loners(), *look.anywhere()]
        pattern, first = (np.concatenate(columns) for columns in zip(*found, strict=True))
        key = first * len(self._anchors.length) + pattern
        if not (key[1:] > key[:-1]).all():
            order = np.argsort(key, kind="stable")
            pattern, first = pattern[order], first[order]
        last = first + self._anchors.length[pattern] - 1
        return Candidates(pattern, first, last, look.byte_ends(pattern, last))


Found = tuple["NDArray[np.int64]", "NDArray[np.int64]"]


class _Look:
    """One look through the words of a buffer; each method yields (pattern, first word) rows."""

    def __init__(
        self,
        anchors: Anchors,
        sets: FitSets,
        known_pairs: PairTable,
        joints: Joints,
        tokens: Tokens,
    ) -> None:
        self.anchors, self.sets, self.known_pairs = anchors, sets, known_pairs
        self.joints, self.tokens = joints, tokens
        self.full, self.bare = sets.of(tokens)
        self.roles = sets.roles(self.full)
        self.n = len(tokens)

    def _plays(self, role: str) -> NDArray[np.bool_]:
        """Tell which words, whole, can play a role."""
        return np.asarray(self.roles & self.sets.bits[role] != 0)

    def _at(
        self, role: str, *, bare: bool, among: NDArray[np.bool_] | None = None
    ) -> NDArray[np.int64]:
        """Return the places of words that can play a role, whole or without their possessive."""
        if bare:
            owned = self.tokens.owned
            at = owned[self.sets.by_role[role].filled[self.bare[owned]]]
            return at if among is None else at[among[at]]
        plays = self._plays(role)
        return np.flatnonzero(plays if among is None else plays & among)

    def _only_bare(
        self, at: NDArray[np.int64], pattern: NDArray[np.int64], bare: bool
    ) -> NDArray[np.bool_]:
        """Tell which rows are new: of a possessive, the whole word gave its own already."""
        return ~self.sets.has(self.full[at], pattern) if bare else np.ones(len(at), bool)

    def singles(self) -> Iterator[Found]:
        """Find the patterns of one word."""
        for bare in (False, True):
            at = self._at("single", bare=bare)
            for part in in_parts(at, self.sets.by_role["single"].lengths[self._set(at, bare)]):
                rows, word = self.sets.by_role["single"].of(self._set(part, bare))
                new = self._only_bare(part[rows], word, bare)
                yield self.anchors.single[word[new]], part[rows[new]]

    def pairs(self) -> Iterator[Found]:
        """Find the patterns that hold two words side by side."""
        after_first = np.append(False, self._plays("first")[:-1])
        for bare in (False, True):
            second = self._at("second", bare=bare, among=after_first)
            number = self.known_pairs.number(self.full[second - 1], self._set(second, bare))
            rows, pattern = self.known_pairs.patterns.of(number)
            at = second[rows]
            first = at - 1 - self.anchors.at[pattern]
            if bare:
                new = self._only_bare(at, self.known_pairs.tails.of(number)[1], bare)
                new &= first + self.anchors.length[pattern] - 1 == at
                pattern, first = pattern[new], first[new]
            yield self._confirmed(pattern, first, known=2)

    def loners(self) -> Iterator[Found]:
        """Find the longer patterns that are anchored at one word."""
        role = self.sets.by_role["loner"]
        for bare in (False, True):
            at = self._at("loner", bare=bare)
            for part in in_parts(at, role.lengths[self._set(at, bare)]):
                rows, word = role.of(self._set(part, bare))
                new = self._only_bare(part[rows], word, bare)
                at_word, word = part[rows[new]], word[new]
                rows, pattern = self.anchors.loners.of(word)
                first = at_word[rows] - self.anchors.at[pattern]
                if bare:
                    new = first + self.anchors.length[pattern] - 1 == at_word[rows]
                    pattern, first = pattern[new], first[new]
                yield self._confirmed(pattern, first, known=1)

    def anywhere(self) -> Iterator[Found]:
        """Find the patterns of nothing but any words."""
        for pattern in self.anchors.anywhere:
            first = np.arange(max(self.n - int(self.anchors.length[pattern]) + 1, 0))
            yield self._confirmed(np.full(len(first), pattern, np.int64), first, known=0)

    def _set(self, at: NDArray[np.int64], bare: bool) -> NDArray[np.int32]:
        return self.bare[at] if bare else self.full[at]

    def _confirmed(
        self, pattern: NDArray[np.int64], first: NDArray[np.int64], *, known: int
    ) -> Found:
        """Keep the rows whose other words fit, too, and whose words may stand side by side."""
        length, at = self.anchors.length, self.anchors.at
        keep = (first >= 0) & (first + length[pattern] <= self.n)
        pattern, first = pattern[keep], first[keep]
        for step in range(self.anchors.words.shape[1]):
            word = self.anchors.words[pattern, step]
            unsure = word >= 0
            if known:
                unsure &= (step < at[pattern]) | (step >= at[pattern] + known)
            rows = np.flatnonzero(unsure)
            if len(rows):
                fits = self._fits(pattern[rows], first[rows], step)
                keep = np.ones(len(pattern), bool)
                keep[rows] = fits
                pattern, first = pattern[keep], first[keep]
        for step in range(self.anchors.words.shape[1] - 1):
            rows = np.flatnonzero(length[pattern] > step + 1)
            if len(rows):
                keep = np.ones(len(pattern), bool)
                keep[rows] = self._joined(pattern[rows], first[rows], step)
                pattern, first = pattern[keep], first[keep]
        return pattern, first

    def _joined(
        self, pattern: NDArray[np.int64], first: NDArray[np.int64], step: int
    ) -> NDArray[np.bool_]:
        """Tell whether what stands after a word may stand there; mostly that is a single space."""
        joint, word = self.anchors.joints[pattern, step], first + step
        allowed: NDArray[np.bool_] = self.joints.allow_space[joint] & self.tokens.before_space(word)
        rows = np.flatnonzero(~allowed)
        if len(rows):
            gaps = self.tokens.gaps_after(word[rows])
            allowed[rows] = self.joints.allowed(self.tokens.gap_vocabulary, gaps, joint[rows])
        return allowed

    def _fits(
        self, pattern: NDArray[np.int64], first: NDArray[np.int64], step: int
    ) -> NDArray[np.bool_]:
        """Tell whether a word fits; only the last of a match may leave its possessive outside."""
        place, word = first + step, self.anchors.words[pattern, step]
        fits = self.sets.has(self.full[place], word)
        rows = np.flatnonzero(~fits & (self.bare[place] != self.full[place]))
        rows = rows[self.anchors.length[pattern[rows]] == step + 1]
        fits[rows] = self.sets.has(self.bare[place[rows]], word[rows])
        return fits

    def byte_ends(self, pattern: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where each match ends: before a possessive, if its word fits without it."""
        ends = self.tokens.byte_end[last]
        owned = self.tokens.owned
        if not len(owned):
            return ends
        place = np.minimum(np.searchsorted(owned, last), len(owned) - 1)
        rows = np.flatnonzero(owned[place] == last)
        word = self.anchors.words[pattern[rows], self.anchors.length[pattern[rows]] - 1]
        fits = (word == ANY) | self.sets.has(self.bare[last[rows]], word)
        rows = rows[fits]
        ends[rows] = self.tokens.owned_end[place[rows]]
        return ends
