"""Matches with the words around them, one line a match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from framing.corpus.article import Corpus
from framing.evidence import Evidence
from framing.extraction.lexicon import LexiconExtractor
from framing.extraction.matrix import extract
from framing.lexicon.pack import LexiconPack

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Concordance", "concordance"]


@dataclass(frozen=True)
class Concordance:
    """Lines of matches: the columns of evidence between `left` and `right` context."""

    table: pa.Table

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def to_pandas(self) -> pd.DataFrame:
        """Return the lines as a pandas DataFrame."""
        frame: pd.DataFrame = self.table.to_pandas()
        return frame

    def _repr_html_(self) -> str:
        columns = ["outlet", "voice", "left", "surface", "right", "speaker"]
        html: str = self.table.select(columns).to_pandas()._repr_html_()
        return html


def concordance(
    corpus: Corpus,
    pack: LexiconPack | str,
    *,
    category: str | None = None,
    voice: str | None = None,
    width: int = 60,
) -> Concordance:
    """Return every match of a pack with `width` characters of text on each side.

    Parameters
    ----------
    category
        Only this category and those below it.
    voice
        Only this voice.
    """
    features = extract(corpus, [LexiconExtractor(pack)])
    wanted = {"category": category, "voice": voice}
    rows = features.evidence.where(**{k: v for k, v in wanted.items() if v is not None})
    return Concordance(_with_context(rows, corpus, width))


def _with_context(rows: Evidence, corpus: Corpus, width: int) -> pa.Table:
    texts = dict(
        zip(
            corpus.table.column("id").to_pylist(),
            corpus.table.column("text").to_pylist(),
            strict=True,
        )
    )
    spans = list(zip(rows["article"], rows["start"], rows["end"], strict=True))
    left = [_flat(texts[a][max(s - width, 0) : s]) for a, s, _ in spans]
    right = [_flat(texts[a][e : e + width]) for a, _, e in spans]
    table = rows.table
    at = table.schema.get_field_index("surface")
    table = table.add_column(at, "left", pa.array(left, pa.string()))
    return table.add_column(at + 2, "right", pa.array(right, pa.string()))


def _flat(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ")
