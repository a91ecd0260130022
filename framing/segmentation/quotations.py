"""Quotations: marks paired by line and paragraph, with broken ones mended where a reader would.

One pass with a stack. An opening mark that never finds its partner ends with its sentence (or
with its paragraph, if the next one opens anew); a closing mark without an opening one counts only
where a reporting word follows, and reaches back to the beginning of its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from framing.segmentation.characters import Characters, Flags, Places
from framing.segmentation.marks import SINGLE, Mark, Marks, marks_of
from framing.segmentation.pairing import Paired, Quotation, pair_marks
from framing.segmentation.spans import Paragraphs, trim

__all__ = ["Quotation", "nested", "quotations"]

_SENTENCE_END = re.compile(r"[.!?…]+[)\]]?(?=\s|$)")
_LOOK_BACK = 1500
_S, _BLANK = (ord("s"), ord("S")), ord(" ")
_AFTER_CLOSING = re.compile(r"[,\s]*((?:[\w.'’-]+\s+){0,3})([\w'’-]+)")


def quotations(
    seen: Characters, found: Paragraphs, *, reporting: frozenset[str]
) -> NDArray[np.int64]:
    """Return the quotations of all paragraphs, in order of their beginnings.

    One row a quotation, its columns as in `Quotation`.

    Parameters
    ----------
    seen
        The text.
    found
        Its paragraphs.
    reporting
        Verbs of saying; one of them must follow a closing mark that has no opening one.
    """
    marks = marks_of(seen)
    holder = np.searchsorted(found.start, marks.start, side="right") - 1
    pairs, is_busy = _simple_pairs(seen, marks, holder, found)
    at_work = is_busy[holder]
    busy, counts = np.unique(holder[at_work], return_counts=True)
    listed = iter(marks[at_work].listed())
    result: list[Quotation] = []
    open_until = -1
    for number, count in zip(busy.tolist(), counts.tolist(), strict=True):
        was_open = open_until == number and bool(found.linked[number])
        unit = _Unit(seen.text, found, number, was_open, reporting)
        result += unit.quotations(list(islice(listed, count)))
        open_until = number + 1 if unit.stays_open else -1
    rows = np.concatenate([pairs, np.array(result, np.int64).reshape(-1, 5)])
    return rows[np.argsort(rows[:, 0], kind="stable")]


def _simple_pairs(
    seen: Characters, marks: Marks, holder: Places, found: Paragraphs
) -> tuple[NDArray[np.int64], Flags]:
    """Pair the marks of all paragraphs in which double marks open and close in turn.

    Single marks may do so only side by side; those that open nothing are left out. Return the
    pairs, and which paragraphs have other marks.
    """
    last = np.append(holder[1:] != holder[:-1], True)[: len(holder)]
    ends = last & (marks.end >= found.end[holder])
    marks = replace(marks, lean=np.where(ends, -1, marks.lean))
    single = _single_pairs(seen, marks, holder)
    kept = (marks.family != SINGLE) | marks.opens | ((marks.shape > 0) & (marks.lean < 0))
    kept[single] = False
    which = np.flatnonzero(kept)
    counts = np.bincount(holder[which], minlength=len(found))
    before = np.cumsum(counts) - counts
    turn = (np.arange(len(which)) - before[holder[which]]) % 2
    fits = (marks.family[which] != SINGLE) & _fit_their_turn(marks[which], turn)
    is_busy = (np.bincount(holder[which], ~fits, len(found)) > 0) | (counts % 2 > 0)
    double = np.flatnonzero(~is_busy[holder[which]] & (turn == 0))
    single = single[~is_busy[holder[single]]]
    opening = np.append(which[double], single)
    closing = np.append(which[double + 1], single + 1)
    depth = (np.cumsum(kept)[single] - before[holder[single]]) % 2
    depth = np.append(np.zeros_like(double), depth)
    columns = (marks.start[opening], marks.end[closing], marks.end[opening], marks.start[closing])
    pairs = np.stack([*columns, depth], axis=1)
    return pairs[pairs[:, 2] < pairs[:, 3]], is_busy


def _single_pairs(seen: Characters, marks: Marks, holder: Places) -> Places:
    """Return which single marks open a quotation that the next mark closes.

    A mark that may be a possessive, as in workers’ rights, is left to a closer look.
    """
    is_single, end = marks.family == SINGLE, marks.end
    possessive = np.isin(seen.points[marks.start - 1], _S) & (seen.points[end] == _BLANK)
    closes = is_single & (marks.lean < 0) & ~possessive
    opens = is_single[:-1] & marks.opens[:-1]
    return np.flatnonzero(opens & closes[1:] & (holder[1:] == holder[:-1]))


def _fit_their_turn(marks: Marks, turn: Places) -> Flags:
    """Tell which double marks open or close in turn; one that leans no way does either."""
    closes = (marks.lean < 0) | (marks.shape < 0)
    is_neutral = (marks.lean == 0) & (marks.shape == 0)
    opens = marks.opens | (is_neutral & np.append(closes[1:], False)[: len(marks)])
    return np.asarray(np.where(turn == 0, opens, closes | is_neutral))


class _Unit:
    """One paragraph at work."""

    def __init__(
        self,
        buffer: str,
        found: Paragraphs,
        number: int,
        was_open: bool,
        reporting: frozenset[str],
    ) -> None:
        self.buffer = buffer
        self.found, self.number = found, number
        self.start, self.end = int(found.start[number]), int(found.end[number])
        goes_on = number + 1 < len(found) and bool(found.linked[number + 1])
        self.following = int(found.start[number + 1]) if goes_on else -1
        self.was_open = was_open
        self.reporting = reporting
        self.stays_open = False

    def quotations(self, marks: Sequence[Mark]) -> list[Quotation]:
        """Return the quotations, given the paragraph's marks."""
        paired = pair_marks(self.buffer, _last_closes(marks, self.end), self.end)
        lines = [] if paired.is_sound else self.found.lines(self.number)
        if len(lines) < 2:
            return self.mended(paired, self.start, self.end)
        result = []
        for start, end in lines:
            inside = marks[bisect_left(marks, (start,)) : bisect_left(marks, (end,))]
            paired = pair_marks(self.buffer, _last_closes(inside, end), end)
            result += self.mended(paired, start, end)
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
        if limit == end == self.end and self.goes_on(mark, start):
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
        if self.following < 0:
            return False
        return self.buffer.startswith(self.buffer[mark.start : mark.end], self.following)

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


def _last_closes(marks: Sequence[Mark], end: int) -> Sequence[Mark]:
    """Let a mark close at the very end of a line or paragraph, whatever stands before it."""
    if marks and marks[-1].end >= end and marks[-1].lean != -1:
        return [*marks[:-1], marks[-1]._replace(lean=-1)]
    return marks


def nested(found: Sequence[Quotation]) -> list[Quotation]:
    """Number the depths anew and drop what crosses another."""
    result: list[Quotation] = []
    open_ends: list[int] = []
    for q in found:
        while open_ends and open_ends[-1] <= q.start:
            open_ends.pop()
        if open_ends and q.end > open_ends[-1]:
            continue
        result.append(q if q.depth == len(open_ends) else q._replace(depth=len(open_ends)))
        open_ends.append(q.end)
    return result
