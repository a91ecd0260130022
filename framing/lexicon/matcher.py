"""The matcher: every entry of a pack, with its conditions, wherever it stands in a text.

The flow: words (`tokens`) → stretches that fit an entry (`candidates`) → conditions of entries
(`conditions`) → the longest of those that overlap (`overlap`).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.lexicon.candidates import Finder
from framing.lexicon.conditions import Condition, Conditions, Sentences, Stretches, Surroundings
from framing.lexicon.overlap import keep_longest
from framing.lexicon.pack import Entry, LexiconPack
from framing.lexicon.pattern import Alternative, alternatives
from framing.lexicon.spread import Spread
from framing.lexicon.tokens import Tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Matcher", "Matches", "matcher_of"]


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
        Half-open offsets into the buffer, in code points.
    byte_end
        Where each match ends in the buffer's UTF-8.
    """

    entry: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    byte_end: NDArray[np.int64]

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
            self.byte_end[which],
        )


class Matcher:
    """A pack made ready for matching; `matcher_of` keeps one for each pack in use.

    Parameters
    ----------
    pack
        The pack; its entries in categories are matched, those under `ignore` consume text.
    overlap
        `pack` or `category`, in place of the pack's own rule.

    Attributes
    ----------
    paths
        The categories, parents before children.
    entries, categories
        The entries and the path of the category that each belongs to; ignored entries come last
        and belong to no category ("").
    written
        The entries as the pack writes them.
    category_number
        For each entry the position of its category in `paths`; −1 for ignored ones.
    """

    def __init__(self, pack: LexiconPack, *, overlap: str | None = None) -> None:
        self.pack = pack
        self.overlap = overlap or pack.overlap
        walked = list(pack.walk())
        self.paths = tuple(category.path for category in walked)
        own = [i for i, category in enumerate(walked) for _ in category.entries]
        self.entries = (*(e for category in walked for e in category.entries), *pack.ignore)
        self.category_number = np.array(own + [-1] * len(pack.ignore), np.int64)
        self.categories = (*(self.paths[i] for i in own), *("" for _ in pack.ignore))
        self.written = tuple(entry.written for entry in self.entries)
        self._lineage = Spread(_lineages(self.paths))
        self._compile()

    def _compile(self) -> None:
        patterns: dict[Alternative, int] = {}
        owners: list[list[int]] = []
        for i, entry in enumerate(self.entries):
            for way in self._ways(entry.term, entry.stem, entry.case):
                number = patterns.setdefault(way, len(owners))
                if number == len(owners):
                    owners.append([])
                owners[number].append(i)
        conditions = [self._condition(entry, patterns) for entry in self.entries]
        self._conditions = Conditions(conditions) if any(conditions) else None
        owners += [[] for _ in range(len(patterns) - len(owners))]
        self._owners = Spread(owners)
        self._finder = Finder(
            list(patterns), accents=self._keeps_accents, language=self.pack.language
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(Matcher, overlap=self.overlap), (self.pack,)

    @property
    def _keeps_accents(self) -> bool:
        return self.pack.accents == "keep"

    def _ways(self, term: str, stem: bool = False, case: bool = False) -> tuple[Alternative, ...]:
        language = self.pack.language
        return alternatives(
            term, stem=stem, case=case, accents=self._keeps_accents, language=language
        )

    def _condition(self, entry: Entry, patterns: dict[Alternative, int]) -> Condition | None:
        if not (entry.unless or entry.near or entry.not_near):
            return None

        def numbers(terms: Sequence[str]) -> frozenset[int]:
            ways = (way for term in terms for way in self._ways(term))
            return frozenset(patterns.setdefault(way, len(patterns)) for way in ways)

        return Condition(
            numbers(entry.unless), numbers(entry.near), numbers(entry.not_near), entry.within
        )

    def find(self, tokens: Tokens, sentence: Sentences) -> Matches:
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

    def candidates(self, tokens: Tokens, sentence: Sentences) -> Matches:
        """Return every stretch that fits an entry and its conditions, overlaps included."""
        raw = self._finder.find(tokens)
        rows, entry = self._owners.of(raw.pattern)
        first, last = raw.first[rows], raw.last[rows]
        if self._conditions is not None:
            around = Surroundings(raw, len(self._owners.lengths), tokens, sentence)
            keep = self._conditions.hold(Stretches(entry, first, last), around)
            rows, entry, first, last = rows[keep], entry[keep], first[keep], last[keep]
        byte_end, points = raw.byte_end[rows], tokens.source.points
        start, end = points(tokens.byte_start[first]), points(byte_end)
        return Matches(entry, first, last, start, end, byte_end)

    def resolve(self, found: Matches) -> Matches:
        """Return the candidates that count once overlaps are resolved by the pack's rule."""
        if self.overlap == "pack":
            rows = keep_longest(found.first, found.last, found.end - found.start, found.entry)
            return found.take(rows[self.category_number[found.entry[rows]] >= 0])
        own = self.category_number[found.entry]
        rows, _ = self._settled(found, np.arange(len(found)), own)
        return found.take(rows[np.lexsort((found.entry[rows], found.start[rows]))])

    def counted(
        self, candidates: Matches, found: Matches
    ) -> tuple[Matches, NDArray[np.int64], NDArray[np.int64]]:
        """Return what each category counts, each stretch of text once.

        Parameters
        ----------
        candidates, found
            All stretches that fit, and those that `resolve` left of them.

        Returns
        -------
        Matches; rows of these; and for each row the position of a category in `paths`: its own
        and those above it, in which its own entries and those below compete.
        """
        if self.overlap == "pack":
            rows, category = self._lineage.of(self.category_number[found.entry])
            return found, rows, category
        own = self.category_number[candidates.entry]
        listed = np.flatnonzero(own >= 0)
        rows, category = self._lineage.of(own[listed])
        rows, ignored = listed[rows], np.flatnonzero(own < 0)
        rows = np.concatenate([rows, ignored])
        category = np.concatenate([category, own[ignored]])
        rows, category = self._settled(candidates, rows, category)
        return candidates, rows, category

    def _settled(
        self, found: Matches, rows: NDArray[np.int64], scope: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the rows that stay, with their scopes: only those of one scope compete.

        Ignored entries (scope −1) compete in every scope.
        """
        everywhere = np.flatnonzero(scope < 0)
        if len(everywhere):
            scopes = np.unique(scope[scope >= 0])
            copies = np.tile(rows[everywhere], len(scopes))
            kept = scope >= 0
            scope = np.concatenate([scope[kept], np.repeat(scopes, len(everywhere))])
            rows = np.concatenate([rows[kept], copies])
        if not len(rows):
            return rows, scope
        first, last, entry = found.first[rows], found.last[rows], found.entry[rows]
        shift = scope * (int(last.max()) + 1)
        length = found.end[rows] - found.start[rows]
        stay = keep_longest(first + shift, last + shift, length, entry)
        stay = stay[self.category_number[entry[stay]] >= 0]
        return rows[stay], scope[stay]


def _lineages(paths: Sequence[str]) -> list[list[int]]:
    """Return for each category the positions of itself and of all above it."""
    position = {path: i for i, path in enumerate(paths)}
    lineages = []
    for path in paths:
        parts = path.split(".")
        above = (".".join(parts[: n + 1]) for n in range(len(parts)))
        lineages.append([position[p] for p in above if p in position])
    return lineages


_KEPT: OrderedDict[tuple[int, str], Matcher] = OrderedDict()
_MOST_KEPT = 32


def matcher_of(pack: LexiconPack, *, overlap: str | None = None) -> Matcher:
    """Return the matcher of a pack, kept for the packs that were used last."""
    key = (id(pack), overlap or pack.overlap)
    kept = _KEPT.pop(key, None)  # another thread may drop what is only looked at
    if kept is None or kept.pack is not pack:
        kept = Matcher(pack, overlap=overlap)
    _KEPT[key] = kept
    while len(_KEPT) > _MOST_KEPT:
        _KEPT.popitem(last=False)
    return kept
