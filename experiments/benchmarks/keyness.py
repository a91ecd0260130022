"""Speed of keyness as ratios in one run, so that they hold on any machine.

Log-odds of ten outlets over 60,000 words against one pass over the matrix of counts (its sums by
outlet); the rank-sum test of all words against SciPy's, one word at a time, on a sample. CPU time,
the best of several; results are compared, too.

    python experiments/benchmarks/keyness.py
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import sparse, stats

from framing.stats import cliffs_delta, log_odds, pooled_prior, rank_sum

WORDS, OUTLETS = 60_000, 10


def corpus(n_articles: int, seed: int) -> tuple[sparse.csr_array, np.ndarray, np.ndarray]:
    """Return counts of articles × words by Zipf's law, words of each article, and outlets."""
    rng = np.random.default_rng(seed)
    share = 1 / np.arange(1, WORDS + 1)
    lengths = rng.integers(200, 900, n_articles)
    bins = np.cumsum(share / share.sum())
    column = np.searchsorted(bins, rng.random(lengths.sum()))
    row = np.repeat(np.arange(n_articles), lengths)
    ones, shape = np.ones(len(row), np.int64), (n_articles, WORDS)
    counts = sparse.csr_array((ones, (row, column)), shape=shape)
    counts.sum_duplicates()
    return counts, lengths, rng.integers(0, OUTLETS, n_articles)


def timed(work: Callable[[], Any], repeat: int = 5) -> tuple[float, Any]:
    """Return the least CPU time of several runs, and the result."""
    times, result = [], None
    for _ in range(repeat):
        start = time.process_time()
        result = work()
        times.append(time.process_time() - start)
    return min(times), result


def sums_by_outlet(counts: sparse.csr_array, outlets: np.ndarray) -> np.ndarray:
    """One pass over the matrix: the counts of each outlet."""
    ones, place = np.ones(len(outlets), np.int64), np.arange(len(outlets))
    members = sparse.csr_array((ones, (outlets, place)), shape=(OUTLETS, len(outlets)))
    return (members @ counts).toarray()


def each_against_the_rest(y: np.ndarray) -> np.ndarray:
    pooled = y.sum(axis=0)
    return log_odds(y, pooled - y, prior=pooled_prior(pooled + 0.5)).z


def tell(what: str, seconds: float, more: str = "") -> None:
    print(f"{what:40}{1000 * seconds:9.1f} ms  {more}")


def rank_sum_speed(
    counts: sparse.csr_array, lengths: np.ndarray, first: np.ndarray, seed: int
) -> None:
    """Time rank sums of all words, and SciPy's of sixty, scaled up."""
    testing, tests = timed(lambda: rank_sum(counts, lengths, first, method="normal"), 2)
    with_laws, exact = timed(lambda: rank_sum(counts, lengths, first), 1)
    sample = np.random.default_rng(seed).choice(WORDS, 60, replace=False)
    rates = counts[:, sample].toarray() / lengths[:, None]

    def one_by_one() -> list[float]:
        pairs = ((r[first], r[~first]) for r in rates.T)
        return [float(stats.mannwhitneyu(a, b, method="asymptotic").pvalue) for a, b in pairs]

    theirs, p_values = timed(one_by_one, 2)
    found = ~np.isnan(tests.p_value[sample])
    apart = np.abs(tests.p_value[sample] - np.array(p_values))[found].max()
    times = theirs * WORDS / len(sample) / testing
    tell("rank sum of all words", testing, f"SciPy {times:,.0f} times; p differ by {apart:.0e}")
    tell("  exact where that is little work", with_laws, f"{exact.exact.mean():.0%} of the words")

    a, b = rates[first, 0], rates[~first, 0]
    sorting, delta = timed(lambda: cliffs_delta(a, b).value)
    pairs, naive = timed(lambda: float(np.sign(np.subtract.outer(a, b)).mean()), 1)
    tell("Cliff's delta by sorting", sorting, f"over all pairs {pairs / sorting:,.0f} times")
    assert abs(delta - naive) < 1e-9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    counts, lengths, outlets = corpus(args.articles, args.seed)
    print(f"{args.articles:,} articles, {WORDS:,} words, {counts.nnz:,} counts, {OUTLETS} outlets")
    one_pass, y = timed(lambda: sums_by_outlet(counts, outlets))
    scoring, z = timed(lambda: each_against_the_rest(y))
    tell("one pass over the matrix", one_pass)
    tell("log-odds of all outlets and words", scoring, f"{scoring / one_pass:.2f} passes")
    assert z.shape == (OUTLETS, WORDS)
    rank_sum_speed(counts, lengths, outlets == 0, args.seed)


if __name__ == "__main__":
    main()
