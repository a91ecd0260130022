"""A sentence as the rules of reported speech see it, and where its clauses begin and end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from framing.segmentation.clause_words import ClauseWords
from framing.segmentation.grammar import Grammar
from framing.segmentation.word_classes import PUNCTUATION, QUOTE, Forms

__all__ = ["COLONS", "COMMAS", "DASHES", "MARKS", "PUNCTUATION", "QUOTE", "Clause", "clauses_of"]

Span = tuple[int, int]

DASHES = frozenset("–—―-")
COMMAS = DASHES | {","}
COLONS = DASHES | {":"}
MARKS = PUNCTUATION - {QUOTE}
"""Marks of punctuation: dashes; those or a comma; those or a colon; all but quotations."""
_OUTSIDE = [""] * 12
_FINAL = frozenset(".!?…:;")


@dataclass(slots=True)
class Clause:
    """Words of a sentence; a direct quotation is one word, short marks and short asides are gone.

    Parameters
    ----------
    words
        Lower-case words.
    word
        Returns a word by its place, or an empty one a few places outside the sentence.
    finite
        For each word whether it is likely to be a finite verb; and the same of the place after
        the last.
    adverb, capital, opening, possessive
        For each word whether it is an adverb, has a capital, may begin a noun phrase, ends in 's.
    grammar
        The language's small words.
    among, first
        The words of all clauses, and where this one begins among them.
    """

    words: list[str]
    word: Callable[[int], str]
    finite: bytes
    adverb: bytes
    capital: bytes
    opening: bytes
    possessive: bytes
    grammar: Grammar
    among: ClauseWords
    first: int

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, after: int) -> Span:
        """Return where the words `first` to `after` stand in the buffer."""
        return self.among.starts[self.first + first], self.among.ends[self.first + after - 1]

    def marked_end(self, i: int) -> int:
        """Return the place after the words in short marks that begin at a place, 0 if none do."""
        if not 0 <= i < len(self.words):
            return 0
        stop = self.among.short_ends.get(self.among.starts[self.first + i])
        if stop is None:
            return 0
        after = i + 1
        while after < len(self.words) and self.among.ends[self.first + after] <= stop:
            after += 1
        return after

    def is_end(self, i: int) -> bool:
        """Whether nothing but a final mark stands from a place on."""
        last = len(self.words) - 1
        return i > last or (i == last and self.words[i] in _FINAL)

    def is_possessive(self, i: int) -> bool:
        """Whether a word ends in 's or s'."""
        return 0 <= i < len(self.possessive) and self.possessive[i] == 1

    def is_name(self, i: int) -> bool:
        """Whether a word has a capital that the beginning of the sentence does not explain."""
        return 0 < i < len(self.words) and self.capital[i] == 1

    @property
    def is_title(self) -> bool:
        """Whether most long words have capitals, as in a headline."""
        long = [self.capital[i] for i in range(len(self.words)) if len(self.words[i]) > 3]
        return len(long) > 4 and sum(long) > 0.85 * len(long)

    def is_finite(self, i: int) -> bool:
        """Whether a word is likely to be a finite verb."""
        return 0 <= i < len(self.finite) and self.finite[i] == 1

    def ends_finite(self, i: int) -> bool:
        """Whether the form of a verb is no infinitive: says, said, saying, but not say."""
        word = self.word(i)
        return word.endswith(("s", "ed", "ing")) or word in self.grammar.finite

    def next_stop(self, i: int) -> int:
        """Return the next place from a place on of a comma, semicolon or bracket, −1 if none."""
        found = self.among.stop.find(1, self.first + i, self.first + len(self.words))
        return found - self.first if found >= 0 else -1

    def may_say(self, first: int, after: int) -> bool:
        """Whether a word that can be a verb of saying stands between two places."""
        return self.among.saying.find(1, self.first + first, self.first + after) >= 0

    def may_claim(self, first: int, after: int) -> bool:
        """Whether a word that can be a noun for a claim stands between two places."""
        return self.among.claim.find(1, self.first + first, self.first + after) >= 0

    def has_finite(self, first: int, after: int) -> bool:
        """Whether a finite verb stands between two places."""
        return self.finite.find(1, max(first, 0), min(after, len(self.words))) >= 0

    def before_adverbs(self, i: int) -> int:
        """Return the place of the last word before `i` that is no adverb."""
        i -= 1
        while i >= 0 and self.adverb[i]:
            i -= 1
        return i

    def is_adverb(self, i: int) -> bool:
        """Whether a word is an adverb of the closed list or ends in -ly."""
        return 0 <= i < len(self.adverb) and self.adverb[i] == 1

    def begins_phrase(self, i: int) -> bool:
        """Whether a noun phrase may begin at a place: determiner, pronoun, name or number."""
        return 0 <= i < len(self.words) and (
            self.opening[i] == 1 or (i > 0 and self.capital[i] == 1)
        )


def clauses_of(rows: ClauseWords, forms: Forms, language: Grammar) -> Iterator[Clause]:
    """Yield the clauses of a row of words, in order."""
    words = forms.objects[rows.form].tolist()
    for number, (first, after) in enumerate(pairwise(rows.begins.tolist())):
        own = words[first:after]
        yield Clause(
            own,
            (own + _OUTSIDE).__getitem__,
            rows.finite[first + number : after + number + 1],
            rows.adverb[first:after],
            rows.capital[first:after],
            rows.opening[first:after],
            rows.possessive[first:after],
            language,
            rows,
            first,
        )
