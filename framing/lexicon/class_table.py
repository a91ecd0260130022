"""Classes of characters by code point, each worked out when it is first met."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ClassTable"]

_UNKNOWN = 255
_AT_ONCE = 1 << 14
"""Characters looked up together: NumPy copies the code points to eight bytes each."""


class ClassTable:
    """A table that fills itself: a text holds few of the characters there are.

    Parameters
    ----------
    class_of
        Returns the class of a character, below 255.
    """

    def __init__(self, class_of: Callable[[str], int]) -> None:
        self._class_of = class_of
        self._classes = np.full(0x110000, _UNKNOWN, np.uint8)

    def of(self, points: NDArray[np.uint32]) -> NDArray[np.uint8]:
        """Return the class of each code point."""
        classes = np.empty(len(points), np.uint8)
        for first in range(0, len(points), _AT_ONCE):
            some, found = points[first : first + _AT_ONCE], classes[first : first + _AT_ONCE]
            self._classes.take(some, out=found, mode="clip")
            if found.max() == _UNKNOWN:
                for point in set(some[found == _UNKNOWN].tolist()):
                    self._classes[point] = self._class_of(chr(point))
                self._classes.take(some, out=found, mode="clip")
        return classes

    @cached_property
    def of_bytes(self) -> bytes:
        """The classes of the first 256 code points."""
        return self.of(np.arange(256, dtype=np.uint32)).tobytes()
