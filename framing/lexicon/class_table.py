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
        classes = self._classes.take(points, mode="clip")
        if not len(classes) or classes.max() < _UNKNOWN:
            return classes
        for point in set(points[classes == _UNKNOWN].tolist()):
            self._classes[point] = self._class_of(chr(point))
        return self._classes.take(points, mode="clip")

    @cached_property
    def of_bytes(self) -> bytes:
        """The classes of the first 256 code points."""
        return self.of(np.arange(256, dtype=np.uint32)).tobytes()
