"""Where text goes: results to standard output, progress and messages to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from framing.experiment.run import Tell

__all__ = ["message", "print_table", "progress"]


_CUT = ("article", "speaker", "sentence", "text", "title")
"""Columns that are cut at the edge of a terminal; in a pipe they are whole."""


def message(text: str) -> None:
    """Print a message to standard error."""
    print(text, file=sys.stderr)


@contextmanager
def progress(stages: int) -> Iterator[Tell]:
    """Give a function that tells a stage: a bar on a terminal, else a line each."""
    if not sys.stderr.isatty():
        yield lambda stage: message(f"… {stage}")
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=stages)

        def tell(stage: str) -> None:
            bar.update(task, description=stage, advance=1)

        yield tell


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

    shown = Table(box=SIMPLE_HEAD, title=title or None)
    for place, field in enumerate(table.schema):
        numeric = str(field.type).startswith(("int", "double", "float"))
        long = field.name in _CUT
        longest = max(len(cell) for cell in [field.name, *(row[place] for row in rows)])
        shown.add_column(
            field.name,
            justify="right" if numeric else "left",
            overflow="ellipsis" if long else "fold",
            no_wrap=long or numeric,
            min_width=min(longest, 8 if long else 22),
        )
    for row in rows:
        shown.add_row(*row)
    Console(markup=False, highlight=False).print(shown)


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
