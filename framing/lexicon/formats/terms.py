"""A foreign entry as a term of a pack: what can be found, and what must be noted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from framing.lexicon.formats.draft import Reading, Word
from framing.lexicon.pattern import PatternError, check_term

__all__ = ["as_term", "squeeze"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]+")
_PLAIN = re.compile(r"[^\W_]+(?:[-' ][^\W_]+)*\*?")
_REGULAR = re.compile(r"\\[a-zA-Z]|\[[^\]]{1,50}\]|\.[*+]|\([^()|]{0,50}\||\w[+$]$|^\^|\{\d")
_LETTERS = 3
"""Letters or digits that must be left where signs at the ends of an entry can't be matched."""


def squeeze(text: str) -> str:
    """Return a text with white space as single spaces and without control characters."""
    return " ".join(_CONTROL.sub(" ", text).split())


def as_term(word: Word, reading: Reading) -> str | None:
    """Return the term to match, or None where the entry can't be matched; notes tell why.

    Signs at an entry's ends are not matched here. Where what is left is a word, the entry stays
    and that is noted; where it is hardly a word (`:d`, `<3`), the entry is left out, because it
    would be found everywhere.
    """
    term = squeeze(word.term)
    if _PLAIN.fullmatch(term) and len(term) < 200:
        return term

    def note(kind: str, message: str) -> None:
        reading.note(word.line, kind, f"'{term:.40}' {message}")

    try:
        check_term(term)
    except PatternError as e:
        reading.note(word.line, "left out", f"{e}; left out")
        return None
    return _without_signs(term, note)


def _without_signs(term: str, note: Callable[[str, str], None]) -> str | None:
    letters = [i for i, c in enumerate(term) if unicodedata.category(c)[0] in "LMN"]
    inside = [i for i, c in enumerate(term) if c in "*?"] + letters
    begin, end = min(inside), max(inside) + 1
    if begin or term[end:].strip("."):
        if len(letters) < _LETTERS:
            note("left out", "is made of signs, which are not matched; left out")
            return None
        note("signs", f"is found without the signs at its ends, as '{term[begin:end]:.40}'")
    if _REGULAR.search(term):
        note("patterns", "looks like a regular expression and is read as it stands, * and ? aside")
    elif not letters:
        note("wildcards", "finds any word")
    elif "_" in term[begin:end]:
        note("signs", "holds an underscore, which must stand in the text")
    return term
