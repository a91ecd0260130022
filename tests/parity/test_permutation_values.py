"""Values that SciPy gives for exact permutation tests of two groups of articles.

Each case names its row; the numbers are SciPy's.
"""

import itertools

import numpy as np
import pytest

from framing.stats import permutation_test

A = [19, 22, 25, 26, 28, 29, 34, 37]
B = [14, 17, 18, 20, 21, 23, 24, 31]


def test_two_sided():
    # E599, computed scipy 1.13.1 permutation_test(n_resamples=inf): 522 of 12,870. Groups of one
    # size and articles of one length: studentising keeps the order of the arrangements
    ours = permutation_test([*A, *B], ["a"] * 8 + ["b"] * 8, permutations=20_000)
    assert ours.exact
    assert ours.permutations == 12_870
    assert float(np.squeeze(ours.p_value)) == pytest.approx(0.04055944055944056, abs=1e-6)


def test_one_sided():
    # E600, E601, computed scipy 1.13.1: ours is two-sided; by symmetry each side is half of it,
    # and the arrangements as they are count on both
    ours = float(
        np.squeeze(permutation_test([*A, *B], ["a"] * 8 + ["b"] * 8, permutations=20_000).p_value)
    )
    assert ours / 2 == pytest.approx(0.02027972027972028, abs=1e-6)
    everything = np.array([*A, *B])
    same = sum(
        everything[list(some)].sum() == sum(A) for some in itertools.combinations(range(16), 8)
    )
    assert 1 - ours / 2 + same / 12_870 == pytest.approx(0.983993783993784, abs=1e-6)


def test_three_against_three():
    # E602, computed scipy: complete separation, 2/20
    ours = permutation_test([1, 2, 3, 4, 5, 6], list("aaabbb"))
    assert float(np.squeeze(ours.p_value)) == pytest.approx(0.1, abs=1e-6)
    assert ours.smallest_p == pytest.approx(0.1, abs=1e-6)


def test_pairs():
    # E603, computed scipy: 256 flips of signs of pairs. Ours permutes within strata: a pair each
    ours = permutation_test(
        [*A, *B], ["a"] * 8 + ["b"] * 8, strata=[*range(8)] * 2, permutations=999
    )
    assert ours.permutations == 256
    assert float(np.squeeze(ours.p_value)) == pytest.approx(0.0078125, abs=1e-6)
