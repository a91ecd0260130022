"""Entries that never count: beaten by others for good, doubled, or impossible."""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.lexicon.containment import common_words
from framing.lexicon.entry_ways import EntryWays, PackWays
from framing.lexicon.finding import Finding
from framing.lexicon.lint_doubles import shared_words
from framing.lexicon.pack import Entry, LexiconPack
from framing.lexicon.pattern import Alternative, PatternError

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
                one = EntryWays(entry, category.path, 0, ())
                yield one.says("dead", f"{message}; keep one")


def entry_findings(pack: LexiconPack, *, strict: bool = False) -> Iterator[Finding]:
    """Yield dead, double, impossible and needlessly conditioned entries of one language."""
    try:
        entries = PackWays(pack)
    except PatternError as e:
        yield Finding("never", str(e), pack.path, 1)
        return
    for one in entries.all:
        yield from _impossible(entries, one)
        yield from _useless(entries, one)
        yield from _dead(entries, one)
    if strict and pack.overlap == "category":
        for one in entries.all:
            yield from _counted_twice(entries, one)
    if strict or pack.overlap == "pack":
        yield from shared_words(entries)


def _impossible(pack: PackWays, one: EntryWays) -> Iterator[Finding]:
    entry = one.entry
    if entry.stem and re.search(r"[*?]", entry.term):
        yield one.says("never", f"'{entry.written}': a stem has no * or ?; write it without")
    for term in (entry.term, *entry.unless, *entry.near, *entry.not_near):
        odd = {c for way in pack.ways(term) for j in way.joints for c in j}
        if signs := sorted(c for c in odd if _NEVER_BETWEEN.match(c)):
            yield one.says(
                "never",
                f"'{term:.60}' can't match: '{signs[0]}' between two words must stand in the "
                "text; write a space or a hyphen",
            )
    phrases = [way for term in entry.unless for way in pack.conditions[term]]
    if phrases and pack.covered(one.ways, phrases):
        yield one.says(
            "never",
            f"'{entry.written:.60}' can't match: what stands under its unless is the entry "
            "itself; write longer phrases there",
        )
    if entry.near and all(pack.term_covered(term, entry.not_near) for term in entry.near):
        yield one.says(
            "never",
            f"'{entry.written:.60}' can't match: every word under near stands under not_near, "
            "too; take it out of one",
        )
    if all(word.is_any for word in one.ways[0].words):
        yield one.says("wide", f"'{entry.written:.60}' finds every word; write some letters")


def _useless(pack: PackWays, one: EntryWays) -> Iterator[Finding]:
    entry = one.entry
    if isinstance(entry.within, int) and not entry.near and not entry.not_near:
        yield one.says("useless", f"'{entry.written:.60}': within needs near or not_near; add one")
    for term in entry.unless:
        ways = pack.conditions[term]
        if not any(_contains(phrase, way) for phrase in ways for way in one.ways):
            yield one.says(
                "useless",
                f"'{entry.written:.60}': no match can lie inside '{term:.60}' (unless); write "
                "a phrase that holds the entry",
            )


def _dead(pack: PackWays, one: EntryWays) -> Iterator[Finding]:
    """Tell an entry each of whose ways is found first by an entry that stands before it.

    Of stretches over the same words and characters the earlier entry wins; no longer entry
    stands wherever a shorter one does, for it needs more words.
    """
    winners = []
    for way in one.ways:
        winner = next(
            (
                other
                for other in map(pack.owners.__getitem__, pack.index.coverers(way))
                if other.order < one.order and pack.beats(other, one)
            ),
            None,
        )
        if winner is None:
            return
        winners.append(winner)
    first = winners[0]
    line = f"line {first.entry.line}"
    line += "" if first.entry.file == one.entry.file else " of the parent"
    place = f"'{first.entry.written:.60}' ({first.place}, {line})"
    equal = pack.covered(first.ways, one.ways)
    if one.is_ignored and not first.is_ignored:
        message = (
            f"'{one.entry.written:.60}' is never ignored: {place} counts the same words and "
            "comes before what is ignored; take one out"
        )
    elif one.is_ignored:
        message = f"'{one.entry.written:.60}' is ignored already by {place}; take it out"
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
    rivals = equal and first.category != one.category and not one.is_ignored
    rule = "double" if rivals else "dead"
    yield one.says(rule, message)


def _counted_twice(pack: PackWays, one: EntryWays) -> Iterator[Finding]:
    """Tell an entry that an earlier one of another category equals, where categories share text."""
    for other in map(pack.owners.__getitem__, pack.index.coverers(one.ways[0])):
        if (
            other.order < one.order
            and other.category != one.category
            and not one.is_ignored
            and pack.covered(one.ways, other.ways)
            and pack.covered(other.ways, one.ways)
            and other.entry.conditions == one.entry.conditions
        ):
            yield one.says(
                "double",
                f"'{one.entry.written:.60}' stands in {other.place} (line {other.entry.line}), "
                "too, and counts in both (overlap: category); keep one unless that is meant",
            )
            return


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
