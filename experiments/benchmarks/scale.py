"""How fast, how large, how evenly: the map and the reduce of a corpus of any size.

    python experiments/benchmarks/scale.py --articles 2000            # a quick look
    python experiments/benchmarks/scale.py --articles 100000 --all    # everything, half an hour

The corpus is made up: news-like texts of two to six kilobytes with quotations, reported speech and
page furniture, duplicates and outlets, the same for the same seed. Everything is printed side by
side from one run on one machine: CPU times, so that other work on it disturbs little.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from made_texts import made_texts
from measured_map import MeasuredEngine

from framing.corpus.shards import find_shards
from framing.engine.dask import DaskEngine
from framing.engine.processes import ProcessEngine
from framing.engine.serial import SerialEngine
from framing.experiment.mapping import Mapping, map_and_merge
from framing.experiment.parts_folder import parts_folder
from framing.extraction.matches import PackMatcher
from framing.extraction.tfidf import TfidfExtractor
from framing.lexicon.sources import load_pack

PACKS = ("conflict_actors", "conflict_events", "protest_paradigm", "epistemic", "loaded_language")
SPOKEN = (
    "Protesters met riot police near the harbour on Monday.",
    "The mayor said that rioters had broken windows in the old town.",
    "“These looters must go home at once,” the interior minister said on Tuesday.",
    "According to witnesses, peacekeepers from abroad arrived in the evening.",
    "Thugs perhaps set fire to the town hall, it is reported, and the “activists” fled.",
)
FURNITURE = ("Share this article", "Also Read: Prices rise again", "Advertisement", "Photo: agency")
SAMPLE = 400
"""Different texts; beyond them, texts are put together anew from the paragraphs of two."""


def write_corpus(file: Path, n_articles: int, seed: int = 1) -> int:
    """Write n articles as JSON Lines; return their bytes."""
    rng = np.random.default_rng(seed)
    texts = made_texts(SAMPLE * 0.0042, seed=seed)
    halves = [text.split("\n\n") for text in texts]
    size = 0
    with file.open("w", encoding="utf-8") as out:
        last = ""
        for i in range(n_articles):
            one, two = (halves[k] for k in rng.integers(0, len(halves), 2))
            paragraphs = [*one[: len(one) // 3], *two[2 * len(two) // 3 :]]
            for _ in range(int(rng.integers(2, 7))):
                at = int(rng.integers(0, len(paragraphs) + 1))
                paragraphs.insert(at, SPOKEN[int(rng.integers(0, len(SPOKEN)))])
            paragraphs.append(FURNITURE[int(rng.integers(0, len(FURNITURE)))])
            paragraphs.append(f"Report number {i} by desk{int(rng.integers(0, 10**6))}.")
            text = last if last and rng.random() < 0.03 else "\n\n".join(paragraphs)
            last = text
            row = {"id": f"a{i}", "outlet": f"outlet {int(rng.zipf(1.6)) % 40}", "text": text}
            line = json.dumps(row, ensure_ascii=False)
            size += len(text.encode())
            out.write(line + "\n")
    return size


def extractors() -> list[Any]:
    """Return five packs and the counts of terms."""
    matchers: list[Any] = [PackMatcher(load_pack(name)) for name in PACKS]
    return [*matchers, TfidfExtractor(ngrams=(1, 1), min_articles=2, stop_words="english")]


def run_once(file: Path, output: Path, engine: Any) -> dict[str, float]:
    """Map and merge; return seconds of the map and the reduce, CPU and wall, and peak memory."""
    measured = MeasuredEngine(engine)
    shards = find_shards(str(file), whole_bytes=0)
    began, cpu = time.perf_counter(), time.process_time()
    with parts_folder(output) as folder:
        mapping = Mapping(measured, folder, False, lambda *_: None)
        merged, reused = map_and_merge(shards, extractors(), mapping, clean=("furniture",))
    (count, count_cpu, _), (mapped, map_cpu, peak) = measured.maps
    own = time.process_time() - cpu
    if isinstance(engine, SerialEngine):
        own -= map_cpu + count_cpu
    return {
        "articles": len(merged.features),
        "shards reused": reused,
        "count s": count,
        "map s": mapped,
        "map CPU s": map_cpu,
        "rest s": time.perf_counter() - began - mapped - count,
        "rest CPU s": own,
        "parts MB": sum(p.stat().st_size for p in folder.glob("*/*.part")) / 1e6,
        "peak MB in the map": peak,
        "peak MB in the reduce": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def spacy_blank(file: Path, output: Path) -> dict[str, float]:
    """Run spaCy's blank English tokenizer alone over the texts."""
    import spacy

    tokenizer = spacy.blank("en").tokenizer
    texts = [json.loads(line)["text"] for line in file.open(encoding="utf-8")][:2000]
    began = time.process_time()
    words = sum(len(tokenizer(text)) for text in texts)
    took = time.process_time() - began
    return {"MB/s": sum(len(t.encode()) for t in texts) / 1e6 / took, "words": words}


def _engine(name: str, workers: int) -> Any:
    if name == "serial":
        return SerialEngine()
    return (ProcessEngine if name == "processes" else DaskEngine)(workers=workers)


def _named_run(file: Path, output: Path, name: str, workers: int) -> dict[str, float]:
    return run_once(file, output, _engine(name, workers))


def apart(work: Callable[..., Any], *arguments: Any, twice: bool = False) -> list[Any]:
    """Call in a process of its own, or in two at a time, so that memory is its own."""
    context = multiprocessing.get_context("spawn")
    n = 2 if twice else 1
    queue = context.Queue()
    processes = [
        context.Process(target=_reported, args=(queue, work, arguments, i)) for i in range(n)
    ]
    began = time.perf_counter()
    for process in processes:
        process.start()
    found = [queue.get() for _ in processes]
    for process in processes:
        process.join()
    return [*found, time.perf_counter() - began]


def _reported(queue: Any, work: Any, arguments: tuple[Any, ...], number: int) -> None:
    file, output, *rest = arguments
    queue.put(work(file, output.with_name(f"{output.name}-{number}"), *rest))


def show(title: str, figures: dict[str, float]) -> None:
    """Print one line."""
    print(f"{title}: " + ", ".join(f"{k} {v:,.2f}" for k, v in figures.items()), flush=True)


def main() -> None:
    """Run the measurements that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--all", action="store_true", help="two workers, resume, Dask, memory")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        file, output = Path(place) / "articles.jsonl", Path(place) / "out"
        size = write_corpus(file, asked.articles)
        print(f"{asked.articles:,} articles, {size / 1e6:,.1f} MB of text", flush=True)
        serial, _ = apart(_named_run, file, output, "serial", 1)
        show("serial", serial)
        rate = size / 1e6 / serial["map CPU s"]
        print(f"full map: {rate:.2f} MB/s of CPU; reduce is "
              f"{serial['rest CPU s'] / serial['map CPU s']:.1%} of it")  # fmt: skip
        again, _ = apart(_named_run, file, output, "serial", 1)
        show("resumed, nothing to do", again)
        if not asked.all:
            return
        spacy, _ = apart(spacy_blank, file, output)
        times = rate / spacy["MB/s"]
        print(f"spaCy's blank tokenizer: {spacy['MB/s']:.2f} MB/s; ours {times:.2f} times")
        *both, took = apart(_named_run, file, output.with_name("pair"), "serial", 1, twice=True)
        pair = max(one["map s"] for one in both)
        two, _ = apart(_named_run, file, output.with_name("two"), "processes", 2)
        show("two workers", two)
        share = pair / two["map s"] / 2
        print(f"two workers do {share:.2f} of two runs side by side ({took:.0f} s)")
        dask, _ = apart(_named_run, file, output.with_name("dask"), "dask", 2)
        show("dask", dask)
        whole, known = (run["count s"] + run["map s"] for run in (dask, two))
        print(f"dask takes {whole / known:.2f} of the time of processes")


if __name__ == "__main__":
    main()
