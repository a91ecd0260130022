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
from collections.abc import Iterable, Iterator, Sequence
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


@dataclass
class Tally:
    """True and false positives and misses, in words."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, said: np.ndarray, true: np.ndarray) -> None:
        self.right += int((said & true).sum())
        self.wrong += int((said & ~true).sum())
        self.missed += int((~said & true).sum())

    def rates(self) -> tuple[float, float, float]:
        precision = self.right / max(self.right + self.wrong, 1)
        recall = self.right / max(self.right + self.missed, 1)
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


@dataclass
class Scores:
    """Tallies of each measure for one outlet or for all."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    share_errors: list[float] = field(default_factory=list)


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
        said |= {f"baseline: {name}": baseline(article, name, reporting) for name in BASELINES}
        for key in ("all", article.outlet):
            for name, words in said.items():
                scores[key].tallies[name].add(words, article.content)
            if len(article.starts):
                error = said["attributed"].mean() - article.content.mean()
                scores[key].share_errors.append(float(error))
    return scores


def share_error(scores: dict[str, Scores]) -> float:
    """Mean over outlets of the absolute error of the attributed share of words."""
    errors = []
    for outlet, found in scores.items():
        tally = found.tallies["attributed"]
        if outlet != "all":
            errors.append(abs(tally.wrong - tally.missed) / max(_words(found), 1))
    return float(np.mean(errors)) if errors else 0.0


def _words(scores: Scores) -> int:
    return scores.n_words


def worst_sentences(articles: Sequence[Article], n: int) -> list[tuple[int, str]]:
    found = []
    for article in articles:
        wrong = (article.voice != AUTHORIAL) != article.content
        counts = np.bincount(article.sentence[wrong & (article.sentence >= 0)])
        for i in np.argsort(counts)[-3:]:
            if counts[i]:
                start, end = article.sentences[i]
                shown = marked(article, int(i))
                found.append((int(counts[i]), f"{article.outlet}: {shown}"))
    return sorted(found, key=lambda item: -item[0])[:n]


def marked(article: Article, i: int) -> str:
    """The sentence with {what is attributed wrongly} and [what is missed]."""
    start, end = article.sentences[i]
    pieces, at = [], int(start)
    state = ""
    for k in np.flatnonzero(article.sentence == i):
        said, true = article.voice[k] != AUTHORIAL, bool(article.content[k])
        new = "{" if said and not true else "[" if true and not said else ""
        if new != state:
            close = {"{": "}", "[": "]"}.get(state, "")
            pieces.append(article.text[at : article.starts[k]] + close + new)
            at, state = int(article.starts[k]), new
    pieces.append(article.text[at : int(end)] + {"{": "}", "[": "]"}.get(state, ""))
    return " ".join("".join(pieces).split())
