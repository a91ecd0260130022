"""Which matches stand under a negator: within three words after one, in the same clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np

from framing.lexicon.conditions import Sentences
from framing.lexicon.matcher import Matcher, Matches
from framing.lexicon.service import service_block
from framing.lexicon.sources import load_pack
from framing.lexicon.tokens import Tokens
from framing.lexicon.word_table import WordTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Negation"]

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


@dataclass(frozen=True)
class Negation:
    """Negators in a buffer, looked for once, and the matches they stand before.

    The category `negator` of the pack `negation` holds the negators and `clause_break` the words
    that end a clause, as punctuation does. Without words for the language nothing is negated.

    Parameters
    ----------
    tokens, sentence
        The words of the buffer, and the sentence of each.
    language
        Of the buffer.
    """

    tokens: Tokens
    sentence: Sentences
    language: str

    def of(self, found: Matches) -> NDArray[np.bool_]:
        """Tell which matches a negator stands before."""
        negated = np.zeros(len(found), bool)
        if not len(found) or self._marks is None:
            return negated
        tokens, (negator, wall) = self.tokens, self._marks
        before = found.first - np.arange(1, REACH + 1)[:, None]
        rows = np.flatnonzero(negator[np.maximum(before, 0)].any(axis=0))
        open_still = np.ones(len(rows), bool)
        for word in before[:, rows]:
            open_still &= word >= 0
            at = np.maximum(word, 0)
            open_still &= _ENDS.of(tokens.gap_vocabulary, tokens.gaps_after(at)) == 0
            negated[rows] |= open_still & negator[at]
            open_still &= ~wall[at]
        return negated

    @cached_property
    def _marks(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]] | None:
        """For each word whether a negator ends with it, and whether a clause breaks there."""
        matcher = _negators(self.language)
        if matcher is None:
            return None
        hits = matcher.find(self.tokens, self.sentence)
        categories = np.array(matcher.categories)
        negator, wall = np.zeros((2, len(self.tokens)), bool)
        negator[hits.last[(categories == "negator")[hits.entry]]] = True
        wall[hits.first[(categories == "clause_break")[hits.entry]]] = True
        return negator, wall
