"""Sums over the articles of each group: what every descriptive table starts from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.evidence import VOICES
from framing.features import FeatureMatrix, Value

__all__ = ["ALL_VOICES", "Tally", "attributes", "ratio", "tally_of", "words_by_group"]

ALL_VOICES = ("all", *VOICES)
"""The voices of a table: all of them together, then each."""

Counts = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Tally:
    """Counts of every feature, summed over the articles of each group.

    Parameters
    ----------
    groups
        The groups, in order of first appearance.
    n_articles
        Articles of each group, shape (groups,).
    n, negated
        Matches and negated matches, shape (features, groups, voices); voices as `ALL_VOICES`.
    articles_with
        Articles of the group with at least one match, of the same shape.
    """

    groups: tuple[str, ...]
    n_articles: Counts
    n: Counts
    negated: Counts
    articles_with: Counts

    @property
    def group_column(self) -> NDArray[Any]:
        """The groups, to be broadcast over (features, groups, voices)."""
        return np.array(self.groups, dtype=object)[None, :, None]

    @property
    def voice_column(self) -> NDArray[Any]:
        """The voices, to be broadcast over (features, groups, voices)."""
        return np.array(ALL_VOICES, dtype=object)[None, None, :]


def tally_of(features: FeatureMatrix, *, by: str) -> Tally:
    """Sum a matrix's cells over the articles of each group.

    Raises
    ------
    FramingError
        If there is no metadata column `by`.
    """
    groups, codes = features.groups(by)
    return Tally(
        groups=tuple(groups),
        n_articles=np.bincount(codes, minlength=len(groups)).astype(np.int64),
        n=_sums(features, codes, len(groups), "n"),
        negated=_sums(features, codes, len(groups), "negated"),
        articles_with=_articles_with(features, codes, len(groups)),
    )


def words_by_group(features: FeatureMatrix, *, by: str) -> Counts:
    """Return the words of each group that a match could have stood in, shape (groups, voices).

    Voices as `ALL_VOICES`. In words.
    """
    groups, codes = features.groups(by)
    columns = [
        np.bincount(codes, features.exposure(voice), minlength=len(groups))
        for voice in (None, *VOICES)
    ]
    return np.stack(columns, axis=1).astype(np.int64)


def ratio(top: NDArray[Any], bottom: NDArray[Any]) -> NDArray[np.float64]:
    """Return top / bottom, and NaN where the bottom is 0. Shapes broadcast."""
    top, bottom = np.broadcast_arrays(top, bottom)
    out = np.full(top.shape, np.nan)
    np.divide(top, bottom, out=out, where=bottom != 0)
    return out


def attributes(items: Iterable[object], name: str) -> NDArray[Any]:
    """Return one attribute of every item as a column, to be broadcast over (items, …, …)."""
    return np.array([getattr(item, name) for item in items], dtype=object)[:, None, None]


def _cells(features: FeatureMatrix) -> tuple[Counts, Counts, Counts]:
    article, feature, voice = (
        features.cells.column(name).to_numpy().astype(np.int64)
        for name in ("article", "feature", "voice")
    )
    return article, feature, voice


def _sums(features: FeatureMatrix, codes: Counts, n_groups: int, value: Value) -> Counts:
    article, feature, voice = _cells(features)
    shape = (len(features.features), n_groups, len(VOICES))
    sums = np.zeros(shape, dtype=np.int64)
    np.add.at(sums, (feature, codes[article], voice), features.cells.column(value).to_numpy())
    return np.concatenate([sums.sum(axis=2, keepdims=True), sums], axis=2)


def _articles_with(features: FeatureMatrix, codes: Counts, n_groups: int) -> Counts:
    article, feature, voice = _cells(features)
    found = features.cells.column("n").to_numpy() > 0
    shape = (len(features.features), n_groups, len(ALL_VOICES))
    out = np.zeros(shape, dtype=np.int64)
    rows = np.stack([article, feature, voice + 1], axis=1)[found]
    anywhere = rows * np.array([1, 1, 0])
    for several in (rows, anywhere):
        once = np.unique(several, axis=0)
        np.add.at(out, (once[:, 1], codes[once[:, 0]], once[:, 2]), 1)
    return out
