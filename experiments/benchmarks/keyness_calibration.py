"""How often words "differ" between random halves of one outlet's articles, by each method.

Articles of a corpus (or simulated ones, with skewed and overdispersed counts) are split at random,
many times; a method that keeps its level calls 5 % of the words different at .05, and none in most
splits after Benjamini-Hochberg. Taking words as independent of each other does neither.

    python experiments/benchmarks/keyness_calibration.py
    python experiments/benchmarks/keyness_calibration.py --corpus articles.csv --outlet NAME
"""

from __future__ import annotations

import argparse

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, stats

import framing
from framing.stats import (
    benjamini_hochberg,
    chi_squared,
    log_odds,
    pooled_prior,
    rank_sum,
    word_tables,
)
from framing.stats.contrasts import Contrast, Side
from framing.stats.vocabulary import TermMatrix, term_matrix

SIZES = (4, 5, 6, 10, 20, 40)
LEVEL = 0.05


def simulated(n_articles: int, n_terms: int, rng: np.random.Generator) -> TermMatrix:
    """Return articles whose words come in bursts: negative binomial, with dispersion .3 to 3."""
    import pyarrow as pa

    words = rng.lognormal(6, 0.5, n_articles).astype(np.int64) + 30
    rates = 1 / np.arange(8, n_terms + 8) ** 1.05
    rates *= 0.5 / rates.sum()
    shape = rng.uniform(0.3, 3, n_terms)
    mean = words[:, None] * rates
    counts = rng.poisson(rng.gamma(shape, 1 / shape, mean.shape) * mean)
    names = pa.array([f"w{i:05}" for i in range(n_terms)], pa.string())
    return TermMatrix(names, sparse.csr_array(counts), words)


def read(path: str, outlet: str) -> TermMatrix:
    """Return the words of one outlet's articles, in any voice."""
    features = framing.extract(framing.read_corpus(path), [framing.TfidfExtractor()])
    groups, codes = features.groups("outlet")
    matrix = term_matrix(features, voice=None)
    mine = codes == groups.index(outlet)
    return TermMatrix(matrix.names, matrix.counts[mine], matrix.words[mine])


def split(
    matrix: TermMatrix, size: int, rng: np.random.Generator
) -> dict[str, NDArray[np.float64]]:
    """Return p of every word by every method, for one split into two times `size` articles."""
    chosen = rng.permutation(matrix.counts.shape[0])[: 2 * size]
    part = TermMatrix(matrix.names, matrix.counts[chosen], matrix.words[chosen])
    first = np.arange(2 * size) < size
    contrast = Contrast(Side("a", part, first), Side("b", part, ~first))
    at = np.flatnonzero(contrast.reachable(1 - LEVEL))
    y_i, y_j = contrast.here.n[at], contrast.there.n[at]
    tables = word_tables(y_i, y_j, contrast.here.words, contrast.there.words)
    z = log_odds(y_i, y_j, prior=pooled_prior(y_i + y_j)).z
    low, high = contrast.interval(at, 1 - LEVEL)
    counts = part.counts[:, at]
    return {
        "rank sum over articles": rank_sum(counts, part.words, first).p_value,
        "rank sum, normal law": rank_sum(counts, part.words, first, method="normal").p_value,
        "interval of log-odds": np.where((low > 0) | (high < 0), 0.0, 1.0),
        "chi-squared of words": stats.chi2.sf(chi_squared(tables), 1),
        "z of log-odds": 2 * stats.norm.sf(np.abs(z)),
    }


def measure(matrix: TermMatrix, size: int, splits: int, seed: int) -> None:
    """Print the share of words below .05, and of words and splits with findings after BH."""
    found: dict[str, list[tuple[float, float]]] = {}
    n_words = []
    for i in range(splits):
        p_values = split(matrix, size, np.random.default_rng([seed, size, i]))
        for name, p in p_values.items():
            adjusted = benjamini_hochberg(p)
            shares = float(np.mean(p <= LEVEL)), float(np.sum(adjusted <= LEVEL))
            found.setdefault(name, []).append(shares)
        n_words.append(len(p))
    print(f"\n{size} against {size} articles, {splits} splits, {np.mean(n_words):.0f} words each")
    for name, pairs in found.items():
        below, kept = np.array(pairs).T
        print(f"  {name:24}  {below.mean():6.1%} below .05", end="")
        if not name.startswith("interval"):
            some = np.mean(kept > 0)
            print(f"  after BH: {kept.mean():6.1f} words a split, in {some:5.1%} of them", end="")
        print()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", help="a corpus with a column outlet")
    parser.add_argument("--outlet", help="whose articles are split")
    parser.add_argument("--splits", type=int, default=200)
    parser.add_argument("--terms", type=int, default=1500, help="simulated words")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if args.corpus:
        matrix = read(args.corpus, args.outlet)
    else:
        matrix = simulated(400, args.terms, np.random.default_rng(args.seed))
    for size in SIZES:
        if 2 * size <= matrix.counts.shape[0]:
            measure(matrix, size, args.splits, args.seed)


if __name__ == "__main__":
    main()
