"""Numbers for distinct integer keys, a whole array at a time: an open-addressing hash table.

A hash only says where to look; a number is given only where the keys themselves are equal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["KeyTable", "Keys"]

Keys = tuple["NDArray[np.uint64]", ...]

_FIRST_SLOTS = 1 << 12
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
        self._width, self._n = width, 0
        self._make_room(_FIRST_SLOTS)

    def _make_room(self, slots: int) -> None:
        self._keys = tuple(np.zeros(slots, np.uint64) for _ in range(self._width))
        self._numbers = np.full(slots, _FREE, np.int64)

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
            The number of the first new key; as many as there are keys if it is not given.
        """
        next_number = self._n if first is None else first
        slot = self._slots_of(keys)
        numbers = self._numbers[slot]
        missed = ~self._hold(slot, numbers, keys)
        waiting = np.flatnonzero(missed if wanted is None else missed & wanted)
        fresh = [np.empty(0, np.int64)]
        while len(waiting):
            free = self._numbers[slot[waiting]] == _FREE
            if free.any():
                fresh.append(self._insert(slot, waiting[free], keys, next_number))
                next_number += len(fresh[-1])
            at = slot[waiting]
            there = self._numbers[at]
            found = self._hold(at, there, tuple(key[waiting] for key in keys))
            numbers[waiting[found]] = there[found]
            waiting = waiting[~found]
            slot[waiting] = self._after(slot[waiting])
            if 2 * self._n > len(self._numbers):
                self._grow()
                slot[waiting] = self._slots_of(tuple(key[waiting] for key in keys))
        return numbers, np.concatenate(fresh)

    def has(self, keys: Keys) -> NDArray[np.bool_]:
        """Tell which keys have a number."""
        slot = self._slots_of(keys)
        there = self._numbers[slot]
        found = self._hold(slot, there, keys)
        waiting = np.flatnonzero(~found & (there != _FREE))
        while len(waiting):
            at = slot[waiting] = self._after(slot[waiting])
            there = self._numbers[at]
            found[waiting] = self._hold(at, there, tuple(key[waiting] for key in keys))
            waiting = waiting[~found[waiting] & (there != _FREE)]
        return found

    def _slots_of(self, keys: Keys) -> NDArray[np.int64]:
        """Return the slot at which to begin to look for each key."""
        mixed: NDArray[np.uint64] = keys[0] * _MULTIPLIERS[0]
        for key, multiplier in zip(keys[1:], _MULTIPLIERS[1:], strict=False):
            mixed ^= (mixed >> _HALF) ^ (key * multiplier)
            mixed *= _MULTIPLIERS[0]
        mixed >>= np.uint64(64 - (len(self._numbers) - 1).bit_length())
        return mixed.view(np.int64)

    def _after(self, slot: NDArray[np.int64]) -> NDArray[np.int64]:
        return (slot + 1) & (len(self._numbers) - 1)

    def _hold(
        self, slot: NDArray[np.int64], number: NDArray[np.int64], keys: Keys
    ) -> NDArray[np.bool_]:
        """Tell which slots, whose numbers are given, hold the keys."""
        equal = np.asarray(number != _FREE)
        for known, key in zip(self._keys, keys, strict=True):
            equal &= known[slot] == key
        return equal

    def _insert(
        self, slot: NDArray[np.int64], rows: NDArray[np.int64], keys: Keys, first: int
    ) -> NDArray[np.int64]:
        """Give each free slot to one of the rows that want it; return those, in number order."""
        turn = np.arange(len(rows))
        self._numbers[slot[rows]] = turn
        won: NDArray[np.int64] = rows[self._numbers[slot[rows]] == turn]
        self._put(slot[won], np.arange(first, first + len(won)), tuple(key[won] for key in keys))
        self._n += len(won)
        return won

    def _put(self, slot: NDArray[np.int64], numbers: NDArray[np.int64], keys: Keys) -> None:
        self._numbers[slot] = numbers
        for known, key in zip(self._keys, keys, strict=True):
            known[slot] = key

    def _grow(self) -> None:
        """Make the table four times as large and put every key into its new slot."""
        used = np.flatnonzero(self._numbers != _FREE)
        numbers, keys = self._numbers[used], tuple(known[used] for known in self._keys)
        self._make_room(4 * len(self._numbers))
        slot, waiting = self._slots_of(keys), np.arange(len(used))
        while len(waiting):
            at, mine = slot[waiting], numbers[waiting]
            free = self._numbers[at] == _FREE
            self._numbers[at[free]] = mine[free]
            waiting = waiting[self._numbers[at] != mine]
            slot[waiting] = self._after(slot[waiting])
        self._put(slot, numbers, keys)
