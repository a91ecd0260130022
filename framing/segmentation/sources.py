"""The words that name a source: the noun phrase before a reporting verb, or after it."""

from __future__ import annotations

from framing.segmentation.clauses import PUNCTUATION, QUOTE, Clause

__all__ = ["source_after", "source_before", "verb_group_start"]

LONGEST_SOURCE = 16
_TITLES = frozenset(["mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "lt", "col", "st", "prof", "jr", "sr"])

Span = tuple[int, int]


def verb_group_start(clause: Clause, i: int) -> int:
    """Return where the verb group begins that ends in the cue at `i`: has also said."""
    auxiliaries = clause.grammar.auxiliaries
    at = i
    while at > 0:
        word = clause.words[at - 1]
        if word in auxiliaries or clause.is_adverb(at - 1) or word.endswith("n't"):
            at -= 1
        else:
            break
    if at < i and clause.words[at] == "to" and at > 0 and clause.is_finite(at - 1):
        at -= 1
    return at


def source_before(clause: Clause, verb: int) -> Span | None:
    """Return the noun phrase that ends before the verb group at `verb`; none if there is none."""
    at = verb - 1
    grammar = clause.grammar
    if at >= 0 and clause.words[at] in grammar.relatives | {"that"}:
        at -= 1
        if clause.word(at) == ",":
            at -= 1
    if at < 0:
        return None
    if clause.words[at] in grammar.subject_pronouns:
        return at, at + 1
    if clause.words[at] == ",":
        comma = _comma_before(clause, at)
        if comma > 0:
            head = _phrase_start(clause, comma - 1)
            return (head, at) if head < comma else None
        return None
    start = _phrase_start(clause, at)
    return (start, at + 1) if start <= at else None


def _comma_before(clause: Clause, at: int) -> int:
    for i in range(at - 1, max(at - LONGEST_SOURCE, 0), -1):
        word = clause.words[i]
        if word == ",":
            return i
        if word in PUNCTUATION:
            return 0
    return 0


def _phrase_start(clause: Clause, last: int) -> int:
    """Return where the noun phrase begins whose last word is at `last`; `last + 1` if nowhere."""
    grammar = clause.grammar
    at = last
    while at >= 0 and last - at < LONGEST_SOURCE:
        word = clause.words[at]
        if word in PUNCTUATION or word in grammar.subordinators - {"as"} or word == "that":
            break
        if word in grammar.coordinators and not (clause.is_name(at - 1) and clause.is_name(at + 1)):
            break
        if word in grammar.subject_pronouns and word not in grammar.determiners:
            break
        if word in grammar.finite or (word == "to" and clause.is_finite(at - 1)):
            break
        at -= 1
    start = at + 1
    return _without_lead(clause, start, last)


def _without_lead(clause: Clause, start: int, last: int) -> int:
    """Leave out what leads in: On Tuesday, in a statement, as."""
    grammar = clause.grammar
    while start <= last and (clause.words[start] in ("as", "and") or clause.is_adverb(start)):
        start += 1
    if start <= last and clause.words[start] in grammar.prepositions:
        for i in range(start + 1, last + 1):
            before = clause.words[i - 1]
            fresh = clause.begins_phrase(i) and before not in grammar.prepositions
            if fresh and before not in grammar.determiners and not clause.is_name(i - 1):
                return i
            if before in grammar.times and clause.begins_phrase(i):
                return i
        return last + 1
    return start


def source_after(clause: Clause, first: int) -> Span | None:
    """Return the noun phrase that begins at `first`: said the president of the institute."""
    grammar = clause.grammar
    at = first
    while at < len(clause.words) and at - first < LONGEST_SOURCE:
        word = clause.words[at]
        if word in PUNCTUATION or word in grammar.subordinators or word == "that":
            break
        if word in grammar.relatives or (word in grammar.finite and at > first):
            break
        if word in grammar.coordinators and not clause.is_name(at + 1):
            break
        if at > first and word in ("in", "on", "at", "during") and not clause.is_name(at + 1):
            break
        if word in grammar.times and at > first:
            if clause.words[at - 1] in ("on", "in"):
                at -= 1
            break
        at += 1
    return (first, at) if at > first and clause.words[first] != QUOTE else None
