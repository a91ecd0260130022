"""Runs of words as the typesetter reads them."""

from __future__ import annotations

from framing.report.model import Cell, Inline, Link, Words, words_of
from framing.report.pdf.characters import printable

__all__ = ["cell_of", "run_of"]


def run_of(words: Words, known: set[str]) -> list[dict[str, str]]:
    """Return words as parts with their kind; a link to a section that isn't `known` is text."""
    return [_inline(part, known) for part in words]


def cell_of(cell: Cell, known: set[str]) -> list[dict[str, str]]:
    """Return the words of a cell as parts with their kind."""
    return run_of(words_of(cell), known)


def _inline(part: Inline, known: set[str]) -> dict[str, str]:
    if isinstance(part, str):
        return {"kind": "text", "text": printable(part)}
    if isinstance(part, Link):
        kind = "link" if part.section in known else "text"
        return {"kind": kind, "text": printable(part.text), "label": part.section}
    return {"kind": part.kind, "text": printable(part.text)}
