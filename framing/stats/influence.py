"""What one article or one entry does to a difference: each is left out in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any, Literal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from framing.evidence import VOICES, Evidence
from framing.features import CELLS_SCHEMA, Feature, FeatureMatrix
from framing.stats.comparison import ComparisonTable
from framing.stats.conclusions import DIFFERS
from framing.stats.equivalence import welch_freedom
from framing.stats.measures import Rows, measured_rows
from framing.stats.sums import GroupSums, group_sums, value_of
from framing.stats.table import Table

__all__ = ["INFLUENCE_COLUMNS", "influence_of", "without_entry"]

Floats = NDArray[np.float64]
INFLUENCE_COLUMNS = (
    "measure", "voice", "place", "feature", "a", "b", "difference", "article", "without_article",
    "article_low", "article_high", "entry", "without_entry", "entry_low", "entry_high",
    "only_entry", "direction_holds", "interval_holds",
)  # fmt: skip
_MOST_ENTRIES = 12
_NOT_LEFT_OUT = "There are so many articles that none of them and no entry is left out in turn."


def influence_of(
    features: FeatureMatrix,
    table: ComparisonTable,
    *,
    denominator: Literal["voice", "article"] = "voice",
    most: int = 12,
) -> Table:
    """Leave out one article, then one entry, from every headline comparison.

    Headline comparisons are, of each feature that differs, the pair of groups with the smallest p
    (of equal ones, the largest difference). Entries are those of the feature, of shares and
    balances those of the whole referent; the most frequent of them.

    Parameters
    ----------
    table
        From `compare` on the same matrix.
    denominator
        As `compare` was told.
    most
        How many headline comparisons at most.

    Returns
    -------
    Table
        `influence`: the difference a − b; the article whose omission changes it most, the
        difference without it, and the range over all articles; the same of entries;
        `only_entry` where without one of the entries nothing is left to compare (it is then not
        left out);
        `direction_holds` where no omission turns the difference round, `interval_holds` where the
        linearised interval keeps away from 0 in all of them. In the unit of the measure.
    """
    if not len(table.rows.y):
        empty = pd.DataFrame(columns=list(INFLUENCE_COLUMNS))
        return Table("influence", empty, table.signature, (_NOT_LEFT_OUT,))
    rows = [
        _one(features, table, pair, denominator)
        for pair in _headlines(table.pairs).head(most).itertuples()
    ]
    frame = pd.DataFrame(rows, columns=list(INFLUENCE_COLUMNS))
    return Table("influence", frame, table.signature.with_parts(influence="leave one out"))


def _headlines(pairs: pd.DataFrame) -> pd.DataFrame:
    found = pairs[pairs["conclusion"] == DIFFERS]
    far = found.assign(far=-found["difference"].abs())
    return far.sort_values(["p_value", "far"], kind="stable").drop_duplicates("feature")


def _one(
    features: FeatureMatrix,
    table: ComparisonTable,
    pair: Any,
    denominator: Literal["voice", "article"],
) -> tuple[Any, ...]:
    codes = _codes(table, pair.a, pair.b)
    rows = table.rows.pick(np.array([table.rows.names.index(pair.feature)]))
    alpha = 1 - float(table.signature.to_dict().get("level", 0.95))
    whole = float(_differences(rows, group_sums(rows.y, rows.x, codes, 2), alpha)[0][0])
    inside, changed, away = _without_each(rows, codes, alpha)
    entries, left, only_entry = [], [], False
    narrow = _narrowed(features, table, pair.feature)
    for entry in _entries(narrow, table, pair.feature):
        rest = _rows_without(narrow, entry, table, pair.feature, denominator)
        if _left_to_compare(rest, codes):
            entries.append(entry[2])
            left.append(_differences(rest, group_sums(rest.y, rest.x, codes, 2), alpha))
        else:
            only_entry = True
    ids = features.articles_table.column("id")
    values = np.concatenate([value for value, _ in left]) if left else np.zeros(0)
    by_article = _told(whole, changed, lambda i: ids[int(inside[i])].as_py())
    by_entry = _told(whole, values, entries.__getitem__)
    every = np.concatenate([[whole], changed, values])
    direction = bool((np.sign(every) == np.sign(whole)).all())
    clear = bool(away.all()) and all(bool(far[0]) for _, far in left)
    return (
        rows.measure.name, rows.voice, rows.place, pair.feature, pair.a, pair.b, whole,
        *by_article, *by_entry, only_entry, direction, clear,
    )  # fmt: skip


def _left_to_compare(rest: Rows, codes: NDArray[np.int64]) -> bool:
    """Tell whether matches are left, and for shares rivals, too."""
    inside = codes >= 0
    whole = rest.measure.scale == "logit" and bool((rest.y == rest.x)[inside].all())
    return bool(rest.n[inside].any()) and not whole


def _told(
    whole: float, values: Floats, name: Callable[[int], str]
) -> tuple[str, float, float, float]:
    if not np.isfinite(values).any():
        return "", np.nan, np.nan, np.nan
    worst = int(np.nanargmax(np.abs(values - whole)))
    return name(worst), float(values[worst]), float(np.nanmin(values)), float(np.nanmax(values))


def _codes(table: ComparisonTable, a: str, b: str) -> NDArray[np.int64]:
    first = table.codes == table.groups.index(a)
    rest = (table.codes >= 0) & ~first
    second = table.codes == table.groups.index(b) if b in table.groups else rest
    return np.where(first, 0, np.where(second, 1, -1)).astype(np.int64)


def _without_each(
    rows: Rows, codes: NDArray[np.int64], alpha: float
) -> tuple[NDArray[np.int64], Floats, NDArray[np.bool_]]:
    """Return the articles compared, the difference without each, and whether it is still clear."""
    inside = np.flatnonzero(codes >= 0)
    each = group_sums(rows.y[inside], rows.x[inside], np.arange(len(inside)), len(inside))
    whole = group_sums(rows.y, rows.x, codes, 2)
    member = codes[inside] == np.array([[0], [1]])
    left = GroupSums(
        *(getattr(whole, f.name) - member * getattr(each, f.name).T for f in fields(GroupSums))
    )
    return inside, *_differences(rows, left, alpha)


def _differences(rows: Rows, sums: GroupSums, alpha: float) -> tuple[Floats, NDArray[np.bool_]]:
    """Return a − b for each column, and whether its linearised interval keeps away from 0."""
    from scipy.special import stdtrit

    scale, factor = rows.measure.scale, rows.measure.factor
    value = factor * value_of(sums.y, sums.x, scale)
    error = factor * np.sqrt(sums.variance(scale))
    freedom = welch_freedom(error[0], sums.n[0], error[1], sums.n[1])
    wide = stdtrit(freedom, 1 - alpha / 2) * np.hypot(error[0], error[1])
    difference = value[0] - value[1]
    return difference, np.abs(difference) > wide


def _narrowed(features: FeatureMatrix, table: ComparisonTable, name: str) -> FeatureMatrix:
    """Return the matrix with what concerns one feature alone, so that it is quickly made anew."""
    feature = _feature(features, name)
    if feature is None:
        return features
    scope = _scope(feature, table)
    places = [
        i for i, f in enumerate(features.features)
        if f.pack == feature.pack and f"{f.category}.".startswith(f"{scope}.")
    ]  # fmt: skip
    wanted = pa.array(places, pa.int32())
    cells = features.cells.filter(pc.is_in(features.cells.column("feature"), value_set=wanted))
    moved = pc.index_in(cells.column("feature"), value_set=wanted)
    at = cells.schema.get_field_index("feature")
    return replace(
        features,
        features=tuple(features.features[i] for i in places),
        cells=cells.set_column(at, cells.schema.field(at), moved),
        evidence=features.evidence.where(pack=feature.pack, category=scope),
    )


def _feature(features: FeatureMatrix, name: str) -> Feature | None:
    known = {f.name: f for f in features.features}
    return known.get(name.partition(" toward ")[0])


def _scope(feature: Feature, table: ComparisonTable) -> str:
    """Return the category whose entries can be left out."""
    whole = feature.referent if table.rows.measure.name == "share" else ""
    return whole or feature.category


def _entries(
    features: FeatureMatrix, table: ComparisonTable, name: str
) -> Iterator[tuple[str, str, str]]:
    """Give pack, category and entry of what can be left out, the most frequent first."""
    feature = _feature(features, name)
    if feature is None or not len(features.evidence):
        return
    evidence = features.evidence
    mine = evidence.mask(pack=feature.pack, category=_scope(feature, table))
    if table.rows.voice != "all" and table.rows.measure.name != "held":
        mine &= evidence.table_voice == table.rows.voice
    keys = ["pack", "category", "entry"]
    counts = evidence.table.filter(pa.array(mine)).group_by(keys).aggregate([([], "count_all")])
    order = counts.sort_by([("count_all", "descending"), *((key, "ascending") for key in keys)])
    for row in order.slice(0, _MOST_ENTRIES).to_pylist():
        yield row["pack"], row["category"], row["entry"]


def _rows_without(
    features: FeatureMatrix, entry: tuple[str, str, str], table: ComparisonTable, name: str,
    denominator: Literal["voice", "article"],
) -> Rows:  # fmt: skip
    rows = table.rows
    left = measured_rows(
        without_entry(features, *entry), rows.measure.name,
        voice=None if rows.voice == "all" else rows.voice,
        place=None if rows.place == "all" else rows.place, denominator=denominator,
    )  # fmt: skip
    return left.pick(np.array([left.names.index(name)]))


def without_entry(features: FeatureMatrix, pack: str, category: str, entry: str) -> FeatureMatrix:
    """Return the matrix without the matches of one entry, its counts made anew from evidence."""
    evidence = features.evidence
    gone = evidence.mask(pack=pack, entry=entry) & (evidence["category"] == category)
    kept = Evidence(evidence.table.filter(pa.array(~gone)))
    touched = [
        i for i, f in enumerate(features.features)
        if f.pack == pack and f"{category}.".startswith(f"{f.category}.")
    ]  # fmt: skip
    old = features.cells.filter(
        pc.invert(
            pc.is_in(features.cells.column("feature"), value_set=pa.array(touched, pa.int32()))
        )
    )
    new = [_cells_of(features, kept, i) for i in touched]
    return replace(features, evidence=kept, cells=pa.concat_tables([old, *new]))


def _cells_of(features: FeatureMatrix, evidence: Evidence, column: int) -> pa.Table:
    """Count one feature's matches by article and voice; a stretch of text counts once."""
    feature = features.features[column]
    mine = evidence.mask(pack=feature.pack, category=feature.category)
    ids = features.articles_table.column("id").combine_chunks()
    article = pc.index_in(evidence.table.column("article"), ids).to_numpy().astype(np.int64)
    voice = np.select([evidence.table_voice == v for v in VOICES], range(len(VOICES)), 0)
    spans = np.stack([article, voice, evidence["start"], evidence["end"]], axis=1)[mine]
    once = np.unique(spans.astype(np.int64), axis=0)
    cells, n = np.unique(once[:, :2], axis=0, return_counts=True)
    columns = {
        "article": cells[:, 0], "feature": np.full(len(cells), column), "voice": cells[:, 1],
        "n": n, "weight": n.astype(np.float64), "negated": np.zeros(len(cells), np.int64),
    }  # fmt: skip
    arrays = [pa.array(columns[f.name]).cast(f.type) for f in CELLS_SCHEMA]
    return pa.Table.from_arrays(arrays, schema=CELLS_SCHEMA)
