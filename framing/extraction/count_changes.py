"""Counts of two packs in one corpus, side by side."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from framing.corpus.article import Corpus
from framing.extraction.coverage import Coverage, pack_coverage
from framing.lexicon.pack import LexiconPack

__all__ = ["count_changes"]

_SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("what", "category", "entry")),
        *(
            (name, pa.int64())
            for name in ("hits_a", "hits_b", "change", "articles_a", "articles_b")
        ),
    ]
)


def count_changes(
    corpus: Corpus,
    a: LexiconPack,
    b: LexiconPack,
    *,
    clean: Sequence[str] = (),
    language: str | None = None,
) -> pa.Table:
    """Return categories and entries whose hits or articles differ between two packs.

    Returns
    -------
    Table with `what` (pack, category, entry), `category, entry`, `hits_a, hits_b`, `change`
    (b − a) and `articles_a, articles_b`. A category's row counts it with all below it.
    """
    first, second = (
        _counts(pack_coverage(corpus, pack, clean=clean, language=language)) for pack in (a, b)
    )
    rows = []
    for key in dict.fromkeys((*first, *second)):
        before, after = first.get(key, (0, 0)), second.get(key, (0, 0))
        if before != after:
            rows.append((*key, before[0], after[0], after[0] - before[0], before[1], after[1]))
    order = {"pack": 0, "category": 1, "entry": 2}
    rows.sort(key=lambda row: order[row[0]])
    names = _SCHEMA.names
    return pa.Table.from_pylist([dict(zip(names, r, strict=True)) for r in rows], schema=_SCHEMA)


def _counts(found: Coverage) -> dict[tuple[str, str, str], tuple[int, int]]:
    """Return (what, category, entry) → hits and articles."""
    hits: dict[tuple[str, str, str], int] = {}
    articles: dict[tuple[str, str, str], set[str]] = {}
    columns = [found.evidence[name].tolist() for name in ("category", "entry", "article")]
    for category, entry, article in zip(*columns, strict=True):
        parts = category.split(".")
        above = [("category", ".".join(parts[: i + 1]), "") for i in range(len(parts))]
        for key in (("pack", "", ""), *above, ("entry", category, entry)):
            hits[key] = hits.get(key, 0) + 1
            articles.setdefault(key, set()).add(article)
    listed = [("entry", row["category"], row["entry"]) for row in found.entries().to_pylist()]
    paths = [("category", c.path, "") for c in found.pack.walk()]
    keys = dict.fromkeys((("pack", "", ""), *paths, *listed))
    return {key: (hits.get(key, 0), len(articles.get(key, ()))) for key in keys}
