"""A batch of articles: texts as read, and one buffer to work on with the same offsets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["BREAK", "Batch", "Span"]

BREAK = "\u2029"
"""Paragraph separator: stands between articles, and over every cleaned character."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Batch:
    """Articles that go through the text half together.

    Parameters
    ----------
    texts
        The articles' texts as read.
    titles
        Their titles, empty where none is known.
    left_out
        For each article its cleaned spans, half-open offsets into its text, in order and disjoint.
    """

    texts: tuple[str, ...]
    titles: tuple[str, ...] = ()
    left_out: tuple[tuple[Span, ...], ...] = ()

    @classmethod
    def of(
        cls,
        texts: Sequence[str],
        *,
        titles: Sequence[str | None] | None = None,
        left_out: Sequence[Sequence[Span]] | None = None,
    ) -> Batch:
        """Make a batch; missing titles are empty and missing cleaned spans none."""
        n = len(texts)
        return cls(
            tuple(texts),
            tuple(t or "" for t in titles) if titles is not None else ("",) * n,
            tuple(tuple(s) for s in left_out) if left_out is not None else ((),) * n,
        )

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def bases(self) -> NDArray[np.int64]:
        """Where each article begins in `buffer`; one more than there are articles."""
        lengths = np.fromiter((len(t) + 1 for t in self.texts), np.int64, len(self.texts))
        return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)

    @cached_property
    def masked(self) -> tuple[str, ...]:
        """The texts with `BREAK` over every cleaned character: same length, same offsets."""
        return tuple(
            _mask(text, spans) for text, spans in zip(self.texts, self.left_out, strict=True)
        )

    @cached_property
    def buffer(self) -> str:
        """The masked texts, each followed by one `BREAK`."""
        return "".join(text + BREAK for text in self.masked)

    def article_of(self, positions: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the number of the article that holds each position of the buffer."""
        return np.searchsorted(self.bases, positions, side="right") - 1


def _mask(text: str, spans: Sequence[Span]) -> str:
    if not spans:
        return text
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], BREAK * (end - start)]
        at = end
    pieces.append(text[at:])
    return "".join(pieces)
