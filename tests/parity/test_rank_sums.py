"""Values that other tools give for exact tests of two groups of articles.

Each case names its source and row; the numbers are theirs.
"""

import numpy as np
import pytest

from framing.stats import cliffs_delta, rank_sum

A = [19, 22, 25, 26, 28, 29, 34, 37]
B = [14, 17, 18, 20, 21, 23, 24, 31]


def of(a, b):
    """Test one term whose counts these are, in articles of one length."""
    counts = np.array([*a, *b])[:, None]
    return rank_sum(counts, np.full(len(counts), 100), [True] * len(a) + [False] * len(b))


def test_exact_rank_sum():
    # E604, computed scipy: Mann-Whitney exact
    ours = of(A, B)
    assert ours.exact.all()
    assert ours.u[0] == 52
    assert ours.p_value[0] == pytest.approx(0.037917637917637914, abs=1e-6)
    assert ours.delta[0] == pytest.approx(cliffs_delta(A, B).value)


def test_three_against_three_cannot_reach_five_percent():
    # E602, computed scipy: complete separation of 3 and 3, 2/20
    ours = of([1, 2, 3], [4, 5, 6])
    assert ours.p_value[0] == pytest.approx(0.1, abs=1e-6)
    assert ours.smallest_p[0] == pytest.approx(0.1, abs=1e-6)
