"""Which patterns find everything that another finds, and which two find a common word.

A pattern covers another if it fits wherever the other fits. Words are compared as globs: `f` covers
`e` if `f` fits `e` read as a string whose `*` only a `*` may take and whose `?` a `?` or a `*`.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from framing.lexicon.characters import fold
from framing.lexicon.pattern import Alternative, PatternError, WordPattern, alternatives

__all__ = ["CoverIndex", "common_words", "covers", "literal_head", "literal_tail"]

MOST_ALIKE = 100
"""How many patterns of one shape and one literal frame are compared with each other."""

LONGEST_SEARCH = 10_000
"""Globs whose lengths multiply to more are no words, and not searched for common ones."""

Kind = Literal["stem", "literal"] | tuple[int, int]
Shape = tuple[bool, tuple[Kind, ...]]


def covers(wide: Alternative, narrow: Alternative, language: str) -> bool:
    """Tell whether a pattern fits, over the same words and characters, wherever another fits."""
    if len(wide.words) != len(narrow.words) or not _same_joints(wide, narrow):
        return False
    owned = narrow.words[-1].glob.endswith("'s") and not wide.words[-1].glob.endswith("'s")
    if owned:
        # the wide one leaves the possessive outside, so that the narrow one is longer
        return False
    return all(_word_covers(f, e, language) for f, e in zip(wide.words, narrow.words, strict=True))


def _same_joints(a: Alternative, b: Alternative) -> bool:
    return [_joint(j) for j in a.joints] == [_joint(j) for j in b.joints]


def _joint(joint: str) -> str:
    return " " if joint in (" ", "-") else " ".join(joint.split())


def _word_covers(wide: WordPattern, narrow: WordPattern, language: str) -> bool:
    if wide == narrow or wide.is_any:
        return True
    if wide.case and not narrow.case:
        return False
    if wide.stem:
        return narrow.is_literal and _stem(narrow.glob, language, case=wide.case) == wide.glob
    if narrow.stem:
        return False
    form = narrow.glob if wide.case == narrow.case else fold(narrow.glob, accents=True)
    return bool(_glob_over_globs(wide.glob).fullmatch(form))


@lru_cache(maxsize=100_000)
def _glob_over_globs(glob: str) -> re.Pattern[str]:
    """Return what a glob fits among globs; each piece is taken where it first fits, for good."""
    first, *rest = (
        "".join("[^*]" if c == "?" else re.escape(c) for c in piece) for piece in glob.split("*")
    )
    if not rest:
        return re.compile(first, re.DOTALL)
    middle = "".join(f"(?>.*?{piece})" for piece in rest[:-1])
    return re.compile(f"{first}{middle}.*{rest[-1]}", re.DOTALL)


@lru_cache(maxsize=100_000)
def _stem(word: str, language: str, *, case: bool) -> str | None:
    try:
        (way,) = alternatives(word, stem=True, case=case, accents=True, language=language)
    except PatternError:
        return None
    return way.words[0].glob if len(way.words) == 1 else None


def literal_head(glob: str) -> str:
    """Return the letters before the first wildcard."""
    return re.split(r"[*?]", glob, maxsplit=1)[0]


def literal_tail(glob: str) -> str:
    """Return the letters after the last wildcard."""
    return re.split(r"[*?]", glob)[-1]


class CoverIndex:
    """Finds, among many patterns, those that cover a given one without comparing all with all.

    Patterns are filed by the shape of their words (literal, stem, or how many letters stand before
    the first and after the last wildcard) and by those letters.
    """

    def __init__(self, patterns: Sequence[Alternative], language: str) -> None:
        self.patterns, self.language = patterns, language
        self.filed: dict[Shape, dict[tuple[str, ...], list[int]]] = {}
        for i, pattern in enumerate(patterns):
            shape = (pattern.words[0].case, tuple(map(_kind, pattern.words)))
            key = tuple(k for w in pattern.words for k in _own_key(w))
            self.filed.setdefault(shape, {}).setdefault(key, []).append(i)
        self.shapes: dict[int, list[Shape]] = {}
        for shape in self.filed:
            self.shapes.setdefault(len(shape[1]), []).append(shape)

    def coverers(self, narrow: Alternative) -> Iterator[int]:
        """Yield the positions of the patterns that cover one, itself among them."""
        for shape in self.shapes.get(len(narrow.words), ()):
            key = self._key(shape, narrow)
            if key is None:
                continue
            for i in self.filed[shape].get(key, ())[:MOST_ALIKE]:
                if covers(self.patterns[i], narrow, self.language):
                    yield i

    def _key(self, shape: Shape, narrow: Alternative) -> tuple[str, ...] | None:
        case, kinds = shape
        key: list[str] = []
        for kind, word in zip(kinds, narrow.words, strict=True):
            glob = (
                word.glob if case or word.stem or not word.case else fold(word.glob, accents=True)
            )
            part = self._word_key(kind, word, glob, case=case)
            if part is None:
                return None
            key += part
        return tuple(key)

    def _word_key(
        self, kind: Kind, word: WordPattern, glob: str, *, case: bool
    ) -> tuple[str, ...] | None:
        if kind == "stem":
            if word.stem:
                return (glob,)
            stem = _stem(glob, self.language, case=case) if word.is_literal else None
            return None if stem is None else (stem,)
        if kind == "literal":
            return (glob,) if word.is_literal else None
        head, tail = kind[0], kind[1]
        if word.stem:
            return ("", "") if (head, tail) == (0, 0) else None
        first, last = literal_head(glob), literal_tail(glob)
        if len(first) < head or len(last) < tail:
            return None
        return (first[:head], last[len(last) - tail :])


def _kind(word: WordPattern) -> Kind:
    if word.stem:
        return "stem"
    if word.is_literal:
        return "literal"
    return len(literal_head(word.glob)), len(literal_tail(word.glob))


def _own_key(word: WordPattern) -> tuple[str, ...]:
    if word.stem or word.is_literal:
        return (word.glob,)
    return literal_head(word.glob), literal_tail(word.glob)


def common_words(a: Alternative, b: Alternative) -> str | None:
    """Return words that both patterns find, or none; stems are not looked at."""
    if len(a.words) != len(b.words) or not _same_joints(a, b):
        return None
    found = []
    for one, other in zip(a.words, b.words, strict=True):
        if one.stem or other.stem:
            return None
        common = _common_word(*(fold(w.glob, accents=True) for w in (one, other)))
        if common is None:
            return None
        found.append(common or "…")
    return " ".join(found)


@lru_cache(maxsize=100_000)
def _common_word(a: str, b: str) -> str | None:
    """Return a shortest word that two globs fit: a search through both at once."""
    if len(a) * len(b) > LONGEST_SEARCH:
        return None
    seen, waiting = {(0, 0)}, deque([(0, 0, "")])
    while waiting:
        i, j, word = waiting.popleft()
        if i == len(a) and j == len(b):
            return word
        for step in _steps(a, b, i, j):
            if step[:2] not in seen:
                seen.add(step[:2])
                waiting.append((step[0], step[1], word + step[2]))
    return None


def _steps(a: str, b: str, i: int, j: int) -> Iterator[tuple[int, int, str]]:
    x = a[i] if i < len(a) else ""
    y = b[j] if j < len(b) else ""
    if x == "*":
        yield i + 1, j, ""
    if y == "*":
        yield i, j + 1, ""
    if not x or not y:
        return
    after_x, after_y = (i if x == "*" else i + 1), (j if y == "*" else j + 1)
    literal = [c for c in (x, y) if c not in "*?"]
    if len(set(literal)) < 2 and (after_x, after_y) != (i, j):
        yield after_x, after_y, literal[0] if literal else "a"
