"""Which patterns two words side by side can begin to fill, remembered for each pair of sets."""

from __future__ import annotations

from threading import Lock
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
    """

    def __init__(self, anchors: Anchors, heads: Spread, tails: Spread) -> None:
        self._anchors, self._heads, self._tails = anchors, heads, tails
        self._lock = Lock()
        self._forget()

    def _forget(self) -> None:
        self._known = KeyTable()
        self._patterns = Spread()
        self._tail_words = Spread()

    def of(
        self, head: NDArray[np.integer[Any]], tail: NDArray[np.integer[Any]]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Return for pairs of sets the patterns anchored there.

        Returns
        -------
        Rows of the pairs; a pattern beside each; the word pattern that its second word fits.
        """
        key = (head.astype(np.uint64) << _SHIFT) | tail.astype(np.uint64)
        with self._lock:
            if len(self._known) > _MOST_PAIRS:
                self._forget()
            number, fresh = self._known.number((key,))
            if len(fresh):
                self._learn(head[fresh], tail[fresh])
            patterns, words = self._patterns, self._tail_words
        rows, pattern = patterns.of(number)
        return rows, pattern, words.of(number)[1]

    def _learn(self, head: NDArray[np.integer[Any]], tail: NDArray[np.integer[Any]]) -> None:
        rows, first = self._heads.of(head)
        more, second = self._tails.of(tail[rows])
        rows, first = rows[more], first[more]
        found, pattern = self._anchors.of_pairs(first, second)
        sizes = np.bincount(rows[found], minlength=len(head))
        self._patterns.extend(sizes, pattern)
        self._tail_words.extend(sizes, second[found])
