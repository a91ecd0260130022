"""Tables as the typesetter reads them: wide ones split, long ones for the annex."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from textwrap import wrap
from typing import Any

from framing.report.model import Column, DataTable, Words, plain
from framing.report.pdf.characters import printable
from framing.report.pdf.inlines import cell_of, run_of

__all__ = ["PRINTED_ROWS", "in_annex", "pointer_to", "table_items"]

_PAGE = 102  # characters of table type across the page
_GAP = 2
_EM = 0.52  # width of a character, bold ones included
_NARROW = 12
_FEW_ROWS = 24
_MOST_ROWS = 30
_MOST_PARTS = 3
PRINTED_ROWS = 150
"""Rows of one table in print; the HTML report and the CSV files have all."""
_LONG_CELL = 150


def in_annex(table: DataTable) -> bool:
    """Return whether a table is so long or so wide that it stands at the end of the report."""
    return len(table.rows) > _MOST_ROWS or len(list(_parts(table))) > _MOST_PARTS


def pointer_to(table: DataTable, number: int) -> dict[str, Any]:
    """Return the line that stands in the text for a table of the annex."""
    return {
        "kind": "pointer",
        "lead": f"Table {number}.",
        "caption": printable(table.caption),
        "label": label_of(number),
    }


def label_of(number: int) -> str:
    """Return what a table is called in the typesetter's file."""
    return f"table-{number}"


def table_items(
    table: DataTable, number: int, known: set[str], note: dict[str, Any] | None
) -> Iterator[dict[str, Any]]:
    """Give the parts of a table; `note` is the footnote on how its numbers were made."""
    printed = replace(table, rows=table.rows[:PRINTED_ROWS])
    parts = list(_parts(printed))
    for i, part in enumerate(parts):
        lead = f"Table {number}." if not i else f"Table {number}, continued."
        yield {
            "kind": part.kind,
            "label": "" if i else label_of(number),
            "lead": lead,
            "caption": printable(part.caption),
            "whole": len(part.rows) <= _FEW_ROWS and _all_short(part),
            "columns": [_column(column, part, j) for j, column in enumerate(part.columns)],
            "rows": [_row(part, j, known) for j in range(len(part.rows))],
            "words": run_of(_note(table), known) if i == len(parts) - 1 else [],
            "note": None if i else note,
        }


def _note(table: DataTable) -> Words:
    """Return the note of a table, and that rows are left out of print if some are."""
    if len(table.rows) <= PRINTED_ROWS:
        return table.note
    return ("Only the first rows are printed; the HTML report has all. ", *table.note)


def _column(column: Column, table: DataTable, j: int) -> dict[str, Any]:
    return {
        "title": printable(column.title),
        "number": column.align == "number",
        "width": (_least(table, j) - _GAP) * _EM if column.align == "number" else 0,
    }


def _row(table: DataTable, i: int, known: set[str]) -> dict[str, Any]:
    row = table.rows[i]
    same = table.grouped and i > 0 and row[0] == table.rows[i - 1][0]
    return {"same": same, "cells": [cell_of(cell, known) for cell in row]}


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
