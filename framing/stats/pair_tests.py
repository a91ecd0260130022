"""Tests of many pairs of groups: pairs of one size share their arrangements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from framing.stats.group_contrasts import Contrast
from framing.stats.group_tests import GroupTest, group_test, limit_test
from framing.stats.limit_tests import limit_pairs
from framing.stats.measures import Rows
from framing.stats.sums import group_sums

__all__ = ["PairPlan", "pair_tests"]

Codes = NDArray[np.int64]
_STREAM = 2_000_000
_COLUMNS_AT_ONCE = 60


@dataclass(frozen=True)
class PairPlan:
    """How groups are tested and estimated; the fields are those of `compare`."""

    level: float
    method: str
    resamples: int
    test: str
    permutations: int
    correction: str
    margin: float | None
    seed: int


def pair_tests(
    rows: Rows, contrasts: Sequence[Contrast], strata: Codes, plan: PairPlan
) -> list[GroupTest]:
    """Test every contrast on every feature.

    Returns
    -------
    list
        One outcome a contrast. Without strata, pairs with as many articles as each other are tested
        on the same arrangements: dealing them out is most of the work.
    """
    if plan.test == "limit":
        labels = contrasts[0].labels
        sums = group_sums(rows.y, rows.x, labels, int(labels.max()) + 1)
        return [limit_test(p) for p in limit_pairs(sums, rows.measure.scale, contrasts)]
    pairs = [contrast.codes for contrast in contrasts]
    if plan.test != "permutation" or strata.any():
        return [_one(rows, codes, strata, plan) for codes in pairs]
    out: dict[int, GroupTest] = {}
    width = max(1, _COLUMNS_AT_ONCE // max(1, len(rows.names)))
    alike: dict[tuple[int, int], list[int]] = {}
    for i, codes in enumerate(pairs):
        alike.setdefault((int((codes == 0).sum()), int((codes == 1).sum())), []).append(i)
    for several in alike.values():
        for begin in range(0, len(several), width):
            batch = several[begin : begin + width]
            done = _together(rows, [pairs[i] for i in batch], plan)
            out.update(zip(batch, done, strict=True))
    return [out[i] for i in range(len(pairs))]


def _one(rows: Rows, codes: Codes, strata: Codes, plan: PairPlan) -> GroupTest:
    inside = np.flatnonzero(codes >= 0)
    _, layers = np.unique(strata[inside], return_inverse=True)
    labels = codes[inside]
    return group_test(
        rows.take(inside), labels, layers, kind=plan.test, permutations=plan.permutations,
        seed=plan.seed, stream=_stream(labels),
    )  # fmt: skip


def _together(rows: Rows, pairs: Sequence[Codes], plan: PairPlan) -> list[GroupTest]:
    """Test pairs of one size side by side, as if they were so many more features."""
    places = [np.concatenate([np.flatnonzero(c == 0), np.flatnonzero(c == 1)]) for c in pairs]
    labels = np.sort(pairs[0][pairs[0] >= 0])
    x = np.broadcast_to(rows.x, rows.y.shape)
    n_features = len(rows.names)
    joined = replace(
        rows,
        names=rows.names * len(pairs),
        y=np.concatenate([rows.y[at] for at in places], axis=1),
        x=np.concatenate([x[at] for at in places], axis=1),
        n=np.concatenate([rows.n[at] for at in places], axis=1),
    )
    done = group_test(
        joined, labels, np.zeros(len(labels), np.int64), permutations=plan.permutations,
        seed=plan.seed, stream=_stream(labels),
    )  # fmt: skip
    parts = done.p_value.reshape(len(pairs), n_features)
    return [replace(done, p_value=part) for part in parts]


def _stream(labels: Codes) -> int:
    """Return a stream of random numbers for pairs of this size, whatever else is compared."""
    return _STREAM + int((labels == 0).sum()) * 10_000_019 + int((labels == 1).sum())
