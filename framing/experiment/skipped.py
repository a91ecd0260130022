"""Articles that a run left out because something was wrong with them: listed, never silent."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from framing.csv_cells import safe_cell

__all__ = ["skipped_notes", "write_skipped"]

FILE = "skipped.csv"
_MOST_TOLD = 20


def skipped_notes(skipped: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return what the report says: how many, and the first of them with the reason."""
    if not skipped:
        return ()
    n = len(skipped)
    articles = "1 article was" if n == 1 else f"{n:,} articles were"
    head = f"{articles} left out because something was wrong; no number has them; {FILE} lists all"
    return (head, *(f"left out: {place}: {reason}" for place, reason in skipped[:_MOST_TOLD]))


def write_skipped(skipped: Sequence[tuple[str, str]], folder: Path) -> None:
    """Write `skipped.csv` with place and reason of each; nothing if none was left out."""
    if not skipped:
        return
    with (folder / FILE).open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["place", "reason"])
        rows.writerows(map(safe_cell, row) for row in skipped)
