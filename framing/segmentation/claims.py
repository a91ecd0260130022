"""Claims that are no clauses: objects, infinitives, nouns, adjectives of attitude."""

from __future__ import annotations

from framing.segmentation.clause_columns import LONGEST_OWNER
from framing.segmentation.clauses import MARKS, PUNCTUATION, QUOTE, Clause
from framing.segmentation.cues import Cue
from framing.segmentation.kinds import Kinds
from framing.segmentation.reading import Reading, Span
from framing.segmentation.sources import source_before
from framing.segmentation.word_sets import word_set

__all__ = [
    "OWNERS",
    "attitude",
    "claimed_object",
    "claiming_noun",
    "is_others_claim",
    "urged",
    "wants_to",
]

_ALL_BUT_COMMA = PUNCTUATION - {","}
OWNERS = word_set("his her its their my our your")
_FURTHEST_TO = 24
_NAMES_SOURCE = word_set("statement statements testimony")
_DANGERS = word_set("threat threats")
_REJECTING = word_set(
    """
    reject rejects rejected rejecting dismiss dismisses dismissed dismissing refute refutes refuted
    refuting rebut rebuts rebutted rebutting dispute disputes disputed disputing deny denies denied
    denying
    """
)
_NOUN_LINKS = word_set("of for about against on over to")
_ATTITUDE_LINKS = word_set("of about with at to for in over against")
_PASSIVE_LINKS = word_set("of for as to with")
_LINKING = word_set(
    """
    is are was were be been being am i'm he's she's they're we're feel feels felt seem seems seemed
    remain remains remained sound sounded look looked
    """
)


def wants_to(reading: Reading, to: int, kinds: Kinds, *, passive: bool) -> bool:
    """Tell whether “to …” is wanted or claimed: vowed to, is said to be, was asked to."""
    if "infinitive" in kinds:
        return True
    if not passive:
        return False
    return "urging" in kinds or reading.words[to + 1] in ("be", "have")


def urged(reading: Reading, after: int, source: Span | None) -> bool:
    """“urged X to …”."""
    for i in range(after + 1, min(after + _FURTHEST_TO, reading.clause.after)):
        word = reading.words[i]
        if word == "to" and not reading.clause.finite[i - 1]:
            return reading.add_phrase(after, source, core=i)
        if word in _ALL_BUT_COMMA or word in reading.grammar.finite:
            return False
    return False


def claimed_object(reading: Reading, cue: Cue, source: Span | None, *, passive: bool) -> bool:
    """“criticised X”, “called for X”, “was accused of X”."""
    after = cue.after
    link = reading.words[after]
    if reading.clause.over[after] or link in MARKS:
        return False
    if passive and link not in _PASSIVE_LINKS:
        return False
    if link in ("by", "to") and not passive:
        return False
    if link == QUOTE and not reading.more_than_quote(after):
        reading.quote(after, source)
        return True
    return reading.add_phrase(after, source)


def is_others_claim(reading: Reading, cue: Cue) -> bool:
    """Whether the object is another’s claim: rejected the mayor’s claim that, denied claims that.

    The noun that follows then reports it, with its owner.
    """
    for i in range(cue.after, min(cue.after + LONGEST_OWNER, reading.clause.after)):
        word = reading.words[i]
        if word in PUNCTUATION or word in reading.grammar.prepositions or word == "that":
            return False
        if reading.cues.has(word, "noun"):
            return _is_not_own(reading, cue, i)
    return False


def _is_not_own(reading: Reading, cue: Cue, noun: int) -> bool:
    """Whether a verb with a claim for its object rejects it, or names its owner."""
    link = reading.words[noun + 1]
    rejects = reading.words[cue.first] in _REJECTING
    if link == "that":
        is_owned = rejects or _owner(reading, noun) is not None
        return is_owned and not reading.is_relative(noun + 1)
    return rejects and (link in ("of", "for") or link in reading.grammar.subject_pronouns)


def claiming_noun(reading: Reading, cue: Cue) -> bool:
    """“the accusation that …”, “reports of …”, “calls for …”."""
    link = reading.words[cue.after]
    is_clause = link == "that" and not reading.is_relative(cue.after)
    rejected = reading.words[cue.before] in _REJECTING
    is_clause = is_clause or (rejected and link in reading.grammar.subject_pronouns)
    if not is_clause and link not in _NOUN_LINKS:
        return False
    if reading.words[cue.first] in _NAMES_SOURCE and (link == "of" or _is_where(reading, cue)):
        return False
    if link == "to" and reading.words[cue.first] in _DANGERS:
        return False
    if reading.words[cue.after + 1] in reading.grammar.times:
        return False
    owner = _owner(reading, cue.first)
    if not is_clause:
        return reading.add_phrase(cue.after, owner)
    if reading.clause.has_finite(reading.clause.first, cue.first):
        return reading.add(cue.after, owner)
    end = _second_verb(reading, cue.after)
    return reading.append(cue.after, end, owner) if end else reading.add(cue.after, owner)


def _is_where(reading: Reading, cue: Cue) -> bool:
    """Whether a noun only tells where something was said: in a statement on its website."""
    before = cue.first - 1
    while reading.words[before] in reading.grammar.determiners or reading.clause.adverb[before]:
        before -= 1
    return reading.words[before] == "in" and reading.words[cue.after] != "that"


def _second_verb(reading: Reading, that: int) -> int:
    """Where the main verb of “The claim that X was safe was mocked” begins, 0 if nowhere."""
    clause = reading.clause
    i, verbs = that + 1, 0
    while not clause.over[i]:
        if reading.words[i] in PUNCTUATION or _links(reading, i):
            return 0
        if clause.finite[i]:
            if verbs:
                return i
            verbs += 1
            while _is_verb_group(clause, i + 1):
                i += 1
        i += 1
    return 0


def _is_verb_group(clause: Clause, i: int) -> bool:
    """Whether a verb group goes on: is now being turned away."""
    is_verb = clause.finite[i] or clause.adverb[i]
    return is_verb == 1 or clause.words[i] in ("be", "been", "being")


def _links(reading: Reading, i: int) -> bool:
    """Whether a word lets a second clause begin."""
    grammar = reading.grammar
    word = reading.words[i]
    if word in grammar.relatives or word in grammar.coordinators or word in grammar.subordinators:
        return True
    return word == "that" and reading.words[i - 1] not in grammar.determiners


def _owner(reading: Reading, i: int) -> Span | None:
    """Source of “Smith’s claim that …”."""
    for at in range(i - 1, max(i - 4, reading.clause.first - 1), -1):
        if reading.clause.possessive[at]:
            return _owner_start(reading, at), at + 1
        if reading.words[at] in OWNERS:
            return at, at + 1
    return None


def _owner_start(reading: Reading, last: int) -> int:
    """Where “the port authority’s” begins: at its article, else at its name, else at its word."""
    articles = ("the", "a", "an")
    for first in range(last - 1, max(last - LONGEST_OWNER, reading.clause.first - 1), -1):
        word = reading.words[first]
        if word in articles:
            return first
        if word in PUNCTUATION or word in reading.grammar.prepositions:
            break
        if reading.clause.finite[first] or word in reading.cues.words:
            break
    first = last
    while reading.clause.name[first - 1]:
        first -= 1
    return first


def attitude(reading: Reading, cue: Cue) -> bool:
    """“is confident that …”, “was opposed to …”."""
    at = cue.before
    if reading.words[at] not in _LINKING:
        return False
    link = reading.words[cue.after]
    if link != "that" and link not in _ATTITUDE_LINKS:
        return False
    source = source_before(reading.clause, reading.clause.group[at])
    if source and reading.words[source[0]] == "it":
        return False
    keep = reading.add if link == "that" else reading.add_phrase
    return keep(cue.after, source)
