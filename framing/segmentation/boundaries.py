"""Where a reported clause begins and ends."""

from __future__ import annotations

from framing.segmentation.clauses import MARKS, PUNCTUATION, QUOTE, Clause
from framing.segmentation.cues import CueTable
from framing.segmentation.word_sets import word_set

__all__ = [
    "clause_start",
    "content_end",
    "goes_on_after_insertion",
    "phrase_end",
    "restrictive_end",
    "tail_end",
]

_STOPS = frozenset({"but", "compared", "despite", "even", "whereas"})
_LONGEST_SUBJECT = 16
_LONGEST_NAMER = 6
_NEW_SUBJECT = frozenset(["he", "she", "they"])
_AFTER_INSERTION = word_set(
    """
    when while as after before during in at on who which though although according speaking
    with whose where despite from for
    """
)
_QUANTITIES = word_set("half one two three four five six seven eight nine ten dozens hundreds")
_SUBJECTS = word_set(
    "he she they it we there he's she's they're it's we're there's he'd she'd they'd he'll she'll"
)
_MANNER = frozenset({"in", "on", "at", "during", "to", "of", "by", "from", "with", "about", "for"})


def clause_start(clause: Clause, stop: int, floor: int) -> int:
    """Return where the clause begins that ends before `stop`, not before `floor`."""
    for i in range(stop - 1, floor - 1, -1):
        if clause.words[i] in (";", "."):
            return i + 1
    at = floor
    while at < stop and clause.words[at] in MARKS:
        at += 1
    return at


def content_end(clause: Clause, first: int, cue_first: int, cues: CueTable) -> int:
    """Return where the clause ends that begins at `first`, reported by a cue at `cue_first`."""
    words = clause.words
    open_brackets = 0
    i = clause.next_stop(first)
    while i >= 0:
        word = words[i]
        if word in ("(", "["):
            open_brackets += 1
        elif word in (")", "]"):
            if not open_brackets:
                return i
            open_brackets -= 1
        elif word == ";":
            return i
        elif word == "," and i > first:
            if _ends_at_comma(clause, first, i, cues) or _is_subordinate(clause, cue_first):
                return i
            if _main_verb_follows(clause, i) and _is_relative(clause, cue_first):
                return i
        i = clause.next_stop(i + 1)
    return len(words)


def restrictive_end(clause: Clause, relative: int, after: int, end: int) -> int:
    """Return where the main verb goes on after “the man who police say attacked a guard was held”.

    Only a relative clause without a comma before it, and with nothing inside it, is so read.
    """
    grammar = clause.grammar
    opens = grammar.relatives | grammar.subordinators | {"that"} | PUNCTUATION
    if relative < 1 or clause.words[relative - 1] == ",":
        return end
    for i in range(after + 1, end):
        before = clause.words[i - 1]
        if clause.words[i] in opens:
            return end
        goes_on = before in grammar.auxiliaries | grammar.coordinators | grammar.finite
        if clause.words[i] in grammar.finite and not goes_on and not clause.is_adverb(i - 1):
            return i
    return end


def _is_saying(clause: Clause, i: int, cues: CueTable) -> bool:
    """Whether a finite verb of saying stands at a place: and said, but argues."""
    word = clause.word(i)
    return (
        cues.has(word, "clause") and not cues.has(word, "ambiguous") and word.endswith(("s", "d"))
    )


def phrase_end(clause: Clause, first: int, end: int, cues: CueTable) -> int:
    """Return where a phrase ends that is no clause of its own: an object, an infinitive."""
    words = clause.words
    for i in range(first + 1, end):
        after = clause.word(i + 1)
        if words[i] == "but":
            return i
        if words[i] == "and":
            if after in _NEW_SUBJECT or after == "it":
                return i
            if _takes_up(clause, i) or (clause.ends_finite(i + 1) and _reports(cues, after)):
                return i
        elif words[i] == "," and _ends_phrase(clause, i):
            return i
    return end


def _ends_phrase(clause: Clause, comma: int) -> bool:
    """Whether no further member of a list follows a comma."""
    after = clause.word(comma + 1)
    if after in ("and", "or") and clause.word(comma + 2) in clause.grammar.determiners:
        return _begins_new_clause(clause, comma + 2)
    return not (after in ("and", "or", "including") or clause.is_name(comma + 1))


def _begins_new_clause(clause: Clause, first: int) -> bool:
    """Whether a subject and its verb stand at a place, before any mark or relative."""
    for i in range(first + 1, min(first + _LONGEST_SUBJECT, len(clause.words))):
        word = clause.words[i]
        if word in PUNCTUATION or word in clause.grammar.relatives or word == "that":
            return False
        if clause.is_finite(i):
            return True
    return False


def _reports(cues: CueTable, word: str) -> bool:
    return cues.has(word, "clause") or cues.has(word, "object")


def _takes_up(clause: Clause, i: int) -> bool:
    """Whether “and the President, Anna Holm, she …” stands at a place: named, then taken up."""
    if clause.word(i + 1) not in clause.grammar.determiners:
        return False
    commas = 0
    for at in range(i + 2, min(i + _LONGEST_SUBJECT, len(clause.words))):
        if clause.words[at] == ",":
            commas += 1
            if clause.word(at + 1) in _NEW_SUBJECT:
                return commas == 2
        elif clause.words[at] in PUNCTUATION or clause.is_finite(at):
            return False
    return False


def _is_subordinate(clause: Clause, cue_first: int) -> bool:
    """Whether the report is itself in a clause that a comma must end: While X said A, B."""
    grammar = clause.grammar
    if clause.word(0) in grammar.subordinators or clause.word(0) == "if":
        return "," not in clause.words[:cue_first]
    return False


def _is_relative(clause: Clause, cue_first: int) -> bool:
    """Whether the report is in a relative clause: The mayor, who said A, B."""
    at = cue_first - 1
    while clause.word(at) in clause.grammar.auxiliaries or clause.is_adverb(at):
        at -= 1
    for i in range(at, max(at - _LONGEST_NAMER, 0), -1):
        if clause.words[i] in clause.grammar.relatives:
            return clause.words[i - 1] == ","
        is_verb = clause.is_finite(i) and clause.words[i - 1] not in clause.grammar.relatives
        if is_verb or clause.words[i] in PUNCTUATION:
            return False
    return False


def _main_verb_follows(clause: Clause, comma: int) -> bool:
    """Whether the main clause goes on after a relative one: …, has now resigned."""
    return any(clause.is_finite(i) for i in range(comma + 1, comma + 3)) or clause.is_adverb(
        comma + 1
    )


def _ends_at_comma(clause: Clause, first: int, i: int, cues: CueTable) -> bool:
    """Whether what follows a comma no longer belongs to the report."""
    after = clause.word(i + 1)
    if after in ("according", "reportedly"):
        return True
    if after in _STOPS:
        return clause.has_finite(first, i)
    if after in _NEW_SUBJECT:
        return True
    if cues.has(after, "clause"):
        return True
    if after == "and" and clause.word(i + 2) in _NEW_SUBJECT:
        return True
    return _source_and_verb(clause, i + 1, cues)


def _source_and_verb(clause: Clause, first: int, cues: CueTable) -> bool:
    """Whether “X said” and a pause stand at a place."""
    after = min(first + 8, len(clause.words))
    if not clause.may_say(first + 1, after):
        return False
    for i in range(first + 1, after):
        word = clause.words[i]
        if word in PUNCTUATION:
            return False
        if cues.has(word, "clause") and (clause.is_finite(i) or word.endswith("s")):
            follows = clause.word(i + 1)
            return clause.is_end(i + 1) or follows in PUNCTUATION or follows in _MANNER
    return False


def tail_end(clause: Clause, after: int) -> int:
    """Return where the words end that only say when, where and to whom something was said.

    −1 if the reported clause itself begins at `after`.
    """
    grammar = clause.grammar
    word = clause.word(after)
    if clause.is_end(after) or word in PUNCTUATION:
        return after
    if not (word in _MANNER or word in grammar.times or clause.is_adverb(after)):
        return -1
    if _begins_content(clause, after):
        return -1
    for i in range(after, min(after + 25, len(clause.words))):
        word = clause.words[i]
        if word in PUNCTUATION or word == "that":
            return i
        if word in grammar.question and all(clause.is_adverb(j) for j in range(after, i)):
            return i
        if i > after and clause.words[i - 1] in grammar.times and _begins_clause(clause, i):
            return i
        is_late = i > after + 1 or clause.words[after] in grammar.times
        if i > after and is_late and word in _SUBJECTS:
            return i
    return len(clause.words)


def _begins_content(clause: Clause, i: int) -> bool:
    """Tell “said there was”, “said about forty boats” from “said there”, “said about him”."""
    after = clause.word(i + 1)
    if clause.words[i] == "there":
        return clause.is_finite(i + 1)
    return clause.words[i] == "about" and (after[:1].isdigit() or after in _QUANTITIES)


def _begins_clause(clause: Clause, i: int) -> bool:
    return (
        clause.begins_phrase(i)
        and clause.words[i] not in clause.grammar.times
        and not clause.words[i][:1].isdigit()
    )


def goes_on_after_insertion(clause: Clause, edge: int, first: int) -> bool:
    """Whether the reported clause goes on after “, he said,”."""
    word = clause.word(first)
    if clause.is_end(first) or word in _AFTER_INSERTION or word in PUNCTUATION:
        return False
    if word.endswith("ing") and not word.endswith("thing"):
        return False
    if word == "and" and clause.is_finite(first + 1):
        return False
    before = any(w != QUOTE and w not in PUNCTUATION for w in clause.words[:edge])
    complete = clause.has_finite(0, edge) or not before
    return not complete or clause.has_finite(first, len(clause.words))
