"""Naming: which of the rival names for one thing each group of articles uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from framing.features import Feature
from framing.report.figures import figure_of
from framing.report.model import (
    Block,
    Cell,
    Column,
    DataTable,
    Emphasis,
    Figure,
    Heading,
    Number,
    Paragraph,
    Section,
)
from framing.report.numbers import count_of, key_of, signed
from framing.report.sections.balance import BALANCE_WORDS, balance_of
from framing.report.sections.shares import any_name, shares_table, unsettled_of
from framing.report.study import Study
from framing.report.wording import (
    as_sentence,
    found_words,
    plural,
    readable,
)

__all__ = ["naming_section"]

_INTRODUCTION = (
    "Each table takes one thing that the articles write about, and the rival names that the packs "
    "list for it. A share answers: of all mentions by one of these names, how many use this one? "
    "Pronouns and names that no pack lists are not counted, so a share says nothing about them. "
    "A dash stands where nothing was mentioned, so that there is nothing to take a share of."
)


def naming_section(study: Study) -> Section:
    """Return, for each referent, the shares of its names by group."""
    title = "Who is called what"
    referents = study.referents()
    if not study.has("naming") or not referents:
        reason = (
            "the study made no table of names"
            if referents
            else "none of the packs of this study lists rival names for one thing"
        )
        return Section(
            "naming", title, (Paragraph((f"There is nothing to show, because {reason}.",)),)
        )
    cells = {(r.pack, r.referent, r.name, r.group, r.voice): r for r in study.rows("naming")}
    blocks: list[Block] = [Paragraph((_INTRODUCTION,))]
    if any(row.positive or row.negative for row in study.rows("balance")):
        blocks.append(Paragraph((BALANCE_WORDS,)))
    if not any(_figure(study, referent) for referent in referents):
        blocks += figure_of(study, "naming", tables=_table_names(referents))
    for referent in referents:
        blocks += _referent(study, referent, cells)
    for unclear in study.features.features:
        if unclear.category == "unclear":
            blocks += unsettled_of(study, unclear)
    return Section("naming", title, tuple(blocks))


def _table_names(referents: list[Feature]) -> tuple[str, ...]:
    return tuple(f"naming-{r.name}-shares" for r in referents)


def _figure(study: Study, referent: Feature) -> list[Figure]:
    shared = f"naming_{referent.pack}_{referent.category}"
    name = shared if shared in study.figures else f"naming_{referent.category}"
    about = readable(referent.category)
    return figure_of(study, name, about=about, tables=_table_names([referent]))


def _referent(study: Study, referent: Feature, cells: Mapping[Any, Any]) -> Iterable[Block]:
    names = study.features.names(referent)
    yield Heading(readable(referent.category).capitalize())
    count = {
        name: sum(_cell(cells, referent, name, group).n for group in study.groups) for name in names
    }
    total = sum(count.values())
    about = f"{as_sentence(referent.description)} " if referent.description else ""
    if not total:
        listed = ", ".join(readable(name.short) for name in names)
        yield Paragraph(
            (
                f"{about}There is nothing to show, because no article uses one of the "
                f"{plural(len(names), 'name')} listed: {listed}.",
            )
        )
        return
    counted = count_of(
        key_of("naming", referent.name, "all", "mentions"),
        total,
        signature=study.signature("naming"),
        method="sum of the names’ counts",
        evidence=any_name(names),
    )
    yield Paragraph((about, "Mentions by one of the names listed here: ", counted, "."))
    yield from _figure(study, referent)
    yield _names_table(study, referent, count)
    used = [name for name, n in count.items() if n]
    yield shares_table(study, referent, used, cells)
    yield from balance_of(study, referent)


def _cell(cells: Mapping[Any, Any], referent: Feature, name: Feature, group: str) -> Any:
    return cells[(referent.pack, referent.category, name.short, group, "all")]


def _names_table(study: Study, referent: Feature, count: Mapping[Feature, int]) -> DataTable:
    surfaces: dict[str, list[str]] = {}
    for row in study.rows("words"):
        if row.pack == referent.pack:
            surfaces.setdefault(row.category, []).append(row.surfaces)
    used = [name for name, n in count.items() if n]
    described = any(name.description for name in used)
    rows = tuple(
        (
            Emphasis(readable(name.short)),
            *([name.description or ""] if described else []),
            found_words(surfaces.get(name.category, []), most=6),
            _valence(referent, name),
            _found(study, referent, name, count[name]),
        )
        for name in used
    )
    return DataTable(
        name=f"naming-{referent.name}-names",
        caption=f"The names for: {readable(referent.category)}",
        columns=(
            Column("Name", "text"),
            *([Column("What it stands for", "text")] if described else []),
            Column("Forms found", "text"),
            Column("Judgement"),
            Column("Found"),
        ),
        rows=rows,
        note=(
            "Judgement: how the pack’s authors rate the name, from −2 (damning) to +2 (praising). "
            "It is their reading, not a measurement.",
            _unused([name for name, n in count.items() if not n]),
        ),
    )


def _found(study: Study, referent: Feature, name: Feature, n: int) -> Number:
    return count_of(
        key_of("naming", f"{referent.name}-names", name.short, "n"),
        n,
        evidence={"pack": name.pack, "category": name.category},
        signature=study.signature("naming"),
    )


def _unused(names: list[Feature]) -> str:
    """Name in one line what is listed and that no article uses."""
    if not names:
        return ""
    return f" Listed, but used in no article: {', '.join(readable(n.short) for n in names)}."


def _valence(referent: Feature, name: Feature) -> Cell:
    if name.valence is None:
        return "not rated"
    key = key_of("naming", f"{referent.name}-names", name.short, "valence")
    return Number(
        key,
        name.valence,
        signed(name.valence, decimals=0),
        unit="valence",
        method="set by the pack",
    )
