"""Rates of categories per 1,000 words."""

from __future__ import annotations

from typing import Literal

import numpy as np

from framing.errors import FramingError, did_you_mean
from framing.features import FeatureMatrix
from framing.stats.table import Table, rows_of
from framing.stats.tally import attributes, ratio, tally_of, words_by_group

__all__ = ["DENOMINATORS", "category_rates"]

DENOMINATORS = ("voice", "article")
"""What a rate is of: the words of its voice, or all words of the articles."""


def category_rates(
    features: FeatureMatrix,
    *,
    by: str = "outlet",
    denominator: Literal["voice", "article"] = "voice",
) -> Table:
    """Return the rate of every category in every group and voice: a ratio of sums.

    per_1000 = 1000 · n / words, both summed over the group's articles first.

    Parameters
    ----------
    features
        The matrix of counts.
    by
        The metadata column whose values are compared.
    denominator
        `voice`: words that a match in this voice could have stood in; `article`: all words.

    Returns
    -------
    Table
        `rates`: feature, pack, category, group, voice ("all" and the four), n, negated, words,
        per_1000 (NaN without words), n_articles (of the group), articles_with. Per 1,000 words.
        Higher means that the category is denser in the text.

    Raises
    ------
    FramingError
        If there is no metadata column `by`, or the denominator is unknown.
    """
    if denominator not in DENOMINATORS:
        near = did_you_mean(denominator, DENOMINATORS)
        raise FramingError(f"expected a denominator voice or article, found '{denominator}'{near}")
    sums = tally_of(features, by=by)
    words = words_by_group(features, by=by)
    if denominator == "article":
        words = np.repeat(words[:, :1], words.shape[1], axis=1)
    columns = {
        "feature": attributes(features.features, "name"),
        "pack": attributes(features.features, "pack"),
        "category": attributes(features.features, "category"),
        "group": sums.group_column,
        "voice": sums.voice_column,
        "n": sums.n,
        "negated": sums.negated,
        "words": words[None],
        "per_1000": ratio(1000.0 * sums.n, words[None]),
        "n_articles": sums.n_articles[None, :, None],
        "articles_with": sums.articles_with,
    }
    signature = features.signature.with_parts(
        measure="rate", unit="per 1,000 words", method="ratio of sums",
        denominator=denominator, by=by,
    )  # fmt: skip
    return Table("rates", rows_of(columns, shape=sums.n.shape), signature)
