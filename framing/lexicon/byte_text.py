"""A text as one UTF-8 buffer: what each byte is, and code points for its offsets.

NumPy goes through bytes many times faster than Python goes through characters. A byte has the class
of its character, so that words are runs of bytes; offsets become code points at the very end.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np

from framing.lexicon.characters import character_classes

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ByteText"]

PADDING = 32
"""Zero bytes behind the text, so that eight bytes can be loaded at every offset."""


class ByteText:
    """A text as bytes.

    Parameters
    ----------
    text
        Any string; lone surrogates, which UTF-8 does not know, are kept as three bytes each.

    Attributes
    ----------
    raw
        The text in UTF-8.
    is_ascii
        True where a byte is a character everywhere, so that offsets are code points as they are.
    """

    def __init__(self, text: str) -> None:
        self.raw = text.encode("utf-8", "surrogatepass")
        self.is_ascii = len(self.raw) == len(text)
        self._padded = self.raw + bytes(PADDING)

    def __len__(self) -> int:
        return len(self.raw)

    @cached_property
    def bytes(self) -> NDArray[np.uint8]:
        """The bytes as an array."""
        return np.frombuffer(self.raw, np.uint8)

    @cached_property
    def windows(self) -> NDArray[np.uint64]:
        """The eight bytes that begin at each offset, the first byte lowest; past the end zeros."""
        size = len(self._padded) - 7
        return np.ndarray((size,), np.dtype("<u8"), self._padded, strides=(1,))

    @cached_property
    def classes(self) -> NDArray[np.uint8]:
        """The class of the character that each byte belongs to (`characters.OTHER`, `WORD`, …)."""
        classes = np.frombuffer(self.raw.translate(_ascii_classes()), np.uint8)
        if self.is_ascii:
            return classes
        classes = classes.copy()
        foreign = np.flatnonzero(self.bytes >= 0x80)
        leads = self.bytes[foreign] >= 0xC0
        of_leads = character_classes(self._code_points_at(foreign[leads]))
        classes[foreign] = of_leads[np.cumsum(leads) - 1]
        return classes

    def _code_points_at(self, leads: NDArray[np.int64]) -> NDArray[np.uint32]:
        """Decode the characters of two to four bytes that begin at the offsets."""
        four = self.windows[leads]
        first, second, third, fourth = (
            ((four >> np.uint64(8 * i)) & np.uint64(0xFF)).astype(np.uint32) for i in range(4)
        )
        tail = second & 0x3F
        two = ((first & 0x1F) << 6) | tail
        tail = (tail << 6) | (third & 0x3F)
        three = ((first & 0x0F) << 12) | tail
        tail = (tail << 6) | (fourth & 0x3F)
        long = ((first & 0x07) << 18) | tail
        return np.where(first < 0xE0, two, np.where(first < 0xF0, three, long)).astype(np.uint32)

    def character_starts(self, offsets: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where the character begins that holds the byte at each offset."""
        if self.is_ascii:
            return offsets
        for _ in range(3):
            offsets = offsets - self._continues[offsets]
        return offsets

    def points(self, offsets: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return offsets in code points for offsets in bytes at characters' edges."""
        return offsets if self.is_ascii else offsets - self._continued_before[offsets]

    @cached_property
    def _continues(self) -> NDArray[np.bool_]:
        return np.asarray((self.bytes & 0xC0) == 0x80)

    @cached_property
    def _continued_before(self) -> NDArray[np.int32]:
        before = np.zeros(len(self.raw) + 1, np.int32)
        np.cumsum(self._continues, dtype=np.int32, out=before[1:])
        return before

    def string(self, start: int, end: int) -> str:
        """Return the characters between two offsets in bytes."""
        return self.raw[start:end].decode("utf-8", "surrogatepass")


@cache
def _ascii_classes() -> bytes:
    classes = character_classes(np.arange(128, dtype=np.uint32))
    return classes.tobytes() + bytes(128)
