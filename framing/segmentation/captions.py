"""Captions of a batch; only pages that a fast look cannot clear of them are read as pages."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.corpus.batch import Batch
from framing.corpus.cleaning import caption_spans
from framing.corpus.credits import CREDIT_WORDS, credit_start
from framing.corpus.lines import SHORT, key_of
from framing.corpus.page import IMAGE_CAPTION
from framing.segmentation.characters import UPPER, WORD, Characters, Flags, Places
from framing.segmentation.spans import Lines

__all__ = ["captions"]

_MOST_MARKS, _COMPARED = 3, 24
_LABELS = (*CREDIT_WORDS, *IMAGE_CAPTION)
_LABELS_BY_LETTER: NDArray[np.uint8] = np.zeros((3, 0x80), np.uint8)
for _i, _label in np.ndindex(3, len(_LABELS)):
    _LABELS_BY_LETTER[_i, ord(_LABELS[_label][_i])] |= 1 << _label
"""For each of the first letters of labels the labels that have it there, as bits."""
_FULL_STOP, _BLANK = ord("."), ord(" ")
_PLAIN = np.array([ord(c.lower()) if c.isalnum() or c == " " else 0 for c in map(chr, range(0x80))])
"""Letters in lower case, digits and blanks; all else is 0."""


def captions(batch: Batch, seen: Characters, lines: Lines, article: Places) -> NDArray[np.int64]:
    """Return the captions of a batch, as spans of its texts laid end to end.

    Parameters
    ----------
    batch
        The articles.
    seen
        Their texts with a break behind each.
    lines, article
        Their lines, and the article of each.
    """
    found = []
    for number in sorted(_in_doubt(seen, lines, article)):
        base = int(batch.bases[number])
        known = caption_spans(
            batch.texts[number], batch.left_out[number], title=batch.titles[number]
        )
        found += [(base + first, base + after) for first, after in known]
    return np.array(found, np.int64).reshape(-1, 2)


def _in_doubt(seen: Characters, lines: Lines, article: Places) -> set[int]:
    """Return the articles that may hold captions.

    A caption has a label or a credit, or says the line before it again: as a whole, for a line
    with a credit at its end is found by that.
    """
    start, end = lines
    short = end - start <= SHORT
    may_tell = np.flatnonzero(short & (_ends_in_bracket(seen, lines) | _has_label(seen, lines)))
    doubtful: set[int] = set()
    for number, i in zip(article[may_tell].tolist(), may_tell.tolist(), strict=True):
        if number not in doubtful and _is_caption(seen.text[start[i] : end[i]]):
            doubtful.add(number)
    pairs = np.flatnonzero(short[1:] & short[:-1] & (article[1:] == article[:-1]))
    pairs = pairs[_begin_alike(seen, lines, pairs)]
    for number, i in zip(article[pairs].tolist(), pairs.tolist(), strict=True):
        if number not in doubtful:
            both = seen.text[start[i] : end[i]], seen.text[start[i + 1] : end[i + 1]]
            key = key_of(min(both, key=len))
            if key and key == key_of(max(both, key=len)):
                doubtful.add(number)
    return doubtful


def _is_caption(line: str) -> bool:
    return line.startswith(IMAGE_CAPTION) or credit_start(line) is not None


def _ends_in_bracket(seen: Characters, lines: Lines) -> Flags:
    """Tell which lines end in a bracket, before a full stop or not."""
    points = seen.points
    last = points[lines.end - 1 - (points[lines.end - 1] == _FULL_STOP)]
    return np.asarray((last == ord(")")) | (last == ord("]")))


def _has_label(seen: Characters, lines: Lines) -> Flags:
    """Tell which lines hold a label of captions or credits; each begins with a capital."""
    at = seen.places(UPPER)
    labels = np.uint8(0xFF)
    for i, by_letter in enumerate(_LABELS_BY_LETTER):
        labels = labels & by_letter.take(seen.points[at + i], mode="clip")
        at, labels = at[labels > 0], labels[labels > 0]
    found = [place for place in at.tolist() if seen.text.startswith(_LABELS, place)]
    has_label = np.zeros(len(lines.start), bool)
    has_label[np.searchsorted(lines.start, found, side="right") - 1] = True
    return has_label


def _begin_alike(seen: Characters, lines: Lines, which: Places) -> Flags:
    """Tell which lines begin like the next, as far as a look at their plain letters goes."""
    words = _first_words(seen, lines)
    one, two = words[which], words[which + 1]
    alike, spaced = np.ones(len(which), bool), np.ones(len(which), bool)
    left = np.arange(len(which))
    for step in range(_COMPARED):
        first, second = (
            _PLAIN.take(seen.points.take(at[left] + step, mode="clip"), mode="clip")
            for at in (one, two)
        )
        known, same = (first > 0) & (second > 0), first == second
        more_space = spaced & ((first == _BLANK) | (second == _BLANK))
        alike[left[known & ~same & ~more_space]] = False
        left, spaced = left[known & same], (first == _BLANK)[known & same]
    return alike


def _first_words(seen: Characters, lines: Lines) -> Places:
    """Return where the words of lines begin behind a few marks."""
    at, end = lines
    for _ in range(_MOST_MARKS):
        at = at + (~seen.has(at, WORD) & (at < end - 1))
    return at
