"""What each character is, for finding words: one class per code point, looked up by table."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "APOSTROPHE",
    "APOSTROPHES",
    "HYPHENS",
    "OTHER",
    "QUOTATION_MARKS",
    "SKIP",
    "SKIPPED",
    "WORD",
    "character_classes",
    "code_points",
    "fold",
    "fold_all",
]

OTHER, WORD, APOSTROPHE, SKIP = 0, 1, 2, 3
"""Classes of characters: everything else, in a word, in a word between letters, transparent.

The odd ones are inside words wherever they stand.
"""

APOSTROPHES = "'’‘ʼʻ‛＇`´"
HYPHENS = "-‐‑‒–−﹣－"
"""Hyphens, and the short dashes that print uses as such (not the em dash)."""
SKIPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u180e"
QUOTATION_MARKS = "\"'`´“”„‟‘’‚‛«»‹›″′＂＇「」『』《》"

_WORD_CATEGORIES = frozenset("LMN")


def code_points(text: str) -> NDArray[np.uint32]:
    """Return the text's code points, one a character."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def character_classes(points: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """Return the class of each code point."""
    pages = np.flatnonzero(np.bincount(points >> 8, minlength=1))
    for page in pages[~_filled[pages]].tolist():
        _fill(page)
    return _classes[points]


_classes = np.zeros(0x110000, np.uint8)
_filled = np.zeros(0x1100, bool)
"""Classes by code point, and the pages of 256 whose classes are known: most texts need three."""


def _fill(page: int) -> None:
    for point in range(256 * page, 256 * page + 256):
        character = chr(point)
        if character in APOSTROPHES:
            _classes[point] = APOSTROPHE
        elif character in SKIPPED:
            _classes[point] = SKIP
        elif unicodedata.category(character)[0] in _WORD_CATEGORIES:
            _classes[point] = WORD
    _filled[page] = True


_ALIKE = str.maketrans(
    {**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(HYPHENS, "-"), **dict.fromkeys(SKIPPED)}
)


def fold(text: str, *, case: bool = False, accents: bool = False) -> str:
    """Return the form of a text that is compared: NFC, apostrophes and hyphens alike.

    Parameters
    ----------
    case
        Keep upper and lower case apart.
    accents
        Keep accents; else marks are taken off their letters.
    """
    if text.isascii():
        text = text.replace("`", "'")
        return text if case else text.lower()
    text = text.translate(_ALIKE)
    text = unicodedata.normalize("NFC", text)
    if not case:
        text = unicodedata.normalize("NFC", text.casefold())
    if not accents:
        decomposed = unicodedata.normalize("NFD", text)
        text = unicodedata.normalize(
            "NFC", "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
        )
    return text


def fold_all(words: Sequence[str], *, case: bool = False, accents: bool = False) -> list[str]:
    """Return the folded form of many words; of those in ASCII all at once."""
    simple = list(words)
    special = [i for i, is_simple in enumerate(map(str.isascii, words)) if not is_simple]
    for i in special:
        simple[i] = ""
    together = "\n".join(simple).replace("`", "'")
    forms = (together if case else together.lower()).split("\n")
    if len(forms) != len(simple):
        return [fold(word, case=case, accents=accents) for word in words]
    for i in special:
        forms[i] = fold(words[i], case=case, accents=accents)
    return forms
