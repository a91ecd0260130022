"""Runs: layers of reported, direct and short-marked speech, laid over each other and cut up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.evidence import VOICES

__all__ = ["AUTHORIAL", "DIRECT", "INDIRECT", "SCARE", "Layer", "Runs", "runs_of"]

AUTHORIAL = VOICES.index("authorial")
SCARE = VOICES.index("scare")
DIRECT = VOICES.index("direct")
INDIRECT = VOICES.index("indirect")

_Row = tuple[int, int, int, int, int]
_Open = tuple[int, int, int, int]
"""An open layer: where it ends, its voice, the one around it, who speaks."""


class Layer(NamedTuple):
    """A stretch in one voice; what lies inside it and was added later covers it.

    `speaker` is a number in the list of speakers, −1 for none.
    """

    start: int
    end: int
    voice: int
    speaker: int


@dataclass(frozen=True)
class Runs:
    """Every text of a batch, cut into stretches of one voice.

    Parameters
    ----------
    start, end
        Half-open offsets into the batch's buffer, in order, without gap or overlap inside an
        article.
    voice, outer
        Codes in the order of `VOICES`; the outer voice is −1 where none encloses the run.
    speaker
        Number in `speakers`, −1 for none.
    speakers
        Words that name a source, and its role.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    voice: NDArray[np.int8]
    outer: NDArray[np.int8]
    speaker: NDArray[np.int32]
    speakers: tuple[tuple[str, str], ...]

    def __len__(self) -> int:
        return len(self.start)


def runs_of(
    articles: Iterable[tuple[int, int]],
    layers: Sequence[Layer],
    speakers: Sequence[tuple[str, str]],
) -> Runs:
    """Cut each article's span at the edges of the layers that lie in it.

    Parameters
    ----------
    articles
        Spans of the articles, in order.
    layers
        In order of their beginnings, the outer before the inner, none crossing another.
    speakers
        What the layers' speakers are numbers of.
    """
    rows: list[_Row] = []
    number = 0
    for start, end in articles:
        first = number
        while number < len(layers) and layers[number].start < end:
            number += 1
        rows += _cut(start, end, layers[first:number])
    table = np.array(rows, dtype=np.int64).reshape(-1, 5)
    return Runs(
        table[:, 0].copy(),
        table[:, 1].copy(),
        table[:, 2].astype(np.int8),
        table[:, 3].astype(np.int8),
        table[:, 4].astype(np.int32),
        tuple(speakers),
    )


def _cut(start: int, end: int, layers: Sequence[Layer]) -> list[_Row]:
    """Cut one article: a stack of the layers that are open, and a row at each change."""
    rows: list[_Row] = []
    stack: list[_Open] = []
    around: _Open = (end, AUTHORIAL, -1, -1)
    at = start
    for first, last, voice, speaker in (*layers, Layer(end, end, AUTHORIAL, -1)):
        while stack and around[0] <= first:
            if at < around[0]:
                rows.append((at, *around))
                at = around[0]
            around = stack.pop()
        if at < first:
            rows.append((at, first, *around[1:]))
            at = first
        stop = min(last, around[0])
        if stop > first:
            outer = around[1] if stack else -1
            stack.append(around)
            around = (stop, voice, outer, speaker if speaker >= 0 else around[3])
    return rows
