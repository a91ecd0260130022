"""Which word patterns a word fits: literal words, wildcards and stems, each by its own index."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from fnmatch import translate
from itertools import compress, count
from operator import itemgetter

from framing.lexicon.characters import fold_all
from framing.lexicon.pattern import WordPattern, stem_of

__all__ = ["LONGEST_WORD", "WordLookup"]

LONGEST_WORD = 1_000
"""Characters: a longer run of letters is no word and fits no pattern but a lone `*`."""

_HEAD = 5
_WILD = re.compile(r"[*?]+")


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
        self._stems: dict[bool, dict[str, int]] = {}
        globs: dict[bool, dict[str, int]] = {}
        for pattern, number in numbers.items():
            if pattern.stem:
                self._stems.setdefault(pattern.case, {})[pattern.glob] = number
            else:
                globs.setdefault(pattern.case, {})[pattern.glob] = number
        self._by_case = [(case, _Globs(found)) for case, found in sorted(globs.items())]

    def fits(self, words: Sequence[str]) -> dict[int, tuple[int, ...]]:
        """Return by the places of words the numbers of the patterns that each fits, in order.

        Words that fit none are left out.
        """
        found: dict[int, list[int]] = {}
        words = [word if len(word) <= LONGEST_WORD else "" for word in words]
        for case, globs in self._by_case:
            globs.find(fold_all(words, case=case, accents=self._accents), found)
        for case, stems in self._stems.items():
            for i, form in enumerate(fold_all(words, case=case, accents=self._accents)):
                number = stems.get(stem_of(form, self._language)) if form else None
                if number is not None:
                    found.setdefault(i, []).append(number)
        return {i: tuple(sorted(numbers)) for i, numbers in found.items() if numbers}


class _Globs:
    """Globs of words, looked up by the letters that they begin or end with."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._literal: dict[str, int] = {}
        self._ends_of: dict[int, dict[str, int]] = {}
        self._begins: dict[str, tuple[list[int], list[_Glob]]] = {}
        for glob, number in numbers.items():
            pieces = _WILD.split(glob)
            begin = pieces[0]
            if len(pieces) == 1:
                self._literal[glob] = number
            elif begin and glob == begin + "*":
                self._begins.setdefault(begin, ([], []))[0].append(number)
            elif len(pieces) == 2 and glob == "*" + pieces[1]:
                self._ends_of.setdefault(len(pieces[1]), {})[pieces[1]] = number
            else:
                self._begins.setdefault(begin, ([], []))[1].append(_Glob(glob, pieces, number))
        self._begins_of: dict[int, set[str]] = {}
        for begin in self._begins:
            self._begins_of.setdefault(len(begin), set()).add(begin)
        self._short = sorted(n for n in self._begins_of if n < _HEAD)
        heads: dict[str, set[int]] = {}
        for begin in self._begins:
            if len(begin) >= _HEAD:
                heads.setdefault(begin[:_HEAD], set()).add(len(begin))
        self._heads = {head: tuple(sorted(lengths)) for head, lengths in heads.items()}

    def find(self, forms: Sequence[str], found: dict[int, list[int]]) -> None:
        """Add to `found` for each place of a folded word the numbers of the globs it fits."""
        literal, heads = self._literal, self._heads
        for i in _where(forms, literal):
            found.setdefault(i, []).append(literal[forms[i]])
        for n in self._short:
            for i in _where(_parts(forms, slice(n)), self._begins_of[n]):
                if forms[i]:
                    self._add_begun(forms[i], n, i, found)
        for i in _where(_parts(forms, slice(_HEAD)), heads):
            for n in heads[forms[i][:_HEAD]]:
                if forms[i][:n] in self._begins_of[n]:
                    self._add_begun(forms[i], n, i, found)
        for n, ends in self._ends_of.items():
            for i in _where(_parts(forms, slice(-n, None)), ends):
                found.setdefault(i, []).append(ends[forms[i][-n:]])

    def _add_begun(self, form: str, n: int, i: int, found: dict[int, list[int]]) -> None:
        prefixes, globs = self._begins[form[:n]]
        numbers = found.setdefault(i, [])
        numbers += prefixes
        numbers += [glob.number for glob in globs if glob.fits(form)]


def _where(strings: Iterable[str], known: Container[str]) -> Iterator[int]:
    """Give the places of the strings that are known."""
    return compress(count(), map(known.__contains__, strings))


def _parts(forms: Sequence[str], part: slice) -> Iterator[str]:
    return map(itemgetter(part), forms)


class _Glob:
    """A glob that takes more than a look at a word's beginning or end."""

    def __init__(self, glob: str, pieces: Sequence[str], number: int) -> None:
        self.number = number
        self._glob = glob
        self._piece = max(pieces, key=len)
        self._compiled: re.Pattern[str] | None = None

    def fits(self, form: str) -> bool:
        if self._piece not in form:
            return False
        if self._compiled is None:
            self._compiled = re.compile(translate(self._glob.replace("[", "[[]")))
        return self._compiled.match(form) is not None
