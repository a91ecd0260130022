"""The words that make the difference between the two outlets with most words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from framing.report.figures import figures_of
from framing.report.model import Block, Cell, Column, DataTable, Heading, Number, Paragraph, Quoted
from framing.report.numbers import count_of, key_of, share_of, signed
from framing.report.study import Study
from framing.report.wording import group_name

__all__ = ["word_shift_of"]

_METHOD = "Jensen–Shannon divergence, word by word"


def word_shift_of(study: Study) -> Iterable[Block]:
    """Give the word shift with its figure and table; nothing if the study has none."""
    if not study.has("word_shift"):
        return
    rows = study.rows("word_shift")
    first, second = group_name(rows[0].group_a), group_name(rows[0].group_b)
    yield Heading(f"Word by word: {first} and {second}")
    yield Paragraph(
        (
            "These are the two with most words. Each word adds its part to the difference between "
            "the two vocabularies, and the parts of all words sum to the whole. Plus and minus "
            "say where the word takes a larger share: plus in the second of the two. Common words "
            "add more than rare ones, and names of days and places add as well.",
        )
    )
    yield from figures_of(study, "word_shift", tables=("vocabulary-shift",))
    signature = study.signature("word_shift")
    total = float(study.frame("word_shift")["divergence"].sum())
    yield DataTable(
        name="vocabulary-shift",
        caption=f"The words that set {first} and {second} apart",
        columns=(
            Column("Word", "text"),
            Column(first),
            Column(second),
            Column("Difference of shares, in points"),
            Column("Part of the divergence"),
        ),
        rows=tuple(_row(row, signature) for row in rows),
        note=(
            "Divergence of the two vocabularies: ",
            Number(
                key_of("vocabulary", "shift", "all", "divergence"), total, f"{total:.3f}",
                unit="bits", n=_words(rows), method=_METHOD, signature=signature,
            ),
            " bits, where no difference is none and no word in common is one bit.",
        ),
    )  # fmt: skip


def _row(row: Any, signature: str) -> tuple[Cell, ...]:
    name = row.term or "all other words"

    def key(column: str) -> str:
        return key_of("vocabulary", "shift", f"word:{row.term}" if row.term else "rest", column)

    points = Number(
        key("proportion"), 100 * row.proportion, signed(100 * row.proportion, decimals=2),
        unit="percentage points", n=int(row.n_a + row.n_b), method="difference of shares",
        signature=signature,
    )  # fmt: skip
    return (
        Quoted(name) if row.term else name,
        count_of(key("n_a"), row.n_a, unit="occurrences", signature=signature),
        count_of(key("n_b"), row.n_b, unit="occurrences", signature=signature),
        points,
        share_of(
            key("part"), row.part, n=row.n_a + row.n_b, of="the divergence", signature=signature
        ),
    )


def _words(rows: list[Any]) -> int:
    return int(sum(row.n_a + row.n_b for row in rows))
