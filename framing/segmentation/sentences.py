"""Sentences: spans in order, disjoint, none across a paragraph break."""

from __future__ import annotations

import re
from collections.abc import Iterable

import sentencex

from framing.segmentation.spans import Paragraph, Span
from framing.segmentation.word_sets import word_set

__all__ = ["sentences"]

_MARKS = "\"“”„‟«»‹›‘’‚'`"
_MANY_MARKS = 200
"""Lines with more marks are split as if they had none: sentencex looks for the partner of each."""
_TOO_MANY = re.compile(rf"(?:[^{_MARKS}]*+[{_MARKS}]){{{_MANY_MARKS + 1}}}")
_WITHOUT_MARKS = str.maketrans(dict.fromkeys(_MARKS, "*"))
_AFTER_ELLIPSIS = re.compile(r"(?<=…)(?=\s+[^\W\d_a-zа-яіїєґё])")
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
    for piece in _pieces(buffer[start:end], language):
        stop = start + len(piece)
        inner = piece.strip()
        if inner:
            first = start + len(piece) - len(piece.lstrip())
            after = first + len(inner)
            if spans and (_goes_on(buffer, first, after) or _is_title(buffer, *spans[-1])):
                spans[-1] = (spans[-1][0], after)
            else:
                spans.append((first, after))
        start = stop
    return spans


def _pieces(line: str, language: str) -> list[str]:
    """Cut a line where sentences may end; together the pieces are the line."""
    plain = line
    if len(line) > _MANY_MARKS and _TOO_MANY.match(line):
        plain = line.translate(_WITHOUT_MARKS)
    pieces: list[str] = sentencex.segment(language, plain)
    if "…" not in line:
        return pieces
    return [part for piece in pieces for part in _AFTER_ELLIPSIS.split(piece)]


def _is_title(buffer: str, start: int, end: int) -> bool:
    """Tell whether a piece ends in a title before a name, as in “said Ms. Holm”."""
    if buffer[end - 1] != ".":
        return False
    return buffer[max(buffer.rfind(" ", start, end) + 1, start) : end - 1] in _TITLES


def _goes_on(buffer: str, start: int, end: int) -> bool:
    """Tell whether a piece is the rest of the sentence before: a comma, a small letter, no word."""
    first = buffer[start]
    if first.isupper():
        return False
    if first in _GOES_ON:
        return True
    at = start
    while at < end and not buffer[at].isalnum():
        at += 1
    return at == end or (buffer[at].islower() and at - start < 4)
