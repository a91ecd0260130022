"""Values of the metadata by which articles are grouped: columns as they are, and parts of dates."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa

from framing.errors import FramingError

__all__ = ["PERIODS", "group_values", "is_group_column"]

PERIODS: Mapping[str, Callable[[datetime.date], str]] = {
    "year": lambda day: f"{day.year:04}",
    "month": lambda day: f"{day.year:04}-{day.month:02}",
    "week": lambda day: "{:04}-W{:02}".format(*day.isocalendar()[:2]),
}
"""Parts of a date that may follow a column's name: `published.month`. Weeks are those of ISO."""


def is_group_column(columns: Sequence[str], by: str) -> bool:
    """Tell whether articles can be grouped by that name: a column, or a part of a date column."""
    column, _, part = by.rpartition(".")
    return by in columns or (column in columns and part in PERIODS)


def group_values(table: pa.Table, by: str) -> list[str]:
    """Return the value of each article; "" where there is none, or no date.

    Raises
    ------
    FramingError
        If there is no such column.
    """
    if not is_group_column(table.column_names, by):
        known = ", ".join(table.column_names)
        raise FramingError(f"no metadata column '{by}' to compare by; there are: {known}")
    if by in table.column_names:
        return ["" if v is None else str(v) for v in table.column(by).to_pylist()]
    column, _, part = by.rpartition(".")
    days = table.column(column).to_pylist()
    return [_part_of(day, PERIODS[part]) for day in days]


def _part_of(day: object, part: Callable[[datetime.date], str]) -> str:
    if isinstance(day, datetime.date):
        return part(day)
    try:
        return part(datetime.date.fromisoformat(str(day)[:10]))
    except ValueError:
        return ""
