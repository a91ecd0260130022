"""What each character of a buffer is, in one pass that all rules of this package share."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from framing.lexicon.characters import code_points
from framing.lexicon.class_table import ClassTable

__all__ = [
    "BREAK",
    "LINE_END",
    "MARK",
    "MARKS",
    "SPACE",
    "STOP",
    "UPPER",
    "WORD",
    "Characters",
    "Flags",
    "Places",
]

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

WORD, SPACE, MARK, BREAK, LINE_END, STOP, UPPER = 1, 2, 4, 8, 16, 32, 64
"""Bits of a character: a letter or digit, white space, a quotation mark, what may part paragraphs,
what ends a line, what may end a sentence in some language, a capital."""

MARKS = "\"“”„‟«»‹›‘’‚'`"
"""Every character that may be a quotation mark."""

_BREAKS = "\n\r\f\u2029"
_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
_NEVER_STOPS = frozenset(" \xa0,-–—$%&/_@()[]\"'“”‘’")


def _class(character: str) -> int:
    return (
        WORD * character.isalnum()
        + SPACE * character.isspace()
        + MARK * (character in MARKS)
        + BREAK * (character in _BREAKS)
        + LINE_END * (character in _LINE_ENDS)
        + STOP * (not character.isalnum() and character not in _NEVER_STOPS)
        + UPPER * character.isupper()
    )


_CLASSES = ClassTable(_class)


class Characters:
    """A text with the class of each of its characters.

    Attributes
    ----------
    text
        The text; it ends in white space, as the buffer of a batch does, or is given a space. So
        every word and mark has a character behind it, and one before it: place −1 is white, too.
    """

    def __init__(self, text: str) -> None:
        self.text = text if text[-1:].isspace() else f"{text} "

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def points(self) -> NDArray[np.uint32]:
        """The code points."""
        return code_points(self.text)

    @cached_property
    def classes(self) -> NDArray[np.uint8]:
        """The bits of each of them."""
        return _CLASSES.of(self.points)

    def places(self, bit: int) -> Places:
        """Return where characters of a class stand."""
        return np.flatnonzero(self.classes & np.uint8(bit) > 0)

    @cached_property
    def marks(self) -> Places:
        """Where quotation marks and apostrophes stand."""
        return self.places(MARK)

    def trimmed(self, start: Places, end: Places) -> tuple[Places, Places]:
        """Return spans without the white space at their edges; what is blank becomes empty."""
        last = len(self) - 1
        for _ in range(_STEPS):
            start = start + ((start < end) & self.has(np.minimum(start, last), SPACE))
            end = end - ((start < end) & self.has(end - 1, SPACE))
        white = self.has(np.minimum(start, last), SPACE) | self.has(end - 1, SPACE)
        left = (start < end) & white
        for i in np.flatnonzero(left).tolist():
            inner = self.text[start[i] : end[i]]
            start[i] += len(inner) - len(inner.lstrip())
            end[i] = start[i] + len(inner.strip())
        return start, end

    def has(self, places: Places, bit: int) -> Flags:
        """Tell which of some places hold a character of a class."""
        return np.asarray(self.classes[places] & np.uint8(bit) > 0)


_STEPS = 2
"""Characters of white space that are taken off all spans at once; few spans have more."""
