"""Numbers for the distinct strings of a text: equal strings, equal numbers, batch after batch.

Looking up ten million words one by one is what makes dictionaries slow. Here a string of up to
eight bytes is one integer, of up to 24 bytes three, and a whole batch is looked up with a few array
operations in an open-addressing hash table. A hash only says where to look: a number is given only
where all bytes are equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from framing.lexicon.byte_text import ByteText
from framing.lexicon.spread import ranges

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
        short = length <= _SHORT
        zero = _holds_zero(text, start, end) if 0 in text.raw else None
        if zero is not None:
            short &= ~zero
        first = text.windows[start] << ((_SHORT - np.minimum(length, _SHORT)) * 8).astype(np.uint64)
        numbers = self._look_up(self._short, (first,), _Rows(text, start, end), short)
        rest = np.flatnonzero(~short)
        if len(rest):
            is_long = length[rest] > _MEDIUM
            if zero is not None:
                is_long |= zero[rest]
            medium, long = rest[~is_long], rest[is_long]
            numbers[medium] = self._number_medium(_Rows(text, start[medium], end[medium]))
            numbers[long] = self._number_long(_Rows(text, start[long], end[long]))
        return numbers

    def _number_medium(self, rows: _Rows) -> NDArray[np.int64]:
        text, start = rows.text, rows.start
        length = rows.end - start
        second = text.windows[start + 8] << ((16 - np.minimum(length, 16)) * 8).astype(np.uint64)
        third = text.windows[np.minimum(start + 16, len(text))]
        third <<= ((24 - np.maximum(length, 16)) * 8).astype(np.uint64)  # 64 places leave nothing
        return self._look_up(self._medium, (text.windows[start], second, third), rows)

    def _number_long(self, rows: _Rows) -> list[int]:
        numbers = []
        for start, end in zip(rows.start.tolist(), rows.end.tolist(), strict=True):
            key = rows.text.raw[start:end]
            number = self._long.get(key)
            if number is None:
                number = self._long[key] = len(self.strings)
                self._add_strings([rows.text.string(start, end)], len(key))
            numbers.append(number)
        return numbers

    def _look_up(
        self, slots: _Slots, keys: Keys, rows: _Rows, wanted: NDArray[np.bool_] | None = None
    ) -> NDArray[np.int64]:
        """Return the number of each key, new ones included; of unwanted rows anything."""
        slot = slots.of(keys)
        number = slots.numbers[slot]
        numbers = number.astype(np.int64)
        missed = ~self._equal(number, keys)
        waiting = np.flatnonzero(missed if wanted is None else missed & wanted)
        while len(waiting):
            there = slots.numbers[slot[waiting]]
            empty = there < 0
            if empty.any():
                fresh = slots.claim(slot, waiting[empty], len(self.strings))
                self._insert(rows.take(fresh), tuple(k[fresh] for k in keys))
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

    def _insert(self, rows: _Rows, keys: Keys) -> None:
        """Append strings whose numbers their slots hold already."""
        first, after = len(self.strings), len(self.strings) + len(rows.start)
        self._make_room(after)
        for known, key in zip(self._keys, keys, strict=False):
            known[first:after] = key
        length = rows.end - rows.start
        ends = np.cumsum(length + 1)
        together = np.zeros(int(ends[-1]), np.uint8)
        _, held = ranges(rows.start, length)
        places = np.ones(len(together), bool)
        places[ends - 1] = False
        together[places] = rows.text.bytes[held]
        strings = together.tobytes().decode("utf-8", "surrogatepass").split("\0")
        self._add_strings(strings[:-1], int(length.sum()))

    def _add_strings(self, strings: Sequence[str], length: int) -> None:
        self.strings.extend(strings)
        self._bytes += length
        self._make_room(len(self.strings))

    def _make_room(self, n: int) -> None:
        if n > len(self._keys[0]):
            more = np.zeros(max(n, 2 * len(self._keys[0])) - len(self._keys[0]), np.uint64)
            self._keys = tuple(np.concatenate([known, more]) for known in self._keys)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Spans of a text, in bytes."""

    text: ByteText
    start: NDArray[np.int64]
    end: NDArray[np.int64]

    def take(self, which: NDArray[np.int64]) -> _Rows:
        """Return some of the spans."""
        return _Rows(self.text, self.start[which], self.end[which])


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


def _holds_zero(
    text: ByteText, start: NDArray[np.int64], end: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell which spans hold a zero byte, which would look like the padding of a shorter one."""
    zeros = np.flatnonzero(text.bytes == 0)
    return np.searchsorted(zeros, start) < np.searchsorted(zeros, end)
