"""Groups compared on every feature: estimates, tests over articles, and what may be concluded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.errors import FramingError, did_you_mean
from framing.features import FeatureMatrix
from framing.stats.comparison_frame import (
    comparison_frame,
    comparison_notes,
    comparison_signature,
    family_of,
    pair_family_of,
)
from framing.stats.conclusions import DESCRIPTION_ONLY
from framing.stats.design import Design, design_of
from framing.stats.findings import (
    Findings,
    Study,
    findings_of_rows,
    findings_of_sums,
    made_from_sums,
)
from framing.stats.interval_rule import INTERVAL_RULE
from framing.stats.limit_tests import LIMIT_FROM
from framing.stats.measures import Rows
from framing.stats.nesting import nesting_notes
from framing.stats.pair_tests import PairPlan
from framing.stats.study_sums import Asked
from framing.stats.table import Table

__all__ = ["ComparisonTable", "compare"]

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ComparisonTable(Table):
    """A table of estimates by group, with the tests of their differences.

    Parameters
    ----------
    design
        Groups, articles, and whether they can be compared at all.
    omnibus
        One row a feature: the test of all groups at once. `feature, n, n_articles, n_groups,
        p_value, p_adjusted, smallest_p, p_equivalence, method, conclusion`.
    pairs
        One row a pair of groups and feature, a less b: of the features whose test of all groups
        differs, and of all features where there are two groups. `PAIR_COLUMNS`.
    family, pair_family
        Which tests a corrected p is corrected for.
    rows, codes, groups
        The articles' rows, the group of each (−1: not compared), and the groups' names.
    """

    design: Design
    omnibus: pd.DataFrame
    pairs: pd.DataFrame
    family: str
    pair_family: str
    rows: Rows = field(repr=False)
    codes: Codes = field(repr=False)
    groups: tuple[str, ...] = ()
    interval_rule: str = INTERVAL_RULE

    def _facts(self) -> tuple[str, ...]:
        found = self.omnibus["conclusion"].value_counts(sort=False)
        return (*super()._facts(), *(f"{c}: {n:,}" for c, n in found.items()))


def compare(
    features: FeatureMatrix,
    *,
    by: str = "outlet",
    measure: str = "rate",
    voice: str | None = None,
    place: str | None = None,
    order: Sequence[str] | None = None,
    to: str = "pairs",
    level: float = 0.95,
    method: str = "auto",
    resamples: int = 10_000,
    test: str = "permutation",
    permutations: int = 9_999,
    strata: str | None = None,
    correction: Literal["holm", "none"] = "holm",
    margin: float | None = None,
    min_articles: int = 2,
    denominator: Literal["voice", "article"] = "voice",
    seed: int = 0,
) -> ComparisonTable:
    """Compare the groups on every feature, with the articles as units.

    All groups are tested at once, each feature in one test; then, for features that differ, pairs
    of groups. Where the design can't tell groups from articles nothing is tested, there is no
    interval, and the conclusion is "description only".

    Parameters
    ----------
    features
        The matrix of counts.
    by
        The metadata column whose values are compared; `published.month` for part of a date.
    measure
        A name of `MEASURES`: rate, mean_rate, share, balance, valence, held, voice_words,
        presence, per_article.
    voice, place
        What is counted; all if none. By place a rate is per article.
    order
        ("A", "B") compares these two groups alone, A less B.
    to
        `pairs`, `rest` (each group against the rest), or the name of a group.
    level
        Of intervals; tests are made at 1 − level.
    method, resamples
        Of intervals: a name of `INTERVAL_METHODS`; resamples of the bootstrap.
    test, permutations
        permutation, welch or rank_sum; arrangements drawn where there are too many for all.
    strata
        A metadata column: labels are permuted, and ratios taken, within its values.
    correction
        For the family of tests.
    margin
        Of equivalence: differences below it don't matter. None: nothing is called equivalent.
    min_articles
        Groups with fewer articles are described and not tested; 2 or more.
    seed
        The same seed gives the same numbers.

    Returns
    -------
    ComparisonTable
        `comparison`: feature, group, voice, n (matches), words (the denominator), value, low, high,
        level, n_articles, method, conclusion (of the test of all groups). In the measure's unit.
        Higher means more.

    Raises
    ------
    FramingError
        If a column, measure, voice, place, method, test or group is unknown, or a number out of
        range.
    """
    asked = Asked(measure, voice, place, denominator)
    study, design = _study(features, by, (to, order), max(2, min_articles), level)
    many = strata is None and int((study.kept >= 0).sum()) >= LIMIT_FROM
    kind = "limit" if test == "permutation" and many else test
    plan = PairPlan(level, method, resamples, kind, permutations, correction, margin, seed)
    parts = {
        "denominator": denominator if "rate" in measure else "", "by": by, "to": to,
        "strata": strata, "min_articles": min_articles if min_articles > 2 else "",
    }  # fmt: skip
    if min_articles < 1:
        raise FramingError(f"min_articles: expected 1 or more, found {min_articles}")
    if made_from_sums(study, plan, strata):
        found = findings_of_sums(features, asked, study, plan)
    else:
        layers = 0 * study.codes if strata is None else features.groups(strata)[1]
        found = findings_of_rows(asked.rows(features), study, layers, plan)
    return _table(features, study, found, plan, design, parts)


def _table(
    features: FeatureMatrix, study: Study, found: Findings, plan: PairPlan, design: Design,
    parts: Mapping[str, object],
) -> ComparisonTable:  # fmt: skip
    by, least = str(parts["by"]), int(str(parts["min_articles"] or 2))
    return ComparisonTable(
        name="comparison",
        frame=comparison_frame(study, found, plan.level),
        signature=comparison_signature(features, found.rows, parts, study, plan),
        notes=(
            *comparison_notes(study, design, plan, least, from_sums=not len(found.rows.y)),
            *nesting_notes(features, by, study.tested),
        ),
        design=design,
        omnibus=found.omnibus,
        pairs=found.pairs,
        family=family_of(found.omnibus, found.rows, by, plan.correction),
        pair_family=pair_family_of(found.n_contrasts, plan.correction),
        rows=found.rows,
        codes=study.kept,
        groups=study.groups,
    )


def _study(
    features: FeatureMatrix, by: str, against: tuple[str, Sequence[str] | None], least: int,
    level: float,
) -> tuple[Study, Design]:  # fmt: skip
    """Return who is compared with whom, and what the design lets be said."""
    to, order = against
    groups, codes = features.groups(by)
    _check(groups, order, to, by)
    design = design_of(features, by=by, level=level)
    tested = _tested_groups(design, codes, len(groups), order, least)
    kept = np.where(np.isin(codes, tested), codes, -1)
    described = design.verdict == DESCRIPTION_ONLY
    return Study(tuple(groups), codes, kept, tuple(tested), described, to, order), design


def _check(groups: list[str], order: Sequence[str] | None, to: str, by: str) -> None:
    if order is not None and (len(order) != 2 or order[0] == order[1]):
        raise FramingError(f"order: expected two groups, found {list(order)}")
    wanted = list(order or ()) + ([] if to in ("pairs", "rest") else [to])
    for name in wanted:
        if name not in groups:
            near = did_you_mean(name, groups) or f"; there are: {', '.join(groups[:20])}"
            raise FramingError(f"no group '{name}' by {by}{near}")


def _tested_groups(
    design: Design, codes: Codes, n_groups: int, order: Sequence[str] | None, least: int
) -> list[int]:
    """Return the groups that are tested: none where the design allows a description only."""
    if design.verdict == DESCRIPTION_ONLY:
        return []
    sizes = np.bincount(codes, minlength=n_groups)
    enough = [group for group in range(n_groups) if sizes[group] >= least]
    if order is not None:
        enough = [group for group in enough if design.groups[group] in order]
    return enough if len(enough) > 1 else []
