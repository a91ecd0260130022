"""Places: which part of an article is its headline, which parts are captions."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from framing.corpus.batch import Batch
from framing.corpus.cleaning import caption_spans
from framing.corpus.page import Page
from framing.segmentation.spans import Paragraphs, Span

__all__ = ["places"]

_LONGEST_HEADLINE = 25
_LONGEST_HEAD = 2000
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_FINAL_STOP = re.compile(r"\.[\"'’”»)\]]*$")


def places(batch: Batch, found: Paragraphs) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the headlines and the captions of a batch, as spans of its buffer.

    A headline is the title where it heads the text; else the first paragraph that is neither
    furniture nor a date, if it has at most 25 words and no final full stop.
    """
    starts, ends = found.start.tolist(), found.end.tolist()
    headlines: list[Span] = []
    captions: list[Span] = []
    number = 0
    bases = batch.bases.tolist()
    for article, text in enumerate(batch.texts):
        first = number
        while number < len(found) and starts[number] < bases[article + 1]:
            number += 1
        base, title = bases[article], batch.titles[article]
        headline = _headline(Page(text[:_LONGEST_HEAD], title), base, list(zip(starts[first:number],ends[first:number])))
        if headline:
            headlines.append(headline)
        known = caption_spans(text, batch.left_out[article], title=title)
        captions += [(base + start, base + end) for start, end in known]
    return _array(headlines), _array(captions)


def _headline(page: Page, base: int, found: Sequence[Span]) -> Span | None:
    if 0 <= page.title_line <= page.head:
        line = page.lines[page.title_line]
        return base + line.start, base + line.end
    if page.headline < 0:
        return None
    start = base + page.lines[page.headline].start
    paragraph = next((p for p in found if p[1] > start), None)
    if paragraph is None or paragraph[1] - paragraph[0] > _LONGEST_HEAD:
        return None
    text = page.text[start - base : paragraph[1] - base]
    words = len(_WORD.findall(text))
    if 0 < words <= _LONGEST_HEADLINE and not _FINAL_STOP.search(text):
        return start, paragraph[1]
    return None


def _array(spans: Sequence[Span]) -> NDArray[np.int64]:
    return np.array(spans, dtype=np.int64).reshape(-1, 2)
