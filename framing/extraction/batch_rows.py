"""The map step on one batch of articles: tables of rows, article numbers from the batch's first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from framing.arrow_columns import empty_table, number_array, numbers_of, table_of
from framing.corpus.batch import Batch
from framing.corpus.batches import ArticleBatch
from framing.evidence import VOICES
from framing.extraction.extractor import PART_EVIDENCE_SCHEMA, Extractor
from framing.extraction.frequencies import frequencies_of
from framing.extraction.prepared import PreparedBatch, prepare
from framing.extraction.speech import runs_table
from framing.features import EXPOSURE_VOICES, LEFT_OUT_SCHEMA
from framing.lexicon.tokens import tokenize
from framing.segmentation.source_names import KnownSources

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ARTICLES", "DIGEST", "BatchWork", "Tables"]

Tables = dict[str, pa.Table]

ARTICLES = -1
"""The piece that is no extractor's: exposures, runs of voice and what was left out."""

DIGEST = "digest@"
"""The column of the articles' hashes, among the metadata of a part."""


@dataclass(frozen=True)
class BatchWork:
    """One batch in, the tables of each wanted piece out.

    Parameters
    ----------
    extractors
        They are never told an outlet.
    sources
        Spellings and roles of sources that the study knows.
    evidence
        Keep the table of matches.
    """

    extractors: tuple[Extractor, ...]
    sources: KnownSources
    evidence: bool = True

    def __call__(self, item: ArticleBatch) -> dict[int, Tables]:
        """Return all pieces: that of the articles, and one for each extractor."""
        return self.pieces(item, range(ARTICLES, len(self.extractors)))

    def pieces(self, item: ArticleBatch, wanted: Sequence[int]) -> dict[int, Tables]:
        """Return some pieces, by `ARTICLES` or the extractor's number."""
        prepared = prepare(item.batch, language=item.language, sources=self.sources)
        done: dict[int, Tables] = {}
        for piece in wanted:
            if piece == ARTICLES:
                done[piece] = self._articles(item, prepared)
            else:
                done[piece] = self._extracted(self.extractors[piece], prepared)
        return done

    def _articles(self, item: ArticleBatch, prepared: PreparedBatch) -> Tables:
        left_out = _left_out_table(item)
        return {
            "exposures": _exposure_table(prepared, left_out),
            "runs": runs_table(prepared, self.sources),
            "left_out": left_out,
        }

    def _extracted(self, extractor: Extractor, prepared: PreparedBatch) -> Tables:
        part = extractor.extract_batch(prepared)
        return {
            "cells": _by_article(part.cells),
            "evidence": part.evidence if self.evidence else empty_table(PART_EVIDENCE_SCHEMA),
            "terms": _by_article(part.terms),
            "frequencies": frequencies_of(part.terms),
        }


def _by_article(table: pa.Table) -> pa.Table:
    """Put rows in order of articles, so that batches leave no trace; rows of one stay in order."""
    article = numbers_of(table.column("article"))
    if len(article) < 2 or (article[1:] >= article[:-1]).all():
        return table
    return table.take(number_array(np.argsort(article, kind="stable")))


def _exposure_table(prepared: PreparedBatch, left_out: pa.Table) -> pa.Table:
    exposures = prepared.exposures
    columns = {"words": exposures.sum(axis=1)}
    for voice in EXPOSURE_VOICES:
        columns[f"words@{voice}"] = exposures[:, VOICES.index(voice)]
    columns["words_left_out"] = np.bincount(
        numbers_of(left_out.column("article")),
        weights=numbers_of(left_out.column("words")),
        minlength=len(prepared.batch),
    ).astype(np.int64)
    return pa.table({name: number_array(values, pa.int64()) for name, values in columns.items()})


def _left_out_table(item: ArticleBatch) -> pa.Table:
    rows = [
        (i, span.start, span.end, span.rule, item.batch.texts[i][span.start : span.end])
        for i, spans in enumerate(item.left_out)
        for span in spans
    ]
    numbers = [np.array([row[at] for row in rows], np.int64) for at in range(3)]
    columns = {
        "article": numbers[0].astype(np.int32),
        "start": numbers[1],
        "end": numbers[2],
        "rule": [row[3] for row in rows],
        "words": _words_of([row[4] for row in rows]),
        "text": [row[4] for row in rows],
    }
    return table_of(columns, LEFT_OUT_SCHEMA)


def _words_of(texts: Sequence[str]) -> NDArray[np.int64]:
    """Return how many words each text has, by one look at all of them laid end to end."""
    together = Batch.of(texts)
    words = together.article_of(tokenize(together.buffer).start)
    return np.bincount(words, minlength=len(texts)).astype(np.int64)
