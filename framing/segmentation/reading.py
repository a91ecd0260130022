"""The clauses being read, one after the other: what was found so far, and how a report is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.segmentation.boundaries import content_end, phrase_end
from framing.segmentation.clauses import COLONS, COMMAS, PUNCTUATION, QUOTE, Clause
from framing.segmentation.cues import Cue
from framing.segmentation.form_bits import PAUSE, THAT_OR_HOW
from framing.segmentation.word_sets import word_set

__all__ = ["Reading", "Reports", "Span"]

Span = tuple[int, int]

_NOBODY: Span = (0, 0)
_LONGEST_ASIDE = 24
_AUTHORS = word_set("i we my our yo nosotros nosotras mi nuestra я мы мой нашему ми мій нашу")
_PAUSES = COMMAS | COLONS


class Reports(NamedTuple):
    """Stretches of reported speech and their sources, as places in the row of clauses.

    Parameters
    ----------
    clause
        The number of the clause of each.
    first, after
        What is reported; equal where only a quotation is.
    source_first, source_after
        The words that name the source; both 0 where none do.
    quotes
        Quotations in what is reported: the report of each, and its place.
    """

    clause: NDArray[np.int64]
    first: NDArray[np.int64]
    after: NDArray[np.int64]
    source_first: NDArray[np.int64]
    source_after: NDArray[np.int64]
    quotes: list[tuple[int, int]]


_N_COLUMNS = len(Reports._fields) - 1


class Reading:
    """The clause at work, the reports found so far, the cue tried, how far back a report reaches.

    What “I” or “we” think is kept in transcripts only: elsewhere it is the author’s own voice.
    """

    __slots__ = (
        "_begin", "_in_transcript", "_kept", "_quotes", "clause", "cue", "cues", "floor", "grammar",
        "number", "words",
    )  # fmt: skip

    def __init__(self, clause: Clause, cue: Cue, in_transcript: Sequence[bool]) -> None:
        self.clause = clause
        self.cue = cue
        self.cues = clause.cues
        self.words = clause.words
        self.grammar = clause.grammar
        self._kept: list[int] = []  # the columns of `Reports`, report after report
        self._quotes: list[tuple[int, int]] = []
        self._in_transcript = in_transcript
        self.number = self.floor = self._begin = 0

    def begin(self, number: int) -> None:
        """Begin with a clause: nothing is found in it yet."""
        self.number = number
        self.floor = self.clause.first
        self._begin = len(self._kept)

    @property
    def reports(self) -> Reports:
        """What was found so far."""
        kept = np.fromiter(self._kept, np.int64, len(self._kept))
        number, first, after, source_first, source_after = kept.reshape(-1, _N_COLUMNS).T
        return Reports(number, first, after, source_first, source_after, self._quotes)

    @property
    def last_source(self) -> Span | None:
        """The source of the last report."""
        first, after = self._kept[-2:]
        return (first, after) if first else None

    @property
    def has_found(self) -> bool:
        """Whether the clause at work holds a report."""
        return len(self._kept) > self._begin

    # What stands where.

    def is_that(self, i: int) -> bool:
        """Whether that, whether, how … stands at a place."""
        return bool(self.clause.classes[i] & THAT_OR_HOW)

    def is_relative(self, i: int) -> bool:
        """Tell “a list that included” from “said that”."""
        return self.words[i] == "that" and self.clause.finite[i + 1] == 1

    def place_of_that(self, after: int) -> int:
        """Return where that, whether, how … stands after a verb, −1 if nowhere."""
        kind = self.clause.classes[after]
        if kind & THAT_OR_HOW:
            return after
        if not kind & PAUSE:
            return -1
        pause = self.words[after]
        if self.grammar.comma_before_that:
            return after + 1 if self.words[after + 1] in self.grammar.that else -1
        for i in range(after + 2, min(after + _LONGEST_ASIDE, self.clause.after)):
            if self.words[i] == pause:
                follows = self.words[i + 1] in self.grammar.that and not self.is_relative(i + 1)
                return i + 1 if follows else -1
            if self.words[i] in PUNCTUATION and self.words[i] != ",":
                return -1
        return -1

    def at_pause(self, i: int) -> bool:
        """Whether the clause ends or pauses at a place."""
        return self.clause.over[i] == 1 or self.clause.mark[i] == 1

    def more_than_quote(self, i: int) -> bool:
        """Whether a clause goes on after a quotation that begins it."""
        return not self.at_pause(i + 1)

    def is_reported(self, i: int) -> bool:
        """Whether a place lies in what was reported already."""
        first = self._kept[self._begin + 1 :: _N_COLUMNS]
        after = self._kept[self._begin + 2 :: _N_COLUMNS]
        return any(a <= i <= b + 1 for a, b in zip(first, after, strict=True))

    def shares_source(self, i: int) -> bool:
        """Whether a verb without a source of its own has that of the verb before: “and said”."""
        before = self.words[self.clause.before_adverbs(i)]
        return before in self.grammar.coordinators or self.words[i].endswith("ing")

    # How a report is kept.

    def add(self, first: int, source: Span | None) -> bool:
        """Report from a place to the end of its clause."""
        end = content_end(self.clause, first, self.cue.first)
        return self.append(first, end, source)

    def add_phrase(self, first: int, source: Span | None, *, core: int = -1) -> bool:
        """Report from a place to the end of its phrase, which does not end before its core."""
        core = max(first, core)
        end = content_end(self.clause, core, self.cue.first)
        return self.append(first, phrase_end(self.clause, core, end, self.cues), source)

    def append(self, first: int, after: int, source: Span | None) -> bool:
        """Report a stretch without the marks at its edges; false if nothing is left of it."""
        words = self.words
        mark = self.clause.mark
        while first < after and mark[first] and words[first] in _PAUSES:
            first += 1
        while after > first and mark[after - 1] and words[after - 1] != QUOTE:
            after -= 1
        if first >= after:
            return False
        if source and words[source[0]] == "whose":
            source = None
        if self.clause.quote.find(1, first, after) >= 0:
            number = len(self._kept) // _N_COLUMNS
            self._quotes += [(number, i) for i in range(first, after) if words[i] == QUOTE]
        if source and source[1] - source[0] == 1 and self._is_own(words[source[0]]):
            after = first
        self._kept += (self.number, first, after, *(source or _NOBODY))
        return True

    def _is_own(self, source: str) -> bool:
        """Whether what the cue at work reports is what the author thinks, fears or hopes."""
        if source not in _AUTHORS or self._in_transcript[self.number]:
            return False
        return self.cue.kinds.is_attitude

    def quote(self, i: int, source: Span | None) -> None:
        """Report only a quotation."""
        if self.words[i] == QUOTE:
            self._quotes.append((len(self._kept) // _N_COLUMNS, i))
            self._kept += (self.number, i, i, *(source or _NOBODY))
