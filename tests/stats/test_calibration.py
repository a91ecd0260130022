"""Small versions of experiments/benchmarks/calibration.py, whose tables docs/statistics.md prints."""

import math

import pytest

pytestmark = pytest.mark.slow


def test_articles_of_one_outlet_split_at_random_differ_as_often_as_chance(calibration):
    y, words = calibration.one_outlet(3)
    for sizes in ((8, 8), (30, 30)):
        found = calibration.split_rejections(y, words, 40, 1, sizes=sizes)
        assert 0.03 <= found <= 0.065


@pytest.mark.parametrize("shape", [math.inf, 0.5])
@pytest.mark.parametrize("sizes", [(6, 6), (5, 20), (20, 20), (6, 6, 6)])
def test_skewed_counts_keep_the_level(calibration, sizes, shape):
    assert 0.03 <= calibration.rejections(sizes, shape, 2, 2_000, 2) <= 0.065


@pytest.mark.parametrize("size", [3, 4])
def test_few_articles_reject_no_more_than_their_grid_allows(calibration, size):
    found = calibration.rejections((size, size), 2.0, 2, 1_500, 4)
    assert found <= calibration.attainable((size, size)) + 0.015


@pytest.mark.parametrize("shape", [math.inf, 2.0, 0.5])
@pytest.mark.parametrize("n", [5, 10, 40])
def test_default_intervals_cover(calibration, n, shape):
    held, given = calibration.coverage(n, shape, 3, 2_000, 5, resamples=300)
    assert held >= 0.92
    assert given > 0.5


@pytest.mark.parametrize("alike", [0.0, 0.2])
@pytest.mark.parametrize("n", [5, 15])
def test_default_intervals_of_shares_cover(calibration, n, alike):
    held, given = calibration.share_coverage(n, alike, 0.3, 2_000, 6, resamples=300)
    assert held >= 0.92
    assert given > 0.9
