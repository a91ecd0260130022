"""An article, and a corpus: columns inside, objects only for whoever looks."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from framing.arrow_columns import number_array
from framing.errors import CorpusError, Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["FIRST_COLUMNS", "RESERVED", "Article", "Corpus"]

FIRST_COLUMNS = ("id", "outlet", "text", "title")
"""The columns that every corpus has, in this order."""

RESERVED = (*FIRST_COLUMNS, "file", "published", "event", "language", "translated", "url")
"""Column names that mean something to the tool; all others are kept as they are."""

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Article:
    """One text with what is known about it.

    Parameters
    ----------
    id, outlet
        Its own name, and who publishes it.
    text
        The text as read; all offsets are code points of it.
    title
        Empty where none is known.
    metadata
        The other columns: name to value, the empty string where a value is missing.
    """

    id: str
    outlet: str
    text: str
    title: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Corpus:
    """Articles as an Arrow table of strings.

    Parameters
    ----------
    table
        Columns `id, outlet, text, title`, then every other metadata column. No value is null:
        a missing one is the empty string.
    notes
        What was assumed in reading, one sentence each, to be told to the user.
    skipped
        What was wrong with each article that was left out because the user asked for that.
    """

    table: pa.Table
    notes: tuple[str, ...] = ()
    skipped: tuple[Problem, ...] = ()

    def __post_init__(self) -> None:
        found = tuple(self.table.column_names)
        if found[: len(FIRST_COLUMNS)] != FIRST_COLUMNS:
            expected, first = ", ".join(FIRST_COLUMNS), ", ".join(found) or "none"
            raise CorpusError(
                f"expected the columns {expected} first, found {first}; "
                "`framing.read_corpus` makes such a table"
            )

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __repr__(self) -> str:
        return f"Corpus({len(self)} articles)"

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The articles' ids, in order."""
        return tuple(self.table.column("id").to_pylist())

    @cached_property
    def metadata(self) -> pa.Table:
        """All columns but the text."""
        return self.table.drop_columns(["text"])

    @cached_property
    def sha256(self) -> str:
        """A hash of all columns, the same for the same articles whatever file they came in.

        It is that of the articles' own hashes one after the other, so that parts can be hashed
        apart.
        """
        return hashlib.sha256(b"".join(self.article_digests())).hexdigest()

    def article_digests(self) -> list[bytes]:
        """Return a hash of each article: its values that are not empty, by name of column."""
        names = sorted(self.table.column_names)
        columns = [self.table.column(name).to_pylist() for name in names]
        heads = [name.encode() for name in names]
        return [_row_digest(heads, row) for row in zip(*columns, strict=True)]

    def articles(self) -> Iterator[Article]:
        """Make the articles as objects, one after the other."""
        for batch in self.table.to_batches(max_chunksize=256):
            for row in batch.to_pylist():
                article, outlet, text, title = (row.pop(name) for name in FIRST_COLUMNS)
                yield Article(article, outlet, text, title, metadata=row)

    def select(self, mask: Sequence[bool] | NDArray[Any] | pa.Array) -> Corpus:
        """Return the articles whose place in the mask is true, in order."""
        if len(mask) != len(self):
            raise CorpusError(
                f"expected a mask as long as the corpus ({len(self)}), found {len(mask)} values; "
                "give one true or false for each article"
            )
        kept = self.table.filter(number_array(np.asarray(mask, dtype=bool)))
        return Corpus(kept, self.notes, self.skipped)

    def _repr_html_(self) -> str:
        names = self.metadata.column_names
        head = "".join(f"<th>{html.escape(name)}</th>" for name in (*names, "text"))
        rows = []
        for article in self.table.slice(0, _SHOWN).to_pylist():
            cells = [article[name] for name in names] + [f"{len(article['text']):,} characters"]
            rows.append("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in cells) + "</tr>")
        more = f", the first {_SHOWN} shown" if len(self) > _SHOWN else ""
        caption = f"<caption>{len(self):,} article{'' if len(self) == 1 else 's'}{more}</caption>"
        return (
            f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        )


def _row_digest(names: Sequence[bytes], values: Sequence[str]) -> bytes:
    digest = hashlib.sha256()
    for name, value in zip(names, values, strict=True):
        if value:
            encoded = value.encode()
            digest.update(b"%d:%b%d:" % (len(name), name, len(encoded)))
            digest.update(encoded)
    return digest.digest()
