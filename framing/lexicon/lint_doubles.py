"""Entries of two categories that share some words, neither finding all of the other's."""

from __future__ import annotations

from collections.abc import Iterator

from framing.lexicon.containment import common_words, covers, literal_head, literal_tail
from framing.lexicon.entry_ways import EntryWays, PackWays
from framing.lexicon.finding import Finding
from framing.lexicon.pattern import Alternative

__all__ = ["shared_words"]

TOLD, TRIED = 3, 100
"""So many partners of an entry are named; so many of one beginning are tried."""

_Owned = tuple[EntryWays, Alternative]


def shared_words(pack: PackWays) -> Iterator[Finding]:
    """Yield entries with wildcards that share words with entries of other categories.

    Entries with conditions are left out: conditions settle whose a word is. One finding for an
    entry names a few partners; between an entry that begins with a wildcard and one that begins
    with letters, it is about the former.
    """
    wild = [
        (one, way)
        for one in pack.all
        if not one.entry.conditions and not one.is_ignored
        for way in one.ways
        if any(not word.is_literal and not word.stem for word in way.words)
    ]
    begins = _Beginnings(wild)
    for one, way in wild:
        partners: dict[int, tuple[EntryWays, str]] = {}
        for other, theirs in begins.beside(one, way):
            if other.category != one.category and other.order not in partners:
                common = _shared(way, theirs, pack.pack.language)
                if common is not None:
                    partners[other.order] = (other, common)
            if len(partners) == TOLD:
                break
        if partners:
            yield _finding(one, list(partners.values()))


class _Beginnings:
    """Ways by number of words and by the letters with which they begin."""

    def __init__(self, wild: list[_Owned]) -> None:
        self.exact: dict[tuple[int, str], list[_Owned]] = {}
        self.longer: dict[tuple[int, str], list[_Owned]] = {}
        for owned in wild:
            n, head = _beginning(owned[1])
            self.exact.setdefault((n, head), []).append(owned)
            for i in range(len(head)):
                self.longer.setdefault((n, head[:i]), []).append(owned)

    def beside(self, one: EntryWays, way: Alternative) -> Iterator[_Owned]:
        """Yield ways that may begin alike: earlier ones, or any for a way without beginning."""
        n, head = _beginning(way)
        buckets = [self.exact.get((n, head[:i]), []) for i in range(min(1, len(head)), len(head))]
        buckets += [self.exact.get((n, head), []), self.longer.get((n, head), [])]
        for bucket in buckets:
            for other, theirs in bucket[:TRIED]:
                if other.order < one.order or (not head and _beginning(theirs)[1]):
                    yield other, theirs


def _beginning(way: Alternative) -> tuple[int, str]:
    return len(way.words), literal_head(way.words[0].glob)


def _shared(way: Alternative, theirs: Alternative, language: str) -> str | None:
    for one, other in zip(way.words, theirs.words, strict=True):
        head, theirs_head = literal_head(one.glob), literal_head(other.glob)
        tail, theirs_tail = literal_tail(one.glob), literal_tail(other.glob)
        if not head.startswith(theirs_head) and not theirs_head.startswith(head):
            return None
        if not tail.endswith(theirs_tail) and not theirs_tail.endswith(tail):
            return None
    if covers(way, theirs, language) or covers(theirs, way, language):
        return None
    return common_words(way, theirs)


def _finding(one: EntryWays, partners: list[tuple[EntryWays, str]]) -> Finding:
    shown = ", ".join(
        f"'{other.entry.written:.60}' ({other.place}; both find '{common:.40}')"
        for other, common in partners
    )
    message = (
        f"'{one.entry.written:.60}' shares words with {shown}, which count for the earlier entry "
        "alone; narrow one of them"
    )
    return one.says("double", message)
