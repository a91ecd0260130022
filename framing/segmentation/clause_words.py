"""The words of all clauses that hold a cue, in one row, for the whole buffer at once.

A direct quotation becomes one word; hidden marks, full stops inside a sentence and short asides
in brackets are left out; the apostrophe of a plural possessive becomes part of its word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.segmentation.form_bits import ADVERB, AUXILIARY, CUE, IN_LY, MAY_BE_HIDDEN, OUTSIDE
from framing.segmentation.word_classes import QUOTE_FORM, Forms
from framing.segmentation.words import Words

__all__ = ["EDGE", "ClauseWords", "Marks", "Pieces", "clause_words"]

EDGE = 3
"""So many empty words stand on each side of a clause: no rule looks further past its ends."""

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
        For each place of the buffer, and two behind it, whether a mark stands there that clauses
        pass over.
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
    """The words of clauses in one row, with a few empty words before, between and after them.

    Parameters
    ----------
    form
        Number of each word among the language's forms.
    bits
        Its classes: see `form_bits`.
    capital
        Whether it begins with a capital.
    first, after
        Where each clause begins and ends in the row.
    start, end
        Spans in the buffer; those of empty words mean nothing.
    short_ends
        Where the words in short marks begin in the buffer, and where they end.
    """

    form: NDArray[np.int32]
    bits: NDArray[np.int64]
    capital: Flags
    first: Places
    after: Places
    start: Places
    end: Places
    short_ends: Mapping[int, int]


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
    begins = np.searchsorted(kept, layout.begins)
    margins = EDGE * np.arange(1, len(begins))
    at = np.arange(len(kept)) + np.repeat(margins, np.diff(begins))
    n_places = len(kept) + EDGE * len(begins)
    form = np.full(n_places, forms.number(""), np.int32)
    form[at] = layout.form[kept]
    capital = _spread(words.capital[layout.at[kept]], at, n_places)
    return ClauseWords(
        form,
        _without_names(forms.bits[form], capital),
        capital,
        begins[:-1] + margins,
        begins[1:] + margins,
        _spread(layout.start[kept], at, n_places),
        _spread(layout.end[kept], at, n_places),
        marked.short,
    )


def _without_names(bits: NDArray[np.int64], capital: Flags) -> NDArray[np.int64]:
    """Take names in -ly out of the adverbs: Mr. Connolly, and “Connolly said” at the beginning."""
    at = np.flatnonzero(capital & (bits & IN_LY > 0))
    is_name = (bits[at - 1] & OUTSIDE == 0) | (bits[at + 1] & (CUE | AUXILIARY) > 0)
    bits[at[is_name]] &= ~ADVERB
    return bits


def _spread(values: NDArray[Any], at: Places, n_places: int) -> NDArray[Any]:
    """Put values at their places in a row; elsewhere stands nothing."""
    row = np.zeros(n_places, values.dtype)
    row[at] = values
    return row


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
        n_words = len(self.at)
        first, after = np.searchsorted(self.start, starts), np.searchsorted(self.start, ends)
        edges = np.bincount(first, minlength=n_words + 1) - np.bincount(
            after, minlength=n_words + 1
        )
        inside = np.cumsum(edges)[:-1] > 0
        self.opens[first[first < after]] = True
        self.opens[self.begins[:-1]] = inside[self.begins[:-1]]
        opens = np.flatnonzero(self.opens)
        number = np.searchsorted(starts, self.start[opens], side="right") - 1
        self.keep = ~inside | self.opens
        self.start[opens], self.end[opens] = starts[number], ends[number]
        self.form[opens] = QUOTE_FORM
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
