"""The formats of dictionaries by the suffixes of their files, and which one a text has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from framing.lexicon.formats.cnodes import looks_like_cnodes
from framing.lexicon.formats.draft import Draft, Reading
from framing.lexicon.formats.lexicoder import (
    looks_like_lc3,
    read_lc3,
    read_lcd,
    write_lc3,
    write_lcd,
)
from framing.lexicon.formats.liwc import looks_like_liwc, read_liwc, write_liwc
from framing.lexicon.formats.liwc22 import looks_like_liwc22, read_liwc22, write_liwc22
from framing.lexicon.formats.losses import Losses
from framing.lexicon.formats.quanteda import looks_like_quanteda, read_quanteda, write_quanteda
from framing.lexicon.formats.separated import looks_like_table, read_table, write_table
from framing.lexicon.formats.wordstat import looks_like_wordstat, read_wordstat, write_wordstat
from framing.lexicon.formats.yoshikoder import read_yoshikoder, write_yoshikoder
from framing.lexicon.pack import LexiconPack

__all__ = ["SUFFIXES", "Format", "format_of"]


@dataclass(frozen=True)
class Format:
    """A format of dictionaries.

    Parameters
    ----------
    name
        As messages call it.
    looks_like
        Tells by its beginning whether a text has this format.
    read, write
        From text to a draft, and from a pack to text.
    carries
        What the format has a place for: `weights`, `descriptions`, `depth`, `totals`.
    """

    name: str
    looks_like: Callable[[str], bool]
    read: Callable[[str, Reading], Draft]
    write: Callable[[LexiconPack, Losses], str]
    carries: frozenset[str]


_LIWC = Format("LIWC", looks_like_liwc, read_liwc, write_liwc, frozenset({"depth"}))
_LIWC22 = Format("LIWC-22", looks_like_liwc22, read_liwc22, write_liwc22, frozenset({"weights"}))
_WORDSTAT = Format(
    "WordStat", looks_like_wordstat, read_wordstat, write_wordstat,
    frozenset({"weights", "depth", "totals"}),
)  # fmt: skip
_YOSHIKODER = Format(
    "Yoshikoder", looks_like_cnodes, read_yoshikoder, write_yoshikoder,
    frozenset({"weights", "descriptions", "depth", "totals"}),
)  # fmt: skip
_LEXICODER = Format(
    "Lexicoder XML", looks_like_cnodes, read_lcd, write_lcd, frozenset({"depth", "totals"})
)
_LEXICODER_3 = Format("Lexicoder 3", looks_like_lc3, read_lc3, write_lc3, frozenset())
_QUANTEDA = Format(
    "quanteda YAML", looks_like_quanteda, read_quanteda, write_quanteda,
    frozenset({"depth", "totals"}),
)  # fmt: skip
_TABLE = Format("table", looks_like_table, read_table, write_table, frozenset({"weights"}))

SUFFIXES: dict[str, Format] = {
    ".dic": _LIWC,
    ".dicx": _LIWC22,
    ".cat": _WORDSTAT,
    ".ykd": _YOSHIKODER,
    ".lcd": _LEXICODER,
    ".lc3": _LEXICODER_3,
    ".yml": _QUANTEDA,
    ".yaml": _QUANTEDA,
    ".csv": _TABLE,
}
"""Suffix → format. A new format is one line here and one file beside this."""

_BY_CONTENT = (_YOSHIKODER, _LIWC22, _LIWC, _LEXICODER_3, _WORDSTAT, _QUANTEDA, _TABLE)
"""Formats in the order in which a text is tried, the surest signs first."""


def format_of(text: str, suffix: str, reading: Reading) -> Format:
    """Return the format that a text has, whatever its file is called; a wrong suffix is noted.

    Raises
    ------
    LexiconError
        If the text looks like no format and the suffix names none.
    """
    named = SUFFIXES.get(suffix.lower())
    if named is not None and named.looks_like(text):
        return named
    found = next((f for f in _BY_CONTENT if f.looks_like(text)), None)
    if found is not None:
        if named is not None:
            reading.note(
                0, "suffix", f"is {found.name} by its content, not {named.name}, and is read so"
            )
        return found
    if named is None:
        raise reading.refusal(
            0,
            "expected a dictionary of LIWC, WordStat, Yoshikoder, Lexicoder, quanteda or a table, "
            "found none of them; name the file by its format: " + ", ".join(SUFFIXES),
        )
    return named
