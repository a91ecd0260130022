"""From a corpus to the waist: batches through the text half, rows added up, metadata joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

from framing.corpus.article import Corpus
from framing.corpus.batches import ArticleBatch, article_batches
from framing.errors import CorpusError, FramingError
from framing.evidence import EVIDENCE_SCHEMA, VOICES, Evidence
from framing.extraction.extractor import PART_EVIDENCE_SCHEMA, Extractor, Part
from framing.extraction.prepared import PreparedBatch, prepare
from framing.extraction.speech import runs_table
from framing.features import (
    CELLS_SCHEMA,
    EXPOSURE_VOICES,
    LEFT_OUT_SCHEMA,
    TERMS_SCHEMA,
    Feature,
    FeatureMatrix,
)
from framing.lexicon.tokens import tokenize
from framing.segmentation.source_names import KnownSources
from framing.signature import Signature

__all__ = ["Engine", "check_metadata", "extract"]

_NO_EVIDENCE = PART_EVIDENCE_SCHEMA.empty_table()


class Engine(Protocol):
    """Whatever runs a function over batches and keeps their order."""

    def map(self, function: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        """Yield the function's value for every item, in the items' order."""
        ...


@dataclass(frozen=True)
class _BatchRows:
    """What one batch gives; article numbers count from the batch's first."""

    n_articles: int
    exposures: pa.Table
    parts: tuple[Part, ...]
    runs: pa.Table
    left_out: pa.Table


def extract(
    corpus: Corpus,
    extractors: Sequence[Extractor],
    *,
    clean: Sequence[str] = (),
    language: str | None = None,
    sources: KnownSources | None = None,
    engine: Engine | None = None,
    evidence: bool = True,
    output: str | Path | None = None,
) -> FeatureMatrix:
    """Extract features of every article, and the evidence for them.

    Parameters
    ----------
    corpus
        The articles; outlets are joined after extraction.
    extractors
        `LexiconExtractor`, `TfidfExtractor` or anything with their methods; they are fitted.
    clean
        Cleaning rules, by name.
    language
        Of the texts, in place of the articles' own column `language`; else `en`.
    sources
        Spellings and roles of sources that the study knows.
    engine
        Runs the batches; one after the other if none is given.
    evidence
        Keep the table of matches.
    output
        A folder for the tables; they are memory-mapped from there.

    Returns
    -------
    FeatureMatrix with articles in the corpus's order.
    """
    check_metadata(corpus)
    _refuse_twins(extractors)
    work = _BatchWork(tuple(extractors), evidence, sources or KnownSources())
    batches = article_batches(corpus, rules=clean, language=language)
    rows = list(engine.map(work, batches) if engine else map(work, batches))
    features = _merge(corpus, work.extractors, rows)
    return features.write(Path(output)) if output is not None else features


def check_metadata(corpus: Corpus) -> None:
    """Refuse metadata columns that have the names of columns that extraction adds."""
    names = corpus.metadata.column_names
    taken = [name for name in names if name in ("words", "words_left_out") or "@" in name]
    if taken:
        raise CorpusError(
            f"the metadata column '{taken[0]}' has the name of a column that extraction adds "
            "(words, words_left_out, …@voice); rename it"
        )


def _refuse_twins(extractors: Sequence[Extractor]) -> None:
    names = [feature.name for extractor in extractors for feature in extractor.features()]
    twice = next((name for name, n in Counter(names).items() if n > 1), None)
    if twice is not None:
        pack = twice.partition(".")[0]
        raise FramingError(f"pack '{pack}' is given twice; give it once, or rename one of the two")


@dataclass(frozen=True)
class _BatchWork:
    """The map step: one batch in, its rows out."""

    extractors: tuple[Extractor, ...]
    evidence: bool
    sources: KnownSources

    def __call__(self, item: ArticleBatch) -> _BatchRows:
        prepared = prepare(item.batch, language=item.language, sources=self.sources)
        parts = tuple(extractor.extract_batch(prepared) for extractor in self.extractors)
        if not self.evidence:
            parts = tuple(replace(p, evidence=_NO_EVIDENCE) for p in parts)
        left_out = _left_out_table(item)
        return _BatchRows(
            len(item.batch),
            _exposure_table(prepared, left_out),
            parts,
            runs_table(prepared, self.sources),
            left_out,
        )


def _exposure_table(prepared: PreparedBatch, left_out: pa.Table) -> pa.Table:
    exposures = prepared.exposures
    columns = {"words": exposures.sum(axis=1)}
    for voice in EXPOSURE_VOICES:
        columns[f"words@{voice}"] = exposures[:, VOICES.index(voice)]
    columns["words_left_out"] = np.bincount(
        left_out.column("article").to_numpy(),
        weights=left_out.column("words").to_numpy(),
        minlength=len(prepared.batch),
    ).astype(np.int64)
    return pa.table({name: pa.array(values, pa.int64()) for name, values in columns.items()})


def _left_out_table(item: ArticleBatch) -> pa.Table:
    rows = [
        (i, span.start, span.end, span.rule, item.batch.texts[i][span.start : span.end])
        for i, spans in enumerate(item.left_out)
        for span in spans
    ]
    return pa.table(
        {
            "article": [r[0] for r in rows],
            "start": [r[1] for r in rows],
            "end": [r[2] for r in rows],
            "rule": [r[3] for r in rows],
            "words": [len(tokenize(r[4])) for r in rows],
            "text": [r[4] for r in rows],
        },
        schema=LEFT_OUT_SCHEMA,
    )


def _merge(
    corpus: Corpus, extractors: Sequence[Extractor], rows: Sequence[_BatchRows]
) -> FeatureMatrix:
    first = np.concatenate([[0], np.cumsum([r.n_articles for r in rows])]).astype(np.int64)
    based = list(zip(first.tolist(), rows, strict=False))
    features: list[Feature] = []
    cells, terms = [CELLS_SCHEMA.empty_table()], [TERMS_SCHEMA.empty_table()]
    for i, extractor in enumerate(extractors):
        counted = (_shift(r.parts[i].cells, "article", base) for base, r in based)
        cells += [_shift(part, "feature", len(features)) for part in counted]
        own = [_shift(r.parts[i].terms, "article", base) for base, r in based]
        terms.append(extractor.finish(pa.concat_tables(own), len(corpus)))
        features += extractor.features()
    return FeatureMatrix(
        articles_table=_join(corpus.metadata, pa.concat_tables([r.exposures for r in rows])),
        features=tuple(features),
        cells=pa.concat_tables(cells).combine_chunks(),
        evidence=_named(corpus, [_evidence(r, base) for base, r in based]),
        terms=pa.concat_tables(terms).combine_chunks(),
        runs=pa.concat_tables([_shift(r.runs, "article", base) for base, r in based]),
        left_out=pa.concat_tables([_shift(r.left_out, "article", base) for base, r in based]),
        texts=corpus.table.column("text").combine_chunks(),
        signature=_signature(extractors),
    )


def _evidence(rows: _BatchRows, base: int) -> pa.Table:
    """Return a batch's evidence by article; rows of one article stay by pack and place."""
    evidence = pa.concat_tables([p.evidence for p in rows.parts] or [_NO_EVIDENCE])
    order = np.argsort(evidence.column("article").to_numpy(), kind="stable")
    return _shift(evidence.take(pa.array(order)), "article", base)


def _shift(table: pa.Table, column: str, by: int) -> pa.Table:
    position = table.schema.get_field_index(column)
    values = table.column(position).to_numpy() + np.int32(by)
    return table.set_column(position, table.schema.field(position), pa.array(values, pa.int32()))


def _named(corpus: Corpus, parts: Sequence[pa.Table]) -> Evidence:
    """Join ids and outlets, which no extractor has seen."""
    rows = pa.concat_tables([_NO_EVIDENCE, *parts])
    number = rows.column("article")
    columns = {
        "article": corpus.table.column("id").take(number),
        "outlet": corpus.table.column("outlet").take(number),
    }
    rest = {name: rows.column(name) for name in EVIDENCE_SCHEMA.names if name not in columns}
    return Evidence(pa.table({**columns, **rest}).cast(EVIDENCE_SCHEMA).combine_chunks())


def _join(metadata: pa.Table, exposures: pa.Table) -> pa.Table:
    for name in exposures.column_names:
        metadata = metadata.append_column(name, exposures.column(name).combine_chunks())
    return metadata


def _signature(extractors: Sequence[Extractor]) -> Signature:
    parts: dict[str, list[str]] = {}
    for extractor in extractors:
        for key, value in extractor.signature().parts:
            parts.setdefault(key, []).append(value)
    return Signature.of(**{k: ",".join(dict.fromkeys(v)) for k, v in parts.items()})
