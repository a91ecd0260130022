"""The map step on a shard: articles in, parts on disk out; what is there already is not redone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from framing.corpus.article import Corpus
from framing.corpus.batches import ArticleBatch, article_batches
from framing.corpus.shard_reading import read_shard
from framing.corpus.shards import Shard
from framing.errors import EngineError, FramingError
from framing.extraction.batch_rows import ARTICLES, DIGEST, BatchWork, Tables
from framing.extraction.part_file import DamagedPart, PartWriter, read_part, writing_part

__all__ = ["ShardDone", "ShardWork"]


@dataclass(frozen=True)
class ShardDone:
    """What comes back from a worker: where the parts are.

    Parameters
    ----------
    shard
        Its name.
    files
        Of the articles, then of each extractor.
    n_bytes
        Of the shard.
    reused
        True if every part was there already.
    """

    shard: str
    files: tuple[str, ...]
    n_bytes: int
    reused: bool


@dataclass(frozen=True)
class ShardWork:
    """Reads a shard and writes its parts.

    Parameters
    ----------
    batch
        The work on one batch.
    clean, language
        As in `extract`.
    folder
        Where parts are kept.
    base
        A text that changes whenever the code or its word lists do.
    skip
        Leave out articles on which the work fails, in place of stopping.
    """

    batch: BatchWork
    clean: tuple[str, ...]
    language: str | None
    folder: Path
    base: str
    skip: bool = False

    def __call__(self, shard: Shard) -> ShardDone:
        """Make the parts that are missing.

        Raises
        ------
        FramingError
            If the shard can't be read, or the work fails on an article: both are named.
        """
        files = self._files(shard)
        missing = self._missing(files)
        if missing:
            try:
                self._make_all(shard, files, missing)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                message = f"the parts can't be written ({reason}); make room or name another place"
                raise EngineError(message, where=str(self.folder)) from None
        return ShardDone(shard.name, tuple(map(str, files)), shard.n_bytes, not missing)

    def _files(self, shard: Shard) -> list[Path]:
        """Return the parts' places, which tell what they were made from."""
        sources = self.batch.sources
        path = "" if shard.kind == "table" else shard.path
        place = (shard.digest, path, shard.start, shard.stop, shard.rows_before, shard.keys)
        read = (shard.columns, shard.encoding, shard.aliases, shard.outlets)
        made = (read, self.clean, self.language, self.base)
        known = (sorted(dict(sources.aliases).items()), sorted(dict(sources.roles).items()))
        key = _key(place, made, known)
        names = [
            _key(key, self.batch.evidence, _fingerprint(extractor))
            for extractor in self.batch.extractors
        ]
        return [self.folder / key[:2] / f"{name}.part" for name in (key, *names)]

    def _missing(self, files: Sequence[Path]) -> list[int]:
        """Return the pieces to make; all where an article was left out, or pieces disagree."""
        missing, rows = [], set()
        everything = list(range(ARTICLES, len(files) + ARTICLES))
        for piece, file in enumerate(files, start=ARTICLES):
            try:
                found = read_part(file)
            except DamagedPart:
                missing.append(piece)
                continue
            if piece == ARTICLES and found.notes["skipped"]:
                return everything
            rows.add(found.notes["rows"])
        return missing if len(rows) < 2 else everything

    def _make_all(self, shard: Shard, files: Sequence[Path], missing: Sequence[int]) -> None:
        try:
            self._make(shard, files, missing)
        except _LeftOut:
            self._make(shard, files, range(ARTICLES, len(files) + ARTICLES))

    def _make(self, shard: Shard, files: Sequence[Path], missing: Sequence[int]) -> None:
        """Write pieces of the shard's articles."""
        corpus = read_shard(shard)
        skipped = [(p.where, p.message) for p in corpus.skipped]
        digest = hashlib.sha256()
        with ExitStack() as stack:
            writers = {
                piece: stack.enter_context(writing_part(files[piece - ARTICLES]))
                for piece in missing
            }
            for batch, item in self._batches(corpus):
                rows, pieces, wrong = self._attempt(shard, batch, item, missing)
                if wrong and len(missing) < len(files):
                    raise _LeftOut
                skipped += wrong
                if len(rows):
                    digests = rows.article_digests()
                    digest.update(b"".join(digests))
                    _write(writers, rows, pieces, digests)
            for piece, writer in writers.items():
                told = {
                    "notes": corpus.notes,
                    "skipped": skipped,
                    "file": shard.path,
                    "n_articles": len(corpus),
                }
                writer.end({"rows": digest.hexdigest(), **(told if piece == ARTICLES else {})})

    def _batches(self, corpus: Corpus) -> Iterator[tuple[Corpus, ArticleBatch]]:
        at = 0
        for item in article_batches(corpus, rules=self.clean, language=self.language):
            rows = corpus.table.slice(at, len(item.batch))
            at += len(item.batch)
            yield Corpus(rows), item

    def _attempt(
        self, shard: Shard, rows: Corpus, item: ArticleBatch, wanted: Sequence[int]
    ) -> tuple[Corpus, dict[int, Tables], list[tuple[str, str]]]:
        """Work on a batch; where that fails, find the articles that it fails on."""
        try:
            return rows, self.batch.pieces(item, wanted), []
        except MemoryError:
            raise
        except Exception as error:
            wrong = {i: e for i in range(len(rows)) if (e := self._error_on(item, i, wanted))}
            first = next(iter(wrong), None)
            if not self.skip or first is None:
                name = rows.ids[0 if first is None else first]
                raise _failure(name, shard, wrong.get(first or 0, error)) from error
        keep = [i not in wrong for i in range(len(rows))]
        told = [(f"article '{rows.ids[i]}'", _reason(e)) for i, e in wrong.items()]
        if not any(keep):
            return rows.select(keep), {}, told
        return rows.select(keep), self.batch.pieces(item.select(keep), wanted), told

    def _error_on(
        self, item: ArticleBatch, article: int, wanted: Sequence[int]
    ) -> Exception | None:
        alone = item.select([i == article for i in range(len(item.batch))])
        try:
            self.batch.pieces(alone, wanted)
        except MemoryError:
            raise
        except Exception as error:
            return error
        return None


class _LeftOut(Exception):  # noqa: N818
    """An article has to go, so that the pieces that are there don't fit any more."""


def _failure(article: str, shard: Shard, error: Exception) -> FramingError:
    return EngineError(
        f"the work on article '{article}' failed ({_reason(error)}); mend the article, or leave "
        "such articles out with --on-error skip",
        where=shard.name,
    )


def _reason(error: Exception) -> str:
    first = str(error).partition("\n")[0]
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


def _write(
    writers: dict[int, PartWriter],
    rows: Corpus,
    pieces: dict[int, Tables],
    digests: Sequence[bytes],
) -> None:
    for piece, tables in pieces.items():
        for name, table in tables.items():
            writers[piece].add(name, table)
    if ARTICLES in writers:
        column = pa.FixedSizeBinaryArray.from_buffers(
            pa.binary(32), len(digests), [None, pa.py_buffer(b"".join(digests))]
        )
        metadata = rows.metadata.append_column(DIGEST, column)
        writers[ARTICLES].add("metadata", metadata)
        writers[ARTICLES].add("texts", rows.table.select(["text"]))


def _key(*parts: Any) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _fingerprint(extractor: Any) -> str:
    """Return what an extractor's rows depend on; by its type and state if it does not say."""
    own: Callable[[], str] | None = getattr(extractor, "fingerprint", None)
    if own is not None:
        return own()
    import pickle

    return hashlib.sha256(pickle.dumps(extractor)).hexdigest()
