"""The listed words with their counts by group and voice: names of referents and their entries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from framing.report.model import Filter
from framing.report.study import Study

__all__ = ["ListedWord", "listed_words", "wherever_found"]

_Counts = dict[str, dict[str, int]]


@dataclass(frozen=True, eq=False)
class ListedWord:
    """A name of a referent, which is a set of words, or one entry of it, with its counts.

    Parameters
    ----------
    key, name_key
        What tells it from all others, and its name from all other names.
    referent, name
        The referent's and the name's category.
    entry
        The entry of the pack; none for a name with all its entries.
    judged
        Whether the pack rates the name as damning or praising.
    wanted
        The filter that finds its matches.
    forms
        The forms found, by group and voice.
    n, negated
        Matches, and those of them that are negated, by group and voice.
    """

    key: str
    name_key: str
    referent: str
    name: str
    entry: str
    judged: bool
    wanted: Filter
    forms: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    n: _Counts = field(default_factory=dict)
    negated: _Counts = field(default_factory=dict)

    def count(self, group: str, voice: str) -> int:
        """Return how often a group uses it in a voice."""
        return self.n.get(group, {}).get(voice, 0)

    def n_negated(self, groups: Iterable[str], voices: Iterable[str]) -> int:
        """Return how many of its matches in these groups and voices are negated."""
        wanted = set(voices)
        return sum(
            n for g in groups for voice, n in self.negated.get(g, {}).items() if voice in wanted
        )

    @property
    def total(self) -> int:
        """Its matches in all groups and voices."""
        return sum(sum(voices.values()) for voices in self.n.values())

    def groups(self, voice: str) -> list[str]:
        """Return the groups that use it in a voice."""
        return [group for group in self.n if self.count(group, voice)]

    def add(self, row: Any) -> None:
        """Count a row of the table of words."""
        for counts, n in ((self.n, row.n), (self.negated, row.negated)):
            voices = counts.setdefault(row.group, {})
            voices[row.voice] = voices.get(row.voice, 0) + int(n)
        self.forms.setdefault((row.group, row.voice), []).append(str(row.surfaces))


def listed_words(study: Study) -> list[ListedWord]:
    """Return names before entries, judged ones before neutral ones, the most frequent first."""
    names = {
        (name.pack, name.category): (referent, name)
        for referent in study.referents()
        for name in study.features.names(referent)
    }
    words: dict[tuple[str, ...], ListedWord] = {}
    for row in study.rows("words"):
        home = names.get((row.pack, row.category))
        if home is None or not row.n:
            continue
        wanted = {"pack": row.pack, "category": row.category}
        for entry in ("", str(row.entry)):
            key = (row.pack, row.category, entry)
            if key not in words:
                full: Filter = {**wanted, "entry": entry} if entry else wanted
                words[key] = ListedWord(
                    ":".join(part for part in key if part),
                    ":".join(key[:2]),
                    home[0].category,
                    home[1].short,
                    entry,
                    bool(home[1].valence),
                    full,
                )
            words[key].add(row)
    return sorted(words.values(), key=lambda w: (bool(w.entry), not w.judged, -w.total, w.key))


def wherever_found(study: Study, word: ListedWord) -> ListedWord:
    """Return the word with its counts under any category and inside longer matches.

    One form may be listed in several places; a sentence about a word must hold for all of them.
    """
    mine = {form for cells in word.forms.values() for form in _forms_of(cells)}
    whole = replace(word, forms={}, n={}, negated={})
    for row in study.rows("words"):
        if row.n and any(f" {a} " in f" {b} " for b in _forms_of([row.surfaces]) for a in mine):
            whole.add(row)
    return whole


def _forms_of(cells: Iterable[Any]) -> list[str]:
    return [form.strip().lower() for cell in cells for form in str(cell).split(";")]
