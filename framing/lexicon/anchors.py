"""Patterns as arrays, each filed under the words by which it is looked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from framing.lexicon.pattern import Alternative, WordPattern
from framing.lexicon.spread import Spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ANY", "Anchors"]

ANY, _NO_WORD = -1, -2
_FILTER_BITS = 20
_MIX = np.uint64(0x9E3779B97F4A7C15)


class Anchors:
    """What a finder knows of its patterns.

    Attributes
    ----------
    word_patterns
        The number of each distinct word pattern; a lone `*` has none (`ANY`).
    joint_names
        The distinct joints.
    words, joints
        Patterns × places: numbers of word patterns (`ANY`; −2 past the end) and of joints.
    length, at
        Words of each pattern, and the place of its anchor in it.
    single
        For each word pattern the pattern of that one word, −1 if there is none.
    loners
        For each word pattern the longer patterns that are looked for by it alone.
    anywhere
        The patterns of nothing but any words.
    roles
        For each role in an anchor, which word patterns play it.
    """

    def __init__(self, patterns: Sequence[Alternative]) -> None:
        self.word_patterns: dict[WordPattern, int] = {}
        joints: dict[str, int] = {}
        width = max((len(p.words) for p in patterns), default=1)
        self.words = np.full((len(patterns), width), _NO_WORD, np.int64)
        self.joints = np.zeros((len(patterns), width), np.int64)
        self.length = np.fromiter((len(p.words) for p in patterns), np.int64, len(patterns))
        for i, pattern in enumerate(patterns):
            for j, word in enumerate(pattern.words):
                self.words[i, j] = self._number(word)
            for j, joint in enumerate(pattern.joints):
                self.joints[i, j] = joints.setdefault(joint, len(joints))
        self.joint_names = list(joints)
        self.at = np.zeros(len(patterns), np.int64)
        self._choose(patterns)

    def _number(self, word: WordPattern) -> int:
        return ANY if word.is_any else self.word_patterns.setdefault(word, len(self.word_patterns))

    def _choose(self, patterns: Sequence[Alternative]) -> None:
        n = len(self.word_patterns)
        rows = self.words.tolist()
        lengths = self.length.tolist()
        longer = (row for row, length in zip(rows, lengths, strict=True) if length > 1)
        shared = Counter(word for row in longer for word in row if word >= 0)
        self.single = np.full(n, -1, np.int64)
        self.anywhere: list[int] = []
        pairs: dict[tuple[int, int], list[int]] = {}
        loners: list[list[int]] = [[] for _ in range(n)]
        for i, (row, length) in enumerate(zip(rows, lengths, strict=True)):
            known = [j for j in range(length) if row[j] >= 0]
            beside = [j for j in known if j + 1 < length and row[j + 1] >= 0]
            if not known:
                self.anywhere.append(i)
            elif length == 1:
                self.single[row[0]] = i
            elif beside:
                best = min(beside, key=lambda j: min(shared[row[j]], shared[row[j + 1]]))
                self.at[i] = best
                pairs.setdefault((row[best], row[best + 1]), []).append(i)
            else:
                best = min(known, key=lambda j: shared[row[j]])
                self.at[i] = best
                loners[row[best]].append(i)
        self.loners = Spread(loners)
        self._file_pairs(pairs, n)
        self.roles = {
            "single": self.single >= 0,
            "first": _marked(n, (a for a, _ in pairs)),
            "second": _marked(n, (b for _, b in pairs)),
            "loner": np.fromiter(map(bool, loners), bool, n),
        }

    def _file_pairs(self, pairs: Mapping[tuple[int, int], Sequence[int]], n: int) -> None:
        keys = np.array([a * n + b for a, b in pairs], np.int64)
        order = np.argsort(keys)
        lists = list(pairs.values())
        self._pair_keys = keys[order]
        self._pairs = Spread([lists[i] for i in order.tolist()])
        self._known = np.zeros(1 << _FILTER_BITS, bool)
        self._known[_mixed(keys)] = True

    def of_pairs(
        self, head: NDArray[np.int64], tail: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the patterns anchored at each pair of word patterns, with the pair's place."""
        keys = head * len(self.word_patterns) + tail
        likely = np.flatnonzero(self._known[_mixed(keys)])
        if not len(likely):
            return likely, likely
        keys = keys[likely]
        place = np.minimum(np.searchsorted(self._pair_keys, keys), len(self._pair_keys) - 1)
        same = self._pair_keys[place] == keys
        rows, pattern = self._pairs.of(place[same])
        return likely[same][rows], pattern


def _mixed(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return a place in a table of bits: a quick no to most keys that are not filed."""
    return ((keys.astype(np.uint64) * _MIX) >> np.uint64(64 - _FILTER_BITS)).astype(np.int64)


def _marked(n: int, which: Iterable[int]) -> NDArray[np.bool_]:
    marks = np.zeros(n, bool)
    marks[np.fromiter(which, np.int64)] = True
    return marks
