"""How fast the statistics are, next to SciPy on the same numbers.

Usage: python experiments/benchmarks/statistics.py [--articles 50000] [--resamples 10000]

Times are CPU seconds of one process (`time.process_time`), with BLAS on one thread; what SciPy does
is timed on some cells and scaled. Results are compared, too: both must agree within the noise of
resampling.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import numpy as np
import scipy.stats
from threadpoolctl import threadpool_limits

from framing.stats import bootstrap_values, percentile_limits, permutation_test

OUTLETS, FEATURES, CELLS = 10, 60, 10


def timed(work: Callable[[], object]) -> tuple[object, float]:
    """Return what the work returns, and its CPU seconds."""
    begin = time.process_time()
    done = work()
    return done, time.process_time() - begin


def bootstrap(articles: int, resamples: int) -> None:
    """Resample the articles of ten outlets for sixty rates each."""
    rng = np.random.default_rng(1)
    x = rng.integers(100, 1200, articles).astype(float)
    y = rng.poisson(rng.gamma(1, 0.002, (articles, FEATURES)) * x[:, None]).astype(float)
    codes = np.arange(articles) % OUTLETS

    def ours() -> np.ndarray:
        limits = []
        for outlet in range(OUTLETS):
            mine = codes == outlet
            values = bootstrap_values(
                y[mine], x[mine][:, None], resamples=resamples, seed=1, stream=outlet
            )
            limits.append(percentile_limits(values, 0.95))
        return np.array(limits)

    def theirs() -> np.ndarray:
        limits = []
        for cell in range(CELLS):
            mine = codes == cell % OUTLETS
            found = scipy.stats.bootstrap(
                (y[mine, cell], x[mine]), _rate, paired=True, vectorized=True,
                n_resamples=resamples, method="percentile", batch=100, rng=cell,
            )  # fmt: skip
            limits.append(found.confidence_interval)
        return np.array(limits)

    (mine, our_time), (other, their_time) = timed(ours), timed(theirs)
    cells = np.array([mine[cell % OUTLETS, :, cell] for cell in range(CELLS)])
    apart = np.abs(cells - other) / np.ptp(other, axis=1, keepdims=True)
    scaled = their_time * OUTLETS * FEATURES / CELLS
    print(
        f"bootstrap, {resamples:,} resamples, {OUTLETS * FEATURES} rates, {articles:,} articles: "
        f"{our_time:.1f} s; scipy.stats.bootstrap {scaled:.0f} s (scaled from {CELLS} cells); "
        f"{scaled / our_time:.0f} ×; ends apart by at most {apart.max():.1%} of the interval"
    )


def permutations(articles: int, resamples: int) -> None:
    """Permute the labels of two outlets' articles for sixty categories.

    SciPy is called once for each category, as its users do, and once for all sixty side by side in
    batches, which is the best that can be got from it.
    """
    rng = np.random.default_rng(2)
    y = rng.poisson(rng.gamma(1, 2.0, (articles, FEATURES))).astype(float)
    labels = np.repeat([0, 1], [articles // 2, articles - articles // 2])

    def scipy_on(columns: np.ndarray, batch: int) -> np.ndarray:
        done = scipy.stats.permutation_test(
            (columns[labels == 0], columns[labels == 1]), _studentised, vectorized=True,
            permutation_type="independent", n_resamples=resamples, batch=batch, axis=0,
            alternative="greater", rng=1,
        )  # fmt: skip
        return np.atleast_1d(done.pvalue)

    ours, our_time = timed(lambda: permutation_test(y, labels, permutations=resamples, seed=1))
    each, each_time = timed(lambda: [scipy_on(y[:, i], resamples) for i in range(CELLS)])
    _, together_time = timed(lambda: scipy_on(y, 100))
    apart = np.abs(ours.p_value[:CELLS] - np.concatenate(each)).max()
    scaled = each_time * FEATURES / CELLS
    print(
        f"permutation, {resamples:,} arrangements, {FEATURES} categories, {articles} articles: "
        f"{our_time:.2f} s; scipy.stats.permutation_test {scaled:.1f} s (scaled from {CELLS} "
        f"categories), {scaled / our_time:.0f} ×; all side by side {together_time:.1f} s, "
        f"{together_time / our_time:.0f} ×; p apart by at most {apart:.3f}"
    )


def _rate(y: np.ndarray, x: np.ndarray, axis: int = -1) -> np.ndarray:
    return y.sum(axis=axis) / x.sum(axis=axis)


def _studentised(a: np.ndarray, b: np.ndarray, axis: int) -> np.ndarray:
    """Return our statistic for two groups: the squared studentised difference of means."""
    n, m = a.shape[axis], b.shape[axis]
    mean = (a.sum(axis=axis, keepdims=True) + b.sum(axis=axis, keepdims=True)) / (n + m)
    spread = ((a - mean) ** 2).sum(axis=axis) / n**2 + ((b - mean) ** 2).sum(axis=axis) / m**2
    return (a.mean(axis=axis) - b.mean(axis=axis)) ** 2 / spread


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--resamples", type=int, default=10_000)
    options = parser.parse_args()
    with threadpool_limits(1):
        permutations(400, options.resamples)
        bootstrap(options.articles, options.resamples)


if __name__ == "__main__":
    main()
