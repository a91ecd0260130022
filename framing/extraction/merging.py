"""The reduce step: parts in the order of their shards, rows added up, ids and outlets joined.

Every part is looked at twice: for what has to be known of all of them (columns of metadata, in how
many articles a term stands), and for its rows. Memory is bounded by a part, the articles' metadata
and the distinct terms; the rows go to memory or, if there is a folder, to files that are mapped.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from framing.arrow_columns import copied, empty_table, number_array, numbers_of, text_array
from framing.corpus.checks import duplicate_ids, refuse
from framing.evidence import EVIDENCE_SCHEMA, Evidence
from framing.extraction.batch_rows import DIGEST
from framing.extraction.extractor import PART_EVIDENCE_SCHEMA, Extractor
from framing.extraction.frequencies import TermFrequencies, counted_again, only_terms
from framing.extraction.part_file import PartFile
from framing.extraction.row_sink import RowSink
from framing.features import CELLS_SCHEMA, LEFT_OUT_SCHEMA, RUNS_SCHEMA, TERMS_SCHEMA, FeatureMatrix
from framing.signature import Signature

__all__ = ["Merged", "Pieces", "merge_parts"]

Pieces = tuple[PartFile, tuple[PartFile, ...]]
"""What was made of one shard: the articles, and the rows of each extractor."""

_ALL = "all files"
_COUNTING = re.compile(r"(?P<head>.*?: )(?P<n>[\d,]+) of [\d,]+ (?P<rest>articles .*)", re.DOTALL)


@dataclass(frozen=True)
class Merged:
    """What was made of all shards.

    Parameters
    ----------
    features
        The waist.
    notes
        What was assumed in reading.
    skipped
        Place and reason of each article that was left out.
    sha256
        Of the articles that were read.
    """

    features: FeatureMatrix
    notes: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]
    sha256: str


def merge_parts(
    parts: Callable[[], Iterable[Pieces]],
    extractors: Sequence[Extractor],
    *,
    folder: Path | None = None,
) -> Merged:
    """Put parts together.

    Parameters
    ----------
    parts
        Yields the pieces of each shard in the shards' order, as often as it is called.
    extractors
        They learn what `fit` learns.
    folder
        Where rows are written and mapped from; they are kept in memory without one.

    Raises
    ------
    CorpusError
        If two articles have one id.
    """
    looked = _Looked(extractors)
    for articles, rows in parts():
        looked.at(articles, rows)
    metadata = looked.metadata()
    ids, outlets = (metadata.column(name) for name in ("id", "outlet"))
    refuse(_doubled(ids, looked))
    kept = [
        _learn(extractor, looked.frequencies[i], parts, i, len(ids))
        for i, extractor in enumerate(extractors)
    ]
    first = [0, *accumulate(len(extractor.features()) for extractor in extractors)]
    sinks = {name: RowSink(schema, folder, name) for name, schema in _SCHEMAS.items()}
    base = 0
    for articles, rows in parts():
        for block, n_articles in enumerate(t.num_rows for t in articles.of("exposures")):
            _add_articles(sinks, articles, block, base)
            mine = ids.slice(base, n_articles), outlets.slice(base, n_articles)
            tables = [{n: t[block] for n, t in piece.tables.items()} for piece in rows]
            _add_rows(sinks, tables, first, kept, mine, base)
            base += n_articles
    done = {name: sink.done() for name, sink in sinks.items()}
    exposures = done.pop("exposures")
    for name in exposures.column_names:
        metadata = metadata.append_column(name, exposures.column(name).combine_chunks())
    if folder is not None:
        sink = RowSink(metadata.schema, folder, "articles")
        sink.add(metadata)
        metadata = sink.done()
    features = FeatureMatrix(
        articles_table=metadata,
        features=tuple(f for extractor in extractors for f in extractor.features()),
        evidence=Evidence(done.pop("evidence")),
        texts=_one_array(done.pop("texts").column("text"), mapped=folder is not None),
        signature=_signature(extractors),
        **done,
    )
    return Merged(features, _notes(looked, extractors), tuple(looked.skipped), looked.sha256())


_EXPOSURES = ("words", "words@authorial", "words@direct", "words@indirect", "words_left_out")
_SCHEMAS = {
    "exposures": pa.schema([(name, pa.int64()) for name in _EXPOSURES]),
    "runs": RUNS_SCHEMA,
    "left_out": LEFT_OUT_SCHEMA,
    "texts": pa.schema([("text", pa.large_string())]),
    "cells": CELLS_SCHEMA,
    "evidence": EVIDENCE_SCHEMA,
    "terms": TERMS_SCHEMA,
}


class _Looked:
    """What has to be known of all parts before rows are added up."""

    def __init__(self, extractors: Sequence[Extractor]) -> None:
        self._notes: list[Mapping[str, Any]] = []
        self.skipped: list[tuple[str, str]] = []
        self._metadata: list[pa.Table] = []
        self.frequencies = [TermFrequencies(getattr(e, "max_terms", None)) for e in extractors]

    def at(self, articles: PartFile, rows: Sequence[PartFile]) -> None:
        """Look at one part; what is kept of it is copied out of the file."""
        self._notes.append(articles.notes)
        self.skipped += [(str(place), str(why)) for place, why in articles.notes["skipped"]]
        self._metadata += [copied(table) for table in articles.of("metadata")]
        for found, piece in zip(self.frequencies, rows, strict=True):
            for table in piece.of("frequencies"):
                found.add(table)

    def notes(self) -> tuple[str, ...]:
        """Return each note once; where parts of one file tell numbers, these are added up."""
        totals: Counter[str] = Counter()
        told: Counter[tuple[str, ...]] = Counter()
        for part in self._notes:
            totals[part.get("file", "")] += part.get("n_articles", 0)
            totals[_ALL] += part.get("n_articles", 0)
        for part in self._notes:
            for note in part["notes"]:
                found = _COUNTING.fullmatch(note)
                if found and "file" in part:
                    file = _ALL if note.startswith("corpus.") else part["file"]
                    key = (file, found["head"], found["rest"])
                    told[key] += int(found["n"].replace(",", ""))
                else:
                    told[(note,)] += 1
        return tuple(
            key[0] if len(key) == 1 else f"{key[1]}{n:,} of {totals[key[0]]:,} {key[2]}"
            for key, n in told.items()
        )

    def metadata(self) -> pa.Table:
        """Return the articles' metadata; a column that some parts lack is empty there."""
        if not self._metadata:
            names = ("id", "outlet", "title")
            return pa.table({name: text_array([]) for name in names})
        table = pa.concat_tables(self._metadata, promote_options="default")
        self._metadata = [table]
        columns = {
            name: pc.fill_null(column, "") if column.null_count else column
            for name, column in zip(table.column_names, table.columns, strict=True)
            if name != DIGEST
        }
        return pa.table(columns)

    def sha256(self) -> str:
        """Return the hash of all articles, as `Corpus.sha256`."""
        digest = hashlib.sha256()
        for table in self._metadata:
            for chunk in table.column(DIGEST).chunks if DIGEST in table.column_names else ():
                start = chunk.offset * 32
                digest.update(chunk.buffers()[1][start : start + 32 * len(chunk)])
        return digest.hexdigest()


def _doubled(ids: pa.ChunkedArray, looked: _Looked) -> Iterator[Any]:
    """Find articles of one id; they are looked for one by one only if there are any."""
    if pc.count_distinct(ids).as_py() < len(ids) or pc.min(pc.utf8_length(ids)).as_py() == 0:
        yield from duplicate_ids(ids, place=lambda row: f"article {row + 1:,} of the corpus")


def _learn(
    extractor: Any,
    found: TermFrequencies,
    parts: Callable[[], Iterable[Pieces]],
    number: int,
    n_articles: int,
) -> pa.Array | None:
    """Let an extractor learn from the counts of the corpus; return the terms to keep, if not all.

    Extractors that learn from `frequencies` say so with a method `learn`. Where not all terms could
    be held, those that were are counted exactly in one more look.
    """
    learn = getattr(extractor, "learn", None)
    if learn is None:
        return None
    terms = found.table()
    if not found.lost:
        kept: pa.Array = learn(terms, n_articles)
        return None if len(kept) == terms.num_rows else kept
    again = (table for _, rows in parts() for table in rows[number].of("frequencies"))
    every: pa.Array = learn(counted_again(terms, again, found.lost), n_articles, lost=found.lost)
    return every


def _notes(looked: _Looked, extractors: Sequence[Any]) -> tuple[str, ...]:
    """Return what was assumed; extractors with something to tell have a method `notes`."""
    told = (note for e in extractors if hasattr(e, "notes") for note in e.notes())
    return (*looked.notes(), *told)


def _add_articles(sinks: dict[str, RowSink], articles: PartFile, block: int, base: int) -> None:
    sinks["exposures"].add(articles.of("exposures")[block])
    sinks["texts"].add(articles.of("texts")[block])
    for name in ("runs", "left_out"):
        sinks[name].add(_shifted(articles.of(name)[block], "article", base))


def _add_rows(
    sinks: dict[str, RowSink],
    tables: Sequence[dict[str, pa.Table]],
    first: Sequence[int],
    kept: Sequence[pa.Array | None],
    names: tuple[pa.ChunkedArray, pa.ChunkedArray],
    base: int,
) -> None:
    """Add the rows of one batch: those of each article together, in the extractors' order."""
    cells = [_shifted(t["cells"], "feature", first[i]) for i, t in enumerate(tables)]
    sinks["cells"].add(_shifted(_together(cells, CELLS_SCHEMA), "article", base))
    terms = [only_terms(t["terms"], kept[i]) for i, t in enumerate(tables)]
    sinks["terms"].add(_shifted(_together(terms, TERMS_SCHEMA), "article", base))
    evidence = _together([t["evidence"] for t in tables], PART_EVIDENCE_SCHEMA)
    number = evidence.column("article")
    columns = {"article": names[0].take(number), "outlet": names[1].take(number)}
    rest = {name: evidence.column(name) for name in EVIDENCE_SCHEMA.names if name not in columns}
    sinks["evidence"].add(pa.table({**columns, **rest}).cast(EVIDENCE_SCHEMA))


def _together(tables: Sequence[pa.Table], schema: pa.Schema) -> pa.Table:
    filled = [table.cast(schema) for table in tables if table.num_rows]
    if len(filled) < 2:
        return filled[0] if filled else empty_table(schema)
    together = pa.concat_tables(filled)
    order = np.argsort(numbers_of(together.column("article")), kind="stable")
    return together.take(number_array(order))


def _shifted(table: pa.Table, column: str, by: int) -> pa.Table:
    position = table.schema.get_field_index(column)
    values = numbers_of(table.column(position)) + np.int32(by)
    return table.set_column(
        position, table.schema.field(position), number_array(values, pa.int32())
    )


def _one_array(column: pa.ChunkedArray, *, mapped: bool) -> pa.Array | pa.ChunkedArray:
    return column if mapped else column.combine_chunks()


def _signature(extractors: Sequence[Extractor]) -> Signature:
    parts: dict[str, list[str]] = {}
    for extractor in extractors:
        for key, value in extractor.signature().parts:
            parts.setdefault(key, []).append(value)
    return Signature.of(**{k: ",".join(dict.fromkeys(v)) for k, v in parts.items()})
