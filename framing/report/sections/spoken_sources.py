"""Source by source: in how many articles each speaks, with how many words, quoted or reported."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from framing.report.model import Block, Cell, Column, DataTable, Heading, Number
from framing.report.numbers import count_of, key_of, share_of, words_count
from framing.report.study import Study
from framing.report.wording import group_column, group_name, readable

__all__ = ["SOURCES_TABLE", "sources_of"]

SOURCES_TABLE = "who_speaks-sources"
_MOST_ROWS, _MOST_EACH, _FEWEST_EACH = 400, 25, 5
_LONGEST = 60
_NOBODY = {"pronoun": "a pronoun that nothing settles", "none": "nobody named"}


def sources_of(study: Study) -> Iterable[Block]:
    """Return the table of the sources that get most room in each group."""
    rows = study.rows("sources")
    each = max(_FEWEST_EACH, min(_MOST_EACH, _MOST_ROWS // max(len(study.groups), 1)))
    shown = [row for group in study.groups for row in _most(rows, group, each)]
    spoken = [kind for kind in ("direct", "indirect", "scare") if any(_n(r, kind) for r in rows)]
    titles = {"direct": "Quoted", "indirect": "Reported", "scare": "In short marks"}
    yield Heading("Source by source")
    yield DataTable(
        name=SOURCES_TABLE,
        caption="Who speaks, in how many articles, and with how many words",
        columns=(
            group_column(study),
            Column("Source", "text"),
            Column("Role", "text"),
            Column("Articles"),
            Column("Words"),
            *(Column(titles[kind]) for kind in spoken),
        ),
        rows=tuple(_row(study, row, spoken) for row in shown),
        note=(
            f"The sources with most words of each {study.by.replace('_', ' ')} are shown; "
            "tables/sources.csv has them all. "
            if len(shown) < len(rows)
            else "",
            "In brackets the share of the group’s words of speech. In the HTML report every number "
            "leads to what the source says.",
        ),
        grouped=True,
    )


def _most(rows: list[Any], group: str, each: int) -> list[Any]:
    """The sources with most words, then what a pronoun or nobody says."""
    mine = [row for row in rows if row.group == group]
    named = [row for row in mine if row.kind not in _NOBODY]
    return named[:each] + [row for row in mine if row.kind in _NOBODY]


def _n(row: Any, kind: str) -> int:
    return int(getattr(row, kind))


def _row(study: Study, row: Any, spoken: list[str]) -> tuple[Cell, ...]:
    signature = study.signature("sources")
    wanted: dict[str, Any] = {
        "table": "speech", **study.filter_of(row.group), "speaker_kind": row.kind,
    }  # fmt: skip
    if row.kind not in _NOBODY:
        wanted["speaker_name"] = row.source
    place = f"{row.group}@{row.kind}:{row.source}"

    def words(column: str, **more: str) -> Number:
        key = key_of("who_speaks", "sources", place, column)
        return words_count(key, _n(row, column), signature=signature, evidence={**wanted, **more})

    articles = count_of(
        key_of("who_speaks", "sources", place, "articles"),
        row.articles,
        unit="articles",
        signature=signature,
        evidence=wanted,
    )
    share = share_of(
        key_of("who_speaks", "sources", place, "share"),
        row.share,
        n=row.of,
        of="the group’s words of speech",
        signature=signature,
        evidence=wanted,
    )
    return (
        group_name(row.group),
        _NOBODY.get(row.kind) or _cut(row.source),
        readable(row.role),
        articles,
        (words("words"), " (", share, ")"),
        *(words(kind, speech=kind) for kind in spoken),
    )


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST].rstrip()}…"
