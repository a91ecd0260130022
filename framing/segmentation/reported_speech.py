"""Reported speech: what a source is said to say, before, after or around the words that say so.

Each cue is tried with the constructions of its categories; the first that fits yields stretches.
A rule looks only at the clause at work, which is never longer than a piece of a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from framing.segmentation.attributions import according_to, hearsay, in_the_opinion_of
from framing.segmentation.claims import (
    attitude,
    claimed_object,
    claiming_noun,
    is_others_claim,
    urged,
    wants_to,
)
from framing.segmentation.clauses import QUOTE
from framing.segmentation.cue_rows import CueRows
from framing.segmentation.cues import Cue
from framing.segmentation.form_bits import PARTICIPLES, PAUSE, THAT_OR_HOW, TIME_LEAD, TO
from framing.segmentation.labelling import (
    LONGEST_DISTANCED,
    given_name,
    up_to_boundary,
    what_before,
)
from framing.segmentation.named_by import name_in_passing
from framing.segmentation.reading import Reading, Reports, Span
from framing.segmentation.saying import bare_clause, follows_quotation, said
from framing.segmentation.sources import source_before
from framing.segmentation.telling import told
from framing.segmentation.word_sets import word_set

__all__ = ["reports"]

_BEFORE_THAT = THAT_OR_HOW | PAUSE
_CONTINUES = _BEFORE_THAT | TO | TIME_LEAD
"""What must follow a verb that takes neither an object nor a bare clause."""

_WITHOUT_VERB = frozenset(
    {"preposition", "opinion", "attitude", "hearsay", "citing", "noun", "naming"}
)
_SURVEYS = word_set("poll polls survey surveys study studies figures numbers results records")


def reports(cues: CueRows, in_transcript: Sequence[bool]) -> Reports:
    """Return what the clauses of a row report by their cues, in order.

    `in_transcript` tells of each clause whether “I” and “we” are those who speak; elsewhere they
    are the author, and what they think, fear and hope is no report.
    """
    reading = Reading(cues.clause, cues.cue, in_transcript)
    used = number = -1
    for at, cue in cues.where(cues.live(_WITHOUT_VERB)):
        if cue.first == used:
            continue
        if at != number:
            reading.begin(at)
            number = at
        if _fits(reading, cue):
            used = cue.first
    return reading.reports


def _fits(reading: Reading, cue: Cue) -> bool:
    """Try the constructions of a cue; true where it is used up, fruitful or not."""
    first, kinds, clause = cue.first, cue.kinds, reading.clause
    if kinds.makes_phrase:
        if "preposition" in kinds:
            return _by_preposition(reading, cue)
        if "opinion" in kinds and in_the_opinion_of(reading, cue):
            return True
        if "attitude" in kinds and attitude(reading, cue):
            return True
        if "hearsay" in kinds:
            return hearsay(reading, cue)
        if "citing" in kinds:
            return True
    if clause.name[first] and not clause.is_title:
        return False
    if first == clause.first and reading.words[first].endswith("ed"):
        return False
    if "naming" in kinds and what_before(clause, cue):
        return _named(reading, cue)
    if cue.is_verb:
        if kinds.names and name_in_passing(reading, cue):
            return True
        return _verb(reading, cue)
    return "noun" in kinds and claiming_noun(reading, cue)


def _verb(reading: Reading, cue: Cue) -> bool:
    """Try the constructions of verbs, the surest first."""
    first, after, kinds, passive = cue.first, cue.after, cue.kinds, cue.is_passive
    clause, words = reading.clause, reading.words
    follows = clause.classes[after]
    if not (kinds.takes_other or follows & _CONTINUES):
        return False
    if words[first] in PARTICIPLES and words[cue.before] not in reading.grammar.auxiliaries:
        return False  # “the men, known to the guard, left”: no verb of anybody
    start = clause.group[first]
    source = None if passive else _subject(reading, start)
    if follows & TO and wants_to(reading, after, kinds, passive=passive):
        return reading.add_phrase(after, source)
    if cue.may_own and not passive and is_others_claim(reading, cue):
        return False
    may_hear = source is None or kinds.may_hear
    if may_hear and not passive and _addressed(reading, cue, start, source):
        return True
    if kinds.takes_that and follows & _BEFORE_THAT:
        that = reading.place_of_that(after)
        tells_time = words[after] == "when" and follows_quotation(reading, source, start)
        if that >= 0 and not tells_time:
            return reading.add(that, source)
    later = _after_time(reading, cue) if follows & TIME_LEAD else None
    if later:
        return claimed_object(reading, later, source, passive=passive)
    if not passive and _said(reading, cue, start, source):
        return True
    if "finding" in kinds and source and _is_survey(reading, source):
        return claimed_object(reading, cue, source, passive=passive)
    if "object" not in kinds and ("naming" not in kinds or not given_name(clause, cue)):
        return False
    return claimed_object(reading, cue, source, passive=passive)


def _is_survey(reading: Reading, source: Span) -> bool:
    return not _SURVEYS.isdisjoint(reading.words[slice(*source)])


def _subject(reading: Reading, start: int) -> Span | None:
    """Return the source before a verb group, or the one that it shares with the verb before."""
    source = source_before(reading.clause, start)
    if source is None and reading.shares_source(start):
        return reading.last_source if reading.has_found else _main_subject(reading, start)
    return source


def _addressed(reading: Reading, cue: Cue, start: int, source: Span | None) -> bool:
    """“urged X to …”, “told X that …”; but “…?” asked X says who speaks, not who hears."""
    kinds = cue.kinds
    inverted = source is None and reading.words[start - 1] in (QUOTE, "?", "!")
    if inverted and kinds.may_quote and said(reading, cue, start, source):
        return True
    if "urging" in kinds and urged(reading, cue.after, source):
        return True
    return "hearer" in kinds and told(reading, cue, start, source)


def _said(reading: Reading, cue: Cue, start: int, source: Span | None) -> bool:
    """“…, X said”, “…, said X”, “X said …”."""
    if cue.kinds.may_quote and said(reading, cue, start, source):
        return True
    may_be_bare = cue.kinds.may_say and reading.grammar.bare_clause
    return may_be_bare and bare_clause(reading, cue, source)


def _by_preposition(reading: Reading, cue: Cue) -> bool:
    """“according to X, …”, “Per the ministry, …”."""
    if reading.words[cue.first] == "per" and not _per_source(reading, cue):
        return False
    return according_to(reading, cue.first, cue.after)


def _per_source(reading: Reading, cue: Cue) -> bool:
    """Tell “Per the ministry, …” from “per cent”, “per the rules”."""
    begins = cue.first == reading.clause.first or reading.words[cue.first - 1] == ","
    return begins and not reading.clause.over[cue.after] and reading.clause.opens[cue.after] == 1


def _named(reading: Reading, cue: Cue) -> bool:
    """“what X calls Y”: only Y is X's."""
    source = _subject(reading, reading.clause.group[cue.first])
    name = up_to_boundary(reading.clause, cue.after, LONGEST_DISTANCED)
    return name is not None and reading.append(*name, source)


def _main_subject(reading: Reading, start: int) -> Span | None:
    """Source of “The mayor stepped in, warning that …”: the subject of the main clause."""
    clause = reading.clause
    if reading.words[start - 1] != ",":
        return None
    verb = clause.finite.find(1, clause.first + 1, start)
    return source_before(clause, clause.group[verb]) if verb >= 0 else None


def _after_time(reading: Reading, cue: Cue) -> Cue | None:
    """Return the cue of “asked on Wednesday for help”: a verb parted from its preposition."""
    at = cue.after
    if reading.words[at] in ("late", "early"):
        at += 1
    if reading.words[at] == "on":
        at += 1
    first = at
    while reading.words[at] in reading.grammar.times:
        at += 1
    if at == first:
        return None
    for phrase, kinds in reading.cues.phrases.get(reading.words[cue.first], {}).get(
        reading.words[at], ()
    ):
        if len(phrase) == 2 and "object" in kinds:
            return replace(cue, after=at + 1, kinds=kinds)
    return None
