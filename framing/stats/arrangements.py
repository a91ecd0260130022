"""The ways in which labels can be dealt to articles, within strata: counted, listed, drawn."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

__all__ = ["EXACT_UP_TO", "count_of_arrangements", "labellings", "smallest_attainable_p"]

Codes = NDArray[np.int64]
EXACT_UP_TO = 20_000
"""Arrangements up to which a permutation test is exact."""
_CELLS_A_BLOCK = 400_000
_FLOOR = 1e-300


def count_of_arrangements(codes: Codes, strata: Codes) -> int:
    """Return in how many distinct ways the labels can be dealt, each stratum keeping its own."""
    ways = 1
    for stratum in np.unique(strata):
        sizes = Counter(codes[strata == stratum].tolist())
        ways *= math.factorial(sum(sizes.values()))
        ways //= math.prod(map(math.factorial, sizes.values()))
    return ways


def smallest_attainable_p(codes: Codes, strata: Codes, *, permutations: int = 0) -> float:
    """Return the smallest p that permuting these labels within strata could reach.

    Groups with as many articles as each other in every stratum can change names without changing
    a two-sided statistic, so that many arrangements are alike. A test that draws `permutations`
    of them can't go below 1 / (permutations + 1) either.
    """
    labels = np.unique(codes)
    sizes = Counter(
        tuple(int(((codes == label) & (strata == s)).sum()) for s in np.unique(strata))
        for label in labels
    )
    alike = math.prod(map(math.factorial, sizes.values()))
    ways = count_of_arrangements(codes, strata)
    p = max(alike / ways if ways < 10**300 else 0.0, _FLOOR)
    drawn = ways > EXACT_UP_TO and permutations
    return min(1.0, max(p, 1 / (permutations + 1)) if drawn else p)


def labellings(
    codes: Codes, strata: Codes, *, permutations: int, seed: int, stream: int = 0
) -> tuple[bool, Iterator[Codes]]:
    """Return whether all arrangements are given, and blocks of them: arrangements × articles.

    Up to `EXACT_UP_TO` arrangements all are listed; of more, `permutations` are drawn, block b
    from SeedSequence([seed, stream, b]).
    """
    if count_of_arrangements(codes, strata) <= EXACT_UP_TO:
        return True, _all(codes, strata)
    return False, _drawn(codes, strata, permutations, seed, stream)


def _all(codes: Codes, strata: Codes) -> Iterator[Codes]:
    labels = np.unique(codes)
    if len(labels) == 2 and len(np.unique(strata)) == 1:
        yield from _of_two_labels(codes, labels)
        return
    places = [np.flatnonzero(strata == s) for s in np.unique(strata)]
    ways = [list(_distinct(tuple(codes[at].tolist()))) for at in places]
    order = np.argsort(np.concatenate(places)) if places else np.empty(0, np.int64)
    size = max(1, _CELLS_A_BLOCK // max(1, len(codes)))
    several = itertools.product(*ways)
    while some := list(itertools.islice(several, size)):
        joined = [list(itertools.chain.from_iterable(parts)) for parts in some]
        yield np.array(joined, dtype=np.int64).reshape(len(some), len(codes))[:, order]


def _of_two_labels(codes: Codes, labels: Codes) -> Iterator[Codes]:
    """Give every choice of the articles that bear the first label; quicker than the general way."""
    n, k = len(codes), int((codes == labels[0]).sum())
    flat = itertools.chain.from_iterable(itertools.combinations(range(n), k))
    chosen = np.fromiter(flat, dtype=np.int64).reshape(-1, k)
    size = max(1, _CELLS_A_BLOCK // n)
    for begin in range(0, len(chosen), size):
        part = chosen[begin : begin + size]
        rows = np.full((len(part), n), labels[1], dtype=np.int64)
        np.put_along_axis(rows, part, labels[0], axis=1)
        yield rows


def _distinct(labels: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Give every distinct order of labels, of which some may be equal."""
    if not labels:
        yield ()
        return
    first = min(labels)
    rest = tuple(label for label in labels if label != first)
    n = len(labels)
    for places in itertools.combinations(range(n), n - len(rest)):
        taken = set(places)
        free = [i for i in range(n) if i not in taken]
        for others in _distinct(rest):
            out = [first] * n
            for i, label in zip(free, others, strict=True):
                out[i] = label
            yield tuple(out)


def _drawn(
    codes: Codes, strata: Codes, permutations: int, seed: int, stream: int
) -> Iterator[Codes]:
    size = max(1, _CELLS_A_BLOCK // max(1, len(codes)))
    places = [np.flatnonzero(strata == s) for s in np.unique(strata)]
    for block, begin in enumerate(range(0, permutations, size)):
        rng = np.random.default_rng(np.random.SeedSequence([seed, stream, block]))
        some = np.repeat(codes[None, :], size, axis=0)
        for at in places:
            some[:, at] = rng.permuted(some[:, at], axis=1)
        yield some[: permutations - begin]
