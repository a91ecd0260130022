"""Groups compared on every feature, with what may be concluded."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.features import FeatureMatrix, voice_code
from framing.stats.design import Design, design_of
from framing.stats.rates import category_rates
from framing.stats.table import Table

__all__ = ["ComparisonTable", "compare"]


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ComparisonTable(Table):
    """A table of comparisons, with what the design can show.

    Parameters
    ----------
    design
        Groups, articles, and whether they can be compared at all.
    """

    design: Design


def compare(
    features: FeatureMatrix, *, by: str = "outlet", voice: str | None = None, seed: int = 0
) -> ComparisonTable:
    """Compare the groups on every feature: the rate of each, and what may be concluded.

    Described, not tested: low and high are NaN, and `conclusion` says "description only" where
    the design can't tell groups from articles (or the group has one article), and "not tested"
    elsewhere.

    Parameters
    ----------
    features
        The matrix of counts.
    by
        The metadata column whose values are compared.
    voice
        The voice compared; none for all together.
    seed
        The seed of what is drawn at random; a description draws nothing.

    Returns
    -------
    ComparisonTable
        `comparison`: feature, group, voice, n, words, value (per 1,000 words in that voice),
        low, high, level, n_articles, method, conclusion. Per 1,000 words. Higher means denser.

    Raises
    ------
    FramingError
        If there is no metadata column `by`, or no such voice.
    """
    if voice is not None:
        voice_code(voice)
    design = design_of(features, by=by)
    rates = category_rates(features, by=by)
    rows = rates.where(voice=voice or "all").reset_index(drop=True)
    single = (rows["n_articles"] < 2).to_numpy() | (design.verdict == "description only")
    frame = rows[["feature", "group", "voice", "n", "words"]].assign(
        value=rows["per_1000"],
        low=np.nan,
        high=np.nan,
        level=np.nan,
        n_articles=rows["n_articles"],
        method="ratio of sums",
        conclusion=np.where(single, "description only", "not tested"),
    )
    return ComparisonTable(
        name="comparison",
        frame=frame,
        signature=rates.signature.with_parts(voice=voice or "all", seed=seed),
        notes=(design.reason,),
        design=design,
    )
