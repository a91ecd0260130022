"""How a matrix of features shows itself in a notebook: its outlets with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from framing.notebook import MOST_ROWS, card, counted

if TYPE_CHECKING:
    from framing.features import FeatureMatrix

__all__ = ["matrix_card", "matrix_facts"]


def matrix_facts(features: FeatureMatrix) -> tuple[str, ...]:
    """Return how many articles, features and matches there are."""
    return (
        counted(len(features), "article"),
        counted(len(features.features), "feature"),
        counted(len(features.evidence), "match", "matches"),
    )


def matrix_card(features: FeatureMatrix) -> str:
    """Return a piece of HTML: counts, and articles, words and matches of the first outlets."""
    outlets, codes = features.groups("outlet")
    found = features.evidence.counts("outlet")
    n, words = (np.bincount(codes, w, len(outlets)) for w in (None, features.exposure()))
    more = len(outlets) - MOST_ROWS
    return card(
        "FeatureMatrix",
        (*matrix_facts(features), counted(len(outlets), "outlet")),
        columns=("outlet", "articles", "words", "matches"),
        rows=(
            (name, int(a), int(w), found.get(name, 0))
            for name, a, w in zip(outlets, n, words, strict=True)
        ),
        notes=(counted(more, "more outlet"),) if more > 0 else (),
    )
