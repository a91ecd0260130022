"""Verbs of saying and their clauses: X said …; …, said X; …, X said, …."""

from __future__ import annotations

from framing.segmentation.boundaries import (
    MAY_BE_TAIL,
    clause_start,
    content_end,
    goes_on_after_insertion,
    restrictive_end,
    tail_end,
)
from framing.segmentation.clauses import COLONS, COMMAS, DASHES, MARKS, QUOTE, Clause
from framing.segmentation.cues import Cue
from framing.segmentation.reading import Reading, Span
from framing.segmentation.sources import source_after
from framing.segmentation.word_sets import word_set

__all__ = ["bare_clause", "follows_quotation", "said"]

_SETTINGS = word_set("when after before as during at in on once until")
_ASKED = word_set("asked questioned pressed")
_FINAL = frozenset(("?", "!", "…", "."))
_PAUSES = frozenset((",", QUOTE)) | _FINAL | DASHES
_ENDS = _FINAL | {QUOTE}
_BEFORE_QUOTE = COMMAS | COLONS
_SAY = word_set("say says said saying")
_SHORTEST_CLAUSE = 5


def said(reading: Reading, cue: Cue, start: int, source: Span | None) -> bool:
    """“…, X said”, “…, said X”, “…, X said, …”, and “X said: …”."""
    follows = follows_quotation(reading, source, start)
    inverted = None if follows else _inverted_source(reading, cue, start)
    if inverted:
        _report_before(reading, start, inverted)
        reading.floor = inverted[1]
        return True
    may_end = reading.clause.classes[cue.after] & MAY_BE_TAIL
    tail = tail_end(reading.clause, cue.after) if may_end else -1
    if tail < 0 and follows:
        tail = reading.clause.next_mark(cue.after)
    if tail < 0 or (not cue.kinds.may_say and not _beside_quote(reading, start, source, tail)):
        return False
    if source is None and reading.words[start - 1] != QUOTE:
        return False
    if reading.is_that(tail) and not (tail > cue.after and reading.is_relative(tail)):
        return reading.add(tail, source)
    if not reading.at_pause(tail) and reading.clause.has_finite(tail, reading.clause.after):
        fits = tail > cue.after and "clause" in cue.kinds
        return reading.add(tail, source) if fits else False
    edge = source[0] if source else start
    _report_before(reading, edge, source, quote_follows=reading.words[tail + 1] == QUOTE)
    reading.floor = tail
    _report_after(reading, tail, edge, source)
    return True


def bare_clause(reading: Reading, cue: Cue, source: Span | None) -> bool:
    """“said the troops would stay”: a clause without that, or a quotation that begins it."""
    clause = reading.clause
    after = cue.after
    if clause.over[after] or not (source or reading.shares_source(cue.first)):
        return False
    if reading.words[after] in MARKS:
        return False
    end = content_end(clause, after, cue.first)
    if reading.words[after] == QUOTE:
        reading.quote(after, source)
        return reading.append(after, end, source) if reading.more_than_quote(after) else True
    marked = clause.marked_end(after)
    if marked and (clause.over[marked] or clause.words[marked] in reading.grammar.coordinators):
        return reading.append(after, marked, source)
    near = end
    if "clause" not in cue.kinds:
        near = _near_end(clause, after, end)
    is_clause = clause.has_finite(after, near)
    if source and reading.words[source[0] - 1] in reading.grammar.relatives:
        is_clause = is_clause or reading.words[after].endswith("ed")
        end = restrictive_end(clause, source[0] - 1, after, end)
    if not is_clause and reading.words[cue.first] in _SAY:
        is_clause = end - after >= _SHORTEST_CLAUSE or clause.has_quotation(after, end)
    return is_clause and reading.append(after, end, source)


def follows_quotation(reading: Reading, source: Span | None, verb: int) -> bool:
    """Whether only a quotation stands before a source: “…,” X wrote when the ships had left."""
    if source is None or reading.words[source[0] - 1] != QUOTE:
        return False
    clause = reading.clause
    alone = clause.mark.find(0, max(clause.first, reading.floor), source[0]) < 0
    return alone and not clause.has_finite(source[1], verb)


def _near_end(clause: Clause, after: int, end: int) -> int:
    """Return the first comma or that, but no comma of an aside: the plot, if it was one, was …."""
    i = after
    while i < end:
        if clause.words[i] == "that":
            return i
        if clause.words[i] == ",":
            closing = next((j for j in range(i + 1, end) if clause.words[j] == ","), end)
            if not clause.finite[closing + 1] or clause.has_finite(after, i):
                return i
            i = closing
        i += 1
    return end


def _report_before(
    reading: Reading, edge: int, source: Span | None, *, quote_follows: bool = False
) -> None:
    """Report what stands before “, X said”, back to the beginning of its clause."""
    words = reading.words
    stop = edge
    while stop > reading.clause.first and (words[stop - 1] == "," or words[stop - 1] in DASHES):
        stop -= 1
    paused = stop < edge or reading.words[stop - 1] in _ENDS
    start = clause_start(reading.clause, stop, reading.floor)
    reading.floor = edge
    if not paused or start >= stop or (quote_follows and _is_setting(reading, start, stop)):
        return
    if reading.words[start] in _ASKED and not reading.clause.has_quotation(start, stop):
        return
    if words[stop - 1] == QUOTE and reading.words[stop - 2] in COLONS:
        reading.quote(stop - 1, source)
    elif reading.clause.mark.find(0, start, stop) < 0:
        for i in range(start, stop):
            reading.quote(i, source)
    elif _may_be_said(reading.clause, start, stop):
        reading.append(start, stop, source)


def _may_be_said(clause: Clause, start: int, stop: int) -> bool:
    """Tell a clause or something in marks from a phrase that leads in."""
    if clause.has_quotation(start, stop) or clause.has_finite(start, stop):
        return True
    return any(clause.marked_end(i) for i in range(start, stop))


def _report_after(reading: Reading, tail: int, edge: int, source: Span | None) -> None:
    """Report what follows “X said” and a pause."""
    pause = reading.words[tail]
    if pause in _BEFORE_QUOTE and reading.words[tail + 1] == QUOTE:
        tail += 1
    if reading.words[tail] == QUOTE:
        reading.quote(tail, source)
        if reading.more_than_quote(tail):
            reading.add(tail, source)
    elif pause == ":" or (pause == "," and goes_on_after_insertion(reading.clause, edge, tail + 1)):
        _report_subject(reading, edge, source)
        reading.add(tail + 1, source)


def _report_subject(reading: Reading, edge: int, source: Span | None) -> None:
    """Report the first words of a clause that goes on after “, he added,”."""
    start = clause_start(reading.clause, edge, reading.clause.first)
    if reading.words[edge - 1] != "," or reading.clause.has_finite(start, edge):
        return
    if not reading.is_reported(start):
        reading.append(start, edge, source)


def _beside_quote(reading: Reading, start: int, source: Span | None, tail: int) -> bool:
    """Whether a quotation stands right before the source or right after the verb."""
    edge = source[0] if source else start
    has_quotation = reading.clause.has_quotation
    return has_quotation(edge - 2, edge) or has_quotation(tail, tail + 2)


def _inverted_source(reading: Reading, cue: Cue, start: int) -> Span | None:
    """Source of “…, said X”: verb straight after a comma, dash or quotation."""
    if start != cue.first or not (reading.clause.mark[start - 1] and cue.kinds.may_invert):
        return None
    words = reading.words
    if words[start - 1] not in _PAUSES or words[start].endswith("ing"):
        return None
    if "clause" not in cue.kinds and not reading.clause.has_quotation(start - 2, start):
        return None
    source = source_after(reading.clause, cue.after)
    if source is None or not _may_be_source(reading, source[0]):
        return None
    if reading.clause.finite[source[1]] or (
        words[start - 1] == "," and _is_apposition(reading, start, source)
    ):
        return None
    return source


def _is_apposition(reading: Reading, start: int, source: Span) -> bool:
    """Tell “Smith, a lawyer, said the law …” from “Troops fired, said Smith”."""
    clause = reading.clause
    is_subject = reading.words[source[0]] in reading.grammar.subject_pronouns
    if is_subject and clause.finite[source[0] + 1]:
        return True
    first = clause_start(clause, start, reading.floor)
    comma = next((i for i in range(first, start) if reading.words[i] == ","), start)
    if comma == start - 1 or clause.has_finite(first, comma):
        return False
    lead = reading.words[first]
    if lead in reading.grammar.prepositions or lead in reading.grammar.subordinators:
        return False
    return clause.has_finite(source[1], reading.clause.after)


def _may_be_source(reading: Reading, i: int) -> bool:
    word = reading.words[i]
    grammar = reading.grammar
    if word in grammar.prepositions or word in grammar.question or word in grammar.finite:
        return False
    return not reading.clause.adverb[i] and word not in ("to", "that")


def _is_setting(reading: Reading, start: int, stop: int) -> bool:
    """Whether words only tell when or where something was said, as in “When the vote ended, …”."""
    words = reading.words
    while start < stop and (
        reading.clause.adverb[start] or words[start] in reading.grammar.coordinators
    ):
        start += 1
    return words[start] in _SETTINGS and not reading.clause.has_quotation(start, stop)
