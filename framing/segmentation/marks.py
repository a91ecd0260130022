"""Quotation marks of a buffer: which characters are marks, and which way each of them leans.

Apostrophes, feet and inches, decades and possessives are no marks. A mark leans by its shape
(“ opens, ” closes) and by its neighbours (space before: opens; space after: closes); where both
disagree or say nothing, the quotation that is open at that point decides, in `quotations`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.lexicon.class_table import ClassTable
from framing.segmentation.characters import MARKS, Characters, Flags, Places
from framing.segmentation.word_sets import word_set

__all__ = ["DOUBLE", "SINGLE", "Mark", "Marks", "marks_of"]

DOUBLE, SINGLE = 2, 1

_SHAPE = dict.fromkeys("“„«‘‚‹`", 1) | dict.fromkeys("”»’›", -1) | {"``": 1, "‘‘": 1, "’’": -1}
_FAMILY = dict.fromkeys(MARKS, DOUBLE) | dict.fromkeys("‘’‚'`‹›", SINGLE)
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
_IS_APOSTROPHE, _IN_WORD, _IS_DIGIT, _IS_SPACE, _OPENS, _CLOSES, _PAUSES = 1, 2, 4, 8, 16, 32, 64
_MARK_POINTS = np.array(sorted(map(ord, MARKS)), np.uint32)
_FAMILIES, _SHAPES = (
    np.array([table.get(chr(point), 0) for point in _MARK_POINTS], np.int64)
    for table in (_FAMILY, _SHAPE)
)


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


@dataclass(frozen=True)
class Marks:
    """All marks of a buffer as columns, in order; each column as in `Mark`.

    What stands round a line or paragraph is white space, so that the marks in it are the same
    whether it is looked at alone or in its buffer.
    """

    start: Places
    end: Places
    family: Places
    shape: Places
    lean: Places

    def __len__(self) -> int:
        return len(self.start)

    def __getitem__(self, which: Flags) -> Marks:
        return Marks(*(column[which] for column in self._columns))

    @property
    def _columns(self) -> tuple[Places, ...]:
        return self.start, self.end, self.family, self.shape, self.lean

    @property
    def opens(self) -> Flags:
        """Whether each opens a quotation, if nothing that is open says otherwise."""
        return np.asarray((self.lean > 0) & (self.shape >= 0))

    def listed(self) -> list[Mark]:
        """Return the marks one by one."""
        return list(map(Mark, *(column.tolist() for column in self._columns)))


def marks_of(seen: Characters) -> Marks:
    """Find the marks of a buffer."""
    places = seen.marks
    kinds = _kinds(seen, places)
    before, after = _kinds(seen, places - 1), _kinds(seen, places + 1)
    in_word = (kinds & _IS_APOSTROPHE > 0) & (before & after & _IN_WORD > 0)
    kept = ~in_word
    places, before, after = places[kept], before[kept], after[kept]
    alone = np.ones(len(places), bool)
    alone[1:] = places[1:] != places[:-1] + 1
    alone[:-1] &= alone[1:]
    columns = _marks_alone(seen, places[alone], before[alone], after[alone])
    in_rows = _marks_in_rows(seen.text, places[~alone].tolist())
    columns = np.hstack([columns, np.array(in_rows, np.int64).reshape(-1, 5).T])
    return Marks(*columns[:, np.argsort(columns[0])])


def _kinds(seen: Characters, places: Places) -> NDArray[np.uint8]:
    """Return the classes of the characters at some places; outside the text stands a space."""
    return _CLASSES.of(seen.points[places])


def _class(character: str) -> int:
    return (
        _IS_APOSTROPHE * (character in "'’")
        + _IN_WORD * character.isalnum()
        + _IS_DIGIT * character.isdigit()
        + _IS_SPACE * character.isspace()
        + _OPENS * (character.isspace() or character in _OPENING_NEIGHBOURS)
        + _CLOSES * (character.isspace() or character in _CLOSING_NEIGHBOURS)
        + _PAUSES * (character in ".,;:!?)]}")
    )


_CLASSES = ClassTable(_class)


def _marks_alone(
    seen: Characters, places: Places, before: NDArray[np.uint8], after: NDArray[np.uint8]
) -> NDArray[np.int64]:
    """Return the columns of the marks that stand beside no other one."""
    opens, closes = before & _OPENS > 0, after & _CLOSES > 0
    lean = opens.astype(np.int64) - closes
    space_before, space_after = before & _IS_SPACE > 0, after & _IS_SPACE > 0
    inward = np.where(space_before & (after & _PAUSES == 0), 1, -1)
    between = np.where(space_before != space_after, inward, 0)
    lean = np.where(opens & closes, between, lean)
    points = seen.points[places]
    may_elide = _CLASSES.of(points) & _IS_APOSTROPHE & (after & _IN_WORD > 0)
    doubtful = (before & _IS_DIGIT > 0) | (may_elide > 0)
    kept = np.ones(len(places), bool)
    for i in np.flatnonzero(doubtful).tolist():
        at = int(places[i])
        kept[i] = not (_is_measure(seen.text, at, at + 1) or _is_elision(seen.text, at, at + 1))
    which = np.searchsorted(_MARK_POINTS, points)
    return np.stack([places, places + 1, _FAMILIES[which], _SHAPES[which], lean])[:, kept]


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
