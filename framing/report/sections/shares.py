"""Shares of rival names: the tables of the section on naming."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

from framing.features import Feature
from framing.report.model import (
    Block,
    Cell,
    Column,
    DataTable,
    Filter,
    Heading,
    Inline,
    Number,
    Paragraph,
    Words,
)
from framing.report.numbers import count_of, key_of, share_of
from framing.report.study import Study
from framing.report.wording import (
    VOICE_WORDS,
    as_sentence,
    group_column,
    group_name,
    kind_of,
    readable,
)

__all__ = ["any_name", "shares_table", "unsettled_of"]

_VOICES = ("authorial", "all")


def shares_table(
    study: Study,
    referent: Feature,
    names: list[Feature],
    cells: Mapping[Any, Any],
) -> DataTable:
    """Return two rows a group: its mentions in own voice and in all voices, and their names."""
    unclear = _unclear(study, referent)
    heads = [group_column(study), Column("Voice", "text"), Column("Mentions")]
    heads += [Column(readable(name.short).capitalize()) for name in names]
    if unclear is not None:
        heads.append(Column("Unclear"))
    rows = []
    for group, voice in product(study.groups, _VOICES):
        picked = [
            cells[(referent.pack, referent.category, name.short, group, voice)] for name in names
        ]
        row: list[Cell] = [group_name(group), VOICE_WORDS[voice]]
        row.append(_mentions(study, names, picked[0]))
        row += [
            _share_cell(study, name, cell, group, voice)
            for name, cell in zip(names, picked, strict=True)
        ]
        if unclear is not None:
            row.append(_unclear_cell(study, referent, unclear, group, voice))
        rows.append(tuple(row))
    return DataTable(
        name=f"naming-{referent.name}-shares",
        caption=f"{readable(referent.category).capitalize()}: names in the article’s own voice and "
        "in all voices",
        columns=tuple(heads),
        rows=tuple(rows),
        note=_note(study, referent, names, unclear),
        grouped=True,
    )


def any_name(names: list[Feature], **wanted: Any) -> Filter:
    """Return the filter that finds the mentions by any of these names."""
    return {**wanted, "pack": names[0].pack, "category": tuple(name.category for name in names)}


def unsettled_of(study: Study, unclear: Feature) -> Iterable[Block]:
    """The names of a pack that fit several referents, beside which nothing settles which."""
    yield Heading("Names that may mean more than one")
    yield Paragraph(
        (
            f"{as_sentence(unclear.description)} " if unclear.description else "",
            "They are in no share; this is how many there are.",
        )
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            group_name(group),
            *(_unclear_cell(study, unclear, unclear, group, v) for v in VOICE_WORDS),
        )
        for group in study.groups
    )
    yield DataTable(
        name=f"naming-{unclear.name}",
        caption="Names that fit two things, by voice",
        columns=(group_column(study), *(Column(w.capitalize()) for w in VOICE_WORDS.values())),
        rows=rows,
    )


def _mentions(study: Study, names: list[Feature], cell: Any) -> Number:
    return count_of(
        key_of("naming", f"{cell.pack}.{cell.referent}-{cell.voice}", cell.group, "mentions"),
        cell.of,
        evidence=any_name(names, **study.filter_of(cell.group), **_voice(cell.voice)),
        signature=study.signature("naming"),
        method="sum of the names’ counts",
    )


def _share_cell(study: Study, name: Feature, cell: Any, group: str, voice: str) -> Cell:
    if not cell.of:
        return "–"
    key = ("naming", f"{name.pack}.{name.referent}-{voice}", group)
    evidence = study.filter_of(group, pack=name.pack, category=name.category, **_voice(voice))
    signature = study.signature("naming")
    count = count_of(
        key_of(*key, f"{name.short}#n"), cell.n, evidence=evidence, signature=signature
    )
    if not cell.n:
        return count
    share = share_of(
        key_of(*key, name.short),
        cell.share,
        n=cell.of,
        of="mentions by a listed name",
        evidence=evidence,
        signature=signature,
    )
    shown: list[Inline] = [count, " (", share, ")"]
    return tuple(shown)


def _unclear(study: Study, referent: Feature) -> Feature | None:
    near = {f"{referent.category}.unclear", f"{referent.category}_unclear"}
    for feature in study.features.features:
        if feature.pack == referent.pack and feature.category in near:
            return feature
    return None


def _unclear_cell(
    study: Study, referent: Feature, unclear: Feature, group: str, voice: str
) -> Number:
    return count_of(
        key_of("naming", f"{referent.name}-{voice}", group, "unclear"),
        study.n_matches(unclear.name, group, voice),
        evidence=study.filter_of(
            group, pack=unclear.pack, category=unclear.category, **_voice(voice)
        ),
        signature=study.signature("rates"),
    )


def _voice(voice: str) -> Mapping[str, str]:
    return {} if voice == "all" else {"table_voice": voice}


def _note(study: Study, referent: Feature, names: list[Feature], unclear: Feature | None) -> Words:
    words = "Mentions, and in brackets their share of those in the row."
    if len(names) < len(study.features.names(referent)):
        words += " Names that no article uses are left out."
    if unclear is not None:
        words += " Unclear: words that may mean this or something else; they are in no share."
    if study.one_article_each:
        words += f" Each {kind_of(study)} has one article."
    return (words,)
