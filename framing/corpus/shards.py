"""A corpus as a list of shards: pieces that are found, counted, hashed and read apart.

A shard is a range of bytes of JSON Lines, a row group or several of a Parquet file, a whole file
of another form, or rows of an Arrow file. Where shards begin depends on the files alone, never on
who reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, Literal

import pyarrow as pa

from framing.corpus.columns import check_column_map
from framing.corpus.decoding import has_mark
from framing.corpus.stores import files_below, is_folder, is_remote, opened, size_of
from framing.errors import CorpusError

__all__ = ["Shard", "find_shards", "group_bytes", "opened_parquet"]

SHARD_BYTES = 8 << 20
"""A shard of lines is about so long; smaller row groups of Parquet are taken together to it."""
WHOLE_BYTES = 32 << 20
"""A single file up to this size is read at once, so that all its mistakes are told at once."""

_LINES = (".jsonl", ".ndjson")
_PARQUET = (".parquet",)
_PACKED = (".jsonl.gz", ".ndjson.gz", ".csv", ".tsv", ".csv.gz", ".tsv.gz", ".tab")


@dataclass(frozen=True)
class Shard:
    """A piece of a corpus; small enough to be sent anywhere.

    Parameters
    ----------
    path
        The file, or its address.
    kind
        `lines` of JSON, `groups` of rows in Parquet, a whole `file`, rows of an Arrow `table`.
    start, stop
        Half-open: bytes of lines, numbers of row groups, bytes of a file, rows of a table.
    n_bytes
        Size in the file, for progress.
    keys
        Metadata that the names of folders give: `outlet=Herald/` above the file.
    columns
        Reserved name to column of the file.
    encoding
        Of a whole file of text.
    skip_bad
        Leave out articles that something is wrong with.
    on_bad_row
        As `read_corpus` is told; `skip` also where `skip_bad` is true.
    aliases, outlets
        Other names for outlets, and those to choose; all if there are none.
    rows_before, lines_before
        Of the same file.
    digest
        Hash of the content; empty until it is counted.
    """

    path: str
    kind: Literal["lines", "groups", "file", "table"]
    start: int
    stop: int
    n_bytes: int
    keys: tuple[tuple[str, str], ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    encoding: str | None = None
    skip_bad: bool = False
    on_bad_row: str = "stop"
    aliases: tuple[tuple[str, str], ...] = ()
    outlets: tuple[str, ...] = ()
    rows_before: int = 0
    lines_before: int = 0
    digest: str = ""

    @property
    def name(self) -> str:
        """How messages call it."""
        if self.kind == "file":
            return self.path
        if self.kind == "table":
            return f"articles {self.start + 1:,} to {self.stop:,}"
        unit = "bytes" if self.kind == "lines" else "row groups"
        return f"{self.path}, {unit} {self.start:,} to {self.stop:,}"


def find_shards(
    path: str,
    *,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    skip_bad: bool = False,
    shard_bytes: int = SHARD_BYTES,
    whole_bytes: int = WHOLE_BYTES,
) -> list[Shard]:
    """Return the shards of a file, or of a folder of files, that need not be read at once.

    The list is empty where the corpus has to be read at once, or is small enough for that: by
    `read_corpus`, whose table can then be cut by `table_shards`.
    """
    names = tuple(check_column_map(columns).items())
    if is_folder(path):
        files = [file for file in files_below(path) if _form(file)]
        if not files or any(f.lower().endswith(".txt") for f in files_below(path)):
            return []
        if not is_remote(path) and any((Path(path) / f"metadata{s}").exists() for s in _PACKED):
            return []
    elif not _form(path) or (not is_remote(path) and size_of(path) <= whole_bytes):
        return []
    else:
        files = [path]
    shards: list[Shard] = []
    for file in files:
        kind = _form(file)
        plain = Shard(file, "file", 0, size_of(file), 0, columns=names, skip_bad=skip_bad)
        whole = replace(plain, n_bytes=plain.stop, encoding=encoding, keys=_keys(path, file))
        if kind == "lines" and (encoding or not _is_utf8(file)):
            kind = "file"
        shards += list(_CUTS[kind](whole, shard_bytes))
    _refuse_remote_files(shards)
    if not shards:
        raise CorpusError("expected articles, found empty files alone; add articles", where=path)
    return shards if len(files) > 1 or shards[0].kind != "file" else []


def _form(path: str) -> str:
    name = path.partition("?")[0].lower()
    forms = ((_LINES, "lines"), (_PARQUET, "groups"), (_PACKED, "file"))
    return next((kind for endings, kind in forms if name.endswith(endings)), "")


def _keys(root: str, file: str) -> tuple[tuple[str, str], ...]:
    inner = PurePosixPath(file.partition("?")[0][len(root.partition("?")[0]) :].lstrip("/\\"))
    pairs = (part.partition("=") for part in inner.as_posix().split("/")[:-1])
    return tuple((name, value) for name, equals, value in pairs if equals and name)


def _is_utf8(path: str) -> bool:
    with opened(path) as file:
        head = file.read(4096)
    return not has_mark(head) and b"\0" not in head


def _refuse_remote_files(shards: Iterable[Shard]) -> None:
    for shard in shards:
        if shard.kind == "file" and is_remote(shard.path):
            raise CorpusError(
                "expected JSON Lines in UTF-8 or Parquet, as files in a store have to be, found "
                "another form; write the corpus again or copy the file here",
                where=shard.path,
            )


@contextmanager
def opened_parquet(path: str) -> Iterator[Any]:
    """Open a Parquet file.

    Raises
    ------
    CorpusError
        If it is none, or damaged.
    """
    import pyarrow.parquet as pq

    with opened(path) as file:
        try:
            yield pq.ParquetFile(file)
        except (pa.ArrowException, OSError) as error:
            reason = str(error).partition("\n")[0]
            raise CorpusError(
                f"expected a Parquet file, found one that can't be read as such ({reason}); "
                "write it again or name the right file",
                where=path,
            ) from None


def group_bytes(group: Any) -> int:
    """Return how many bytes of the file a row group takes."""
    return sum(group.column(i).total_compressed_size for i in range(group.num_columns))


def _line_ranges(whole: Shard, size: int) -> Iterator[Shard]:
    """Cut a file of lines at the first line end after each multiple of the size."""
    start, end = 0, whole.stop
    with opened(whole.path) as file:
        while start < end:
            stop = min(start + size, end)
            file.seek(stop)
            while stop < end:
                block = file.read(1 << 16)
                at = block.find(b"\n")
                stop += len(block) if at < 0 else at + 1
                if at >= 0 or not block:
                    break
            yield replace(whole, kind="lines", start=start, stop=stop, n_bytes=stop - start)
            start = stop


def _row_groups(whole: Shard, size: int) -> Iterator[Shard]:
    with opened_parquet(whole.path) as file:
        sizes = [group_bytes(file.metadata.row_group(g)) for g in range(file.num_row_groups)]
    first, total = 0, 0
    for group, n_bytes in enumerate(sizes):
        total += n_bytes
        if total >= size or group == len(sizes) - 1:
            yield replace(whole, kind="groups", start=first, stop=group + 1, n_bytes=total)
            first, total = group + 1, 0


_CUTS: Mapping[str, Callable[[Shard, int], Iterator[Shard]]] = {
    "lines": _line_ranges,
    "groups": _row_groups,
    "file": lambda whole, _: iter([whole]),
}
