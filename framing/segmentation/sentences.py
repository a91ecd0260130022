"""Sentences: spans in order, disjoint, none across a paragraph break."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

import numpy as np
import sentencex

from framing.segmentation.characters import (
    MARK,
    MARKS,
    SPACE,
    STOP,
    UPPER,
    WORD,
    Characters,
    Flags,
    Places,
)
from framing.segmentation.spans import Paragraphs
from framing.segmentation.word_sets import word_set

__all__ = ["sentences"]

_MANY_MARKS = 200
"""Lines with more marks are split as if they had none: sentencex looks for the partner of each."""
_LONGEST_PLAIN = 2000
_WITHOUT_MARKS = str.maketrans(dict.fromkeys(MARKS, "*"))
_AFTER_ELLIPSIS = re.compile(r"(?<=…)(?=\s+[^\W\d_a-zа-яіїєґё])")
_WHITE = re.compile(r"\s")
_INITIAL = re.compile(r"(?<!\w)[A-Z]\s*[^\S\x00-\x7f]\.")
"""sentencex panics, and Rust tells so on standard error, at “plan B .” with a no-break space."""
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_TITLES = word_set("Ms Mx Messrs Mmes Sens Reps Govs Gens Adm Cmdr Capt Sgt Det Supt Hon Rev Pvt")
_TITLE_LENGTHS = sorted({len(title) for title in _TITLES})
_TITLE_INITIALS = np.array(sorted({ord(title[0]) for title in _TITLES}), np.uint32)
_GOES_ON = frozenset(",;:)]%")
_MOST_CLOSERS = 3
_FULL_STOP, _FIRST_ODD = ord("."), 0x80


def sentences(seen: Characters, found: Paragraphs, *, language: str) -> Places:
    """Return the sentences of each paragraph in turn, one span a row."""
    plain = _is_one_sentence(seen, found.line_start, found.line_end)
    start, end = _sentences_of_lines(
        seen, found.line_start[~plain], found.line_end[~plain], language
    )
    start = np.append(found.line_start[plain], start)
    end = np.append(found.line_end[plain], end)
    order = np.argsort(start)
    return np.stack([start[order], end[order]], axis=1)


def _is_one_sentence(seen: Characters, start: Places, end: Places) -> Flags:
    """Tell which lines need no look: before their last word stands nothing that ends a sentence.

    Whatever is cut off behind the last word would be put back, for it holds no word.
    """
    last, settled = end - 1, ~seen.has(start, SPACE) & ~seen.has(end - 1, SPACE)
    settled &= end - start <= _LONGEST_PLAIN
    for _ in range(_MOST_CLOSERS):
        closes = ~seen.has(last, WORD) & (last > start)
        settled &= ~(closes & seen.has(last, UPPER))
        last = last - closes
    stops = seen.places(STOP)
    none = np.searchsorted(stops, start) == np.searchsorted(stops, last)
    return np.asarray(settled & none & seen.has(last, WORD))


def _sentences_of_lines(
    seen: Characters, line_start: Places, line_end: Places, language: str
) -> tuple[Places, Places]:
    """Cut lines into pieces, and put together again those that are no sentences of their own."""
    text = seen.text
    marks = np.searchsorted(seen.marks, line_end) - np.searchsorted(seen.marks, line_start)
    is_busy = marks > _MANY_MARKS
    has_odd = _has_odd_stop(seen, line_start, line_end)
    bounds = zip(*(c.tolist() for c in (line_start, line_end, is_busy, has_odd)), strict=True)
    lines = (
        (_with_usual_initials(text[start:end]) if odd else text[start:end], many)
        for start, end, many, odd in bounds
    )
    pieces = [
        _pieces(line, language, many) if many or "…" in line else _cut(line, language)
        for line, many in lines
    ]
    counts = np.fromiter(map(len, pieces), np.int64, len(pieces))
    together = list(chain.from_iterable(pieces))
    lengths = np.fromiter(map(len, together), np.int64, len(together))
    line = np.repeat(np.arange(len(pieces)), counts)
    before = np.append(0, np.cumsum(lengths))
    since_line = before[:-1] - before[np.cumsum(counts) - counts][line]
    start = line_start[line] + since_line
    start, end = seen.trimmed(start, start + lengths)
    kept = start < end
    start, end, line = start[kept], end[kept], line[kept]
    begins = ~_joins(seen, start, end, line)
    return start[begins], end[np.append(begins, True)[1:]]


def _has_odd_stop(seen: Characters, line_start: Places, line_end: Places) -> Flags:
    """Tell in which lines a full stop follows white space that is not in ASCII."""
    stops = seen.places(STOP)
    stops = stops[seen.points[stops] == _FULL_STOP]
    odd = stops[(seen.points[stops - 1] >= _FIRST_ODD) & seen.has(stops - 1, SPACE)]
    return np.asarray(np.searchsorted(odd, line_start) < np.searchsorted(odd, line_end))


def _with_usual_initials(line: str) -> str:
    return _WHITE.sub(" ", line) if _INITIAL.search(line) else line


def _pieces(line: str, language: str, many_marks: bool) -> Sequence[str]:
    """Cut a line where sentences may end; together the pieces are the line."""
    pieces = _cut(line.translate(_WITHOUT_MARKS) if many_marks else line, language)
    if "…" not in line:
        return pieces
    return [part for piece in pieces for part in _AFTER_ELLIPSIS.split(piece)]


def _cut(line: str, language: str) -> list[str]:
    """Let sentencex cut a line.

    Should it panic at unusual white space, that is made usual; what Rust's panics become in Python
    is no `Exception`. Halves of surrogate pairs, which Rust's strings cannot hold, are cut as if
    they were letters.
    """
    try:
        pieces: list[str] = sentencex.segment(language, line)
    except BaseException as error:
        if isinstance(error, UnicodeEncodeError):
            plain = _HALF_PAIR.sub("x", line)
        elif type(error).__name__ == "PanicException":
            plain = _WHITE.sub(" ", line)
        else:
            raise
        return [line] if plain == line else _cut(plain, language)
    return pieces


def _joins(seen: Characters, start: Places, end: Places, line: Places) -> Flags:
    """Tell which pieces belong to the one before, in the same line."""
    follows = np.zeros(len(start), bool)
    follows[1:] = line[1:] == line[:-1]
    joins = follows & _may_go_on(seen, start, end)
    for i in np.flatnonzero(joins).tolist():
        joins[i] = _goes_on(seen.text, int(start[i]), int(end[i]))
    titled = np.flatnonzero(follows[1:] & _may_be_title(seen, start[:-1], end[:-1]))
    for i in titled.tolist():
        if _is_title(seen.text, int(start[i]), int(end[i]), bool(joins[i])):
            joins[i + 1] = True
    return joins


def _may_go_on(seen: Characters, start: Places, end: Places) -> Flags:
    """Tell which pieces do not plainly begin with a capital, alone or behind one mark."""
    marked = seen.has(start, MARK) & (start + 1 < end)
    marked &= seen.has(start + 1, UPPER) & seen.has(start + 1, WORD)
    return np.asarray(~seen.has(start, UPPER) & ~marked)


def _goes_on(text: str, start: int, end: int) -> bool:
    """Tell whether a piece is the rest of the sentence before: a comma, a small letter, no word."""
    first = text[start]
    if first.isupper():
        return False
    if first in _GOES_ON:
        return True
    at = start
    while at < end and not text[at].isalnum():
        at += 1
    return at == end or (text[at].islower() and at - start < 4)


def _may_be_title(seen: Characters, start: Places, end: Places) -> Flags:
    """Tell which pieces end in a full stop after a word as long as a title, with its initial."""
    found = np.zeros(len(start), bool)
    for length in _TITLE_LENGTHS:
        initial = end - 1 - length
        found |= (initial >= start) & np.isin(seen.points[np.maximum(initial, 0)], _TITLE_INITIALS)
    return np.asarray(found & (seen.points[end - 1] == _FULL_STOP))


def _is_title(text: str, start: int, end: int, joined: bool) -> bool:
    """Tell whether a piece ends in a title before a name, as in “said Ms. Holm”."""
    for length in _TITLE_LENGTHS:
        initial = end - 1 - length
        if initial >= start and text[initial : end - 1] in _TITLES:
            alone = initial == start and not joined
            return alone or text[initial - 1] == " "
    return False
