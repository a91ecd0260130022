"""Tables of separated fields: commas, tabs, semicolons, quotation marks as people write them."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from framing.corpus.checks import refuse
from framing.corpus.decoding import Decoded, read_decoded
from framing.corpus.tables import RawTable, doubled_names, mark_note, no_rows, stem_of
from framing.errors import CorpusError, Problem

__all__ = ["read_separated"]

_SEPARATOR_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs"}
_RUNS = re.compile('"+')
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")

_Row = tuple[int, list[str]]
"""The line on which a row begins, and its fields."""


def read_separated(
    path: Path, *, encoding: str | None = None, guess: bool = False, on_bad_row: str = "stop"
) -> RawTable:
    """Read a table of comma- or tab-separated fields; a field may hold line ends and be long.

    Parameters
    ----------
    path
        The file; a name with .tsv or .tab says that tabs part the fields.
    encoding
        The encoding named by the user.
    guess
        Try UTF-8 before the encoding named: for the metadata beside the texts.
    on_bad_row
        `skip` leaves out rows with too few or too many fields, and lists them in `skipped`;
        `stop` refuses the file.
    """
    decoded = _read_guessed(path, encoding) if guess else read_decoded(path, encoding=encoding)
    separator, notes = _separator(path, decoded.text)
    rows, strays = _rows(path, decoded.text, separator)
    if not rows:
        raise no_rows(path, "a header with the names of columns")
    names, unnamed = _header(path, rows[0][1])
    ragged = list(_ragged(path, rows, names, separator))
    if on_bad_row == "skip":
        rows = [rows[0], *(row for row in rows[1:] if len(row[1]) == len(names))]
        ragged = [replace(p, message=p.message.partition(";")[0]) for p in ragged]
    else:
        refuse(ragged)
    if len(rows) == 1:
        raise no_rows(path, "rows below the header")
    fields = zip(*(row for _, row in rows[1:]), strict=True)
    columns = dict(zip(names, map(list, fields), strict=True))
    notes = (*mark_note(path, decoded), *notes, *unnamed, *strays)
    lines = [line for line, _ in rows[1:]]
    return RawTable(
        str(path), path.parent, columns, lines, stem_of(path), notes, skipped=tuple(ragged)
    )


def _read_guessed(path: Path, encoding: str | None) -> Decoded:
    try:
        return read_decoded(path)
    except CorpusError:
        if encoding is None:
            raise
        return read_decoded(path, encoding=encoding)


def _separator(path: Path, text: str) -> tuple[str, tuple[str, ...]]:
    suffixes = {suffix.lower() for suffix in path.suffixes}
    if suffixes & {".tsv", ".tab"}:
        return "\t", ()
    header = text.lstrip("\r\n").split("\n", 1)[0]
    best = max(",;\t", key=header.count)
    if "," in header or best not in header:
        return ",", ()
    return best, (f"{path}: fields are parted by {_SEPARATOR_NAMES[best]}",)


def _rows(path: Path, text: str, separator: str) -> tuple[list[_Row], tuple[str, ...]]:
    """Return the rows that are not blank, and a note where quotation marks are amiss."""
    rows: list[_Row] = []
    reader = csv.reader(_lines(text), delimiter=separator, strict=True)
    begin = 1
    try:
        with _fields_of_any_length():
            for row in reader:
                if row:
                    rows.append((begin, row))
                begin = reader.line_num + 1
    except csv.Error:
        strays: list[int] = []
        rows = list(_tolerant_rows(path, text, separator, strays))
        if not strays:
            return rows, ()
        more = f", and in {len(strays) - 1} more fields" if len(strays) > 1 else ""
        note = f"{path}:{strays[0]}: quotation marks that are not doubled are taken as they stand"
        return rows, (note + more,)
    return rows, ()


def _lines(text: str) -> Iterator[str]:
    """Cut lines with their ends, without the copy of the whole that StringIO makes."""
    return (found[0] for found in _LINE.finditer(text))


@contextmanager
def _fields_of_any_length() -> Iterator[None]:
    before = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _tolerant_rows(path: Path, text: str, separator: str, strays: list[int]) -> Iterator[_Row]:
    """Cut rows whose quotation marks are not all doubled; lines of such fields join `strays`."""
    row: list[str] = []
    at, begin, line = 0, 1, 1
    while at <= len(text):
        field, end = _tolerant_field(path, text, at, separator, line)
        inner = text[at:end]
        if inner[:1] == '"':
            if any(len(run) % 2 for run in _RUNS.findall(inner[1:-1])):
                strays.append(line)
            line += inner.count("\n")
        row.append(field)
        at = end + 1
        if text[end : end + 1] == separator:
            continue
        if row != [""]:
            yield begin, row
        if text[end : end + 2] == "\r\n":
            at += 1
        line += 1
        row, begin = [], line


def _tolerant_field(path: Path, text: str, at: int, separator: str, line: int) -> tuple[str, int]:
    """Return the field that begins at an offset, and where it ends.

    A field that begins with a quotation mark ends with the next odd run of marks before a
    separator or the end of a line; other marks inside it stand for themselves.
    """
    if text[at : at + 1] != '"':
        found = re.compile(f"[{separator}\r\n]").search(text, at)
        end = found.start() if found else len(text)
        return text[at:end], end
    for run in re.compile(f'"+(?=[{separator}\r\n]|\\Z)').finditer(text, at + 1):
        if len(run[0]) % 2:
            inner = text[at + 1 : run.end() - 1]
            return _RUNS.sub(lambda marks: '"' * ((len(marks[0]) + 1) // 2), inner), run.end()
    raise CorpusError(
        "expected a field that begins with a quotation mark to end with one, found the end of the "
        "file; close the field, or double the marks inside it",
        where=f"{path}:{line}",
    )


def _ragged(
    path: Path, rows: Sequence[_Row], names: Sequence[str], separator: str
) -> Iterator[Problem]:
    for line, row in rows[1:]:
        if len(row) != len(names):
            fields = "1 field" if len(names) == 1 else f"{len(names)} fields"
            yield Problem(
                f"{path}:{line}",
                f"expected {fields} as in the header, found {len(row)}; a field that holds "
                f"{_SEPARATOR_NAMES[separator]} or line ends needs quotation marks around it (or "
                "`corpus.on_bad_row: skip` leaves such rows out)",
            )


def _header(path: Path, header: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    names = [name.strip() or f"column_{i}" for i, name in enumerate(header, start=1)]
    refuse(doubled_names(f"{path}:1", names))
    called = ", ".join(new for new, name in zip(names, header, strict=True) if not name.strip())
    return names, (f"{path}: columns without a name are called {called}",) if called else ()
