"""Which matches stand under a negator: within three words after one, in the same clause."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from framing.lexicon.matcher import Matcher, Matches
from framing.lexicon.service import service_block
from framing.lexicon.sources import load_pack
from framing.lexicon.tokens import Tokens
from framing.lexicon.word_table import WordTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["negated_matches"]

REACH = 3
"""How many words before a match a negator may stand."""

_CLAUSE_ENDS = frozenset(",;:.!?…—()[]\u2029")


def _ends_clause(gaps: Sequence[str]) -> list[int]:
    return [not _CLAUSE_ENDS.isdisjoint(gap) for gap in gaps]


_ENDS = WordTable(_ends_clause)


@cache
def _negators(language: str) -> Matcher | None:
    block = service_block(load_pack("negation"), language)
    return None if block is None else Matcher(block)


def negated_matches(
    found: Matches, tokens: Tokens, sentence: NDArray[np.int64], language: str
) -> NDArray[np.bool_]:
    """Tell which matches a negator of the pack `negation` stands before.

    The pack's category `negator` holds the negators and `clause_break` the words that end a
    clause, as punctuation does. Without words for the language nothing is negated.
    """
    matcher = _negators(language)
    if matcher is None or not len(found):
        return np.zeros(len(found), bool)
    hits = matcher.find(tokens, sentence)
    category = np.array(matcher.categories, dtype=object)[hits.entry]
    negator = np.zeros(len(tokens), bool)
    negator[hits.last[category == "negator"]] = True
    wall = np.zeros(len(tokens), bool)
    wall[hits.first[category == "clause_break"]] = True
    negated = np.zeros(len(found), bool)
    open_still = np.ones(len(found), bool)
    for step in range(1, REACH + 1):
        word = found.first - step
        open_still &= word >= 0
        word = np.maximum(word, 0)
        open_still &= _ENDS.of(tokens.gap_vocabulary, tokens.gaps_after(word)) == 0
        negated |= open_still & negator[word]
        open_still &= ~wall[word]
    return negated
