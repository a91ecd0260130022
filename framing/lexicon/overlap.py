"""Which of several overlapping stretches count: the longest, then the leftmost, then the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["keep_longest"]


def keep_longest(
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    length: NDArray[np.int64],
    order: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Return the rows that stay when every word of the text may be consumed once.

    Parameters
    ----------
    first, last
        First and last word of each stretch.
    length
        Its length in characters.
    order
        The entry's place in the pack, for stretches that are otherwise equal.

    Returns
    -------
    Positions of the rows that stay, by place in the text. Most words win, then most characters,
    then the leftmost, then the earlier entry.
    """
    if not len(first):
        return np.empty(0, np.int64)
    rank = np.empty(len(first), np.int64)
    rank[np.lexsort((order, first, -length, first - last))] = np.arange(len(first))
    by_place = np.lexsort((last, first))
    reach = np.maximum.accumulate(last[by_place])
    begins = np.ones(len(first), bool)
    begins[1:] = first[by_place][1:] > reach[:-1]
    cluster = np.cumsum(begins) - 1
    sizes = np.bincount(cluster)
    kept = [by_place[sizes[cluster] == 1]]
    crowded = by_place[sizes[cluster] > 1]
    kept.append(_greedy(crowded[np.argsort(rank[crowded])], first, last))
    stay = np.concatenate(kept)
    return stay[np.argsort(first[stay])]


def _greedy(
    ranked: NDArray[np.int64], first: NDArray[np.int64], last: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Take stretches from the best on, each whose words are all free still."""
    taken: set[int] = set()
    kept = []
    begin, end = first[ranked].tolist(), last[ranked].tolist()
    for row, a, b in zip(ranked.tolist(), begin, end, strict=True):
        words = range(a, b + 1)
        if taken.isdisjoint(words):
            taken.update(words)
            kept.append(row)
    return np.array(kept, np.int64)
