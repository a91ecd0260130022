"""What a comparison finds, from the rows of the articles or, of very many, from their sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.features import FeatureMatrix
from framing.stats.conclusions import DIFFERS
from framing.stats.group_contrasts import Contrast, contrasts_of
from framing.stats.group_tests import GroupTest, limit_test
from framing.stats.interval_rule import ONLY_LINEARISED_FROM
from framing.stats.intervals import Intervals, intervals_of, intervals_of_sums
from framing.stats.limit_tests import both_sides, limit_p_values
from framing.stats.measures import Rows
from framing.stats.omnibus import omnibus_frame, omnibus_rows
from framing.stats.pair_effects import Moments, hedges_of_moments
from framing.stats.pair_tests import PairPlan
from framing.stats.pairs import PAIR_COLUMNS, OnePair, pair_frame, pair_rows
from framing.stats.study_sums import Asked, StudySums, study_sums
from framing.stats.sums import adding_up

__all__ = ["Findings", "Study", "findings_of_rows", "findings_of_sums", "made_from_sums"]

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Study:
    """Who is compared with whom.

    Parameters
    ----------
    groups, codes
        The groups' names and the group of each article.
    kept
        The same; −1 for articles of groups that are not tested.
    tested
        The groups that are tested; none where the design allows a description only.
    described
        True where the design allows a description only: there are no intervals then.
    to, order
        As `compare` was told.
    """

    groups: tuple[str, ...]
    codes: Codes
    kept: Codes
    tested: tuple[int, ...]
    described: bool = False
    to: str = "pairs"
    order: Sequence[str] | None = None

    @cached_property
    def sizes(self) -> Codes:
        """Articles of each group."""
        return np.bincount(self.codes, minlength=len(self.groups)).astype(np.int64)

    @property
    def many(self) -> bool:
        """True where `auto` draws no resamples for any group."""
        return len(self.codes) >= ONLY_LINEARISED_FROM

    def contrasts(self) -> list[Contrast]:
        """Return what is set against what."""
        if len(self.tested) < 2:
            return []
        return contrasts_of(self.groups, self.codes, self.tested, self.to, self.order)

    def due(self, omnibus: pd.DataFrame, contrasts: Sequence[Contrast]) -> NDArray[np.bool_]:
        """Return the features whose pairs are compared."""
        due = omnibus["conclusion"].eq(DIFFERS).to_numpy()
        if len(contrasts) == 1:
            due = due | omnibus["p_value"].notna().to_numpy()
        return np.asarray(due)


@dataclass(frozen=True, eq=False)
class Findings:
    """Estimates and tests.

    Parameters
    ----------
    rows
        The articles' rows; without an article where the findings are from sums.
    found
        The estimates of all groups.
    n, words
        Matches and denominators, groups × features.
    omnibus, pairs
        As in `ComparisonTable`.
    n_contrasts
        How many pairs were due for a feature.
    """

    rows: Rows
    found: Intervals
    n: Floats
    words: Floats
    omnibus: pd.DataFrame
    pairs: pd.DataFrame
    n_contrasts: int


def made_from_sums(study: Study, plan: PairPlan, strata: str | None) -> bool:
    """Tell whether a comparison is made from sums: of very many articles, if nothing forbids it.

    Strata, resampling and other tests need the rows of all articles in memory.
    """
    known = plan.method in ("auto", "linearised", "none") and strata is None
    return study.many and known and (plan.test == "limit" or not study.tested)


def findings_of_rows(rows: Rows, study: Study, strata: Codes, plan: PairPlan) -> Findings:
    """Estimate and test from rows."""
    n_groups = len(study.groups)
    found = intervals_of(
        rows, study.codes, n_groups, method="none" if study.described else plan.method,
        level=plan.level, resamples=plan.resamples, seed=plan.seed,
    )  # fmt: skip
    omnibus = omnibus_rows(rows, study.kept, strata, study.tested, found, plan)
    contrasts = study.contrasts()
    pairs = pair_rows(rows, contrasts, strata, study.due(omnibus, contrasts), found, plan)
    add = adding_up(study.codes, n_groups)
    words = np.broadcast_to(add(rows.x), (n_groups, len(rows.names)))
    told = _with_family_of(pairs, omnibus, study)
    return Findings(rows, found, add(rows.n), words, omnibus, told, len(contrasts))


def findings_of_sums(
    features: FeatureMatrix, asked: Asked, study: Study, plan: PairPlan
) -> Findings:
    """Estimate and test from sums; Cliff's delta, which needs the articles' order, is not given."""
    rows, sums = study_sums(features, asked, study.codes, len(study.groups))
    scale, chosen = rows.measure.scale, list(study.tested) or list(range(len(study.groups)))
    found = intervals_of_sums(
        sums.ratio, rows.measure, sums.overdispersion(),
        method="none" if study.described else plan.method, level=plan.level,
    )  # fmt: skip

    def test(some: Codes) -> GroupTest:
        return limit_test(limit_p_values(sums.ratio.take(study.tested), scale)[some])

    omnibus = omnibus_frame(
        rows, (sums.n[chosen].sum(axis=0), sums.n_with[chosen].sum(axis=0)),
        int(study.sizes[chosen].sum()), test, study.tested, found, plan,
    )  # fmt: skip
    contrasts = study.contrasts()
    due = np.flatnonzero(study.due(omnibus, contrasts))
    done = [_pair_of_sums(rows, sums, found, one, due, study, plan) for one in contrasts]
    names = [rows.names[i] for i in due]
    pairs = (
        pair_frame(done, names, rows.measure, plan)
        if len(due) and done
        else pd.DataFrame(columns=list(PAIR_COLUMNS))
    )
    told = _with_family_of(pairs, omnibus, study)
    return Findings(rows, found, sums.n, sums.ratio.x, omnibus, told, len(contrasts))


def _pair_of_sums(
    rows: Rows, sums: StudySums, found: Intervals, contrast: Contrast, due: Codes, study: Study,
    plan: PairPlan,
) -> OnePair:  # fmt: skip
    both = both_sides(sums.ratio, contrast)
    if contrast.places is None:
        found = intervals_of_sums(
            both, rows.measure, sums.overdispersion(), method=plan.method, level=plan.level
        )
    else:
        found = found.take(contrast.places)
    tested = limit_test(limit_p_values(both, rows.measure.scale)[due])
    a, b = (sums.rate_moments(side) for side in (contrast.side_a, contrast.side_b))
    none = np.full(len(due), np.nan)
    hedges = hedges_of_moments(Moments(*a), Moments(*b))[due]
    return OnePair(contrast, study.sizes, found.pick(due), tested, hedges, none)


def _with_family_of(pairs: pd.DataFrame, omnibus: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Give the only pair of each feature the p and the conclusion of the test of all groups."""
    if len(study.contrasts()) != 1 or len(study.tested) != 2:
        return pairs
    told = omnibus.set_index("feature")
    columns = ["p_value", "p_adjusted", "smallest_p", "p_equivalence", "method", "conclusion"]
    return pairs.assign(**{name: pairs["feature"].map(told[name]) for name in columns})
