"""The test of all groups at once, one a feature: what comes before any pair is looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.stats.conclusions import MIN_MATCHES, conclusion_of
from framing.stats.corrections import holm
from framing.stats.equivalence import margin_words
from framing.stats.group_tests import GroupTest, group_test
from framing.stats.intervals import Intervals
from framing.stats.measures import Rows
from framing.stats.pair_tests import PairPlan
from framing.stats.pairs import equivalence_of_pairs

__all__ = ["omnibus_frame", "omnibus_rows"]

Codes = NDArray[np.int64]
Floats = NDArray[np.float64]
_STREAM = 1_000_000
_MIN_ARTICLES_WITH = 3
_TOLD = ("p_adjusted", "smallest_p", "p_equivalence")


def omnibus_rows(
    rows: Rows, codes: Codes, strata: Codes, tested: Sequence[int], found: Intervals, plan: PairPlan
) -> pd.DataFrame:
    """Return one row a feature, tested or not, with its conclusion.

    Parameters
    ----------
    codes
        The group of each article; −1 for those that are not compared.
    tested
        The groups that are tested; none where the design allows a description only.
    found
        The estimates of all groups, for tests of equivalence.
    """
    inside = np.flatnonzero(codes >= 0) if tested else np.arange(len(codes))
    counts = rows.n[inside].sum(axis=0), (rows.n[inside] > 0).sum(axis=0)

    def test(some: NDArray[np.int64]) -> GroupTest:
        _, layers = np.unique(strata[inside], return_inverse=True)
        _, labels = np.unique(codes[inside], return_inverse=True)
        return group_test(
            rows.take(inside).pick(some), labels, layers, kind=plan.test,
            permutations=plan.permutations, seed=plan.seed, stream=_STREAM,
        )  # fmt: skip

    return omnibus_frame(rows, counts, len(inside), test, tested, found, plan)


def omnibus_frame(
    rows: Rows, counts: tuple[Floats, Floats], n_articles: int,
    test: Callable[[NDArray[np.int64]], GroupTest], tested: Sequence[int], found: Intervals,
    plan: PairPlan,
) -> pd.DataFrame:  # fmt: skip
    """Return one row a feature.

    Parameters
    ----------
    rows
        Names and measure are taken from them.
    counts
        Matches of each feature, and articles with one.
    test
        Tests the features at these positions.
    """
    n, n_with = counts
    enough = (n >= MIN_MATCHES) & (n_with >= _MIN_ARTICLES_WITH)
    frame = pd.DataFrame(
        {
            "feature": rows.names,
            "n": n.astype(np.int64),
            "n_articles": n_articles,
            "n_groups": len(tested),
            "p_value": np.nan,
            "p_adjusted": np.nan,
            "smallest_p": 1.0,
            "p_equivalence": np.nan,
            "method": "none",
        }
    )
    if tested:
        frame = _tested(frame, test, enough, plan)
        if plan.margin is not None:
            places = [(a, b) for i, a in enumerate(tested) for b in tested[i + 1 :]]
            every = equivalence_of_pairs(found, rows.measure, plan.margin, places)
            frame["p_equivalence"] = every.max(axis=0)
    return frame.assign(conclusion=_conclusions(frame, rows, enough, bool(tested), plan))


def _tested(
    frame: pd.DataFrame, test: Callable[[NDArray[np.int64]], GroupTest],
    enough: NDArray[np.bool_], plan: PairPlan,
) -> pd.DataFrame:  # fmt: skip
    some = np.flatnonzero(enough)
    done = test(some)
    p = np.full(len(frame), np.nan)
    p[some] = done.p_value
    adjusted = holm(p) if plan.correction == "holm" else p
    if plan.test == "permutation":
        # where nothing varies between articles every arrangement is as the one seen
        alike = enough & np.isnan(p)
        p, adjusted = np.where(alike, 1.0, p), np.where(alike, 1.0, adjusted)
    return frame.assign(
        p_value=p, p_adjusted=adjusted, smallest_p=done.smallest_p, method=done.method
    )


def _conclusions(
    frame: pd.DataFrame, rows: Rows, enough: NDArray[np.bool_], identifiable: bool, plan: PairPlan
) -> list[str]:
    margin = margin_words(rows.measure, plan.margin) if plan.margin else ""
    told = (frame[name].to_numpy(np.float64) for name in _TOLD)
    return [
        conclusion_of(
            p_adjusted=p, smallest_p=s, level=plan.level, identifiable=identifiable,
            enough_text=bool(text), p_equivalence=e, margin=margin,
        )
        for p, s, e, text in zip(*told, enough, strict=True)
    ]  # fmt: skip
