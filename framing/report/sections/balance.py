"""Balance: how praising and damning names weigh against each other inside one referent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from framing.features import Feature
from framing.report.model import Cell, Column, DataTable, Filter
from framing.report.numbers import count_of, key_of, score
from framing.report.study import Study
from framing.report.wording import VOICE_WORDS, group_column, group_name, readable

__all__ = ["BALANCE_WORDS", "balance_of"]

BALANCE_WORDS = (
    "The tables of praising against damning names weigh the pack’s judgements. Mean judgement: the "
    "mean of the pack’s ratings of the names used, neutral ones too. Balance: zero if praising and "
    "damning names are used equally often; about plus one if there are three praising names for "
    "each damning one, about minus one if it is the other way round. Few mentions make both "
    "uncertain."
)
"""How the tables of balance are read, told once."""

_VOICES = ("authorial", "all")


def balance_of(study: Study, referent: Feature) -> Iterable[DataTable]:
    """Return one table for each side that the referent's names are towards, where one was named."""
    rows = [
        row
        for row in study.rows("balance")
        if (row.pack, row.referent) == (referent.pack, referent.category) and row.voice in _VOICES
    ]
    for toward in dict.fromkeys(row.toward for row in rows):
        mine = [row for row in rows if row.toward == toward]
        if any(row.positive or row.negative for row in mine):
            yield _table(study, referent, toward, mine)


def _table(study: Study, referent: Feature, toward: str, rows: list[Any]) -> DataTable:
    title = readable(referent.category).capitalize()
    about = "" if toward in ("", referent.category, referent.short) else f", towards {toward}"
    place = {(row.group, row.voice): row for row in rows}
    return DataTable(
        name=f"naming-{referent.name}-balance-{toward}",
        caption=f"{title}: praising against damning names{about}",
        columns=(
            group_column(study),
            Column("Voice", "text"),
            Column("Praising"),
            Column("Damning"),
            Column("Mean judgement"),
            Column("Balance"),
        ),
        rows=tuple(
            _row(study, referent, place[(group, voice)])
            for group in study.groups
            for voice in _VOICES
            if place[(group, voice)].positive or place[(group, voice)].negative
        ),
        note=("Where there is no row, no name with a judgement was used.",),
        grouped=True,
    )


def _row(study: Study, referent: Feature, row: Any) -> tuple[Cell, ...]:
    signature = study.signature("balance")
    place = ("naming", f"{referent.name}-balance-{row.toward}", f"{row.group}@{row.voice}")
    mean = score(
        key_of(*place, "valence_mean"),
        row.valence_mean,
        n=row.n,
        signature=signature,
        method="mean of the pack’s ratings",
    )
    balance = score(
        key_of(*place, "balance_logit"),
        row.balance_logit,
        n=row.positive + row.negative,
        signature=signature,
        method="logit of praising against damning mentions",
    )
    sides = [
        count_of(
            key_of(*place, column),
            n,
            evidence=_filter(study, referent, row, sign),
            signature=signature,
        )
        for column, n, sign in (("positive", row.positive, 1), ("negative", row.negative, -1))
    ]
    return (group_name(row.group), VOICE_WORDS[row.voice], *sides, mean, balance)


def _filter(study: Study, referent: Feature, row: Any, sign: int) -> Filter:
    """Return what finds the mentions by names of one sign, towards one side."""
    categories = tuple(
        name.category
        for name in study.features.names(referent)
        if name.valence is not None
        and name.valence * sign > 0
        and (name.toward or name.referent) == row.toward
    )
    wanted: Filter = {**study.filter_of(row.group), "pack": referent.pack, "category": categories}
    return wanted if row.voice == "all" else {**wanted, "table_voice": row.voice}
