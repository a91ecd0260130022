"""Which patterns two words side by side can begin to fill, remembered for each pair of sets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from framing.lexicon.anchors import Anchors
from framing.lexicon.key_table import KeyTable
from framing.lexicon.spread import Spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["PairTable"]

_MOST_PAIRS = 1 << 22
_SHIFT = np.uint64(32)


class PairTable:
    """Pairs of sets of word patterns, and the patterns anchored at two words of such sets.

    Parameters
    ----------
    anchors
        The patterns, filed by pairs of word patterns.
    heads, tails
        For each set the word patterns that can be the first, the second of an anchor.

    Attributes
    ----------
    patterns
        For each pair, by its number, the patterns anchored there.
    tails
        Beside each of these the word pattern that its second word fits.
    """

    def __init__(self, anchors: Anchors, heads: Spread, tails: Spread) -> None:
        self._anchors, self._heads, self._tails = anchors, heads, tails
        self._forget()

    def _forget(self) -> None:
        self._known = KeyTable()
        self.patterns = Spread()
        self.tails = Spread()

    def number(
        self, head: NDArray[np.integer[Any]], tail: NDArray[np.integer[Any]]
    ) -> NDArray[np.int64]:
        """Return the number of each pair of sets, which holds until the next call."""
        key = (head.astype(np.uint64) << _SHIFT) | tail.astype(np.uint64)
        if len(self._known) > _MOST_PAIRS:
            self._forget()
        number, fresh = self._known.number((key,))
        if len(fresh):
            self._learn(head[fresh], tail[fresh])
        return number

    def _learn(self, head: NDArray[np.integer[Any]], tail: NDArray[np.integer[Any]]) -> None:
        rows, first = self._heads.of(head)
        more, second = self._tails.of(tail[rows])
        rows, first = rows[more], first[more]
        found, pattern = self._anchors.of_pairs(first, second)
        sizes = np.bincount(rows[found], minlength=len(head))
        self.patterns.extend(sizes, pattern)
        self.tails.extend(sizes, second[found])
