"""Counts by article or outlet as one long table, zeros included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from framing.arrow_columns import number_array, string_array
from framing.evidence import VOICES
from framing.features import FeatureMatrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["scores_by"]


def scores_by(features: FeatureMatrix, unit: str) -> pa.Table:
    """Return n, words and n per 1,000 words of every category and voice.

    Parameters
    ----------
    unit
        `article` or `outlet`.

    Returns
    -------
    `article, outlet, pack, category, voice, n, words, per_1000`; by outlet without `article` and
    with `n_articles`. `words` are those of the voice; for `scare`, all outside direct quotations.
    `per_1000` is empty where there are no words. Higher means more mentions.
    """
    table = features.articles_table
    if unit == "article":
        rows = np.arange(len(features))
        heads = {
            "article": table.column("id").to_pylist(),
            "outlet": table.column("outlet").to_pylist(),
        }
        sizes = None
    else:
        outlets, rows = features.groups("outlet")
        heads = {"outlet": list(outlets)}
        sizes = np.bincount(rows, minlength=len(outlets)).tolist()
    n_groups = len(next(iter(heads.values())))
    n = np.stack([_sum(features.matrix(voice=v), rows, n_groups) for v in VOICES], axis=2)
    words = np.stack([_sum(features.exposure(v)[:, None], rows, n_groups)[:, 0] for v in VOICES], 1)
    return _long(features, heads, n, words, sizes)


def _sum(values: NDArray[np.int64], rows: NDArray[np.int64], n_groups: int) -> NDArray[np.int64]:
    out = np.zeros((n_groups, values.shape[1]), np.int64)
    np.add.at(out, rows, values)
    return out


def _long(
    features: FeatureMatrix,
    heads: dict[str, list[str]],
    n: NDArray[np.int64],
    words: NDArray[np.int64],
    sizes: list[int] | None,
) -> pa.Table:
    groups, n_features, n_voices = n.shape
    each = n_features * n_voices
    columns: dict[str, NDArray[Any]] = {
        key: np.repeat(np.array(values, dtype=object), each) for key, values in heads.items()
    }
    if sizes is not None:
        columns["n_articles"] = np.repeat(sizes, each)
    names = features.features
    for key in ("pack", "category"):
        values = np.array([getattr(f, key) for f in names], dtype=object)
        columns[key] = np.tile(np.repeat(values, n_voices), groups)
    columns["voice"] = np.tile(np.array(VOICES, dtype=object), groups * n_features)
    columns["n"] = n.reshape(-1)
    exposure = np.repeat(words[:, None, :], n_features, axis=1).reshape(-1)
    columns["words"] = exposure
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = 1000.0 * n.reshape(-1) / exposure
    per_1000 = number_array(rate, missing=exposure == 0)
    arrays = {
        name: string_array(values.tolist()) if values.dtype == object else number_array(values)
        for name, values in columns.items()
    }
    return pa.table({**arrays, "per_1000": per_1000})
