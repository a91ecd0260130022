"""Which word patterns a word fits: literal words, wildcards and stems, each by its own index."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fnmatch import translate
from itertools import chain

from framing.lexicon.pattern import WordPattern, stem_of
from framing.lexicon.word_forms import END, EdgeIndex, WordForms, forms_of

__all__ = ["WordLookup"]

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
        asked = tuple(words)
        for case, globs in self._by_case:
            globs.find(forms_of(asked, case=case, accents=self._accents), found)
        for case, stems in self._stems.items():
            forms = forms_of(asked, case=case, accents=self._accents)
            for i, form in enumerate(forms.strings):
                number = stems.get(stem_of(form, self._language)) if form else None
                if number is not None:
                    found.setdefault(i, []).append(number)
        return {i: tuple(sorted(numbers)) for i, numbers in found.items()}


class _Globs:
    """Globs of words, looked up by the letters that they begin or end with."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        begins: dict[str, list[_Glob]] = {}
        ends: dict[str, list[_Glob]] = {}
        for text, number in numbers.items():
            glob = _Glob(text, number)
            if glob.begin:
                begins.setdefault(glob.begin + END * glob.is_literal, []).append(glob)
            else:
                ends.setdefault(glob.end, []).append(glob)
        self._begins = EdgeIndex(begins)
        self._ends = EdgeIndex(ends, from_end=True)

    def find(self, forms: WordForms, found: dict[int, list[int]]) -> None:
        """Add to `found` for each place of a folded word the numbers of the globs it fits."""
        first, last = forms.edges
        for i, globs in chain(self._begins.hits(first), self._ends.hits(last)):
            form = forms.strings[i]
            for glob in globs:
                if glob.fits(form):
                    found.setdefault(i, []).append(glob.number)


class _Glob:
    """A glob: the letters before its first wildcard and after its last, and what lies between."""

    def __init__(self, glob: str, number: int) -> None:
        self.number, self._glob = number, glob
        pieces = _WILD.split(glob)
        self.is_literal = len(pieces) == 1
        self.begin, self.end = pieces[0], pieces[-1]
        self._least = len(glob.replace("*", ""))
        self._takes_any_middle = glob == f"{self.begin}*{self.end}"
        self._compiled: re.Pattern[str] | None = None

    def fits(self, form: str) -> bool:
        if self.is_literal:
            return form == self._glob
        if len(form) < self._least or not form.startswith(self.begin):
            return False
        if self._takes_any_middle or not form.endswith(self.end):
            return form.endswith(self.end)
        if self._compiled is None:
            self._compiled = re.compile(translate(self._glob.replace("[", "[[]")))
        return self._compiled.match(form) is not None
