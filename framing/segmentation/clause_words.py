"""The words of all clauses that hold a cue, in one row, for the whole buffer at once.

A direct quotation becomes one word; hidden marks, full stops inside a sentence and short asides
in brackets are left out; the apostrophe of a plural possessive becomes part of its word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from framing.segmentation.word_classes import (
    ADVERB,
    CLAIM,
    DETERMINER,
    FINITE,
    MARK,
    MAY_BE_HIDDEN,
    OPENING,
    PAST,
    PLAIN_PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE_FORM,
    SAYING,
    STOP,
    Forms,
)
from framing.segmentation.words import Words

__all__ = ["ClauseWords", "Marks", "Pieces", "clause_words"]

_LONGEST_ASIDE = 6
_ABBREVIATION = 3

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Pieces:
    """Sentences, or parts of long ones, as half-open ranges of words, in order."""

    first: Places
    after: Places

    def __len__(self) -> int:
        return len(self.first)


@dataclass(frozen=True)
class Marks:
    """What clauses have to know of marks.

    Parameters
    ----------
    starts, ends
        The direct quotations, in order and disjoint.
    hidden
        For each place of the buffer, whether a mark stands there that clauses pass over.
    short
        Where the words in short marks begin in the buffer, and where they end.
    """

    starts: Places
    ends: Places
    hidden: Flags
    short: Mapping[int, int]

    def without_quotations(self) -> Marks:
        """Return the same, with the words of direct quotations as words."""
        none = np.empty(0, np.int64)
        return Marks(none, none, self.hidden, self.short)


@dataclass(frozen=True)
class ClauseWords:
    """The words of clauses as columns.

    Parameters
    ----------
    form
        Number of each word among the language's forms.
    begins
        Where each clause begins among the words, and where the last one ends.
    starts, ends
        Spans in the buffer.
    finite, adverb, capital, opening, possessive, stop, saying, claim
        One byte for each word; `finite` has one more for the place after each clause, so that
        clause i begins there at `begins[i] + i`.
    short_ends
        Where the words in short marks begin in the buffer, and where they end.
    """

    form: NDArray[np.int32]
    begins: Places
    starts: memoryview
    ends: memoryview
    finite: bytes
    adverb: bytes
    capital: bytes
    opening: bytes
    possessive: bytes
    stop: bytes
    saying: bytes
    claim: bytes
    short_ends: Mapping[int, int]

    def by_clause(self, flags: Flags) -> list[list[int]]:
        """Return for each clause at which of its words a flag stands."""
        places = np.flatnonzero(flags)
        bounds = np.searchsorted(places, self.begins)
        within = places - np.repeat(self.begins[:-1], np.diff(bounds))
        listed = within.tolist()
        return [listed[a:b] for a, b in pairwise(bounds.tolist())]


def clause_words(words: Words, forms: Forms, pieces: Pieces, marked: Marks) -> ClauseWords:
    """Lay out the words of the clauses of some pieces.

    Parameters
    ----------
    words
        The words of the buffer.
    forms
        The forms that they have.
    pieces
        Which of them make a clause.
    marked
        The direct quotations, and the marks that are not to be seen.
    """
    layout = _Layout(words, forms, pieces, marked)
    kept = np.flatnonzero(layout.keep)
    form, start, end = layout.form[kept], layout.start[kept], layout.end[kept]
    begins = np.searchsorted(kept, layout.begins)
    bits = forms.bits[form]
    capital = words.capital[layout.at[kept]]
    return ClauseWords(
        form,
        begins,
        memoryview(start),
        memoryview(end),
        _finite(bits, capital, begins),
        _bytes(bits & ADVERB),
        _bytes(capital),
        _bytes(bits & OPENING),
        _bytes(bits & POSSESSIVE),
        _bytes(bits & STOP),
        _bytes(bits & SAYING),
        _bytes(bits & CLAIM),
        marked.short,
    )


def _bytes(flags: NDArray[np.int32] | Flags) -> bytes:
    return flags.astype(bool).tobytes()


def _finite(bits: NDArray[np.int32], capital: Flags, begins: Places) -> bytes:
    """Tell which words are likely to be finite verbs, and the same of the place after a clause."""
    n_clauses = len(begins) - 1
    ends = begins[1:] + np.arange(n_clauses)
    wide = np.zeros(len(bits) + n_clauses, np.int32)
    is_word = np.ones(len(wide), bool)
    is_word[ends] = False
    wide[is_word] = bits
    small = np.ones(len(wide), bool)
    small[is_word] = ~capital
    before = np.zeros_like(wide)
    before[1:] = wide[:-1]
    after_pronoun = (before & PRONOUN > 0) & (wide & MARK == 0)
    not_noun = before & (DETERMINER | PREPOSITION) == 0
    past = (wide & PAST > 0) | ((wide & PLAIN_PAST > 0) & small & not_noun)
    by_place = np.where(after_pronoun, wide & (PREPOSITION | DETERMINER) == 0, past)
    return np.asarray((wide & FINITE > 0) | by_place).tobytes()


class _Layout:
    """Which words the clauses keep, and under which form and span, found step by step.

    Attributes
    ----------
    at
        The place of each word in the buffer's words.
    piece
        The clause of each word.
    keep, form, start, end
        What becomes of each.
    """

    def __init__(self, words: Words, forms: Forms, pieces: Pieces, marked: Marks) -> None:
        lengths = pieces.after - pieces.first
        self.begins = np.concatenate([[0], np.cumsum(lengths)])
        self.piece = np.repeat(np.arange(len(pieces)), lengths)
        self.at = np.arange(len(self.piece)) + np.repeat(pieces.first - self.begins[:-1], lengths)
        self.form, self.start, self.end = (
            words.form[self.at],
            words.start[self.at],
            words.end[self.at],
        )
        self.keep = np.ones(len(self.at), bool)
        self.words, self.forms, self.marked = words, forms, marked
        self.opens = np.zeros(len(self.at), bool)
        self.quoted = self._put_quotes()
        marks = forms.bits[self.form] & MAY_BE_HIDDEN > 0
        special = marks & ~self._is_plain(marks)
        self._drop_asides(np.flatnonzero(special & ~self.quoted))
        seen = np.flatnonzero(special & self.keep & ~self.quoted)
        self._drop_stops(seen[self.form[seen] == forms.number(".")])
        self._drop_hidden(seen[~np.isin(self.form[seen], [forms.number(w) for w in ".(["])])
        seen = seen[self.keep[seen]]
        self._join_apostrophes(seen[self.form[seen] == forms.number("'")])

    def _put_quotes(self) -> Flags:
        """Make one word of each direct quotation; return which words lie in one."""
        starts, ends = self.marked.starts, self.marked.ends
        if not len(starts) or not len(self.at):
            return np.zeros(len(self.at), bool)
        number = np.searchsorted(starts, self.start, side="right") - 1
        inside = (number >= 0) & (self.start < ends[np.maximum(number, 0)])
        fresh = np.ones(len(inside), bool)
        fresh[1:] = (number[1:] != number[:-1]) | (self.piece[1:] != self.piece[:-1]) | ~inside[:-1]
        self.opens = inside & fresh
        self.keep &= ~inside | fresh
        self.start[self.opens] = starts[number[self.opens]]
        self.end[self.opens] = ends[number[self.opens]]
        self.form[self.opens] = QUOTE_FORM
        return np.asarray(inside)

    def _is_plain(self, marks: Flags) -> Flags:
        """Tell which words lie in a piece with no quotation, and no mark before its last word."""
        special = marks | self.quoted
        last = self.begins[1:] - 1
        special[last] = self.quoted[last]
        busy = np.bincount(self.piece, special, len(self.begins) - 1) > 0
        return np.asarray(~busy[self.piece])

    def _drop_asides(self, seen: Places) -> None:
        """Leave out short asides in brackets; what they cut of a quotation is words again."""
        opening = [self.forms.number(w) for w in "(["]
        closing = {self.forms.number(w) for w in ")]"}
        past = 0
        for i in seen[np.isin(self.form[seen], opening)].tolist():
            stop = min(i + _LONGEST_ASIDE, int(self.begins[self.piece[i] + 1]))
            end = next((j + 1 for j in range(i + 1, stop) if self.form[j] in closing), 0)
            if i < past or not end:
                continue
            past = end
            self.keep[i:past] = False
            while end < len(self.at) and self.quoted[end] and not self.opens[end]:
                self.keep[end], self.quoted[end] = True, False
                end += 1

    def _drop_stops(self, stops: Places) -> None:
        """Leave out full stops inside a sentence, but for one before a quotation."""
        inside = stops[stops < self.begins[self.piece[stops] + 1] - 1]
        self.keep[inside] = False
        for i in inside[self.opens[inside + 1]].tolist():
            piece = self.piece[i]
            before = i - 1 if i > self.begins[piece] else self.begins[piece + 1] - 1
            self.keep[i] = len(self.raw(before)) > _ABBREVIATION

    def _drop_hidden(self, marks: Places) -> None:
        self.keep[marks[self.marked.hidden[self.start[marks]]]] = False

    def _join_apostrophes(self, seen: Places) -> None:
        """Join the apostrophe of dockers' to its word, where another word follows."""
        piece = self.piece[seen]
        between = (seen > self.begins[piece]) & (seen < self.begins[piece + 1] - 1)
        seen = seen[between]
        at = self.at[seen]
        for i in seen[self.words.end[at - 1] == self.words.start[at]].tolist():
            word = self.raw(i - 1)
            if not word.endswith("s") or not self.raw(i + 1)[0].isalnum():
                continue
            self.keep[i] = False
            if not self.quoted[i - 1]:
                self.form[i - 1], self.end[i - 1] = self.forms.number(f"{word}'"), self.end[i]

    def raw(self, i: int) -> str:
        """Return a word as the buffer has it."""
        word: str = self.forms.texts[self.words.form[self.at[i]]]
        return word
