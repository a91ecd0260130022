"""How long and how large the statistics are, from simulated rows: no text is read.

    python experiments/benchmarks/scale_statistics.py --articles 100000
    python experiments/benchmarks/scale_statistics.py --articles 1000000 --outlets 40

The rows are those that five packs would leave: a handful of categories an article, skewed counts,
outlets of very different sizes, four voices. They are written as Arrow files and mapped, as the
reduce leaves them. Prints CPU seconds and the peak memory of each step in this process.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from framing.experiment.comparisons import make_comparisons
from framing.experiment.config import ExperimentConfig
from framing.extraction.matches import PackMatcher
from framing.features import CELLS_SCHEMA, Feature, FeatureMatrix
from framing.lexicon.sources import load_pack
from framing.stats import category_rates, naming_shares, referent_balance, timeline, voice_words

PACKS = ("conflict_actors", "conflict_events", "protest_paradigm", "epistemic", "loaded_language")
TABLES = ("articles_table", "cells")
CONFIG = {
    "name": "scale",
    "seed": 1,
    "corpus": {"path": "."},
    "extraction": [{"lexicon": {"packs": list(PACKS)}}],
}
VOICE_SHARES = (0.6, 0.02, 0.2, 0.18)
CATEGORIES = 9
"""Categories that an article of average length has matches of."""


def features_of_packs() -> tuple[Feature, ...]:
    """Return the features of the five packs."""
    return tuple(f for name in PACKS for f in PackMatcher(load_pack(name)).features())


def simulated(n_articles: int, n_outlets: int, seed: int = 1) -> FeatureMatrix:
    """Return the waist of so many articles."""
    rng = np.random.default_rng(seed)
    features = features_of_packs()
    outlet = (rng.zipf(1.6, n_articles) % n_outlets).astype(np.int32)
    words = rng.lognormal(6.0, 0.5, n_articles).astype(np.int64)
    parts = [np.minimum((words * s).astype(np.int64), words) for s in (0.22, 0.18)]
    days = np.datetime64("2019-01-01") + rng.integers(0, 1460, n_articles)
    table = pa.table(
        {
            "id": pa.array(np.char.add("a", np.arange(n_articles).astype("U8"))),
            "outlet": pa.DictionaryArray.from_arrays(
                pa.array(outlet), pa.array([f"outlet {i}" for i in range(n_outlets)])
            ).cast(pa.string()),
            "published": pa.array(days).cast(pa.string()),
            "words": words,
            "words@authorial": words - parts[0] - parts[1],
            "words@direct": parts[0],
            "words@indirect": parts[1],
            "words_left_out": np.zeros(n_articles, np.int64),
        }
    )
    return FeatureMatrix(table, features, _cells(n_articles, len(features), outlet, rng))


def _cells(
    n_articles: int, n_features: int, outlet: np.ndarray, rng: np.random.Generator
) -> pa.Table:
    """Return skewed counts: outlets differ a little in what they like to write about."""
    liked = 1 / np.arange(1, n_features + 1) ** 0.8
    each = rng.poisson(CATEGORIES * rng.gamma(2, 0.5, n_articles))
    article = np.repeat(np.arange(n_articles, dtype=np.int32), each)
    feature = rng.choice(n_features, len(article), p=liked / liked.sum()).astype(np.int32)
    feature = np.where(rng.random(len(article)) < 0.03, outlet[article] % n_features, feature)
    voice = rng.choice(4, len(article), p=VOICE_SHARES).astype(np.int8)
    key = (article.astype(np.int64) * n_features + feature) * 4 + voice
    key, n = np.unique(key, return_counts=True)
    n = n * rng.geometric(0.6, len(n))
    columns = {
        "article": key // 4 // n_features, "feature": key // 4 % n_features, "voice": key % 4,
        "n": n, "weight": n.astype(np.float64), "negated": np.zeros(len(n), np.int64),
    }  # fmt: skip
    arrays = [pa.array(columns[f.name]).cast(f.type) for f in CELLS_SCHEMA]
    return pa.Table.from_arrays(arrays, schema=CELLS_SCHEMA)


def write_waist(folder: str, n_articles: int, n_outlets: int) -> None:
    """Write the tables of the waist as Arrow files, as the reduce leaves them."""
    features = simulated(n_articles, n_outlets)
    for name in TABLES:
        table = getattr(features, name)
        sink = pa.OSFile(str(Path(folder) / name), "wb")
        with sink, pa.ipc.new_file(sink, table.schema) as out:
            out.write_table(table, max_chunksize=1_000_000)


def mapped(folder: str) -> FeatureMatrix:
    """Return the waist, its tables mapped from files."""
    tables = {
        name: pa.ipc.open_file(pa.memory_map(str(Path(folder) / name))).read_all()
        for name in TABLES
    }
    return FeatureMatrix(features=features_of_packs(), **tables)


def timed(name: str, work: Callable[[], Any]) -> float:
    """Call; print what it cost, and return the seconds of CPU."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    took, waited = time.process_time() - cpu, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:24} {took:8.2f} s CPU {waited:8.2f} s  peak {peak:6.0f} MB", flush=True)
    return took


def measure(folder: str) -> None:
    """Work out the tables of a study, all but those that read evidence or terms."""
    features = mapped(folder)
    print(f"{len(features):,} articles, {len(features.features)} categories, ", end="")
    print(f"{features.cells.num_rows:,} cells")
    config = ExperimentConfig.model_validate(CONFIG)
    total = timed("nothing but Python", lambda: None)
    for table in (category_rates, naming_shares, referent_balance, voice_words):
        total += timed(table.__name__, lambda table=table: table(features))
    total += timed("timeline", lambda: timeline(features, measure="share"))
    total += timed("comparisons and tests", lambda: make_comparisons(features, config))
    print(f"together {total:.1f} s of CPU")


def main() -> None:
    """Measure in a process of its own, so that making up the rows does not count."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--outlets", type=int, default=40)
    asked = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        for work, arguments in (
            (write_waist, (folder, asked.articles, asked.outlets)),
            (measure, (folder,)),
        ):
            process = context.Process(target=work, args=arguments)
            process.start()
            process.join()


if __name__ == "__main__":
    main()
