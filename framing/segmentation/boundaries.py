"""Where a reported clause begins and ends."""

from __future__ import annotations

from framing.segmentation.clause_columns import ENDS, ENDS_CLAUSE
from framing.segmentation.clauses import MARKS, PUNCTUATION, Clause
from framing.segmentation.cues import CueTable
from framing.segmentation.form_bits import (
    ADVERB,
    COMMA,
    MANNER,
    MARK,
    NEW_SUBJECTS,
    OUTSIDE,
    PREPOSITION,
    THAT_OR_HOW,
    TIME,
    TIME_LEAD,
)
from framing.segmentation.word_sets import word_set

__all__ = [
    "MAY_BE_TAIL",
    "begins_amount",
    "clause_start",
    "content_end",
    "goes_on_after_insertion",
    "phrase_end",
    "restrictive_end",
    "tail_end",
    "that_after_phrase",
]

_TELLS = MANNER | TIME | TIME_LEAD | ADVERB
MAY_BE_TAIL = MARK | OUTSIDE | _TELLS | PREPOSITION
"""Classes of words of which one begins what only says when, where and to whom."""

_LONGEST_SUBJECT = 16
_LONGEST_INSERTION, _LONGEST_PHRASE = 24, 12
_LONGEST_NAMER = 6
_AFTER_INSERTION = word_set(
    """
    when while as after before during in at on who which though although according speaking
    with whose where despite from for
    """
)
_WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_ABOUT = word_set("about over under around")
_PARTS = word_set("third quarter fifth tenth dozen hundred thousand million")
_QUANTITIES = word_set("half one two three four five six seven eight nine ten dozens hundreds")
_SUBJECTS = word_set(
    "he she they it we there he's she's they're it's we're there's he'd she'd they'd he'll she'll"
)


def clause_start(clause: Clause, stop: int, floor: int) -> int:
    """Return where the clause begins that ends before `stop`, not before `floor`."""
    semicolon = clause.semicolon.rfind(1, floor, stop)
    if semicolon >= 0:
        return semicolon + 1
    at = floor
    while at < stop and clause.words[at] in MARKS:
        at += 1
    return at


def content_end(clause: Clause, first: int, cue_first: int) -> int:
    """Return where the clause ends that begins at `first`, reported by a cue at `cue_first`."""
    open_brackets = 0
    i = clause.stop.find(1, first, clause.after)
    while i >= 0:
        word = clause.words[i]
        if word == ",":
            closing = _insertion_end(clause, i) if i > first else i
            if closing == i > first and _ends_at_comma(clause, first, i, cue_first):
                return i
            i = closing
        elif word in ("(", "["):
            open_brackets += 1
        elif word == ";" or not open_brackets:
            return i
        else:
            open_brackets -= 1
        i = clause.stop.find(1, i + 1, clause.after)
    return clause.after


def _insertion_end(clause: Clause, comma: int) -> int:
    """Return the comma that closes “that, according to a study, …”; the same one if none does."""
    if not clause.classes[comma - 1] & THAT_OR_HOW:
        return comma
    closing = clause.mark.find(1, comma + 1, min(comma + _LONGEST_INSERTION, clause.after))
    return closing if closing >= 0 and clause.classes[closing] & COMMA else comma


def _ends_at_comma(clause: Clause, first: int, comma: int, cue_first: int) -> bool:
    """Whether what follows a comma no longer belongs to the report."""
    kind = clause.comma[comma]
    if kind == ENDS or (kind == ENDS_CLAUSE and clause.has_finite(first, comma)):
        return True
    if _is_subordinate(clause, cue_first):
        return True
    return _main_verb_follows(clause, comma) and _is_relative(clause, cue_first)


def restrictive_end(clause: Clause, relative: int, after: int, end: int) -> int:
    """Return where the main verb goes on after “the man who police say attacked a guard was held”.

    Only a relative clause without a comma before it, and with nothing inside it, is so read.
    """
    grammar = clause.grammar
    opens = grammar.relatives | grammar.subordinators | {"that"} | PUNCTUATION
    if relative <= clause.first or clause.words[relative - 1] == ",":
        return end
    for i in range(after + 1, end):
        before = clause.words[i - 1]
        if clause.words[i] in opens:
            return end
        goes_on = before in grammar.auxiliaries | grammar.coordinators | grammar.finite
        if clause.words[i] in grammar.finite and not goes_on and not clause.adverb[i - 1]:
            return i
    return end


def phrase_end(clause: Clause, first: int, end: int, cues: CueTable) -> int:
    """Return where a phrase ends that is no clause of its own: an object, an infinitive."""
    words = clause.words
    i = clause.edge.find(1, first + 1, end)
    while i >= 0:
        if words[i] == ",":
            if _ends_phrase(clause, i):
                return i
        elif words[i] == "but" or _goes_on_anew(clause, i, cues):
            return i
        i = clause.edge.find(1, i + 1, end)
    return end


def _goes_on_anew(clause: Clause, i: int, cues: CueTable) -> bool:
    """Whether another clause or report follows “and”."""
    after = clause.words[i + 1]
    if after in NEW_SUBJECTS or after == "it":
        return True
    return _takes_up(clause, i) or (clause.ends_finite(i + 1) and _reports(cues, after))


def _ends_phrase(clause: Clause, comma: int) -> bool:
    """Whether no further member of a list follows a comma."""
    after = clause.words[comma + 1]
    if after in ("and", "or") and clause.words[comma + 2] in clause.grammar.determiners:
        return _begins_new_clause(clause, comma + 2)
    return not (after in ("and", "or", "including") or clause.name[comma + 1])


def _begins_new_clause(clause: Clause, first: int) -> bool:
    """Whether a subject and its verb stand at a place, before any mark or relative."""
    for i in range(first + 1, min(first + _LONGEST_SUBJECT, clause.after)):
        word = clause.words[i]
        if word in PUNCTUATION or word in clause.grammar.relatives or word == "that":
            return False
        if clause.finite[i]:
            return True
    return False


def _reports(cues: CueTable, word: str) -> bool:
    return cues.has(word, "clause") or cues.has(word, "object")


def _takes_up(clause: Clause, i: int) -> bool:
    """Whether “and the President, Anna Holm, she …” stands at a place: named, then taken up."""
    if clause.words[i + 1] not in clause.grammar.determiners:
        return False
    commas = 0
    for at in range(i + 2, min(i + _LONGEST_SUBJECT, clause.after)):
        if clause.words[at] == ",":
            commas += 1
            if clause.words[at + 1] in NEW_SUBJECTS:
                return commas == 2
        elif clause.words[at] in PUNCTUATION or clause.finite[at]:
            return False
    return False


def _is_subordinate(clause: Clause, cue_first: int) -> bool:
    """Whether the report is itself in a clause that a comma must end: While X said A, B."""
    grammar = clause.grammar
    opens = clause.words[clause.first]
    if opens in grammar.subordinators or opens == "if":
        return "," not in clause.words[clause.first : cue_first]
    return False


def _is_relative(clause: Clause, cue_first: int) -> bool:
    """Whether the report is in a relative clause: The mayor, who said A, B."""
    at = cue_first - 1
    while clause.words[at] in clause.grammar.auxiliaries or clause.adverb[at]:
        at -= 1
    for i in range(at, max(at - _LONGEST_NAMER, clause.first), -1):
        if clause.words[i] in clause.grammar.relatives:
            return clause.words[i - 1] == ","
        is_verb = clause.finite[i] and clause.words[i - 1] not in clause.grammar.relatives
        if is_verb or clause.words[i] in PUNCTUATION:
            return False
    return False


def _main_verb_follows(clause: Clause, comma: int) -> bool:
    """Whether the main clause goes on after a relative one: …, has now resigned."""
    return 1 in clause.finite[comma + 1 : comma + 3] or clause.adverb[comma + 1] == 1


def tail_end(clause: Clause, after: int) -> int:
    """Return where the words end that only say when, where and to whom something was said.

    −1 if the reported clause itself begins at `after`.
    """
    grammar = clause.grammar
    kind = clause.classes[after]
    if kind & (MARK | OUTSIDE):
        return after
    if not kind & _TELLS:
        return that_after_phrase(clause, after)
    if _begins_content(clause, after):
        return -1
    for i in range(after, min(after + 25, clause.after)):
        word = clause.words[i]
        if word in PUNCTUATION or word == "that":
            return i
        if word in grammar.question and all(clause.adverb[j] for j in range(after, i)):
            return i
        if i > after and _ends_date(clause, i - 1) and _begins_clause(clause, i):
            return i
        if i > after and clause.words[i - 1] in _WEEKDAYS and word[:1].isdigit():
            return i
        is_late = i > after + 1 or clause.words[after] in grammar.times
        if i > after and is_late and word in _SUBJECTS:
            return i
    return clause.after


def _ends_date(clause: Clause, i: int) -> bool:
    """Whether a word for a time, or the day of a month, stands at a place."""
    times = clause.grammar.times
    return clause.words[i] in times or (
        clause.words[i][:1].isdigit() and clause.words[i - 1] in times
    )


def that_after_phrase(clause: Clause, first: int) -> int:
    """Return where “that” stands in “said over the phone that it was shut”, −1 if nowhere."""
    for i in range(first + 1, min(first + _LONGEST_PHRASE, clause.after)):
        if clause.mark[i] or clause.finite[i]:
            return -1
        if clause.words[i] == "that" and i > first + 1:
            is_content = not clause.mark[i + 1] and clause.words[i - 1] != "fact"
            return i if is_content else -1
    return -1


def _begins_content(clause: Clause, i: int) -> bool:
    """Tell “said there was”, “said about forty boats” from “said there”, “said about him”."""
    if clause.words[i] == "there":
        return clause.finite[i + 1] == 1
    return begins_amount(clause, i)


def begins_amount(clause: Clause, i: int) -> bool:
    """Whether “at least six”, “about forty”, “over half” stand at a place."""
    word, after = clause.words[i], clause.words[i + 1]
    if word == "at":
        return after in ("least", "most")
    if after == "a":
        return word in _ABOUT and clause.words[i + 2] in _PARTS
    return word in _ABOUT and (after[:1].isdigit() or after in _QUANTITIES)


def _begins_clause(clause: Clause, i: int) -> bool:
    return (
        clause.opens[i] == 1
        and clause.words[i] not in clause.grammar.times
        and not clause.words[i][:1].isdigit()
    )


def goes_on_after_insertion(clause: Clause, edge: int, first: int) -> bool:
    """Whether the reported clause goes on after “, he said,”."""
    word = clause.words[first]
    if clause.over[first] or word in _AFTER_INSERTION or word in PUNCTUATION:
        return False
    if word.endswith("ing") and not word.endswith("thing"):
        return False
    if word == "and" and clause.finite[first + 1]:
        return False
    before = clause.mark.find(0, clause.first, edge) >= 0
    if not before and clause.has_quotation(clause.first, edge):
        return False
    complete = clause.has_finite(clause.first, edge) or not before
    return not complete or clause.has_finite(first, clause.after)
