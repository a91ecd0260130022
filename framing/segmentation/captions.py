"""Captions of a batch; only pages that a fast look cannot clear of them are read as pages."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.corpus.batch import Batch
from framing.corpus.cleaning import caption_spans
from framing.corpus.credits import CREDIT_ENDS, CREDIT_WORDS, credit_start
from framing.corpus.lines import SHORT, first_two_words, first_word
from framing.corpus.page import IMAGE_CAPTION, say_the_same
from framing.segmentation.characters import UNSEEN, UPPER, WORD, Characters, Flags, Places
from framing.segmentation.spans import Lines

__all__ = ["captions"]

_MOST_MARKS, _COMPARED = 3, 8
_BRACKETS = np.array(sorted({ord(end[0]) for end in CREDIT_ENDS}), np.uint32)
_FULL_STOP, _BLANK = ord("."), ord(" ")
_LABELS = (*CREDIT_WORDS, *IMAGE_CAPTION)
_INITIALS, _SECONDS = (
    np.array(sorted({ord(label[i]) for label in _LABELS}), np.uint32) for i in (0, 1)
)
_A, _Z, _SMALL = ord("a"), ord("z"), np.uint32(0x20)


def captions(batch: Batch, seen: Characters, lines: Lines) -> NDArray[np.int64]:
    """Return the captions of a batch, as spans of its texts laid end to end.

    Parameters
    ----------
    batch
        The articles.
    seen
        Their texts with a break behind each.
    lines
        Their lines.
    """
    found = []
    for article in _articles_in_doubt(batch, seen, lines):
        base = int(batch.bases[article])
        known = caption_spans(
            batch.texts[article], batch.left_out[article], title=batch.titles[article]
        )
        found += [(base + first, base + after) for first, after in known]
    return np.array(found, np.int64).reshape(-1, 2)


def _articles_in_doubt(batch: Batch, seen: Characters, lines: Lines) -> list[int]:
    """Return the articles that may hold captions.

    A caption has a label or a credit, or says the line before it again.
    """
    article = batch.article_of(lines.start)
    short = lines.end - lines.start <= SHORT
    labelled = batch.article_of(np.array(_labels(seen), np.int64)).tolist()
    doubtful = {*labelled, *article[np.array(_credited(seen, lines, short), np.int64)].tolist()}
    pairs = np.flatnonzero(short[1:] & short[:-1] & (article[1:] == article[:-1]))
    pairs = pairs[_begin_alike(seen, lines, pairs)]
    hides = np.isin(article[pairs], batch.article_of(seen.places(UNSEEN)))
    columns = (article[pairs], pairs, hides)
    for number, i, hidden in zip(*(column.tolist() for column in columns), strict=True):
        if number not in doubtful and _says_again(seen, lines, i, hidden):
            doubtful.add(number)
    return sorted(doubtful)


def _credited(seen: Characters, lines: Lines, short: Flags) -> list[int]:
    """Return the short lines that end in a credit in brackets."""
    start, end = lines
    last = end - 1 - (seen.points[end - 1] == _FULL_STOP)
    ending = np.flatnonzero(short & np.isin(seen.points[last], _BRACKETS))
    return [i for i in ending.tolist() if credit_start(seen.text[start[i] : end[i]]) is not None]


def _says_again(seen: Characters, lines: Lines, i: int, hidden: bool) -> bool:
    """Tell whether the line after line i says the same.

    Where characters that nobody sees may hide in words, only the first word is compared.
    """
    start, end = lines
    one, two = seen.text[start[i] : end[i]], seen.text[start[i + 1] : end[i + 1]]
    begins = first_word if hidden else first_two_words
    return begins(one) == begins(two) and say_the_same(one, two)


def _labels(seen: Characters) -> list[int]:
    """Return where labels of captions and credits stand; each begins with a capital."""
    at = seen.places(UPPER)
    at = at[np.isin(seen.points[at], _INITIALS)]
    at = at[np.isin(seen.points[at + 1], _SECONDS)]
    return [place for place in at.tolist() if seen.text.startswith(_LABELS, place)]


def _begin_alike(seen: Characters, lines: Lines, which: Places) -> Flags:
    """Tell which lines begin like the next, as far as a look at their plain letters goes."""
    words = _first_words(seen, lines)
    one, two = words[which], words[which + 1]
    alike = np.ones(len(one), bool)
    left = np.arange(len(one))
    for step in range(_COMPARED):
        first, second = (
            seen.points[np.minimum(at[left] + step, len(seen) - 1)] | _SMALL for at in (one, two)
        )
        is_first, is_second = ((point >= _A) & (point <= _Z) for point in (first, second))
        ends = (is_first & (second == _BLANK)) | (is_second & (first == _BLANK))
        letters = is_first & is_second
        alike[left[ends | (letters & (first != second))]] = False
        left = left[letters & (first == second)]
    return alike


def _first_words(seen: Characters, lines: Lines) -> Places:
    """Return where the words of lines begin behind a few marks."""
    at, end = lines
    for _ in range(_MOST_MARKS):
        is_mark = ~seen.has(at, WORD) & (seen.points[at] != ord("_"))
        at = at + (is_mark & (at < end - 1))
    return at
