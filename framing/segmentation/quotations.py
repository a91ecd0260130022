"""Quotations: marks paired by line and paragraph, with broken ones mended where a reader would.

One pass with a stack. An opening mark that never finds its partner ends with its sentence (or
with its paragraph, if the next one opens anew); a closing mark without an opening one counts only
where a reporting word follows, and reaches back to the beginning of its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from framing.segmentation.marks import DOUBLE, SINGLE, Mark, Marks
from framing.segmentation.spans import Paragraph, trim

__all__ = ["Quotation", "nested", "quotations"]

_SENTENCE_END = re.compile(r"[.!?…]+[)\]]?(?=\s|$)")
_LOOK_BACK = 1500
_ENDS = frozenset(".,!?…")
_AFTER_CLOSING = re.compile(r"[,\s]*((?:[\w.'’-]+\s+){0,3})([\w'’-]+)")


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
class _Paired:
    """What one pass over the marks of a line found."""

    quotations: list[Quotation]
    broken_openings: list[tuple[Mark, int]]
    broken_closings: list[Mark]

    @property
    def is_sound(self) -> bool:
        return not self.broken_openings and not self.broken_closings


def quotations(
    buffer: str, found: Sequence[Paragraph], *, reporting: frozenset[str]
) -> list[Quotation]:
    """Return the quotations of all paragraphs, in order of their beginnings.

    Parameters
    ----------
    buffer
        The text.
    found
        Its paragraphs.
    reporting
        Verbs of saying; one of them must follow a closing mark that has no opening one.
    """
    result: list[Quotation] = []
    open_until = -1
    marks = Marks(buffer)
    for number in marks.which_of([paragraph.start for paragraph in found]):
        paragraph = found[number]
        between = marks.between(paragraph.start, paragraph.end)
        simple = _simple_pairs(between)
        if simple is not None:
            result += simple
            continue
        following = found[number + 1] if number + 1 < len(found) else None
        was_open = open_until == number and paragraph.linked
        unit = _Unit(buffer, marks, paragraph, following, was_open, reporting)
        result += unit.quotations()
        open_until = number + 1 if unit.stays_open else -1
    return result


def _simple_pairs(marks: Sequence[Mark]) -> list[Quotation] | None:
    """Pair double marks that open and close in turn; none if there is any other mark."""
    if len(marks) % 2:
        return None
    pairs = []
    for opening, closing in zip(marks[::2], marks[1::2], strict=True):
        if opening.family == SINGLE or closing.family == SINGLE:
            return None
        if opening.lean <= 0 or opening.shape < 0 or closing.lean >= 0:
            return None
        if opening.end < closing.start:
            pairs.append(Quotation(opening.start, closing.end, opening.end, closing.start, 0))
    return pairs


class _Unit:
    """One paragraph at work."""

    def __init__(
        self,
        buffer: str,
        marks: Marks,
        paragraph: Paragraph,
        following: Paragraph | None,
        was_open: bool,
        reporting: frozenset[str],
    ) -> None:
        self.buffer = buffer
        self.marks = marks
        self.paragraph = paragraph
        self.following = following
        self.was_open = was_open
        self.reporting = reporting
        self.stays_open = False

    def quotations(self) -> list[Quotation]:
        start, end = self.paragraph.start, self.paragraph.end
        found = self.marks.between(start, end)
        paired = _Pairing(self.buffer, found, end).run()
        if paired.is_sound or len(self.paragraph.lines) == 1:
            return self.mended(paired, start, end)
        result = []
        for line_start, line_end in self.paragraph.lines:
            found = self.marks.between(line_start, line_end)
            paired = _Pairing(self.buffer, found, line_end).run()
            result += self.mended(paired, line_start, line_end)
        return result

    def mended(self, paired: _Paired, start: int, end: int) -> list[Quotation]:
        """Add to the pairs what broken marks still stand for."""
        result = list(paired.quotations)
        for mark, limit in paired.broken_openings:
            stop = self.end_of_broken(mark, limit, start, end)
            if stop > mark.end:
                result.append(Quotation(mark.start, stop, mark.end, stop, 0))
        for mark in paired.broken_closings[:20]:
            back = self.start_of_broken(mark, start, end, result)
            if back < mark.start:
                result.append(Quotation(back, mark.end, back, mark.start, 0))
        result.sort(key=lambda q: (q.start, -q.end))
        return nested(result)

    def end_of_broken(self, mark: Mark, limit: int, start: int, end: int) -> int:
        """Where an opening mark without a partner stops, or 0 if it is no quotation."""
        if limit == end == self.paragraph.end and self.goes_on(mark, start):
            self.stays_open = True
            return end
        stop = _SENTENCE_END.search(self.buffer, mark.end, limit)
        if stop:
            return stop.end()
        return end if limit == end and end - mark.end < _LOOK_BACK else 0

    def goes_on(self, mark: Mark, start: int) -> bool:
        """Whether the next paragraph opens anew, or this one is the last of several."""
        if self.was_open and mark.start == start:
            return True
        if self.following is None or not self.following.linked:
            return False
        at = self.following.start
        return self.buffer.startswith(self.buffer[mark.start : mark.end], at)

    def start_of_broken(self, mark: Mark, start: int, end: int, known: Sequence[Quotation]) -> int:
        """Where a closing mark without a partner begins, or its own place if it is none."""
        after = _AFTER_CLOSING.match(self.buffer, mark.end, min(end, mark.end + 80))
        if not after or not self.reports(after.group(0)):
            return mark.start
        back = max(start, mark.start - _LOOK_BACK)
        for quotation in reversed(known):
            if quotation.end <= mark.start:
                back = max(back, quotation.end)
                break
        text = self.buffer[back : mark.start].rstrip(" .,!?…")
        ends = list(_SENTENCE_END.finditer(text))
        return trim(self.buffer, back + (ends[-1].end() if ends else 0), mark.start)[0]

    def reports(self, words: str) -> bool:
        return any(w.strip(".,:;").lower() in self.reporting for w in words.strip(", ").split()[:3])


class _Pairing:
    """One pass over the marks of a paragraph or line."""

    def __init__(self, text: str, found: Sequence[Mark], end: int) -> None:
        self.text = text
        self.marks = found
        self.end = end
        self.stack: list[Mark] = []
        self.paired = _Paired([], [], [])
        sides = [_side(m) for m in found]
        double = [s if m.family == DOUBLE else 0 for m, s in zip(found, sides, strict=True)]
        single = [
            int(s < 0) if m.family == SINGLE else 0 for m, s in zip(found, sides, strict=True)
        ]
        self.balance = _sums_after([-s for s in double])
        self.closings = {
            DOUBLE: _sums_after([int(s < 0) for s in double]),
            SINGLE: _sums_after(single),
        }

    def run(self) -> _Paired:
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
            if not (self.is_possessive(mark) and self.closings[SINGLE][number]):
                self.close(mark)
        elif mark.opens and self.closings[SINGLE][number] and not inside:
            self.stack.append(mark)
        elif mark.shape > 0 and mark.lean < 0 and self.stack and not self.closings[DOUBLE][number]:
            self.close(mark)

    def double(self, number: int, mark: Mark) -> None:
        is_open = any(m.family == DOUBLE for m in self.stack)
        if not is_open:
            self.double_outside(number, mark)
        elif mark.shape < 0 or mark.lean < 0 or self.is_glued(mark):
            self.close_double(mark)
        elif mark.lean > 0:
            self.reopen(number, mark)
        elif not (mark.shape > 0 and self.closings[DOUBLE][number]):
            self.close_double(mark)

    def double_outside(self, number: int, mark: Mark) -> None:
        if self.stack and mark.lean < 0 and not self.closings[SINGLE][number]:
            self.close(mark)
        elif self.may_open(number, mark):
            self.stack.append(mark)
        elif mark.lean < 0 or mark.shape < 0:
            self.paired.broken_closings.append(mark)

    def may_open(self, number: int, mark: Mark) -> bool:
        """Whether a double mark opens where none is open; in doubt if something may close it."""
        if mark.lean > 0:
            return mark.shape >= 0 or self.closings[DOUBLE][number] > 0
        if mark.lean < 0 or mark.shape < 0:
            return False
        return self.closings[DOUBLE][number] > 0 and (mark.shape == 0 or self.balance[number] > 0)

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


def nested(found: Sequence[Quotation]) -> list[Quotation]:
    """Number the depths anew and drop what crosses another."""
    result: list[Quotation] = []
    open_ends: list[int] = []
    for q in found:
        while open_ends and open_ends[-1] <= q.start:
            open_ends.pop()
        if open_ends and q.end > open_ends[-1]:
            continue
        result.append(Quotation(q.start, q.end, q.inner_start, q.inner_end, len(open_ends)))
        open_ends.append(q.end)
    return result
