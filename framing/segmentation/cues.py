"""Cue words: the entries of the pack `reporting_verbs` in one language, ready to be looked up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from framing.lexicon.service import service_words

__all__ = ["Cue", "CueTable", "cue_table"]

Phrase = tuple[str, ...]
Kinds = frozenset[str]

_NONE: Kinds = frozenset()


class Cue(NamedTuple):
    """A cue at words `first` to `after` (half-open), with the categories that list it."""

    first: int
    after: int
    kinds: Kinds


@dataclass(frozen=True)
class CueTable:
    """Cues of one language.

    Parameters
    ----------
    words
        Categories of each cue that is one word.
    phrases
        Longer cues by their first word and then their second, the longest first.
    """

    words: dict[str, Kinds]
    phrases: dict[str, dict[str, tuple[tuple[Phrase, Kinds], ...]]]

    def at(self, words: Sequence[str], i: int) -> list[Cue]:
        """Return the cues that begin at a place, the longest first."""
        word = words[i]
        longer = self.phrases.get(word)
        kinds = self.words.get(word, _NONE)
        if longer is None:
            return [Cue(i, i + 1, kinds)] if kinds else []
        found: list[Cue] = []
        if i + 1 < len(words):
            for phrase, listed in longer.get(words[i + 1], ()):
                if tuple(words[i : i + len(phrase)]) == phrase:
                    found.append(Cue(i, i + len(phrase), listed))
        if kinds:
            found.append(Cue(i, i + 1, kinds))
        return found

    def has(self, word: str, kind: str) -> bool:
        """Tell whether a single word is listed under a category."""
        return kind in self.words.get(word, _NONE)

    def listed(self, *kinds: str) -> frozenset[str]:
        """Return the single words of some categories."""
        wanted = frozenset(kinds)
        return frozenset(word for word, found in self.words.items() if found & wanted)

    def starting(self, *kinds: str) -> frozenset[str]:
        """Return the first words of all cues of some categories."""
        wanted = frozenset(kinds)
        longer = (
            head
            for head, seconds in self.phrases.items()
            if any(found & wanted for group in seconds.values() for _, found in group)
        )
        return self.listed(*kinds) | frozenset(longer)


@cache
def cue_table(language: str) -> CueTable:
    """Return the cues of a language; an empty table if the pack has none."""
    kinds: dict[Phrase, set[str]] = {}
    for category, entries in service_words("reporting_verbs", language).items():
        for entry in entries:
            phrase = tuple(entry.lower().replace("’", "'").split())
            kinds.setdefault(phrase, set()).add(category.rpartition(".")[2])
    groups: dict[str, dict[str, list[tuple[Phrase, Kinds]]]] = {}
    for phrase, found in sorted(kinds.items(), key=lambda item: -len(item[0])):
        if len(phrase) > 1:
            seconds = groups.setdefault(phrase[0], {})
            seconds.setdefault(phrase[1], []).append((phrase, frozenset(found)))
    return CueTable(
        {phrase[0]: frozenset(found) for phrase, found in kinds.items() if len(phrase) == 1},
        {head: {s: tuple(g) for s, g in seconds.items()} for head, seconds in groups.items()},
    )
