"""From a table as a file holds it to the columns of a corpus."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from framing.arrow_columns import text_array
from framing.corpus.article import FIRST_COLUMNS, RESERVED
from framing.corpus.checks import near_column
from framing.corpus.tables import RawTable
from framing.errors import CorpusError, Problem, did_you_mean

__all__ = ["check_column_map", "renamed", "strings"]

_EXACT = 2**53
"""Below it every whole number is a float of its own."""
_MUST_BE_TEXT = ("text", "title", "file")


def check_column_map(columns: object) -> dict[str, str]:
    """Return the column map as a dictionary; refuse keys that are no reserved names."""
    problems = []
    if columns is None:
        return {}
    if not isinstance(columns, Mapping):
        raise CorpusError(
            "expected a map of reserved names to columns, such as {text: body}, found "
            f"{columns!r}; write one",
            where="corpus.columns",
        )
    for reserved, column in columns.items():
        if reserved not in RESERVED:
            hint = did_you_mean(str(reserved), RESERVED) or f"; they are {', '.join(RESERVED)}"
            problems.append(
                Problem("corpus.columns", f"expected a reserved name, found '{reserved}'{hint}")
            )
        if not isinstance(column, str):
            problems.append(
                Problem(
                    f"corpus.columns.{reserved}",
                    f"expected the name of a column, found {column!r}; name one column",
                )
            )
    if problems:
        raise CorpusError(problems)
    return dict(columns)


def renamed(raw: RawTable, columns: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """Return the table's columns under reserved names, and notes on those left out.

    Columns that the map names are renamed; a column that has the reserved name already is left
    out, and told.
    """
    found = list(raw.columns)
    problems = [
        Problem(
            raw.name,
            f"expected a column '{column}', as corpus.columns.{reserved} says, found "
            f"{', '.join(found)}{did_you_mean(column, found)}",
        )
        for reserved, column in columns.items()
        if column not in raw.columns
    ]
    problems += [
        Problem(
            raw.name, f"expected names of columns in whole characters, found {name!r}; rename it"
        )
        for name in found
        if not name.isascii() and any("\ud800" <= character <= "\udfff" for character in name)
    ]
    if problems:
        raise CorpusError(problems)
    taken = set(columns.values())
    notes = [
        f"{raw.name}: column '{reserved}' is left out, since corpus.columns takes {reserved} from "
        f"'{column}'"
        for reserved, column in columns.items()
        if reserved in raw.columns and reserved not in taken
    ]
    kept = {
        name: values
        for name, values in raw.columns.items()
        if name not in taken and name not in columns
    }
    return {reserved: raw.columns[column] for reserved, column in columns.items()} | kept, notes


def missing_columns(raw: RawTable, wanted: str) -> CorpusError:
    """Say that a column is missing that has to be there, and which one may be meant."""
    found = list(raw.columns)
    near = near_column(wanted.split("'")[1], found)
    hint = f"name it: `corpus.columns: {{{wanted.split(chr(39))[1]}: {near or '…'}}}`"
    listed = ", ".join(found) or "none"
    return CorpusError(f"expected a column {wanted}, found {listed}; {hint}", where=raw.name)


def strings(values: Any, *, name: str, place: Callable[[int], str]) -> tuple[Any, list[Problem]]:
    """Return a column as Arrow strings without nulls, and what is wrong with its values."""
    if isinstance(values, (pa.Array, pa.ChunkedArray)):
        if _is_text(values.type):
            plain = pc.cast(values, pa.large_string())
            return (pc.fill_null(plain, "") if plain.null_count else plain), []
        values = values.to_pylist()
    problems = list(_wrong_types(values, name, place)) if name in _MUST_BE_TEXT else []
    if name in ("id", "outlet"):
        problems = list(_wrong_names(values, name, place))
    written = _written(values)
    try:
        return text_array(written), problems
    except UnicodeEncodeError:
        problems += _surrogates(written, name, place)
        return text_array([""] * len(written)), problems


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_text(kind.value_type)
    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )


def _wrong_types(values: Sequence[Any], name: str, place: Callable[[int], str]
                 ) -> Iterator[Problem]:  # fmt: skip
    for row, value in enumerate(values):
        if value is not None and not isinstance(value, str):
            yield Problem(
                place(row),
                f"expected text in column '{name}', found {_shown(value)}; write it as text",
            )


def _wrong_names(values: Sequence[Any], name: str, place: Callable[[int], str]
                 ) -> Iterator[Problem]:  # fmt: skip
    for row, value in enumerate(values):
        if isinstance(value, (list, dict, bytes, bool)):
            yield Problem(
                place(row),
                f"expected a name in column '{name}', found {_shown(value)}; write it as text",
            )


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:39] + "…"


def _written(values: Sequence[Any]) -> list[str]:
    """Write values as people would: dates without midnight, whole numbers without a point."""
    return [_one_written(value) for value in values]


def _one_written(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time() and value.tzinfo is None
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _surrogates(values: Sequence[str], name: str, place: Callable[[int], str]
                ) -> Iterator[Problem]:  # fmt: skip
    for row, value in enumerate(values):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            yield Problem(
                place(row),
                f"expected text in column '{name}', found half of a surrogate pair at character "
                f"{error.start + 1}; write the character whole",
            )


def first_then_rest(columns: Mapping[str, Any]) -> pa.Table:
    """Put `id, outlet, text, title` first and keep the order of all others."""
    rest = [name for name in columns if name not in FIRST_COLUMNS]
    return pa.table({name: columns[name] for name in (*FIRST_COLUMNS, *rest)})
