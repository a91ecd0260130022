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

_SHAPE = dict.fromkeys("“„«‘‚‹`", 1) | dict.fromkeys("”»’›", -1)
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
_DOUBLED_POINTS = np.array(sorted(ord(pair[0]) for pair in _DOUBLED), np.uint32)


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

    def __getitem__(self, which: Flags | Places) -> Marks:
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
    before, after = _kinds(seen, places - 1), _kinds(seen, places + 1)
    apostrophes = _kinds(seen, places) & _IS_APOSTROPHE > 0
    start, end = _surfaces(seen, places[~(apostrophes & (before & after & _IN_WORD > 0))])
    points = seen.points[start]
    doubled = end - start > 1
    which = np.searchsorted(_MARK_POINTS, points)
    family = np.where(doubled, DOUBLE, _FAMILIES[which])
    before, after = _kinds(seen, start - 1), _kinds(seen, end)
    marks = Marks(start, end, family, _SHAPES[which], _leans(before, after))
    may_elide = ~doubled & (_CLASSES.of(points) & _IS_APOSTROPHE > 0) & (after & _IN_WORD > 0)
    kept = np.ones(len(start), bool)
    for i in np.flatnonzero(may_elide | (before & _IS_DIGIT > 0)).tolist():
        span = int(start[i]), int(end[i])
        kept[i] = not (_is_measure(seen.text, *span) or _is_elision(seen.text, *span))
    return marks[kept]


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


def _leans(before: NDArray[np.uint8], after: NDArray[np.uint8]) -> Places:
    """Return the lean of each mark from what stands beside it."""
    opens, closes = before & _OPENS > 0, after & _CLOSES > 0
    space_before, space_after = before & _IS_SPACE > 0, after & _IS_SPACE > 0
    inward = np.where(space_before & (after & _PAUSES == 0), 1, -1)
    between = np.where(space_before != space_after, inward, 0)
    return np.where(opens & closes, between, opens.astype(np.int64) - closes)


def _surfaces(seen: Characters, places: Places) -> tuple[Places, Places]:
    """Return the spans of marks: '' and `` are one mark where marks stand side by side."""
    points = seen.points[places]
    follows = np.append(False, places[1:] == places[:-1] + 1)[: len(places)]
    twice = follows & np.isin(points, _DOUBLED_POINTS)
    twice[1:] &= points[1:] == points[:-1]
    row = np.cumsum(~follows)
    in_pair = np.bincount(row)[row] == 2
    second = np.flatnonzero(twice & in_pair)
    at_work = np.isin(row, row[twice & ~in_pair])
    spans = np.array(list(_spans_in_rows(seen.text, places[at_work].tolist())), np.int64)
    spans = spans.reshape(-1, 2)
    alone = ~at_work
    alone[second] = alone[second - 1] = False
    start = np.concatenate([places[alone], places[second] - 1, spans[:, 0]])
    end = np.concatenate([places[alone] + 1, places[second] + 1, spans[:, 1]])
    order = np.argsort(start)
    return start[order], end[order]


def _spans_in_rows(text: str, places: Sequence[int]) -> Iterator[tuple[int, int]]:
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
