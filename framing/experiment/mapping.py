"""The map and the reduce of a run: shards to workers, parts to the waist."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.corpus.article import Corpus
from framing.corpus.outlets import check_names
from framing.corpus.shard_reading import count_shard, numbered, table_shards
from framing.corpus.shards import Shard
from framing.errors import EngineError
from framing.experiment.code_version import code_version
from framing.experiment.parts_folder import drop_unused
from framing.extraction.batch_rows import BatchWork
from framing.extraction.extractor import Extractor
from framing.extraction.matrix import check_twins
from framing.extraction.merging import Merged, Pieces, merge_parts
from framing.extraction.part_file import DamagedPart, read_part
from framing.extraction.shard_work import ShardDone, ShardWork
from framing.segmentation.source_names import KnownSources

__all__ = ["Mapping", "Watch", "map_and_merge"]

MEMORY_BYTES = 256 << 20
"""Parts that come to more are put together in files that are mapped into memory."""

Watch = Callable[[int, int, int], None]
"""Told after each shard: bytes done, bytes of all, and how many of those done were there before."""


@dataclass(frozen=True)
class Mapping:
    """How a run maps its shards.

    Parameters
    ----------
    engine
        Has `map`.
    folder
        Of the parts.
    skip
        Leave out articles that the work fails on.
    watch
        Told of progress.
    """

    engine: Any
    folder: Path
    skip: bool
    watch: Watch


def map_and_merge(
    corpus: Corpus | Sequence[Shard],
    extractors: Sequence[Extractor],
    mapping: Mapping,
    *,
    clean: Sequence[str] = (),
    language: str | None = None,
    sources: KnownSources | None = None,
) -> tuple[Merged, int]:
    """Return what was made of the corpus, and how many shards were done in an earlier run.

    Raises
    ------
    FramingError
        If an outlet that is renamed or chosen is in no shard, a shard can't be read, the work
        fails, or a part is damaged after it was written.
    """
    check_twins(extractors)
    work = ShardWork(
        BatchWork(tuple(extractors), sources or KnownSources()),
        tuple(clean),
        language,
        mapping.folder,
        code_version(),
        mapping.skip,
    )
    with _ended(mapping.engine):
        done = _mapped(work, _shards(corpus, mapping), mapping)
    merged = _merged(done, extractors, mapping.folder)
    drop_unused(mapping.folder, [Path(file) for one in done for file in one.files])
    return merged, sum(one.reused for one in done)


def _shards(corpus: Corpus | Sequence[Shard], mapping: Mapping) -> list[Shard]:
    if isinstance(corpus, Corpus):
        return table_shards(corpus, mapping.folder / "articles.arrow")
    with closing(_results(mapping.engine.map(count_shard, corpus))) as results:
        counted = list(results)
    if corpus:
        found = dict.fromkeys(name for one in counted for name in one.outlets)
        check_names(dict(corpus[0].aliases), corpus[0].outlets, list(found))
    return numbered(corpus, counted)


def _mapped(work: ShardWork, shards: Sequence[Shard], mapping: Mapping) -> list[ShardDone]:
    total = sum(shard.n_bytes for shard in shards)
    at = before = 0
    done: list[ShardDone] = []
    with closing(_results(mapping.engine.map(work, shards))) as results:
        for one in results:
            done.append(one)
            at += one.n_bytes
            before += one.n_bytes if one.reused else 0
            mapping.watch(at, total, before)
    return done


def _ended(engine: Any) -> AbstractContextManager[Any]:
    """Close the engine at the end, if it keeps workers from one map to the next."""
    return closing(engine) if hasattr(engine, "close") else nullcontext()


def _results(values: Iterator[Any]) -> Any:
    """Return the values as something that can be closed, so that no worker outlives an error."""
    return values if hasattr(values, "close") else (value for value in values)


def _merged(done: Sequence[ShardDone], extractors: Sequence[Extractor], folder: Path) -> Merged:
    checked: set[str] = set()

    def parts() -> Iterator[Pieces]:
        for one in done:
            check = one.shard not in checked
            try:
                articles, *rows = (read_part(Path(file), check=check) for file in one.files)
            except DamagedPart as error:
                message = f"a part was damaged after it was written ({error}); run again"
                raise EngineError(message, where=one.shard) from None
            checked.add(one.shard)
            yield articles, tuple(rows)

    n_bytes = sum(Path(file).stat().st_size for one in done for file in one.files)
    if n_bytes <= MEMORY_BYTES:
        return merge_parts(parts, extractors)
    rows = folder / "merged"
    rows.mkdir()
    try:
        return merge_parts(parts, extractors, folder=rows)
    finally:
        shutil.rmtree(rows, ignore_errors=True)
