"""Values of the metadata by which articles are grouped: columns as they are, and parts of dates."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from framing.arrow_columns import numbers_of
from framing.errors import FramingError

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["PERIODS", "group_codes", "group_values", "is_group_column"]

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
    labels, codes = group_codes(table, by)
    return [labels[code] for code in codes.tolist()]


def group_codes(table: pa.Table, by: str) -> tuple[list[str], NDArray[np.int64]]:
    """Return the different values in order of first appearance, and the place of each article's.

    Raises
    ------
    FramingError
        If there is no such column.
    """
    if not is_group_column(table.column_names, by):
        known = ", ".join(table.column_names)
        raise FramingError(f"no metadata column '{by}' to compare by; there are: {known}")
    name, _, part = (by, "", "") if by in table.column_names else by.rpartition(".")
    column = table.column(name)
    unique = pc.unique(column)
    found = [_spoken(value, part) for value in unique.to_pylist()]
    places = {value: i for i, value in enumerate(dict.fromkeys(found))}
    each = np.array([places[value] for value in found], dtype=np.int64)
    return list(places), each[numbers_of(pc.index_in(column, value_set=unique))]


def _spoken(value: object, part: str) -> str:
    if part:
        return _part_of(value, PERIODS[part])
    return "" if value is None else str(value)


def _part_of(day: object, part: Callable[[datetime.date], str]) -> str:
    if isinstance(day, datetime.date):
        return part(day)
    try:
        return part(datetime.date.fromisoformat(str(day)[:10]))
    except ValueError:
        return ""
