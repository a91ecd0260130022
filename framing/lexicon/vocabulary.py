"""Numbers for the distinct strings of a text: equal strings, equal numbers, batch after batch.

Looking up ten million words one by one is what makes dictionaries slow. Here a string of up to
eight bytes is one integer, of up to 24 bytes three, and a whole batch is looked up with a few array
operations in an open-addressing hash table. A hash only says where to look: a number is given only
where all bytes are equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from framing.lexicon.byte_text import ByteText

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Vocabulary"]

Keys = tuple["NDArray[np.uint64]", ...]

_SHORT, _MEDIUM = 8, 24
"""Bytes: the longest strings that are one integer, and three."""
_MOST_STRINGS, _MOST_BYTES = 1 << 19, 1 << 26
_FIRST_SLOTS = 1 << 12
_MULTIPLIERS = tuple(map(np.uint64, (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)))
_HALF = np.uint64(32)


class Vocabulary:
    """Distinct strings, numbered in the order in which they were first met.

    Attributes
    ----------
    strings
        The strings by number. The list only grows; do not change it.
    """

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._bytes = 0
        self._keys = tuple(np.zeros(_FIRST_SLOTS, np.uint64) for _ in _MULTIPLIERS)
        self._short = _Slots(1)
        self._medium = _Slots(3)
        self._long: dict[bytes, int] = {}

    def __len__(self) -> int:
        return len(self.strings)

    @property
    def is_full(self) -> bool:
        """True when a new vocabulary should be begun, so that memory does not grow for ever."""
        return len(self.strings) > _MOST_STRINGS or self._bytes > _MOST_BYTES

    def number(
        self, text: ByteText, start: NDArray[np.int64], end: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return the number of each span of a text, given as offsets in bytes."""
        length = end - start
        simple = length <= _SHORT
        if 0 in text.raw:
            with_zero = _holds_zero(text, start, end)
            simple &= ~with_zero
        else:
            with_zero = None
        if simple.all():
            return self._number_short(text, start, end)
        numbers = np.empty(len(start), np.int64)
        rows = np.flatnonzero(simple)
        numbers[rows] = self._number_short(text, start[rows], end[rows])
        medium = ~simple & (length <= _MEDIUM)
        if with_zero is not None:
            medium &= ~with_zero
        rows = np.flatnonzero(medium)
        numbers[rows] = self._number_medium(text, start[rows], end[rows])
        rows = np.flatnonzero(~(simple | medium))
        numbers[rows] = self._number_long(text, start[rows].tolist(), end[rows].tolist())
        return numbers

    def _number_short(
        self, text: ByteText, start: NDArray[np.int64], end: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        return self._look_up(self._short, (_load(text, start, end - start),), text, start, end)

    def _number_medium(
        self, text: ByteText, start: NDArray[np.int64], end: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        length = end - start
        keys = (
            text.windows[start],
            _load(text, start + 8, np.minimum(length - 8, 8)),
            _load(text, np.minimum(start + 16, len(text)), np.clip(length - 16, 0, 8)),
        )
        return self._look_up(self._medium, keys, text, start, end)

    def _number_long(self, text: ByteText, start: list[int], end: list[int]) -> list[int]:
        numbers = []
        for s, e in zip(start, end, strict=True):
            key = text.raw[s:e]
            number = self._long.get(key)
            if number is None:
                number = self._long[key] = len(self.strings)
                self._add_strings([text.string(s, e)], len(key))
            numbers.append(number)
        return numbers

    def _look_up(
        self,
        slots: _Slots,
        keys: Keys,
        text: ByteText,
        start: NDArray[np.int64],
        end: NDArray[np.int64],
    ) -> NDArray[np.int64]:
        slot = slots.of(keys)
        number = slots.numbers[slot]
        numbers = number.astype(np.int64)
        waiting = np.flatnonzero(~self._equal(number, keys))
        while len(waiting):
            there = slots.numbers[slot[waiting]]
            empty = there < 0
            if empty.any():
                fresh = slots.claim(slot, waiting[empty], len(self.strings))
                self._insert(fresh, keys, text, start, end)
                there = slots.numbers[slot[waiting]]
            equal = self._equal(there, tuple(k[waiting] for k in keys))
            numbers[waiting[equal]] = there[equal]
            waiting = waiting[~equal]
            slot[waiting] = (slot[waiting] + 1) & slots.mask
            if slots.crowded:
                slots.grow(self._keys)
                slot[waiting] = slots.of(tuple(k[waiting] for k in keys))
        return numbers

    def _equal(self, number: NDArray[np.int32], keys: Keys) -> NDArray[np.bool_]:
        equal = np.asarray(number >= 0)
        for known, key in zip(self._keys, keys, strict=False):
            equal &= known[number] == key
        return equal

    def _insert(
        self,
        rows: NDArray[np.int64],
        keys: Keys,
        text: ByteText,
        start: NDArray[np.int64],
        end: NDArray[np.int64],
    ) -> None:
        """Append strings whose numbers their slots hold already."""
        first, after = len(self.strings), len(self.strings) + len(rows)
        if after > len(self._keys[0]):
            more = np.zeros(max(after, 2 * len(self._keys[0])) - len(self._keys[0]), np.uint64)
            self._keys = tuple(np.concatenate([known, more]) for known in self._keys)
        for known, key in zip(self._keys, keys, strict=False):
            known[first:after] = key[rows]
        spans = zip(start[rows].tolist(), end[rows].tolist(), strict=True)
        length = int((end[rows] - start[rows]).sum())
        self._add_strings([text.string(s, e) for s, e in spans], length)

    def _add_strings(self, strings: Sequence[str], length: int) -> None:
        self.strings.extend(strings)
        self._bytes += length
        if len(self.strings) > len(self._keys[0]):
            more = np.zeros(len(self._keys[0]), np.uint64)
            self._keys = tuple(np.concatenate([known, more]) for known in self._keys)


class _Slots:
    """An open-addressing table of numbers, −1 where a slot is free."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.numbers = np.full(_FIRST_SLOTS, -1, np.int32)
        self._used = 0

    @property
    def mask(self) -> int:
        return len(self.numbers) - 1

    @property
    def crowded(self) -> bool:
        return self._used * 2 > len(self.numbers)

    def of(self, keys: Keys) -> NDArray[np.int64]:
        """Return the slot at which to begin to look for each key."""
        mixed: NDArray[np.uint64] = keys[0] * _MULTIPLIERS[0]
        for key, multiplier in zip(keys[1:], _MULTIPLIERS[1:], strict=False):
            mixed ^= (mixed >> _HALF) ^ (key * multiplier)
        mixed ^= mixed >> _HALF
        mixed *= _MULTIPLIERS[1]
        shift = np.uint64(64 - (len(self.numbers) - 1).bit_length())
        return np.asarray((mixed >> shift).astype(np.int64))

    def claim(
        self, slot: NDArray[np.int64], rows: NDArray[np.int64], first_number: int
    ) -> NDArray[np.int64]:
        """Give each free slot to one of the rows that want it; return those, in number order."""
        self.numbers[slot[rows]] = np.arange(len(rows), dtype=np.int32)
        won: NDArray[np.int64] = rows[self.numbers[slot[rows]] == np.arange(len(rows))]
        self.numbers[slot[won]] = np.arange(first_number, first_number + len(won))
        self._used += len(won)
        return won

    def grow(self, keys: Keys) -> None:
        """Make the table four times as large and put every number into its new slot."""
        known = self.numbers[self.numbers >= 0].astype(np.int64)
        self.numbers = np.full(4 * len(self.numbers), -1, np.int32)
        slot = self.of(tuple(k[known] for k in keys[: self.width]))
        while len(known):
            free = self.numbers[slot] < 0
            self.numbers[slot[free]] = known[free]
            homeless = self.numbers[slot] != known
            known, slot = known[homeless], (slot[homeless] + 1) & self.mask


def _load(
    text: ByteText, start: NDArray[np.int64], length: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """Return up to eight bytes of each span as one integer, zeros where the span is shorter."""
    unused = ((8 - length) * 8).astype(np.uint64)
    return np.asarray(text.windows[start] << unused)  # NumPy shifts 64 places to zero


def _holds_zero(
    text: ByteText, start: NDArray[np.int64], end: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell which spans hold a zero byte, which would look like the padding of a shorter one."""
    zeros = np.flatnonzero(text.bytes == 0)
    return np.searchsorted(zeros, start) < np.searchsorted(zeros, end)
