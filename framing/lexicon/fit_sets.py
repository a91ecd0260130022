"""Which patterns a running word fits, as one number: that of the set of word patterns it fits.

Most words fit nothing (set 0), and the others share few sets, so what a word can be part of is
worked out for each set and looked up for the word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.lexicon.key_table import KeyTable
from framing.lexicon.spread import Spread
from framing.lexicon.tokens import Tokens
from framing.lexicon.word_lookup import WordLookup
from framing.lexicon.word_table import WordTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["FitSets"]


class FitSets:
    """Distinct sets of word patterns, numbered as they are met; number 0 is the empty set.

    Parameters
    ----------
    lookup
        Tells which word patterns a word fits.
    n_patterns
        How many word patterns there are.
    roles
        Name → for each word pattern whether it plays that role in longer patterns.

    Attributes
    ----------
    by_role
        Name → for each set its word patterns that play that role.
    bits
        Name → the bit that stands for that role.
    """

    def __init__(
        self, lookup: WordLookup, n_patterns: int, roles: Mapping[str, NDArray[np.bool_]]
    ) -> None:
        self._lookup = lookup
        self._width = max(n_patterns, 1)
        self._roles = roles
        self._numbers: dict[tuple[int, ...], int] = {(): 0}
        self._held = KeyTable()
        self.by_role = {role: Spread([()]) for role in roles}
        self.bits = {role: np.uint8(1 << i) for i, role in enumerate(roles)}
        self._played = np.zeros(1, np.uint8)
        self._table = WordTable(self._numbers_of)

    def of(self, tokens: Tokens) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the set of each word, and that of each word without its possessive."""
        sets = self._table.of(tokens.vocabulary, tokens.word)
        bare = sets.copy()
        bare[tokens.owned] = self._table.of(tokens.vocabulary, tokens.owned_word)
        return sets, bare

    def roles(self, sets: NDArray[np.integer[Any]]) -> NDArray[np.uint8]:
        """Return the roles that each set has a word pattern for, as a sum of `bits`."""
        return self._played.take(sets, mode="clip")

    def has(self, sets: NDArray[np.integer[Any]], pattern: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Tell whether each set holds the word pattern beside it."""
        return self._held.has((self._keys(sets, pattern),))

    def _keys(
        self, sets: NDArray[np.integer[Any]], pattern: NDArray[np.int64]
    ) -> NDArray[np.uint64]:
        return np.asarray((sets.astype(np.int64) * self._width + pattern).astype(np.uint64))

    def _numbers_of(self, words: Sequence[str]) -> list[int]:
        known, first = self._numbers, len(self._numbers)
        numbers = [0] * len(words)
        for i, fitting in self._lookup.fits(words).items():
            numbers[i] = known.setdefault(fitting, len(known))
        if len(known) > first:
            self._learn(first, list(known)[first:])
        return numbers

    def _learn(self, first: int, sets: list[tuple[int, ...]]) -> None:
        sizes = np.fromiter(map(len, sets), np.int64, len(sets))
        pattern = np.fromiter(chain.from_iterable(sets), np.int64, int(sizes.sum()))
        row = np.repeat(np.arange(len(sets)), sizes)
        played = np.zeros(len(sets), np.uint8)
        for role, plays in self._roles.items():
            playing = plays[pattern]
            lengths = np.bincount(row[playing], minlength=len(sets))
            self.by_role[role].extend(lengths, pattern[playing])
            played |= np.where(lengths > 0, self.bits[role], np.uint8(0))
        self._played = np.append(self._played, played)
        self._held.number((self._keys(first + row, pattern),))
