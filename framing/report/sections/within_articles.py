"""Intervals inside single articles, for studies that ask for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from framing.report.model import Block, Cell, Column, DataTable, Heading, Paragraph
from framing.report.numbers import count_of, estimate_of, key_of
from framing.report.study import Study
from framing.report.wording import readable
from framing.stats import WITHIN_TITLE

__all__ = ["words_as_sample"]

_MOST = 60


def words_as_sample(study: Study) -> Iterable[Block]:
    """Return rates by article with intervals of their words alone, under a title that says so."""
    rows = study.rows("within_articles")
    if not rows:
        return
    shown = sorted(rows, key=lambda row: -row.n)[:_MOST]
    yield Heading(f"{WITHIN_TITLE[:1].upper()}{WITHIN_TITLE[1:]}")
    yield Paragraph(
        (
            "Asked for by the study. The words of an article are no sample, and they are not "
            "independent; these intervals say nothing about the outlet or about other articles.",
        )
    )
    yield DataTable(
        name="comparison-within",
        caption=f"Matches per 1,000 words of single articles, {WITHIN_TITLE}",
        columns=(
            Column("Article", "text"),
            Column("Category", "text"),
            Column("Matches"),
            Column("Per 1,000 words"),
        ),
        rows=tuple(_row(study, row) for row in shown),
        note=(
            f"The {_MOST} with the most matches; tables/within_articles.csv has them all."
            if len(rows) > _MOST
            else "",
        ),
    )


def _row(study: Study, row: Any) -> tuple[Cell, ...]:
    pack, _, category = row.feature.partition(".")
    key = ("within", f"{row.feature}@{row.article}")
    signature = study.signature("within_articles")
    wanted = {"article": row.article, "pack": pack, "category": category}
    return (
        row.article,
        ": ".join(readable(part) for part in category.split(".")),
        count_of(key_of(*key, "n"), row.n, evidence=wanted, signature=signature),
        estimate_of(
            key_of(*key, "rate"), row.value, row.low, row.high, n=row.n, level=row.level,
            unit="per 1,000 words", signature=signature, method=row.method, evidence=wanted,
        ),
    )  # fmt: skip
