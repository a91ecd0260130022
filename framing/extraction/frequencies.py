"""In how many articles each n-gram stands: added up part by part, in bounded memory if told.

With a bound this is the summary of Misra & Gries (1982), made mergeable by Agarwal et al. (2013):
when there are more terms than may be held, the number of the first that is too many is taken from
all of them, and those with nothing left are dropped. What was taken in all is told as `lost`: no
term has lost more, so none that stands in more articles can be missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from framing.arrow_columns import copied, empty_table, number_array, numbers_of
from framing.features import TERMS_SCHEMA

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "FREQUENCIES_SCHEMA",
    "TermFrequencies",
    "counted_again",
    "frequencies_of",
    "lost_to_fit",
    "only_terms",
]

FREQUENCIES_SCHEMA = pa.schema([("term", TERMS_SCHEMA.field("term").type), ("n", pa.int64())])

_MOST_PENDING = 4_000_000


def frequencies_of(terms: pa.Table) -> pa.Table:
    """Return for each term the number of articles that it stands in, in any voice.

    Parameters
    ----------
    terms
        Counts by article (`TERMS_SCHEMA`); terms may be numbers with a list of names.
    """
    if not terms.num_rows:
        return empty_table(FREQUENCIES_SCHEMA)
    terms = terms.combine_chunks()
    column = terms.column("term").combine_chunks()
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    n_terms = len(column.dictionary)
    cells = numbers_of(terms.column("article")) * np.int64(n_terms) + numbers_of(column.indices)
    cells.sort(kind="stable")
    new = np.append(True, cells[1:] != cells[:-1])
    n = np.bincount(cells[new] % n_terms, minlength=n_terms)
    columns = [column.dictionary, number_array(n, pa.int64())]
    found = pa.table(columns, schema=FREQUENCIES_SCHEMA)
    return found if n.all() else found.filter(pc.greater(found.column("n"), 0))


def lost_to_fit(n: NDArray[np.int64], most: int | None) -> int:
    """Return what has to be taken from each count so that no more than `most` are above zero."""
    if most is None or len(n) <= most:
        return 0
    place = len(n) - most - 1
    return int(np.partition(n, place)[place])


class TermFrequencies:
    """Adds up numbers of articles by term.

    Parameters
    ----------
    most
        How many terms are held between two looks; all if none is given.
    pending
        How many rows are taken before they are added up.

    Attributes
    ----------
    lost
        No term's number is too small by more than this, and none too large; terms that are missing
        stand in so many articles or fewer. 0 if everything was held. In articles.
    """

    def __init__(self, most: int | None = None, *, pending: int = _MOST_PENDING) -> None:
        self.lost = 0
        self._most = most
        self._room = pending
        self._held = empty_table(FREQUENCIES_SCHEMA)
        self._pending: list[pa.Table] = []

    def add(self, frequencies: pa.Table) -> None:
        """Take numbers of some articles; they are copied out of the file that they are in."""
        if frequencies.num_rows:
            self._pending.append(copied(frequencies))
        if sum(table.num_rows for table in self._pending) > max(self._room, len(self._held)):
            self._add_up()

    def _add_up(self) -> None:
        together = pa.concat_tables([self._held, *self._pending])
        self._pending = []
        added = together.group_by("term", use_threads=False).aggregate([("n", "sum")])
        held = added.rename_columns({"n_sum": "n"}).select(["term", "n"])
        lost = lost_to_fit(numbers_of(held.column("n")), self._most)
        if lost:
            held = held.filter(pc.greater(held.column("n"), lost))
            left = numbers_of(held.column("n")) - lost
            held = held.set_column(1, "n", number_array(left, pa.int64()))
            self.lost += lost
        self._held = held

    def table(self) -> pa.Table:
        """Return the terms that are held and their numbers, which may be too small by `lost`."""
        if self._pending:
            self._add_up()
        return self._held


def counted_again(terms: pa.Table, parts: Iterable[pa.Table], lost: int) -> pa.Table:
    """Return the exact numbers of some terms in a second look, those above `lost` only.

    With what `TermFrequencies` held and lost these are all terms that stand in more articles.
    """
    names = terms.column("term").combine_chunks()
    n = np.zeros(len(names), np.int64)
    for part in parts:
        if part.num_rows:
            place = pc.fill_null(pc.index_in(part.column("term"), value_set=names), -1)
            at = numbers_of(place)
            known = at >= 0
            np.add.at(n, at[known], numbers_of(part.column("n"))[known])
    counted = pa.table([names, number_array(n, pa.int64())], schema=FREQUENCIES_SCHEMA)
    return counted.filter(pc.greater(counted.column("n"), lost))


def only_terms(terms: pa.Table, kept: pa.Array | None) -> pa.Table:
    """Return the rows of some terms; of terms with a list of names only the names are looked up."""
    if kept is None:
        return terms
    column = terms.column("term").combine_chunks()
    if not pa.types.is_dictionary(column.type):
        return terms.filter(pc.is_in(column, value_set=kept))
    return terms.filter(pc.is_in(column.dictionary, value_set=kept).take(column.indices))
