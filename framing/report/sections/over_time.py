"""How the categories change over time, where the articles have different dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from framing.report.figures import figures_of
from framing.report.model import Block, Cell, Column, DataTable, Heading, Number, Paragraph
from framing.report.numbers import key_of, per_1000, share_of
from framing.report.study import Study
from framing.report.wording import readable

__all__ = ["timeline_of"]


def timeline_of(study: Study) -> Iterable[Block]:
    """Give the timeline with its table; why there is none, if the study asks for one."""
    if not study.has("timeline"):
        asked = study.config.get("plots", ())
        if "timeline" in (asked or ()):
            yield Heading("Over time")
            yield Paragraph(
                (
                    "There is nothing to show, because the articles have no dates or all the same "
                    "one.",
                )
            )
        return
    table = study.tables["timeline"]
    step = table.by.rpartition(".")[2]
    shares = table.signature.to_dict().get("unit") == "share"
    what = "Shares of each name among its rivals" if shares else "Matches per 1,000 words"
    yield Heading("Over time")
    yield Paragraph(
        (
            f"{what}, {step} by {step}, the articles of all groups together. A change may come "
            "from the news, from how it is told, or from who wrote most at that time.",
            *(f" {note}" for note in table.notes),
        )
    )
    yield from figures_of(study, "timeline", tables=("comparison-timeline",))
    yield _table(study, step, shares)


def _table(study: Study, step: str, shares: bool) -> DataTable:
    cells = {(row.feature, row.group): row for row in study.rows("timeline")}
    periods = list(dict.fromkeys(group for _, group in cells))
    total: dict[str, int] = {}
    for (feature, _), row in cells.items():
        total[feature] = total.get(feature, 0) + int(row.n)
    signature = study.signature("timeline")
    level = next((f"{100 * row.level:g}" for row in cells.values() if row.low == row.low), "")
    return DataTable(
        name="comparison-timeline",
        caption=f"The categories {step} by {step}",
        columns=(Column("Category", "text"), *(Column(period) for period in periods)),
        rows=tuple(
            (_path(feature), *(_cell(cells, feature, p, shares, signature) for p in periods))
            for feature, n in total.items()
            if n
        ),
        note=(f"In brackets the limits of the intervals at {level} %.",) if level else (),
    )


def _cell(
    cells: Mapping[tuple[str, str], Any], feature: str, period: str, shares: bool, signature: str
) -> Cell:
    row = cells[feature, period]
    key = ("comparison", "timeline", f"{feature}@{period}")
    value = _number(key_of(*key, "value"), row.value, row, shares, signature)
    if row.low != row.low:
        return value
    low = _number(key_of(*key, "low"), row.low, row, shares, signature)
    high = _number(key_of(*key, "high"), row.high, row, shares, signature)
    return (value, " (", low, "–", high, ")")


def _number(key: str, value: Any, row: Any, shares: bool, signature: str) -> Number:
    if shares:
        return share_of(key, value, n=row.words, of="the mentions", signature=signature)
    return per_1000(key, value, n=row.n, signature=signature, method=row.method)


def _path(feature: str) -> str:
    category = feature.partition(".")[2] or feature
    return ": ".join(readable(part) for part in category.split("."))
