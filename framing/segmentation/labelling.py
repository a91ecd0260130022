"""Acts of naming, and words that keep a distance: calls X “Y”, labels X as Y, so-called Y."""

from __future__ import annotations

from framing.segmentation.clauses import PUNCTUATION, QUOTE, Clause
from framing.segmentation.cues import Cue, CueTable
from framing.segmentation.verbs import reads_as_verb

__all__ = ["distanced_names", "given_names"]

Span = tuple[int, int]

_FURTHEST_AS = 14
_LONGEST_DISTANCED = 4


def given_names(clause: Clause, cues: CueTable) -> list[Span]:
    """Return the places of names that the clause says somebody gives to somebody."""
    found: list[Span] = []
    for i in cues.starts(clause.words):
        for cue in cues.at(clause.words, i):
            name = _given_name(clause, cue)
            if name:
                found.append(name)
                break
    return found


def _given_name(clause: Clause, cue: Cue) -> Span | None:
    if "distancing" in cue.kinds:
        return _up_to_boundary(clause, cue.after, _LONGEST_DISTANCED)
    if not cue.kinds & {"naming", "naming_as"} or not reads_as_verb(clause, cue):
        return None
    if "naming_as" in cue.kinds:
        name = _after_as(clause, cue.after)
        if name:
            return name
    return _second_object(clause, cue) if "naming" in cue.kinds else None


def _after_as(clause: Clause, first: int) -> Span | None:
    links = ("as",) if clause.grammar.language == "en" else ("como", "de")
    for i in range(first, min(first + _FURTHEST_AS, len(clause.words))):
        if clause.words[i] in links:
            return _up_to_boundary(clause, i + 1, 8)
        if clause.words[i] in (";", ":") or clause.is_finite(i):
            return None
    return None


def _second_object(clause: Clause, cue: Cue) -> Span | None:
    """Name in “calls the troops peacekeepers”: after a pronoun, or what is in marks."""
    first = cue.after
    before = clause.word(clause.before_adverbs(cue.first))
    if clause.word(first) in ("for", "on", "off", "in", "out", "to", "upon", "attention"):
        return None
    if clause.word(first) in clause.grammar.object_pronouns:
        return _up_to_boundary(clause, first + 1, 8)
    if before in ("is", "are", "was", "were", "be", "been", "being") or _what_before(clause, cue):
        return _up_to_boundary(clause, first, 8)
    for i in range(first, min(first + _FURTHEST_AS, len(clause.words))):
        if clause.words[i] == QUOTE:
            return i, i + 1
        if clause.words[i] in PUNCTUATION or clause.is_finite(i):
            return None
    return None


def _what_before(clause: Clause, cue: Cue) -> bool:
    """Whether “what X calls” comes before the name."""
    return "what" in clause.words[max(cue.first - 6, 0) : cue.first]


def distanced_names(clause: Clause, cues: CueTable) -> list[Span]:
    """Return the words after so-called, self-styled, alleged and “what X calls”: at most four."""
    found: list[Span] = []
    for i in cues.starts(clause.words):
        for cue in cues.at(clause.words, i):
            calls = "naming" in cue.kinds and _what_before(clause, cue)
            if "distancing" in cue.kinds or (calls and reads_as_verb(clause, cue)):
                name = _up_to_boundary(clause, cue.after, _LONGEST_DISTANCED)
                if name:
                    found.append(name)
                break
    return found


def _up_to_boundary(clause: Clause, first: int, longest: int) -> Span | None:
    """Return up to so many words, before punctuation, preposition, conjunction or finite verb."""
    grammar = clause.grammar
    while clause.word(first) in ("a", "an", "the", "its", "his", "their", "her"):
        first += 1
    at = first
    while at < len(clause.words) and at - first < longest:
        word = clause.words[at]
        if word == QUOTE and at == first:
            return first, first + 1
        if word in PUNCTUATION or word in grammar.prepositions or word in grammar.coordinators:
            break
        if word in grammar.subordinators or word in grammar.relatives or word == "that":
            break
        if clause.is_finite(at):
            break
        at += 1
    return (first, at) if at > first else None
