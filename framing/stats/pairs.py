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
from framing.stats.equivalence import equivalence_p, margin_bound, margin_words, welch_freedom
from framing.stats.group_contrasts import Contrast
from framing.stats.group_tests import GroupTest
from framing.stats.intervals import Intervals, intervals_of
from framing.stats.measures import Measure, Rows
from framing.stats.pair_effects import pair_effects
from framing.stats.pair_tests import PairPlan, pair_tests

__all__ = ["PAIR_COLUMNS", "OnePair", "equivalence_of_pairs", "pair_frame", "pair_rows"]

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]
PAIR_COLUMNS = (
    "feature", "a", "b", "n_articles_a", "n_articles_b", "value_a", "value_b", "difference", "low",
    "high", "level", "ratio", "ratio_low", "ratio_high", "log_ratio", "hedges_g", "cliffs_delta",
    "p_value", "p_adjusted", "smallest_p", "p_equivalence", "method", "conclusion",
)  # fmt: skip
_TOLD = ("p_adjusted", "smallest_p", "p_equivalence")


def equivalence_of_pairs(
    found: Intervals, measure: Measure, margin: float, pairs: Sequence[tuple[int, int]]
) -> Floats:
    """Return p of equivalence, pairs × features, from the groups' estimates."""
    out = [_equivalence(found, measure, margin, a, b) for a, b in pairs]
    return np.array(out).reshape(len(pairs), found.value.shape[1])


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
    tests = pair_tests(picked, contrasts, strata, plan)
    effects = pair_effects(picked, contrasts)
    groups = found.pick(places)

    def estimated(contrast: Contrast) -> Intervals:
        if contrast.places is not None:
            return groups.take(contrast.places)
        return intervals_of(
            picked, contrast.codes, 2, method=plan.method, level=plan.level,
            resamples=plan.resamples, seed=plan.seed,
        )  # fmt: skip

    sizes = np.bincount(contrasts[0].labels)
    done = [
        OnePair(contrast, sizes, estimated(contrast), test, *effect)
        for contrast, test, effect in zip(contrasts, tests, effects, strict=True)
    ]
    return pair_frame(done, picked.names, rows.measure, plan)


@dataclass(frozen=True, eq=False)
class OnePair:
    """What was found of one contrast: sizes of all groups, estimates of both sides, test, effects.

    `hedges_g` and `cliffs_delta` have one number a feature.
    """

    contrast: Contrast
    sizes: NDArray[np.int64]
    found: Intervals
    tested: GroupTest
    hedges_g: Floats
    cliffs_delta: Floats


def pair_frame(
    done: Sequence[OnePair], names: Sequence[str], measure: Measure, plan: PairPlan
) -> pd.DataFrame:
    """Return one row a contrast and feature, those of a feature together."""
    parts = [_one_pair(one, names, measure, plan) for one in done]
    frame = pd.DataFrame(
        {name: _column([part[name] for part in parts], len(names)) for name in parts[0]}
    )
    adjust = holm if plan.correction == "holm" else (lambda p: np.asarray(p, np.float64))
    by_feature = frame.groupby("feature", sort=False)
    frame["p_adjusted"] = by_feature["p_value"].transform(lambda p: adjust(p.to_numpy()))
    frame["p_equivalence"] = by_feature["p_equivalence"].transform(lambda p: adjust(p.to_numpy()))
    margin = margin_words(measure, plan.margin) if plan.margin else ""
    told = (frame[name].to_numpy(np.float64) for name in _TOLD)
    frame["conclusion"] = [
        conclusion_of(p_adjusted=p, smallest_p=s, level=plan.level, p_equivalence=e, margin=margin)
        for p, s, e in zip(*told, strict=True)
    ]
    order = {name: i for i, name in enumerate(names)}
    frame = frame.sort_values("feature", key=lambda c: c.map(order), kind="stable")
    return frame[list(PAIR_COLUMNS)].reset_index(drop=True)


def _column(values: Sequence[Any], n: int) -> list[Any]:
    """Return the values of all pairs, each an array of n or one value for n rows."""
    return [one for value in values for one in np.broadcast_to(value, n).tolist()]


def _one_pair(
    one: OnePair, names: Sequence[str], measure: Measure, plan: PairPlan
) -> dict[str, Any]:
    found, margin = one.found, plan.margin
    return {
        "feature": np.array(names, object),
        "a": one.contrast.a,
        "b": one.contrast.b,
        "n_articles_a": int(one.sizes[list(one.contrast.side_a)].sum()),
        "n_articles_b": int(one.sizes[list(one.contrast.side_b)].sum()),
        "value_a": found.value[0],
        "value_b": found.value[1],
        **_differences(found, measure, plan.level),
        "hedges_g": one.hedges_g,
        "cliffs_delta": one.cliffs_delta,
        "p_value": one.tested.p_value,
        "smallest_p": one.tested.smallest_p,
        "p_equivalence": np.nan if margin is None else _equivalence(found, measure, margin, 0, 1),
        "method": one.tested.method,
    }


def _differences(found: Intervals, measure: Measure, level: float) -> dict[str, Any]:
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
    if measure.scale not in ("log", "logit"):
        return out | {
            "ratio": nothing,
            "ratio_low": nothing,
            "ratio_high": nothing,
            "log_ratio": nothing,
        }
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(b > 0, a / b, np.nan)
        log_ratio = np.where(ratio > 0, np.log2(ratio), np.nan)
    errors = found.scaled_error if measure.scale == "log" else (nothing, nothing)
    freedom = welch_freedom(errors[0], n_a, errors[1], n_b)
    factor = np.exp(stdtrit(freedom, (1 + level) / 2) * np.hypot(errors[0], errors[1]))
    factor = np.where(known, factor, np.nan)
    return out | {
        "ratio": ratio, "ratio_low": ratio / factor, "ratio_high": ratio * factor,
        "log_ratio": log_ratio,
    }  # fmt: skip


def _equivalence(found: Intervals, measure: Measure, margin: float, a: int, b: int) -> Floats:
    scaled = measure.scale == "log"
    errors = found.scaled_error if scaled else found.error
    known = np.isfinite(found.low[a]) & np.isfinite(found.low[b])
    with np.errstate(divide="ignore"):
        values = np.log(np.where(known, found.value, 1.0)) if scaled else found.value
    freedom = welch_freedom(errors[a], found.n[a], errors[b], found.n[b])
    bound = margin_bound(measure, margin)
    p = equivalence_p(values[a] - values[b], errors[a], errors[b], freedom, bound)
    return np.where(known, p, np.nan)
