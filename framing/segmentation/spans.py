"""Paragraphs and lines of a buffer, as half-open spans."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Paragraph", "Span", "paragraphs", "trim"]

Span = tuple[int, int]

_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n\u2029]*\n\s*|\r[^\S\r\n\u2029]*\r\s*|\f\s*|\u2029\s*")
_LINE_BREAK = re.compile(
    r"(?<=[.!?…:”»\"'’“‘])[^\S\n]*\n\s*(?=\S)|[^\S\n]*\n[^\S\n]*(?=[–—―]\s)",
)


class Paragraph(NamedTuple):
    """A paragraph, its lines (at which a broken mark may be mended) and what stands before it.

    `linked` is true when only a blank line, no cleaned text and no article's end, parts it from
    the paragraph before.
    """

    start: int
    end: int
    lines: tuple[Span, ...]
    linked: bool


def trim(text: str, start: int, end: int) -> Span:
    """Return the span without white space at its edges."""
    while start < end and (text[start].isspace() or text[start] == "\u2029"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == "\u2029"):
        end -= 1
    return start, end


def paragraphs(buffer: str) -> list[Paragraph]:
    """Split a buffer at blank lines, form feeds and paragraph separators."""
    found: list[Paragraph] = []
    at, linked = 0, False
    for gap in _PARAGRAPH_BREAK.finditer(buffer):
        start, end = trim(buffer, at, gap.start())
        if start < end:
            found.append(Paragraph(start, end, _lines(buffer, start, end), linked))
            linked = True
        linked = linked and "\u2029" not in gap.group()
        at = gap.end()
    start, end = trim(buffer, at, len(buffer))
    if start < end:
        found.append(Paragraph(start, end, _lines(buffer, start, end), linked))
    return found


def _lines(buffer: str, start: int, end: int) -> tuple[Span, ...]:
    if buffer.find("\n", start, end) < 0:
        return ((start, end),)
    lines, at = [], start
    for gap in _LINE_BREAK.finditer(buffer, start, end):
        if at < gap.start():
            lines.append((at, gap.start()))
        at = gap.end()
    lines.append((at, end))
    return tuple(lines)
