"""Lists of numbers of different lengths, end to end in one array."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Spread", "ranges", "spread"]


class Spread:
    """Lists of numbers: list i is `values[begins[i]:begins[i + 1]]`. More can be appended.

    Parameters
    ----------
    lists
        The first lists.
    """

    def __init__(self, lists: Sequence[Sequence[int]] = ()) -> None:
        self.begins = np.zeros(1, np.int64)
        self.values = np.empty(0, np.int64)
        self.append(lists)

    def append(self, lists: Sequence[Sequence[int]]) -> None:
        """Add lists at the end."""
        sizes = np.fromiter(map(len, lists), np.int64, len(lists))
        flat = np.fromiter((v for values in lists for v in values), np.int64, int(sizes.sum()))
        self.values = np.concatenate([self.values, flat])
        self.begins = np.concatenate([self.begins, self.begins[-1] + np.cumsum(sizes)])

    @property
    def filled(self) -> NDArray[np.bool_]:
        """For each list whether it holds anything."""
        return np.asarray(self.begins[1:] > self.begins[:-1])

    def sizes(self, numbers: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
        """Return the lengths of some lists."""
        return np.asarray(self.begins[numbers + 1] - self.begins[numbers])

    def of(self, numbers: NDArray[np.integer[Any]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return all values of some lists, with the place in `numbers` that each belongs to."""
        return spread(self.begins[numbers], self.sizes(numbers), self.values)


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
