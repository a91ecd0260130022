"""Characters that can't be printed with the fonts at hand, written as their numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["missing_characters", "printable", "replaced"]

_BREAK_EVERY = 24
_LONG_WORD = re.compile(rf"\S{{{_BREAK_EVERY + 1},}}")
_WHITE = re.compile(r"[\t\n\r\v\f\u0085\u2028\u2029]+")
_NOT_DISPLAYED = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNPRINTABLE = frozenset({"Cc", "Cs", "Co", "Cn"})


def missing_characters(diagnostic: str) -> set[str]:
    """Return the characters that the typesetter says no font has."""
    found: set[str] = set()
    for text in _NOT_DISPLAYED.findall(diagnostic):
        plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        found.update(char for char in plain if ord(char) > 126 or ord(char) < 32)
    return found


def printable(text: str) -> str:
    """Return the text on one line, with control characters and changes of direction shown."""
    flat = _WHITE.sub(" ", text)
    if flat.isascii() and flat.isprintable():
        return flat
    return "".join(_code(char) if _is_unprintable(char) else char for char in flat)


def replaced(value: Any, missing: Iterable[str]) -> Any:
    """Return nested lists and mappings with the missing characters of their texts as numbers."""
    table = {ord(char): _code(char) for char in missing}
    return _translated(value, table)


def breakable(text: str) -> str:
    """Return the text with places to break in very long words."""
    return _LONG_WORD.sub(_broken, text)


def _translated(value: Any, table: Mapping[int, str]) -> Any:
    if isinstance(value, str):
        return breakable(value.translate(table))
    if isinstance(value, list):
        return [_translated(item, table) for item in value]
    if isinstance(value, dict):
        # formulas are typst's own words, and file names are ours
        kept = ("typst", "path", "kind", "label")
        return {
            key: item if key in kept else _translated(item, table) for key, item in value.items()
        }
    return value


def _is_unprintable(char: str) -> bool:
    return char in _DIRECTIONS or unicodedata.category(char) in _UNPRINTABLE


def _code(char: str) -> str:
    return f"[U+{ord(char):04X}]"


def _broken(match: re.Match[str]) -> str:
    word = match[0]
    pieces = [word[i : i + _BREAK_EVERY] for i in range(0, len(word), _BREAK_EVERY)]
    return "\u200b".join(pieces)
