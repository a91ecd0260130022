"""From a corpus to the waist: batches or shards through the text half, rows put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

from framing.corpus.article import Corpus
from framing.corpus.batches import article_batches
from framing.errors import CorpusError, FramingError
from framing.extraction.batch_rows import ARTICLES, BatchWork, Tables
from framing.extraction.extractor import Extractor
from framing.extraction.merging import Pieces, merge_parts
from framing.extraction.part_file import PartFile
from framing.features import FeatureMatrix
from framing.segmentation.source_names import KnownSources

__all__ = ["Engine", "check_metadata", "check_twins", "extract"]


class Engine(Protocol):
    """Whatever runs a function over items and keeps their order."""

    def map(self, function: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        """Yield the function's value for every item, in the items' order."""
        ...


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
    check_metadata(corpus.table.column_names)
    check_twins(extractors)
    work = BatchWork(tuple(extractors), sources or KnownSources(), evidence)
    batches = article_batches(corpus, rules=clean, language=language)
    done = list(engine.map(work, batches) if engine else map(work, batches))
    if output is not None:
        Path(output).mkdir(parents=True, exist_ok=True)
    pieces = _pieces(corpus, done, len(extractors))
    folder = Path(output) if output is not None else None
    return merge_parts(lambda: [pieces], extractors, folder=folder).features


def _pieces(corpus: Corpus, done: Sequence[dict[int, Tables]], n_extractors: int) -> Pieces:
    """Return what all batches gave, as the pieces of one shard."""
    tables: dict[int, dict[str, list[pa.Table]]] = {
        piece: {} for piece in range(ARTICLES, n_extractors)
    }
    at = 0
    for batch in done:
        n_articles = batch[ARTICLES]["exposures"].num_rows
        rows = corpus.table.slice(at, n_articles)
        at += n_articles
        batch[ARTICLES]["texts"] = rows.select(["text"])
        batch[ARTICLES]["metadata"] = rows.drop_columns(["text"])
        for piece, named in batch.items():
            for name, table in named.items():
                tables[piece].setdefault(name, []).append(table)
    notes = {"notes": corpus.notes, "skipped": ()}
    articles = PartFile(tables[ARTICLES], notes)
    return articles, tuple(PartFile(tables[i]) for i in range(n_extractors))


def check_metadata(names: Sequence[str]) -> None:
    """Refuse metadata columns that have the names of columns that extraction adds."""
    taken = [name for name in names if name in ("words", "words_left_out") or "@" in name]
    if taken:
        raise CorpusError(
            f"the metadata column '{taken[0]}' has the name of a column that extraction adds "
            "(words, words_left_out, …@voice); rename it"
        )


def check_twins(extractors: Sequence[Extractor]) -> None:
    """Refuse extractors that count under one name."""
    names = [feature.name for extractor in extractors for feature in extractor.features()]
    twice = next((name for name, n in Counter(names).items() if n > 1), None)
    if twice is not None:
        pack = twice.partition(".")[0]
        raise FramingError(f"pack '{pack}' is given twice; give it once, or rename one of the two")
