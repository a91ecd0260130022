"""The waist: the runs of voice, and the passages in which somebody else than the article speaks.

A passage is a stretch of direct or reported speech, or of short marks with a speaker: runs that
follow each other, counted alike and with one speaker. Short marks inside a quotation or inside
reported speech are counted with what is around them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from framing.errors import FramingError, did_you_mean

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["RUNS_SCHEMA", "SOURCE_KINDS", "SPEECH", "Speech", "passage_rows", "speech_of"]

SPEECH = ("direct", "indirect", "scare")
"""What passages are counted as: quotations, reported speech, short marks with a speaker."""

SOURCE_KINDS = ("name", "description", "pronoun", "none")
"""Who is named: by a name, by a description, by a pronoun that nothing settles, or nobody."""

RUNS_SCHEMA = pa.schema(
    [
        ("article", pa.int32()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("voice", pa.string()),
        ("outer_voice", pa.string()),
        ("speaker", pa.string()),
        ("speaker_role", pa.string()),
        ("speech", pa.string()),
        ("speaker_name", pa.string()),
        ("speaker_kind", pa.string()),
        ("name_role", pa.string()),
        ("words", pa.int64()),
        ("sentence_start", pa.int64()),
        ("sentence_end", pa.int64()),
    ]
)
"""One row a run. `speech` is empty where the article speaks; `speaker_name` is who speaks, under
one name in an article, with its role; the sentences are those where the run begins and ends."""


@dataclass(frozen=True)
class Speech:
    """The passages of a corpus.

    Parameters
    ----------
    table
        Rows of `RUNS_SCHEMA` without the columns of voice, by article and place.
    """

    table: pa.Table

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __getitem__(self, column: str) -> NDArray[Any]:
        """Return one column as a NumPy array."""
        return np.asarray(self.table.column(column).to_numpy())

    def mask(self, name: str, value: Any) -> NDArray[np.bool_]:
        """Return for every passage whether a column has the value, or one of a tuple of them.

        Raises
        ------
        FramingError
            If there is no column of that name.
        """
        if name not in self.table.column_names:
            near = did_you_mean(name, self.table.column_names)
            raise FramingError(f"passages have no column '{name}'{near}")
        values = list(value) if isinstance(value, (list, tuple, set, frozenset)) else [value]
        column = self.table.column(name)
        hit = pc.is_in(column, value_set=pa.array(values, type=column.type))
        return np.asarray(hit.to_numpy(zero_copy_only=False), dtype=bool)

    def knows(self, name: str) -> bool:
        """Tell whether passages have a column of that name."""
        return name in self.table.column_names


def speech_of(runs: pa.Table) -> Speech:
    """Return the passages among the runs; runs that follow each other and go together are one."""
    spoken = runs.filter(pc.not_equal(runs.column("speech"), "")).combine_chunks()
    spoken = spoken.drop_columns(["voice", "outer_voice"])
    if not spoken.num_rows:
        return Speech(spoken)
    goes_on = np.ones(spoken.num_rows - 1, dtype=bool)
    for name in ("article", "speech", "speaker", "speaker_role"):
        column = spoken.column(name).combine_chunks()
        goes_on &= pc.equal(column[1:], column[:-1]).to_numpy(zero_copy_only=False)
    start, end = (spoken.column(name).to_numpy() for name in ("start", "end"))
    goes_on &= start[1:] == end[:-1]
    first = np.flatnonzero(np.concatenate([[True], ~goes_on]))
    last = np.append(first[1:], spoken.num_rows) - 1
    whole = spoken.take(pa.array(first))
    words = np.add.reduceat(spoken.column("words").to_numpy(), first)
    sentence_end = np.maximum.reduceat(spoken.column("sentence_end").to_numpy(), first)
    for name, values in (("end", end[last]), ("words", words), ("sentence_end", sentence_end)):
        whole = whole.set_column(whole.schema.get_field_index(name), name, pa.array(values))
    return Speech(whole.filter(pc.greater(whole.column("words"), 0)).combine_chunks())


def passage_rows(
    speech: Speech, groups: Mapping[str, NDArray[np.bool_]], wanted: Mapping[str, Any]
) -> NDArray[np.int64]:
    """Return the positions of the passages that have every wanted value.

    `groups` says for metadata columns which articles have theirs.
    """
    keep = np.ones(len(speech), dtype=bool)
    for name, value in wanted.items():
        if name in groups:
            keep &= groups[name][speech["article"]]
        else:
            keep &= speech.mask(name, value)
    return np.flatnonzero(keep)
