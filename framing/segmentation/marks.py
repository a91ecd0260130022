"""Quotation marks of a buffer: which characters are marks, and which way each of them leans.

Apostrophes, feet and inches, decades and possessives are no marks. A mark leans by its shape
(“ opens, ” closes) and by its neighbours (space before: opens; space after: closes); where both
disagree or say nothing, the quotation that is open at that point decides, in `quotations`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.lexicon.characters import code_points
from framing.lexicon.class_table import ClassTable
from framing.segmentation.word_sets import word_set

__all__ = ["DOUBLE", "SINGLE", "Mark", "Marks"]

DOUBLE, SINGLE = 2, 1

_MARKS = "\"“”„‟«»‹›‘’‚'`"
_SHAPE = dict.fromkeys("“„«‘‚‹`", 1) | dict.fromkeys("”»’›", -1) | {"``": 1, "‘‘": 1, "’’": -1}
_FAMILY = dict.fromkeys(_MARKS, DOUBLE) | dict.fromkeys("‘’‚'`‹›", SINGLE)
_DOUBLED = ("''", "``", "‘‘", "’’")
_OPENING_NEIGHBOURS = frozenset("([{–—―-/“„«‘‚\"'…¿¡>‹`=:;|*_")
_CLOSING_NEIGHBOURS = frozenset(".,;:!?)]}–—―-/”»’\"'…<›|*_“")
_ELISIONS = word_set(
    """
    em tis twas til till cause n round bout cuz nuff tween neath ere s
    """
)
_ELISION = re.compile(r"[^\W\d_]+")
_FEET = re.compile(r"\d['’][ \xa0]?\d")
_FEET_BEFORE = re.compile(r"\d['’][ \xa0]?\d{1,2}$")
_IS_MARK, _IS_APOSTROPHE, _IN_WORD, _IS_DIGIT = 1, 2, 4, 8
_IS_SPACE, _OPENS, _CLOSES, _PAUSES = 16, 32, 64, 128


class Mark(NamedTuple):
    """A quotation mark.

    Parameters
    ----------
    start, end
        Its span.
    family
        `DOUBLE` or `SINGLE`.
    shape
        1 if its shape opens, −1 if it closes, 0 if it does both.
    lean
        The same by its neighbours.
    """

    start: int
    end: int
    family: int
    shape: int
    lean: int

    @property
    def opens(self) -> bool:
        """Whether it opens a quotation, if nothing that is open says otherwise."""
        return self.lean > 0 and self.shape >= 0


class Marks:
    """All marks of a buffer, found in one pass.

    What stands round a line or paragraph is white space, so that the marks in it are the same
    whether it is looked at alone or in its buffer.
    """

    def __init__(self, text: str) -> None:
        places, classes = _places(text)
        alone = np.ones(len(places), bool)
        alone[1:] = places[1:] != places[:-1] + 1
        alone[:-1] &= alone[1:]
        marks = _marks_alone(text, places[alone], classes)
        marks += _marks_in_rows(text, places[~alone].tolist())
        self._marks = sorted(marks)
        self._starts = [mark.start for mark in self._marks]

    def which_of(self, starts: Sequence[int]) -> list[int]:
        """Return which of the stretches that begin at some places hold a mark."""
        holders = np.searchsorted(np.array(starts, np.int64), self._starts, side="right") - 1
        which: list[int] = np.unique(holders).tolist()
        return which

    def between(self, start: int, end: int) -> list[Mark]:
        """Return the marks of one line or paragraph, in order."""
        first = bisect_left(self._starts, start)
        found = self._marks[first : bisect_left(self._starts, end, first)]
        if found and found[-1].end >= end:
            found[-1] = found[-1]._replace(lean=-1)
        return found


def _places(text: str) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Return where marks may stand, and the class of each character.

    An apostrophe between two letters or digits is no mark.
    """
    points = code_points(text)
    classes = _CLASSES.of(points)
    places = np.flatnonzero(classes & _IS_MARK)
    before, after = _neighbours(places, classes)
    in_word = (classes[places] & _IS_APOSTROPHE > 0) & (before & after & _IN_WORD > 0)
    return places[~in_word], classes


def _neighbours(
    places: NDArray[np.int64], classes: NDArray[np.uint8]
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return the classes of the characters on both sides; outside the text stands a space."""
    wide = np.full(len(classes) + 2, _class(" "), np.uint8)
    wide[1:-1] = classes
    return wide[places], wide[places + 2]


def _class(character: str) -> int:
    return (
        _IS_MARK * (character in _MARKS)
        + _IS_APOSTROPHE * (character in "'’")
        + _IN_WORD * character.isalnum()
        + _IS_DIGIT * character.isdigit()
        + _IS_SPACE * character.isspace()
        + _OPENS * (character.isspace() or character in _OPENING_NEIGHBOURS)
        + _CLOSES * (character.isspace() or character in _CLOSING_NEIGHBOURS)
        + _PAUSES * (character in ".,;:!?)]}")
    )


_CLASSES = ClassTable(_class)


def _marks_alone(text: str, places: NDArray[np.int64], classes: NDArray[np.uint8]) -> list[Mark]:
    """Return the marks that stand beside no other one."""
    before, after = _neighbours(places, classes)
    opens, closes = before & _OPENS > 0, after & _CLOSES > 0
    lean = opens.astype(np.int8) - closes
    space_before, space_after = before & _IS_SPACE > 0, after & _IS_SPACE > 0
    inward = np.where(space_before & (after & _PAUSES == 0), 1, -1)
    between = np.where(space_before != space_after, inward, 0)
    lean = np.where(opens & closes, between, lean)
    doubtful = (before & _IS_DIGIT > 0) | (after & _IN_WORD > 0)
    kept = []
    for at, leans, doubt in zip(places.tolist(), lean.tolist(), doubtful.tolist(), strict=True):
        if not doubt or not (_is_measure(text, at, at + 1) or _is_elision(text, at, at + 1)):
            surface = text[at]
            kept.append(Mark(at, at + 1, _FAMILY[surface], _SHAPE.get(surface, 0), leans))
    return kept


def _marks_in_rows(text: str, places: Sequence[int]) -> list[Mark]:
    """Return the marks that stand side by side; '' and `` are one mark."""
    return [
        _mark(text, at, stop)
        for at, stop in _surfaces(text, places)
        if not _is_measure(text, at, stop) and not _is_elision(text, at, stop)
    ]


def _surfaces(text: str, places: Sequence[int]) -> Iterator[tuple[int, int]]:
    number = 0
    while number < len(places):
        at = stop = places[number]
        while number < len(places) and places[number] == stop:
            number += 1
            stop += 1
        while at < stop:
            width = _width(text, at, stop)
            yield at, at + width
            at += width


def _width(text: str, at: int, stop: int) -> int:
    """Return 2 for a doubled mark; of three apostrophes after a word the first stands alone."""
    pair = text[at : min(at + 2, stop)]
    if pair not in _DOUBLED:
        return 1
    triple = text[at : at + 3] in ("'''", "’’’") and at + 3 == stop
    return 1 if triple and not text[at - 1 : at].isspace() and at > 0 else 2


def _is_measure(text: str, at: int, stop: int) -> bool:
    """Tell feet and inches, as in 6'2", from marks."""
    if not text[max(at - 1, 0)].isdigit():
        return False
    return bool(
        _FEET.match(text, at - 1, stop + 2) or _FEET_BEFORE.search(text[max(at - 6, 0) : at])
    )


def _is_elision(text: str, at: int, stop: int) -> bool:
    """Tell ’90s, ’em, ’tis and ‘n’ from marks."""
    if stop - at > 1 or text[at] not in "'’‘" or stop >= len(text):
        return False
    if text[at] != "‘" and text[stop].isdigit():
        return text[stop : stop + 2].isdigit() and text[stop + 2 : stop + 3] in ("s", "S")
    word = _ELISION.match(text, stop, stop + 6)
    return word is not None and text[at] != "‘" and word.group().lower() in _ELISIONS


def _mark(text: str, at: int, stop: int) -> Mark:
    before, after = text[at - 1 : at] or " ", text[stop : stop + 1] or " "
    opening_side = before.isspace() or before in _OPENING_NEIGHBOURS
    closing_side = after.isspace() or after in _CLOSING_NEIGHBOURS
    lean = int(opening_side) - int(closing_side)
    if opening_side and closing_side:
        lean = _lean_between(before, after)
    surface = text[at:stop]
    return Mark(at, stop, _FAMILY.get(surface, DOUBLE), _SHAPE.get(surface, 0), lean)


def _lean_between(before: str, after: str) -> int:
    """Lean of a mark with space, dash or mark on both sides."""
    if before.isspace() and not after.isspace():
        return -1 if after in ".,;:!?)]}" else 1
    return -1 if after.isspace() and not before.isspace() else 0
