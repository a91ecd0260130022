"""Places: which part of an article is its headline, which parts are captions."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from framing.corpus.batch import BREAK, Batch
from framing.corpus.lines import Line
from framing.corpus.page import Page, opens_with_prose
from framing.segmentation.captions import captions
from framing.segmentation.characters import Characters
from framing.segmentation.spans import Lines, Paragraphs, Span, lines_of_texts

__all__ = ["places"]

_LONGEST_HEADLINE = 25
_LONGEST_HEAD = 2000
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_FINAL_STOP = re.compile(r"\.[\"'’”»)\]]*$")


def places(
    batch: Batch, seen: Characters, found: Paragraphs
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the headlines and the captions of a batch, as spans of its buffer.

    A headline is the title where it heads the text; else the first paragraph that is neither
    furniture nor a date, if it has at most 25 words and no final full stop.

    Parameters
    ----------
    batch, seen
        The articles and their buffer.
    found
        Its paragraphs.
    """
    whole = seen
    if any(batch.left_out):
        whole = Characters("".join(text + BREAK for text in batch.texts))
    lines = lines_of_texts(whole)
    headlines = list(_headlines(batch, lines, found))
    return np.array(headlines, np.int64).reshape(-1, 2), captions(batch, whole, lines)


def _headlines(batch: Batch, lines: Lines, found: Paragraphs) -> Iterator[Span]:
    """Yield the headlines; no page is made where the first line is plainly prose."""
    bases = batch.bases
    stops = np.minimum(bases[:-1] + _LONGEST_HEAD, bases[1:])
    first, after = np.searchsorted(lines.start, [bases[:-1], stops])
    n_lines = (after - first).tolist()
    opening = zip(*(column[first[after > first]].tolist() for column in lines), strict=True)
    for article, text in enumerate(batch.texts):
        base, stop = bases[article : article + 2].tolist()
        head, title = text[:_LONGEST_HEAD], batch.titles[article]
        start, end = next(opening) if n_lines[article] else (base, base)
        line = Line(start - base, end - base, head[start - base : end - base])
        if not title and end <= stops[article] and opens_with_prose(line, n_lines[article]):
            yield from _as_headline(head, base, stop, start, found)
        else:
            yield from _headline_of_page(Page(head, title), base, stop, found)


def _headline_of_page(page: Page, base: int, stop: int, found: Paragraphs) -> list[Span]:
    if 0 <= page.title_line <= page.head:
        line = page.lines[page.title_line]
        return [(base + line.start, base + line.end)]
    if page.headline < 0:
        return []
    return _as_headline(page.text, base, stop, base + page.lines[page.headline].start, found)


def _as_headline(head: str, base: int, stop: int, start: int, found: Paragraphs) -> list[Span]:
    """Return what follows a place in its paragraph, if it reads as a headline."""
    number = int(np.searchsorted(found.end, start, side="right"))
    if number == len(found) or found.start[number] >= stop:
        return []
    end = int(found.end[number])
    if end - found.start[number] > _LONGEST_HEAD:
        return []
    text = head[start - base : end - base]
    if _FINAL_STOP.search(text) or not 0 < len(_WORD.findall(text)) <= _LONGEST_HEADLINE:
        return []
    return [(start, end)]
