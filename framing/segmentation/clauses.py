"""A clause as the rules of reported speech see it, among all clauses of a buffer."""

from __future__ import annotations

from framing.segmentation.clause_columns import clause_columns
from framing.segmentation.clause_words import ClauseWords
from framing.segmentation.form_bits import PUNCTUATION, QUOTE
from framing.segmentation.grammar import Grammar
from framing.segmentation.word_classes import Forms

__all__ = ["COLONS", "COMMAS", "DASHES", "MARKS", "PUNCTUATION", "QUOTE", "Clause"]

Span = tuple[int, int]

DASHES = frozenset("–—―-")
COMMAS = DASHES | {","}
COLONS = DASHES | {":"}
MARKS = PUNCTUATION - {QUOTE}
"""Marks of punctuation: dashes; those or a comma; those or a colon; all but quotations."""

_LONG, _FEWEST_LONG, _MOSTLY = 3, 4, 0.85


class Clause:
    """The clause at work: words of a sentence, in a row with those of all other clauses.

    A direct quotation is one word; short marks and short asides are gone. Places are places in
    the row; a few empty words stand between two clauses, so that a rule may look past both ends.

    Attributes
    ----------
    words
        The lower-case words of the row.
    first, after
        Where the clause begins and ends in it.
    grammar, cues
        The language's small words, and the words that report.
    start, end
        Spans of the words in the buffer.
    rows
        The row.
    finite, adverb, capital, …
        See `ClauseColumns`.
    passing
        The names given in passing that were found so far, by the places of their cues.
    """

    __slots__ = (
        "_bounds", "_short_ends", "adverb", "after", "after_source", "capital", "classes", "comma",
        "cues", "edge", "end", "finite", "first", "grammar", "group", "mark", "name", "opens",
        "over", "passing", "phrase", "possessive", "quote", "relative", "rows", "semicolon",
        "shuts", "start", "stop", "words",
    )  # fmt: skip

    def __init__(self, rows: ClauseWords, forms: Forms, language: Grammar) -> None:
        self.words: list[str] = forms.objects[rows.form].tolist()
        self.grammar = language
        self.first = self.after = 0
        self.passing: dict[Span, list[tuple[Span, Span | None]]] = {}
        self._bounds = rows.first.tolist(), rows.after.tolist()
        self.rows, self.cues = rows, forms.cues
        self.start, self.end = rows.start.data, rows.end.data
        self._short_ends = rows.short_ends
        columns = clause_columns(rows)
        self.finite, self.adverb, self.capital = columns.finite, columns.adverb, columns.capital
        self.possessive, self.name, self.opens = columns.possessive, columns.name, columns.opens
        self.over, self.group, self.comma = columns.over, columns.group.data, columns.comma
        self.stop, self.semicolon, self.edge = columns.stop, columns.semicolon, columns.edge
        self.mark, self.quote = columns.mark, columns.quote
        self.shuts, self.relative = columns.shuts, columns.relative
        self.phrase, self.after_source = columns.phrase.data, columns.after_source
        self.classes = columns.classes.data

    def go_to(self, number: int) -> None:
        """Turn to one of the clauses of the row."""
        self.first, self.after = self._bounds[0][number], self._bounds[1][number]

    def span(self, first: int, after: int) -> Span:
        """Return where the words `first` to `after` stand in the buffer."""
        return self.start[first], self.end[after - 1]

    def marked_end(self, i: int) -> int:
        """Return the place after the words in short marks that begin at a place, 0 if none do."""
        stop = self._short_ends.get(self.start[i]) if self._short_ends else None
        if stop is None or not self.first <= i < self.after:
            return 0
        after = i + 1
        while after < self.after and self.end[after] <= stop:
            after += 1
        return after

    @property
    def is_title(self) -> bool:
        """Whether most long words have capitals, as in a headline."""
        places = range(self.first, self.after)
        long = [self.capital[i] for i in places if len(self.words[i]) > _LONG]
        return len(long) > _FEWEST_LONG and sum(long) > _MOSTLY * len(long)

    def ends_finite(self, i: int) -> bool:
        """Whether the form of a verb is no infinitive: says, said, saying, but not say."""
        word = self.words[i]
        return word.endswith(("s", "ed", "ing")) or word in self.grammar.finite

    def has_finite(self, first: int, after: int) -> bool:
        """Whether a finite verb stands between two places of the clause."""
        first = first if first > self.first else self.first
        return self.finite.find(1, first, after if after < self.after else self.after) >= 0

    def next_mark(self, i: int) -> int:
        """Return the place of the next mark of the clause, or where it ends."""
        mark = self.mark.find(1, i, self.after)
        return mark if mark >= 0 else self.after

    def has_quotation(self, first: int, after: int) -> bool:
        """Whether a whole quotation stands between two places of the row."""
        return self.quote.find(1, first, after) >= 0

    def before_adverbs(self, i: int) -> int:
        """Return the place of the last word before `i` that is no adverb."""
        return self.adverb.rfind(0, 0, i)
