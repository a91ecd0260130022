"""Tables as CSV that no spreadsheet runs as a formula."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["safe_cell", "safe_csv", "without_formulas"]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_csv(frame: pd.DataFrame, path: str | Path) -> None:
    """Write a frame as CSV in UTF-8, numbers with all their digits, texts as by `without_formulas`.

    Parameters
    ----------
    frame
        The rows.
    path
        The file.
    """
    text = without_formulas(frame).to_csv(index=False, lineterminator="\n")
    Path(path).write_bytes(text.encode("utf-8", errors="replace"))


def without_formulas(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with an apostrophe before each text that a spreadsheet would run.

    These are texts that begin with = + - @, a tab or a carriage return. Numbers stay as they
    are, negative ones too.
    """
    guarded = frame.copy()
    for i, column in enumerate(frame.columns):
        cells = frame[column]
        if cells.map(lambda value: isinstance(value, str)).any():
            guarded.isetitem(i, cells.map(safe_cell).to_numpy())
    return guarded


def safe_cell(value: object) -> object:
    """Return a text that a spreadsheet would run with an apostrophe before it; else the value."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value
