"""How fast the matcher is beside other people's tools, on the same texts and terms, in one run.

    python experiments/benchmarks/matching.py [--corpus TEXTS.jsonl.gz] [--megabytes 20]
        [--terms 2000 50000] [--peers spaCy hyperscan …]

Without a corpus it makes one. Each tool runs in a process of its own; peers that are not installed
(`pip install spacy hyperscan polars flashtext2`) are left out and told. Counts are compared with
ours of every stretch that fits a term, overlaps included, term by term: "found by both" is the
share of occurrences that both find. Where it is below 1 the tools' rules differ: spaCy does not
part words at slashes and underscores, polars knows no words, flashtext2 takes one term at a place.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from made_texts import drawn_terms, made_texts, read_texts, written_out

HERE = Path(__file__).resolve().parent
MODULES = {
    "spaCy": "spacy",
    "spaCy, rows": "spacy",
    "hyperscan": "hyperscan",
    "hyperscan, begins": "hyperscan",
    "polars": "polars",
    "flashtext2": "flashtext2",
    "scikit-learn": "sklearn",
    "dict": "collections",
}
OURS = ("framing", "framing, every stretch", "framing, rows")
SLOW_WITH_MANY = {"hyperscan", "hyperscan, begins"}
MOST_FOR_SLOW = 5_000
SHARES = {"spaCy": 0.1, "spaCy, rows": 0.1, "scikit-learn": 0.25, "dict": 0.5}
"""Part of the corpus that a slow peer gets; its speed is told per megabyte."""


def run(name: str, job: Path, megabytes: float) -> dict[str, Any]:
    """Let one tool do the job in its own process."""
    script = str(HERE / "matching_peers.py")
    command = [sys.executable, script, name, str(job), str(megabytes)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stderr}")
    result: dict[str, Any] = json.loads(done.stdout)
    result["speed"] = result["bytes"] / 1e6 / result["count"]
    return result


def make_job(corpus: Path, n_terms: int, folder: Path) -> Path:
    """Draw the terms and write down the job."""
    texts = read_texts(corpus, float("inf"))
    terms = drawn_terms(texts, n_terms)
    job = {"corpus": str(corpus), "terms": terms, "forms": written_out(terms, texts)}
    file = folder / f"job_{n_terms}.json"
    file.write_text(json.dumps(job), "utf-8")
    return file


def make_corpus(source: Path | None, megabytes: float, folder: Path) -> Path:
    """Write so much of a corpus, given or made, as JSON Lines."""
    texts = read_texts(source, megabytes) if source else made_texts(megabytes)
    file = folder / "texts.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"text": text}) + "\n" for text in texts)
    return file


def agreement(ours: dict[str, int], theirs: dict[str, int]) -> float:
    """Return the share of occurrences that both find: sum of the smaller counts by the larger."""
    pairs = [(ours.get(term, 0), theirs.get(term, 0)) for term in {*ours, *theirs} if term]
    return sum(min(pair) for pair in pairs) / max(sum(max(pair) for pair in pairs), 1)


def table(job: Path, n_terms: int, args: argparse.Namespace) -> None:
    """Run every tool with so many terms and print a row for each."""
    print(f"\n{n_terms:,} terms")
    print(
        f"{'tool':<24}{'make s':>8}{'count s':>9}{'MB/s':>8}{'ours ×':>8}{'MB':>7}  found by both"
    )
    speeds: dict[str, float] = {}
    for name in (*OURS, *args.peers):
        if name in SLOW_WITH_MANY and n_terms > MOST_FOR_SLOW:
            print(f"{name:<24}  left out: it does not finish with so many terms")
            continue
        if name in MODULES and importlib.util.find_spec(MODULES[name]) is None:
            print(f"{name:<24}  left out: not installed")
            continue
        megabytes = args.megabytes * SHARES.get(name, 1)
        result = run(name, job, megabytes)
        speeds[name] = result["speed"]
        same = ""
        if name in MODULES and not name.endswith("rows"):
            ours = run("framing, every stretch", job, megabytes)["counts"]
            same = f"{agreement(ours, result['counts']):.4f}"
        base = "framing, rows" if name.endswith("rows") else "framing"
        print(
            f"{name:<24}{result['make']:8.2f}{result['count']:9.2f}{result['speed']:8.1f}"
            f"{speeds[base] / result['speed']:8.1f}{result['memory']:7.0f}  {same}",
            flush=True,
        )


def main() -> None:
    """Read the arguments and print a table for each number of terms."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", type=Path, help="JSON Lines with a column text")
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--terms", type=int, nargs="+", default=[59, 2_000, 50_000])
    parser.add_argument("--peers", nargs="*", default=list(MODULES))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = make_corpus(args.corpus, args.megabytes, folder)
        for n_terms in args.terms:
            table(make_job(corpus, n_terms, folder), n_terms, args)


if __name__ == "__main__":
    main()
