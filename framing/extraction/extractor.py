"""What an extractor gives for a batch: rows that can be added up, and rows of evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

import pyarrow as pa

from framing.arrow_columns import empty_table
from framing.evidence import EVIDENCE_SCHEMA
from framing.extraction.prepared import PreparedBatch
from framing.features import CELLS_SCHEMA, TERMS_SCHEMA, Feature
from framing.signature import Signature

__all__ = ["PART_EVIDENCE_SCHEMA", "Extractor", "Part"]

PART_EVIDENCE_SCHEMA = pa.schema(
    [("article", pa.int32()), *(f for f in EVIDENCE_SCHEMA if f.name not in ("article", "outlet"))]
)
"""Evidence before the articles' names are joined: `article` is a position in the batch."""


@dataclass(frozen=True)
class Part:
    """Rows of one batch from one extractor; `article` counts from the batch's first article.

    Names of terms may stand once, in an Arrow dictionary, and counts of terms be shorter integers.
    """

    cells: pa.Table = field(default_factory=lambda: empty_table(CELLS_SCHEMA))
    evidence: pa.Table = field(default_factory=lambda: empty_table(PART_EVIDENCE_SCHEMA))
    terms: pa.Table = field(default_factory=lambda: empty_table(TERMS_SCHEMA))


@runtime_checkable
class Extractor(Protocol):
    """Whatever `extract` can use; it is never told an outlet."""

    def features(self) -> Sequence[Feature]:
        """Return what `cells` count, in the order of their numbers."""
        ...

    def extract_batch(self, prepared: PreparedBatch) -> Part:
        """Return the additive rows and the evidence of a batch."""
        ...

    def finish(self, terms: pa.Table, n_articles: int) -> pa.Table:
        """Learn from the counts of the whole corpus what `fit` learns; return those to keep."""
        ...

    def signature(self) -> Signature:
        """Return how the numbers are made."""
        ...
