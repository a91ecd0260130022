"""The planned comparisons of a study, each a table, and what is told of all of them together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from framing.experiment.config import ExperimentConfig
from framing.features import FeatureMatrix
from framing.signature import Signature
from framing.stats import ComparisonTable, Table, compare, influence_of, within_articles

__all__ = ["make_comparisons"]


def make_comparisons(features: FeatureMatrix, config: ExperimentConfig) -> dict[str, Table]:
    """Return the tables of all comparisons.

    `comparison` holds the rates in all voices; `comparison_<measure>` what else is planned (rates
    in all voices that are planned, too, are not made twice);
    `tests`, `pairs` and `influence` put together what was tested. Where the design allows a
    description only, there is `comparison` alone.
    """
    first = compare(features, **_settings(config))
    tables: dict[str, Table] = {"comparison": first}
    if first.design.verdict != "description only":
        for planned in config.stats.comparisons:
            asked = {k: v for k, v in planned.model_dump().items() if v is not None}
            if asked == {"measure": "rate"}:
                continue
            made = compare(features, **{**_settings(config), **asked})
            name = "_".join(["comparison", *asked.values()])
            tables[name] = replace(made, name=name)
        compared = [t for t in tables.values() if isinstance(t, ComparisonTable)]
        tables |= _together(features, compared, config)
    if config.stats.within_articles:
        tables["within_articles"] = within_articles(features, level=config.stats.interval.level)
    return tables


def _settings(config: ExperimentConfig) -> dict[str, Any]:
    stats = config.stats
    return {
        "by": stats.by,
        "to": stats.compare_to,
        "level": stats.interval.level,
        "method": stats.interval.method,
        "resamples": stats.interval.resamples,
        "test": stats.test,
        "permutations": stats.permutations,
        "strata": stats.strata,
        "correction": stats.correction,
        "margin": stats.equivalence.margin,
        "min_articles": stats.min_articles,
        "denominator": stats.denominator,
        "seed": config.seed,
    }


def _together(
    features: FeatureMatrix, compared: list[ComparisonTable], config: ExperimentConfig
) -> Mapping[str, Table]:
    influence = [influence_of(features, t, denominator=config.stats.denominator) for t in compared]
    tests = [_named(t, t.omnibus.assign(family=t.family)) for t in compared]
    pairs = [_named(t, t.pairs.assign(family=t.pair_family)) for t in compared]
    signature = Signature.joined(t.signature for t in compared)
    return {
        "tests": Table("tests", _joined(tests), signature),
        "pairs": Table("pairs", _joined(pairs), signature),
        "influence": Table("influence", _joined([t.frame for t in influence]), signature),
    }


def _named(table: ComparisonTable, frame: pd.DataFrame) -> pd.DataFrame:
    named = frame.copy()
    for i, column in enumerate(("measure", "voice", "place")):
        named.insert(i, column, getattr(table.rows, column) if i else table.rows.measure.name)
    return named


def _joined(frames: list[pd.DataFrame]) -> pd.DataFrame:
    some = [frame for frame in frames if len(frame)]
    return pd.concat(some, ignore_index=True) if some else frames[0]
