"""The words of a buffer as the rules of voice see them: with their hyphens, and single marks.

Most of them are the matcher's words, whose numbers are known; what it parts otherwise (hyphened
words, numbers) and marks are looked up in the same vocabulary.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.lexicon.byte_text import ByteText
from framing.lexicon.characters import DIGIT, JOINING, LETTER, POINT, SPACE
from framing.lexicon.tokens import Tokens
from framing.segmentation.word_classes import Forms

__all__ = ["Words", "words_of"]

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Words:
    """Words and single marks, in order.

    Parameters
    ----------
    start, end
        Half-open offsets into the buffer, in code points.
    form
        Number of each among the language's forms.
    capital
        Whether it begins with a capital.
    """

    start: Places
    end: Places
    form: NDArray[np.int32]
    capital: NDArray[np.bool_]


def words_of(tokens: Tokens, forms: Forms) -> Words:
    """Return the words of the buffer that the matcher's tokens are of."""
    source = tokens.source
    start, end, number, known = _spans(tokens)
    own = np.flatnonzero(~known)
    number[own] = tokens.vocabulary.number(source, start[own], end[own])
    both = forms.of(tokens.vocabulary, number)
    return Words(source.points(start), source.points(end), both >> 1, (both & 1).astype(bool))


def _spans(tokens: Tokens) -> tuple[Places, Places, Places, Flags]:
    """Return the spans of words and marks in bytes, the numbers of tokens, and which are such."""
    begins, ends = _edges(tokens.source)
    start, end = np.flatnonzero(begins), np.flatnonzero(ends)
    end += 1
    token_begins = np.zeros(len(begins), bool)
    token_begins[tokens.byte_start] = True
    known = token_begins[start]
    here, token = np.flatnonzero(known), np.flatnonzero(begins[tokens.byte_start])
    number = np.zeros(len(start), np.int64)
    number[here] = tokens.word[token]
    known[here] = tokens.byte_end[token] == end[here]
    return start, end, number, known


def _edges(source: ByteText) -> tuple[Flags, Flags]:
    """Return the first and last bytes of words, with what joins them inside, and of marks."""
    classes, leads = source.classes, source.leads
    flags = np.zeros(len(source) + 2, bool)
    inside = flags[1:-1]
    np.greater_equal(classes, LETTER, out=inside)
    source.join(JOINING, inside, inside)
    source.join(POINT, classes >= DIGIT, inside)
    mark = ~inside & (classes & np.uint8(SPACE) == 0)
    begins = (inside & ~flags[:-2]) | (mark & leads)
    ends = inside & ~flags[2:]
    ends[:-1] |= mark[:-1] & leads[1:]
    ends[-1:] |= mark[-1:]
    return begins, ends
