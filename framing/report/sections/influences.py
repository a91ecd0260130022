"""What a difference rests on: the largest change that leaving out one article or entry makes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from framing.report.model import Block, Cell, Column, DataTable, Emphasis, Number, Quoted, Words
from framing.report.numbers import estimate_of, key_of
from framing.report.study import Study
from framing.report.wording import group_name, readable
from framing.stats import ComparisonTable

__all__ = ["influence_table"]


def influence_table(study: Study, table: ComparisonTable) -> Iterable[Block]:
    """Return the influence of articles and entries on the headline pairs of one family."""
    mine = (table.rows.measure.name, table.rows.voice, table.rows.place)
    rows = [
        row for row in study.rows("influence") if (row.measure, row.voice, row.place) == mine
    ]  # fmt: skip
    if not rows:
        return
    yield DataTable(
        name=f"{table.name}-influence",
        caption="What these differences rest on: one article, then one entry left out",
        columns=(
            Column("Category", "text"),
            Column("Pair", "text"),
            Column("Difference"),
            Column("Without one article", "text"),
            Column("Without one entry", "text"),
            Column("Holds", "text"),
        ),
        rows=tuple(_row(table, row) for row in rows),
        note=(
            "The range of differences over all omissions, and the article and the entry that "
            "change it most. “Direction” means that no omission turns it round, “interval” that "
            "its linearised interval keeps away from no difference, too.",
        ),
    )


def _row(table: ComparisonTable, row: Any) -> tuple[Cell, ...]:
    signature, unit = str(table.signature), table.rows.measure.unit
    key = (table.name, f"influence-{row.feature}")

    def made(column: str, value: Any) -> Number:
        return estimate_of(
            key_of(*key, column), value, n=len(table.codes), unit=unit, signature=signature,
            method="leave one out", sign=True,
        )  # fmt: skip

    def span(kind: str) -> Words:
        low, high = getattr(row, f"{kind}_low"), getattr(row, f"{kind}_high")
        if low != low:
            return ("–",)
        return (made(f"{kind}-low", low), " to ", made(f"{kind}-high", high))

    parts = row.feature.partition(".")[2] or row.feature
    only: Words = (" (rests on one entry)",) if row.only_entry else ()
    return (
        Emphasis(": ".join(readable(part) for part in parts.split("."))),
        f"{group_name(row.a)} − {group_name(row.b)}",
        made("difference", row.difference),
        (*span("article"), f"; most by {row.article}"),
        (*span("entry"), *((("; most by "), Quoted(row.entry)) if row.entry else ()), *only),
        "interval" if row.interval_holds else "direction" if row.direction_holds else "no",
    )
