"""Files here and in object stores: sizes, ranges of bytes, what lies below a folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa

from framing.errors import CorpusError

__all__ = ["files_below", "is_folder", "is_remote", "opened", "range_of", "size_of"]

_OF_ADDRESSES = "%/:?#[]@!$&'()*+,;=~"
"""Signs of an address that stay; others, such as spaces and letters beyond ASCII, are encoded."""
_NOT_IN_NAMES = re.compile(r"[%?#]")
"""Signs that mean something else in an address than in a file's name."""


def is_remote(path: str) -> bool:
    """Tell whether a path is an address such as `s3://bucket/articles.jsonl`."""
    return "://" in path


def _store(path: str) -> tuple[Any, str]:
    from pyarrow import fs

    if not is_remote(path):
        return fs.LocalFileSystem(), path
    try:
        store, inner = fs.FileSystem.from_uri(quote(path, safe=_OF_ADDRESSES))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    return store, inner


@contextmanager
def opened(path: str) -> Iterator[Any]:
    """Open a file for reading at any place.

    Raises
    ------
    CorpusError
        If it can't be opened or read to the place that was asked for.
    """
    try:
        if not is_remote(path):
            with Path(path).open("rb") as file:
                yield file
            return
        store, inner = _store(path)
        with store.open_input_file(inner) as file:
            yield file
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(path, error) from None


def _unreadable(path: str, error: Exception) -> CorpusError:
    reason = getattr(error, "strerror", None) or str(error).partition("\n")[0]
    return CorpusError(
        f"expected a file that can be read, found: {reason}; check the file and its permissions",
        where=path,
    )


def range_of(path: str, start: int, stop: int) -> bytes:
    """Read the bytes from `start` up to `stop`.

    Raises
    ------
    CorpusError
        If the file is shorter than that, or can't be read.
    """
    with opened(path) as file:
        file.seek(start)
        content: bytes = file.read(stop - start)
    if len(content) != stop - start:
        raise CorpusError(
            f"expected {stop:,} bytes or more, found {start + len(content):,}; the file became "
            "shorter while the study ran: put it back and run again",
            where=path,
        )
    return content


def size_of(path: str) -> int:
    """Return a file's size in bytes."""
    try:
        if not is_remote(path):
            return Path(path).stat().st_size
        store, inner = _store(path)
        return int(store.get_file_info(inner).size or 0)
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(path, error) from None


def is_folder(path: str) -> bool:
    """Tell whether a path is a folder, or the beginning of other addresses."""
    if not is_remote(path):
        return Path(path).is_dir()
    from pyarrow import fs

    store, inner = _store(path)
    try:
        info = store.get_file_info(inner.rstrip("/"))
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(path, error) from None
    if info.type == fs.FileType.NotFound:
        raise CorpusError("expected a corpus, found nothing there; check the address", where=path)
    return bool(info.type == fs.FileType.Directory)


def files_below(path: str) -> list[str]:
    """Return the files in and below a folder by name, hidden ones aside, as paths of one form."""
    if is_remote(path):
        return _remote_files(path)
    found = []
    for inner, folders, files in os.walk(path, onerror=_raise):
        folders[:] = [name for name in folders if not name.startswith((".", "_"))]
        found += [str(Path(inner) / name) for name in files if not name.startswith((".", "_"))]
    return sorted(found)


def _raise(error: OSError) -> None:
    raise _unreadable(str(error.filename), error)


def _remote_files(path: str) -> list[str]:
    from pyarrow import fs

    store, inner = _store(path)
    scheme = path.partition("://")[0]
    root = inner.rstrip("/")
    try:
        entries = store.get_file_info(fs.FileSelector(root, recursive=True))
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(path, error) from None
    query = "?" + path.partition("?")[2] if "?" in path else ""
    return sorted(
        f"{scheme}://{_NOT_IN_NAMES.sub(lambda sign: quote(sign[0]), entry.path)}{query}"
        for entry in entries
        if entry.type == fs.FileType.File and not _hidden(entry.path[len(root) + 1 :])
    )


def _hidden(inner: str) -> bool:
    return any(part.startswith((".", "_")) for part in inner.split("/"))
