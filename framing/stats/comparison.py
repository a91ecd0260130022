"""Groups compared on every feature: estimates, tests over articles, and what may be concluded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.errors import FramingError, did_you_mean
from framing.features import FeatureMatrix
from framing.signature import Signature
from framing.stats.conclusions import DESCRIPTION_ONLY, DIFFERS
from framing.stats.design import Design, design_of
from framing.stats.interval_rule import INTERVAL_RULE
from framing.stats.intervals import Intervals, intervals_of
from framing.stats.measures import Rows, measured_rows
from framing.stats.nesting import nesting_notes
from framing.stats.omnibus import omnibus_rows
from framing.stats.pair_tests import PairPlan
from framing.stats.pairs import contrasts_of, pair_rows
from framing.stats.table import Table, rows_of

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
    rows = measured_rows(features, measure, voice=voice, place=place, denominator=denominator)
    groups, codes = features.groups(by)
    _check(groups, order, to, min_articles, by)
    layers = np.zeros(len(codes), np.int64) if strata is None else features.groups(strata)[1]
    plan = PairPlan(level, method, resamples, test, permutations, correction, margin, seed)
    design = design_of(features, by=by, level=level)
    tested = _tested_groups(design, codes, len(groups), order, max(2, min_articles))
    parts = {
        "denominator": denominator if "rate" in measure else "", "by": by, "to": to,
        "strata": strata, "min_articles": min_articles if min_articles > 2 else "",
    }  # fmt: skip
    made = _made(rows, groups, codes, layers, tested, (to, order), design, plan)
    return replace(
        made,
        signature=_signature(features, rows, parts, plan, bool(tested)),
        notes=(*_notes(design, groups, tested, min_articles), *nesting_notes(features, by, tested)),
        family=_family(made.omnibus, rows, by, correction),
    )


def _made(
    rows: Rows, groups: list[str], codes: Codes, layers: Codes, tested: list[int],
    against: tuple[str, Sequence[str] | None], design: Design, plan: PairPlan,
) -> ComparisonTable:  # fmt: skip
    """Estimate and test; signature, notes and family are filled in by `compare`."""
    described = design.verdict == DESCRIPTION_ONLY
    found = intervals_of(
        rows, codes, len(groups), method="none" if described else plan.method, level=plan.level,
        resamples=plan.resamples, seed=plan.seed,
    )  # fmt: skip
    kept = np.where(np.isin(codes, tested), codes, -1)
    omnibus = omnibus_rows(rows, kept, layers, tested, found, plan)
    contrasts = contrasts_of(groups, codes, tested, *against) if len(tested) > 1 else []
    due = omnibus["conclusion"].eq(DIFFERS).to_numpy()
    if len(contrasts) == 1:
        due = due | omnibus["p_value"].notna().to_numpy()
    pairs = pair_rows(rows, contrasts, layers, due, found, plan)
    if len(contrasts) == 1 and len(tested) == 2:
        pairs = _with_family_of(pairs, omnibus)
    return ComparisonTable(
        name="comparison",
        frame=_frame(rows, groups, codes, tested, found, omnibus, plan.level),
        signature=Signature(),
        design=design,
        omnibus=omnibus,
        pairs=pairs,
        family="",
        pair_family=_pair_family(len(contrasts), plan.correction),
        rows=rows,
        codes=kept,
        groups=tuple(groups),
    )


def _check(
    groups: list[str], order: Sequence[str] | None, to: str, min_articles: int, by: str
) -> None:
    if order is not None and (len(order) != 2 or order[0] == order[1]):
        raise FramingError(f"order: expected two groups, found {list(order)}")
    wanted = list(order or ()) + ([] if to in ("pairs", "rest") else [to])
    for name in wanted:
        if name not in groups:
            near = did_you_mean(name, groups) or f"; there are: {', '.join(groups[:20])}"
            raise FramingError(f"no group '{name}' by {by}{near}")
    if min_articles < 1:
        raise FramingError(f"min_articles: expected 1 or more, found {min_articles}")


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


def _with_family_of(pairs: pd.DataFrame, omnibus: pd.DataFrame) -> pd.DataFrame:
    """Give the only pair of each feature the p and the conclusion of the test of all groups."""
    told = omnibus.set_index("feature")
    columns = ["p_value", "p_adjusted", "smallest_p", "p_equivalence", "method", "conclusion"]
    return pairs.assign(**{name: pairs["feature"].map(told[name]) for name in columns})


def _frame(
    rows: Rows, groups: list[str], codes: Codes, tested: list[int], found: Intervals,
    omnibus: pd.DataFrame, level: float,
) -> pd.DataFrame:  # fmt: skip
    """Return one row a feature and group."""
    member = (codes[None, :] == np.arange(len(groups))[:, None]).astype(np.float64)
    shape = (len(rows.names), len(groups))
    of = np.broadcast_to(member @ rows.x, (len(groups), len(rows.names)))
    method = rows.measure.method + "; " + found.method.astype(object)
    concluded = omnibus["conclusion"].to_numpy(dtype=object)[:, None]
    columns: dict[str, Any] = {
        "feature": np.array(rows.names, dtype=object)[:, None],
        "group": np.array(groups, dtype=object)[None, :],
        "voice": np.array(rows.voice, dtype=object),
        "n": (member @ rows.n).T.astype(np.int64),
        "words": of.T.astype(np.int64),
        "value": found.value.T,
        "low": found.low.T,
        "high": found.high.T,
        "level": np.where(np.isfinite(found.low.T), level, np.nan),
        "n_articles": member.sum(axis=1).astype(np.int64)[None, :],
        "method": method.T if tested else np.array(rows.measure.method, dtype=object),
        "conclusion": np.where(
            np.isin(np.arange(len(groups)), tested)[None, :], concluded, DESCRIPTION_ONLY
        ),
    }
    return rows_of(columns, shape=shape)


def _signature(
    features: FeatureMatrix, rows: Rows, parts: Mapping[str, object], plan: PairPlan, tested: bool
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
    if tested:
        told |= {
            "interval": plan.method, "level": plan.level, "resamples": plan.resamples,
            "test": plan.test, "permutations": plan.permutations, "correction": plan.correction,
        }  # fmt: skip
        told |= {k: v for k, v in parts.items() if k not in told and v}
        told |= {"margin": plan.margin} if plan.margin else {}
    return features.signature.with_parts(**told, seed=plan.seed)


def _notes(
    design: Design, groups: list[str], tested: list[int], min_articles: int
) -> tuple[str, ...]:
    left = len(groups) - len(tested)
    if not tested or not left:
        return (design.reason,)
    told = f"{left} of {len(groups)} groups have fewer than {max(2, min_articles)} articles or were"
    return (design.reason, f"{told} not chosen: they are described and not tested.")


def _family(omnibus: pd.DataFrame, rows: Rows, by: str, correction: str) -> str:
    n = int(omnibus["p_value"].notna().sum())
    title = f"{rows.measure.title[:1].lower()}{rows.measure.title[1:]}"
    what = f"the {n} tests of all groups by {by}: {title}, voice {rows.voice}"
    return f"{what}; {'Holm' if correction == 'holm' else 'not corrected'}"


def _pair_family(n: int, correction: str) -> str:
    what = f"the {n} comparisons of two groups on one category, made where all groups differ"
    return f"{what}; {'Holm' if correction == 'holm' else 'not corrected'}"
