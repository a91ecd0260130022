"""Whether a cue word is a verb where it stands, or a noun; and whether the verb is passive."""

from __future__ import annotations

from framing.segmentation.clauses import DASHES, PUNCTUATION, QUOTE, Clause
from framing.segmentation.cues import Cue
from framing.segmentation.word_sets import word_set

__all__ = ["is_bare_participle", "is_passive", "reads_as_verb"]

_PLACING = frozenset(("in", "of", "from", "at"))
_PARTICIPLES = word_set("known seen shown written spoken sworn foreseen drawn begun sung gone")
_NOUN_LIKE = frozenset({"noun", "ambiguous"})
_BE = word_set(
    """
    is are was were be been being am 's 're i'm he's she's it's they're we're
    """
)
_COUNTING = word_set(
    """
    many some others most few several all both one two three four five six seven eight nine ten who
    more
    """
)
_PLURALS = word_set(
    """
    people police men women media critics children majority number
    """
)
_BASE_BEFORE = word_set(
    """
    i we you they who to do does did will would can could may might must shall should don't
    doesn't didn't won't wouldn't can't cannot couldn't shouldn't and or not let's we'll
    they'll you'll i'll i'd we'd they'd he'd she'd he'll she'll
    """
)
_THIRD_BEFORE = word_set(
    """
    he she it who which that one also and nobody everyone
    """
)


def is_passive(clause: Clause, cue: Cue) -> bool:
    """Tell “was told”, “is reported” from “was saying”, “reports”."""
    if clause.words[cue.first].endswith("ing"):
        return False
    before = clause.words[clause.before_adverbs(cue.first)]
    return before in _BE


def is_bare_participle(clause: Clause, cue: Cue) -> bool:
    """Tell “the men, known to the guard, left” from “has known”: no verb of anybody."""
    if clause.words[cue.first] not in _PARTICIPLES:
        return False
    return clause.words[clause.before_adverbs(cue.first)] not in clause.grammar.auxiliaries


def reads_as_verb(clause: Clause, cue: Cue) -> bool:
    """Tell “he claims that” from “his claims that”, by the words on both sides."""
    i = cue.first
    word = clause.words[i]
    at = clause.before_adverbs(i)
    before = clause.words[at]
    grammar = clause.grammar
    if grammar.language != "en":
        return "noun" not in cue.kinds
    if before in _COUNTING:
        return before in ("one", "who") or not word.endswith("s")
    if before in grammar.determiners or clause.possessive[at]:
        return False
    if word.endswith("ing"):
        return True
    if before in grammar.prepositions and before not in ("that", "as"):
        return before == "to" and _is_base(clause, word)
    if word.endswith("ed") or word in grammar.finite:
        return True
    if not cue.kinds & _NOUN_LIKE and not _is_base(clause, word):
        return True
    if word.endswith("s") and not word.endswith("ss"):
        return _is_third_person(clause, cue, at, before)
    return _is_base_verb(clause, cue, at, before)


def _is_base(clause: Clause, word: str) -> bool:
    return not word.endswith(("s", "ed", "ing")) or word.endswith("ss")


def _is_third_person(clause: Clause, cue: Cue, at: int, before: str) -> bool:
    if at < clause.first:
        return False
    if before in _THIRD_BEFORE or before in (",", QUOTE) or before in DASHES:
        return True
    if before in clause.grammar.auxiliaries:
        return False
    if clause.name[at] or (clause.capital[at] and not cue.kinds & _NOUN_LIKE):
        return True
    if before.endswith("ed") and clause.finite[at] and cue.kinds & _NOUN_LIKE:
        return False
    after = clause.words[cue.after]
    return not before.endswith("s") and (
        after in ("that", "to", QUOTE) or clause.opens[cue.after] == 1
    )


def _is_base_verb(clause: Clause, cue: Cue, at: int, before: str) -> bool:
    if at < clause.first:
        return False
    if before in _BASE_BEFORE or before in _PLURALS:
        return True
    if before in PUNCTUATION or before in clause.grammar.auxiliaries:
        return before == "," and not cue.kinds & _NOUN_LIKE
    if not cue.kinds & _NOUN_LIKE:
        return clause.words[cue.first] not in _PARTICIPLES
    if before.endswith("s") and not clause.possessive[at]:
        return True
    return clause.words[cue.after] == "that" and _follows_plural(clause, at)


def _follows_plural(clause: Clause, at: int) -> bool:
    """Whether “doctors in the town” ends at a place."""
    if clause.words[at - 1] in clause.grammar.determiners:
        at -= 1
    return clause.words[at - 1] in _PLACING and clause.words[at - 2].endswith("s")
