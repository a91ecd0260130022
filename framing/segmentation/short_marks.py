"""What a quotation is: direct speech, a few words in short marks, or a name in marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from framing.segmentation.characters import WORD, Characters, Flags, Places
from framing.segmentation.grammar import Grammar
from framing.segmentation.word_sets import word_set

__all__ = ["DIRECT", "NAME", "SCARE", "are_direct", "has_finite_verb", "kind_of_marks"]

DIRECT, SCARE, NAME = "direct", "scare", "name"

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LONGEST_NAME, _MOST_SHORT = 8, 4
_APOSTROPHE, _CURLY, _A, _Z = (ord(character) for character in "'’az")
_SUBJECTS = word_set("he she it they we i")
_SMALL = word_set(
    """
    of the and in on at for a an to with de la le el y und der die das da i в и на
    """
)
_LONGEST_SMALL = max(map(len, _SMALL))
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


def kind_of_marks(
    inner: str, start: int, before: Callable[[int], Sequence[str]], language: Grammar | None
) -> str:
    """Return `DIRECT`, `SCARE` or `NAME`.

    Parameters
    ----------
    inner
        What stands between the marks.
    start, before
        Where the first mark stands, and what returns the few words before it, in lower case.
    language
        Its grammar, if it has one.
    """
    head = inner[:200]
    words = _WORD.findall(head)
    if not words:
        return NAME
    if len(words) <= _LONGEST_NAME and _is_name(head, words, start, before):
        return NAME
    if len(words) > _MOST_SHORT or has_finite_verb(words, language):
        return DIRECT
    return SCARE


def are_direct(seen: Characters, start: Places, end: Places) -> Flags:
    """Tell between which marks plainly direct speech stands.

    More words than a name has do, and more than short marks hold, one of which is in no name.
    """
    begins = _word_starts(seen)
    first, after = np.searchsorted(begins, start), np.searchsorted(begins, end)
    cut = seen.has(start - 1, WORD) & (start > 0)
    direct = np.asarray(after - first + cut > _LONGEST_NAME)
    for number in range(_LONGEST_NAME):
        rest = np.flatnonzero(~direct & (after - first > max(number, _MOST_SHORT)))
        word = begins[first[rest] + number]
        direct[rest] = _is_in_no_name(seen, word) & (word + _LONGEST_SMALL < end[rest])
    return direct


def _is_in_no_name(seen: Characters, word: Places) -> Flags:
    """Tell which words plainly have small letters and are longer than the small words in names."""
    small = (seen.points[word] >= _A) & (seen.points[word] <= _Z)
    for step in range(1, _LONGEST_SMALL + 1):
        small &= seen.has(np.minimum(word + step, len(seen) - 1), WORD)
    return small


def _word_starts(seen: Characters) -> Places:
    """Return where words begin; behind an apostrophe inside a word none does."""
    within = seen.classes & np.uint8(WORD)
    begins = within > np.append(within[-1:], within[:-1])  # a text ends in white space
    points = seen.points[seen.marks]
    joins = seen.marks[(points == _APOSTROPHE) | (points == _CURLY)]
    joins = joins[within[joins - 1] > 0]
    begins[joins + 1] = False
    return np.flatnonzero(begins)


def has_finite_verb(words: Sequence[str], language: Grammar | None) -> bool:
    """Tell whether a few words hold a finite verb, by the grammar's list and by pronouns."""
    if language is None:
        return False
    lower = " ".join(words).lower().replace("’", "'").split(" ")
    return not language.finite.isdisjoint(lower) or any(
        word in _SUBJECTS or (word.endswith("ed") and follows in language.determiners)
        for word, follows in pairwise(lower)
    )


def _is_name(
    inner: str, words: Sequence[str], start: int, before: Callable[[int], Sequence[str]]
) -> bool:
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
    near = before(start)[-3:]
    if any(word in _NAMED_THINGS for word in near):
        return True
    if near and near[-1] in _LABELS:
        return False
    if len(telling) == 1 and (not near or near[-1] in ".!?:"):
        return telling[0].isupper() and len(telling[0]) > 1
    return True
