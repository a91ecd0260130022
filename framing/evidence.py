"""The waist: one row a match, as an Arrow table, with objects only for whoever looks.

The columns are those of `EVIDENCE_SCHEMA`; `start, end` and `sentence_start, sentence_end` are
half-open offsets, in code points, into the article's text as read, so that
``text[start:end] == surface`` for every row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from framing.arrow_columns import empty_table
from framing.errors import FramingError, did_you_mean
from framing.notebook import MOST_ROWS, card, counted

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

__all__ = ["EVIDENCE_SCHEMA", "VOICES", "Evidence", "Match"]

VOICES = ("authorial", "scare", "direct", "indirect")
"""The four voices of a match, in the order of their codes 0 to 3."""

EVIDENCE_SCHEMA = pa.schema(
    [
        ("article", pa.string()),
        ("outlet", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("surface", pa.string()),
        ("pack", pa.string()),
        ("category", pa.string()),
        ("entry", pa.string()),
        ("weight", pa.float64()),
        ("negated", pa.bool_()),
        ("voice", pa.string()),
        ("outer_voice", pa.string()),
        ("labelling", pa.bool_()),
        ("speaker", pa.string()),
        ("speaker_role", pa.string()),
        ("place", pa.string()),
        ("sentence_start", pa.int64()),
        ("sentence_end", pa.int64()),
        ("sentence", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Match:
    """One match, as an object; fields as in `EVIDENCE_SCHEMA`."""

    article: str
    outlet: str
    start: int
    end: int
    surface: str
    pack: str
    category: str
    entry: str
    weight: float
    negated: bool
    voice: str
    outer_voice: str
    labelling: bool
    speaker: str
    speaker_role: str
    place: str
    sentence_start: int
    sentence_end: int
    sentence: str


@dataclass(frozen=True)
class Evidence:
    """The table of matches.

    Parameters
    ----------
    table
        Arrow table with the columns of `EVIDENCE_SCHEMA`; rows by article, then by pack, then
        by position.
    """

    table: pa.Table

    @classmethod
    def empty(cls) -> Evidence:
        """Return a table without rows."""
        return cls(empty_table(EVIDENCE_SCHEMA))

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __repr__(self) -> str:
        return f"Evidence({counted(len(self), 'match', 'matches')})"

    def __iter__(self) -> Iterator[Match]:
        for batch in self.table.to_batches(max_chunksize=1024):
            for row in batch.to_pylist():
                yield Match(**row)

    def __getitem__(self, column: str) -> NDArray[Any]:
        """Return one column as a NumPy array."""
        return np.asarray(self.table.column(column).to_numpy())

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in order."""
        return list(self.table.column_names)

    @cached_property
    def table_voice(self) -> NDArray[Any]:
        """The voice under which each match is counted: `scare` inside `direct` is `direct`."""
        voice, outer = self["voice"], self["outer_voice"]
        return np.where((voice == "scare") & (outer == "direct"), "direct", voice)

    def where(self, **wanted: Any) -> Evidence:
        """Return the rows whose columns have the wanted value, or one of a list of values."""
        return Evidence(self.table.filter(pa.array(self.mask(**wanted))))

    def knows(self, name: str) -> bool:
        """Tell whether `where` can look at something of that name."""
        return name in ("table_voice", "attributed") or name in self.columns

    def mask(self, **wanted: Any) -> NDArray[np.bool_]:
        """Return a boolean array, true where every named column has the wanted value.

        `table_voice` and `attributed` (a speaker is given) may be named besides the columns;
        `category` also finds what lies below it.
        """
        keep = np.ones(len(self), dtype=bool)
        for name, value in wanted.items():
            values = list(value) if isinstance(value, (list, tuple, set, frozenset)) else [value]
            keep &= self._one_mask(name, values)
        return keep

    def _one_mask(self, name: str, values: list[Any]) -> NDArray[np.bool_]:
        if name == "table_voice":
            return np.isin(self.table_voice, values)
        if name == "attributed":
            return np.isin(self["speaker"] != "", values)
        if name not in self.columns:
            near = did_you_mean(name, self.columns)
            raise FramingError(f"evidence has no column '{name}'{near}")
        column = self.table.column(name)
        hit = pc.is_in(column, value_set=pa.array(values, type=column.type))
        if name == "category":
            for value in values:
                hit = pc.or_(hit, pc.starts_with(column, f"{value}."))
        return np.asarray(hit.to_numpy(zero_copy_only=False), dtype=bool)

    def to_pandas(self) -> pd.DataFrame:
        """Return the table as a pandas DataFrame."""
        frame: pd.DataFrame = self.table.to_pandas()
        return frame

    def to_pylist(self) -> list[Mapping[str, Any]]:
        """Return the rows as dictionaries."""
        rows: list[Mapping[str, Any]] = self.table.to_pylist()
        return rows

    def counts(self, column: str) -> dict[str, int]:
        """Return the values of a column of texts with how many matches have each."""
        found = pc.value_counts(self.table.column(column))
        return {entry["values"]: entry["counts"] for entry in found.to_pylist()}

    def _repr_html_(self) -> str:
        columns = ("outlet", "surface", "category", "voice", "speaker", "sentence")
        more = len(self) - MOST_ROWS
        voices = self.counts("voice")
        return card(
            "Evidence",
            (
                counted(len(self), "match", "matches"),
                *(f"{voice} {voices[voice]:,}" for voice in VOICES if voice in voices),
            ),
            columns=columns,
            rows=zip(
                *(self.table.column(c).slice(0, MOST_ROWS).to_pylist() for c in columns),
                strict=True,
            ),
            notes=(
                (f"{counted(more, 'more match', 'more matches')}; .to_pandas() has all of them",)
                if more > 0
                else ()
            ),
        )
