"""The permutation test of very many articles: its limiting distribution, from sums alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from framing.stats.group_contrasts import Contrast
from framing.stats.measures import Scale
from framing.stats.sums import GroupSums

__all__ = [
    "LIMIT_FROM", "LIMIT_RULE", "LIMIT_TOO_LITTLE", "MIN_EXPECTED", "both_sides",
    "limit_p_values", "limit_pairs",
]  # fmt: skip

Floats = NDArray[np.float64]
LIMIT_FROM = 20_000
"""Articles compared from which the permutation test is replaced by its limit."""
MIN_EXPECTED = 30
"""Articles with a match that a group must be expected to have, for the limit to hold."""
LIMIT_RULE = (
    f"From {LIMIT_FROM:,} articles on the test of articles’ labels takes its limiting distribution,"
    " chi-squared, in place of arrangements, and a group is tested on a category only if"
    f" {MIN_EXPECTED} or more of its articles are expected to have a match."
)
"""What becomes of tests of many articles, as reports print it."""
LIMIT_TOO_LITTLE = (
    f"or, with so many articles, a category of which fewer than two groups are expected to have"
    f" {MIN_EXPECTED} articles with a match (of shares: and {MIN_EXPECTED} with a rival)"
)
"""What is too little text for a test in the limit, besides what is too little for any."""


def limit_p_values(sums: GroupSums, scale: Scale, groups: Sequence[int] | None = None) -> Floats:
    """Return p of the hypothesis that Σy/Σx is the same in all groups, one a feature.

    The statistic is that of `permutation_test`, Σ (d − d̄)²/v over the groups, with d = Σz/Σx,
    z = y − r·x and v = Σz²/(Σx)². Studentised as it is, its distribution over arrangements comes
    near chi-squared with one degree less than there are groups (Chung & Romano 2013, Annals of
    Statistics 41, 484–507). The sums give it without a look at an article. Σz² of a group is not
    let fall below its part, by articles, of that of all groups: a few hundred articles with skewed
    counts often show too little of their spread, and would be called different too often.

    Parameters
    ----------
    sums
        Of every group, shape (groups, features).
    scale
        Of the measure: a share's group must be expected to have articles with rivals, too.
    groups
        The groups to test; all if not given.

    Returns
    -------
    NDArray
        A probability; lower means harder to get by chance. Groups that are expected to have fewer
        than `MIN_EXPECTED` articles with a match are left out of a feature's test; NaN where
        fewer than two are left, 1 where nothing varies.
    """
    from scipy.special import chdtrc

    some = sums if groups is None else sums.take(groups)
    known = _expected(some, scale) >= MIN_EXPECTED
    y, x, yy, xy, xx = (
        np.where(known, p, 0.0) for p in (some.y, some.x, some.yy, some.xy, some.xx)
    )
    inside = np.where(known, some.n, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = y.sum(axis=0) / x.sum(axis=0)
        squares = np.maximum(yy - 2 * ratio * xy + ratio**2 * xx, 0.0)
        floor = 1e-300 + squares.sum(axis=0) * inside / inside.sum(axis=0)
        far = np.where(known, (y - ratio * x) / x, 0.0)
        weight = np.where(known, x * x / np.maximum(squares, floor), 0.0)
        centre = (weight * far).sum(axis=0) / weight.sum(axis=0)
        statistic = (weight * (far - centre) ** 2).sum(axis=0)
    freedom = known.sum(axis=0) - 1
    varies = squares.sum(axis=0) > 1e-9 * np.maximum(yy.sum(axis=0), 1e-9)
    p = chdtrc(np.maximum(freedom, 1), statistic)
    return np.where(freedom > 0, np.where(varies, p, 1.0), np.nan)


def limit_pairs(sums: GroupSums, scale: Scale, contrasts: Sequence[Contrast]) -> list[Floats]:
    """Return p of each contrast, from the sums of all groups."""
    return [limit_p_values(both_sides(sums, contrast), scale) for contrast in contrasts]


def both_sides(sums: GroupSums, contrast: Contrast) -> GroupSums:
    """Return the sums of both sides of a contrast, shape (2, features)."""
    sides = [list(contrast.side_a), list(contrast.side_b)]
    return GroupSums(
        *(
            np.stack([getattr(sums, f.name)[side].sum(axis=0) for side in sides])
            for f in fields(sums)
        )
    )


def _expected(sums: GroupSums, scale: Scale) -> Floats:
    """Return how many articles with a match, and of shares with a rival, are expected in a group.

    That is the group's part of all articles that have x, times those that have one. A share that
    has no rival in any article does not vary: it is not rare.
    """
    rarer = sums.n_with.sum(axis=0)
    if scale in ("logit", "balance"):
        rivals = sums.n_without.sum(axis=0)
        rarer = np.where(rivals > 0, np.minimum(rarer, rivals), rarer)
    out: Floats = sums.n * rarer / np.maximum(sums.n.sum(axis=0), 1)
    return out
