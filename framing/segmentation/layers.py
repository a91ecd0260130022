"""Layers of voice: reported, direct and short-marked speech, with who speaks in each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from framing.segmentation.characters import Flags, Places
from framing.segmentation.marked_speech import MarkedSpeech, Rows
from framing.segmentation.runs import DIRECT, INDIRECT, SCARE, Layer, Layers
from framing.segmentation.sentence_reader import Attributed
from framing.segmentation.spans import Span

__all__ = ["layers_of"]

_RANK = np.zeros(max(INDIRECT, DIRECT, SCARE) + 1, np.int64)
_RANK[[INDIRECT, DIRECT, SCARE]] = 0, 1, 2


def layers_of(
    text: str, sentences: NDArray[np.int64], marked: MarkedSpeech, said: Attributed
) -> Layers:
    """Return all layers in order, the outer before the inner.

    Parameters
    ----------
    text, sentences
        The buffer and the spans of its sentences.
    marked
        What marks and dashes set off.
    said
        What the sentences say of their own words.
    """
    direct, inner, short = marked.direct_rows, marked.inner_rows, marked.short_rows
    known = _quote_speakers(text, sentences, direct, said.quote_speakers)
    speakers = [known.get(start, -1) for start in direct[:, 0].tolist()]
    spans = list(zip(short[:, 0].tolist(), short[:, 1].tolist(), strict=True))
    distanced = [span for span in said.distanced if not _touches(spans, span)]
    scare = [Layer(*span, SCARE, said.short_speakers.get(span, -1)) for span in spans + distanced]
    columns = np.hstack(
        [
            _without_overlap(said.reported.T),
            _direct(direct, np.array(speakers, np.int64)),
            _direct(inner, np.full(len(inner), -1)),
            _columns(scare),
        ]
    )
    start, end, voice, _ = columns
    return Layers(*columns[:, np.lexsort((-end, _RANK[voice], start))])


def _columns(layers: Sequence[Layer]) -> NDArray[np.int64]:
    together = np.fromiter(chain.from_iterable(layers), np.int64, 4 * len(layers))
    return together.reshape(-1, 4).T


def _direct(rows: Rows, speakers: Places) -> NDArray[np.int64]:
    return np.stack([rows[:, 0], rows[:, 1], np.full(len(rows), DIRECT), speakers])


def _quote_speakers(
    text: str, sentences: NDArray[np.int64], direct: Rows, known: dict[int, int]
) -> dict[int, int]:
    """Give a quotation that only goes on the speaker of the one before: “…,” he said. “…”."""
    speakers = dict(known)
    near, unclosed = _may_go_on(sentences, direct)
    starts, ends = direct[:, 0].tolist(), direct[:, 1].tolist()
    for i in np.flatnonzero(near | unclosed).tolist():
        if starts[i + 1] in speakers:
            continue
        between = text[ends[i] : starts[i + 1]]
        if "\u2029" in between:
            continue
        if (unclosed[i] and not between.strip()) or (near[i] and "\n" not in between):
            speakers[starts[i + 1]] = speakers.get(starts[i], -1)
    return speakers


def _may_go_on(sentences: NDArray[np.int64], direct: Rows) -> tuple[Flags, Flags]:
    """Tell which quotations end in the same sentence as the next or the one before, or are open.

    One sentence may lie between, if a sentence begins with the next and goes on after it.
    """
    before, following = direct[:-1], direct[1:]
    last = np.searchsorted(sentences[:, 0], before[:, 1]) - 1
    here = np.searchsorted(sentences[:, 0], following[:, 0], side="right") - 1
    leads = sentences[here, 0] == following[:, 0]
    leads &= sentences[here, 1] > following[:, 1]
    return here - last - leads <= 1, before[:, 3] == before[:, 1]


def _touches(spans: Sequence[Span], span: Span) -> bool:
    """Whether one of the ordered spans overlaps a span."""
    i = bisect_right(spans, span[0], key=lambda s: s[1])
    return i < len(spans) and spans[i][0] < span[1]


def _without_overlap(layers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Keep the first of what overlaps, and of the later what sticks out."""
    layers = layers[:, np.lexsort((-layers[1], layers[0]))]
    start, end = layers[0], layers[1]
    taken = np.append(-1, np.maximum.accumulate(end))[:-1]
    kept = (start >= taken) | (end > taken)
    layers[0] = np.maximum(start, taken)
    return layers[:, kept]
