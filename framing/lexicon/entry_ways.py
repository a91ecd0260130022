"""The entries of a pack with every way each is found, in the order that decides between equals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from framing.lexicon.containment import CoverIndex, covers
from framing.lexicon.finding import Finding
from framing.lexicon.pack import Entry, LexiconPack
from framing.lexicon.pattern import Alternative, alternatives

__all__ = ["EntryWays", "PackWays"]


@dataclass(frozen=True)
class EntryWays:
    """An entry with the ways it is found; `order` is its rank among equals, ignored ones last."""

    entry: Entry
    category: str
    order: int
    ways: tuple[Alternative, ...]

    @property
    def is_ignored(self) -> bool:
        """True for an entry under the pack's `ignore`."""
        return not self.category

    @property
    def place(self) -> str:
        """The category's path, or `ignore`."""
        return self.category or "ignore"

    def says(self, rule: str, message: str) -> Finding:
        """Return a finding about this entry."""
        about = (self.entry.written, self.place)
        return Finding(rule, f"{self.place}: {message}", self.entry.file, self.entry.line, about)


class PackWays:
    """The entries of a pack in the order that decides between equals.

    Attributes
    ----------
    all
        Every entry, ignored ones last.
    owners, index
        Every way of every entry: whose it is, and what covers what.
    """

    def __init__(self, pack: LexiconPack) -> None:
        self.pack = pack
        pairs = [(e, c.path) for c in pack.walk() for e in c.entries]
        pairs += [(e, "") for e in pack.ignore]
        self.all = [
            EntryWays(e, path, i, self.ways(e.term, stem=e.stem, case=e.case))
            for i, (e, path) in enumerate(pairs)
        ]
        self.owners = [one for one in self.all for _ in one.ways]
        patterns = [way for one in self.all for way in one.ways]
        self.index = CoverIndex(patterns, pack.language)

    def ways(self, term: str, *, stem: bool = False, case: bool = False) -> tuple[Alternative, ...]:
        """Return every way in which a term of this pack is found."""
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
        """Tell whether one term of a condition is covered by others."""
        ways = [way for term in wide for way in self.conditions[term]]
        return narrow in wide or self.covered(self.conditions[narrow], ways)

    def beats(self, other: EntryWays, one: EntryWays) -> bool:
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


def _reaches(far: Entry, near: Entry) -> bool:
    """Tell whether one entry's conditions look at least as far as another's."""
    if isinstance(far.within, int) and isinstance(near.within, int):
        return far.within >= near.within
    return far.within == near.within
