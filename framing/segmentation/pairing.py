"""Marks of a line or paragraph paired with a stack: quotations, and marks without a partner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from framing.segmentation.marks import DOUBLE, SINGLE, Mark

__all__ = ["Paired", "Quotation", "pair_marks"]

_ENDS = frozenset(".,!?…")


class Quotation(NamedTuple):
    """A stretch in quotation marks.

    Parameters
    ----------
    start, end
        Its span, marks included.
    inner_start, inner_end
        What stands between the marks.
    depth
        0 if no other quotation holds it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int


@dataclass(slots=True)
class Paired:
    """What one pass over the marks of a line found."""

    quotations: list[Quotation]
    broken_openings: list[tuple[Mark, int]]
    broken_closings: list[Mark]

    @property
    def is_sound(self) -> bool:
        """Whether every mark has its partner."""
        return not self.broken_openings and not self.broken_closings


def pair_marks(text: str, marks: Sequence[Mark], end: int) -> Paired:
    """Pair the marks of a paragraph or line that ends at `end`."""
    return _Pairing(text, marks, end).run()


class _Pairing:
    """One pass over the marks of a paragraph or line."""

    def __init__(self, text: str, found: Sequence[Mark], end: int) -> None:
        self.text = text
        self.marks = found
        self.end = end
        self.stack: list[Mark] = []
        self.paired = Paired([], [], [])

    @cached_property
    def balance(self) -> list[int]:
        """How many more double marks close than open behind each mark."""
        return _sums_after([-_side(m) if m.family == DOUBLE else 0 for m in self.marks])

    @cached_property
    def closings(self) -> list[int]:
        """How many double marks close behind each mark."""
        return self.closings_of(DOUBLE)

    @cached_property
    def single_closings(self) -> list[int]:
        """How many single marks close behind each mark."""
        return self.closings_of(SINGLE)

    def closings_of(self, family: int) -> list[int]:
        return _sums_after([int(m.family == family and _side(m) < 0) for m in self.marks])

    def run(self) -> Paired:
        for number, mark in enumerate(self.marks):
            if mark.family == SINGLE:
                self.single(number, mark)
            else:
                self.double(number, mark)
        while self.stack:
            self.break_top(self.end)
        return self.paired

    def single(self, number: int, mark: Mark) -> None:
        inside = bool(self.stack) and self.stack[-1].family == SINGLE
        if inside and (mark.lean <= 0 or mark.shape < 0):
            if not (self.is_possessive(mark) and self.single_closings[number]):
                self.close(mark)
        elif mark.opens and not inside and self.single_closings[number]:
            self.stack.append(mark)
        elif mark.shape > 0 and mark.lean < 0 and self.stack and not self.closings[number]:
            self.close(mark)

    def double(self, number: int, mark: Mark) -> None:
        is_open = any(m.family == DOUBLE for m in self.stack)
        if not is_open:
            self.double_outside(number, mark)
        elif mark.shape < 0 or mark.lean < 0 or self.is_glued(mark):
            self.close_double(mark)
        elif mark.lean > 0:
            self.reopen(number, mark)
        elif not (mark.shape > 0 and self.closings[number]):
            self.close_double(mark)

    def double_outside(self, number: int, mark: Mark) -> None:
        if self.stack and mark.lean < 0 and not self.single_closings[number]:
            self.close(mark)
        elif self.may_open(number, mark):
            self.stack.append(mark)
        elif mark.lean < 0 or mark.shape < 0:
            self.paired.broken_closings.append(mark)

    def may_open(self, number: int, mark: Mark) -> bool:
        """Whether a double mark opens where none is open; in doubt if something may close it."""
        if mark.lean > 0:
            return mark.shape >= 0 or self.closings[number] > 0
        if mark.lean < 0 or mark.shape < 0:
            return False
        return self.closings[number] > 0 and (mark.shape == 0 or self.balance[number] > 0)

    def reopen(self, number: int, mark: Mark) -> None:
        """An opening mark while a quotation is open: nested, if closings enough follow."""
        depth = sum(m.family == DOUBLE for m in self.stack)
        if depth < 3 and self.balance[number] > depth:
            self.stack.append(mark)
            return
        while self.stack:
            self.break_top(mark.start)
        self.stack.append(mark)

    def close_double(self, mark: Mark) -> None:
        while self.stack[-1].family != DOUBLE:
            self.stack.pop()
        self.close(mark)

    def close(self, mark: Mark) -> None:
        opening = self.stack.pop()
        if opening.end < mark.start:
            self.paired.quotations.append(
                Quotation(opening.start, mark.end, opening.end, mark.start, len(self.stack))
            )

    def break_top(self, limit: int) -> None:
        opening = self.stack.pop()
        if opening.family == DOUBLE:
            self.paired.broken_openings.append((opening, limit))

    def is_possessive(self, mark: Mark) -> bool:
        """Tell workers’ rights from the end of a quotation."""
        before = self.text[mark.start - 1 : mark.start]
        after = self.text[mark.end : mark.end + 2]
        return before in ("s", "S") and after[:1] == " " and after[1:].islower()

    def is_glued(self, mark: Mark) -> bool:
        """Tell a closing mark set before the next word: “It is here. ”said X."""
        before = self.text[max(mark.start - 2, 0) : mark.start]
        after = self.text[mark.end : mark.end + 1]
        return before[-1:] == " " and before[:1] in _ENDS and after.islower()


def _side(mark: Mark) -> int:
    """1 for a mark that opens, −1 for one that closes, 0 for one that may do both."""
    if mark.lean and mark.shape and mark.lean != mark.shape:
        return -1 if mark.shape < 0 or mark.lean < 0 else 0
    return mark.lean or mark.shape


def _sums_after(values: Sequence[int]) -> list[int]:
    """For each place the sum of what follows it."""
    sums = list(accumulate(reversed(values), initial=0))
    return sums[-2::-1] if values else []
