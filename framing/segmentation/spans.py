"""Paragraphs and lines of a buffer, as half-open spans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from framing.segmentation.characters import BREAK, LINE_END, SPACE, Characters, Flags, Places

__all__ = ["Lines", "Paragraphs", "Span", "lines_of_texts", "paragraphs", "trim"]

Span = tuple[int, int]

_DASHES = np.array([ord(c) for c in "–—―"])
_ENDS_LINE = np.array([ord(c) for c in ".!?…:”»\"'’“‘"])
"""A line ends behind one of these, or before a dash and white space."""

_FEED, _RETURN, _PAGE, _SEPARATOR = (ord(c) for c in "\n\r\f\u2029")


@dataclass(frozen=True)
class Paragraphs:
    """The paragraphs of a buffer, in order, and their lines.

    Parameters
    ----------
    start, end
        Spans of the paragraphs, without white space at their edges.
    linked
        Whether only a blank line, no cleaned text and no article's end, parts a paragraph from
        the one before.
    line_start, line_end
        Spans of the lines (at which a broken mark may be mended) of all paragraphs.
    first_line
        Which line is the first of each paragraph, and one past the last line of all.
    """

    start: Places
    end: Places
    linked: Flags
    line_start: Places
    line_end: Places
    first_line: Places

    def __len__(self) -> int:
        return len(self.start)

    def lines(self, number: int) -> list[Span]:
        """Return the lines of one paragraph."""
        own = slice(self.first_line[number], self.first_line[number + 1])
        return list(zip(self.line_start[own].tolist(), self.line_end[own].tolist(), strict=True))


class Lines(NamedTuple):
    """The lines of a buffer that are not blank, without the white space around them."""

    start: Places
    end: Places


def lines_of_texts(seen: Characters) -> Lines:
    """Cut a buffer at all characters that end lines."""
    ends = seen.places(LINE_END)
    start, end = seen.trimmed(np.append(0, ends + 1), np.append(ends, len(seen)))
    kept = start < end
    return Lines(start[kept], end[kept])


def trim(text: str, start: int, end: int) -> Span:
    """Return the span without white space at its edges."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def paragraphs(seen: Characters) -> Paragraphs:
    """Split a buffer at blank lines, form feeds and paragraph separators.

    Paragraphs are parted by white space that holds a form feed, a separator or two line ends of
    one kind.
    """
    places = seen.places(BREAK)
    kinds = seen.points[places]
    begins = ~_goes_on(seen, places)
    run = np.cumsum(begins) - 1
    n_runs = int(begins.sum())
    separated = np.bincount(run, kinds == _SEPARATOR, n_runs) > 0
    feeds = np.bincount(run, kinds == _FEED, n_runs)
    returns = ~begins & (kinds == _RETURN)
    returns[1:] &= kinds[:-1] == _RETURN
    other = np.bincount(run, returns | (kinds == _PAGE), n_runs) > 0
    parts = separated | other | (feeds > 1)
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(places))[: len(first)] - 1
    start, end = seen.trimmed(
        np.append(0, places[last[parts]] + 1), np.append(places[first[parts]], len(seen))
    )
    linked = np.append(False, ~separated[parts])
    kept = start < end
    linked[np.argmax(kept)] = False
    inner = places[(kinds == _FEED) & ~parts[run]]
    return _with_lines(seen, start[kept], end[kept], linked[kept], inner)


def _goes_on(seen: Characters, places: Places) -> Flags:
    """Tell which line ends stand in the same run of white space as the one before them."""
    goes_on = np.zeros(len(places), bool)
    goes_on[1:] = places[1:] == places[:-1] + 1
    before, here = places[:-1], places[1:]
    between = np.flatnonzero(~goes_on[1:] & seen.has(before + 1, SPACE))
    goes_on[between + 1] = [
        seen.text[start + 1 : end].isspace()
        for start, end in zip(before[between].tolist(), here[between].tolist(), strict=True)
    ]
    return goes_on


def _with_lines(
    seen: Characters, start: Places, end: Places, linked: Flags, line_ends: Places
) -> Paragraphs:
    """Cut paragraphs into lines at those line ends inside them where a line may end."""
    holder = np.searchsorted(start, line_ends, side="right") - 1
    line_ends = line_ends[line_ends < np.append(end, 0)[holder]]  # before the first paragraph: −1
    began = np.append(start, line_ends + 1)
    order = np.argsort(began, kind="stable")
    is_first = order < len(start)
    part_start, part_end = seen.trimmed(began[order], np.sort(np.append(end, line_ends)))
    begins = is_first.copy()
    begins[1:] |= np.isin(seen.points[part_end[:-1] - 1], _ENDS_LINE)
    after_dash = part_start + 1
    led = np.isin(seen.points[part_start], _DASHES) & seen.has(after_dash, SPACE)
    begins |= led & (after_dash < end[np.cumsum(is_first) - 1])
    first_line = np.append(np.flatnonzero(is_first[begins]), begins.sum())
    line_end = part_end[np.append(begins, True)[1:]]
    return Paragraphs(start, end, linked, part_start[begins], line_end, first_line)
