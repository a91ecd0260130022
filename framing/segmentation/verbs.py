"""Whether cue words are verbs where they stand, or nouns; and whether the verbs are passive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.segmentation.clause_columns import has_class
from framing.segmentation.clauses import Clause
from framing.segmentation.form_bits import (
    AUXILIARY,
    BE,
    BEFORE_BASE,
    BEFORE_THIRD,
    COMMA,
    COUNTING,
    DETERMINER,
    IN_ED,
    IN_ING,
    IN_S,
    IN_SS,
    LINK,
    LISTED,
    MARK,
    ONE_OR_WHO,
    OUTSIDE,
    PARTICIPLE,
    PLACING,
    POSSESSIVE,
    PREPOSITION,
    THAT,
    THAT_OR_AS,
    TO,
)

__all__ = ["Standing", "passives", "verbs"]

Bits = NDArray[np.int64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Standing:
    """Cues of a row, and what stands round each.

    Parameters
    ----------
    clause
        The row that they are in.
    word
        The classes of each one's first word.
    before_at, before
        Where the last word before it is that is no adverb, and its classes.
    after_at, after
        Where it ends, and the classes of the word there.
    """

    clause: Clause
    word: Bits
    before_at: Places
    before: Bits
    after_at: Places
    after: Bits

    @classmethod
    def of(cls, clause: Clause, first: Places, after: Places) -> Standing:
        """Look round cues that begin and end at some places."""
        bits = clause.rows.bits
        adverb = np.frombuffer(clause.adverb, bool)
        before = first - 1
        while (skips := adverb[before]).any():
            before = before - skips
        return cls(clause, bits[first], before, bits[before], after, bits[after])


_Tests = Sequence[tuple[Flags, Flags | bool]]


def _decided(tests: _Tests, otherwise: Flags) -> Flags:
    """Answer for each cue as the first test says that holds."""
    answers = otherwise
    for holds, answer in reversed(tests):
        answers = np.where(holds, answer, answers)
    return answers


def passives(cues: Standing) -> Flags:
    """Tell “was told”, “is reported” from “was saying”, “reports”."""
    return has_class(cues.before, BE) & ~has_class(cues.word, IN_ING)


def verbs(cues: Standing, noun: Flags, noun_like: Flags) -> Flags:
    """Tell “he claims that” from “his claims that”, by the words on both sides.

    `noun` and `noun_like`: whether the pack lists a cue as a noun, or as a noun or ambiguous.
    """
    if cues.clause.grammar.language != "en":
        return ~noun
    word, before = cues.word, cues.before
    linked = has_class(before, PREPOSITION) & ~has_class(before, THAT_OR_AS)
    tests: _Tests = (
        (has_class(before, COUNTING), has_class(before, ONE_OR_WHO) | ~has_class(word, IN_S)),
        (has_class(before, DETERMINER | POSSESSIVE), False),
        (has_class(word, IN_ING), True),
        (linked, has_class(before, TO) & _base(word)),
        (has_class(word, IN_ED | LISTED), True),
        (~noun_like & ~_base(word), True),
        (has_class(word, IN_S) & ~has_class(word, IN_SS), _third_persons(cues, noun_like)),
    )
    return _decided(tests, _base_verbs(cues, noun_like))


def _base(word: Bits) -> Flags:
    return ~has_class(word, IN_S | IN_ED | IN_ING) | has_class(word, IN_SS)


def _third_persons(cues: Standing, noun_like: Flags) -> Flags:
    before, at, clause = cues.before, cues.before_at, cues.clause
    capital = np.frombuffer(clause.capital, bool)[at] & ~noun_like
    participle = has_class(before, IN_ED) & np.frombuffer(clause.finite, bool)[at] & noun_like
    opens = has_class(cues.after, LINK) | np.frombuffer(clause.opens, bool)[cues.after_at]
    tests: _Tests = (
        (has_class(before, OUTSIDE), False),
        (has_class(before, BEFORE_THIRD), True),
        (has_class(before, AUXILIARY), False),
        (np.frombuffer(clause.name, bool)[at] | capital, True),
        (participle, False),
    )
    return _decided(tests, ~has_class(before, IN_S) & opens)


def _base_verbs(cues: Standing, noun_like: Flags) -> Flags:
    before = cues.before
    tests: _Tests = (
        (has_class(before, OUTSIDE), False),
        (has_class(before, BEFORE_BASE), True),
        (has_class(before, MARK | AUXILIARY), has_class(before, COMMA) & ~noun_like),
        (~noun_like, ~has_class(cues.word, PARTICIPLE)),
        (has_class(before, IN_S) & ~has_class(before, POSSESSIVE), True),
    )
    return _decided(tests, has_class(cues.after, THAT) & _follow_plurals(cues))


def _follow_plurals(cues: Standing) -> Flags:
    """Tell where “doctors in the town” ends before a cue."""
    bits = cues.clause.rows.bits
    at = cues.before_at - has_class(bits[cues.before_at - 1], DETERMINER)
    return has_class(bits[at - 1], PLACING) & has_class(bits[at - 2], IN_S)
