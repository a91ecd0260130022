"""What a quotation is: direct speech, a few words in short marks, or a name in marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from framing.segmentation.characters import WORD, Characters, Flags, Places
from framing.segmentation.grammar import Grammar
from framing.segmentation.word_sets import word_set

__all__ = ["DIRECT", "NAME", "SCARE", "are_long", "has_finite_verb", "kind_of_marks"]

DIRECT, SCARE, NAME = "direct", "scare", "name"

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LONGEST_NAME = 8
_APOSTROPHES = np.array([ord("'"), ord("’")], np.uint32)
_SUBJECTS = word_set("he she it they we i")
_SMALL = word_set(
    """
    of the and in on at for a an to with de la le el y und der die das da i в и на
    """
)
_NAMED_THINGS = word_set(
    """
    channel channels newspaper newspapers daily weekly agency magazine journal website site
    portal outlet outlets media press publication radio station television tv network show
    series film movie documentary book novel memoir song album single play poem painting game
    app program programme podcast blog column episode party movement group organization
    organisation company firm ship vessel brand club team operator bank factory cinema theater
    theatre restaurant hotel telegram youtube paper bulletin gazette titled entitled called
    named studio studios starring канал газета агентство журнал сайт партия компания canal
    diario periódico agencia revista partido газети агенція партія
    """
)
_LABELS = word_set(
    """
    so-called call calls called calling label labels labeled labelled labeling labelling dub
    dubs dubbed as brand brands branded of term terms termed
    """
)


def kind_of_marks(inner: str, before: Callable[[], Sequence[str]], language: Grammar | None) -> str:
    """Return `DIRECT`, `SCARE` or `NAME`.

    Parameters
    ----------
    inner
        What stands between the marks.
    before
        Returns the few words before them, in lower case.
    language
        Its grammar, if it has one.
    """
    head = inner[:200]
    words = _WORD.findall(head)
    if not words:
        return NAME
    if len(words) <= _LONGEST_NAME and _is_name(head, words, before):
        return NAME
    if len(words) > 4 or has_finite_verb(words, language):
        return DIRECT
    return SCARE


def are_long(seen: Characters, start: Places, end: Places) -> Flags:
    """Tell where more words stand between marks than in a name: direct speech, then."""
    begins = _word_starts(seen)
    inside = np.searchsorted(begins, end) - np.searchsorted(begins, start)
    cut = seen.has(start - 1, WORD) & (start > 0)
    return np.asarray(inside + cut > _LONGEST_NAME)


def _word_starts(seen: Characters) -> Places:
    """Return where words begin; behind an apostrophe inside a word none does."""
    within = seen.classes & WORD > 0
    begins = within.copy()
    begins[1:] &= ~within[:-1]
    joins = seen.marks[np.isin(seen.points[seen.marks], _APOSTROPHES)]
    joins = joins[(joins > 0) & within[joins - 1]]
    begins[joins + 1] = False
    return np.flatnonzero(begins)


def has_finite_verb(words: Sequence[str], language: Grammar | None) -> bool:
    """Tell whether a few words hold a finite verb, by the grammar's list and by pronouns."""
    if language is None:
        return False
    lower = [w.lower().replace("’", "'") for w in words]
    for number, word in enumerate(lower):
        if word in language.finite:
            return True
        follows = lower[number + 1] if number + 1 < len(lower) else ""
        if word in _SUBJECTS and follows:
            return True
        if word.endswith("ed") and follows in language.determiners:
            return True
    return False


def _is_name(inner: str, words: Sequence[str], before: Callable[[], Sequence[str]]) -> bool:
    """Tell the name of a paper, a work or an organisation: all its words have capitals."""
    telling = []
    for word in words:
        if word.lower() not in _SMALL:
            if not word[0].isupper() and not word[0].isdigit():
                return False
            telling.append(word)
    if not telling:
        return False
    if inner.rstrip()[-1:] in "!?":
        return False
    near = before()[-3:]
    if any(word in _NAMED_THINGS for word in near):
        return True
    if near and near[-1] in _LABELS:
        return False
    if len(telling) == 1 and (not near or near[-1] in ".!?:"):
        return telling[0].isupper() and len(telling[0]) > 1
    return True
