"""Intervals inside one article, for whoever asks: as if its words were a sample."""

from __future__ import annotations

import numpy as np

from framing.features import FeatureMatrix
from framing.stats.measures import measured_rows
from framing.stats.table import Table, rows_of

__all__ = ["WITHIN_TITLE", "within_articles"]

WITHIN_TITLE = "if the words of this article were a sample"
"""What such intervals stand under, wherever they are printed."""


def within_articles(
    features: FeatureMatrix, *, voice: str | None = None, level: float = 0.95
) -> Table:
    """Return the rate of every category in every article, with an interval for its words alone.

    The words of an article are no sample of anything, and are not independent: the interval says
    only how much the rate would vary if they were both. It tells nothing of the outlet. Exact
    limits for a Poisson count: Garwood (1936), Biometrika 28, 437–442.

    Parameters
    ----------
    voice
        The voice counted; all if none.

    Returns
    -------
    Table
        `within_articles`: article, feature, n, words, value (per 1,000 words), low, high, level,
        method. Rows with a match only. Per 1,000 words. Higher means denser.
    """
    from scipy.special import gammaincinv

    rows = measured_rows(features, "rate", voice=voice)
    n, words = rows.y, np.broadcast_to(rows.x, rows.y.shape)
    tail = (1 - level) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(n > 0, gammaincinv(np.maximum(n, 1), tail), 0.0) / words
        high = gammaincinv(n + 1, 1 - tail) / words
        value = n / words
    columns = {
        "article": features.articles["id"].to_numpy(dtype=object)[:, None],
        "feature": np.array(rows.names, dtype=object)[None, :],
        "n": n.astype(np.int64),
        "words": words.astype(np.int64),
        "value": 1000 * value,
        "low": 1000 * low,
        "high": 1000 * high,
        "level": np.array(level),
        "method": np.array(f"Poisson, {WITHIN_TITLE}", dtype=object),
    }
    frame = rows_of(columns, shape=n.shape)
    signature = features.signature.with_parts(
        measure="rate", unit="per 1,000 words", method="within one article",
        voice=voice or "all", level=level,
    )  # fmt: skip
    return Table(
        "within_articles", frame[(frame["n"] > 0) & (frame["words"] > 0)], signature,
        (f"Intervals {WITHIN_TITLE}; they say nothing about outlets.",),
    )  # fmt: skip
