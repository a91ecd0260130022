"""Everything that marks or dashes set off: direct speech, short marks, names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from framing.segmentation.grammar import Grammar
from framing.segmentation.quotations import Quotation, nested, quotations
from framing.segmentation.short_marks import DIRECT, SCARE, is_long, kind_of_marks
from framing.segmentation.spans import Paragraph
from framing.segmentation.turns import turns

__all__ = ["MarkedSpeech", "marked_speech"]

_BEFORE = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
_SENTENCE_END = re.compile(r"[!?;:…]")
_LOOK_BACK, _LOOK_INTO = 60, 200
_LONGEST_INSERTION = 120


@dataclass(frozen=True)
class MarkedSpeech:
    """Quotations by what they are.

    Parameters
    ----------
    direct
        Direct speech that no other direct speech holds, in order.
    inner
        Direct speech inside direct speech.
    short
        One to four words in marks, without a finite verb.
    hidden
        Where marks stand that a reader of clauses passes over: those of short marks and names.
    """

    direct: list[Quotation] = field(default_factory=list)
    inner: list[Quotation] = field(default_factory=list)
    short: list[Quotation] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)


def marked_speech(
    text: str,
    found: Sequence[Paragraph],
    *,
    reporting: frozenset[str],
    language: Grammar | None,
) -> MarkedSpeech:
    """Find quotations and dash-led turns, and tell what each of them is."""
    in_marks = quotations(text, found, reporting=reporting)
    led = turns(text, found, reporting=reporting, language=language)
    led_starts = {q.start for q in led}
    together = nested(sorted(in_marks + led, key=lambda q: (q.start, -q.end))) if led else in_marks
    result = MarkedSpeech()
    direct_end = -1
    kinds = [DIRECT if q.start in led_starts else _kind(text, q, language) for q in together]
    for number, q in enumerate(together):
        kind = kinds[number]
        if kind != DIRECT and DIRECT in kinds[number + 1 : number + 2]:
            may_go_on = kind == SCARE or _begins_sentence(text, q)
            if may_go_on and _goes_on(text, q, together[number + 1], reporting):
                kind = DIRECT
        if kind == DIRECT:
            outermost = q.start >= direct_end
            (result.direct if outermost else result.inner).append(q)
            direct_end = max(direct_end, q.end)
            continue
        if kind == SCARE:
            result.short.append(q)
        result.hidden.update(range(q.start, q.inner_start))
        result.hidden.update(range(q.inner_end, q.end))
    return result


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


def _kind(text: str, q: Quotation, language: Grammar | None) -> str:
    stop = min(q.inner_end, q.inner_start + _LOOK_INTO)
    if is_long(text, q.inner_start, stop):
        return DIRECT
    inner = text[q.inner_start : stop]
    near = text[max(q.start - _LOOK_BACK, 0) : q.start]
    same_paragraph = near.rpartition("\u2029")[2].rpartition("\n\n")[2]
    return kind_of_marks(inner, _BEFORE.findall(same_paragraph.lower()), language)
