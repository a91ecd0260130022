"""One file of tables, complete or not there: what a worker leaves of a shard.

Layout: Arrow streams one after the other, each begun at a multiple of 64 bytes; a JSON index of
them; the length of the index; a SHA-256 of all that; a closing mark. A file without the mark or
with another hash is damaged, and is never read for numbers.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

__all__ = ["DamagedPart", "PartFile", "PartWriter", "read_part", "writing_part"]

_MARK = b"FRAMING-PART-1\n\0"
_TAIL = 8 + 32 + len(_MARK)
_ALIGNED = 64


class DamagedPart(Exception):  # noqa: N818
    """The file is not whole."""


@dataclass(frozen=True)
class PartFile:
    """Tables by name, one for each batch and in the batches' order, and what is told of them."""

    tables: Mapping[str, list[pa.Table]] = field(default_factory=dict)
    notes: Mapping[str, Any] = field(default_factory=dict)

    def of(self, name: str) -> list[pa.Table]:
        """Return the tables of one name; none if nothing was written."""
        return self.tables.get(name, [])


class PartWriter:
    """Adds tables to a file that is being written."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self._at = 0
        self._index: list[tuple[str, int, int]] = []

    def add(self, name: str, table: pa.Table) -> None:
        """Write one table."""
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table)
        content = sink.getvalue()
        self._index.append((name, self._at, content.size))
        self._write(content)
        self._write(bytes(-self._at % _ALIGNED))

    def end(self, notes: Mapping[str, Any]) -> None:
        """Write the index and the mark."""
        index = json.dumps({"tables": self._index, "notes": notes}).encode()
        self._write(index)
        self._write(len(index).to_bytes(8, "little"))
        self._file.write(self._digest.digest() + _MARK)

    def _write(self, content: Any) -> None:
        self._digest.update(content)
        self._file.write(content)
        self._at += len(content)


@contextmanager
def writing_part(path: Path) -> Iterator[PartWriter]:
    """Give a writer; the file gets its name when all went well, else nothing is left of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            yield PartWriter(file)
        beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def read_part(path: Path, *, check: bool = True) -> PartFile:
    """Read a part, memory-mapped.

    Parameters
    ----------
    check
        Compare the content with its hash; where that was done a moment ago it need not be again.

    Raises
    ------
    DamagedPart
        If it is not there, not whole, or not what was written.
    """
    try:
        with pa.memory_map(str(path)) as source:
            content = source.read_buffer()
    except (OSError, pa.ArrowException) as error:
        raise DamagedPart(str(error)) from None
    size = content.size
    view = memoryview(content)
    if size < _TAIL or bytes(view[size - len(_MARK) :]) != _MARK:
        raise DamagedPart("the end is missing")
    body = view[: size - 32 - len(_MARK)]
    digest = bytes(view[size - 32 - len(_MARK) : size - len(_MARK)])
    if check and hashlib.sha256(body).digest() != digest:
        raise DamagedPart("the content was changed")
    length = int.from_bytes(body[-8:], "little")
    index = json.loads(bytes(body[len(body) - 8 - length : len(body) - 8]))
    tables: dict[str, list[pa.Table]] = {}
    for name, start, n_bytes in index["tables"]:
        with pa.ipc.open_stream(content.slice(start, n_bytes)) as stream:
            tables.setdefault(name, []).append(stream.read_all())
    return PartFile(tables, index["notes"])
