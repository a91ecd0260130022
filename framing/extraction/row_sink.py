"""Rows that come bit by bit and are one table in the end: in memory, or in a mapped file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa

from framing.arrow_columns import empty_table

__all__ = ["RowSink"]

_PENDING_BYTES = 32 << 20


class RowSink:
    """Gathers tables of one schema.

    Parameters
    ----------
    schema
        Of all tables.
    folder
        Where the file is written; rows stay in memory without one.
    name
        Of the file.
    """

    def __init__(self, schema: pa.Schema, folder: Path | None, name: str) -> None:
        self._schema = schema
        self._file = folder / f"{name}.arrow" if folder else None
        self._pending: list[pa.Table] = []
        self._n_bytes = 0
        self._sink: Any = None
        self._writer: Any = None
        if self._file:
            self._sink = pa.OSFile(str(self._file), "wb")
            self._writer = pa.ipc.new_file(self._sink, schema)

    def add(self, table: pa.Table) -> None:
        """Take the rows of one more table."""
        if table.num_rows:
            self._pending.append(table.cast(self._schema))
            self._n_bytes += table.nbytes
        if self._writer and self._n_bytes > _PENDING_BYTES:
            self._flush()

    def _flush(self) -> None:
        if self._pending:
            self._writer.write_table(pa.concat_tables(self._pending).combine_chunks())
        self._pending, self._n_bytes = [], 0

    def done(self) -> pa.Table:
        """Return all rows."""
        if self._file is None:
            pending = [empty_table(self._schema), *self._pending]
            return pa.concat_tables(pending).combine_chunks()
        self._flush()
        self._writer.close()
        self._sink.close()
        with pa.memory_map(str(self._file)) as source:
            return pa.ipc.open_file(source).read_all()
