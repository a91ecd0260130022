"""Places: which part of an article is its headline, which parts are captions."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from framing.corpus.batch import BREAK, Batch
from framing.corpus.lines import SHORT, Line
from framing.corpus.page import LONGEST_NAMES, Page, is_never_furniture
from framing.segmentation.captions import captions
from framing.segmentation.characters import Characters, Flags, Places
from framing.segmentation.spans import Lines, Paragraphs, Span, lines_of_texts

__all__ = ["places"]

_LONGEST_HEADLINE = 25
_LONGEST_HEAD = 2000
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_FINAL_STOP = re.compile(r"\.[\"'’”»)\]]*$")
_CLOSES = np.isin(np.arange(0x2020), [ord(mark) for mark in "\"'’”»)]"])
_FULL_STOP, _MOST_CLOSERS = ord("."), 3


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
    article = batch.article_of(lines.start)
    headlines = list(_headlines(batch, whole, lines, article, found))
    return np.array(headlines, np.int64).reshape(-1, 2), captions(batch, whole, lines, article)


def _headlines(
    batch: Batch, seen: Characters, lines: Lines, article: Places, found: Paragraphs
) -> Iterator[Span]:
    """Yield the headlines; only articles that a fast look cannot clear of one are made pages."""
    titled = [number for number, title in enumerate(batch.titles) if title]
    for number in sorted({*titled, *_in_doubt(batch, seen, lines, article, found)}):
        base, stop = batch.bases[number : number + 2].tolist()
        page = Page(batch.texts[number][:_LONGEST_HEAD], batch.titles[number])
        yield from _headline_of_page(page, base, stop, found)


def _in_doubt(
    batch: Batch, seen: Characters, lines: Lines, article: Places, found: Paragraphs
) -> Iterator[int]:
    """Yield articles of which a line may be the headline: it reads as one, and follows no prose."""
    if not len(found):
        return
    rows = np.flatnonzero(lines.start < batch.bases[article] + _LONGEST_HEAD)
    start, end, article = lines.start[rows], lines.end[rows], article[rows]
    may_be = _may_read_as_headline(seen, start, batch.bases[article] + _LONGEST_HEAD, found)
    is_long, is_prose = end - start > LONGEST_NAMES, end - start > SHORT
    early = np.unique(article[may_be & _follow_none(is_long, article)])
    yield from early.tolist()
    late = np.setdiff1d(article[may_be & _follow_none(is_prose, article)], early)
    long = np.flatnonzero(is_long)
    long = long[np.searchsorted(article[long], late)]
    spans = zip(late.tolist(), start[long].tolist(), end[long].tolist(), strict=True)
    for number, first, after in spans:
        if not is_never_furniture(Line(first, after, seen.text[first:after])):
            yield number


def _follow_none(which: Flags, article: Places) -> Flags:
    """Tell which lines follow none of certain lines of their article."""
    before: Places = np.cumsum(which) - which
    return np.asarray(before == before[np.searchsorted(article, article)])


def _may_read_as_headline(
    seen: Characters, start: Places, stop: Places, found: Paragraphs
) -> Flags:
    """Tell what lines may read as headlines: those that no full stop ends in sight."""
    number = np.minimum(np.searchsorted(found.end, start, side="right"), len(found) - 1)
    end = found.end[number]
    last = end - 1
    for _ in range(_MOST_CLOSERS):
        last = last - _CLOSES.take(seen.points[last], mode="clip")
    return np.asarray((seen.points[last] != _FULL_STOP) | (end > stop))


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
