"""What each character is, for finding words: the bits of each code point, looked up by table."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from framing.lexicon.class_table import ClassTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "APOSTROPHE",
    "APOSTROPHES",
    "CLASSES",
    "DIGIT",
    "HYPHENS",
    "JOINING",
    "LETTER",
    "POINT",
    "QUOTATION_MARKS",
    "SKIP",
    "SKIPPED",
    "SPACE",
    "WORD",
    "code_points",
    "fold",
    "fold_all",
]

WORD, APOSTROPHE, SKIP, SPACE, JOINING, POINT, LETTER, DIGIT = (1 << i for i in range(8))
"""Bits of a character. In the words of the matcher: inside wherever it stands, inside between such,
transparent. In words with their hyphens: white space, inside between letters, inside between
digits, inside wherever it stands, a digit (and a letter, too)."""

APOSTROPHES = "'’‘ʼʻ‛＇`´"
HYPHENS = "-‐‑‒–−﹣－"
"""Hyphens, and the short dashes that print uses as such (not the em dash)."""
SKIPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u180e"
QUOTATION_MARKS = "\"'`´“”„‟‘’‚‛«»‹›″′＂＇「」『』《》"

_WORD_CATEGORIES = frozenset("LMN")
_JOINING = "'’-‐‑"


def code_points(text: str) -> NDArray[np.uint32]:
    """Return the text's code points, one a character."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _class(character: str) -> int:
    if character in APOSTROPHES:
        found = APOSTROPHE
    elif character in SKIPPED:
        found = WORD + SKIP
    else:
        found = WORD * (unicodedata.category(character)[0] in _WORD_CATEGORIES)
    letter = character.isalnum() or character == "_" or "\u0300" <= character <= "\u036f"
    found += LETTER * letter + DIGIT * character.isdecimal() + SPACE * character.isspace()
    return found + JOINING * (character in _JOINING) + POINT * (character in ".,")


CLASSES = ClassTable(_class)

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
