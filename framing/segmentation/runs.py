"""Runs: layers of reported, direct and short-marked speech, laid over each other and cut up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.evidence import VOICES
from framing.segmentation.characters import Places

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
    order = order[columns[0, order] < columns[1, order]]
    start, end, voice, speaker = columns[:, order]
    below = _below(start, end)
    crosses = (below >= 0) & (end > end[below])
    if crosses.any():
        article = np.cumsum(is_ground[order])
        busy = np.isin(article, article[crosses])
        end[busy] = _without_crossings(start[busy], end[busy])
        below = _below(start, end)
    edge, stop, top = _cut(start, end, below)
    outer = np.append(np.where(is_ground[order], -1, voice), -1)[below]
    return Runs(
        edge,
        stop,
        voice[top].astype(np.int8),
        outer[top].astype(np.int8),
        _inherited(speaker, below)[top].astype(np.int32),
        tuple(speakers),
    )


def _below(start: Places, end: Places) -> Places:
    """Return for each layer the innermost one that holds it, −1 for none.

    One round for each depth; marks inside marks are not deeper than a few. Of a layer that crosses
    another, and ends behind what is given for it, nothing more is known.
    """
    below = np.full(len(start), -1)
    left = np.arange(len(start))
    while len(left):
        taken = np.append(-1, np.maximum.accumulate(end[left]))[:-1]
        outermost = start[left] >= taken
        holder = left[np.maximum.accumulate(np.where(outermost, np.arange(len(left)), 0))]
        left, holder = left[~outermost], holder[~outermost]
        below[left] = holder
        left = left[end[left] <= end[holder]]
    return below


def _without_crossings(start: Places, end: Places) -> Places:
    """Let each layer end with the one that it begins in."""
    ends: list[int] = end.tolist()
    around: list[int] = []
    for number, first in enumerate(start.tolist()):
        while around and around[-1] <= first:
            around.pop()
        if around:
            ends[number] = min(ends[number], around[-1])
        around.append(ends[number])
    return np.array(ends, np.int64)


def _cut(start: Places, end: Places, below: Places) -> tuple[Places, Places, Places]:
    """Return where runs begin and end, and which layer is on top in each."""
    edges = np.sort(np.concatenate([start, end]))
    edges = edges[np.diff(edges, prepend=-1) > 0]
    edge, stop = edges[:-1], edges[1:]
    top = np.searchsorted(start, edge, side="right") - 1
    over = np.flatnonzero(end[top] <= edge)
    while len(over):
        top[over] = below[top[over]]
        over = over[top[over] >= 0]
        over = over[end[top[over]] <= edge[over]]
    covered = top >= 0
    return edge[covered], stop[covered], top[covered]


def _inherited(speaker: Places, below: Places) -> Places:
    """Return who speaks in each layer: where nobody is named, who speaks in the one around it."""
    who, around = speaker.copy(), below
    while np.any(unnamed := (who < 0) & (around >= 0)):
        who[unnamed] = speaker[around[unnamed]]
        around = np.where(unnamed, below[around], -1)
    return who
