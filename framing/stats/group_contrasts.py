"""What is set against what: pairs of groups, each group against the rest, or against one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

__all__ = ["Contrast", "contrasts_of"]

Codes = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Contrast:
    """Two sets of articles, a less b.

    Parameters
    ----------
    a, b
        What they are called.
    side_a, side_b
        The numbers of the groups whose articles they are.
    labels
        The group of each article; none are needed where there are sums.
    """

    a: str
    b: str
    side_a: tuple[int, ...]
    side_b: tuple[int, ...]
    labels: Codes = field(repr=False)

    @property
    def places(self) -> tuple[int, int] | None:
        """The numbers of both groups, if both sides are groups."""
        single = len(self.side_a) == len(self.side_b) == 1
        return (self.side_a[0], self.side_b[0]) if single else None

    @property
    def codes(self) -> Codes:
        """0 for the articles of a, 1 for those of b, −1 for the others."""
        in_a, in_b = (np.isin(self.labels, side) for side in (self.side_a, self.side_b))
        return np.where(in_a, 0, np.where(in_b, 1, -1)).astype(np.int64)


def contrasts_of(
    groups: Sequence[str], codes: Codes, tested: Sequence[int], to: str, order: Sequence[str] | None
) -> list[Contrast]:
    """Return all pairs, each group against the rest, each against the group `to`, or `order`."""

    def of(a: int, b: int) -> Contrast:
        return Contrast(groups[a], groups[b], (a,), (b,), codes)

    if order is not None:
        first, second = (list(groups).index(name) for name in order)
        return [of(first, second)]
    if to == "rest" and len(tested) > 2:
        rest = {g: tuple(other for other in tested if other != g) for g in tested}
        return [Contrast(groups[g], "the rest", (g,), rest[g], codes) for g in tested]
    if to not in ("pairs", "rest"):
        chosen = list(groups).index(to)
        return [of(g, chosen) for g in tested if g != chosen]
    return [of(a, b) for i, a in enumerate(tested) for b in tested[i + 1 :]]
