"""Sums of a study of any size: rows are made of some articles at a time, added up and dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from framing.arrow_columns import number_array, numbers_of
from framing.evidence import Evidence
from framing.features import FeatureMatrix
from framing.stats.group_tests import tested_rates
from framing.stats.measures import Rows, measured_rows
from framing.stats.sums import GroupSums, adding_up, by_group, group_sums

__all__ = ["Asked", "StudySums", "article_blocks", "study_sums"]

Floats = NDArray[np.float64]
ARTICLES_AT_ONCE = 20_000
"""Articles whose rows are in memory at a time."""


@dataclass(frozen=True, eq=False)
class StudySums:
    """All that a comparison needs of its rows, shape (groups, features).

    Parameters
    ----------
    ratio
        Sums and cross-products of y and x.
    n, n_with
        Matches, and articles with at least one.
    rates, rate, rate_squares
        Articles that have x, and the sums of their y/x and of its square.
    quotients, several
        Σ y²/x over the articles that have x, and how many have x above 1.
    """

    ratio: GroupSums
    n: Floats
    n_with: Floats
    rates: Floats
    rate: Floats
    rate_squares: Floats
    quotients: Floats
    several: Floats

    def __add__(self, other: StudySums) -> StudySums:
        """Return the sums of both."""
        return StudySums(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def rate_moments(self, side: Sequence[int]) -> tuple[Floats, Floats, Floats]:
        """Return number, mean and variance of the articles' y/x in some groups together."""
        n, total, squares = (
            part[list(side)].sum(axis=0) for part in (self.rates, self.rate, self.rate_squares)
        )
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = total / n
            return n, mean, np.maximum(squares - n * mean**2, 0.0) / (n - 1)

    def overdispersion(self) -> Floats:
        """Return how alike the mentions of one article are; see `overdispersion` of rows."""
        from framing.stats.share_intervals import overdispersion_of_sums

        r = self.ratio
        return overdispersion_of_sums(r.y, r.x, r.xx, r.n, self.quotients, self.several)


@dataclass(frozen=True)
class Asked:
    """What is measured: the arguments of `measured_rows`."""

    measure: str
    voice: str | None
    place: str | None
    denominator: str

    def rows(self, features: FeatureMatrix) -> Rows:
        """Return the rows of these articles."""
        return measured_rows(
            features, self.measure, voice=self.voice, place=self.place,
            denominator="article" if self.denominator == "article" else "voice",
        )  # fmt: skip


def study_sums(
    features: FeatureMatrix, asked: Asked, codes: NDArray[np.int64], n_groups: int
) -> tuple[Rows, StudySums]:
    """Return the sums of all articles' rows by group, and rows without an article, for the names.

    Memory is bounded by `ARTICLES_AT_ONCE` and the mapped cells, not by the number of articles.
    """
    blocks = article_blocks(features, evidence=asked.place is not None)
    first = next(blocks)
    rows, at = asked.rows(first), len(first)
    total = _sums_of(rows, codes[:at], n_groups)
    for block in blocks:
        total += _sums_of(asked.rows(block), codes[at : at + len(block)], n_groups)
        at += len(block)
    return rows.take(np.zeros(0, np.int64)), total


def article_blocks(
    features: FeatureMatrix, *, evidence: bool = False, size: int = ARTICLES_AT_ONCE
) -> Iterator[FeatureMatrix]:
    """Give so many articles at a time with their cells and, if asked for, their evidence."""
    cells, number = _in_order(features.cells, numbers_of(features.cells.column("article")))
    matches, place = features.evidence.table, np.zeros(0, np.int32)
    if evidence:
        ids = features.articles_table.column("id")
        found = pc.index_in(matches.column("article"), value_set=ids)
        matches, place = _in_order(matches, numbers_of(found))
    for start in range(0, max(len(features), 1), size):
        ends = [start, start + size]
        first, last = np.searchsorted(number, ends)
        moved = number_array(number[first:last] - np.int32(start), pa.int32())
        part = cells.slice(first, last - first).set_column(0, cells.schema.field(0), moved)
        begin, end = np.searchsorted(place, ends)
        some = Evidence(matches.slice(begin, end - begin))
        yield FeatureMatrix(
            features.articles_table.slice(start, size), features.features, part,
            evidence=some if evidence else Evidence.empty(), signature=features.signature,
        )  # fmt: skip


def _in_order(table: pa.Table, number: NDArray[np.int32]) -> tuple[pa.Table, NDArray[np.int32]]:
    """Return the rows and their articles' numbers in order of articles."""
    if (number[1:] >= number[:-1]).all():
        return table, number
    order = np.argsort(number, kind="stable")
    return table.take(number_array(order)), number[order]


def _sums_of(rows: Rows, codes: NDArray[np.int64], n_groups: int) -> StudySums:
    order = by_group(codes)
    rows, codes = rows.take(order), codes[order]
    rates = tested_rates(rows)
    known = np.isfinite(rates)
    rates = np.where(known, rates, 0.0)
    parts = (rows.n, rows.n > 0, known, rates, rates * rates, rates * rows.y, rows.x > 1)
    sums, add = group_sums(rows.y, rows.x, codes, n_groups), adding_up(codes, n_groups)
    shape = (n_groups, rows.y.shape[1])
    return StudySums(sums, *(np.broadcast_to(add(part), shape) for part in parts))
