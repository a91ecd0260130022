"""Quotation marks of a line: which characters are marks, and which way each of them leans.

Apostrophes, feet and inches, decades and possessives are no marks. A mark leans by its shape
(“ opens, ” closes) and by its neighbours (space before: opens; space after: closes); where both
disagree or say nothing, the quotation that is open at that point decides, in `quotations`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from framing.segmentation.word_sets import word_set

__all__ = ["DOUBLE", "SINGLE", "Mark", "marks"]

DOUBLE, SINGLE = 2, 1

_RUN = re.compile("[\"“”„‟«»‹›‘’‚'`]+")
_SHAPE = dict.fromkeys("“„«‘‚‹`", 1) | dict.fromkeys("”»’›", -1) | {"``": 1, "‘‘": 1, "’’": -1}
_DOUBLED = ("''", "``", "‘‘", "’’")
_SINGLE_MARKS = frozenset("‘’‚'`‹›")
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


@dataclass(frozen=True, slots=True)
class Mark:
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
    free
        Whether an apostrophe could not be meant: any mark but ’ and ' after a letter.
    """

    start: int
    end: int
    family: int
    shape: int
    lean: int
    free: bool

    @property
    def opens(self) -> bool:
        """Whether it opens a quotation, if nothing that is open says otherwise."""
        return self.lean > 0 and self.shape >= 0

    @property
    def closes(self) -> bool:
        """Whether it closes a quotation, if nothing that is open says otherwise."""
        return self.lean < 0 and self.shape <= 0


def marks(text: str, start: int, end: int) -> list[Mark]:
    """Return the marks of one line or paragraph, in order."""
    return [
        _mark(text, at, stop, start, end)
        for at, stop in _surfaces(text, start, end)
        if not _is_measure(text, at, stop) and not _is_elision(text, at, stop, end)
    ]


def _surfaces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of characters that may be marks; '' and `` are one mark."""
    for run in _RUN.finditer(text, start, end):
        at, stop = run.span()
        if stop - at == 1:
            if text[at] not in "'’" or not (
                text[at - 1 : at].isalnum() and text[stop : stop + 1].isalnum()
            ):
                yield at, stop
            continue
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


def _is_elision(text: str, at: int, stop: int, end: int) -> bool:
    """Tell ’90s, ’em, ’tis and ‘n’ from marks."""
    if stop - at > 1 or text[at] not in "'’‘" or stop >= end:
        return False
    if text[at] != "‘" and text[stop].isdigit():
        return text[stop : stop + 2].isdigit() and text[stop + 2 : stop + 3] in ("s", "S")
    word = _ELISION.match(text, stop, min(end, stop + 6))
    return word is not None and text[at] != "‘" and word.group().lower() in _ELISIONS


def _mark(text: str, at: int, stop: int, start: int, end: int) -> Mark:
    before = text[at - 1] if at > start else " "
    after = text[stop] if stop < end else " "
    opening_side = before.isspace() or before in _OPENING_NEIGHBOURS
    closing_side = after.isspace() or after in _CLOSING_NEIGHBOURS
    lean = int(opening_side) - int(closing_side)
    surface = text[at:stop]
    single = surface in _SINGLE_MARKS
    if opening_side and closing_side:
        lean = _lean_between(before, after, stop >= end)
    free = not (single and surface in "'’" and before.isalpha())
    return Mark(at, stop, SINGLE if single else DOUBLE, _SHAPE.get(surface, 0), lean, free)


def _lean_between(before: str, after: str, at_end: bool) -> int:
    """Lean of a mark with space, dash or mark on both sides."""
    if before.isspace() and not after.isspace():
        return -1 if after in ".,;:!?)]}" else 1
    if after.isspace() and not before.isspace():
        return -1
    return -1 if at_end else 0
