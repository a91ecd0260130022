"""What the design of a study can and can't tell, before anything is compared."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from framing.errors import FramingError
from framing.features import FeatureMatrix

__all__ = ["Design", "design_of", "smallest_p"]

_EXACT_UP_TO = 1_000
_FLOOR = 1e-300


@dataclass(frozen=True)
class Design:
    """What comparing these groups could show.

    Parameters
    ----------
    by
        The metadata column that the groups come from.
    groups
        The groups, in order of first appearance.
    n_articles
        Articles of each group.
    identifiable
        True if at least two groups have two or more articles: only then can a difference
        between groups be told from one between articles.
    smallest_p
        The smallest p that permuting the articles' groups could reach.
    verdict
        What may be said.
    reason
        Why, in one plain sentence.
    """

    by: str
    groups: tuple[str, ...]
    n_articles: tuple[int, ...]
    identifiable: bool
    smallest_p: float
    verdict: Literal["description only", "comparable"]
    reason: str


def smallest_p(sizes: Sequence[int]) -> float:
    """Return the smallest p that an exact permutation test of these groups could reach.

    Two-sided, for one statistic over all groups that is indifferent to their names:
    (∏ over sizes of the number of groups of that size, factorial) / (N! / ∏ sizes!), the share
    of arrangements that are as extreme as the most extreme one.

    Parameters
    ----------
    sizes
        Articles of each group, each 1 or more.

    Returns
    -------
    float
        A probability; 1 if all arrangements are alike. Lower means that the design could show
        more.

    Raises
    ------
    FramingError
        If a size is below 1.
    """
    if any(size < 1 for size in sizes):
        raise FramingError(f"smallest_p: expected groups of 1 or more, found {list(sizes)}")
    alike, total = list(Counter(sizes).values()), sum(sizes)
    if total <= _EXACT_UP_TO:
        arrangements = math.factorial(total) // math.prod(map(math.factorial, sizes))
        return max(_FLOOR, math.prod(map(math.factorial, alike)) / arrangements)
    log_p = sum(map(_log_factorial, alike)) + sum(map(_log_factorial, sizes))
    return max(_FLOOR, math.exp(log_p - _log_factorial(total)))


def design_of(features: FeatureMatrix, *, by: str = "outlet", level: float = 0.95) -> Design:
    """Say whether comparing the groups can show more than a description.

    It can if at least two groups have two or more articles, and if permuting the articles'
    groups could reach a p of at most 1 − level.

    Parameters
    ----------
    features
        The matrix of counts.
    by
        The metadata column whose values are compared.
    level
        The level of confidence that a comparison would be made at.

    Raises
    ------
    FramingError
        If there is no metadata column `by`, or the level is not between 0 and 1.
    """
    if not 0 < level < 1:
        raise FramingError(f"level: expected a number between 0 and 1, found {level:g}")
    groups, codes = features.groups(by)
    sizes = [int(size) for size in np.bincount(codes, minlength=len(groups))]
    p = smallest_p(sizes)
    identifiable = sum(size > 1 for size in sizes) > 1
    # 1 - level, free of the noise of binary fractions
    comparable = identifiable and p <= round(1 - level, 12)
    return Design(
        by=by,
        groups=tuple(groups),
        n_articles=tuple(sizes),
        identifiable=identifiable,
        smallest_p=p,
        verdict="comparable" if comparable else "description only",
        reason=_reason(by, sizes, p, identifiable, comparable),
    )


def _log_factorial(n: int) -> float:
    return math.lgamma(n + 1)


def _reason(by: str, sizes: list[int], p: float, identifiable: bool, comparable: bool) -> str:
    reach = f"permuting the articles over the groups could not reach a p below {p:.2g}"
    if len(sizes) < 2:
        return f"There is {len(sizes) or 'no'} group by {by}, so there is nothing to compare."
    if max(sizes) == 1:
        return (
            f"There is one article for each {by}, so a difference between two of them can't be"
            f" told from a difference between two articles of the same {by}; {reach}."
        )
    if not identifiable:
        return (
            f"Only one {by} has more than one article, so a difference to the others can't be"
            f" told from a difference between articles; {reach}."
        )
    if not comparable:
        return f"There are too few articles: {reach}."
    return (
        f"{len(sizes)} groups by {by} have {min(sizes)} to {max(sizes)} articles each; permuting"
        f" the articles over the groups could reach a p of {p:.2g}."
    )
