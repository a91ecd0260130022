"""Entries that never count: beaten by others for good, doubled, or impossible."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from framing.lexicon.containment import (
    MOST_ALIKE,
    CoverIndex,
    common_words,
    covers,
    literal_head,
)
from framing.lexicon.finding import Finding
from framing.lexicon.pack import Entry, LexiconPack
from framing.lexicon.pattern import Alternative, PatternError, alternatives

__all__ = ["entry_findings", "twin_findings"]

_NEVER_BETWEEN = re.compile(r"[_|<>{}=\\~^()\[\]]")
"""Signs that stand between two words of no news text that a list of words is meant to find."""


def twin_findings(pack: LexiconPack) -> Iterator[Finding]:
    """Yield entries that stand twice in a category of a service pack.

    The rules of voice look service words up letter by letter and category by category, so that
    nothing else can make one of them idle.
    """
    for category in pack.walk():
        seen: dict[str, Entry] = {}
        for entry in category.entries:
            first = seen.setdefault(entry.written, entry)
            if first is not entry:
                message = f"'{entry.written:.60}' stands twice (first at line {first.line})"
                one = _One(entry, category.path, 0, ())
                yield one.says("dead", f"{message}; keep one")


def entry_findings(pack: LexiconPack, *, strict: bool = False) -> Iterator[Finding]:
    """Yield dead, double, impossible and needlessly conditioned entries of one language."""
    try:
        entries = _Entries(pack)
    except PatternError as e:
        yield Finding("never", str(e), pack.path, 1)
        return
    for one in entries.all:
        yield from entries.impossible(one)
        yield from entries.useless(one)
        yield from entries.dead(one)
    if strict or pack.overlap == "pack":
        yield from entries.meeting()


@dataclass(frozen=True)
class _One:
    """An entry with the ways it is found; `order` is its rank among equals, ignored ones last."""

    entry: Entry
    category: str
    order: int
    ways: tuple[Alternative, ...]

    @property
    def is_ignored(self) -> bool:
        return not self.category

    @property
    def place(self) -> str:
        return self.category or "ignore"

    def says(self, rule: str, message: str) -> Finding:
        about = (self.entry.written, self.place)
        return Finding(rule, f"{self.place}: {message}", self.entry.file, self.entry.line, about)


class _Entries:
    """The entries of a pack in the order that decides between equals."""

    def __init__(self, pack: LexiconPack) -> None:
        self.pack = pack
        pairs = [(e, c.path) for c in pack.walk() for e in c.entries]
        pairs += [(e, "") for e in pack.ignore]
        self.all = [
            _One(e, path, i, self.ways(e.term, stem=e.stem, case=e.case))
            for i, (e, path) in enumerate(pairs)
        ]
        self.owners = [one for one in self.all for _ in one.ways]
        patterns = [way for one in self.all for way in one.ways]
        self.index = CoverIndex(patterns, pack.language)

    def ways(self, term: str, *, stem: bool = False, case: bool = False) -> tuple[Alternative, ...]:
        accents = self.pack.accents == "keep"
        return alternatives(
            term, stem=stem, case=case, accents=accents, language=self.pack.language
        )

    @cached_property
    def conditions(self) -> dict[str, tuple[Alternative, ...]]:
        """The ways of every term that stands in a condition."""
        terms = {
            t for one in self.all for t in (*one.entry.unless, *one.entry.near, *one.entry.not_near)
        }
        return {term: self.ways(term) for term in terms}

    def covered(self, narrow: Sequence[Alternative], wide: Sequence[Alternative]) -> bool:
        """Tell whether each of some ways is covered by one of others."""
        return all(any(covers(f, e, self.pack.language) for f in wide) for e in narrow)

    def term_covered(self, narrow: str, wide: Sequence[str]) -> bool:
        ways = [way for term in wide for way in self.conditions[term]]
        return narrow in wide or self.covered(self.conditions[narrow], ways)

    # -- impossible and useless -----------------------------------------------------------------

    def impossible(self, one: _One) -> Iterator[Finding]:
        entry = one.entry
        if entry.stem and re.search(r"[*?]", entry.term):
            yield one.says("never", f"'{entry.written}': a stem has no * or ?; write it without")
        for term in (entry.term, *entry.unless, *entry.near, *entry.not_near):
            odd = {c for way in self.ways(term) for j in way.joints for c in j}
            if signs := sorted(c for c in odd if _NEVER_BETWEEN.match(c)):
                yield one.says(
                    "never",
                    f"'{term:.60}' can't match: '{signs[0]}' between two words must stand in the "
                    "text; write a space or a hyphen",
                )
        phrases = [way for term in entry.unless for way in self.conditions[term]]
        if phrases and self.covered(one.ways, phrases):
            yield one.says(
                "never",
                f"'{entry.written:.60}' can't match: what stands under its unless is the entry "
                "itself; write longer phrases there",
            )
        if entry.near and all(self.term_covered(term, entry.not_near) for term in entry.near):
            yield one.says(
                "never",
                f"'{entry.written:.60}' can't match: every word under near stands under not_near, "
                "too; take it out of one",
            )
        if all(word.is_any for word in one.ways[0].words):
            yield one.says("wide", f"'{entry.written:.60}' finds every word; write some letters")

    def useless(self, one: _One) -> Iterator[Finding]:
        entry = one.entry
        if isinstance(entry.within, int) and not entry.near and not entry.not_near:
            yield one.says(
                "useless", f"'{entry.written:.60}': within needs near or not_near; add one"
            )
        for term in entry.unless:
            ways = self.conditions[term]
            if not any(_contains(phrase, way) for phrase in ways for way in one.ways):
                yield one.says(
                    "useless",
                    f"'{entry.written:.60}': no match can lie inside '{term:.60}' (unless); write "
                    "a phrase that holds the entry",
                )

    # -- dead ------------------------------------------------------------------------------------

    def dead(self, one: _One) -> Iterator[Finding]:
        """Tell an entry each of whose ways is found first by an entry that stands before it.

        Of stretches over the same words and characters the earlier entry wins; no longer entry
        stands wherever a shorter one does, for it needs more words.
        """
        winners = []
        for way in one.ways:
            winner = next(
                (
                    other
                    for other in map(self.owners.__getitem__, self.index.coverers(way))
                    if other.order < one.order and self.beats(other, one)
                ),
                None,
            )
            if winner is None:
                return
            winners.append(winner)
        first = winners[0]
        line = f"line {first.entry.line}" if first.entry.file == one.entry.file else "the parent"
        place = f"'{first.entry.written:.60}' ({first.place}, {line})"
        equal = self.covered(first.ways, one.ways)
        if one.is_ignored and not first.is_ignored:
            message = (
                f"'{one.entry.written:.60}' is never ignored: {place} counts the same words and "
                "comes before what is ignored; take one out"
            )
        elif equal:
            message = (
                f"'{one.entry.written:.60}' never counts: {place} finds the same words and comes "
                "first; keep one"
            )
        else:
            message = (
                f"'{one.entry.written:.60}' never counts: {place} comes first and finds all that "
                "it finds; put it before that, or take it out"
            )
        rule = "double" if equal and first.category != one.category else "dead"
        yield one.says(rule, message)

    def beats(self, other: _One, one: _One) -> bool:
        """Tell whether an entry counts, in place of another, wherever the other could."""
        if self.pack.overlap == "category" and other.category != one.category:
            return False
        return self.implied(one.entry, other.entry)

    def implied(self, narrow: Entry, wide: Entry) -> bool:
        """Tell whether the conditions of an entry hold wherever another's do."""
        if not all(self.term_covered(term, narrow.unless) for term in wide.unless):
            return False
        if wide.near:
            reach = _reaches(wide, narrow)
            if not narrow.near or not reach:
                return False
            if not all(self.term_covered(term, wide.near) for term in narrow.near):
                return False
        if wide.not_near:
            if not narrow.not_near or not _reaches(narrow, wide):
                return False
            return all(self.term_covered(term, narrow.not_near) for term in wide.not_near)
        return True

    # -- meeting ---------------------------------------------------------------------------------

    def meeting(self) -> Iterator[Finding]:
        """Tell entries of two categories that share some words, neither finding all of the other's.

        Entries with conditions are left out: conditions settle whose a word is.
        """
        filed: dict[tuple[int, str], list[tuple[_One, Alternative]]] = {}
        wild = [
            (one, way)
            for one in self.all
            if not one.entry.conditions and not one.is_ignored
            for way in one.ways
            if any(not w.is_literal and not w.stem for w in way.words)
        ]
        for one, way in wild:
            head = literal_head(way.words[0].glob)
            filed.setdefault((len(way.words), head), []).append((one, way))
        told: set[tuple[int, int]] = set()
        for one, way in wild:
            for other, common in self.sharing(one, way, filed):
                pair = (min(one.order, other.order), max(one.order, other.order))
                if pair not in told:
                    told.add(pair)
                    first, second = (self.all[i] for i in pair)
                    yield second.says("double", _meeting_message(first, second, common))

    def sharing(
        self,
        one: _One,
        way: Alternative,
        filed: dict[tuple[int, str], list[tuple[_One, Alternative]]],
    ) -> Iterator[tuple[_One, str]]:
        head = literal_head(way.words[0].glob)
        for n in range(len(head) + 1):
            for other, theirs in filed.get((len(way.words), head[:n]), ())[:MOST_ALIKE]:
                if other.category == one.category or theirs == way:
                    continue
                common = common_words(way, theirs)
                if common is None:
                    continue
                language = self.pack.language
                if not covers(way, theirs, language) and not covers(theirs, way, language):
                    yield other, common


def _meeting_message(first: _One, second: _One, common: str) -> str:
    return (
        f"'{second.entry.written:.60}' and '{first.entry.written:.60}' ({first.place}) both find "
        f"'{common:.60}', which counts for the latter alone; narrow one of them"
    )


def _reaches(far: Entry, near: Entry) -> bool:
    """Tell whether one entry's conditions look at least as far as another's."""
    if isinstance(far.within, int) and isinstance(near.within, int):
        return far.within >= near.within
    return far.within == near.within


def _contains(phrase: Alternative, way: Alternative) -> bool:
    """Tell whether a match of one pattern can lie inside a match of another."""
    n = len(way.words)
    for i in range(len(phrase.words) - n + 1):
        part = Alternative(phrase.words[i : i + n], phrase.joints[i : i + n - 1])
        if any(w.stem for w in way.words) or common_words(part, way) is not None:
            return True
        bare = part.words[-1].glob.removesuffix("'s")
        if bare != part.words[-1].glob:
            last = type(part.words[-1])(bare)
            if common_words(Alternative((*part.words[:-1], last), part.joints), way) is not None:
                return True
    return False
