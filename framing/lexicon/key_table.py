"""Numbers for distinct integer keys, a whole array at a time: an open-addressing hash table.

A hash only says where to look; a number is given only where the keys themselves are equal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["KeyTable", "Keys"]

Keys = tuple["NDArray[np.uint64]", ...]

_FIRST_SLOTS, _SLOTS_A_KEY = 1 << 14, 4
_MULTIPLIERS = tuple(map(np.uint64, (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)))
_HALF = np.uint64(32)
_FREE = -1


class KeyTable:
    """Distinct keys, numbered from 0 in the order in which they are met, or as they are told.

    Parameters
    ----------
    width
        How many 64-bit integers make a key, three at most.
    """

    def __init__(self, width: int = 1) -> None:
        self._keys = tuple(np.zeros(_FIRST_SLOTS, np.uint64) for _ in range(width))
        self._slots = np.full(_FIRST_SLOTS, _FREE, np.int32)
        self._n = 0

    def __len__(self) -> int:
        return self._n

    def number(
        self, keys: Keys, wanted: NDArray[np.bool_] | None = None, first: int | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the number of each key, and the rows that brought new ones, in number order.

        Parameters
        ----------
        keys
            As many arrays as the key is wide.
        wanted
            Rows to number; the others get any number, and nothing is remembered of them.
        first
            The number of the first new key, above all others; if not given, how many there are.
        """
        first = self._n if first is None else first
        slot = self._slots_of(keys)
        numbers = self._slots[slot].astype(np.int64)
        missed = ~self._equal(numbers, keys)
        waiting = np.flatnonzero(missed if wanted is None else missed & wanted)
        fresh = [np.empty(0, np.int64)]
        while len(waiting):
            there = self._slots[slot[waiting]]
            free = there == _FREE
            if free.any():
                fresh.append(self._insert(slot, waiting[free], keys, first))
                first += len(fresh[-1])
                there = self._slots[slot[waiting]]
            equal = self._equal(there, tuple(key[waiting] for key in keys))
            numbers[waiting[equal]] = there[equal]
            waiting = waiting[~equal]
            slot[waiting] = (slot[waiting] + 1) & (len(self._slots) - 1)
            if _SLOTS_A_KEY * self._n > len(self._slots):
                self._grow()
                slot[waiting] = self._slots_of(tuple(key[waiting] for key in keys))
        return numbers, np.concatenate(fresh)

    def has(self, keys: Keys) -> NDArray[np.bool_]:
        """Tell which keys have a number."""
        slot = self._slots_of(keys)
        there = self._slots[slot]
        found = self._equal(there, keys)
        waiting = np.flatnonzero(~found & (there != _FREE))
        while len(waiting):
            slot[waiting] = (slot[waiting] + 1) & (len(self._slots) - 1)
            there = self._slots[slot[waiting]]
            found[waiting] = self._equal(there, tuple(key[waiting] for key in keys))
            waiting = waiting[~found[waiting] & (there != _FREE)]
        return found

    def _slots_of(self, keys: Keys) -> NDArray[np.int64]:
        """Return the slot at which to begin to look for each key."""
        mixed: NDArray[np.uint64] = keys[0] * _MULTIPLIERS[0]
        for key, multiplier in zip(keys[1:], _MULTIPLIERS[1:], strict=False):
            mixed ^= (mixed >> _HALF) ^ (key * multiplier)
            mixed *= _MULTIPLIERS[0]
        mixed >>= np.uint64(64 - (len(self._slots) - 1).bit_length())
        return mixed.view(np.int64)

    def _equal(self, number: NDArray[np.integer[Any]], keys: Keys) -> NDArray[np.bool_]:
        equal = np.asarray(number != _FREE)
        for known, key in zip(self._keys, keys, strict=True):
            equal &= known[number] == key
        return equal

    def _insert(
        self, slot: NDArray[np.int64], rows: NDArray[np.int64], keys: Keys, first: int
    ) -> NDArray[np.int64]:
        """Give each free slot to one of the rows that want it; return those, in number order."""
        turn = np.arange(len(rows), dtype=np.int32)
        self._slots[slot[rows]] = turn
        won: NDArray[np.int64] = rows[self._slots[slot[rows]] == turn]
        after = first + len(won)
        self._slots[slot[won]] = np.arange(first, after)
        if after > len(self._keys[0]):
            more = np.zeros(after, np.uint64)
            self._keys = tuple(np.concatenate([known, more]) for known in self._keys)
        for known, key in zip(self._keys, keys, strict=True):
            known[first:after] = key[won]
        self._n += len(won)
        return won

    def _grow(self) -> None:
        """Make the table four times as large and put every number into its new slot."""
        numbers = self._slots[self._slots != _FREE]
        self._slots = np.full(4 * len(self._slots), _FREE, np.int32)
        slot = self._slots_of(tuple(known[numbers] for known in self._keys))
        while len(numbers):
            free = self._slots[slot] == _FREE
            self._slots[slot[free]] = numbers[free]
            homeless = self._slots[slot] != numbers
            numbers, slot = numbers[homeless], (slot[homeless] + 1) & (len(self._slots) - 1)
