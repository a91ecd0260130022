"""Where each pattern of many could stand in a text: candidates, before conditions and overlap.

A pattern is looked for by its most selective word, its anchor. Which patterns a word anchors is
worked out once for each distinct word; the rest is arithmetic on arrays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import translate
from typing import TYPE_CHECKING

import numpy as np

from framing.lexicon.characters import fold
from framing.lexicon.pattern import Alternative, WordPattern, gap_allows, stem_of
from framing.lexicon.tokens import Tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Candidates", "Finder"]


@dataclass(frozen=True)
class Candidates:
    """Stretches of text that fit a pattern: first and last word, pattern, end of the match."""

    pattern: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    end: NDArray[np.int64]

    def take(self, which: NDArray[np.bool_] | NDArray[np.int64]) -> Candidates:
        """Return some of the rows."""
        return Candidates(self.pattern[which], self.first[which], self.last[which], self.end[which])

    def __len__(self) -> int:
        return len(self.pattern)


class Finder:
    """Finds many patterns at once in the words of a buffer.

    Parameters
    ----------
    patterns
        Alternatives to find; their positions number the candidates.
    accents
        Keep accents; else they are folded.
    language
        Of the stems.
    """

    def __init__(self, patterns: Sequence[Alternative], *, accents: bool, language: str) -> None:
        self.accents, self.language = accents, language
        numbers: dict[WordPattern, int] = {}
        width = max((len(p.words) for p in patterns), default=1)
        self._words = np.full((len(patterns), width), -1, np.int64)
        self._joints = np.full((len(patterns), width), -1, np.int64)
        self._length = np.array([len(p.words) for p in patterns], np.int64)
        self._anchor = np.array([_anchor(p) for p in patterns], np.int64)
        joints: dict[str, int] = {}
        for i, pattern in enumerate(patterns):
            for j, word in enumerate(pattern.words):
                self._words[i, j] = numbers.setdefault(word, len(numbers))
            for j, joint in enumerate(pattern.joints):
                self._joints[i, j] = joints.setdefault(joint, len(joints))
        self._numbers, self._joint_names = numbers, list(joints)
        self._lookup = _WordLookup(numbers, accents=accents, language=language)
        self._anchored: dict[int, list[int]] = {}
        for i, anchor in enumerate(self._anchor.tolist()):
            self._anchored.setdefault(int(self._words[i, anchor]), []).append(i)

    def find(self, tokens: Tokens) -> Candidates:
        """Return every stretch that fits a pattern, by word, then by pattern."""
        none = np.empty(0, np.int64)
        if not len(tokens) or not len(self._length):
            return Candidates(none, none, none, none)
        fits = [np.array(self._lookup.patterns_of(word), np.int64) for word in tokens.words]
        keys = self._membership(fits)
        at, pattern = self._anchors(tokens, fits)
        first = at - self._anchor[pattern]
        last = first + self._length[pattern] - 1
        keep = (first >= 0) & (last < len(tokens))
        at, pattern, first, last = at[keep], pattern[keep], first[keep], last[keep]
        allowed = self._gap_table(tokens.gaps)
        for step in range(self._words.shape[1]):
            inside = np.flatnonzero(self._length[pattern] > step)
            word, p = first[inside] + step, pattern[inside]
            ok = self._fits(tokens, keys, word, self._words[p, step], last[inside] == word)
            inner = last[inside] > word
            ok[inner] &= allowed[self._joints[p[inner], step], tokens.gap[word[inner]]]
            keep = np.ones(len(pattern), bool)
            keep[inside[~ok]] = False
            pattern, first, last = pattern[keep], first[keep], last[keep]
        bare = self._has(keys, tokens.bare_word[last], self._words[pattern, last - first])
        end = np.where(bare, tokens.bare_end[last], tokens.end[last])
        order = np.lexsort((pattern, first))
        return Candidates(pattern, first, last, end).take(order)

    def _membership(self, fits: list[NDArray[np.int64]]) -> NDArray[np.int64]:
        """Return sorted keys of all pairs (distinct word, word pattern that it fits)."""
        sizes = np.fromiter((len(f) for f in fits), np.int64, len(fits))
        words = np.repeat(np.arange(len(fits)), sizes)
        flat = np.concatenate(fits) if len(fits) else np.empty(0, np.int64)
        return np.sort(words * (len(self._numbers) + 1) + flat)

    def _has(
        self, keys: NDArray[np.int64], word: NDArray[np.int64], pattern: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        wanted = word * (len(self._numbers) + 1) + pattern
        if not len(keys):
            return np.zeros(len(wanted), bool)
        place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.asarray(keys[place] == wanted)

    def _fits(
        self,
        tokens: Tokens,
        keys: NDArray[np.int64],
        word: NDArray[np.int64],
        pattern: NDArray[np.int64],
        is_last: NDArray[np.bool_],
    ) -> NDArray[np.bool_]:
        """Tell whether words fit; only the last of a match may leave its possessive outside."""
        ok = self._has(keys, tokens.word[word], pattern)
        return ok | (is_last & self._has(keys, tokens.bare_word[word], pattern))

    def _anchors(
        self, tokens: Tokens, fits: list[NDArray[np.int64]]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return (word, pattern) wherever a word can be the pattern's anchor."""
        lists = [
            [p for number in numbers.tolist() for p in self._anchored.get(number, ())]
            for numbers in fits
        ]
        sizes = np.fromiter((len(x) for x in lists), np.int64, len(lists))
        begins = np.cumsum(sizes) - sizes
        flat = np.fromiter((p for x in lists for p in x), np.int64, int(sizes.sum()))
        pairs = []
        for number in (tokens.word, tokens.bare_word):
            where = np.flatnonzero(sizes[number] > 0)
            if number is tokens.bare_word:
                where = where[tokens.word[where] != tokens.bare_word[where]]
            count = sizes[number[where]]
            at = np.repeat(where, count)
            offset = np.arange(len(at)) - np.repeat(np.cumsum(count) - count, count)
            pairs.append(np.stack([at, flat[np.repeat(begins[number[where]], count) + offset]]))
        both = np.unique(np.concatenate(pairs, axis=1), axis=1) if len(pairs[1][0]) else pairs[0]
        return both[0], both[1]

    def _gap_table(self, gaps: Sequence[str]) -> NDArray[np.bool_]:
        rows = [[gap_allows(gap, joint) for gap in gaps] for joint in self._joint_names]
        return np.array(rows, bool).reshape(len(self._joint_names), len(gaps))


class _WordLookup:
    """Which word patterns a word fits, remembered for each distinct word."""

    def __init__(self, numbers: dict[WordPattern, int], *, accents: bool, language: str) -> None:
        self.accents, self.language = accents, language
        self._literal: dict[tuple[bool, str], list[int]] = {}
        self._stems: dict[str, list[int]] = {}
        self._globs: dict[tuple[bool, str], list[tuple[re.Pattern[str], int]]] = {}
        for pattern, number in numbers.items():
            if pattern.stem:
                self._stems.setdefault(pattern.glob, []).append(number)
            elif pattern.is_literal:
                self._literal.setdefault((pattern.case, pattern.glob), []).append(number)
            else:
                prefix = re.split(r"[*?]", pattern.glob, maxsplit=1)[0]
                compiled = re.compile(translate(pattern.glob.replace("[", "[[]")))
                self._globs.setdefault((pattern.case, prefix), []).append((compiled, number))
        self._longest = max((len(prefix) for _, prefix in self._globs), default=0)
        self._cases = sorted({p.case for p in numbers if not p.stem})
        self._known: dict[str, list[int]] = {}

    def patterns_of(self, word: str) -> list[int]:
        """Return the numbers of the word patterns that a word fits."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._work_out(word)
        return found

    def _work_out(self, word: str) -> list[int]:
        found: list[int] = []
        for case in self._cases:
            form = fold(word, case=case, accents=self.accents)
            found += self._literal.get((case, form), ())
            for n in range(min(len(form), self._longest) + 1):
                for compiled, number in self._globs.get((case, form[:n]), ()):
                    if compiled.match(form):
                        found.append(number)
        if self._stems:
            form = fold(word, accents=self.accents)
            found += self._stems.get(stem_of(form, self.language), ())
        return found


def _anchor(pattern: Alternative) -> int:
    weights = [word.weight() for word in pattern.words]
    return weights.index(max(weights))
