"""Which of several overlapping stretches count: the longest, then the leftmost, then the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["keep_longest"]

_BITS = 62
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
    if by_place is None:
        return _sorted_longest(first, last, length, order)
    stay = _sorted_longest(first[by_place], last[by_place], length[by_place], order[by_place])
    return np.asarray(by_place[stay])


def _by_place(first: NDArray[np.int64], order: NDArray[np.int64]) -> NDArray[np.int64] | None:
    """Return the order by place, then by entry; none if the rows are in it already."""
    step = np.diff(first)
    if int(step.min(initial=0)) >= 0 and (np.diff(order)[step == 0] >= 0).all():
        return None
    return np.lexsort((order, first))


def _sorted_longest(
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    length: NDArray[np.int64],
    order: NDArray[np.int64],
) -> NDArray[np.int64]:
    begins = np.ones(len(first), bool)
    begins[1:] = first[1:] > np.maximum.accumulate(last)[:-1]
    stays = begins & np.append(begins[1:], True)
    rows = np.flatnonzero(~stays)
    if len(rows):
        begin, end = first[rows], last[rows]
        rank = _rank(end - begin, length[rows], begin, order[rows])
        stays[rows[_best(begin, end, np.cumsum(begins[rows]) - 1, rank)]] = True
    return np.flatnonzero(stays)


def _rank(
    more_words: NDArray[np.int64],
    length: NDArray[np.int64],
    first: NDArray[np.int64],
    order: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Return a number for each row, all different, lower for what wins over the other.

    The four measures share the 63 bits of one number where they fit; else rows, which are in order
    of place, are sorted.
    """
    place = first - first[0]
    bits = [int(values.max()).bit_length() for values in (length, place, order)]
    if int(more_words.max()).bit_length() + sum(bits) <= _BITS:
        rank = int(more_words.max()) - more_words
        rank = (rank << bits[0]) + int(length.max()) - length
        return np.asarray((((rank << bits[1]) + place) << bits[2]) + order)
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
    begins = np.flatnonzero(np.diff(cluster, prepend=-1))
    widths = np.maximum.reduceat(last, begins) - first[begins] + 1
    place = first + (np.cumsum(widths) - widths - first[begins])[cluster]
    size = last - first + 1
    taken = np.zeros(int(widths.sum()), bool)
    rows, kept = np.arange(len(first)), []
    while len(rows):
        words = _Covered(place[rows], size[rows])
        wins = words.won(rank[rows], len(taken))
        words.take(wins, taken)
        kept.append(rows[wins])
        left = rows[words.free(taken)]
        if (len(rows) - len(left)) * _FEWEST_SETTLED < len(rows):
            return np.concatenate([*kept, _one_by_one(left[np.argsort(rank[left])], place, size)])
        rows = left
    return np.concatenate(kept)


class _Covered:
    """The words that stretches cover, as places: first words of all, second words, and so on."""

    def __init__(self, place: NDArray[np.int64], size: NDArray[np.int64]) -> None:
        self._n = len(place)
        self._steps: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
        rows, step = np.arange(len(place)), 0
        while len(rows):
            self._steps.append((rows, place[rows] + step))
            step += 1
            rows = rows[size[rows] > step]

    def won(self, rank: NDArray[np.int64], n_places: int) -> NDArray[np.bool_]:
        """Tell which stretches have the lowest rank at each of their words."""
        lowest = np.full(n_places, np.iinfo(np.int64).max)
        for rows, places in self._steps:
            np.minimum.at(lowest, places, rank[rows])
        won = np.ones(self._n, bool)
        for rows, places in self._steps:
            won[rows] &= lowest[places] == rank[rows]
        return won

    def take(self, which: NDArray[np.bool_], taken: NDArray[np.bool_]) -> None:
        """Mark the words of some stretches as taken."""
        for rows, places in self._steps:
            taken[places[which[rows]]] = True

    def free(self, taken: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Tell of which stretches no word is taken."""
        free = np.ones(self._n, bool)
        for rows, places in self._steps:
            free[rows] &= ~taken[places]
        return free


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
