"""Phrases that attribute a whole sentence: according to X; in his opinion; reportedly."""

from __future__ import annotations

from framing.segmentation.boundaries import clause_start
from framing.segmentation.claims import OWNERS
from framing.segmentation.clauses import COMMAS, PUNCTUATION, Clause
from framing.segmentation.cues import Cue
from framing.segmentation.reading import Reading, Span
from framing.segmentation.sources import source_after
from framing.segmentation.word_sets import word_set

__all__ = ["according_to", "hearsay", "in_the_opinion_of"]

_OPINION_PREPOSITIONS = word_set("in by to from")
_VAGUE = word_set("information reports data estimates rumours rumors")
_FURTHEST_PREPOSITION = 5
_LONGEST_RELATIVE = 40


def according_to(reading: Reading, first: int, after: int) -> bool:
    """“according to X, …”, “…, according to X”."""
    source = source_after(reading.clause, after)
    if source is None:
        return False
    end = _relative_end(reading.clause, source[1])
    named = None if source[1] - source[0] == 1 and reading.words[source[0]] in _VAGUE else source
    return _insertion(reading, first, end, named)


def in_the_opinion_of(reading: Reading, cue: Cue) -> bool:
    """“in his opinion, …”, “in the view of X, …”."""
    furthest = max(cue.first - 1 - _FURTHEST_PREPOSITION, reading.clause.first - 1)
    for at in range(cue.first - 1, furthest, -1):
        if reading.words[at] in _OPINION_PREPOSITIONS:
            if reading.words[cue.after] == "of":
                return according_to(reading, at, cue.after + 1)
            own = reading.words[cue.first - 1] == "own"
            owned = _owns(reading, cue.first - 1 - own)
            if not owned or reading.is_reported(at):
                return False
            return _insertion(reading, at, cue.after, (at + 1, cue.first))
        if reading.words[at] in PUNCTUATION:
            return False
    return False


def hearsay(reading: Reading, cue: Cue) -> bool:
    """“reportedly stormed the airport”."""
    return reading.add(cue.after, None)


def _owns(reading: Reading, i: int) -> bool:
    return reading.words[i] in OWNERS or reading.clause.possessive[i] == 1


def _insertion(reading: Reading, first: int, after: int, source: Span | None) -> bool:
    """Report the sentence round a phrase that names its source."""
    clause = reading.clause
    start = clause_start(clause, first, reading.floor)
    stop = first
    while stop > start and reading.words[stop - 1] in COMMAS:
        stop -= 1
    if reading.is_that(stop - 1):
        stop = start  # said that, according to X, …
    goes_on = reading.words[stop - 1] in clause.grammar.relatives
    before = stop > start and not goes_on and clause.has_finite(start, stop)
    reading.floor = after
    if stop > start:
        reading.append(start, stop, source)
    if not before and not clause.over[after]:
        at = after + 1 if reading.words[after] == "," else after
        return reading.add(at, source)
    return stop > start


def _relative_end(clause: Clause, after: int) -> int:
    """Go past “, who chairs the committee” after a source, to the comma that ends it."""
    if clause.words[after] == "," and clause.words[after + 1] in clause.grammar.relatives:
        for i in range(after + 2, min(after + _LONGEST_RELATIVE, clause.after)):
            if clause.words[i] == ",":
                return i
    return after
