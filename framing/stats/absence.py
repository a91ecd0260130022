"""What some groups mention and others leave out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.features import FeatureMatrix
from framing.stats.entries import entry_tally
from framing.stats.table import Table, rows_of
from framing.stats.tally import tally_of

__all__ = ["presence"]


def presence(features: FeatureMatrix, *, by: str = "outlet") -> Table:
    """Return which categories and entries each group mentions, zeros included, in any voice.

    A group leaves out what others mention where n is 0 and groups_with is not. A category that
    nobody mentions has rows too; an entry that was found nowhere has none.

    Parameters
    ----------
    features
        The matrix of counts, with evidence.
    by
        The metadata column whose values are compared.

    Returns
    -------
    Table
        `presence`: kind (category, entry), pack, category, entry (empty for a category), group,
        n (matches), n_articles (of the group), articles_with, groups_with (groups with at least
        one match). In matches. Higher means mentioned more often.

    Raises
    ------
    FramingError
        If there is no metadata column `by`.
    """
    sums = tally_of(features, by=by)
    categories = _rows(
        "category",
        pd.DataFrame(
            {
                "pack": [feature.pack for feature in features.features],
                "category": [feature.category for feature in features.features],
                "entry": "",
            }
        ),
        sums.groups,
        {"n": sums.n[:, :, 0], "articles_with": sums.articles_with[:, :, 0]},
        sums.n_articles,
    )
    matches = entry_tally(features, by=by)
    entries = _rows(
        "entry",
        matches.entries,
        matches.groups,
        {
            "n": matches.count("entry", "group"),
            "articles_with": matches.articles("entry", "group"),
        },
        matches.n_articles,
    )
    signature = features.signature.with_parts(measure="presence", unit="matches", by=by)
    frames = [frame for frame in (categories, entries) if len(frame)] or [categories]
    return Table("presence", pd.concat(frames, ignore_index=True), signature)


def _rows(
    kind: str,
    what: pd.DataFrame,
    groups: tuple[str, ...],
    counts: dict[str, NDArray[np.int64]],
    n_articles: NDArray[np.int64],
) -> pd.DataFrame:
    n = counts["n"]
    columns: dict[str, NDArray[Any]] = {
        "kind": np.array(kind, dtype=object),
        **{name: what[name].to_numpy(dtype=object)[:, None] for name in what.columns},
        "group": np.array(groups, dtype=object)[None, :],
        "n": n,
        "n_articles": n_articles[None, :],
        "articles_with": counts["articles_with"],
        "groups_with": (n > 0).sum(axis=1, keepdims=True),
    }
    return rows_of(columns, shape=n.shape)
