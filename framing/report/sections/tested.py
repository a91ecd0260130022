"""The summary of what was tested, in the words of the conclusions and no others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from framing.report.model import (
    Block,
    Emphasis,
    Filter,
    Heading,
    Link,
    Listing,
    Number,
    Paragraph,
    Words,
)
from framing.report.numbers import count_of, estimate_of, key_of, probability
from framing.report.sections.differences import comparisons_of, feature_words
from framing.report.study import Study
from framing.report.wording import VOICE_WORDS, enumerated, group_name, kind_of, plural
from framing.stats import ComparisonTable
from framing.stats.conclusions import DIFFERS, NO_EVIDENCE

__all__ = ["tested_differences"]

_MOST = 4
_FEW = 3


def tested_differences(study: Study) -> Iterable[Block]:
    """Return what differs between groups by the tests, and how many tests found nothing."""
    tables = comparisons_of(study)
    if not tables:
        return
    yield Heading(f"What differs by {kind_of(study)}, by tests over articles")
    items = [item for table in tables for item in _of_family(study, table)]
    yield Listing(tuple(items))
    yield Paragraph(
        (
            "Highest and lowest are those of the groups that were tested, with intervals; each "
            "measure is a family of its own, for which p is corrected. More under ",
            Link("What can be compared", "comparison"),
            ".",
        )
    )


def _of_family(study: Study, table: ComparisonTable) -> Iterable[Words]:
    tested = table.omnibus[table.omnibus["p_value"].notna()]
    found = tested[tested["conclusion"] == DIFFERS]
    lead = Emphasis(f"{_what(table)}. ")
    shown = found.sort_values(["p_adjusted", "n"], ascending=[True, False], kind="stable")
    for row in shown.head(_MOST).itertuples():
        yield _differs(study, table, row)
    rest = len(found) - min(len(found), _MOST)
    counts = tested["conclusion"].value_counts(sort=False)
    others = [(str(c), int(n)) for c, n in counts.items() if c != DIFFERS]
    if rest:
        others.insert(0, (DIFFERS, rest))
    if others:
        more = "more " if len(found) else ""
        parts: list[Words] = [
            (
                _count(table, c, n),
                f" {more if c == DIFFERS else ''}{plural(n, 'category', 'categories')} "
                f"{_ends(c, n)}",
            )
            for c, n in others
        ]
        yield (lead, *enumerated(parts), ".")


def _ends(conclusion: str, n: int) -> str:
    """Return what a sentence says of so many categories that end in a conclusion."""
    if conclusion == DIFFERS:
        return "differs" if n == 1 else "differ"
    verb = {NO_EVIDENCE: ("shows", "show")}.get(conclusion, ("is", "are"))
    return f"{verb[n > 1]} {conclusion}"


def _what(table: ComparisonTable) -> str:
    voice = VOICE_WORDS.get(table.rows.voice, table.rows.voice)
    return f"{table.rows.measure.title} ({voice})"


def _count(table: ComparisonTable, conclusion: str, n: int) -> Number:
    key = key_of("summary", table.name, conclusion.replace(" ", "-"), "n")
    return count_of(key, n, unit="tests", signature=str(table.signature))


def _differs(study: Study, table: ComparisonTable, row: Any) -> Words:
    frame = table.frame
    inside = [g for i, g in enumerate(table.groups) if (table.codes == i).any()]
    mine = frame[(frame["feature"] == row.feature) & frame["group"].isin(inside)]
    mine = mine[mine["value"].notna()].sort_values("value", ascending=False, kind="stable")
    key = ("summary", table.name, row.feature)
    p = probability(
        key_of(*key, "p"), row.p_adjusted, n=row.n_articles, signature=str(table.signature),
        method=row.method,
    )  # fmt: skip
    top, bottom = mine.head(_FEW if len(mine) > 2 * _FEW else 1), mine.tail(1)
    name = feature_words(row.feature)
    return (
        Emphasis(f"{name[:1].upper()}{name[1:]}. "),
        f"{_what(table)}: highest in ",
        *enumerated([_group(study, table, cell, key) for cell in _rows(top)]),
        ", lowest in ",
        *enumerated([_group(study, table, cell, key) for cell in _rows(bottom)]),
        f". Differences this large are rare where the {kind_of(study)} plays no part (corrected p ",
        p,
        ").",
    )


def _rows(frame: pd.DataFrame) -> list[Any]:
    return list(frame.itertuples(index=False))


def _group(study: Study, table: ComparisonTable, cell: Any, key: tuple[str, ...]) -> Words:
    value = estimate_of(
        key_of(*key, cell.group), cell.value, cell.low, cell.high, n=cell.n_articles,
        unit=table.rows.measure.unit, level=cell.level, signature=str(table.signature),
        method=cell.method, evidence=_matches_of(study, table, cell),
    )  # fmt: skip
    return (group_name(cell.group), " (", value, ")")


def _matches_of(study: Study, table: ComparisonTable, cell: Any) -> Filter | None:
    """Return the filter of the matches that an estimate for a category rests on."""
    pack, _, category = str(cell.feature).partition(".")
    if not category:
        return None
    voice = table.rows.voice
    spoken = {} if voice == "all" else {"table_voice": voice}
    return study.filter_of(cell.group, pack=pack, category=category, **spoken)
