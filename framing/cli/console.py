"""Where text goes: results to standard output, progress and messages to standard error."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING

from framing.visible import visible

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["RowFormat", "message", "print_rows", "print_table"]


_CUT = {"article": 14, "speaker": 20, "sentence": 400, "text": 400, "title": 80}
"""Columns that are cut on a terminal, and at how many letters; in a pipe they are whole."""


class RowFormat(StrEnum):
    """How rows are printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


def print_rows(table: pa.Table, format_: str) -> None:
    """Print an Arrow table to standard output as `table`, `jsonl` or `csv`."""
    if format_ == RowFormat.table:
        print_table(table)
    elif format_ == RowFormat.jsonl:
        import json

        for row in table.to_pylist():
            print(json.dumps(row, ensure_ascii=False))
    else:
        import csv

        from framing.csv_cells import safe_cell

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(table.column_names)
        writer.writerows(map(safe_cell, row.values()) for row in table.to_pylist())


def message(text: str) -> None:
    """Print a message to standard error."""
    print(text, file=sys.stderr)


def print_table(table: pa.Table, *, title: str = "") -> None:
    """Print an Arrow table for people: boxed on a terminal, tab-separated into a pipe."""
    rows = [[_shown(value) for value in row.values()] for row in table.to_pylist()]
    if not sys.stdout.isatty():
        for row in [table.column_names, *rows]:
            print("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    console = Console(markup=False, highlight=False)
    shown = Table(box=SIMPLE_HEAD, title=title or None)
    widths = _widths(table.column_names, rows, console.width)
    for field in table.schema:
        numeric = str(field.type).startswith(("int", "double", "float"))
        shown.add_column(field.name, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        shown.add_row(*(_cut(cell, width) for cell, width in zip(row, widths, strict=True)))
    console.print(shown)


def _widths(names: list[str], rows: list[list[str]], width: int) -> list[int]:
    """Return how many letters each column may show, so that a row fits one line if it can."""
    widths = [max(len(cell) for cell in column) for column in zip(names, *rows, strict=True)]
    for name, most in _CUT.items():
        if name in names:
            place = names.index(name)
            widths[place] = min(widths[place], most)
    last = next((names.index(n) for n in ("sentence", "text", "title") if n in names), None)
    if last is not None:
        rest = sum(widths) - widths[last] + 3 * len(names) + 1
        widths[last] = min(widths[last], max(width - rest, 20))
    return widths


def _cut(cell: str, width: int) -> str:
    flat = visible(" ".join(cell.split()), marks=True)
    return flat if len(flat) <= width else f"{flat[: width - 1]}…"


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
