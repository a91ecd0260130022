"""The lines of a text with their offsets, and the forms under which lines are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_letters
from typing import NamedTuple

__all__ = [
    "INVISIBLE",
    "SHORT",
    "Line",
    "begin_unlike",
    "first_two_words",
    "first_word",
    "first_words",
    "key_of",
    "lines_of",
    "phrases",
]

SHORT = 400
"""Characters: a longer line is prose, and is looked at no further."""

_OTHER_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_LINE = re.compile(f"[^\n{_OTHER_ENDS}]+")
_FIRST = re.compile(r"\W*(\w*)")
_FIRST_TWO = re.compile(r"\W*(\w*)\W*(\w*)")
_LETTERS = frozenset(ascii_letters)
_DASHES = re.compile("\\s*[-\u2010-\u2015\u2212]+\\s*")
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
"""Characters that nobody sees, in words as well as between them."""

_ALIKE = (
    *((mark, "'") for mark in "‘’ʼ´`"),
    *((mark, '"') for mark in "“”„«»"),
    *((mark, "") for mark in INVISIBLE),
)
_BULLETS = " \t\u00a0•·▪●►▶▸›→←⇒↓↑|*#>_~+"
_FULL_STOP = re.compile("[.!?\u2026\u3002]['\"\u2019\u201d\u00bb)\\]]*$")


def phrases(listed: str) -> frozenset[str]:
    """Return the phrases of a list in which bars or line ends part them."""
    return frozenset(p.strip() for p in listed.replace("\n", "|").split("|") if p.strip())


def first_word(text: str) -> str:
    """Return the first word of a line in lower case, empty if it has none."""
    found = _FIRST.match(text)
    return found[1].lower() if found else ""


def first_two_words(text: str) -> tuple[str, str]:
    """Return the first two words of a line without regard to case, empty where it has none."""
    found = _FIRST_TWO.match(text)
    return (found[1].lower(), found[2].casefold()) if found else ("", "")


def begin_unlike(one: str, two: str) -> bool:
    """Tell quickly that two lines begin with different letters, of the plain ones."""
    first, second = one[0], two[0]
    return first in _LETTERS and second in _LETTERS and first.lower() != second.lower()


def first_words(known: frozenset[str]) -> frozenset[str]:
    """Return the first word of each phrase, to ask quickly whether a line can be one."""
    return frozenset(map(first_word, known)) - {""}


def key_of(text: str) -> str:
    """Return what two copies of a line share: dashes, spaces, marks and case made alike."""
    return _DASHES.sub(" - ", _bare(text)).casefold().rstrip(" .")


class Line(NamedTuple):
    """One line without the white space around it, at its place in the text."""

    start: int
    end: int
    text: str

    @property
    def short(self) -> bool:
        """Whether it is short enough to be anything but prose."""
        return len(self.text) <= SHORT

    @property
    def bare(self) -> str:
        """The line as a reader sees it: one kind of space, no bullets, marks made alike."""
        return _bare(self.text)

    @property
    def n_words(self) -> int:
        """How many words it has, as white space parts them."""
        return len(self.text.split())

    @property
    def stopped(self) -> bool:
        """Whether it ends as a sentence does."""
        return _FULL_STOP.search(self.text, max(0, len(self.text) - 4)) is not None


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text that are not blank."""
    lines = []
    for start, whole in _cut(text):
        inner = whole.strip()
        if inner:
            if inner is not whole:
                start += len(whole) - len(whole.lstrip())
            lines.append(Line(start, start + len(inner), inner))
    return lines


def _cut(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines with their beginnings; most texts have no line ends but line feeds."""
    if any(end in text for end in _OTHER_ENDS):
        for found in _LINE.finditer(text):
            yield found.start(), found.group()
        return
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _bare(text: str) -> str:
    for mark, plain in _ALIKE[4:5] if text.isascii() else _ALIKE:
        text = text.replace(mark, plain)
    return " ".join(text.split()).strip(_BULLETS)
