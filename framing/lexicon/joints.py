"""What may stand between two words of an entry, worked out once for each distinct gap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from framing.lexicon.pattern import gap_allows
from framing.lexicon.vocabulary import Vocabulary
from framing.lexicon.word_table import WordTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Joints"]

_BITS = 30
_LONGEST_GAP = 4_000


class Joints:
    """Joints of patterns, numbered, and the gaps that each allows.

    Parameters
    ----------
    names
        The joints, as `Alternative.joints` has them.

    Attributes
    ----------
    allow_space
        For each joint whether a single space may stand there.
    """

    def __init__(self, names: Sequence[str]) -> None:
        groups = [names[i : i + _BITS] for i in range(0, len(names), _BITS)]
        self.allow_space = np.array([gap_allows(" ", name) for name in names], bool)
        self._tables = [WordTable(_GapBits(tuple(group))) for group in groups]

    def allowed(
        self, gaps: Vocabulary, gap: NDArray[np.int64], joint: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Tell whether each gap may stand where the joint beside it is written."""
        if len(self._tables) == 1:
            return _bit(self._tables[0].of(gaps, gap), joint)
        allowed = np.zeros(len(gap), bool)
        for number, table in enumerate(self._tables):
            rows = np.flatnonzero(joint // _BITS == number)
            allowed[rows] = _bit(table.of(gaps, gap[rows]), joint[rows] % _BITS)
        return allowed


class _GapBits:
    """For a gap one integer: bit i is set where joint i allows it."""

    def __init__(self, joints: tuple[str, ...]) -> None:
        self.joints = joints

    def __call__(self, gaps: Sequence[str]) -> list[int]:
        return [
            sum(gap_allows(gap, joint) << i for i, joint in enumerate(self.joints))
            if len(gap) <= _LONGEST_GAP
            else 0
            for gap in gaps
        ]


def _bit(bits: NDArray[np.int32], number: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.asarray((bits >> number) & 1, bool)
