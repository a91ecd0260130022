"""Two groups at a time: differences, ratios and effect sizes, with tests where they were due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.stats.conclusions import conclusion_of
from framing.stats.corrections import holm
from framing.stats.effect_sizes import cliffs_delta, hedges_g
from framing.stats.equivalence import equivalence_p, margin_bound, margin_words, welch_freedom
from framing.stats.group_tests import GroupTest, tested_rates
from framing.stats.intervals import Intervals, intervals_of
from framing.stats.measures import Rows
from framing.stats.pair_tests import PairPlan, pair_tests

__all__ = [
    "PAIR_COLUMNS",
    "Contrast",
    "contrasts_of",
    "equivalence_of_pairs",
    "pair_rows",
]

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]
PAIR_COLUMNS = (
    "feature", "a", "b", "n_articles_a", "n_articles_b", "value_a", "value_b", "difference", "low",
    "high", "level", "ratio", "ratio_low", "ratio_high", "log_ratio", "hedges_g", "cliffs_delta",
    "p_value", "p_adjusted", "smallest_p", "p_equivalence", "method", "conclusion",
)  # fmt: skip
_TOLD = ("p_adjusted", "smallest_p", "p_equivalence")


@dataclass(frozen=True, eq=False)
class Contrast:
    """Two sets of articles, a less b; `places` are their numbers if both are groups."""

    a: str
    b: str
    in_a: NDArray[np.bool_]
    in_b: NDArray[np.bool_]
    places: tuple[int, int] | None = None

    @property
    def codes(self) -> Codes:
        """0 for the articles of a, 1 for those of b, −1 for the others."""
        return np.where(self.in_a, 0, np.where(self.in_b, 1, -1)).astype(np.int64)


def contrasts_of(
    groups: Sequence[str], codes: Codes, tested: Sequence[int], to: str, order: Sequence[str] | None
) -> list[Contrast]:
    """Return what is set against what: all pairs, each against the rest, or against one group."""

    def of(group: int) -> NDArray[np.bool_]:
        return np.asarray(codes == group)

    if order is not None:
        first, second = (list(groups).index(name) for name in order)
        return [Contrast(order[0], order[1], of(first), of(second), (first, second))]
    if to == "rest" and len(tested) > 2:
        inside = np.isin(codes, list(tested))
        return [Contrast(groups[g], "the rest", of(g), inside & ~of(g)) for g in tested]
    if to not in ("pairs", "rest"):
        chosen = list(groups).index(to)
        others = [g for g in tested if g != chosen]
        return [Contrast(groups[g], to, of(g), of(chosen), (g, chosen)) for g in others]
    return [
        Contrast(groups[a], groups[b], of(a), of(b), (a, b))
        for i, a in enumerate(tested)
        for b in tested[i + 1 :]
    ]


def equivalence_of_pairs(
    found: Intervals, rows: Rows, margin: float, pairs: Sequence[tuple[int, int]]
) -> Floats:
    """Return p of equivalence, pairs × features, from the groups' estimates."""
    out = [_equivalence(found, rows, margin, a, b) for a, b in pairs]
    return np.array(out).reshape(len(pairs), len(rows.names))


def pair_rows(
    rows: Rows, contrasts: Sequence[Contrast], strata: Codes, due: NDArray[np.bool_],
    found: Intervals, plan: PairPlan,
) -> pd.DataFrame:  # fmt: skip
    """Return one row a pair and feature that is due; p is adjusted within the feature.

    Parameters
    ----------
    due
        Features whose pairs are compared.
    found
        The estimates of the groups, groups × features.
    """
    places = np.flatnonzero(due)
    picked = rows.pick(places)
    if not len(picked.names) or not contrasts:
        return pd.DataFrame(columns=list(PAIR_COLUMNS))
    groups = found.pick(places)
    tests = pair_tests(picked, [contrast.codes for contrast in contrasts], strata, plan)
    parts = [
        _one_pair(picked, contrast, groups, tested, plan)
        for contrast, tested in zip(contrasts, tests, strict=True)
    ]
    frame = pd.concat(parts, ignore_index=True)
    adjust = holm if plan.correction == "holm" else (lambda p: np.asarray(p, np.float64))
    by_feature = frame.groupby("feature", sort=False)
    frame["p_adjusted"] = by_feature["p_value"].transform(lambda p: adjust(p.to_numpy()))
    frame["p_equivalence"] = by_feature["p_equivalence"].transform(lambda p: adjust(p.to_numpy()))
    margin = margin_words(rows.measure, plan.margin) if plan.margin else ""
    told = (frame[name].to_numpy(np.float64) for name in _TOLD)
    frame["conclusion"] = [
        conclusion_of(p_adjusted=p, smallest_p=s, level=plan.level, p_equivalence=e, margin=margin)
        for p, s, e in zip(*told, strict=True)
    ]
    order = {name: i for i, name in enumerate(picked.names)}
    frame = frame.sort_values("feature", key=lambda c: c.map(order), kind="stable")
    return frame[list(PAIR_COLUMNS)].reset_index(drop=True)


def _one_pair(
    rows: Rows, contrast: Contrast, groups: Intervals, tested: GroupTest, plan: PairPlan
) -> pd.DataFrame:
    if contrast.places is not None:
        found = groups.take(list(contrast.places))
    else:
        found = intervals_of(
            rows, contrast.codes, 2, method=plan.method, level=plan.level, resamples=plan.resamples,
            seed=plan.seed,
        )  # fmt: skip
    rates = tested_rates(rows)
    effects = [
        _effects(rates[contrast.in_a, i], rates[contrast.in_b, i]) for i in range(len(rows.names))
    ]
    margin = plan.margin
    columns: dict[str, Any] = {
        "feature": rows.names,
        "a": contrast.a,
        "b": contrast.b,
        "n_articles_a": int(contrast.in_a.sum()),
        "n_articles_b": int(contrast.in_b.sum()),
        "value_a": found.value[0],
        "value_b": found.value[1],
        **_differences(found, rows, plan.level),
        "hedges_g": [effect[0] for effect in effects],
        "cliffs_delta": [effect[1] for effect in effects],
        "p_value": tested.p_value,
        "smallest_p": tested.smallest_p,
        "p_equivalence": np.nan if margin is None else _equivalence(found, rows, margin, 0, 1),
        "method": tested.method,
    }
    return pd.DataFrame(columns)


def _effects(a: Floats, b: Floats) -> tuple[float, float]:
    a, b = a[np.isfinite(a)], b[np.isfinite(b)]
    if min(len(a), len(b)) < 2:
        return float("nan"), float("nan")
    return hedges_g(a, b).value, cliffs_delta(a, b).value


def _differences(found: Intervals, rows: Rows, level: float) -> dict[str, Any]:
    """Return difference and ratio with their intervals, where both groups have one."""
    from scipy.special import stdtrit

    (a, b), (n_a, n_b) = found.value, found.n
    known = np.isfinite(found.low).all(axis=0)
    freedom = welch_freedom(found.error[0], n_a, found.error[1], n_b)
    wide = stdtrit(freedom, (1 + level) / 2) * np.hypot(found.error[0], found.error[1])
    wide = np.where(known, wide, np.nan)
    out: dict[str, Any] = {
        "difference": a - b, "low": a - b - wide, "high": a - b + wide,
        "level": np.where(known, level, np.nan),
    }  # fmt: skip
    nothing = np.full(len(a), np.nan)
    if rows.measure.scale not in ("log", "logit"):
        return out | {
            "ratio": nothing,
            "ratio_low": nothing,
            "ratio_high": nothing,
            "log_ratio": nothing,
        }
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(b > 0, a / b, np.nan)
        log_ratio = np.where(ratio > 0, np.log2(ratio), np.nan)
    errors = found.scaled_error if rows.measure.scale == "log" else (nothing, nothing)
    freedom = welch_freedom(errors[0], n_a, errors[1], n_b)
    factor = np.exp(stdtrit(freedom, (1 + level) / 2) * np.hypot(errors[0], errors[1]))
    factor = np.where(known, factor, np.nan)
    return out | {
        "ratio": ratio, "ratio_low": ratio / factor, "ratio_high": ratio * factor,
        "log_ratio": log_ratio,
    }  # fmt: skip


def _equivalence(found: Intervals, rows: Rows, margin: float, a: int, b: int) -> Floats:
    scaled = rows.measure.scale == "log"
    errors = found.scaled_error if scaled else found.error
    known = np.isfinite(found.low[a]) & np.isfinite(found.low[b])
    values = np.log(np.where(known, found.value, 1.0)) if scaled else found.value
    freedom = welch_freedom(errors[a], found.n[a], errors[b], found.n[b])
    bound = margin_bound(rows.measure, margin)
    p = equivalence_p(values[a] - values[b], errors[a], errors[b], freedom, bound)
    return np.where(known, p, np.nan)
