"""Cue words: the entries of the pack `reporting_verbs` in one language, ready to be looked up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from framing.lexicon.service import service_words
from framing.segmentation.kinds import NO_KINDS, Kinds

__all__ = ["Cue", "CueTable", "cue_table"]

Phrase = tuple[str, ...]


@dataclass(slots=True)
class Cue:
    """The cue at work: words `first` to `after` (half-open) of a row, and its categories.

    `is_verb` and `is_passive` tell how it reads where it stands, by the words on both sides;
    `before` is the last word before it that is no adverb, `may_own` whether a noun for a claim
    follows soon.
    """

    first: int = 0
    after: int = 0
    kinds: Kinds = NO_KINDS
    is_verb: bool = False
    is_passive: bool = False
    before: int = 0
    may_own: bool = False


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

    @cached_property
    def sets(self) -> tuple[Kinds, ...]:
        """The different sets of categories; the first is empty."""
        longer = (
            kinds
            for seconds in self.phrases.values()
            for group in seconds.values()
            for _, kinds in group
        )
        return tuple(dict.fromkeys((NO_KINDS, *self.words.values(), *longer)))

    @cached_property
    def numbers(self) -> dict[Kinds, int]:
        """The place of each set of categories in `sets`."""
        return {kinds: i for i, kinds in enumerate(self.sets)}

    def longer_at(self, words: Sequence[str], i: int) -> Iterator[tuple[int, int, int]]:
        """Give the cues of several words at a place: it, where each ends, its place in `sets`."""
        for phrase, kinds in self.phrases[words[i]].get(words[i + 1], ()):
            after = i + len(phrase)
            if len(phrase) == 2 or tuple(words[i:after]) == phrase:
                yield i, after, self.numbers[kinds]

    def has(self, word: str, kind: str) -> bool:
        """Tell whether a single word is listed under a category."""
        return kind in self.words.get(word, NO_KINDS)

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
            seconds.setdefault(phrase[1], []).append((phrase, Kinds(found)))
    return CueTable(
        {phrase[0]: Kinds(found) for phrase, found in kinds.items() if len(phrase) == 1},
        {head: {s: tuple(g) for s, g in seconds.items()} for head, seconds in groups.items()},
    )
