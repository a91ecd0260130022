"""A text as one UTF-8 buffer: what each byte is, and code points for its offsets.

NumPy goes through bytes many times faster than Python goes through characters. A byte has the class
of its character, so that words are runs of bytes; offsets become code points at the very end.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from framing.lexicon.characters import CLASSES, code_points

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ByteText"]

_PADDING = 32
_LONGEST_CHARACTER = 4

# Linux gives the memory of large arrays back to the system, which clears it for the next ones: that
# takes longer than most of what is done with them. It learns what sizes are worth keeping when a
# large block is freed, up to 32 MB; this one is never written to, and costs nothing.
np.empty((1 << 25) - (1 << 16), np.uint8)


class ByteText:
    """A text as bytes.

    Parameters
    ----------
    text
        Any string; lone surrogates, which UTF-8 does not know, are kept as three bytes each.

    Attributes
    ----------
    raw
        The text in UTF-8, and zero bytes behind it, so that eight bytes can be loaded anywhere.
    is_ascii
        True where a byte is a character everywhere, so that offsets are code points as they are.
    """

    def __init__(self, text: str) -> None:
        encoded = text.encode("utf-8", "surrogatepass")
        self._size = len(encoded)
        self.is_ascii = self._size == len(text)
        self.raw = encoded + bytes(_PADDING)

    def __len__(self) -> int:
        return self._size

    @cached_property
    def bytes(self) -> NDArray[np.uint8]:
        """The bytes as an array."""
        return np.frombuffer(self.raw, np.uint8, self._size)

    @cached_property
    def windows(self) -> NDArray[np.uint64]:
        """The eight bytes that begin at each offset, the first byte lowest; past the end zeros."""
        size = len(self.raw) - 7
        return np.ndarray((size,), np.dtype("<u8"), self.raw, strides=(1,))

    @cached_property
    def classes(self) -> NDArray[np.uint8]:
        """The bits (`characters.WORD`, …) of the character that each byte belongs to."""
        classes = np.frombuffer(self.raw.translate(CLASSES.of_bytes), np.uint8, self._size)
        if self.is_ascii:
            return classes
        classes = classes.copy()
        foreign = np.flatnonzero(self.bytes >= 0x80)
        characters = self.bytes[foreign].tobytes().decode("utf-8", "surrogatepass")
        of_each = CLASSES.of(code_points(characters))
        classes[foreign] = of_each[np.cumsum(self.leads[foreign]) - 1]
        return classes

    @cached_property
    def zeros(self) -> NDArray[np.int64]:
        """Where the text itself holds zero bytes."""
        return np.flatnonzero(self.bytes == 0)

    @cached_property
    def leads(self) -> NDArray[np.bool_]:
        """Which bytes begin a character."""
        return np.asarray((self.bytes & 0xC0) != 0x80)

    def join(
        self, bit: int, between: NDArray[np.bool_], inside: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Take characters of a class into words, where flagged bytes stand on both sides.

        Parameters
        ----------
        bit
            The class.
        between
            Flags of the bytes that they must stand between.
        inside
            Flags of the bytes of words; those of the characters are set.

        Returns
        -------
        The last byte of each.
        """
        last = np.flatnonzero((self.classes[:-1] & np.uint8(bit) > 0) & between[1:])
        first = self.character_starts(last)
        joined = (first > 0) & between[first - 1]
        first, last = first[joined], last[joined]
        for step in range(_LONGEST_CHARACTER):
            inside[np.minimum(first + step, last)] = True
        return last

    def character_starts(self, offsets: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where the character begins that holds the byte at each offset."""
        if self.is_ascii:
            return offsets
        for _ in range(3):
            offsets = offsets - ~self.leads[offsets]
        return offsets

    def points(self, offsets: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return offsets in code points for offsets in bytes at characters' edges."""
        return offsets if self.is_ascii else offsets - self._continued_before[offsets]

    @cached_property
    def _continued_before(self) -> NDArray[np.int32]:
        before = np.zeros(self._size + 1, np.int32)
        np.cumsum(~self.leads, dtype=np.int32, out=before[1:])
        return before

    def string(self, start: int, end: int) -> str:
        """Return the characters between two offsets in bytes."""
        return self.raw[start:end].decode("utf-8", "surrogatepass")
