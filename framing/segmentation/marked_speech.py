"""Everything that marks or dashes set off: direct speech, short marks, names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from framing.segmentation.characters import SPACE, Characters, Flags, Places
from framing.segmentation.grammar import Grammar
from framing.segmentation.quotations import Quotation, nested, quotations
from framing.segmentation.short_marks import DIRECT, SCARE, are_direct, kind_of_marks
from framing.segmentation.spans import Paragraphs
from framing.segmentation.turns import turns

__all__ = ["MarkedSpeech", "Rows", "marked_speech"]

Rows = NDArray[np.int64]

_BEFORE = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
_SENTENCE_END = re.compile(r"[!?;:…]")
_COMMA = ord(",")
_LOOK_BACK, _LOOK_INTO, _FEW = 60, 200, 3
_LONGEST_INSERTION = 120


@dataclass(frozen=True)
class MarkedSpeech:
    """Quotations by what they are, one a row, in order; columns as in `Quotation`.

    Parameters
    ----------
    direct_rows
        Direct speech that no other direct speech holds.
    inner_rows
        Direct speech inside direct speech.
    short_rows
        One to four words in marks, without a finite verb.
    hidden
        Where marks stand that a reader of clauses passes over: those of short marks and names.
    """

    direct_rows: Rows
    inner_rows: Rows
    short_rows: Rows
    hidden: set[int]

    @cached_property
    def direct(self) -> list[Quotation]:
        """Direct speech that no other direct speech holds."""
        return list(map(Quotation._make, self.direct_rows.tolist()))

    @cached_property
    def short(self) -> list[Quotation]:
        """Short marks."""
        return list(map(Quotation._make, self.short_rows.tolist()))


def marked_speech(
    seen: Characters,
    found: Paragraphs,
    *,
    reporting: frozenset[str],
    language: Grammar | None,
) -> MarkedSpeech:
    """Find quotations and dash-led turns, and tell what each of them is."""
    rows = quotations(seen, found, reporting=reporting)
    led = turns(seen, found, reporting=reporting, language=language)
    if led:
        rows = _with_turns(rows, np.array(led, np.int64), found)
    is_led = np.isin(rows[:, 0], [q.start for q in led])
    direct, short = _kinds(seen, rows, is_led, language)
    which = _may_go_on(seen, rows, direct)
    pairs = zip(which.tolist(), rows[which].tolist(), rows[which + 1].tolist(), strict=True)
    for i, *both in pairs:
        q, following = map(Quotation._make, both)
        may_begin = short[i] or _begins_sentence(seen.text, q)
        if may_begin and _goes_on(seen.text, q, following, reporting):
            direct[i] = True
    speech = rows[direct]
    ends = np.maximum.accumulate(speech[:, 1])
    outermost = np.ones(len(speech), bool)
    outermost[1:] = speech[1:, 0] >= ends[:-1]
    hidden = _hidden(rows[~direct])
    return MarkedSpeech(speech[outermost], speech[~outermost], rows[short & ~direct], hidden)


def _with_turns(rows: Rows, led: Rows, found: Paragraphs) -> Rows:
    """Put turns among the quotations of their paragraphs, and drop what crosses another."""
    holders = [np.searchsorted(found.start, q[:, 0], side="right") for q in (rows, led)]
    at_work = np.isin(holders[0], holders[1])
    mixed = map(Quotation._make, np.concatenate([rows[at_work], led]).tolist())
    together = nested(sorted(mixed, key=lambda q: (q.start, -q.end)))
    rows = np.concatenate([rows[~at_work], np.array(together, np.int64)])
    return rows[np.argsort(rows[:, 0], kind="stable")]


def _may_go_on(seen: Characters, rows: Rows, direct: Flags) -> Places:
    """Return which quotations before direct speech may begin it: commas stand where they pause."""
    which = np.flatnonzero(~direct[:-1] & direct[1:])
    first, last = rows[which, 1], rows[which + 1, 0] - 1
    first, last = first + seen.has(first, SPACE), last - seen.has(last, SPACE)
    begins, ends = (
        (seen.points[place] == _COMMA) | seen.has(place, SPACE) for place in (first, last)
    )
    begins |= seen.points[rows[which, 3] - 1] == _COMMA
    return np.asarray(which[begins & ends])


def _hidden(rows: Rows) -> set[int]:
    """Return where the marks of quotations stand."""
    start, end = (np.concatenate([rows[:, i], rows[:, j]]) for i, j in ((0, 3), (2, 1)))
    start, end = start[start < end], end[start < end]
    hidden: set[int] = set()
    while len(start):
        hidden.update(start.tolist())
        start, end = start[start + 1 < end] + 1, end[start + 1 < end]
    return hidden


def _kinds(
    seen: Characters, rows: Rows, is_led: Flags, language: Grammar | None
) -> tuple[Flags, Flags]:
    """Tell which quotations are direct speech, and which are a few words in short marks."""
    inner_start = rows[:, 2]
    stop = np.minimum(rows[:, 3], inner_start + _LOOK_INTO)
    direct = is_led | are_direct(seen, inner_start, stop)
    short = np.zeros(len(rows), bool)
    rest = np.flatnonzero(~direct)
    before = partial(_words_before, seen.text)
    spans = (rows[rest, 0].tolist(), inner_start[rest].tolist(), stop[rest].tolist())
    kinds = [
        kind_of_marks(seen.text[first:after], start, before, language)
        for start, first, after in zip(*spans, strict=True)
    ]
    direct[rest] = [kind == DIRECT for kind in kinds]
    short[rest] = [kind == SCARE for kind in kinds]
    return direct, short


def _words_before(text: str, start: int) -> list[str]:
    """Return the few words and marks before a quotation, in its paragraph and in lower case."""
    near = text[max(start - _LOOK_BACK, 0) : start]
    same_paragraph = near.rpartition("\u2029")[2].rpartition("\n\n")[2]
    last = same_paragraph.lower().replace("_", " ").rsplit(maxsplit=_FEW)[-_FEW:]
    return _BEFORE.findall(" ".join(last))


def _goes_on(text: str, q: Quotation, following: Quotation, reporting: frozenset[str]) -> bool:
    """Whether a few words in marks begin the next quotation: “The law,” she said, “is dead.”."""
    between = text[q.end : following.start].strip()
    if not 0 < len(between) <= _LONGEST_INSERTION or "\n" in between or "\u2029" in between:
        return False
    pauses = text[q.inner_end - 1] == "," or between.startswith(",")
    if not pauses or not between.endswith(",") or _SENTENCE_END.search(between):
        return False
    return any(word in reporting for word in _BEFORE.findall(between.lower()))


def _begins_sentence(text: str, q: Quotation) -> bool:
    """Tell “Russia,” she said, “is …” from “In “War and Peace,” she said, “…”."""
    before = text[max(q.start - _LOOK_BACK, 0) : q.start].rstrip(" \t\xa0")
    return not before or before[-1] in '.!?…:\n\u2029”"'
