"""Texts of any size for benchmarks: made-up English-like news, the same for the same seed.

Words are real function words and made-up content words, drawn with Zipf's frequencies; sentences
have capitals, commas, numbers, possessives, curly quotation marks, dashes and some accents. Nothing
here means anything.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np


def word_list(words: str) -> list[str]:
    """Return the words of a string."""
    return words.split()


FUNCTION_WORDS = word_list(
    "the of to and a in that it is was for on with as at by from be this have are not but had his "
    "they an which you were her she or their there been one all would we if more when will so no "
    "who out up into than them can only other time its then two about after before said"
)
ONSETS = word_list("b br c cl d dr f fl g gr h j k l m n p pl qu r s sh st t th tr v w")
VOWELS = word_list("a e i o u ai ea ee ou")
CODAS = ["", *word_list("n r s t l nd rt st ck m ng")]
ENDINGS = ("", "", "", "s", "ed", "ing", "er", "ion", "ly", "é")
WORD = re.compile(r"[^\W_]+")
RUN = re.compile(r"(?<![\w’'-])[a-z]+(?: [a-z]+)*(?![\w’'-])")


def made_texts(megabytes: float, *, seed: int = 1, vocabulary: int = 60_000) -> list[str]:
    """Return articles of two to six kilobytes that come to so many megabytes."""
    rng = np.random.default_rng(seed)
    words = _words(rng, vocabulary)
    weights = 1 / (np.arange(len(words)) + 2.7)
    cumulated = np.cumsum(weights / weights.sum())
    texts, size = [], 0
    while size < megabytes * 1e6:
        drawn = np.searchsorted(cumulated, rng.random(int(rng.integers(330, 1000))))
        text = _prose([words[i] for i in drawn], rng)
        texts.append(text)
        size += len(text.encode())
    return texts


def _words(rng: np.random.Generator, n: int) -> list[str]:
    words = dict.fromkeys(FUNCTION_WORDS)
    while len(words) < n:
        syllables = int(rng.choice((1, 2, 3), p=(0.2, 0.55, 0.25)))
        drawn = rng.random((syllables, 3))
        parts = (
            sounds[int(share * len(sounds))]
            for row in drawn
            for share, sounds in zip(row, (ONSETS, VOWELS, CODAS), strict=True)
        )
        words["".join(parts) + ENDINGS[int(rng.integers(len(ENDINGS)))]] = None
    return list(words)


def _prose(words: Sequence[str], rng: np.random.Generator) -> str:
    pieces: list[str] = []
    at, sentence = 0, 0
    while at < len(words):
        n = int(rng.integers(8, 26))
        part = list(words[at : at + n])
        at += n
        part[0] = part[0].capitalize()
        for i in np.flatnonzero(rng.random(len(part)) < 0.06):
            part[i] += ","
        for i in np.flatnonzero(rng.random(len(part)) < 0.01):
            part[i] += "’s"
        text = " ".join(part) + "."
        text = f"“{text}”" if rng.random() < 0.15 else text
        sentence += 1
        pieces.append(text + ("\n\n" if sentence % 4 == 0 else " "))
    return "".join(pieces)


def read_texts(path: Path, megabytes: float) -> list[str]:
    """Return the column `text` of a JSON Lines file, up to a size."""
    texts, size = [], 0
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            texts.append(json.loads(line)["text"])
            size += len(texts[-1].encode())
            if size >= megabytes * 1e6:
                break
    return texts


def drawn_terms(texts: Sequence[str], n: int, *, seed: int = 1) -> list[str]:
    """Return terms of one to three words that occur in the texts, a third with a final `*`.

    Words among the 150 most frequent stand at no term's edge, no word stands inside one with
    apostrophes, hyphens or digits, so that tools with other rules for these count alike.
    """
    rng = np.random.default_rng(seed)
    sample = texts[:: max(1, len(texts) // 4000)]
    runs = [run for text in sample for run in _runs(text)]
    counts = Counter(word for run in runs for word in run)
    frequent = {word for word, _ in counts.most_common(150)}
    terms: dict[str, None] = {}
    for _ in range(60 * n):
        run = runs[int(rng.integers(len(runs)))]
        length = min(int(rng.choice((1, 2, 3), p=(0.4, 0.4, 0.2))), len(run))
        at = int(rng.integers(len(run) - length + 1))
        term = run[at : at + length]
        if term[0] in frequent or term[-1] in frequent or len(term[-1]) < 4:
            continue
        terms[" ".join(term) + ("*" if rng.random() < 1 / 3 else "")] = None
        if len(terms) == n:
            break
    return list(terms)


def _runs(text: str) -> Iterator[list[str]]:
    """Yield stretches of words with nothing but single spaces between them."""
    for stretch in RUN.findall(text.lower()):
        words = stretch.split()
        if words:
            yield words


def written_out(terms: Iterable[str], texts: Sequence[str]) -> dict[str, list[str]]:
    """Return for each term the literal terms it stands for in the texts, for tools without `*`."""
    forms = sorted({word for text in texts for word in WORD.findall(text.lower())})
    starts = np.array(forms)
    found = {}
    for term in terms:
        if not term.endswith("*"):
            found[term] = [term]
            continue
        head, _, last = term[:-1].rpartition(" ")
        first = int(np.searchsorted(starts, last))
        after = int(np.searchsorted(starts, last + "\U0010ffff"))
        found[term] = [f"{head} {form}".strip() for form in forms[first:after]]
    return found
