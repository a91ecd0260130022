"""How often `framing.voices` is right, word by word, against annotated articles.

    python experiments/benchmarks/voice_accuracy.py ANNOTATED.jsonl.gz [--outlets a,b] [--worst 10]

The file holds one article a line: `{"id", "outlet", "text", "spans": [[start, end, kind], …]}`,
half-open code points; the words of spans of kind `content` are what a source is said to say.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from framing.corpus.batch import Batch
from framing.lexicon.service import service_words
from framing.segmentation import Segmentation, segment
from framing.segmentation.runs import AUTHORIAL, DIRECT, INDIRECT, SCARE

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
MEASURES = {
    "in marks": (DIRECT, SCARE),
    "direct alone": (DIRECT,),
    "attributed": (DIRECT, SCARE, INDIRECT),
}
BASELINES = ("marks only", "mark or reporting verb in the sentence")
ALL = "all"
CLOSE = {"": "", "{": "}", "[": "]"}


@dataclass
class Tally:
    """True and false positives and misses, in words."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, said: np.ndarray, true: np.ndarray) -> None:
        """Count one article: for each word what was said of it and what is true."""
        self.right += int((said & true).sum())
        self.wrong += int((said & ~true).sum())
        self.missed += int((~said & true).sum())

    def rates(self) -> tuple[float, float, float]:
        """Precision, recall and F."""
        precision = self.right / max(self.right + self.wrong, 1)
        recall = self.right / max(self.right + self.missed, 1)
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


@dataclass
class Scores:
    """Tallies of each measure for one outlet or for all, and the number of words."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    n_words: int = 0
    n_articles: int = 0

    @property
    def share_error(self) -> float:
        """How far the attributed share of the words is from the true one."""
        tally = self.tallies["attributed"]
        return (tally.wrong - tally.missed) / max(self.n_words, 1)


@dataclass(frozen=True)
class Article:
    """One annotated article, read and segmented."""

    outlet: str
    name: str
    text: str
    starts: np.ndarray
    content: np.ndarray
    voice: np.ndarray
    sentence: np.ndarray
    sentences: np.ndarray


def read_articles(path: Path, outlets: Sequence[str]) -> Iterator[dict]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if not outlets or row["outlet"] in outlets:
                yield row


def judge(row: dict) -> Article:
    text = row["text"]
    found: Segmentation = segment(Batch.of([text]))
    starts = np.array([m.start() for m in WORD.finditer(text)], dtype=np.int64)
    inside = np.zeros(len(text) + 1, dtype=bool)
    for start, end, kind in row["spans"]:
        if kind == "content":
            inside[start:end] = True
    run = np.searchsorted(found.runs.start, starts, side="right") - 1
    sentence = np.searchsorted(found.sentences[:, 0], starts, side="right") - 1
    return Article(
        row["outlet"],
        row["id"],
        text,
        starts,
        inside[starts],
        found.runs.voice[run],
        sentence,
        found.sentences,
    )


def baseline(article: Article, name: str, reporting: frozenset[str]) -> np.ndarray:
    marked = np.isin(article.voice, (DIRECT, SCARE))
    if name == "marks only":
        return marked
    words = (m.group().lower() for m in WORD.finditer(article.text))
    hit = marked | np.fromiter((w in reporting for w in words), bool, len(article.starts))
    return np.isin(article.sentence, np.unique(article.sentence[hit]))


def score(articles: Iterable[Article]) -> dict[str, Scores]:
    reporting = frozenset(service_words("reporting_verbs", "en").get("clause", ()))
    scores: dict[str, Scores] = defaultdict(Scores)
    for article in articles:
        said = {name: np.isin(article.voice, codes) for name, codes in MEASURES.items()}
        said |= {name: baseline(article, name, reporting) for name in BASELINES}
        for key in (ALL, article.outlet):
            for name, words in said.items():
                scores[key].tallies[name].add(words, article.content)
            scores[key].n_words += len(article.starts)
            scores[key].n_articles += 1
    return scores


def worst_sentences(articles: Iterable[Article], n: int) -> list[tuple[int, str]]:
    found = []
    for article in articles:
        wrong = (article.voice != AUTHORIAL) != article.content
        counts = np.bincount(article.sentence[wrong & (article.sentence >= 0)])
        most = [int(i) for i in np.argsort(counts)[-3:] if counts[i]]
        found += [(int(counts[i]), f"{article.outlet}: {marked(article, i)}") for i in most]
    return sorted(found, key=lambda item: -item[0])[:n]


def marked(article: Article, i: int) -> str:
    """The sentence with {what is attributed wrongly} and [what is missed]."""
    start, end = article.sentences[i]
    pieces, at, state = [], int(start), ""
    for k in np.flatnonzero(article.sentence == i):
        said, true = article.voice[k] != AUTHORIAL, bool(article.content[k])
        new = "{" if said and not true else "[" if true and not said else ""
        if new != state:
            pieces.append(article.text[at : article.starts[k]] + CLOSE[state] + new)
            at, state = int(article.starts[k]), new
    pieces.append(article.text[at : int(end)] + CLOSE[state])
    return " ".join("".join(pieces).split())


def megabytes_per_second(texts: Sequence[str]) -> float:
    """Text in UTF-8 that `segment` reads in a second of processor time; best of three."""
    batch = Batch.of(list(texts))
    size = sum(len(text.encode()) for text in texts) / 1e6
    best = 0.0
    for _ in range(3):
        began = time.process_time()
        segment(batch)
        best = max(best, size / (time.process_time() - began))
    return best


def print_scores(scores: Mapping[str, Scores]) -> None:
    names = [ALL, *sorted(key for key in scores if key != ALL)]
    print(f"{'outlet':<14}{'measure':<42}{'P':>7}{'R':>7}{'F':>7}")
    for key in names:
        for name in (*MEASURES, *BASELINES):
            precision, recall, f = scores[key].tallies[name].rates()
            print(f"{key:<14}{name:<42}{precision:7.3f}{recall:7.3f}{f:7.3f}")
    print()
    print(f"{'outlet':<14}{'articles':>9}{'words':>9}{'error of the attributed share':>32}")
    for key in names:
        found = scores[key]
        print(f"{key:<14}{found.n_articles:>9}{found.n_words:>9}{found.share_error:>+32.3f}")
    errors = [abs(scores[key].share_error) for key in names if key != ALL]
    print(f"mean absolute error of the attributed share by outlet: {np.mean(errors):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("annotated", type=Path, help="JSON Lines, plain or gzipped")
    parser.add_argument("--outlets", default="", help="only these, parted by commas")
    parser.add_argument("--worst", type=int, default=10, help="how many sentences to list")
    chosen = parser.parse_args()
    outlets = [name for name in chosen.outlets.split(",") if name]
    articles = [judge(row) for row in read_articles(chosen.annotated, outlets)]
    if not articles:
        parser.error(f"{chosen.annotated} holds no article of {chosen.outlets or 'any outlet'}")
    print_scores(score(articles))
    speed = megabytes_per_second([article.text for article in articles])
    print(f"speed of segment on one core: {speed:.1f} MB/s")
    if chosen.worst:
        print("\nworst sentences: {attributed wrongly} [missed]")
        for wrong, sentence in worst_sentences(articles, chosen.worst):
            print(f"{wrong:>4}  {sentence}")


if __name__ == "__main__":
    main()
