"""Sentences: spans in order, disjoint, none across a paragraph break."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import sentencex

from framing.segmentation.spans import Paragraph, Span, trim
from framing.segmentation.word_sets import word_set

__all__ = ["sentences"]

_MARKS = "\"“”„‟«»‹›‘’‚'`"
_MANY_MARKS = 200
"""Lines with more marks are split as if they had none: sentencex looks for the partner of each."""
_WITHOUT_MARKS = str.maketrans(dict.fromkeys(_MARKS, "*"))
_AFTER_ELLIPSIS = re.compile(r"(?<=…)\s+(?=[^\W\d_a-zа-яіїєґё])")
_TITLES = word_set("Ms Mx Messrs Mmes Sens Reps Govs Gens Adm Cmdr Capt Sgt Det Supt Hon Rev Pvt")
_GOES_ON = frozenset(",;:)]%")


def sentences(buffer: str, found: Iterable[Paragraph], *, language: str) -> list[Span]:
    """Return the sentences of each paragraph in turn."""
    spans: list[Span] = []
    for paragraph in found:
        for start, end in paragraph.lines:
            spans += _sentences_of_line(buffer, start, end, language)
    return spans


def _sentences_of_line(buffer: str, start: int, end: int, language: str) -> list[Span]:
    spans: list[Span] = []
    for piece_start, piece_end in _pieces(buffer, start, end, language):
        if spans and (_goes_on(buffer, piece_start, piece_end) or _is_title(buffer, *spans[-1])):
            spans[-1] = (spans[-1][0], piece_end)
        else:
            spans.append((piece_start, piece_end))
    return spans


def _pieces(buffer: str, start: int, end: int, language: str) -> Iterator[Span]:
    line = buffer[start:end]
    if sum(map(line.count, _MARKS)) > _MANY_MARKS:
        line = line.translate(_WITHOUT_MARKS)
    at = start
    for piece in sentencex.segment(language, line):
        stop = at + len(piece)
        for gap in _AFTER_ELLIPSIS.finditer(buffer, at, stop):
            yield from _trimmed(buffer, at, gap.start())
            at = gap.end()
        yield from _trimmed(buffer, at, stop)
        at = stop


def _trimmed(buffer: str, start: int, end: int) -> Iterator[Span]:
    start, end = trim(buffer, start, end)
    if start < end:
        yield start, end


def _is_title(buffer: str, start: int, end: int) -> bool:
    """Tell whether a piece ends in a title before a name, as in “said Ms. Holm”."""
    if buffer[end - 1] != ".":
        return False
    return buffer[max(buffer.rfind(" ", start, end) + 1, start) : end - 1] in _TITLES


def _goes_on(buffer: str, start: int, end: int) -> bool:
    """Tell whether a piece is the rest of the sentence before: a comma, a small letter, no word."""
    if buffer[start] in _GOES_ON:
        return True
    at = start
    while at < end and not buffer[at].isalnum():
        at += 1
    return at == end or (buffer[at].islower() and at - start < 4)
