"""The distinct forms of a language's words, numbered, with what is worked out once for each."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Sequence
from itertools import count, islice
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from framing.lexicon.vocabulary import Vocabulary
from framing.lexicon.word_table import WordTable
from framing.segmentation.cues import CueTable, cue_table
from framing.segmentation.form_bits import QUOTE, form_bits, listed_bits
from framing.segmentation.grammar import Grammar, grammar

__all__ = ["MAY_BE_CUE", "NO_CUE", "QUOTE_FORM", "Forms", "forms_of"]

NO_CUE, MAY_BE_CUE, _PAIR = -1, 0, 2
QUOTE_FORM = 0
"""The number of `QUOTE` among the forms."""

_MOST_FORMS = 125_000


def _alike(words: str) -> str:
    """Return words with one kind of apostrophe and hyphen."""
    words = words.replace("’", "'").replace("ʼ", "'")
    return words.replace("‐", "-").replace("‑", "-")


class Forms:
    """The distinct words of a language: lower case, one kind of apostrophe and hyphen.

    A form's number is its place in `texts`; numbers stay as long as the object lives.

    Attributes
    ----------
    texts
        The forms.
    reporting
        The single words that report clauses and thoughts.
    follows
        Of first words and the words that follow them: which of the cues' `sets` of categories
        lists the two as a cue; `MAY_BE_CUE` where more words are needed to tell, else `NO_CUE`.
        Row and column 0 stand for all other words.
    """

    def __init__(self, language: str) -> None:
        self.grammar: Grammar | None = grammar(language)
        self.cues: CueTable = cue_table(language.split("-")[0].lower())
        self.reporting = self.cues.listed("clause", "thought")
        self.texts: list[str] = []
        self._numbers: dict[str, int] = defaultdict(count().__next__)
        self._table = WordTable(self._of_words)
        self._listed = listed_bits(self.cues, self.grammar)
        phrases = self.cues.phrases
        heads = {word: i for i, word in enumerate(phrases, 1)}
        second_words = sorted({word for group in phrases.values() for word in group})
        seconds = {word: i for i, word in enumerate(second_words, 1)}
        self.follows = np.full((len(heads) + 1, len(seconds) + 1), NO_CUE)
        for word, group in phrases.items():
            for second, longer in group.items():
                is_pair = len(longer) == 1 and len(longer[0][0]) == _PAIR
                number = self.cues.numbers[longer[0][1]] if is_pair else MAY_BE_CUE
                self.follows[heads[word], seconds[second]] = number
        kinds = {word: self.cues.numbers[found] for word, found in self.cues.words.items()}
        # Of each word of a cue: its row and column in `follows`, and its kinds.
        self._parts = {
            word: (heads.get(word, 0), seconds.get(word, 0), kinds.get(word, 0))
            for word in heads | seconds | kinds
        }
        self._n_classed = 0
        self._columns = np.zeros((4, 0), np.int64)
        self._objects = np.empty(0, object)
        self.number(QUOTE)

    def number(self, form: str) -> int:
        """Return the number of a form, a new one where it is new."""
        found = self._numbers[form]
        if found == len(self.texts):
            self.texts.append(form)
        return found

    def of(self, vocabulary: Vocabulary, words: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return for each word twice the number of its form, and one more if it has a capital."""
        return self._table.of(vocabulary, words)

    def _of_words(self, words: Sequence[str]) -> NDArray[np.int64]:
        forms = _alike("\n".join(words).lower()).split("\n")
        n = len(self.texts)
        number = np.fromiter(map(self._numbers.__getitem__, forms), np.int64, len(forms))
        self.texts += islice(self._numbers, n, None)
        capital = np.fromiter(map(str.isupper, map(itemgetter(0), words)), bool, len(words))
        return np.asarray(2 * number + capital)

    @property
    def bits(self) -> NDArray[np.int64]:
        """The classes of each form."""
        return np.asarray(self._grown()[0])

    def have(self, form: NDArray[np.int32], bit: int) -> NDArray[np.bool_]:
        """Tell which of some words, given by their forms, are of a class."""
        bits = self.bits
        if len(form) < len(bits):
            return np.asarray(bits[form] & bit != 0)
        return np.asarray((bits & bit != 0)[form])

    @property
    def head(self) -> NDArray[np.int64]:
        """The row of each form in `follows`."""
        return np.asarray(self._grown()[1])

    @property
    def second(self) -> NDArray[np.int64]:
        """The column of each form in `follows`."""
        return np.asarray(self._grown()[2])

    @property
    def kinds(self) -> NDArray[np.int64]:
        """Which of the cues' `sets` of categories lists each form as a cue of one word."""
        return np.asarray(self._grown()[3])

    @property
    def objects(self) -> NDArray[np.object_]:
        """The forms as an array."""
        self._grown()
        return self._objects

    def _grown(self) -> NDArray[np.int64]:
        """Return the columns with a place for every form; there may be more, for forms to come."""
        first, after = self._n_classed, len(self.texts)
        if first < after:
            self._make_room(after)
            new = self.texts[first:after]
            listed, language = self._listed, self.grammar
            self._columns[0, first:after] = [
                form_bits(form, listed.get(form, 0), language) for form in new
            ]
            for i, form in enumerate(new, first):
                if form in self._parts:
                    self._columns[1:, i] = self._parts[form]
            self._objects[first:after] = new
            self._n_classed = after
        return self._columns

    def _make_room(self, n: int) -> None:
        """Have room for so many forms; it is doubled, so that few forms at a time cost little."""
        more = 2 * n - len(self._objects)
        if n > len(self._objects):
            self._columns = np.hstack([self._columns, np.zeros((4, more), np.int64)])
            self._objects = np.concatenate([self._objects, np.empty(more, object)])


class _Store(threading.local):
    """The forms of one thread, by language."""

    def __init__(self) -> None:
        self.known: dict[str, Forms] = {}


_STORE = _Store()


def forms_of(language: str) -> Forms:
    """Return the forms of a language met so far; begun anew when they grow too many."""
    known = _STORE.known.get(language)
    if known is None or len(known.texts) > _MOST_FORMS:
        known = _STORE.known[language] = Forms(language)
    return known
