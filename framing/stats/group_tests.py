"""Tests of all groups at once and of two groups, over articles: three kinds, one form."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from framing.errors import FramingError, did_you_mean
from framing.stats.arrangements import smallest_attainable_p
from framing.stats.limit_tests import limit_p_values
from framing.stats.measures import Rows
from framing.stats.permutation import permutation_p_values
from framing.stats.sums import group_sums

__all__ = ["TEST_KINDS", "GroupTest", "TestKind", "group_test", "limit_test", "tested_rates"]

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]
TestKind = Literal["permutation", "welch", "rank_sum", "limit"]
TEST_KINDS: Mapping[str, str] = {
    "permutation": "permutation of articles’ labels",
    "welch": "Welch’s test on the articles’ rates",
    "rank_sum": "rank-sum test on the articles’ rates",
    "limit": "permutation of articles’ labels in the limit of many articles, chi-squared",
}
"""The kinds of test, and what they are."""
_MIN_ARTICLES = 3


@dataclass(frozen=True, eq=False)
class GroupTest:
    """p of each feature, the smallest that could be reached, and how.

    Parameters
    ----------
    p_value
        NaN where nothing varies or too few articles have words.
    smallest_p
        NaN for Welch's test and the limit, which have no smallest p.
    permutations
        Arrangements looked at; 0 for the other tests.
    method
        What was done, in words.
    """

    p_value: Floats
    smallest_p: float
    permutations: int
    method: str


def group_test(
    rows: Rows,
    codes: Codes,
    strata: Codes,
    *,
    kind: str = "permutation",
    permutations: int = 9_999,
    seed: int = 0,
    stream: int = 0,
) -> GroupTest:
    """Test every feature for a difference between the groups of these articles.

    Parameters
    ----------
    rows
        The articles that are compared.
    codes, strata
        The group and stratum of each, from 0 on without gaps; Welch's and the rank-sum test know
        no strata.
    stream
        Tests of one comparison draw from streams of their own.

    Raises
    ------
    FramingError
        If there is no such kind of test, or it knows no strata and there are some.
    """
    if kind not in get_args(TestKind):
        near = did_you_mean(kind, list(TEST_KINDS))
        raise FramingError(f"expected a test of {', '.join(TEST_KINDS)}, found '{kind}'{near}")
    if kind != "permutation" and strata.any():
        raise FramingError(f"the test {kind} knows no strata; choose permutation")
    if kind == "permutation":
        done = permutation_p_values(
            rows.y, rows.x, codes, strata, permutations=permutations, seed=seed, stream=stream
        )
        return GroupTest(done.p_value, done.smallest_p, done.permutations, done.method)
    if kind == "limit":
        sums = group_sums(rows.y, rows.x, codes, int(codes.max()) + 1)
        return limit_test(limit_p_values(sums, rows.measure.scale))
    rates = tested_rates(rows)
    parts = [rates[codes == group] for group in range(int(codes.max()) + 1)]
    p = _by_scipy(parts, kind)
    least = smallest_attainable_p(codes, strata) if kind == "rank_sum" else float("nan")
    return GroupTest(p, least, 0, TEST_KINDS[kind])


def limit_test(p_value: Floats) -> GroupTest:
    """Return the outcome of a test in the limit of many articles."""
    return GroupTest(p_value, float("nan"), 0, TEST_KINDS["limit"])


def tested_rates(rows: Rows) -> Floats:
    """Return y/x of each article; NaN where x is 0."""
    x = np.broadcast_to(rows.x, rows.y.shape)
    out = np.full(rows.y.shape, np.nan)
    np.divide(rows.y, x, out=out, where=x > 0)
    return out


def _by_scipy(parts: list[Floats], kind: str) -> Floats:
    out = np.full(parts[0].shape[1], np.nan)
    for feature in range(len(out)):
        samples = [part[:, feature] for part in parts]
        samples = [sample[np.isfinite(sample)] for sample in samples]
        joined = np.concatenate(samples)
        enough = all(len(sample) >= _MIN_ARTICLES for sample in samples)
        if enough and len(np.unique(joined)) > 1:
            out[feature] = _p_of(samples, kind)
    return out


def _p_of(samples: list[Any], kind: str) -> float:
    from scipy import stats

    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        if kind == "welch" and len(samples) == 2:
            return float(stats.ttest_ind(*samples, equal_var=False).pvalue)
        if kind == "welch":
            return float(stats.f_oneway(*samples, equal_var=False).pvalue)
        if len(samples) == 2:
            return float(stats.mannwhitneyu(*samples).pvalue)
        return float(stats.kruskal(*samples).pvalue)
