"""Whether groups are made of whole outlets, whose articles are then no independent units."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from framing.features import FeatureMatrix

__all__ = ["nesting_notes"]


def nesting_notes(features: FeatureMatrix, by: str, tested: Sequence[int]) -> tuple[str, ...]:
    """Return what must be told where each outlet lies in one group, and groups hold several.

    Articles of one outlet resemble each other. Tests over articles then speak of these outlets'
    articles and may call a difference between outlets one between groups of them.
    """
    if by == "outlet" or len(tested) < 2 or "outlet" not in features.articles_table.column_names:
        return ()
    _, outlets = features.groups("outlet")
    _, codes = features.groups(by)
    pairs = np.unique(np.stack([outlets, codes], axis=1), axis=0)
    n_outlets = len(np.unique(outlets))
    if len(pairs) > n_outlets or n_outlets <= len(np.unique(codes)):
        return ()
    return (
        f"Every outlet lies within one value of {by}, and articles of one outlet resemble each"
        " other: the tests speak of these outlets’ articles, not of other outlets with the same"
        f" {by}, and one outlet with many articles can make a difference by itself.",
    )
