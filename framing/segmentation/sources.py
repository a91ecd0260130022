"""The words that name a source: the noun phrase before a reporting verb, or after it."""

from __future__ import annotations

from framing.segmentation.boundaries import begins_amount
from framing.segmentation.clause_columns import LONGEST_SOURCE
from framing.segmentation.clauses import PUNCTUATION, Clause
from framing.segmentation.form_bits import (
    ADVERB,
    AS,
    AUTHOR,
    COMMA,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    WORD_AND,
)

__all__ = ["described", "source_after", "source_before"]

_LONGEST_ASIDE = 30
_LONGEST_NAME = 4
_LONGEST_TITLE = 12

_BEFORE_VERB = RELATIVE | AS | PRONOUN | COMMA
_LEADS = AS | WORD_AND | ADVERB

Span = tuple[int, int]


def source_before(clause: Clause, verb: int) -> Span | None:
    """Return the noun phrase that ends before the verb group at `verb`; none if there is none."""
    at = verb - 1
    if at < clause.first:
        return None
    if clause.classes[at] & _BEFORE_VERB:
        if clause.classes[at] & RELATIVE:
            return _antecedent(clause, at)
        if clause.classes[at] & AS and clause.words[verb].endswith("ing"):
            at -= 2 if clause.words[at - 1] == "," else 1
            if clause.words[at + 1] == ",":
                comma = _comma_before(clause, at + 1)
                at = comma - 1 if comma > 0 else at
        if clause.classes[at] & PRONOUN:
            return _forestalled(clause, at) or (at, at + 1)
        if clause.classes[at] & COMMA:
            return _before_aside(clause, at)
    start = _phrase_start(clause, at)
    return (start, at + 1) if start <= at else None


def _antecedent(clause: Clause, relative: int) -> Span | None:
    """Source of “data from the ministry, which says”, “strikers who say”."""
    last = relative - 2 if clause.words[relative - 1] == "," else relative - 1
    if last < clause.first:
        return None
    if clause.words[last] in clause.grammar.subject_pronouns:
        return last, last + 1
    start = _phrase_start(clause, last)
    if clause.words[start].endswith("ing"):
        links = clause.grammar.prepositions
        start = next((i + 1 for i in range(start, last) if clause.words[i] in links), start)
    if start > last:
        return None
    return _name_before(clause, start) or (start, last + 1)


def _before_aside(clause: Clause, last_comma: int) -> Span | None:
    """Source of “Anna Holm, a teacher, said”, “the head of the line, Olaf Brand, said”."""
    comma = _comma_before(clause, last_comma)
    if comma <= 0:
        start = _phrase_start(clause, last_comma - 1)
        return (start, last_comma) if start == clause.first < last_comma else None
    start = _phrase_start(clause, comma - 1)
    if start >= comma:
        return None
    source = (start, last_comma) if _is_title(clause, start, comma, last_comma) else (start, comma)
    named = _name_before(clause, start)
    return named or source


def _is_title(clause: Clause, start: int, comma: int, after: int) -> bool:
    """Whether a title stands before a comma and its holder's name after it."""
    is_name = clause.name[comma + 1] == 1 and after - comma - 1 <= _LONGEST_NAME
    return is_name and clause.name[after - 1] == 1 and not _all_names(clause, start, comma)


def _name_before(clause: Clause, start: int) -> Span | None:
    """Name in “Anna Holm, a teacher at the school, Oslo, said”."""
    if clause.words[start - 1] != ",":
        return None
    for first in range(max(start - 1 - _LONGEST_NAME, clause.first), start - 2):
        opens = first == clause.first or clause.words[first - 1] in PUNCTUATION
        if opens and _all_names(clause, first, start - 1):
            return first, start - 1
    return None


def _all_names(clause: Clause, first: int, after: int) -> bool:
    return 0 not in clause.capital[first:after]


def _forestalled(clause: Clause, pronoun: int) -> Span | None:
    """Source of “and the President, Anna Holm, she calls …”: named, then taken up again."""
    if not clause.classes[pronoun - 1] & COMMA:
        return None
    comma = _comma_before(clause, pronoun - 1)
    if comma <= 0 or not _all_names(clause, comma + 1, pronoun - 1):
        return None
    start = _phrase_start(clause, comma - 1)
    is_new = start == clause.first or clause.words[start - 1] in clause.grammar.coordinators
    opens = start < comma and clause.words[start] in clause.grammar.determiners
    return (start, pronoun - 1) if is_new and opens else None


def _comma_before(clause: Clause, at: int) -> int:
    """Return where the last mark before a place is, if it is a comma, else 0."""
    mark = clause.mark.rfind(1, max(at - _LONGEST_ASIDE, clause.first) + 1, at)
    return mark if mark >= 0 and clause.words[mark] == "," else 0


def _phrase_start(clause: Clause, last: int) -> int:
    """Return where the noun phrase begins whose last word is at `last`; `last + 1` if nowhere."""
    start = clause.phrase[last]
    led = clause.classes[start] & (_LEADS | PREPOSITION) or clause.classes[start - 1] & AUTHOR
    return _without_lead(clause, start, last) if led else start


def _without_lead(clause: Clause, start: int, last: int) -> int:
    """Leave out what leads in: On Tuesday, in a statement, well as."""
    grammar = clause.grammar
    if start < last and clause.classes[start - 1] & AUTHOR:
        start += 1  # I think the mayor said
    while start <= last and clause.classes[start] & _LEADS:
        start += 1
    if begins_amount(clause, start):
        return start
    if start <= last and clause.classes[start] & PREPOSITION:
        for i in range(start + 1, last + 1):
            before = clause.words[i - 1]
            fresh = clause.opens[i] and before not in grammar.prepositions
            if fresh and before not in grammar.determiners and not clause.name[i - 1]:
                return i
            if before in grammar.times and clause.opens[i]:
                return i
        return last + 1
    return start


def source_after(clause: Clause, first: int) -> Span | None:
    """Return the noun phrase that begins at `first`: said the president of the institute."""
    if clause.over[first] or clause.shuts[first]:
        return None
    limit = min(first + LONGEST_SOURCE, clause.after)
    at = clause.after_source.find(1, first + 1, limit)
    if at < 0:
        at = limit
    elif clause.words[at] in clause.grammar.times and clause.words[at - 1] in ("on", "in"):
        at -= 1
    return (first, _past_name(clause, first, at)) if at > first else None


def _past_name(clause: Clause, first: int, at: int) -> int:
    """Go past the name in “said the head of the line, captain Olaf Brand”."""
    begins_with_name = clause.name[first] and clause.name[first + 1]
    if begins_with_name or clause.words[at] != "," or not clause.opens[first]:
        return at
    grammar = clause.grammar
    lead = clause.words[at + 1]
    if lead in grammar.prepositions or lead in grammar.times or lead.endswith("ing"):
        return at
    end = at + 1
    while end < clause.after and end - at <= _LONGEST_TITLE:
        word = clause.words[end]
        if word in PUNCTUATION:
            break
        if clause.finite[end] or word in grammar.relatives or word in grammar.subordinators:
            return at
        end += 1
    named = clause.name[end - 1] and clause.name[end - 2]
    return end if named and end - at > 1 else at


def described(clause: Clause, source: Span, content: int) -> Span:
    """Return a source with the words beside it that say who it is: Anna Holm, a teacher.

    Where the content begins right behind the source, as in “According to Holm, rebels fled”, only
    what a comma closes says who it is.
    """
    first, after = source
    if clause.words[after] != "," or clause.words[after + 1] in clause.grammar.relatives:
        return source
    for i in range(after + 1, min(after + _LONGEST_TITLE, clause.after)):
        if clause.mark[i] or clause.finite[i]:
            tells = i > after + 1 and (content != after + 1 or clause.words[i] == ",")
            return (first, i) if tells else source
    return source
