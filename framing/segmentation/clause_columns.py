"""What stands where in a row of clauses: a byte for each place, worked out for all at once.

Rules look up a byte, or search the next place that has one, in place of reading word by word.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.segmentation.clause_words import ClauseWords
from framing.segmentation.form_bits import (
    ADVERB,
    AUXILIARY,
    BREAK,
    COMMA,
    COORDINATOR,
    DETERMINER,
    EDGE_OF_PHRASE,
    FINAL,
    FINITE,
    IN_S,
    LINKS_PHRASE,
    LISTED,
    MANNER,
    MARK,
    NEGATED,
    NEW_SUBJECT,
    OPENING,
    OUTSIDE,
    PAST,
    PLACE,
    PLAIN_PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SAYING,
    SHUTS,
    STOP,
    STOPS_PHRASE,
    THAT,
    TIME,
    TO,
    TURN,
    UNSAID,
    WORD_AND,
)
from framing.segmentation.word_classes import QUOTE_FORM

__all__ = [
    "ENDS",
    "ENDS_CLAUSE",
    "LONGEST_OWNER",
    "LONGEST_SOURCE",
    "ClauseColumns",
    "clause_columns",
    "has_class",
]

ENDS_CLAUSE, ENDS = 2, 3
"""Commas that end a report: after a clause, and always; other commas are 1."""

LONGEST_OWNER, LONGEST_SOURCE = 8, 16
"""So many words may name the owner of a claim, or a source."""

_LONGEST_NAMER = 8

Bits = NDArray[np.int64]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class ClauseColumns:
    """One byte for each place in a row of clauses.

    Parameters
    ----------
    finite, adverb, capital, possessive
        Whether the word is likely to be a finite verb, an adverb, has a capital, ends in 's.
        The place after a pronoun that ends its clause is finite.
    name
        Whether it has a capital that the beginning of the clause does not explain.
    opens
        Whether a noun phrase may begin there: determiner, pronoun, name or number.
    over
        Whether nothing but a final mark stands in the clause from there on.
    comma
        What a comma is: 1, `ENDS_CLAUSE` or `ENDS`; 0 elsewhere.
    stop, semicolon
        Whether it is a comma, semicolon or bracket; a semicolon or full stop.
    edge
        Whether a phrase may end there: a comma, but, and.
    mark, quote
        Whether it is punctuation, a whole quotation included; whether it is a whole quotation.
    relative
        Whether a relative clause may begin there.
    after_source, shuts
        Whether a source that is read forwards ends there; even at its first word.
    group
        Where the verb group begins that ends at the place: has also said.
    phrase
        Where the noun phrase begins that ends at the place; one more than that if none does.
    classes
        The first sixteen classes of the word there.
    """

    finite: bytes
    adverb: bytes
    capital: bytes
    possessive: bytes
    name: bytes
    opens: bytes
    over: bytes
    comma: bytes
    stop: bytes
    semicolon: bytes
    edge: bytes
    mark: bytes
    quote: bytes
    relative: bytes
    after_source: bytes
    shuts: bytes
    group: NDArray[np.int32]
    phrase: NDArray[np.int32]
    classes: NDArray[np.uint16]


def clause_columns(rows: ClauseWords) -> ClauseColumns:
    """Work out the columns of a row of clauses."""
    bits = rows.bits
    name = rows.capital.copy()
    name[rows.first] = False
    finite = _finite(bits, rows.capital)
    opens = has_class(bits, OPENING) | name
    outside = has_class(bits, OUTSIDE)
    over = outside | (has_class(bits, FINAL) & _next(outside))
    before_phrase = _before_phrase(bits, finite, name)
    shuts = has_class(bits, SHUTS) | (has_class(bits, COORDINATOR) & ~_next(name))
    after_source = shuts | has_class(bits, LISTED | TIME) | (has_class(bits, PLACE) & ~_next(name))
    return ClauseColumns(
        finite=finite.tobytes(),
        adverb=has_class(bits, ADVERB).tobytes(),
        capital=rows.capital.tobytes(),
        possessive=has_class(bits, POSSESSIVE).tobytes(),
        name=name.tobytes(),
        opens=opens.tobytes(),
        over=over.tobytes(),
        comma=_commas(bits, finite, over, opens).tobytes(),
        stop=has_class(bits, STOP).tobytes(),
        semicolon=has_class(bits, BREAK).tobytes(),
        edge=has_class(bits, EDGE_OF_PHRASE).tobytes(),
        mark=has_class(bits, MARK).tobytes(),
        relative=has_class(bits, RELATIVE).tobytes(),
        quote=(rows.form == QUOTE_FORM).tobytes(),
        after_source=after_source.tobytes(),
        shuts=shuts.tobytes(),
        group=_verb_groups(rows, finite),
        phrase=_phrases(before_phrase),
        classes=bits.astype(np.uint16),
    )


def has_class(bits: Bits, wanted: int) -> Flags:
    """Tell which words are of one of the wanted classes; see `form_bits`."""
    return np.asarray(bits & wanted != 0)


def _next(flags: Flags) -> Flags:
    """Return for each place what holds of the next one."""
    moved = np.zeros_like(flags)
    moved[:-1] = flags[1:]
    return moved


def _finite(bits: Bits, capital: Flags) -> Flags:
    """Tell which words are likely to be finite verbs, and the same of the place after a clause."""
    before = np.zeros_like(bits)
    before[1:] = bits[:-1]
    after_pronoun = has_class(before, PRONOUN) & ~has_class(bits, MARK)
    not_noun = ~has_class(before, DETERMINER | PREPOSITION)
    past = has_class(bits, PAST) | (has_class(bits, PLAIN_PAST) & ~capital & not_noun)
    by_place = np.where(after_pronoun, ~has_class(bits, PREPOSITION | DETERMINER), past)
    return np.asarray(has_class(bits, FINITE) | by_place)


def _phrases(stops: Flags) -> NDArray[np.int32]:
    """Return for each place the one after the last stop up to it, or as far back as sources go."""
    after = np.flatnonzero(stops) + 1
    start = np.repeat(np.append(0, after), np.diff(after - 1, prepend=0, append=len(stops)))
    start = np.maximum(start, np.arange(1, len(stops) + 1) - LONGEST_SOURCE)
    return np.asarray(start, np.int32)


def _verb_groups(rows: ClauseWords, finite: Flags) -> NDArray[np.int32]:
    """Return for each place where the verb group begins that ends there, as a verb, its last word.

    What is no auxiliary, adverb or “not” ends it, but for the verb in “has to say”.
    """
    bits = rows.bits
    inside = has_class(bits, AUXILIARY | ADVERB | NEGATED)
    at = np.flatnonzero(inside) + 1
    start = at - 1
    while (more := inside[start - 1]).any():
        start = start - more
    follows = has_class(bits, TO)
    follows[1:] &= finite[:-1]
    follows[rows.first] = False
    groups = np.arange(len(bits), dtype=np.int32)
    groups[at] = start - follows[start]
    return groups


def _before_phrase(bits: Bits, finite: Flags, name: Flags) -> Flags:
    """Tell where a noun phrase that is read backwards must stop."""
    found = has_class(bits, STOPS_PHRASE)
    links = np.flatnonzero(has_class(bits, LINKS_PHRASE))
    joins = (name[links - 1] & name[links + 1]) | has_class(bits[links - 1], POSSESSIVE)
    found[links] = ~joins
    to = np.flatnonzero(has_class(bits, TO))
    found[to] |= finite[to - 1]
    found[[0, -1]] = True
    return found


def _commas(bits: Bits, finite: Flags, over: Flags, opens: Flags) -> NDArray[np.uint8]:
    """Tell which commas end a report by what follows them."""
    column = np.zeros(len(bits), np.uint8)
    at = np.flatnonzero(has_class(bits, COMMA))
    after = bits[at + 1]
    resumes = has_class(after, WORD_AND) & has_class(bits[at + 2], NEW_SUBJECT)
    ends = has_class(after, UNSAID | NEW_SUBJECT | SAYING) | resumes
    follows = has_class(bits[at + 2], THAT) & opens[at + 3]  # said that A, but that the B
    turns = has_class(after, TURN) & ~has_class(after, UNSAID) & ~follows
    rest = np.flatnonzero(~ends & ~turns)
    ends[rest] = _source_and_verb(at[rest] + 1, bits, finite, over)
    column[at] = np.where(turns, ENDS_CLAUSE, np.where(ends, ENDS, 1))
    return column


def _source_and_verb(first: Places, bits: Bits, finite: Flags, over: Flags) -> Flags:
    """Tell where “X said” and a pause stand."""
    found = np.zeros(len(first), bool)
    open_ = np.arange(len(first))
    at = first + 1
    for _ in range(_LONGEST_NAMER - 1):
        inside = ~has_class(bits[at], MARK | OUTSIDE)
        at, open_ = at[inside], open_[inside]
        says = has_class(bits[at], SAYING) & (finite[at] | has_class(bits[at], IN_S))
        follows = at[says] + 1
        found[open_[says]] = over[follows] | has_class(bits[follows], MARK | MANNER)
        at, open_ = at[~says] + 1, open_[~says]
    return found
