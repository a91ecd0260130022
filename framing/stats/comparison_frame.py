"""What a comparison prints: its rows, how they were made, its notes and its families of tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from framing.features import FeatureMatrix
from framing.signature import Signature
from framing.stats.conclusions import DESCRIPTION_ONLY
from framing.stats.design import Design
from framing.stats.findings import Findings, Study
from framing.stats.interval_rule import ONLY_LINEARISED_FROM
from framing.stats.limit_tests import LIMIT_RULE
from framing.stats.measures import Rows
from framing.stats.pair_tests import PairPlan
from framing.stats.table import rows_of

__all__ = [
    "FROM_SUMS",
    "comparison_frame",
    "comparison_notes",
    "comparison_signature",
    "family_of",
    "pair_family_of",
]

FROM_SUMS = (
    "Comparisons are made from sums over articles: Cliff’s delta, which needs the order of all"
    " articles, is not given, and no article and no entry is left out in turn to see what a"
    " difference rests on."
)
"""What is not there where there are very many articles, as reports print it."""


def comparison_frame(study: Study, findings: Findings, level: float) -> pd.DataFrame:
    """Return one row a feature and group."""
    rows, found, omnibus, groups = findings.rows, findings.found, findings.omnibus, study.groups
    shape = (len(rows.names), len(groups))
    method = rows.measure.method + "; " + found.method.astype(object)
    concluded = omnibus["conclusion"].to_numpy(dtype=object)[:, None]
    columns: dict[str, Any] = {
        "feature": np.array(rows.names, dtype=object)[:, None],
        "group": np.array(groups, dtype=object)[None, :],
        "voice": np.array(rows.voice, dtype=object),
        "n": findings.n.T.astype(np.int64),
        "words": findings.words.T.astype(np.int64),
        "value": found.value.T,
        "low": found.low.T,
        "high": found.high.T,
        "level": np.where(np.isfinite(found.low.T), level, np.nan),
        "n_articles": study.sizes[None, :],
        "method": method.T if study.tested else np.array(rows.measure.method, dtype=object),
        "conclusion": np.where(
            np.isin(np.arange(len(groups)), study.tested)[None, :], concluded, DESCRIPTION_ONLY
        ),
    }
    return rows_of(columns, shape=shape)


def comparison_signature(
    features: FeatureMatrix, rows: Rows, parts: Mapping[str, object], study: Study, plan: PairPlan
) -> Signature:
    """Return how the numbers were made; of a description, nothing of tests and intervals."""
    measure = rows.measure
    told: dict[str, object] = {
        "measure": measure.name,
        "unit": measure.unit,
        "method": measure.method,
    }
    told |= {k: v for k, v in parts.items() if k in ("denominator", "by") and v}
    told |= {"voice": rows.voice} | ({"place": rows.place} if rows.place != "all" else {})
    if study.tested:
        method = "linearised" if plan.method == "auto" and study.many else plan.method
        told |= {"interval": method, "level": plan.level}
        told |= {} if method == "linearised" else {"resamples": plan.resamples}
        told |= {"test": plan.test}
        told |= {} if plan.test == "limit" else {"permutations": plan.permutations}
        told |= {"correction": plan.correction}
        told |= {k: v for k, v in parts.items() if k not in told and v}
        told |= {"margin": plan.margin} if plan.margin else {}
    return features.signature.with_parts(**told, seed=plan.seed)


def comparison_notes(
    study: Study, design: Design, plan: PairPlan, min_articles: int, *, from_sums: bool = False
) -> tuple[str, ...]:
    """Return what must be told of who is tested, and how where there are very many articles."""
    left = len(study.groups) - len(study.tested)
    notes = [design.reason]
    if study.tested and left:
        notes.append(
            f"{left} of {len(study.groups)} groups have fewer than {max(2, min_articles)} articles"
            " or were not chosen: they are described and not tested."
        )
    if study.tested and plan.test == "limit":
        notes.append(LIMIT_RULE)
    if study.tested and plan.method == "auto" and study.many:
        notes.append(
            f"There are {ONLY_LINEARISED_FROM:,} articles or more, so every interval that is not"
            " of a closed form is linearised."
        )
    if study.tested and from_sums:
        notes.append(FROM_SUMS)
    return tuple(notes)


def family_of(omnibus: pd.DataFrame, rows: Rows, by: str, correction: str) -> str:
    """Return the family of the tests of all groups, in words."""
    n = int(omnibus["p_value"].notna().sum())
    title = f"{rows.measure.title[:1].lower()}{rows.measure.title[1:]}"
    what = f"the {n} tests of all groups by {by}: {title}, voice {rows.voice}"
    return f"{what}; {'Holm' if correction == 'holm' else 'not corrected'}"


def pair_family_of(n: int, correction: str) -> str:
    """Return the family of the tests of pairs, in words."""
    what = f"the {n} comparisons of two groups on one category, made where all groups differ"
    return f"{what}; {'Holm' if correction == 'holm' else 'not corrected'}"
