"""The cues of a row of clauses, found for all clauses at once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from framing.segmentation.clause_columns import LONGEST_OWNER
from framing.segmentation.clauses import Clause
from framing.segmentation.cues import Cue
from framing.segmentation.form_bits import CLAIM, CUE, LEADS_CUE
from framing.segmentation.verbs import Standing, passives, verbs
from framing.segmentation.word_classes import Forms

__all__ = ["begin_cues", "cues_in"]

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

_as_cue = partial(tuple.__new__, Cue)
"""Makes a cue of its fields, with no call in Python: there are many."""

_NOUN_LIKE = frozenset({"noun", "ambiguous"})


def begin_cues(form: NDArray[np.int32], forms: Forms) -> Places:
    """Return where cues may begin: one word, or the first two of several."""
    begins = forms.have(form, CUE)
    begins[_heads(form, forms)] = True
    return np.flatnonzero(begins)


def _heads(form: NDArray[np.int32], forms: Forms) -> Places:
    """Return where the first two words of a longer cue stand."""
    at = np.flatnonzero(forms.have(form[:-1], LEADS_CUE))
    return at[forms.follows[forms.head[form[at]], forms.second[form[at + 1]]]]


def cues_in(
    clause: Clause, forms: Forms, *, without_verb: frozenset[str], only: int = 0
) -> Iterator[tuple[int, Cue]]:
    """Give the cues of a row and the number of the clause of each, the longest first at a place.

    Parameters
    ----------
    clause
        The row.
    forms
        The forms of its words.
    without_verb
        Categories of cues that tell something where they are no verbs; others are left out there.
    only
        Bits of which the first word must have one; any word will do if there are none.
    """
    first, after, kinds = _cues(clause, forms, only)
    sets = forms.cues.sets
    standing = Standing.of(clause, first, after)
    noun = _listed(sets, frozenset({"noun"}))[kinds]
    is_verb = verbs(standing, noun, _listed(sets, _NOUN_LIKE)[kinds])
    live = np.flatnonzero(is_verb | _listed(sets, without_verb)[kinds])
    first, after = first[live], after[live]
    number = np.searchsorted(clause.rows.first, first, side="right") - 1
    fields = zip(
        first.tolist(),
        after.tolist(),
        map(sets.__getitem__, kinds[live].tolist()),
        is_verb[live].tolist(),
        passives(standing)[live].tolist(),
        standing.before_at[live].tolist(),
        _may_own(clause, after).tolist(),
        strict=True,
    )
    yield from zip(number.tolist(), map(_as_cue, fields), strict=True)


def _may_own(clause: Clause, after: Places) -> Flags:
    """Tell after which cues a noun for a claim stands near enough to be owned."""
    claims = np.append(np.flatnonzero(clause.rows.bits & CLAIM), np.iinfo(np.int64).max)
    return np.asarray(claims[np.searchsorted(claims, after)] < after + LONGEST_OWNER)


def _cues(clause: Clause, forms: Forms, only: int) -> tuple[Places, Places, Places]:
    """Return where the cues begin and end, and which set of categories lists each."""
    form, bits = clause.rows.form, clause.rows.bits
    single, heads = np.flatnonzero(bits & CUE), _heads(form, forms)
    if only:
        single, heads = single[bits[single] & only != 0], heads[bits[heads] & only != 0]
    found = (forms.cues.longer_at(clause.words, at) for at in heads.tolist())
    longer = np.array(list(chain.from_iterable(found)), np.int64).reshape(-1, 3)
    first = np.concatenate([longer[:, 0], single])
    after = np.concatenate([longer[:, 1], single + 1])
    kinds = np.concatenate([longer[:, 2], forms.kinds[form[single]]])
    order = np.lexsort((-after, first))
    return first[order], after[order], kinds[order]


def _listed(sets: tuple[frozenset[str], ...], wanted: frozenset[str]) -> Flags:
    """Tell which sets of categories hold one of those wanted."""
    return np.array([not wanted.isdisjoint(kinds) for kinds in sets])
