"""A report as plain lists and mappings that the typesetter reads; wide tables are split."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from textwrap import wrap
from typing import Any

from framing.report.model import (
    Block,
    Callout,
    Cell,
    Column,
    DataTable,
    Definitions,
    EvidenceList,
    Figure,
    Formula,
    Heading,
    Inline,
    Link,
    Listing,
    Paragraph,
    Report,
    Words,
    plain,
    words_of,
)
from framing.report.numbering import Numbering, numbering_of, tables_named
from framing.report.pdf.characters import printable
from framing.report.sentences import Sentence, Sentences
from framing.report.study import Study

__all__ = ["MOST_SENTENCES", "layout_of"]

MOST_SENTENCES = 8
"""Sentences of one category in print; the HTML report and evidence.parquet have more."""

_PAGE = 102  # characters of table type across the page
_GAP = 2
_EM = 0.52  # width of a character, bold ones included
_NARROW = 12
_FEW_ROWS = 14
_LONG_CELL = 150


def layout_of(report: Report, study: Study) -> dict[str, Any]:
    """Return everything that is printed, in order."""
    numbering = numbering_of(report)
    sentences = Sentences(study)
    return {
        "title": printable(report.title) or "Report",
        "subtitle": _run(report.subtitle, set()),
        "language": report.language,
        "sections": [
            {
                "label": section.key,
                "title": printable(section.title),
                "blocks": [
                    {**item, "leads": _leads(block, after)}
                    for block, after in zip_longest(section.blocks, section.blocks[1:])
                    for item in _block(block, numbering, sentences, _keys(report))
                ],
            }
            for section in report.sections
        ],
        "notes": [printable(note) for note in report.notes],
    }


def _leads(block: Block, after: Block | None) -> bool:
    """Return whether a paragraph introduces the table or figure after it, and stays with it."""
    return isinstance(block, Paragraph) and isinstance(after, (DataTable, Figure))


def _keys(report: Report) -> set[str]:
    return {section.key for section in report.sections}


def _block(
    block: Block, numbering: Numbering, sentences: Sentences, known: set[str]
) -> Iterator[dict[str, Any]]:
    if isinstance(block, Heading):
        yield {"kind": block.kind, "text": printable(block.text)}
    elif isinstance(block, Paragraph):
        yield {"kind": block.kind, "words": _run(block.words, known)}
    elif isinstance(block, Callout):
        words = _run(block.words, known)
        yield {"kind": block.kind, "title": printable(block.title), "words": words}
    elif isinstance(block, Listing):
        yield {"kind": block.kind, "items": [_run(item, known) for item in block.items]}
    elif isinstance(block, Definitions):
        items = [[printable(term), _run(words, known)] for term, words in block.items]
        yield {"kind": block.kind, "items": items}
    elif isinstance(block, Formula):
        yield {"kind": block.kind, "name": block.name, "words": block.words, "typst": block.typst}
    elif isinstance(block, Figure):
        yield _figure(block, numbering)
    elif isinstance(block, EvidenceList):
        yield _evidence(block, sentences)
    else:
        yield from _tables(block, numbering.tables[block.name], known)


def _run(words: Words, known: set[str]) -> list[dict[str, str]]:
    return [_inline(part, known) for part in words]


def _inline(part: Inline, known: set[str]) -> dict[str, str]:
    if isinstance(part, str):
        return {"kind": "text", "text": printable(part)}
    if isinstance(part, Link):
        kind = "link" if part.section in known else "text"
        return {"kind": kind, "text": printable(part.text), "label": part.section}
    return {"kind": part.kind, "text": printable(part.text)}


def _cell(cell: Cell, known: set[str]) -> list[dict[str, str]]:
    return _run(words_of(cell), known)


def _figure(block: Figure, numbering: Numbering) -> dict[str, Any]:
    held = tables_named(numbering.tables_of(block))
    numbers = f" Its numbers: {held}." if held else ""
    stop = "" if block.title[-1:] in ".?!" else "."
    caption = f"{block.title}{stop} {block.caption}{numbers}"
    number = numbering.figures[block.name]
    return {
        "kind": block.kind,
        "lead": f"Figure {number}.",
        "caption": printable(caption),
        "alt": printable(block.alt or block.title),
        "path": f"figure-{number}.svg",
    }


def _evidence(block: EvidenceList, sentences: Sentences) -> dict[str, Any]:
    found = sentences.block(block.evidence, most=MOST_SENTENCES)
    return {
        "kind": block.kind,
        "title": printable(block.title),
        "count": block.count.text,
        "sentences": [_sentence(sentence) for sentence in found.sentences],
        "left": f"{found.left:,} more in the HTML report and in evidence.parquet."
        if found.left
        else "",
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    source = [sentence.voice_words]
    source += [f"speaker: {sentence.speaker}"] if sentence.speaker else []
    source += [*sentence.remarks, sentence.outlet]
    source.append(f"{sentence.article}, characters {sentence.start}–{sentence.end}")
    return {
        "before": printable(sentence.before),
        "surface": printable(sentence.surface),
        "after": printable(sentence.after),
        "label": sentence.voice,
        "source": printable(" · ".join(source)),
    }


def _tables(table: DataTable, number: int, known: set[str]) -> Iterator[dict[str, Any]]:
    parts = list(_parts(table))
    for i, part in enumerate(parts):
        lead = f"Table {number}." if not i else f"Table {number}, continued."
        yield {
            "kind": part.kind,
            "lead": lead,
            "caption": printable(part.caption),
            "whole": len(part.rows) <= _FEW_ROWS and _all_short(part),
            "columns": [_column(column, part, j) for j, column in enumerate(part.columns)],
            "rows": [_row(part, j, known) for j in range(len(part.rows))],
            "words": _run(part.note, known) if i == len(parts) - 1 else [],
        }


def _column(column: Column, table: DataTable, j: int) -> dict[str, Any]:
    return {
        "title": printable(column.title),
        "number": column.align == "number",
        "width": (_least(table, j) - _GAP) * _EM if column.align == "number" else 0,
    }


def _row(table: DataTable, i: int, known: set[str]) -> dict[str, Any]:
    row = table.rows[i]
    same = table.grouped and i > 0 and row[0] == table.rows[i - 1][0]
    return {"same": same, "cells": [_cell(cell, known) for cell in row]}


def _parts(table: DataTable) -> Iterator[DataTable]:
    """Split a table that is too wide; the first column stands in every part."""
    widths = [_least(table, j) for j in range(len(table.columns))]
    fewest = len(_cuts(widths, _PAGE))
    # the narrowest page that still needs no more parts makes them about equal
    room = next(room for room in range(1, _PAGE + 1) if len(_cuts(widths, room)) == fewest)
    for start, end in _cuts(widths, room):
        yield _columns(table, [0, *range(start, end)])


def _cuts(widths: Sequence[int], page: int) -> list[tuple[int, int]]:
    """Return where each part begins and ends, filled one after the other."""
    cuts: list[tuple[int, int]] = []
    at = 1
    while at < len(widths) or not cuts:
        room, end = page - widths[0], at
        while end < len(widths) and (end == at or widths[end] <= room):
            room -= widths[end]
            end += 1
        cuts.append((at, end))
        at = max(end, at + 1)
    return cuts


def _columns(table: DataTable, kept: Sequence[int]) -> DataTable:
    return replace(
        table,
        columns=tuple(table.columns[j] for j in kept),
        rows=tuple(tuple(row[j] for j in kept) for row in table.rows),
    )


def _all_short(table: DataTable) -> bool:
    return all(len(plain(cell)) <= _LONG_CELL for row in table.rows for cell in row)


def _least(table: DataTable, j: int) -> int:
    """The least width of a column, in characters."""
    words = table.columns[j].title.split()
    title = min(24, max((len(word) for word in words), default=0))
    longest = _longest(table, j)
    if table.columns[j].align == "text":
        return max(title, min(longest, _NARROW)) + _GAP
    # wide enough for a title of two lines, if that is not very wide
    while title < 16 and len(wrap(table.columns[j].title, max(title, 1))) > 2:
        title += 1
    return max(title, longest) + _GAP


def _longest(table: DataTable, j: int) -> int:
    return max((len(plain(row[j])) for row in table.rows), default=0)
