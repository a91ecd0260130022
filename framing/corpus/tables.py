"""Tables as files hold them: columns under the file's own names, and where each row stands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from framing.arrow_columns import text_array
from framing.corpus.checks import refuse
from framing.corpus.decoding import Decoded, decode, has_mark, read_bytes, undecodable
from framing.errors import CorpusError, Problem

__all__ = [
    "RawTable",
    "arrow_table",
    "doubled_names",
    "json_lines_table",
    "mark_note",
    "no_rows",
    "read_frame",
    "read_json_lines",
    "read_parquet",
    "stem_of",
]

_BLOCK = 4096


@dataclass(frozen=True)
class RawTable:
    """A table before its columns get their reserved names.

    Parameters
    ----------
    name
        How messages call it: the path as the user gave it.
    folder
        Where the files lie that a column `file` names.
    columns
        Lists of Python values, or Arrow columns.
    lines
        The line on which each row begins, None where a table has no lines.
    stem
        What ids are made from where there is no column `id`.
    notes
        What was assumed in reading.
    rows_before
        How many rows of the file stand before these.
    skipped
        What was wrong with the lines that were left out.
    """

    name: str
    folder: Path
    columns: Mapping[str, Any]
    lines: Sequence[int] | None = None
    stem: str = "article"
    notes: tuple[str, ...] = ()
    rows_before: int = 0
    skipped: tuple[Problem, ...] = ()

    def place(self, row: int) -> str:
        """Say where a row stands."""
        if self.lines:
            return f"{self.name}:{self.lines[row]}"
        return f"{self.name}, row {self.rows_before + row + 1}"


def read_json_lines(path: Path, *, encoding: str | None = None, skip_bad: bool = False) -> RawTable:
    """Read one JSON object a line; keys that a line lacks are empty there."""
    content, notes = _utf8(path, encoding)
    raw = json_lines_table(content, str(path), stem_of(path), skip_bad=skip_bad)
    if not raw.lines:
        raise no_rows(path, "one JSON object a line")
    return replace(raw, folder=path.parent, notes=notes)


def json_lines_table(
    content: bytes, path: str, stem: str, *, lines_before: int = 0, skip_bad: bool = False
) -> RawTable:
    """Make a table of JSON objects in UTF-8, one a line; lines that are none may be skipped."""
    columns = _Columns()
    lines: list[int] = []
    problems: list[Problem] = []
    for number, line in enumerate(_lines(content), start=lines_before + 1):
        if not line or line.isspace():
            continue
        row = _json_object(line, f"{path}:{number}")
        if isinstance(row, Problem):
            problems.append(row)
        else:
            columns.append(row)
            lines.append(number)
    if not skip_bad:
        refuse(problems)
    return RawTable(path, Path(), columns.done(), lines, stem, skipped=tuple(problems))


class _Columns:
    """Rows gathered as columns; blocks of texts become Arrow arrays as soon as they are full."""

    def __init__(self) -> None:
        self.n_rows = 0
        self._blocks: dict[str, list[Any]] = {}
        self._open: dict[str, list[Any]] = {}

    def append(self, row: Mapping[str, Any]) -> None:
        """Take one row; what it lacks is None."""
        at = self.n_rows % _BLOCK
        for name, value in row.items():
            column = self._open.setdefault(name, [])
            if len(column) < at:
                column += [None] * (at - len(column))
            column.append(value)
        self.n_rows += 1
        if at == _BLOCK - 1:
            self._close(_BLOCK)

    def done(self) -> dict[str, Any]:
        """Return each column, as Arrow texts where all of its values are texts or None."""
        if self.n_rows % _BLOCK:
            self._close(self.n_rows % _BLOCK)
        return {name: self._joined(blocks) for name, blocks in self._blocks.items()}

    def _close(self, size: int) -> None:
        before = (self.n_rows - 1) // _BLOCK
        for name in self._open:
            self._blocks.setdefault(name, [text_array([""] * _BLOCK)] * before)
        for name, blocks in self._blocks.items():
            values = self._open.get(name, [])
            blocks.append(_block(values + [None] * (size - len(values))))
        self._open = {}

    def _joined(self, blocks: list[Any]) -> Any:
        if all(isinstance(block, pa.Array) for block in blocks):
            return pa.chunked_array(blocks)
        lists = (b.to_pylist() if isinstance(b, pa.Array) else b for b in blocks)
        return [value for values in lists for value in values]


def _block(values: list[Any]) -> Any:
    if all(value is None or isinstance(value, str) for value in values):
        try:
            return text_array([value or "" for value in values])
        except UnicodeEncodeError:
            return values
    return values


def _utf8(path: Path, encoding: str | None) -> tuple[bytes, tuple[str, ...]]:
    """Return a file's text as UTF-8, decoded and encoded again only where it has to be."""
    content = read_bytes(path)
    if encoding is None and not has_mark(content) and b"\0" not in content:
        return content, ()
    decoded = decode(content, where=str(path), encoding=encoding)
    return decoded.text.encode(), mark_note(path, decoded)


def _lines(content: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(content):
        end = content.find(b"\n", at)
        end = len(content) if end < 0 else end
        yield content[at:end]
        at = end + 1


def _json_object(line: bytes, where: str) -> dict[str, Any] | Problem:
    try:
        row = json.loads(line.decode())
    except json.JSONDecodeError as error:
        found = f"a mistake at character {error.colno} ({error.msg})"
        hint = "mend the line or delete it"
        return Problem(where, f"expected one JSON object on the line, found {found}; {hint}")
    except UnicodeDecodeError as error:
        return undecodable(line, error, where)
    except (ValueError, RecursionError) as error:
        found = f"one that can't be read ({error})"
        return Problem(where, f"expected one JSON object on the line, found {found}; mend the line")
    if not isinstance(row, dict):
        return Problem(
            where,
            f"expected one JSON object on the line, found {kind_of(row)}; write each article as "
            '{"id": …, "outlet": …, "text": …} on a line of its own',
        )
    return row


def doubled_names(where: str, names: Sequence[str]) -> list[Problem]:
    """Find names that more than one column has."""
    return [
        Problem(where, f"expected names of columns that differ, found '{name}' twice; rename one")
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]


def read_parquet(path: Path, *, encoding: str | None = None) -> RawTable:
    """Read a Parquet file; its text needs no encoding, so that one named is not used."""
    import pyarrow.parquet as pq

    del encoding
    try:
        table = pq.read_table(pa.BufferReader(read_bytes(path)))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError) as error:
        raise CorpusError(
            f"expected a Parquet file, found one that can't be read as such "
            f"({str(error).splitlines()[0]}); write it again or name the right file",
            where=str(path),
        ) from None
    return arrow_table(table, str(path), stem_of(path), folder=path.parent)


def read_frame(frame: Any) -> RawTable:
    """Take an Arrow table, a pandas DataFrame or another frame that exports Arrow columns."""
    name, folder = "the data frame", Path()
    if isinstance(frame, pa.Table):
        return arrow_table(frame, name, "row")
    if hasattr(frame, "iloc") and hasattr(frame, "columns"):
        if frame.index.name is not None:
            frame = frame.reset_index()
        labels = list(frame.columns)
        names = [str(label) for label in labels]
        refuse(doubled_names(name, names))
        columns = {name: _frame_column(frame, label) for name, label in zip(names, labels)}  # noqa: B905
        return _notno_rows(RawTable(name, folder, columns, None, "row"), len(frame))
    if hasattr(frame, "__arrow_c_stream__"):
        return arrow_table(pa.table(frame), name, "row")
    raise CorpusError(
        f"expected a path, a list of paths or a data frame, found {kind_of(frame)}; "
        "name the folder or file of the corpus"
    )


def _frame_column(frame: Any, label: Any) -> Any:
    column = frame[label]
    try:
        return pa.array(column, from_pandas=True)
    except (pa.ArrowException, UnicodeEncodeError, TypeError, ValueError):
        missing = column.isna().tolist()
        return [None if gone else value for value, gone in zip(column, missing, strict=True)]


def arrow_table(table: pa.Table, name: str, stem: str, *, folder: Path | None = None) -> RawTable:
    """Take the columns of an Arrow table."""
    refuse(doubled_names(name, table.column_names))
    columns = {
        column: table.column(column)
        for column in table.column_names
        if not column.startswith("__index_level_")
    }
    return _notno_rows(RawTable(name, folder or Path(), columns, None, stem), table.num_rows)


def _notno_rows(raw: RawTable, rows: int) -> RawTable:
    if rows == 0:
        raise CorpusError("expected one row an article, found none; add articles", where=raw.name)
    return raw


def no_rows(path: Path, expected: str) -> CorpusError:
    """Say that a file holds nothing of what it should."""
    return CorpusError(f"expected {expected}, found none; add articles", where=str(path))


def mark_note(path: Path, decoded: Decoded) -> tuple[str, ...]:
    """Tell that a file was not read by the encoding named or assumed."""
    return (f"{path}: read as {decoded.told}",) if decoded.told else ()


def stem_of(path: Path) -> str:
    """Return the name of a file without the endings that say its form."""
    inner = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return inner.stem


def kind_of(value: object) -> str:
    names = {str: "a text", int: "a number", float: "a number", bool: "true or false",
             list: "a list", dict: "an object", type(None): "nothing"}  # fmt: skip
    return names.get(type(value), f"a value of type {type(value).__name__}")
