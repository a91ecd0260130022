"""The waist: additive counts per article × feature × voice, with exposures.

What comes before it never sees an outlet's name to decide anything; what comes after it never
reads a text to compute anything.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pyarrow as pa

from framing.arrow_columns import empty_table, numbers_of
from framing.errors import FramingError, did_you_mean
from framing.evidence import VOICES, Evidence
from framing.matrix_card import matrix_card, matrix_facts
from framing.periods import group_codes
from framing.signature import Signature
from framing.speech import RUNS_SCHEMA, Speech, passage_rows, speech_of

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

__all__ = [
    "CELLS_SCHEMA",
    "EXPOSURE_VOICES",
    "LEFT_OUT_SCHEMA",
    "RUNS_SCHEMA",
    "TERMS_SCHEMA",
    "Feature",
    "FeatureMatrix",
    "voice_code",
]

EXPOSURE_VOICES = ("authorial", "direct", "indirect")
"""Voices that words are counted under; words in short marks belong to the voice around them."""

Value = Literal["n", "weight", "negated"]

_VOICE = pa.int8()
CELLS_SCHEMA = pa.schema(
    [
        ("article", pa.int32()),
        ("feature", pa.int32()),
        ("voice", _VOICE),
        ("n", pa.int64()),
        ("weight", pa.float64()),
        ("negated", pa.int64()),
    ]
)
TERMS_SCHEMA = pa.schema(
    [("article", pa.int32()), ("term", pa.string()), ("voice", _VOICE), ("n", pa.int64())]
)
LEFT_OUT_SCHEMA = pa.schema(
    [
        ("article", pa.int32()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("rule", pa.string()),
        ("words", pa.int64()),
        ("text", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Feature:
    """A column: one category of one pack, counted in matches.

    Parameters
    ----------
    name
        `pack.category`, the category as a dotted path.
    referent
        The category whose children are rival names for one thing, if this is one of them.
    choice
        True for the referent itself.
    valence
        From −2 (damning) to +2 (praising), towards `toward`; none if the pack gives none.
    leaf
        True if the category holds entries and no categories.
    """

    name: str
    pack: str
    category: str
    description: str = ""
    referent: str = ""
    choice: bool = False
    valence: float | None = None
    toward: str = ""
    leaf: bool = True
    kind: Literal["count", "weight"] = "count"
    unit: str = "matches"

    @property
    def short(self) -> str:
        """The last part of the category's path."""
        return self.category.rpartition(".")[2]


@dataclass(frozen=True)
class FeatureMatrix:
    """Additive counts of features by article and voice, the evidence for them, and exposures.

    Parameters
    ----------
    articles_table
        One row an article: `id`, `outlet` and every other metadata column, then `words`,
        `words@authorial`, `words@direct`, `words@indirect` and `words_left_out`.
    features
        What the column `feature` of `cells` counts through.
    cells
        Non-zero counts (`CELLS_SCHEMA`); `article`, `feature`, `voice` are positions in
        `articles_table`, `features` and `VOICES`.
    terms
        Counts of n-grams by article and voice (`TERMS_SCHEMA`).
    runs, left_out
        Runs of voice and cleaned spans of each article, to be shown.
    texts
        The articles' texts as read, to be shown.
    """

    articles_table: pa.Table
    features: tuple[Feature, ...] = ()
    cells: pa.Table = field(default_factory=lambda: empty_table(CELLS_SCHEMA))
    evidence: Evidence = field(default_factory=Evidence.empty)
    terms: pa.Table = field(default_factory=lambda: empty_table(TERMS_SCHEMA))
    runs: pa.Table = field(default_factory=lambda: empty_table(RUNS_SCHEMA))
    left_out: pa.Table = field(default_factory=lambda: empty_table(LEFT_OUT_SCHEMA))
    texts: pa.Array = field(default_factory=lambda: pa.array([], pa.large_string()))
    signature: Signature = field(default_factory=Signature)

    def __len__(self) -> int:
        return int(self.articles_table.num_rows)

    def __repr__(self) -> str:
        return f"FeatureMatrix({', '.join(matrix_facts(self))})"

    @cached_property
    def articles(self) -> pd.DataFrame:
        """Metadata and exposures, one row an article."""
        frame: pd.DataFrame = self.articles_table.to_pandas()
        return frame

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {feature.name: i for i, feature in enumerate(self.features)}

    def feature(self, name: str) -> Feature:
        """Return the feature of that name; FramingError names the nearest if there is none."""
        return self.features[self.position(name)]

    def position(self, name: str) -> int:
        """Return the feature's position in `features`."""
        try:
            return self._positions[name]
        except KeyError:
            near = did_you_mean(name, list(self._positions))
            raise FramingError(f"no feature '{name}'{near}") from None

    def referents(self) -> list[Feature]:
        """Return the features whose children are rival names for one thing."""
        return [feature for feature in self.features if feature.choice]

    def names(self, referent: Feature) -> list[Feature]:
        """Return the rival names of a referent, in the pack's order."""
        return [
            feature
            for feature in self.features
            if feature.pack == referent.pack and feature.referent == referent.category
        ]

    def matrix(self, *, voice: str | None = None, value: Value = "n") -> NDArray[Any]:
        """Return articles × features: counts, sums of weights or negated counts.

        `voice` is one of `VOICES`, or none for all of them together.
        """
        cells = self.cells
        rows, columns = (numbers_of(cells.column(name)) for name in ("article", "feature"))
        values = numbers_of(cells.column(value))
        if voice is not None:
            keep = numbers_of(cells.column("voice")) == voice_code(voice)
            rows, columns, values = rows[keep], columns[keep], values[keep]
        out = np.zeros((len(self), len(self.features)), dtype=values.dtype)
        np.add.at(out, (rows, columns), values)
        return out

    def counts(self, name: str, *, voice: str | None = None, value: Value = "n") -> NDArray[Any]:
        """Return one feature's count in each article."""
        column = self.position(name)
        cells = self.cells
        keep = numbers_of(cells.column("feature")) == column
        if voice is not None:
            keep &= numbers_of(cells.column("voice")) == voice_code(voice)
        return np.bincount(
            numbers_of(cells.column("article"))[keep],
            weights=numbers_of(cells.column(value))[keep],
            minlength=len(self),
        ).astype(np.float64 if value == "weight" else np.int64)

    def exposure(self, voice: str | None = None) -> NDArray[np.int64]:
        """Return the words of each article that a match in `voice` could have stood in.

        `scare` may stand in authorial and in reported words; no voice means all words.
        """
        if voice is None:
            return self._words("words")
        voice_code(voice)
        if voice == "scare":
            return self._words("words@authorial") + self._words("words@indirect")
        return self._words(f"words@{voice}")

    def _words(self, column: str) -> NDArray[np.int64]:
        return np.asarray(numbers_of(self.articles_table.column(column)), dtype=np.int64)

    def groups(self, by: str) -> tuple[list[str], NDArray[np.int64]]:
        """Return the values of a metadata column and their codes.

        In order of first appearance; parts of dates (`published.month`) in order of time.
        """
        labels, codes = group_codes(self.articles_table, by)
        if by in self.articles_table.column_names:
            return labels, codes
        order = sorted(range(len(labels)), key=labels.__getitem__)
        return [labels[i] for i in order], np.argsort(order)[codes]

    def matches(self, **wanted: Any) -> Evidence:
        """Return the evidence that a filter finds, as `results.json` writes filters.

        Metadata columns may be named besides what `Evidence.where` knows.
        """
        return Evidence(self.evidence.table.filter(pa.array(self.matches_mask(**wanted))))

    def matches_mask(self, **wanted: Any) -> NDArray[np.bool_]:
        """Return for every row of the evidence whether a filter finds it."""
        keep = np.ones(len(self.evidence), dtype=bool)
        for name, value in wanted.items():
            keep &= self._one_mask(name, value)
        return keep

    def _one_mask(self, name: str, value: Any) -> NDArray[np.bool_]:
        if self.evidence.knows(name):
            return self.evidence.mask(**{name: value})
        chosen = self._in_group(name, value)
        ids = np.asarray(self.articles_table.column("id").to_pylist(), dtype=object)
        return np.isin(self.evidence["article"], ids[chosen])

    def _in_group(self, name: str, value: Any) -> NDArray[np.bool_]:
        """Return for every article whether a metadata column has one of the wanted values."""
        groups, codes = self.groups(name)
        wanted = list(value) if isinstance(value, (list, tuple, set, frozenset)) else [value]
        return np.isin(codes, [groups.index(v) for v in wanted if v in groups])

    @cached_property
    def speech(self) -> Speech:
        """The passages in which somebody else than the article speaks."""
        return speech_of(self.runs)

    def passages(self, **wanted: Any) -> NDArray[np.int64]:
        """Return the positions in `speech` that a filter of `results.json` on speech finds."""
        wanted = {name: value for name, value in wanted.items() if name != "table"}
        groups = {n: self._in_group(n, v) for n, v in wanted.items() if not self.speech.knows(n)}
        return passage_rows(self.speech, groups, wanted)

    def articles_between(self, start: int, stop: int) -> FeatureMatrix:
        """Return a run of articles without their evidence; rows stand in order of articles."""
        if start == 0 and stop >= len(self):
            return self
        rows = {}
        for name in ("cells", "terms", "runs", "left_out"):
            table = getattr(self, name)
            number = numbers_of(table.column("article"))
            first, last = np.searchsorted(number, [start, stop])
            part = table.slice(first, last - first)
            moved = pa.array(number[first:last] - np.int32(start), pa.int32())
            rows[name] = part.set_column(0, table.schema.field(0), moved)
        articles = self.articles_table.slice(start, stop - start)
        texts = self.texts.slice(start, stop - start)
        return replace(
            self, articles_table=articles, texts=texts, evidence=Evidence.empty(), **rows
        )

    def _repr_html_(self) -> str:
        return matrix_card(self)


def voice_code(voice: str) -> int:
    """Return the code of a voice; FramingError if there is no such voice."""
    if voice not in VOICES:
        near = did_you_mean(voice, VOICES)
        raise FramingError(f"expected a voice of {', '.join(VOICES)}, found '{voice}'{near}")
    return VOICES.index(voice)
