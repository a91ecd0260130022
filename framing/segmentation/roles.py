"""Roles of sources: what the words that name them tell, by the pack `speaker_roles`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from framing.lexicon.service import service_words

__all__ = ["REMEMBERED", "is_role_word", "role_among", "role_of"]

REMEMBERED = 1 << 15
"""So many words for sources are remembered with what they tell: most sources speak again."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LONGEST = 4


@lru_cache(maxsize=REMEMBERED)
def role_of(words: str, language: str) -> str:
    """Return the role that the words of a source tell: the longest entry, then the first."""
    return role_among(_WORD.findall(words), language)


def role_among(words: Sequence[str], language: str) -> str:
    """Return the role that some words tell, one by one."""
    known, heads = _roles(language), _heads(language)
    tokens = "\n".join(words).lower().replace("’", "'").replace("'s\n", "\n").split("\n")
    tokens[-1] = tokens[-1].removesuffix("'s")
    found, longest = "", 0
    for i, token in enumerate(tokens):
        most = heads.get(token, 0)
        if most <= longest:
            continue
        for length in range(min(most, len(tokens) - i), longest, -1):
            role = known.get(tuple(tokens[i : i + length]))
            if role:
                found, longest = role, length
                break
    return found


def is_role_word(word: str, language: str) -> bool:
    """Tell whether a single word, in small letters, is an entry of the pack `speaker_roles`."""
    return (word,) in _roles(language)


@cache
def _roles(language: str) -> dict[tuple[str, ...], str]:
    roles: dict[tuple[str, ...], str] = {}
    for role, entries in service_words("speaker_roles", language).items():
        for entry in entries:
            roles.setdefault(tuple(entry.lower().replace("’", "'").split()), role)
    return roles


@cache
def _heads(language: str) -> dict[str, int]:
    """Return the words with which an entry begins, and how long the longest of each is."""
    heads: dict[str, int] = {}
    for entry in _roles(language):
        if entry:
            heads[entry[0]] = max(heads.get(entry[0], 0), min(len(entry), _LONGEST))
    return heads
