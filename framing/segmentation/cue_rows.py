"""The cues of a row of clauses, found for all clauses at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from framing.segmentation.clause_columns import LONGEST_OWNER, has_class
from framing.segmentation.clauses import Clause
from framing.segmentation.cues import Cue
from framing.segmentation.form_bits import CLAIM, CUE, LEADS_CUE
from framing.segmentation.verbs import Standing, passives, verbs
from framing.segmentation.word_classes import MAY_BE_CUE, NO_CUE, Forms

__all__ = ["CueRows", "begin_cues"]

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

_NOUN = frozenset({"noun"})
_NOUN_LIKE = frozenset({"noun", "ambiguous"})


def begin_cues(form: NDArray[np.int32], forms: Forms) -> Places:
    """Return where cues may begin: one word, or the first two of several."""
    at, pair = _candidates(form, forms)
    begins = (pair != NO_CUE) | has_class(forms.bits[form[at]], CUE)
    return np.asarray(at[begins])


def _candidates(form: NDArray[np.int32], forms: Forms) -> tuple[Places, Places]:
    """Return where words stand with which a cue begins, and what `follows` has of each."""
    at = np.flatnonzero(forms.have(form, CUE | LEADS_CUE))
    following = np.append(form, forms.number(""))[at + 1]
    return at, forms.follows[forms.head[form[at]], forms.second[following]]


@dataclass(frozen=True)
class CueRows:
    """The cues of a row of clauses, the longest first at a place.

    Parameters
    ----------
    clause
        The row.
    number
        The clause of each.
    first, after, is_verb, is_passive, before, may_own
        See `Cue`.
    kinds
        Which of the language's sets of categories lists each.
    cue
        The cue at work.
    """

    clause: Clause
    number: Places
    first: Places
    after: Places
    kinds: Places
    is_verb: Flags
    is_passive: Flags
    before: Places
    may_own: Flags
    cue: Cue = field(default_factory=Cue)

    @classmethod
    def found(cls, clause: Clause, forms: Forms) -> CueRows:
        """Find the cues of a row with words of some forms."""
        first, after, kinds = _cues(clause, forms)
        sets = forms.cues.sets
        standing = Standing.of(clause, first, after)
        is_verb = verbs(standing, _listed(sets, _NOUN)[kinds], _listed(sets, _NOUN_LIKE)[kinds])
        return cls(
            clause,
            np.searchsorted(clause.rows.first, first, side="right") - 1,
            first,
            after,
            kinds,
            is_verb,
            passives(standing),
            standing.before_at,
            _may_own(clause, after),
        )

    def of(self, wanted: frozenset[str]) -> Flags:
        """Tell which cues one of some categories lists."""
        return _listed(self.clause.cues.sets, wanted)[self.kinds]

    def live(self, without_verb: frozenset[str]) -> Flags:
        """Tell which cues are verbs, or of categories that tell something without being verbs."""
        return self.is_verb | self.of(without_verb)

    def where(self, which: Flags) -> Iterator[tuple[int, Cue]]:
        """Turn to some of the cues and their clauses, and give each clause's number and the cue.

        Clause and cue are the same objects all along.
        """
        at = np.flatnonzero(which)
        clause, cue = self.clause, self.cue
        number = self.number[at]
        fields = zip(
            number.tolist(),
            clause.rows.first[number].tolist(),
            clause.rows.after[number].tolist(),
            self.first[at].tolist(),
            self.after[at].tolist(),
            map(self.clause.cues.sets.__getitem__, self.kinds[at].tolist()),
            self.is_verb[at].tolist(),
            self.is_passive[at].tolist(),
            self.before[at].tolist(),
            self.may_own[at].tolist(),
            strict=True,
        )
        for (
            place, clause.first, clause.after, cue.first, cue.after, cue.kinds, cue.is_verb,
            cue.is_passive, cue.before, cue.may_own,
        ) in fields:  # fmt: skip
            yield place, cue


def _may_own(clause: Clause, after: Places) -> Flags:
    """Tell after which cues a noun for a claim stands near enough to be owned."""
    claims = np.append(np.flatnonzero(has_class(clause.rows.bits, CLAIM)), np.iinfo(np.int64).max)
    return np.asarray(claims[np.searchsorted(claims, after)] < after + LONGEST_OWNER)


def _cues(clause: Clause, forms: Forms) -> tuple[Places, Places, Places]:
    """Return where the cues begin and end, and which set of categories lists each."""
    form = clause.rows.form
    at, pair = _candidates(form, forms)
    single = at[has_class(forms.bits[form[at]], CUE)]
    heads, pair = at[pair != NO_CUE], pair[pair != NO_CUE]
    longer_at = partial(forms.cues.longer_at, clause.words)
    found = map(longer_at, heads[pair == MAY_BE_CUE].tolist())
    longer = np.array(list(chain.from_iterable(found)), np.int64).reshape(-1, 3)
    heads, pair = heads[pair != MAY_BE_CUE], pair[pair != MAY_BE_CUE]
    first = np.concatenate([longer[:, 0], heads, single])
    after = np.concatenate([longer[:, 1], heads + 2, single + 1])
    kinds = np.concatenate([longer[:, 2], pair, forms.kinds[form[single]]])
    order = np.lexsort((-after, first))
    return first[order], after[order], kinds[order]


@lru_cache(maxsize=64)
def _listed(sets: tuple[frozenset[str], ...], wanted: frozenset[str]) -> Flags:
    """Tell which sets of categories hold one of those wanted."""
    return np.array([not wanted.isdisjoint(kinds) for kinds in sets])
