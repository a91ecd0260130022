"""Lists of numbers of different lengths, end to end in one array."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Spread", "in_parts", "ranges", "spread"]

ROWS_AT_ONCE = 1 << 21
"""Bounds what lists spread to at once, and with it the memory."""


class Spread:
    """Lists of numbers: list i is `values[begins[i] : begins[i] + lengths[i]]`. More can be added.

    Parameters
    ----------
    lists
        The first lists.
    """

    def __init__(self, lists: Sequence[Sequence[int]] = ()) -> None:
        self.begins = np.empty(0, np.int64)
        self.lengths = np.empty(0, np.int64)
        self.values = np.empty(0, np.int64)
        self.append(lists)

    def append(self, lists: Sequence[Sequence[int]]) -> None:
        """Add lists at the end."""
        lengths = np.fromiter(map(len, lists), np.int64, len(lists))
        flat = (value for values in lists for value in values)
        self.extend(lengths, np.fromiter(flat, np.int64, int(lengths.sum())))

    def extend(self, lengths: NDArray[np.int64], values: NDArray[np.int64]) -> None:
        """Add lists at the end, given as their lengths and all their values."""
        first = len(self.values)
        self.values = np.concatenate([self.values, values])
        self.begins = np.concatenate([self.begins, first + np.cumsum(lengths) - lengths])
        self.lengths = np.concatenate([self.lengths, lengths])
        self._each_holds_one = bool((self.lengths == 1).all())

    @property
    def filled(self) -> NDArray[np.bool_]:
        """For each list whether it holds anything."""
        return np.asarray(self.lengths > 0)

    def of(self, numbers: NDArray[np.integer[Any]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return all values of some lists, with the place in `numbers` that each belongs to."""
        if self._each_holds_one:
            return np.arange(len(numbers)), self.values[self.begins[numbers]]
        return spread(self.begins[numbers], self.lengths[numbers], self.values)


def spread(
    begins: NDArray[np.int64], sizes: NDArray[np.int64], values: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return `values[begins[i]:begins[i] + sizes[i]]` for every i, and i beside each value."""
    rows, places = ranges(begins, sizes)
    return rows, values[places]


def ranges(
    begins: NDArray[np.int64], sizes: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the numbers from `begins[i]` to `begins[i] + sizes[i]` for every i, with i."""
    rows = np.repeat(np.arange(len(sizes)), sizes)
    shift = begins - (np.cumsum(sizes) - sizes)
    return rows, np.arange(len(rows)) + shift[rows]


def in_parts(numbers: NDArray[np.int64], sizes: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Yield numbers bit by bit, so that what they spread to, given as sizes, stays bounded."""
    if not len(numbers):
        return
    total = np.cumsum(sizes)
    cuts = np.searchsorted(total, np.arange(ROWS_AT_ONCE, total[-1], ROWS_AT_ONCE))
    yield from (part for part in np.split(numbers, np.unique(cuts)) if len(part))
