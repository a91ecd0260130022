"""Permutation tests: the labels of whole articles are dealt again, all features at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from framing.errors import FramingError
from framing.stats.arrangements import labellings, smallest_attainable_p
from framing.stats.threads import one_thread

__all__ = ["PermutationTest", "permutation_p_values", "permutation_test"]

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]
_SAME = 1e-9


@dataclass(frozen=True, eq=False)
class PermutationTest:
    """The outcome of a permutation test, one number a feature.

    Parameters
    ----------
    statistic
        Of the articles as they are.
    p_value
        The share of arrangements with a statistic as large or larger, ties counted. NaN where
        nothing varies.
    smallest_p
        The smallest p that the design and the number of permutations could reach.
    permutations
        Arrangements looked at.
    exact
        True if these are all there are.
    """

    statistic: Floats
    p_value: Floats
    smallest_p: float
    permutations: int
    exact: bool

    @property
    def method(self) -> str:
        """How it was made, in words."""
        how = "exact, all" if self.exact else "Monte Carlo,"
        return f"permutation of articles’ labels, {how} {self.permutations:,} arrangements"


def permutation_test(
    y: ArrayLike,
    groups: ArrayLike,
    x: ArrayLike | None = None,
    *,
    strata: ArrayLike | None = None,
    permutations: int = 9_999,
    seed: int = 0,
) -> PermutationTest:
    """Test whether the ratio Σy/Σx is the same in all groups, by permuting the articles' labels.

    The statistic compares the groups' studentised ratios. With z = y − r·x, r the ratio of all
    articles of the stratum, d = Σz/Σx of a group and v = Σz²/(Σx)², it is Σ (d − d̄)²/v with d̄
    weighted by 1/v: for two groups the square of (d₁ − d₂)/√(v₁ + v₂). Studentising keeps the
    level when groups differ in size and spread, too (Chung & Romano 2013, Annals of Statistics 41,
    484–507). All arrangements are looked at if they are few enough; else p = (b + 1)/(m + 1) for b
    of m random ones (Phipson & Smyth 2010).

    Parameters
    ----------
    y, x
        Articles × features, or one number an article; x is 1 if not given.
    groups
        The label of each article: two groups or more.
    strata
        Labels are permuted only within these, and ratios are taken within them.
    permutations
        Random arrangements, if there are too many for all.
    seed
        The same seed gives the same p.

    Returns
    -------
    PermutationTest
        One statistic and p a feature. A probability; lower means harder to get by chance.

    Raises
    ------
    FramingError
        If the arrays differ in length, hold numbers that are not finite, or there are fewer than
        two groups.
    """
    over = _two_axes(y)
    under = np.ones((len(over), 1)) if x is None else _two_axes(x)
    _, codes = np.unique(np.asarray(groups).astype(str), return_inverse=True)
    layers = np.zeros(len(over)) if strata is None else np.asarray(strata).astype(str)
    _, within = np.unique(layers, return_inverse=True)
    if not len(over) == len(under) == len(codes) == len(within):
        raise FramingError(
            "permutation_test: expected as many labels as articles, found"
            f" {len(over)} articles, {len(codes)} labels and {len(within)} strata"
        )
    if not (np.isfinite(over).all() and np.isfinite(under).all()):
        raise FramingError("permutation_test: expected finite numbers, found NaN or infinity")
    if len(np.unique(codes)) < 2:
        raise FramingError("permutation_test: expected two groups or more, found fewer")
    if permutations < 99:
        raise FramingError(f"permutations: expected 99 or more, found {permutations}")
    return permutation_p_values(
        over, under, codes.ravel(), within.ravel(), permutations=permutations, seed=seed
    )


def permutation_p_values(
    y: Floats,
    x: Floats,
    codes: Codes,
    strata: Codes,
    *,
    permutations: int,
    seed: int,
    stream: int = 0,
) -> PermutationTest:
    """Do the work of `permutation_test` on arrays that have been checked.

    `codes` and `strata` count from 0.
    """
    x = np.broadcast_to(x, y.shape) if x.shape[1] != 1 else x
    z = _residuals(y, x, strata)
    table = np.concatenate([z, z * z, x], axis=1)
    n_groups, n_features = int(codes.max()) + 1, y.shape[1]
    statistic = _of_two if n_groups == 2 else _of_many
    observed = statistic(codes[None, :], table, n_features, n_groups)[0]
    exact, blocks = labellings(codes, strata, permutations=permutations, seed=seed, stream=stream)
    least = observed - _SAME * np.maximum(np.abs(observed), 1)
    as_large, seen = np.zeros(n_features), 0
    with one_thread():
        for labels in blocks:
            found = statistic(labels, table, n_features, n_groups)
            as_large += (found >= least).sum(axis=0)
            seen += len(labels)
    p = as_large / seen if exact else (as_large + 1) / (seen + 1)
    varies = (z * z).sum(axis=0) > _SAME * np.maximum((y * y).sum(axis=0), _SAME)
    return PermutationTest(
        statistic=np.where(varies, observed, np.nan),
        p_value=np.where(varies, p, np.nan),
        smallest_p=smallest_attainable_p(codes, strata, permutations=0 if exact else permutations),
        permutations=seen,
        exact=exact,
    )


def _two_axes(values: ArrayLike) -> Floats:
    array = np.asarray(values, dtype=np.float64)
    return array[:, None] if array.ndim == 1 else array


def _residuals(y: Floats, x: Floats, strata: Codes) -> Floats:
    """Return z = y − r·x, with the ratio r of each stratum."""
    member = (strata[None, :] == np.arange(int(strata.max()) + 1)[:, None]).astype(np.float64)
    total = np.broadcast_to(member @ x, (len(member), y.shape[1]))
    ratio = np.divide(member @ y, total, out=np.zeros(total.shape), where=total > 0)
    out: Floats = y - ratio[strata] * x
    return out


def _of_two(labels: Codes, table: Floats, n_features: int, n_groups: int) -> Floats:
    """Return the statistic of two groups, arrangements × features, from one matrix product.

    Both groups' z add up to 0, so (d₁ − d₂)²/(v₁ + v₂) needs the sums of one group alone.
    """
    sums = (labels == 0).astype(np.float64) @ table
    z, zz, x = np.split(sums, [n_features, 2 * n_features], axis=1)
    all_zz, all_x = np.split(table.sum(axis=0)[n_features:], [n_features])
    other = all_x - x
    spread = zz * (other * other - x * x)
    spread += all_zz * (x * x)
    z *= all_x
    z *= z
    out = np.zeros_like(z)
    np.divide(z, spread, out=out, where=spread > 1e-12 * all_zz * all_x**2)
    return out


def _of_many(labels: Codes, table: Floats, n_features: int, n_groups: int) -> Floats:
    """Return the statistic of several groups, arrangements × features."""
    dealt = [(labels == group).astype(np.float64) @ table for group in range(n_groups - 1)]
    last = table.sum(axis=0) - sum(dealt)
    sums = np.stack([*dealt, last], axis=1)
    z, zz, x = np.split(sums, [n_features, 2 * n_features], axis=2)
    floor = 1e-12 * zz.sum(axis=1, keepdims=True) + 1e-300
    known = np.broadcast_to(x > 1e-9, z.shape)
    far = np.divide(z, x, out=np.zeros_like(z), where=known)
    weight = np.where(known, x * x / np.maximum(zz, floor), 0.0)
    centre = (weight * far).sum(axis=1) / np.maximum(weight.sum(axis=1), 1e-300)
    out: Floats = (weight * (far - centre[:, None, :]) ** 2).sum(axis=1)
    return out
