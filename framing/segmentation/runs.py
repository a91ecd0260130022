"""Runs: layers of reported, direct and short-marked speech, laid over each other and cut up."""

from __future__ import annotations

from collections.abc import Sequence
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

class Layer(NamedTuple):
    """A stretch in one voice; what lies inside it and was added later covers it.

    `speaker` is a number in the list of speakers, −1 for none.
    """

    start: int
    end: int
    voice: int
    speaker: int


class Layers(NamedTuple):
    """Layers as columns, in order of their beginnings, the outer before the inner."""

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    voice: NDArray[np.int64]
    speaker: NDArray[np.int64]


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
    articles: NDArray[np.int64], layers: Layers, speakers: Sequence[tuple[str, str]]
) -> Runs:
    """Cut each article's span at the edges of the layers that lie in it.

    Parameters
    ----------
    articles
        Spans of the articles, in order.
    layers
        The layers; where one crosses another, it ends with that.
    speakers
        What the layers' speakers are numbers of.
    """
    ground = np.full((2, len(articles)), [[AUTHORIAL], [-1]])
    columns = np.hstack([np.vstack([articles.T, ground]), np.stack(layers)])
    is_ground = np.arange(columns.shape[1]) < len(articles)
    order = np.argsort(columns[0], kind="stable")
    start, end, voice, speaker = columns[:, order]
    outer = np.append(np.where(is_ground[order], -1, voice), -1)
    cuts = _cut(start.tolist(), end.tolist(), speaker.tolist())
    edge, stop, top, below, who = (np.array(column, np.int64) for column in cuts)
    return Runs(
        edge,
        stop,
        voice[top].astype(np.int8),
        outer[below[top]].astype(np.int8),
        who[top].astype(np.int32),
        tuple(speakers),
    )


def _cut(start: list[int], end: list[int], speaker: list[int]) -> tuple[list[int], ...]:
    """Cut at each edge of a layer, with a stack of the layers that are open.

    Return where each run begins and ends and which layer is on top there; and of each layer the
    one below it, −1 for none, and who speaks in it: where nobody is named, who speaks below.
    """
    edges, stops, tops = [], [], []
    below, who = [-1] * len(start), list(speaker)
    stack: list[int] = []
    at = 0
    for number, first in enumerate((*start, max(end, default=0))):
        while stack and end[stack[-1]] <= first:
            top = stack.pop()
            if at < end[top]:
                edges.append(at)
                stops.append(end[top])
                tops.append(top)
                at = end[top]
        if stack:
            top = below[number] = stack[-1]
            if at < first:
                edges.append(at)
                stops.append(first)
                tops.append(top)
            end[number] = min(end[number], end[top])
            if who[number] < 0:
                who[number] = who[top]
        at = first
        if number < len(start) and end[number] > first:
            stack.append(number)
    return edges, stops, tops, below, who
