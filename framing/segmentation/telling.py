"""Verbs that name who hears: told X that …; “…,” he told X."""

from __future__ import annotations

from dataclasses import replace

from framing.segmentation.boundaries import tail_end, that_after_phrase
from framing.segmentation.clauses import PUNCTUATION, Clause
from framing.segmentation.cues import Cue
from framing.segmentation.reading import Reading, Span
from framing.segmentation.saying import follows_quotation, said

__all__ = ["told"]

_LONGEST_HEARER = 12
_NATIONS = ("ian", "ish", "ese", "eli", "rench")


def told(reading: Reading, cue: Cue, start: int, source: Span | None) -> bool:
    """“told X that …”, “told X the …”, “…, he told X”."""
    after = _hearer_end(reading.clause, cue.after)
    if after <= cue.after:
        return False
    while reading.words[after] in reading.grammar.times and reading.clause.name[after]:
        after += 1
    if reading.is_that(after) or reading.words[after] == "to":
        return reading.add(after, source)
    if reading.words[after] in reading.grammar.prepositions:
        tail = tail_end(reading.clause, after)
        after = tail if tail > 0 else after
    that = reading.place_of_that(after)
    if that < 0 and reading.clause.name[after + 1]:
        that = that_after_phrase(reading.clause, after)  # a crowd in Vesna, Norland on Monday that
    if that >= 0:
        return reading.add(that, source)
    if reading.at_pause(after) or follows_quotation(reading, source, start):
        heard = replace(cue, after=after, kinds=cue.kinds.also("clause"))
        return said(reading, heard, start, source)
    return reading.add(after, source)


def _hearer_end(clause: Clause, first: int) -> int:
    """Return where the phrase ends that names the hearer; `first` if there is none."""
    grammar = clause.grammar
    if clause.words[first] in grammar.hearers:
        return first + 1
    if clause.words[first] in grammar.prepositions:
        return first
    at = first
    while at < clause.after and at - first < _LONGEST_HEARER:
        if _ends_hearer(clause, at):
            break
        if at > first and _begins_content(clause, at):
            return _without_subject(clause, first, at)
        if at > first and clause.finite[at] and not _that_follows(clause, at):
            return _without_subject(clause, first, at)
        at += 1
    return at


def _without_subject(clause: Clause, first: int, verb: int) -> int:
    """Leave to what was told the subject of its verb: told Reuters soldiers fired.

    What names the hearer is all the capitals of its name, or else all but the last word.
    """
    if not clause.finite[verb] or clause.words[verb] in clause.grammar.subject_pronouns:
        return verb
    at = first
    while at < verb and (clause.name[at] or clause.words[at] in ("the", "a", "an")):
        at += 1
    nation = at > first + 1 and clause.name[at - 2] and clause.words[at - 1].endswith(_NATIONS)
    at -= nation
    is_named = first < at < verb and clause.name[at - 1]
    if is_named and clause.words[at] not in clause.grammar.prepositions:
        return at
    subject = verb - 1
    while subject > first + 1 and clause.name[subject] and clause.name[subject - 1]:
        subject -= 1
    return subject if subject > first else verb


def _that_follows(clause: Clause, verb: int) -> bool:
    """Whether that, to or a mark ends the hearer after all: told a crowd gathered there that."""
    for i in range(verb + 1, min(verb + _LONGEST_HEARER, clause.after)):
        if clause.words[i] in PUNCTUATION:
            return not clause.over[i]
        if _ends_hearer(clause, i):
            return True
    return False


def _ends_hearer(clause: Clause, at: int) -> bool:
    word = clause.words[at]
    grammar = clause.grammar
    return word in PUNCTUATION or word in grammar.that or word in grammar.question or word == "to"


def _begins_content(clause: Clause, at: int) -> bool:
    """Whether what was told begins at a place inside “told the agency the bridge was open”."""
    word = clause.words[at]
    grammar = clause.grammar
    if word in grammar.subject_pronouns or word in grammar.finite or word in grammar.times:
        return True
    opens = word in ("the", "his", "her", "their", "a", "there")
    return opens and clause.words[at - 1] not in grammar.prepositions
