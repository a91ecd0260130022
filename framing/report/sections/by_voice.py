"""Tables of numbers by voice: of few groups a column a group, of many a row a word and group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from framing.report.model import Cell, Column, Number, Words
from framing.report.study import Study
from framing.report.wording import enumerated, group_column, group_name

__all__ = ["by_voice_columns", "by_voice_rows", "in_each_cell"]

_FEW_GROUPS = 6

Row = tuple[object, tuple[Cell, ...], str, Mapping[str, Number]]
"""What tells the row's word from others, the cells that name it, a group, numbers by voice."""


def by_voice_columns(
    study: Study, heads: tuple[str, ...], voices: Iterable[str]
) -> tuple[Column, ...]:
    """Return the columns: what the row is about, then the groups, or one group and the voices."""
    about = [Column(head, "text") for head in heads]
    if _few(study):
        return (*about, *(Column(group_name(group), "text") for group in study.groups))
    return (*about, group_column(study), *(Column(voice) for voice in voices))


def by_voice_rows(study: Study, rows: Iterable[Row]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows; of few groups those about the same word become one, without zeros."""
    if not _few(study):
        return tuple(
            (*about, group_name(group), *numbers.values()) for _, about, group, numbers in rows
        )
    merged: dict[object, tuple[tuple[Cell, ...], dict[str, Words]]] = {}
    for key, about, group, numbers in rows:
        _, cells = merged.setdefault(key, (about, {}))
        parts = [(number, f"\u00a0{voice}") for voice, number in numbers.items() if number.value]
        cells[group] = enumerated(parts, last=",")
    return tuple(
        (*about, *(cells.get(group) or "" for group in study.groups))
        for about, cells in merged.values()
    )


def in_each_cell(study: Study, meanings: str) -> str:
    """Return what the note says after "Number of matches"."""
    return f" in each voice: {meanings}. An empty cell means none" if _few(study) else ""


def _few(study: Study) -> bool:
    return len(study.groups) <= _FEW_GROUPS
