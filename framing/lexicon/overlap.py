"""Which of several overlapping stretches count: the longest, then the leftmost, then the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from framing.lexicon.spread import spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["keep_longest"]

_FEWEST_SETTLED = 8
"""A round must settle one row in so many; else the rest is gone through one by one."""


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
    by_place = _by_place(first, order)
    first, last = first[by_place], last[by_place]
    begins = np.ones(len(first), bool)
    begins[1:] = first[1:] > np.maximum.accumulate(last)[:-1]
    alone = begins & np.append(begins[1:], True)
    crowded = np.flatnonzero(~alone)
    stays = alone
    if len(crowded):
        cluster = np.cumsum(begins[crowded]) - 1
        rank = _rank(last[crowded] - first[crowded], length[by_place[crowded]])
        stays[crowded[_best(first[crowded], last[crowded], cluster, rank)]] = True
    return np.asarray(by_place[stays])


def _by_place(first: NDArray[np.int64], order: NDArray[np.int64]) -> NDArray[np.int64]:
    step, later = np.diff(first), np.diff(order)
    if ((step > 0) | ((step == 0) & (later >= 0))).all():
        return np.arange(len(first))
    return np.lexsort((order, first))


def _rank(more_words: NDArray[np.int64], length: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the rank of rows that are in order of place: 0 for the one that wins over all."""
    key = -(more_words * (int(length.max()) + 1) + length)
    rank = np.empty(len(key), np.int64)
    rank[np.argsort(key, kind="stable")] = np.arange(len(key))
    return rank


def _best(
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    cluster: NDArray[np.int64],
    rank: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Return the rows that stay, taking in each round those that win over all they overlap."""
    origin = first[np.flatnonzero(np.diff(cluster, prepend=-1))][cluster]
    reach = np.maximum.reduceat(last, np.flatnonzero(np.diff(cluster, prepend=-1)))
    widths = reach - first[np.flatnonzero(np.diff(cluster, prepend=-1))] + 1
    place = first - origin + (np.cumsum(widths) - widths)[cluster]
    size = last - first + 1
    n_places = int(widths.sum())
    rows, kept = np.arange(len(first)), []
    while len(rows):
        begins = np.cumsum(size[rows]) - size[rows]
        owner, covered = spread(place[rows], size[rows], np.arange(n_places))
        best = np.full(n_places, len(first), np.int64)
        np.minimum.at(best, covered, rank[rows][owner])
        wins = np.logical_and.reduceat(best[covered] == rank[rows][owner], begins)
        taken = np.zeros(n_places, bool)
        taken[covered[wins[owner]]] = True
        over = np.logical_or.reduceat(taken[covered], begins)
        kept.append(rows[wins])
        left = rows[~over]
        if int(over.sum()) * _FEWEST_SETTLED < len(rows):
            return np.concatenate([*kept, _one_by_one(left[np.argsort(rank[left])], place, size)])
        rows = left
    return np.concatenate(kept)


def _one_by_one(
    ranked: NDArray[np.int64], place: NDArray[np.int64], size: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Take stretches from the best on, each whose words are all free still."""
    taken: set[int] = set()
    kept = []
    begin, words = place[ranked].tolist(), size[ranked].tolist()
    for row, at, n in zip(ranked.tolist(), begin, words, strict=True):
        covered = range(at, at + n)
        if taken.isdisjoint(covered):
            taken.update(covered)
            kept.append(row)
    return np.array(kept, np.int64)
