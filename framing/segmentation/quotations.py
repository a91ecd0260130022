"""Quotations: marks paired by line and paragraph, with broken ones mended where a reader would.

One pass with a stack. An opening mark that never finds its partner ends with its sentence (or
with its paragraph, if the next one opens anew); a closing mark without an opening one counts only
where a reporting word follows, and reaches back to the beginning of its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.segmentation.marks import SINGLE, Mark, Marks
from framing.segmentation.pairing import Paired, Quotation, pair_marks
from framing.segmentation.spans import Paragraph, trim

__all__ = ["Quotation", "nested", "quotations"]

_SENTENCE_END = re.compile(r"[.!?…]+[)\]]?(?=\s|$)")
_LOOK_BACK = 1500
_AFTER_CLOSING = re.compile(r"[,\s]*((?:[\w.'’-]+\s+){0,3})([\w'’-]+)")


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
        paired = pair_marks(self.buffer, found, end)
        if paired.is_sound or len(self.paragraph.lines) == 1:
            return self.mended(paired, start, end)
        result = []
        for line_start, line_end in self.paragraph.lines:
            found = self.marks.between(line_start, line_end)
            paired = pair_marks(self.buffer, found, line_end)
            result += self.mended(paired, line_start, line_end)
        return result

    def mended(self, paired: Paired, start: int, end: int) -> list[Quotation]:
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
