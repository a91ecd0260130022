"""Presence: what some groups mention and others leave out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from framing.features import Feature
from framing.report.model import Block, Cell, Column, DataTable, Emphasis, Heading, Paragraph, Words
from framing.report.numbers import count_of, key_of
from framing.report.study import Study
from framing.report.wording import enumerated, group_name, joined, readable, several_groups

__all__ = ["presence_of"]

_FEW_GROUPS = 8


def presence_of(study: Study) -> Iterable[Block]:
    """Return the categories that some groups mention and others don’t."""
    if not study.has("presence") or len(study.groups) < 2:
        return
    yield Heading("Mentioned by some, left out by others")
    known = {(f.pack, f.category): f for f in study.features.features if f.leaf}
    cells: dict[tuple[str, str], dict[str, Any]] = {}
    for row in study.rows("presence"):
        if row.kind == "category" and (row.pack, row.category) in known:
            cells.setdefault((row.pack, row.category), {})[row.group] = row
    partly = {
        key: rows
        for key, rows in cells.items()
        if 0 < sum(1 for row in rows.values() if row.n) < len(study.groups)
    }
    if not partly:
        yield Paragraph(
            ("There is nothing to show, because every category is found everywhere or nowhere.",)
        )
        return
    several = len({pack for pack, _ in known}) > 1
    yield DataTable(
        name="comparison-presence",
        caption="Categories found in some articles and not in others",
        columns=(
            *([Column("Pack", "text")] if several else []),
            Column("Category", "text"),
            Column("Found in", "text"),
            Column("Not in", "text"),
        ),
        rows=tuple(
            (*([readable(key[0])] if several else []), *_row(study, known[key], rows))
            for key, rows in partly.items()
        ),
        grouped=several,
        note=(
            "In any voice; in brackets the number of matches. Not found does not mean not "
            "written about: other words may have been used, and short articles mention less.",
        ),
    )


def _row(study: Study, feature: Feature, rows: dict[str, Any]) -> tuple[Cell, ...]:
    with_it = [group for group in study.groups if rows[group].n]
    without = [group for group in study.groups if not rows[group].n]
    name = ": ".join(readable(part) for part in feature.category.split("."))
    return (Emphasis(name), _found(study, feature, with_it, rows), _absent(study, feature, without))


def _found(study: Study, feature: Feature, groups: list[str], rows: dict[str, Any]) -> Words:
    if len(groups) > _FEW_GROUPS:
        return _many(study, feature, "found", groups)
    signature = study.signature("presence")
    parts: list[Words] = []
    for group in groups:
        wanted = study.filter_of(group, pack=feature.pack, category=feature.category)
        key = key_of("comparison", "presence", feature.name, group)
        number = count_of(key, rows[group].n, evidence=wanted, signature=signature)
        parts.append((group_name(group), " (", number, ")"))
    return enumerated(parts, last=",")


def _absent(study: Study, feature: Feature, groups: list[str]) -> Words:
    if len(groups) > _FEW_GROUPS:
        return _many(study, feature, "absent", groups)
    return (joined([group_name(group) for group in groups], last=","),)


def _many(study: Study, feature: Feature, column: str, groups: list[str]) -> Words:
    key = key_of("comparison", "presence", feature.name, f"{column}#groups")
    number = count_of(key, len(groups), unit=study.by, signature=study.signature("presence"))
    return (number, f" {several_groups(study, len(groups))}")
