"""Arrow columns out of Python lists, without the packages that `pyarrow.array` would load."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "copied",
    "empty_table",
    "named_array",
    "number_array",
    "numbers_of",
    "string_array",
    "table_of",
    "text_array",
]


def text_array(values: Sequence[str]) -> pa.LargeStringArray:
    """Make an Arrow column of texts without a null; `pyarrow.array` would load pandas for it.

    Raises `UnicodeEncodeError` where a text holds half of a surrogate pair.
    """
    return _strings(values, pa.LargeStringArray, np.int64)


def string_array(values: Sequence[str]) -> pa.StringArray:
    """Make an Arrow column of short strings, less than two gigabytes together, without a null.

    Raises `UnicodeEncodeError` where a string holds half of a surrogate pair.
    """
    return _strings(values, pa.StringArray, np.int32)


def named_array(names: Sequence[str], numbers: NDArray[np.integer[Any]]) -> pa.StringArray:
    """Make a column of short strings out of their numbers in a list; −1 stands for the last.

    Raises as `string_array` does.
    """
    encoded = [name.encode() for name in names]
    sizes = np.fromiter(map(len, encoded), np.int64, len(encoded))
    content = b"".join([encoded[i] for i in numbers.tolist()])
    return _of_bytes(content, sizes[numbers], pa.StringArray, np.int32)


def _strings(values: Sequence[str], kind: Any, offset: Any) -> Any:
    together = "".join(values)
    if together.isascii():
        content, sizes = together.encode(), map(len, values)
    else:
        encoded = [value.encode() for value in values]
        content, sizes = b"".join(encoded), map(len, encoded)
    return _of_bytes(content, np.fromiter(sizes, np.int64, len(values)), kind, offset)


def _of_bytes(content: bytes, sizes: NDArray[np.int64], kind: Any, offset: Any) -> Any:
    offsets = np.append(0, np.cumsum(sizes))
    if offsets[-1] > np.iinfo(offset).max:
        raise OverflowError("strings of more than two gigabytes in one column")
    offsets = offsets.astype(offset)
    return kind.from_buffers(len(sizes), pa.py_buffer(offsets), pa.py_buffer(content))


def number_array(
    values: NDArray[Any],
    kind: pa.DataType | None = None,
    *,
    missing: NDArray[np.bool_] | None = None,
) -> pa.Array:
    """Make an Arrow column of numbers or truth values; those that are missing are null."""
    kind = kind or pa.from_numpy_dtype(values.dtype)
    if pa.types.is_boolean(kind):
        content = np.packbits(values.astype(bool), bitorder="little")
    else:
        content = np.ascontiguousarray(values, dtype=kind.to_pandas_dtype())
    valid = None if missing is None else pa.py_buffer(np.packbits(~missing, bitorder="little"))
    return pa.Array.from_buffers(kind, len(values), [valid, pa.py_buffer(content)])


def numbers_of(column: pa.Array | pa.ChunkedArray) -> NDArray[Any]:
    """Return a column of numbers without a null as a NumPy array; one chunk is not copied."""
    chunks = column.chunks if isinstance(column, pa.ChunkedArray) else [column]
    kind = np.dtype(column.type.to_pandas_dtype())
    arrays = [
        np.frombuffer(chunk.buffers()[1], kind, len(chunk), chunk.offset * kind.itemsize)
        for chunk in chunks
        if len(chunk)
    ]
    if len(arrays) == 1:
        return arrays[0]
    return np.concatenate(arrays) if arrays else np.zeros(0, kind)


def table_of(columns: Mapping[str, Any], schema: pa.Schema) -> pa.Table:
    """Make a table of columns that are NumPy arrays, Arrow columns or lists of strings."""
    arrays = []
    for field in schema:
        values = columns[field.name]
        if isinstance(values, list):
            values = string_array(values)
        elif isinstance(values, np.ndarray):
            values = number_array(values, field.type)
        arrays.append(values)
    return pa.table(arrays, schema=schema)


def copied(table: pa.Table) -> pa.Table:
    """Return the table in memory of its own, so that the file it was mapped from can be closed."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return pa.ipc.open_stream(sink.getvalue()).read_all()


def empty_table(schema: pa.Schema) -> pa.Table:
    """Make a table without rows."""
    arrays = []
    for field in schema:
        if pa.types.is_string(field.type):
            arrays.append(string_array([]))
        elif pa.types.is_large_string(field.type):
            arrays.append(text_array([]))
        else:
            arrays.append(number_array(np.zeros(0), field.type))
    return pa.table(arrays, schema=schema)
