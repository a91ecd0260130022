"""Layers of voice: reported, direct and short-marked speech, with who speaks in each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from framing.segmentation.marked_speech import MarkedSpeech
from framing.segmentation.quotations import Quotation
from framing.segmentation.runs import DIRECT, INDIRECT, SCARE, Layer
from framing.segmentation.sentence_reader import Attributed
from framing.segmentation.spans import Span

__all__ = ["layers_of"]

_RANK = {INDIRECT: 0, DIRECT: 1, SCARE: 2}


def layers_of(
    text: str, sentences: NDArray[np.int64], marked: MarkedSpeech, said: Attributed
) -> list[Layer]:
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
    speakers = _quote_speakers(text, sentences, marked.direct, said.quote_speakers)
    found = _without_overlap(said.reported)
    found += [Layer(q.start, q.end, DIRECT, speakers.get(q.start, -1)) for q in marked.direct]
    found += [Layer(q[0], q[1], DIRECT, -1) for q in marked.inner_rows.tolist()]
    short = [(q.start, q.end) for q in marked.short]
    found += [Layer(*span, SCARE, said.short_speakers.get(span, -1)) for span in short]
    found += [
        Layer(*span, SCARE, said.short_speakers.get(span, -1))
        for span in said.distanced
        if not _touches(short, span)
    ]
    return sorted(found, key=_place)


def _place(layer: Layer) -> tuple[int, int, int]:
    start, end, voice, _ = layer
    return start, _RANK[voice], -end


def _quote_speakers(
    text: str,
    sentences: NDArray[np.int64],
    direct: Iterable[Quotation],
    known: dict[int, int],
) -> dict[int, int]:
    """Give a quotation that only goes on the speaker of the one before: “…,” he said. “…”."""
    speakers = dict(known)
    starts, ends = sentences[:, 0].tolist(), sentences[:, 1].tolist()
    before: Quotation | None = None
    for q in direct:
        if q.start not in speakers and before and _goes_on(text, starts, ends, before, q):
            speakers[q.start] = speakers.get(before.start, -1)
        before = q
    return speakers


def _goes_on(
    text: str, starts: Sequence[int], ends: Sequence[int], before: Quotation, q: Quotation
) -> bool:
    """Whether a quotation follows in the same or the next sentence, or was never closed.

    One sentence may lie between, if a sentence begins with the quotation and goes on after it.
    """
    between = text[before.end : q.start]
    if "\u2029" in between:
        return False
    if before.inner_end == before.end and not between.strip():
        return True
    last = bisect_left(starts, before.end) - 1
    here = bisect_right(starts, q.start) - 1
    leads = here >= 0 and starts[here] == q.start and ends[here] > q.end
    return here - last - leads <= 1 and "\n" not in between


def _touches(spans: Sequence[Span], span: Span) -> bool:
    """Whether one of the ordered spans overlaps a span."""
    i = bisect_right(spans, span[0], key=lambda s: s[1])
    return i < len(spans) and spans[i][0] < span[1]


def _without_overlap(layers: Iterable[Layer]) -> list[Layer]:
    """Keep the first of what overlaps, and of the later what sticks out."""
    found: list[Layer] = []
    for layer in sorted(layers, key=lambda item: (item.start, -item.end)):
        if found and layer.start < found[-1].end:
            if layer.end > found[-1].end:
                found.append(Layer(found[-1].end, layer.end, layer.voice, layer.speaker))
        else:
            found.append(layer)
    return found
