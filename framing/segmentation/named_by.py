"""Names given in passing: branded thugs by X; described by X as thugs; whom X calls thugs."""

from __future__ import annotations

from collections.abc import Iterable

from framing.segmentation.claims import OWNERS
from framing.segmentation.clauses import COMMAS, PUNCTUATION, QUOTE, Clause
from framing.segmentation.cues import Cue, CueTable
from framing.segmentation.labelling import LONGEST_GIVEN, given_name, up_to_boundary
from framing.segmentation.reading import Reading
from framing.segmentation.sources import source_after, source_before, verb_group_start
from framing.segmentation.verbs import is_passive, reads_as_verb
from framing.segmentation.word_sets import word_set

__all__ = ["given_names", "name_in_passing"]

Span = tuple[int, int]
Named = tuple[Span, Span | None]

_NAMING = frozenset({"naming", "naming_as"})
_OBJECTS = word_set("whom who which")
_RELATIVES = _OBJECTS | {"that"}
_PARTICIPLES = word_set("known seen cast")
_HAVE = word_set("has have had having")
_WHEN = word_set("last next this")
_FURTHEST_AS = 10


def given_names(clause: Clause, cues: CueTable, places: Iterable[int]) -> list[Span]:
    """Return the places of names that the clause says somebody gives to somebody.

    `places` are where cues that name or keep a distance may begin.
    """
    found: list[Span] = []
    for i in places:
        for cue in cues.at(clause.words, i):
            passing = _passing(clause, cues, cue) if reads_as_verb(clause, cue) else None
            name = passing[0] if passing else given_name(clause, cue)
            if name:
                found.append(name)
                break
    return found


def name_in_passing(reading: Reading, cue: Cue) -> bool:
    """Report a name whose owner stands before the verb: in a passive, or after whom."""
    named = _passing(reading.clause, reading.cues, cue)
    if not named:
        return False
    name, source = named
    if name[1] - name[0] == 1 and reading.words[name[0]] == QUOTE:
        reading.quote(name[0], source)
        return True
    return reading.append(*name, source)


def _passing(clause: Clause, cues: CueTable, cue: Cue) -> Named | None:
    """Return a name given in passing, and who gives it."""
    if clause.grammar.language != "en" or not cue.kinds & _NAMING:
        return None
    source = _namer_in_relative(clause, cues, cue)
    if source is not None:
        return _with_source(_name_at(clause, _after_as(clause, cue)), source)
    if not _is_participle(clause, cue):
        return None
    return _by_agent_first(clause, cue) or _by_agent_last(clause, cue)


def _namer_in_relative(clause: Clause, cues: CueTable, cue: Cue) -> Span | None:
    """Source of “the men, whom police call thugs”: what stands between whom and the verb."""
    if _RELATIVES.isdisjoint(clause.words[: cue.first]):
        return None
    source = source_before(clause, verb_group_start(clause, cue.first))
    if source is None or source[0] < 1 or source[1] > cue.first:
        return None
    opens = clause.words[source[0] - 1]
    if opens == "that" and source[0] > 1:
        before = clause.words[source[0] - 2]
        return None if before in cues.words or before in PUNCTUATION else source
    return source if opens in _OBJECTS else None


def _after_as(clause: Clause, cue: Cue) -> int:
    """Where a name may begin right after its verb: call thugs, describe as thugs; −1 if nowhere."""
    has_as = clause.word(cue.after) == "as"
    if not has_as and "naming" not in cue.kinds:
        return -1
    first = cue.after + has_as
    word, grammar = clause.word(first), clause.grammar
    if word in grammar.prepositions or word in grammar.times or word in _WHEN:
        return -1
    return -1 if word in grammar.object_pronouns or clause.is_adverb(first) else first


def _is_participle(clause: Clause, cue: Cue) -> bool:
    """Whether the verb may be passive: branded, were called, and not “has called”."""
    word = clause.words[cue.first]
    if not word.endswith("ed") and word not in _PARTICIPLES:
        return False
    return clause.word(clause.before_adverbs(cue.first)) not in _HAVE


def _by_agent_first(clause: Clause, cue: Cue) -> Named | None:
    """“described by the mayor as thugs”."""
    if clause.word(cue.after) != "by":
        return None
    source = source_after(clause, cue.after + 1)
    by_initials = clause.words[cue.first] == "known" and clause.word(cue.after + 1) in OWNERS
    if source is None or by_initials:
        return None
    for i in range(source[1], min(source[1] + _FURTHEST_AS, len(clause.words))):
        if clause.words[i] == "as":
            return _with_source(_name_at(clause, i + 1), source)
        if clause.words[i] in PUNCTUATION or clause.is_finite(i):
            return None
    return None


def _by_agent_last(clause: Clause, cue: Cue) -> Named | None:
    """“branded thugs by the minister”, “known as thugs”."""
    name = _name_at(clause, _after_as(clause, cue))
    if name is None:
        return None
    if clause.word(name[1]) in ("and", "or"):
        second = _name_at(clause, name[1] + 1)
        name = (name[0], second[1]) if second and clause.word(second[1]) == "by" else name
    if clause.word(name[1]) == "by":
        source = source_after(clause, name[1] + 1)
        return (name, source) if source else None
    if is_passive(clause, cue):
        is_passing = "object" not in cue.kinds
    else:
        is_passing = _is_aside(clause, cue) or _has_no_object(clause, cue, name)
    return (name, None) if is_passing and not _is_proper(clause, name) else None


def _is_aside(clause: Clause, cue: Cue) -> bool:
    """Whether the verb opens an aside, “the men, dubbed thugs”, or is “known as”."""
    before = clause.word(clause.before_adverbs(cue.first))
    return before in COMMAS or clause.words[cue.first] == "known"


def _has_no_object(clause: Clause, cue: Cue, name: Span) -> bool:
    """Tell “men described as thugs left” from “described as thugs the men who left”."""
    if clause.word(cue.after) != "as":
        return False
    return not any(clause.begins_phrase(i) for i in range(name[0] + 1, name[1] + 1))


def _is_proper(clause: Clause, name: Span) -> bool:
    """Whether a name has capitals and no marks: known as the Free Port."""
    marked = clause.marked_end(name[0]) or clause.words[name[0]] == QUOTE
    return not marked and any(clause.capital[i] for i in range(*name))


def _name_at(clause: Clause, first: int) -> Span | None:
    """Return the place of a name: all that stands in marks, or the words after an article."""
    if first < 0:
        return None
    marked = clause.marked_end(first)
    return (first, marked) if marked else up_to_boundary(clause, first, LONGEST_GIVEN)


def _with_source(name: Span | None, source: Span) -> Named | None:
    return (name, source) if name else None
