"""Which word patterns a word fits: literal words, wildcards and stems, each by its own index."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fnmatch import translate

from framing.lexicon.characters import fold
from framing.lexicon.pattern import WordPattern, stem_of

__all__ = ["LONGEST_WORD", "WordLookup"]

LONGEST_WORD = 1_000
"""Characters: a longer run of letters is no word and fits no pattern but a lone `*`."""

_HEAD = 3
_WILD = re.compile(r"[*?]+")
_NONE: tuple[int, ...] = ()


class WordLookup:
    """Finds the patterns that words fit.

    Parameters
    ----------
    numbers
        The number of each word pattern; none is a lone `*`.
    accents
        Keep accents; else they are folded.
    language
        Of the stems.
    """

    def __init__(self, numbers: Mapping[WordPattern, int], *, accents: bool, language: str) -> None:
        self._accents, self._language = accents, language
        self._stems: dict[str, list[int]] = {}
        globs: dict[bool, dict[str, list[int]]] = {}
        for pattern, number in numbers.items():
            if pattern.stem:
                self._stems.setdefault(pattern.glob, []).append(number)
            else:
                globs.setdefault(pattern.case, {}).setdefault(pattern.glob, []).append(number)
        self._by_case = [(case, _Globs(found)) for case, found in sorted(globs.items())]

    def fits(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Return for each word the numbers of the patterns that it fits, in order."""
        found: list[list[int]] = [[] for _ in words]
        for case, globs in self._by_case:
            for i, form in enumerate(self._forms(words, case)):
                fitting = globs.fitting(form)
                if fitting:
                    found[i] += fitting
        if self._stems:
            for i, form in enumerate(self._forms(words, False)):
                found[i] += self._stems.get(stem_of(form, self._language), ()) if form else ()
        return [tuple(sorted(numbers)) if numbers else _NONE for numbers in found]

    def _forms(self, words: Sequence[str], case: bool) -> list[str]:
        """Return words as they are compared; empty where a word is too long to be one."""
        return [
            fold(word, case=case, accents=self._accents) if len(word) <= LONGEST_WORD else ""
            for word in words
        ]


class _Globs:
    """Globs of words, looked up by the letters they begin or end with."""

    def __init__(self, numbers: Mapping[str, list[int]]) -> None:
        self._literal: dict[str, list[int]] = {}
        self._prefixes: dict[str, list[int]] = {}
        self._suffixes: dict[str, list[int]] = {}
        self._others: dict[str, list[_Glob]] = {}
        for glob, found in numbers.items():
            pieces = _WILD.split(glob)
            if len(pieces) == 1:
                self._literal[glob] = found
            elif glob.endswith("*") and len(pieces) == 2 and glob == pieces[0] + "*":
                self._prefixes[pieces[0]] = found
            elif glob.startswith("*") and len(pieces) == 2 and glob == "*" + pieces[1]:
                self._suffixes[pieces[1]] = found
            else:
                self._others.setdefault(pieces[0], []).append(_Glob(glob, pieces, found))
        begins = {*self._prefixes, *self._others}
        self._longest = max(map(len, begins), default=-1)
        self._heads = {begin[:_HEAD] for begin in begins if len(begin) >= _HEAD}
        self._short = sorted({len(begin) for begin in begins if len(begin) < _HEAD})
        self._ends = sorted({len(end) for end in self._suffixes})

    def fitting(self, form: str) -> list[int]:
        """Return the numbers of the globs that a folded word fits."""
        if not form:
            return []
        found = list(self._literal.get(form, ()))
        for n in self._short:
            self._add_beginning(form, form[:n], found)
        if form[:_HEAD] in self._heads:
            for n in range(_HEAD, min(len(form), self._longest) + 1):
                self._add_beginning(form, form[:n], found)
        for n in self._ends:
            if n <= len(form):
                found += self._suffixes.get(form[len(form) - n :], ())
        return found

    def _add_beginning(self, form: str, begin: str, found: list[int]) -> None:
        found += self._prefixes.get(begin, ())
        for glob in self._others.get(begin, ()):
            if glob.fits(form):
                found += glob.numbers


class _Glob:
    """A glob that takes more than a look at a word's beginning or end."""

    def __init__(self, glob: str, pieces: Sequence[str], numbers: list[int]) -> None:
        self.numbers = numbers
        self._glob = glob
        self._piece = max(pieces, key=len)
        self._compiled: re.Pattern[str] | None = None

    def fits(self, form: str) -> bool:
        if self._piece not in form:
            return False
        if self._compiled is None:
            self._compiled = re.compile(translate(self._glob.replace("[", "[[]")))
        return self._compiled.match(form) is not None
