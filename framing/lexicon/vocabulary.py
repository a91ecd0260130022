"""Numbers for the distinct strings of a text: equal strings, equal numbers, batch after batch.

Looking up ten million words one by one is what makes dictionaries slow. Here a string of up to
eight bytes is one integer, of up to 24 bytes three, and a whole batch is looked up with a few array
operations (`key_table`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from framing.lexicon.byte_text import ByteText
from framing.lexicon.key_table import Keys, KeyTable
from framing.lexicon.spread import ranges

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Vocabulary"]

_SHORT, _MEDIUM = 8, 24
"""Bytes: the longest strings that are one integer, and three."""
_UNUSED_BITS = np.arange(64, -8, -8).astype(np.uint64)
"""Of eight bytes loaded for a string, by its length; NumPy shifts 64 places to nothing."""
_MOST_STRINGS, _MOST_BYTES = 1 << 17, 1 << 24


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
        self._short = KeyTable(1)
        self._medium = KeyTable(3)
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
        zero = _holds_zero(text.zeros, start, end) if len(text.zeros) else None
        if zero is not None:
            short &= ~zero
        first = text.windows[start] << _UNUSED_BITS[np.minimum(length, _SHORT)]
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
                self._add([rows.text.string(start, end)], len(key))
            numbers.append(number)
        return numbers

    def _look_up(
        self, table: KeyTable, keys: Keys, rows: _Rows, wanted: NDArray[np.bool_] | None = None
    ) -> NDArray[np.int64]:
        """Return the number of each key, new ones included; of unwanted rows anything."""
        numbers, fresh = table.number(keys, wanted, len(self.strings))
        if len(fresh):
            new = rows.take(fresh)
            self._add(new.strings(), int((new.end - new.start).sum()))
        return numbers

    def _add(self, strings: Sequence[str], n_bytes: int) -> None:
        self.strings.extend(strings)
        self._bytes += n_bytes


@dataclass(frozen=True, slots=True)
class _Rows:
    """Spans of a text, in bytes."""

    text: ByteText
    start: NDArray[np.int64]
    end: NDArray[np.int64]

    def take(self, which: NDArray[np.int64]) -> _Rows:
        """Return some of the spans."""
        return _Rows(self.text, self.start[which], self.end[which])

    def strings(self) -> list[str]:
        """Return the spans' characters; none of them holds a zero byte."""
        length = self.end - self.start
        ends = np.cumsum(length + 1)
        together = np.zeros(int(ends[-1]), np.uint8)
        filled = np.ones(len(together), bool)
        filled[ends - 1] = False
        together[filled] = self.text.bytes[ranges(self.start, length)[1]]
        return together.tobytes().decode("utf-8", "surrogatepass").split("\0")[:-1]


def _holds_zero(
    zeros: NDArray[np.int64], start: NDArray[np.int64], end: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell which spans hold a zero byte, which would look like the padding of a shorter one."""
    return np.searchsorted(zeros, start) < np.searchsorted(zeros, end)
