"""Shards looked at and read: content hashed, rows counted, articles made."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from framing.arrow_columns import text_array
from framing.corpus.article import Corpus
from framing.corpus.columns import first_then_rest
from framing.corpus.readers import assembled, read_corpus
from framing.corpus.shards import Shard, opened_parquet
from framing.corpus.stores import range_of
from framing.corpus.tables import RawTable, arrow_table, json_lines_table, stem_of
from framing.errors import CorpusError

__all__ = ["Counted", "count_shard", "numbered", "read_shard", "table_shards"]

TABLE_ROWS = 2_000
"""Articles in a shard of a corpus that was read at once."""


@dataclass(frozen=True)
class Counted:
    """What one look at a shard tells.

    Parameters
    ----------
    digest
        A hash of its content.
    n_rows, n_lines
        How many there are.
    outlets
        As they stand in the file; looked for only where some are renamed or chosen.
    """

    digest: str
    n_rows: int = 0
    n_lines: int = 0
    outlets: tuple[str, ...] = ()


def count_shard(shard: Shard) -> Counted:
    """Hash a shard's content and count its rows; nothing is decoded but, if need be, outlets.

    Raises
    ------
    CorpusError
        If it can't be read.
    """
    counted = _counted(shard)
    if not shard.aliases and not shard.outlets:
        return counted
    plain = read_shard(replace(shard, aliases=(), outlets=(), digest="", skip_bad=True))
    return replace(counted, outlets=tuple(plain.table.column("outlet").unique().to_pylist()))


def _counted(shard: Shard) -> Counted:
    if shard.kind == "lines":
        content = range_of(shard.path, shard.start, shard.stop)
        n_lines = content.count(b"\n") + (not content.endswith(b"\n"))
        blank = sum(1 for line in content.split(b"\n") if not line or line.isspace())
        return Counted(_hash(content), n_lines - blank + content.endswith(b"\n"), n_lines)
    if shard.kind == "groups":
        with opened_parquet(shard.path) as file:
            groups = [file.metadata.row_group(g) for g in range(shard.start, shard.stop)]
        return Counted(_group_hash(shard), sum(group.num_rows for group in groups))
    if shard.kind == "file":
        return Counted(_hash(range_of(shard.path, 0, shard.stop)))
    corpus = _table_rows(shard)
    return Counted(_hash(b"".join(corpus.article_digests())), len(corpus))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _group_hash(shard: Shard) -> str:
    digest = hashlib.sha256()
    with opened_parquet(shard.path) as file:
        digest.update(str(file.schema_arrow.remove_metadata()).encode())
        spans = sorted(
            _column_span(file.metadata.row_group(group).column(i))
            for group in range(shard.start, shard.stop)
            for i in range(file.metadata.num_columns)
        )
    for start, stop in spans:
        digest.update(range_of(shard.path, start, stop))
    return digest.hexdigest()


def _column_span(column: object) -> tuple[int, int]:
    pages = (getattr(column, f"{kind}_page_offset") for kind in ("dictionary", "data"))
    start = min(page for page in pages if page)
    return start, start + int(getattr(column, "total_compressed_size"))  # noqa: B009


def numbered(shards: Sequence[Shard], counted: Sequence[Counted]) -> list[Shard]:
    """Return the shards with their hashes, and the rows and lines before each in its file."""
    rows: dict[str, int] = {}
    lines: dict[str, int] = {}
    done = []
    for shard, count in zip(shards, counted, strict=True):
        before = rows.setdefault(shard.path, 0), lines.setdefault(shard.path, 0)
        done.append(
            replace(shard, digest=count.digest, rows_before=before[0], lines_before=before[1])
        )
        rows[shard.path] += count.n_rows
        lines[shard.path] += count.n_lines
    return done


def read_shard(shard: Shard) -> Corpus:
    """Read a shard's articles, as `read_corpus` reads them.

    Raises
    ------
    CorpusError
        If something is wrong with an article, or the content is not what was counted.
    """
    if shard.digest and count_shard(shard).digest != shard.digest:
        raise CorpusError(
            "expected the articles that were there when the study began, found others; the file "
            "was changed: run again when nobody writes to it",
            where=shard.name,
        )
    if shard.kind == "table":
        return _table_rows(shard)
    if shard.kind == "file":
        corpus = read_corpus(
            shard.path,
            columns=dict(shard.columns),
            encoding=shard.encoding,
            skip_bad=shard.skip_bad,
            on_bad_row="skip" if shard.skip_bad else shard.on_bad_row,
        )
    else:
        raw = _raw_lines(shard) if shard.kind == "lines" else _raw_groups(shard)
        if raw is None:
            return Corpus(first_then_rest({n: text_array([]) for n in _EMPTY}))
        corpus = assembled(raw, dict(shard.columns), skip_bad=shard.skip_bad)
    return _with_outlets(_with_keys(corpus, shard), shard)


def _with_outlets(corpus: Corpus, shard: Shard) -> Corpus:
    """Rename and choose outlets; a shard need not have all of them."""
    if not shard.aliases and not shard.outlets:
        return corpus
    aliases = dict(shard.aliases)
    found = corpus.table.column("outlet").to_pylist()
    names = [aliases.get(name, name) for name in found]
    at = corpus.table.column_names.index("outlet")
    changed = sum(old != new for old, new in zip(found, names, strict=True))
    notes = corpus.notes
    if changed:
        note = f"{changed:,} of {len(found):,} articles have another name of their outlet"
        notes = (*notes, f"corpus.aliases: {note} than in the file")
    renamed = Corpus(
        corpus.table.set_column(at, "outlet", text_array(names)), notes, corpus.skipped
    )
    if not shard.outlets:
        return renamed
    return renamed.select([name in shard.outlets for name in names])


_EMPTY = ("id", "outlet", "text", "title")


def _raw_lines(shard: Shard) -> RawTable | None:
    content = range_of(shard.path, shard.start, shard.stop)
    stem = stem_of(Path(shard.path.partition("?")[0]))
    raw = json_lines_table(
        content, shard.path, stem, lines_before=shard.lines_before, skip_bad=shard.skip_bad
    )
    if not raw.lines and not raw.skipped:
        return None
    return replace(raw, rows_before=shard.rows_before, folder=Path(shard.path).parent)


def _raw_groups(shard: Shard) -> RawTable | None:
    with opened_parquet(shard.path) as file:
        table = file.read_row_groups(list(range(shard.start, shard.stop)))
    if not table.num_rows:
        return None
    stem = stem_of(Path(shard.path.partition("?")[0]))
    raw = arrow_table(table, shard.path, stem, folder=Path(shard.path).parent)
    return replace(raw, rows_before=shard.rows_before)


def _with_keys(corpus: Corpus, shard: Shard) -> Corpus:
    table = corpus.table
    for name, value in shard.keys:
        column = text_array([value] * len(corpus))
        if name not in table.column_names:
            table = table.append_column(name, column)
        elif name == "outlet" and set(table.column(name).to_pylist()) == {"unknown"}:
            table = table.set_column(table.schema.get_field_index(name), name, column)
    notes = corpus.notes
    if "outlet" in dict(shard.keys):
        notes = tuple(note for note in notes if "name no outlet" not in note)
    return Corpus(table, notes, corpus.skipped)


def table_shards(corpus: Corpus, file: Path, *, rows: int = TABLE_ROWS) -> list[Shard]:
    """Write a corpus as an Arrow file and return its shards; all of them are counted."""
    table = corpus.table.combine_chunks()
    digests = corpus.article_digests()
    with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=rows)
    lengths = table.column("text").combine_chunks()
    return [
        Shard(
            str(file),
            "table",
            start,
            min(start + rows, len(corpus)),
            n_bytes=int(lengths[start : start + rows].nbytes),
            digest=_hash(b"".join(digests[start : start + rows])),
        )
        for start in range(0, len(corpus), rows)
    ]


def _table_rows(shard: Shard) -> Corpus:
    try:
        with pa.memory_map(shard.path) as source:
            table = pa.ipc.open_file(source).read_all()
            return Corpus(table.slice(shard.start, shard.stop - shard.start))
    except (OSError, pa.ArrowException) as error:
        reason = str(error).partition("\n")[0]
        raise CorpusError(
            f"expected the articles that were written there, found: {reason}; run again with "
            "--fresh",
            where=shard.path,
        ) from None
