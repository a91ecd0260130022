"""The matcher: every entry of a pack, with its conditions, wherever it stands in a text.

The flow: tokens → candidates (`candidates`) → conditions of entries (here) → overlap (`overlap`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.lexicon.candidates import Candidates, Finder
from framing.lexicon.overlap import keep_longest
from framing.lexicon.pack import Category, Entry, LexiconPack
from framing.lexicon.pattern import Alternative, alternatives
from framing.lexicon.tokens import Tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Matcher", "Matches"]


@dataclass(frozen=True)
class Matches:
    """Matches as columns, by place in the text.

    Parameters
    ----------
    entry
        Position in the matcher's `entries`.
    first, last
        First and last word of each match.
    start, end
        Half-open offsets into the buffer.
    """

    entry: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.entry)

    def take(self, which: NDArray[np.int64] | NDArray[np.bool_]) -> Matches:
        """Return some of the matches."""
        return Matches(
            self.entry[which],
            self.first[which],
            self.last[which],
            self.start[which],
            self.end[which],
        )


class Matcher:
    """A pack made ready for matching.

    Parameters
    ----------
    pack
        The pack; its entries in categories are matched, those under `ignore` consume text.
    overlap
        `pack` or `category`, in place of the pack's own rule.

    Attributes
    ----------
    entries, categories
        The entries and the path of the category that each belongs to; ignored entries come last
        and belong to no category ("").
    """

    def __init__(self, pack: LexiconPack, *, overlap: str | None = None) -> None:
        self.pack = pack
        self.overlap = overlap or pack.overlap
        pairs = [(entry, category) for category in pack.walk() for entry in category.entries]
        self.entries: tuple[Entry, ...] = (*(e for e, _ in pairs), *pack.ignore)
        self.categories: tuple[str, ...] = (*(c.path for _, c in pairs), *("" for _ in pack.ignore))
        self._counted = len(pairs)
        patterns: dict[Alternative, int] = {}
        self._entry_patterns = [
            [patterns.setdefault(a, len(patterns)) for a in self._ways(e.term, e.stem, e.case)]
            for e in self.entries
        ]
        self._conditions = _conditions(self, patterns)
        self._finder = Finder(list(patterns), accents=self._accents, language=pack.language)
        self._owners = _owners(self._entry_patterns, len(patterns))

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(Matcher, overlap=self.overlap), (self.pack,)

    @property
    def _accents(self) -> bool:
        return self.pack.accents == "keep"

    def _ways(self, term: str, stem: bool = False, case: bool = False) -> tuple[Alternative, ...]:
        return alternatives(
            term, stem=stem, case=case, accents=self._accents, language=self.pack.language
        )

    def find(self, tokens: Tokens, sentence: NDArray[np.int64]) -> Matches:
        """Return the matches that count, overlaps resolved by the pack's rule.

        Parameters
        ----------
        tokens
            The words of a buffer.
        sentence
            For each word the number of its sentence.

        Returns
        -------
        Matches by place; with overlap `category`, stretches that several categories share
        stand once for each.
        """
        return self.resolve(self.candidates(tokens, sentence))

    def resolve(self, found: Matches) -> Matches:
        """Return the candidates that count once overlaps are resolved by the pack's rule."""
        stay = self._resolve(found)
        if self.overlap == "category":
            own = np.array(self.categories, dtype=object)[found.entry]
            scopes = [np.flatnonzero((own == c.path) | (own == "")) for c in self.pack.walk()]
            stay = np.concatenate([self._resolve(found, rows) for rows in scopes])
        stay = stay[found.entry[stay] < self._counted]
        return found.take(stay[np.lexsort((found.entry[stay], found.start[stay]))])

    def count_in(self, found: Matches, category: Category) -> NDArray[np.int64]:
        """Return which candidates a category counts, each stretch of text once.

        `found` are `candidates`; the category's own entries and those below it compete.
        """
        below = {c.path for c in category.walk()} | {""}
        rows = np.flatnonzero(np.array([c in below for c in self.categories])[found.entry])
        stay = self._resolve(found, rows)
        return stay[found.entry[stay] < self._counted]

    def _resolve(self, found: Matches, rows: NDArray[np.int64] | None = None) -> NDArray[np.int64]:
        rows = np.arange(len(found)) if rows is None else rows
        part = found.take(rows)
        stay = keep_longest(part.first, part.last, part.end - part.start, part.entry)
        return rows[stay]

    def candidates(self, tokens: Tokens, sentence: NDArray[np.int64]) -> Matches:
        """Return every stretch that fits an entry and its conditions, overlaps included."""
        raw = self._finder.find(tokens)
        begins, owners = self._owners
        counts = begins[raw.pattern + 1] - begins[raw.pattern]
        rows = np.repeat(np.arange(len(raw)), counts)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
        entry = owners[np.repeat(begins[raw.pattern], counts) + within]
        known = entry >= 0
        rows, entry = rows[known], entry[known]
        first, points = raw.first[rows], tokens.source.points
        found = Matches(
            entry,
            first,
            raw.last[rows],
            points(tokens.byte_start[first]),
            points(raw.byte_end[rows]),
        )
        keep = np.ones(len(found), bool)
        for number, condition in self._conditions.items():
            mine = np.flatnonzero(found.entry == number)
            if len(mine):
                keep[mine] = condition.holds(found.take(mine), raw, tokens, sentence)
        return found.take(keep)


@dataclass(frozen=True)
class _Condition:
    """What else must (not) stand by a match: patterns of `unless`, `near` and `not_near`."""

    unless: frozenset[int]
    near: frozenset[int]
    not_near: frozenset[int]
    within: int | str

    def holds(
        self, found: Matches, raw: Candidates, tokens: Tokens, sentence: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        keep = np.ones(len(found), bool)
        if self.unless:
            phrases = raw.take(np.isin(raw.pattern, list(self.unless)))
            keep &= ~_inside_any(found, phrases)
        if self.near:
            keep &= self._beside(found, raw, self.near, tokens, sentence)
        if self.not_near:
            keep &= ~self._beside(found, raw, self.not_near, tokens, sentence)
        return keep

    def _beside(
        self,
        found: Matches,
        raw: Candidates,
        wanted: frozenset[int],
        tokens: Tokens,
        sentence: NDArray[np.int64],
    ) -> NDArray[np.bool_]:
        """Tell which matches have a wanted word near them, outside themselves."""
        words = raw.take(np.isin(raw.pattern, list(wanted)))
        if self.within == "sentence":
            place = sentence
            reach = len(sentence)
        else:
            place, reach = tokens.breaks, int(self.within)
        before = np.sort(words.last)
        after = np.sort(words.first)
        if not len(before):
            return np.zeros(len(found), bool)
        i = np.searchsorted(before, found.first) - 1
        left = before[np.maximum(i, 0)]
        near_left = (i >= 0) & (found.first - left <= reach) & (place[left] == place[found.first])
        j = np.searchsorted(after, found.last, side="right")
        right = after[np.minimum(j, len(after) - 1)]
        near_right = j < len(after)
        near_right &= (right - found.last <= reach) & (place[right] == place[found.last])
        return np.asarray(near_left | near_right)


def _inside_any(found: Matches, phrases: Candidates) -> NDArray[np.bool_]:
    """Tell which matches lie inside a phrase."""
    if not len(phrases):
        return np.zeros(len(found), bool)
    order = np.argsort(phrases.first, kind="stable")
    first, reach = phrases.first[order], np.maximum.accumulate(phrases.last[order])
    i = np.searchsorted(first, found.first, side="right") - 1
    return np.asarray((i >= 0) & (reach[np.maximum(i, 0)] >= found.last))


def _conditions(matcher: Matcher, patterns: dict[Alternative, int]) -> dict[int, _Condition]:
    def numbers(terms: Sequence[str]) -> frozenset[int]:
        ways = (way for term in terms for way in matcher._ways(term))
        return frozenset(patterns.setdefault(way, len(patterns)) for way in ways)

    return {
        i: _Condition(numbers(e.unless), numbers(e.near), numbers(e.not_near), e.within)
        for i, e in enumerate(matcher.entries)
        if e.unless or e.near or e.not_near
    }


def _owners(
    entry_patterns: Sequence[Sequence[int]], n_patterns: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for each pattern the entries it belongs to, as begins and a flat array."""
    pairs = sorted((p, i) for i, numbers in enumerate(entry_patterns) for p in set(numbers))
    pattern = np.array([p for p, _ in pairs], np.int64)
    begins = np.searchsorted(pattern, np.arange(n_patterns + 1))
    return begins.astype(np.int64), np.array([i for _, i in pairs], np.int64)
