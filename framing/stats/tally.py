"""Sums over the articles of each group: what every descriptive table starts from."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.arrow_columns import numbers_of
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


def _keys(features: FeatureMatrix, codes: Counts, n_groups: int) -> tuple[Counts, Counts]:
    """Return the article of each cell, and the place of its feature, group and voice."""
    article, feature, voice = (
        numbers_of(features.cells.column(name)) for name in ("article", "feature", "voice")
    )
    place = feature.astype(np.int64) * n_groups + codes[article]
    place *= len(VOICES)
    place += voice
    return article, place


def _sums(features: FeatureMatrix, codes: Counts, n_groups: int, value: Value) -> Counts:
    _, place = _keys(features, codes, n_groups)
    shape = (len(features.features), n_groups, len(VOICES))
    counts = numbers_of(features.cells.column(value))
    sums = np.bincount(place, counts, minlength=math.prod(shape)).reshape(shape).astype(np.int64)
    return np.concatenate([sums.sum(axis=2, keepdims=True), sums], axis=2)


def _articles_with(features: FeatureMatrix, codes: Counts, n_groups: int) -> Counts:
    article, place = _keys(features, codes, n_groups)
    found = numbers_of(features.cells.column("n")) > 0
    shape = (len(features.features), n_groups, len(VOICES))
    # a cell's group follows from its article, so both together are one cell, whatever its rows
    by_voice = _distinct(article[found], place[found], math.prod(shape)).reshape(shape)
    anywhere = _distinct(article[found], place[found] // len(VOICES), math.prod(shape[:2]))
    return np.concatenate([anywhere.reshape(*shape[:2], 1), by_voice], axis=2)


def _distinct(article: Counts, place: Counts, n_places: int) -> Counts:
    """Return for each place how many articles are there."""
    key = article.astype(np.int64) * n_places
    key += place
    key.sort()
    if len(key):
        key = key[np.concatenate([[True], key[1:] != key[:-1]])]
    key %= max(n_places, 1)
    return np.bincount(key, minlength=n_places).astype(np.int64)
