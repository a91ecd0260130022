"""Which texts a page holds: articles whole while there is room, else the sentences of matches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from framing.report.study import Study

__all__ = ["Piece", "pieces_of"]

_SHARE_OF_WHOLE = 4


class Piece(NamedTuple):
    """A stretch of an article's text, and where it begins in it."""

    start: int
    text: str


def pieces_of(
    study: Study, matches: pa.Table, articles: NDArray[np.int64], speech: pa.Table, *, room: int
) -> list[list[Piece]]:
    """Return the pieces of each article, together no more than `room` bytes.

    If the texts do not all fit, the first articles are whole up to a quarter of the room, and the
    rest goes to sentences: the first of each category, group and voice, then the second, and so
    on; then passages of speech.
    """
    texts = study.features.texts
    pieces: list[list[Piece]] = [[] for _ in range(len(study.features))]
    sizes = np.asarray(pc.binary_length(texts).to_numpy(zero_copy_only=False), dtype=np.int64)
    whole = np.flatnonzero(
        np.cumsum(sizes) <= (room if sizes.sum() <= room else room // _SHARE_OF_WHOLE)
    )
    for i in whole:
        pieces[i].append(Piece(0, texts[int(i)].as_py()))
    left = room - int(sizes[whole].sum())
    there: set[tuple[int, int, int]] = set()
    full = {int(i) for i in whole}
    for article, start, end, text in _wanted(study, matches, articles, speech, full):
        if (article, start, end) in there:
            continue
        left -= len(text.encode("utf-8", errors="replace"))
        if left < 0:
            break
        there.add((article, start, end))
        pieces[article].append(Piece(start, text))
    return pieces


def _wanted(
    study: Study, matches: pa.Table, articles: NDArray[np.int64], speech: pa.Table, full: set[int]
) -> Iterator[tuple[int, int, int, str]]:
    """Give the sentences of articles that are not there whole, the most wanted first."""
    names = ("sentence_start", "sentence_end", "sentence")
    columns = [matches.column(name) for name in names]
    for row in _in_turn(study, matches, articles):
        article = int(articles[row])
        if article not in full:
            start, end, text = (column[int(row)].as_py() for column in columns)
            yield article, start, end, text
    if not len(study.features.texts):
        return
    names = ("article", "sentence_start", "sentence_end")
    for article, start, end in zip(*(speech.column(n).to_pylist() for n in names), strict=True):
        if article not in full:
            yield article, start, end, study.features.texts[article].as_py()[start:end]


def _in_turn(study: Study, matches: pa.Table, articles: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the rows so that each category, group and voice has its first match before others."""
    if not matches.num_rows:
        return np.empty(0, dtype=np.int64)
    _, groups = study.features.groups(study.by)
    cells: Any = matches.select(["pack", "category", "voice"]).to_pandas()
    cells["group"] = groups[articles]
    rank = cells.groupby(list(cells.columns), sort=False).cumcount().to_numpy()
    return np.argsort(rank, kind="stable")
