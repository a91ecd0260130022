"""Names given in passing: branded thugs by X; described by X as thugs; whom X calls thugs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from framing.segmentation.claims import OWNERS
from framing.segmentation.clauses import COMMAS, PUNCTUATION, QUOTE, Clause
from framing.segmentation.cues import Cue
from framing.segmentation.labelling import LONGEST_GIVEN, given_name, up_to_boundary
from framing.segmentation.reading import Reading
from framing.segmentation.sources import source_after, source_before
from framing.segmentation.word_sets import word_set

__all__ = ["given_names", "name_in_passing"]

Span = tuple[int, int]
Named = tuple[Span, Span | None]

_OBJECTS = word_set("whom who which")
_PARTICIPLES = word_set("known seen cast")
_HAVE = word_set("has have had having")
_WHEN = word_set("last next this")
_LINKS = word_set("and but while")
_FURTHEST_AS = 16


def given_names(clause: Clause, cue: Cue) -> list[Span]:
    """Return the places of names that somebody gives somebody by a cue."""
    passing = _passing(clause, cue) if cue.is_verb else []
    if passing:
        return [given for given, _ in passing]
    name = given_name(clause, cue)
    return [name] if name else []


def name_in_passing(reading: Reading, cue: Cue) -> bool:
    """Report a name whose owner stands before the verb: in a passive, or after whom."""
    named = _passing(reading.clause, cue)
    for name, source in named:
        if name[1] - name[0] == 1 and reading.words[name[0]] == QUOTE:
            reading.quote(name[0], source)
        else:
            reading.append(*name, source)
    return bool(named)


def _passing(clause: Clause, cue: Cue) -> list[Named]:
    """Return the names given in passing, and who gives each; a row remembers what was found."""
    place = cue.first, cue.after
    found = clause.passing.get(place)
    if found is None:
        found = clause.passing[place] = _find_passing(clause, cue)
    return found


def _find_passing(clause: Clause, cue: Cue) -> list[Named]:
    if not cue.kinds.names or clause.grammar.language != "en":
        return []
    source = _namer_in_relative(clause, cue)
    if source is not None:
        name = _name_at(clause, _after_as(clause, cue))
        return [(name, source)] if name else []
    if not _is_participle(clause, cue):
        return []
    first = _by_agent_first(clause, cue)
    if first:
        return [first, *_further(clause, first[0][1], _as_of_agent)]
    last = _by_agent_last(clause, cue)
    if last is None:
        return []
    more = _further(clause, last[1][1], _name_by_agent) if last[1] else ()
    return [last, *more]


def _further(
    clause: Clause, at: int, read: Callable[[Clause, int], Named | None]
) -> Iterator[Named]:
    """Give the names that follow: “described by A as thugs and by B as heroes”."""
    while clause.words[at] == "," or clause.words[at] in _LINKS:
        at += 1
        if clause.words[at] in _LINKS:
            continue
        named = read(clause, at)
        if not named or not named[1]:
            return
        yield named
        at = max(named[0][1], named[1][1])


def _as_of_agent(clause: Clause, at: int) -> Named | None:
    """“by B as heroes”."""
    if clause.words[at] != "by":
        return None
    source = source_after(clause, at + 1)
    for i in range(source[1] if source else at, min(at + _FURTHEST_AS, clause.after)):
        if clause.words[i] == "as":
            return _with_source(_name_at(clause, i + 1), source) if source else None
        if clause.words[i] in PUNCTUATION or clause.finite[i]:
            return None
    return None


def _name_by_agent(clause: Clause, at: int) -> Named | None:
    """“freedom fighters by B”."""
    name = _name_at(clause, at)
    if name is None or clause.words[name[1]] != "by":
        return None
    source = source_after(clause, name[1] + 1)
    return (name, source) if source else None


def _namer_in_relative(clause: Clause, cue: Cue) -> Span | None:
    """Source of “the men, whom police call thugs”: what stands between whom and the verb."""
    if clause.relative.find(1, clause.first, cue.first) < 0:
        return None
    source = source_before(clause, clause.group[cue.first])
    if source is None or source[0] <= clause.first or source[1] > cue.first:
        return None
    opens = clause.words[source[0] - 1]
    if opens == "that" and source[0] > clause.first + 1:
        before = clause.words[source[0] - 2]
        return None if before in clause.cues.words or before in PUNCTUATION else source
    return source if opens in _OBJECTS else None


def _after_as(clause: Clause, cue: Cue) -> int:
    """Where a name may begin right after its verb: call thugs, describe as thugs; −1 if nowhere."""
    has_as = clause.words[cue.after] == "as"
    if not has_as and "naming" not in cue.kinds:
        return -1
    first = cue.after + has_as
    word, grammar = clause.words[first], clause.grammar
    if word in grammar.prepositions or word in grammar.times or word in _WHEN:
        return -1
    return -1 if word in grammar.object_pronouns or clause.adverb[first] else first


def _is_participle(clause: Clause, cue: Cue) -> bool:
    """Whether the verb may be passive: branded, were called, and not “has called”."""
    word = clause.words[cue.first]
    if not word.endswith("ed") and word not in _PARTICIPLES:
        return False
    return clause.words[cue.before] not in _HAVE


def _by_agent_first(clause: Clause, cue: Cue) -> Named | None:
    """“described by the mayor as thugs”."""
    by_initials = clause.words[cue.first] == "known" and clause.words[cue.after + 1] in OWNERS
    return None if by_initials else _as_of_agent(clause, cue.after)


def _by_agent_last(clause: Clause, cue: Cue) -> Named | None:
    """“branded thugs by the minister”, “known as thugs”."""
    name = _name_at(clause, _after_as(clause, cue))
    if name is None:
        return None
    if clause.words[name[1]] in ("and", "or"):
        second = _name_at(clause, name[1] + 1)
        name = (name[0], second[1]) if second and clause.words[second[1]] == "by" else name
    if clause.words[name[1]] == "by":
        source = source_after(clause, name[1] + 1)
        return (name, source) if source else None
    if cue.is_passive:
        is_passing = "object" not in cue.kinds
    else:
        is_passing = _is_aside(clause, cue) or _has_no_object(clause, cue, name)
    return (name, None) if is_passing and not _is_proper(clause, name) else None


def _is_aside(clause: Clause, cue: Cue) -> bool:
    """Whether the verb opens an aside, “the men, dubbed thugs”, or is “known as”."""
    opens = clause.words[cue.before] in COMMAS and not _closes_aside(clause, cue.before)
    return opens or clause.words[cue.first] == "known"


def _closes_aside(clause: Clause, comma: int) -> bool:
    """Whether a subject still waits for its verb: The mayor, speaking in Vesna, called …."""
    opening = clause.mark.rfind(1, clause.first, comma)
    return opening > clause.first and not clause.has_finite(clause.first, opening)


def _has_no_object(clause: Clause, cue: Cue, name: Span) -> bool:
    """Tell “men described as thugs left” from “described as thugs the men who left”."""
    if clause.words[cue.after] != "as":
        return False
    return not any(clause.opens[i] for i in range(name[0] + 1, name[1] + 1))


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
