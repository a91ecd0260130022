"""How fast TF-IDF is beside scikit-learn's `TfidfVectorizer`, on the same texts, in one run.

    python experiments/benchmarks/tfidf.py [--corpus TEXTS.jsonl.gz] [--megabytes 20] [--rounds 5]

Without a corpus it makes one. Both get a list of strings in memory and do all of it on one core:
words, n-grams, counts, document frequencies, weights as a sparse matrix, and the names of its
columns (`fit_transform`, `get_feature_names_out`). Rounds alternate; the best of each counts, in
seconds of CPU. Each round of ours begins with empty tables of words.

What stands between words (hyphens, apostrophes, underscores) is made a space before, so that both
find the same words. n-grams run over sentences, as scikit-learn's do (`within="article"`): the same
columns, and weights equal to 1e-12; the last rows tell what it costs to find sentences and voices,
too, which no n-gram crosses then, and to count alone when these are known. The benchmark ends with
an error if weights differ, or if the columns of a made corpus do.
"""

from __future__ import annotations

import argparse
import re
import threading
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

from made_texts import made_texts, read_texts
from sklearn.feature_extraction.text import TfidfVectorizer

from framing import TfidfExtractor
from framing.corpus.batches import text_batches
from framing.extraction.prepared import prepare

BETWEEN = re.compile(r"[\W_]+")
CASES: dict[str, dict[str, Any]] = {
    "words": {"ngrams": (1, 1)},
    "words and pairs": {"ngrams": (1, 2)},
    "words and pairs in 2 articles or more": {"ngrams": (1, 2), "min_articles": 2},
}


def in_new_thread(job: Callable[[], Any]) -> tuple[float, Any]:
    """Return seconds of CPU and the value; a thread has no tables of words from earlier rounds."""
    done: list[Any] = []

    def work() -> None:
        began = time.process_time()
        value = job()
        done.extend((time.process_time() - began, value))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    if not done:
        raise SystemExit("a round failed")
    return done[0], done[1]


def side_by_side(jobs: dict[str, Callable[[], Any]], rounds: int) -> dict[str, tuple[float, Any]]:
    """Return the best time of each job and its last value; jobs take turns."""
    best: dict[str, tuple[float, Any]] = {}
    for _ in range(rounds):
        for name, job in jobs.items():
            took, value = in_new_thread(job)
            best[name] = (min(took, best.get(name, (took,))[0]), value)
    return best


def weighted(vectorizer: Any, texts: list[str]) -> tuple[Any, list[str]]:
    """Fit, weigh and name the columns."""
    weights = vectorizer.fit_transform(texts)
    return weights, vectorizer.get_feature_names_out()


def compare(name: str, options: dict[str, Any], texts: list[str], rounds: int) -> bool:
    """Measure one case and print a row; tell whether the columns are the same."""
    theirs = {"ngram_range": options["ngrams"], "min_df": options.get("min_articles", 1)}
    jobs = {
        "ours": lambda: weighted(TfidfExtractor(numbers=True, within="article", **options), texts),
        "theirs": lambda: weighted(TfidfVectorizer(token_pattern=r"(?u)\b\w+\b", **theirs), texts),
    }
    done = side_by_side(jobs, rounds)
    (own, (a, names)), (other, (b, their_names)) = done["ours"], done["theirs"]
    same = [n.removeprefix("tfidf:") for n in names] == list(their_names)
    told = f"{len(set(their_names) - {n.removeprefix('tfidf:') for n in names})} columns differ"
    if same:
        apart = abs(a - b).max()
        told = f"weights differ by {apart:.0e} at most"
        if apart > 1e-12:
            raise SystemExit(f"{name}: {told}")
    print(
        f"| {name} | {a.shape[1]:,} | {own:.3f} | {other:.3f} | {other / own:.2f} × | {told} |",
        flush=True,
    )
    return same


def by_voice(texts: list[str], rounds: int) -> None:
    """Measure what finding sentences and voices costs, and counting alone."""
    extractor = TfidfExtractor(ngrams=(1, 2), numbers=True)
    batches = [prepare(batch) for batch in text_batches(texts)]
    jobs = {
        "words and pairs, sentences and voices found": lambda: weighted(
            TfidfExtractor(ngrams=(1, 2), numbers=True), texts
        ),
        "words and pairs by voice, counted in batches where these are known": lambda: [
            extractor.extract_batch(batch) for batch in batches
        ],
    }
    for name, (took, _) in side_by_side(jobs, min(rounds, 2)).items():
        print(f"| {name} | | {took:.3f} | | | |")


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus", type=Path, help="JSON Lines with a key `text`")
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    texts = (
        read_texts(given.corpus, given.megabytes) if given.corpus else made_texts(given.megabytes)
    )
    texts = [BETWEEN.sub(" ", unicodedata.normalize("NFC", text)) for text in texts]
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"{len(texts):,} articles, {size:.1f} MB, best of {given.rounds} rounds, s of CPU\n")
    print("| what | columns | ours | scikit-learn | scikit-learn / ours | |")
    print("| --- | --- | --- | --- | --- | --- |")
    same = [compare(name, options, texts, given.rounds) for name, options in CASES.items()]
    by_voice(texts, given.rounds)
    if not given.corpus and not all(same):
        raise SystemExit("columns differ")


if __name__ == "__main__":
    main()
