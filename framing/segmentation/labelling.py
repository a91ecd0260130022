"""Acts of naming, and words that keep a distance: calls X “Y”, labels X as Y, so-called Y."""

from __future__ import annotations

from framing.segmentation.clauses import PUNCTUATION, QUOTE, Clause
from framing.segmentation.cues import Cue
from framing.segmentation.word_sets import word_set

__all__ = [
    "LONGEST_DISTANCED",
    "LONGEST_GIVEN",
    "given_name",
    "keeps_distance",
    "up_to_boundary",
    "what_before",
]

Span = tuple[int, int]

_FURTHEST_AS = 14
LONGEST_DISTANCED = 4
LONGEST_GIVEN = 8
_NOT_NAMING = word_set("for on off in out to upon attention")
_ENDS_OBJECT = word_set("and but that because")
_AFTER_OBJECT = PUNCTUATION | _ENDS_OBJECT
_PLURALS = word_set("police people men women children media")
_NOT_PLURAL = word_set("news sports as was is his its this has us series")
_BE = word_set("is are was were be been being")


def given_name(clause: Clause, cue: Cue) -> Span | None:
    """Return the place of the name that a cue gives, none if it gives none."""
    if "distancing" in cue.kinds:
        return up_to_boundary(clause, cue.after, LONGEST_DISTANCED)
    if not cue.is_verb or not cue.kinds.names:
        return None
    if "naming_as" in cue.kinds or clause.words[cue.after] in ("as", "by"):
        name = _after_as(clause, cue.after)
        if name:
            return name
    return _second_object(clause, cue) if "naming" in cue.kinds else None


def _after_as(clause: Clause, first: int) -> Span | None:
    links = ("as",) if clause.grammar.language == "en" else ("como", "de")
    words = clause.words[first : min(first + _FURTHEST_AS, clause.after)]
    at = min((words.index(link) for link in links if link in words), default=-1)
    if at < 0 or ";" in words[:at] or ":" in words[:at]:
        return None
    if clause.finite.find(1, first, first + at) >= 0:
        return None
    return up_to_boundary(clause, first + at + 1, LONGEST_GIVEN)


def _second_object(clause: Clause, cue: Cue) -> Span | None:
    """Name in “calls the troops peacekeepers”: after a pronoun, or what is in marks."""
    first = cue.after
    before = clause.words[cue.before]
    if clause.words[first] in _NOT_NAMING:
        return None
    if clause.words[first] in clause.grammar.object_pronouns and first + 1 < clause.after:
        return up_to_boundary(clause, first + 1, LONGEST_GIVEN)
    if before in _BE or what_before(clause, cue):
        return up_to_boundary(clause, first, LONGEST_GIVEN)
    for i in range(first, min(first + _FURTHEST_AS, clause.after)):
        if clause.words[i] == QUOTE:
            return i, i + 1
        marked = clause.marked_end(i)
        if marked and clause.words[marked] not in ("a", "an"):
            return None if i == first + 1 and _is_object(clause, first, marked) else (i, marked)
        if i > first and clause.words[i] in ("a", "an") and not _is_linked(clause, i):
            return up_to_boundary(clause, i, LONGEST_GIVEN)
        if i > first + 1 and _are_two_plurals(clause, i):
            return i, i + 1
        if clause.words[i] in PUNCTUATION or clause.words[i] in _ENDS_OBJECT:
            return None
    return None


def _is_object(clause: Clause, first: int, after: int) -> bool:
    """Tell “call the “strikers” what they are” from “calls the crews “strikers””."""
    follows = clause.words[after]
    described = follows in clause.grammar.relatives or follows in clause.grammar.question
    return described and clause.words[first] == "the"


def _are_two_plurals(clause: Clause, i: int) -> bool:
    """Whether “calls the protests riots” ends at a place: two plurals, then a pause."""
    word, before = clause.words[i], clause.words[i - 1]
    plural = word.endswith("s") and not word.endswith(("ss", "'s", "s'"))
    is_object = before in _PLURALS or (before.endswith("s") and not before.endswith("s'"))
    if not plural or not is_object or before in _NOT_PLURAL or before.endswith(("ss", "'s")):
        return False
    return clause.over[i + 1] == 1 or clause.words[i + 1] in _AFTER_OBJECT


def _is_linked(clause: Clause, i: int) -> bool:
    """Whether a phrase belongs to the words before it: a meeting of a guild."""
    return clause.words[i - 1] in clause.grammar.prepositions


def what_before(clause: Clause, cue: Cue) -> bool:
    """Whether “what X calls” comes before the name."""
    return "what" in clause.words[max(cue.first - 6, clause.first) : cue.first]


def keeps_distance(clause: Clause, cue: Cue) -> bool:
    """Tell so-called, self-styled, alleged and “what X calls”: what follows is not the text's."""
    return "distancing" in cue.kinds or ("naming" in cue.kinds and what_before(clause, cue))


def up_to_boundary(clause: Clause, first: int, longest: int) -> Span | None:
    """Return up to so many words, before punctuation, preposition, conjunction or finite verb."""
    grammar = clause.grammar
    while clause.words[first] in ("a", "an", "the", "its", "his", "their", "her"):
        first += 1
    if clause.marked_end(first):
        return first, clause.marked_end(first)
    at = first
    while at < clause.after and at - first < longest:
        word = clause.words[at]
        if word == QUOTE and at == first:
            return first, first + 1
        if word in PUNCTUATION or word in grammar.prepositions or word in grammar.coordinators:
            break
        if word in grammar.subordinators or word in grammar.relatives or word == "that":
            break
        if clause.finite[at]:
            break
        at += 1
    return (first, at) if at > first else None
