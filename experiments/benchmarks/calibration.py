"""Do the tests keep their level, and do the intervals cover? Tables for docs/statistics.md.

Usage: python experiments/benchmarks/calibration.py [--studies 4000] [--seed 1]

Three questions, each over many invented studies whose truth is known:

- articles of one outlet, split at random into two: how often does a test call them different?
- counts that are skewed and overdispersed, from 3 to 40 articles an outlet: how often does a test
  of two outlets that are alike reject at .05?
- how often does the 95 % interval hold the true rate, or share, by number of articles and by
  overdispersion?

Articles have log-normal lengths around 500 words. The rate of an article is gamma distributed with
the shape given (the smaller, the more the articles of one outlet differ; ∞ is a Poisson count).
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator

import numpy as np

from framing.stats import intervals_of, permutation_test, smallest_attainable_p
from framing.stats.limit_tests import limit_p_values
from framing.stats.measures import MEASURES, Rows
from framing.stats.sums import group_sums

SIZES = (3, 4, 5, 6, 8, 10, 15, 20, 40)
SHAPES = (math.inf, 2.0, 0.5, 0.25)
FEATURES = 50
"""Categories of one invented study; they share the articles' lengths and nothing else."""


def lengths(n: int, rng: np.random.Generator) -> np.ndarray:
    """Return words of n articles."""
    return np.round(np.exp(rng.normal(math.log(500) - 0.125, 0.5, n))).clip(30)


def counts(words: np.ndarray, shape: float, mean: float, rng: np.random.Generator) -> np.ndarray:
    """Return articles × features, on average `mean` matches in 500 words."""
    size = (len(words), FEATURES)
    rate = np.ones(size) if math.isinf(shape) else rng.gamma(shape, 1 / shape, size)
    return rng.poisson(rate * words[:, None] * mean / 500).astype(float)


def mentions(n: int, alike: float, share: float, rng: np.random.Generator) -> tuple:
    """Return (mentions by a name, mentions of its referent); `alike` is ρ of the articles."""
    of = 1.0 + rng.poisson(4, (n, FEATURES))
    p = np.full(of.shape, share)
    if alike > 0:
        worth = 1 / alike - 1
        p = rng.beta(share * worth, (1 - share) * worth, of.shape)
    return rng.binomial(of.astype(int), p).astype(float), of


def enough(y: np.ndarray) -> np.ndarray:
    """Return which features would be tested at all: five matches, in three articles."""
    return (y.sum(axis=0) >= 5) & ((y > 0).sum(axis=0) >= 3)


def rejections(sizes, shape: float, mean: float, studies: int, seed: int) -> float:
    """Return the share of tests of outlets that are alike with p ≤ .05."""
    found = []
    labels = np.repeat(np.arange(len(sizes)), sizes)
    for i in range(max(1, studies // FEATURES)):
        rng = np.random.default_rng(np.random.SeedSequence([seed, i]))
        words = lengths(sum(sizes), rng)
        y = counts(words, shape, mean, rng)
        y = y[:, enough(y)]
        if y.shape[1]:
            p = permutation_test(y, labels, words[:, None], permutations=999, seed=i).p_value
            found.append(p[~np.isnan(p)])
    every = np.concatenate(found) if found else np.array([np.nan])
    return float((every <= 0.05).mean())


def split_rejections(y, words, studies: int, seed: int, *, sizes=None) -> float:
    """Return the share of tests with p ≤ .05 when one outlet's articles are split at random."""
    found = []
    n = len(words)
    labels = np.repeat([0, 1], sizes or (n // 2, n - n // 2))
    for i in range(studies):
        rng = np.random.default_rng(np.random.SeedSequence([seed, i]))
        order = rng.permutation(n)[: len(labels)]
        some = y[order]
        keep = enough(some)
        done = permutation_test(
            some[:, keep], labels, words[order][:, None], permutations=999, seed=i
        )
        found.append(done.p_value[~np.isnan(done.p_value)])
    return float((np.concatenate(found) <= 0.05).mean())


def limit_rejections(sizes, shape: float, mean: float, studies: int, seed: int) -> float:
    """Return the share of tests in the limit with p ≤ .05, of outlets that are alike."""
    found = []
    labels = np.repeat(np.arange(len(sizes)), sizes)
    for i in range(max(1, studies // FEATURES)):
        rng = np.random.default_rng(np.random.SeedSequence([seed, 7, i]))
        words = lengths(sum(sizes), rng)
        y = counts(words, shape, mean, rng)
        sums = group_sums(y, words[:, None], labels, len(sizes))
        found.append(limit_p_values(sums, "log"))
    return float((np.concatenate(found) <= 0.05).mean())


def attainable(sizes) -> float:
    """Return the highest level up to .05 that a test of these sizes can have."""
    labels = np.repeat(np.arange(len(sizes)), sizes)
    step = smallest_attainable_p(labels, np.zeros(len(labels)))
    return math.floor(0.05 / step + 1e-9) * step


def coverage(
    n: int, shape: float, mean: float, studies: int, seed: int, *, method="auto", resamples=1000
) -> tuple[float, float]:
    """Return how many intervals of a rate hold it, and how many features have an interval."""
    rounds = max(1, studies // FEATURES)
    rng = np.random.default_rng(np.random.SeedSequence([seed, n]))
    words = lengths(n * rounds, rng)
    y = counts(words, shape, mean, rng)
    rows = Rows(MEASURES["rate"], tuple(map(str, range(FEATURES))), y, words[:, None], y)
    codes = np.repeat(np.arange(rounds), n)
    found = intervals_of(rows, codes, rounds, method=method, resamples=resamples, seed=seed)
    return _covered(found, 1000 * mean / 500)


def share_coverage(
    n: int, alike: float, share: float, studies: int, seed: int, *, method="auto", resamples=1000
) -> tuple[float, float]:
    """Return how many intervals of a share hold it; four outlets tell how articles differ."""
    held, given = [], []
    for i in range(max(1, studies // FEATURES // 4)):
        rng = np.random.default_rng(np.random.SeedSequence([seed, n, i]))
        y, x = mentions(4 * n, alike, share, rng)
        rows = Rows(MEASURES["share"], tuple(map(str, range(FEATURES))), y, x, y)
        codes = np.repeat(np.arange(4), n)
        found = intervals_of(rows, codes, 4, method=method, resamples=resamples, seed=i)
        known = np.isfinite(found.low)
        given.append(known.mean())
        held.append(((found.low <= share) & (share <= found.high))[known])
    every = np.concatenate(held)
    return (float(every.mean()) if len(every) else math.nan), float(np.mean(given))


def _covered(found, truth: float) -> tuple[float, float]:
    known = np.isfinite(found.low)
    held = (found.low <= truth) & (truth <= found.high)
    return (float(held[known].mean()) if known.any() else math.nan), float(known.mean())


def _shape(shape: float) -> str:
    return "∞" if math.isinf(shape) else f"{shape:g}"


def _row(cells) -> str:
    return "| " + " | ".join(cells) + " |"


def test_table(studies: int, seed: int) -> Iterator[str]:
    yield _row(["articles", "attainable", *(f"shape {_shape(s)}" for s in SHAPES)])
    yield _row(["---"] * (2 + len(SHAPES)))
    pairs = [(n, n) for n in SIZES] + [(5, 20), (10, 40)]
    for sizes in [*pairs, (6,) * 4, (20,) * 4]:
        cells = [f"{rejections(sizes, s, 2, studies, seed):.3f}" for s in SHAPES]
        name = f"{len(sizes)} × {sizes[0]}" if len(sizes) > 2 else f"{sizes[0]} and {sizes[1]}"
        yield _row([name, f"{attainable(sizes):.3f}", *cells])


def limit_table(studies: int, seed: int) -> Iterator[str]:
    heads = [f"shape {_shape(s)}, {m:g} a text" for s in SHAPES for m in (0.3, 2)]
    yield _row(["articles", *heads])
    yield _row(["---"] * (1 + len(heads)))
    for sizes in ((10_000, 10_000), (19_700, 300), (15_000, 4_000, 700, 300), (1_000,) * 20):
        found = [limit_rejections(sizes, s, m, studies, seed) for s in SHAPES for m in (0.3, 2)]
        several = len(sizes) > 4
        name = f"{len(sizes)} × {sizes[0]:,}" if several else ", ".join(f"{n:,}" for n in sizes)
        yield _row([name, *(f"{share:.3f}" for share in found)])


def coverage_table(studies: int, seed: int, method: str = "auto") -> Iterator[str]:
    heads = [f"shape {_shape(s)}, {m:g} a text" for s in SHAPES for m in (1, 3)]
    yield _row(["articles", *heads])
    yield _row(["---"] * (1 + len(heads)))
    for n in SIZES:
        found = [coverage(n, s, m, studies, seed, method=method) for s in SHAPES for m in (1, 3)]
        if any(given for _, given in found):
            yield _row([str(n), *(_told(*cell) for cell in found)])


def share_table(studies: int, seed: int) -> Iterator[str]:
    cases = [(rho, share) for rho in (0.0, 0.1, 0.3) for share in (0.1, 0.5)]
    yield _row(["articles", *(f"ρ {rho:g}, share {share:g}" for rho, share in cases)])
    yield _row(["---"] * (1 + len(cases)))
    for n in SIZES:
        found = [share_coverage(n, rho, share, studies, seed) for rho, share in cases]
        if any(given for _, given in found):
            yield _row([str(n), *(_told(*cell) for cell in found)])


def _told(held: float, given: float) -> str:
    if not given:
        return "–"
    return f"{held:.3f}" if given > 0.995 else f"{held:.3f} ({given:.0%})"


def one_outlet(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return counts and words of one generated outlet's articles."""
    rng = np.random.default_rng(np.random.SeedSequence([seed, 99]))
    words = lengths(60, rng)
    return counts(words, 0.5, 2, rng), words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--studies", type=int, default=4000, help="tests or intervals a cell")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    n, seed = options.studies, options.seed
    y, words = one_outlet(seed)
    print("One outlet's articles split at random (60 articles, shape 0.5): share of p ≤ .05")
    for size in (5, 10, 30):
        found = split_rejections(y, words, max(20, n // FEATURES), seed, sizes=(size, size))
        print(f"  {size} and {size}: {found:.3f}")
    print("\nRejections at .05 of outlets that are alike, 2 matches a text on average\n")
    print("\n".join(test_table(n, seed)))
    print("\nThe same from many articles, tested in the limit\n")
    print("\n".join(limit_table(n, seed)))
    for method in ("auto", "linearised", "percentile", "bca"):
        print(f"\nCoverage of 95 % intervals of a rate, method {method}\n")
        print("\n".join(coverage_table(n, seed, method)))
    print("\nCoverage of 95 % intervals of a share, method auto\n")
    print("\n".join(share_table(n, seed)))


if __name__ == "__main__":
    main()
