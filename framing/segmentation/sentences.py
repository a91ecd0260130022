"""Sentences: spans in order, disjoint, none across a paragraph break."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import compress

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
_AFTER_ELLIPSIS = re.compile(r"\s+[^\W\d_a-zа-яіїєґё]")
_WHITE = re.compile(r"\s")
_INITIAL = re.compile(r"(?<!\w)[A-Z]\s*[^\S\x00-\x7f]\.")
"""sentencex panics, and Rust tells so on standard error, at “plan B .” with a no-break space."""
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_TITLES = word_set("Ms Mx Messrs Mmes Sens Reps Govs Gens Adm Cmdr Capt Sgt Det Supt Hon Rev Pvt")
_TITLE_LENGTHS = sorted({len(title) for title in _TITLES})
_BEGINS_TITLE = np.isin(np.arange(0x80), [ord(title[0]) for title in _TITLES])
_GOES_ON = frozenset(",;:)]%")
_MOST_CLOSERS = 3
_FULL_STOP, _ELLIPSIS, _FIRST_ODD = ord("."), ord("…"), 0x80
_BLANK_LINE = "\n\n"


def sentences(seen: Characters, found: Paragraphs, *, language: str) -> Places:
    """Return the sentences of each paragraph in turn, one span a row."""
    stops = seen.places(STOP)
    which = ~_is_one_sentence(seen, found, stops)
    line_start, line_end = found.line_start[which], found.line_end[which]
    cuts = _cuts(_lines(seen, line_start, line_end, stops), line_start, language)
    begins = (found.line_start, cuts, _after_ellipses(seen, stops))
    start = np.sort(np.concatenate(begins), kind="stable")
    line = np.searchsorted(found.line_start, start, side="right") - 1
    end = np.minimum(np.append(start[1:], len(seen)), found.line_end[line])
    start, end = seen.trimmed(start, end)
    kept = start < end
    start, end, line = start[kept], end[kept], line[kept]
    alone = ~_joins(seen, start, end, line)
    return np.stack([start[alone], end[np.append(alone, True)[1:]]], axis=1)


def _is_one_sentence(seen: Characters, found: Paragraphs, stops: Places) -> Flags:
    """Tell which lines need no look: before their last word stands nothing that ends a sentence.

    Whatever is cut off behind the last word would be put back, for it holds no word.
    """
    start, end = found.line_start, found.line_end
    last, settled = end - 1, ~seen.has(start, SPACE) & ~seen.has(end - 1, SPACE)
    settled &= end - start <= _LONGEST_PLAIN
    for _ in range(_MOST_CLOSERS):
        closes = ~seen.has(last, WORD) & (last > start)
        settled &= ~(closes & seen.has(last, UPPER))
        last = last - closes
    none = np.searchsorted(stops, start) == np.searchsorted(stops, last)
    return np.asarray(settled & none & seen.has(last, WORD))


def _lines(seen: Characters, start: Places, end: Places, stops: Places) -> list[str]:
    """Return lines as sentencex is to see them; none of them is longer or shorter for that."""
    marks = np.searchsorted(seen.marks, end) - np.searchsorted(seen.marks, start)
    is_busy, has_odd = marks > _MANY_MARKS, _has_odd_stop(seen, start, end, stops)
    text = seen.text
    lines = [text[a:b] for a, b in zip(start.tolist(), end.tolist(), strict=True)]
    for i in np.flatnonzero(is_busy | has_odd).tolist():
        line = _with_usual_initials(lines[i]) if has_odd[i] else lines[i]
        lines[i] = line.translate(_WITHOUT_MARKS) if is_busy[i] else line
    return lines


def _cuts(lines: Sequence[str], start: Places, language: str) -> Places:
    """Return where sentences may begin inside lines that start at some places.

    What is in ASCII is cut apart from the rest, for Rust reads it as it is.
    """
    cuts = []
    is_ascii = np.fromiter(map(str.isascii, lines), bool, len(lines))
    for which in (is_ascii, ~is_ascii):
        own = list(compress(lines, which.tolist()))
        begins, at = (_starts(parts) for parts in (own, _pieces(own, language)))
        line = np.searchsorted(begins, at, side="right") - 1
        inner = np.flatnonzero(at > begins[line])
        cuts.append(at[inner] + (start[which] - begins)[line[inner]])
    return np.concatenate(cuts)


def _starts(parts: Sequence[str]) -> Places:
    """Return where each of some strings begins when they are laid end to end."""
    lengths = np.fromiter(map(len, parts), np.int64, len(parts))
    return np.asarray(np.cumsum(lengths) - lengths)


def _after_ellipses(seen: Characters, stops: Places) -> Places:
    """Return where sentences may begin behind an ellipsis, which sentencex passes over."""
    dots = stops[seen.points[stops] == _ELLIPSIS] + 1
    dots = dots[seen.has(dots, SPACE)]
    after = [dot for dot in dots.tolist() if _AFTER_ELLIPSIS.match(seen.text, dot)]
    return np.array(after, np.int64)


def _has_odd_stop(seen: Characters, start: Places, end: Places, stops: Places) -> Flags:
    """Tell in which lines a full stop follows white space that is not in ASCII."""
    odd = stops[seen.points[stops] == _FULL_STOP]
    odd = odd[seen.points[odd - 1] >= _FIRST_ODD]
    odd = odd[seen.has(odd - 1, SPACE)]
    return np.asarray(np.searchsorted(odd, start) < np.searchsorted(odd, end))


def _with_usual_initials(line: str) -> str:
    return _WHITE.sub(" ", line) if _INITIAL.search(line) else line


def _pieces(lines: Sequence[str], language: str) -> list[str]:
    """Let sentencex cut lines, all at once: what blank lines part is cut as if it stood alone.

    Together the pieces are the lines; of the blank lines some come back, and are dropped. Should
    anything else be missing, or sentencex fail, lines are cut one by one. Should it panic at odd
    white space in one of them, that is made usual; what Rust's panics become in Python is no
    `Exception`. Halves of surrogate pairs, which Rust's strings cannot hold, are cut as if they
    were letters.
    """
    try:
        pieces: list[str] = sentencex.segment(language, _BLANK_LINE.join(lines))
    except BaseException as error:
        has_panicked = type(error).__name__ == "PanicException"
        if not has_panicked and not isinstance(error, UnicodeEncodeError):
            raise
        if len(lines) != 1:
            return _pieces_of_each(lines, language)
        plain = _WHITE.sub(" ", lines[0]) if has_panicked else _HALF_PAIR.sub("x", lines[0])
        return list(lines) if plain == lines[0] else _pieces([plain], language)
    pieces = [piece for piece in pieces if piece != _BLANK_LINE]
    is_whole = len(lines) == 1 or sum(map(len, pieces)) == sum(map(len, lines))
    return pieces if is_whole else _pieces_of_each(lines, language)


def _pieces_of_each(lines: Sequence[str], language: str) -> list[str]:
    return [piece for line in lines for piece in _pieces([line], language)]


def _joins(seen: Characters, start: Places, end: Places, line: Places) -> Flags:
    """Tell which pieces belong to the one before, in the same line."""
    follows = np.zeros(len(start), bool)
    follows[1:] = line[1:] == line[:-1]
    joins = follows & _may_go_on(seen, start, end)
    for i in np.flatnonzero(joins).tolist():
        joins[i] = _goes_on(seen.text, int(start[i]), int(end[i]))
    before = np.flatnonzero(follows[1:])
    titled = before[_may_be_title(seen, start[before], end[before])]
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
        points = seen.points.take(initial, mode="clip")
        found |= (initial >= start) & _BEGINS_TITLE.take(points, mode="clip")
    return np.asarray(found & (seen.points[end - 1] == _FULL_STOP))


def _is_title(text: str, start: int, end: int, joined: bool) -> bool:
    """Tell whether a piece ends in a title before a name, as in “said Ms. Holm”."""
    for length in _TITLE_LENGTHS:
        initial = end - 1 - length
        if initial >= start and text[initial : end - 1] in _TITLES:
            alone = initial == start and not joined
            return alone or text[initial - 1] == " "
    return False
