"""Packs made in memory, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from framing.lexicon.matcher import Matcher
from framing.lexicon.pack import Category, Entry, LexiconPack
from framing.lexicon.tokens import tokenize


def entry(term: str | Entry | Mapping[str, Any]) -> Entry:
    if isinstance(term, Entry):
        return term
    return Entry(term) if isinstance(term, str) else Entry(**term)


def pack_of(categories: Mapping[str, Sequence[Any]], **fields: Any) -> LexiconPack:
    """A flat pack: category name → entries, as words, mappings or `Entry`."""
    ignore = tuple(map(entry, fields.pop("ignore", ())))
    made = tuple(
        Category(name, name, entries=tuple(map(entry, entries)))
        for name, entries in categories.items()
    )
    return LexiconPack("made_up", "1.0.0", categories=made, ignore=ignore, **fields)


def surfaces(pack: LexiconPack, text: str) -> list[tuple[str, str]]:
    """(category, surface) of every match, in order."""
    return [(c, text[s:e]) for c, s, e in spans(pack, text)]


def spans(pack: LexiconPack, text: str) -> list[tuple[str, int, int]]:
    matcher, tokens = Matcher(pack), tokenize(text)
    found = matcher.find(tokens, np.zeros(len(tokens), np.int64))
    rows = zip(found.entry.tolist(), found.start.tolist(), found.end.tolist(), strict=True)
    return [(matcher.categories[n], start, end) for n, start, end in rows]
