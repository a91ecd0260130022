"""The words of a buffer as the rules of voice see them: with their hyphens, and single marks.

Most of them are the matcher's words, whose numbers are known; what it parts otherwise (hyphened
words, numbers) and marks are looked up in the same vocabulary.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.lexicon.byte_text import ByteText
from framing.lexicon.characters import code_points
from framing.lexicon.class_table import ClassTable
from framing.lexicon.tokens import Tokens
from framing.segmentation.word_classes import Forms

__all__ = ["Words", "words_of"]

_SPACE, _MARK, _JOINING, _POINT, _LETTER, _DIGIT = range(6)
_LONGEST_CHARACTER = 4

Places = NDArray[np.int64]


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
    start, end = _byte_spans(tokens.text, source)
    token = np.zeros(len(source) + 1, np.int32)
    token[tokens.byte_start] = np.arange(len(tokens), dtype=np.int32)
    token = token[start]  # the first token where none begins: its span is another
    number = np.append(tokens.word, 0)[token]
    same = (np.append(tokens.byte_start, -1)[token] == start) & (
        np.append(tokens.byte_end, -1)[token] == end
    )
    own = np.flatnonzero(~same)
    number[own] = tokens.vocabulary.number(source, start[own], end[own])
    both = forms.of(tokens.vocabulary, number)
    return Words(source.points(start), source.points(end), both >> 1, (both & 1).astype(bool))


def _byte_spans(text: str, source: ByteText) -> tuple[Places, Places]:
    """Return the spans of words, with apostrophes, hyphens and points inside, and of marks."""
    classes = _classes(text, source)
    inside = np.zeros(len(classes) + 2, bool)
    inside[1:-1] = classes >= _LETTER
    _join(source, inside, np.flatnonzero(classes == _JOINING), inside.copy())
    digits = np.zeros(len(classes) + 2, bool)
    digits[1:-1] = classes == _DIGIT
    _join(source, inside, np.flatnonzero(classes == _POINT), digits)
    mark = ~inside[1:-1] & (classes != _SPACE)
    leads = (source.bytes & 0xC0) != 0x80
    begins = (inside[1:-1] & ~inside[:-2]) | (mark & leads)
    ends = inside[1:-1] & ~inside[2:]
    ends[:-1] |= mark[:-1] & leads[1:]
    ends[-1:] |= mark[-1:]
    return np.flatnonzero(begins), np.flatnonzero(ends) + 1


def _join(
    source: ByteText, inside: NDArray[np.bool_], last: Places, between: NDArray[np.bool_]
) -> None:
    """Take into words the characters that end at `last` and have the right bytes on both sides.

    `inside` and `between` have one more byte on each side of the text.
    """
    last = last[between[last + 2]]
    first = source.character_starts(last)
    joins = between[first]
    first, last = first[joins], last[joins]
    for step in range(_LONGEST_CHARACTER):
        inside[np.minimum(first + step, last) + 1] = True


def _classes(text: str, source: ByteText) -> NDArray[np.uint8]:
    """Return the class of the character that each byte belongs to."""
    classes = np.frombuffer(source.raw.translate(_CLASSES.of_bytes), np.uint8)
    if source.is_ascii:
        return classes
    classes = classes.copy()
    foreign = np.flatnonzero(source.bytes >= 0x80)
    points = code_points(text)
    points = points[points >= 0x80]
    found = _CLASSES.of(points)
    classes[foreign] = found[np.cumsum(source.bytes[foreign] >= 0xC0) - 1]
    return classes


def _class(character: str) -> int:
    if character.isdecimal():
        return _DIGIT
    if character.isalnum() or character == "_" or "\u0300" <= character <= "\u036f":
        return _LETTER
    if character in "'’-‐‑":
        return _JOINING
    if character in ".,":
        return _POINT
    return _SPACE if character.isspace() else _MARK


_CLASSES = ClassTable(_class)
