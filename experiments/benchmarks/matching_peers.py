"""The same counting job by `framing` and by other people's tools, one process each.

    python matching_peers.py NAME JOB.json MEGABYTES   (called by matching.py)

Every peer gets the texts in memory and returns how often each term occurs; making its table of
terms and going through the texts are timed apart, in seconds of CPU.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from made_texts import WORD, read_texts

CATEGORIES = 20
BATCH = 2_000_000
Counts = Counter[str]
Peer = tuple[Callable[[Any], Any], Callable[[Any, Sequence[str]], Counts]]


def batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield texts together until they come to two million characters."""
    waiting: list[str] = []
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= BATCH:
            yield waiting
            waiting, size = [], 0
    if waiting:
        yield waiting


def make_pack(terms: Sequence[str]) -> Any:
    """Return a pack with the terms dealt out to twenty categories."""
    from framing.lexicon.pack import Category, Entry, LexiconPack

    return LexiconPack(
        "drawn",
        accents="keep",
        categories=tuple(
            Category(f"c{k}", f"c{k}", entries=tuple(map(Entry, terms[k::CATEGORIES])))
            for k in range(CATEGORIES)
        ),
    )


def framing_matcher(job: Any) -> Any:
    """Make the matcher; everything is imported here, so that counting is timed alone."""
    importlib.import_module("framing.extraction.match_table")
    importlib.import_module("framing.corpus.batch")
    from framing.lexicon.matcher import Matcher

    return Matcher(make_pack(job["terms"]))


def framing_counts(matcher: Any, texts: Sequence[str]) -> Counts:
    """Count by category, overlaps resolved; the counts by term are made from all candidates."""
    from framing.corpus.batch import Batch
    from framing.lexicon.tokens import tokenize

    total = np.zeros(CATEGORIES, np.int64)
    for batch in batches(texts):
        tokens = tokenize(Batch.of(batch).buffer)
        found = matcher.find(tokens, np.zeros(len(tokens), np.int64))
        total += np.bincount(matcher.category_number[found.entry], minlength=CATEGORIES)
    return Counter({f"category {k}": int(n) for k, n in enumerate(total)})


def framing_all(matcher: Any, texts: Sequence[str]) -> Counts:
    """Count every stretch that fits a term, overlaps included, as the peers do."""
    from framing.corpus.batch import Batch
    from framing.lexicon.tokens import tokenize

    total = np.zeros(len(matcher.entries), np.int64)
    for batch in batches(texts):
        tokens = tokenize(Batch.of(batch).buffer)
        found = matcher.candidates(tokens, np.zeros(len(tokens), np.int64))
        total += np.bincount(found.entry, minlength=len(total))
    terms = [entry.term for entry in matcher.entries]
    return Counter(dict(zip(terms, total.tolist(), strict=True)))


def framing_rows(matcher: Any, texts: Sequence[str]) -> Counts:
    """Make a row for each match: article, offsets, surface, category and entry."""
    from framing.corpus.batch import Batch
    from framing.extraction.match_table import match_table
    from framing.lexicon.tokens import tokenize

    rows: Counts = Counter()
    for texts_together in batches(texts):
        batch = Batch.of(texts_together)
        tokens = tokenize(batch.buffer)
        found = matcher.find(tokens, np.zeros(len(tokens), np.int64))
        table = match_table(matcher, tokens, found, batch.bases)
        rows["rows"] += table.num_rows
    return rows


def spacy_matcher(job: Any) -> Any:
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for term, forms in job["forms"].items():
        matcher.add(term, [nlp.make_doc(form) for form in forms])
    return nlp, matcher


def spacy_counts(made: Any, texts: Sequence[str]) -> Counts:
    nlp, matcher = made
    counts: Counts = Counter()
    for text in texts:
        counts.update(key for key, _, _ in matcher(nlp.make_doc(text)))
    return Counter({nlp.vocab.strings[key]: n for key, n in counts.items()})


def spacy_rows(made: Any, texts: Sequence[str]) -> Counts:
    nlp, matcher = made
    rows = []
    for number, text in enumerate(texts):
        spans = matcher(nlp.make_doc(text), as_spans=True)
        rows += [(number, s.start_char, s.end_char, s.text, s.label_) for s in spans]
    return Counter({"rows": len(rows)})


def hyperscan_database(job: Any, *, begins: bool = False) -> Any:
    r"""Compile the terms; `\b` and `\w` know no letters beyond ASCII there."""
    import hyperscan

    terms = job["terms"]
    flags = hyperscan.HS_FLAG_CASELESS | (hyperscan.HS_FLAG_SOM_LEFTMOST if begins else 0)
    patterns = [rf"\b{t[:-1]}\w*\b" if t.endswith("*") else rf"\b{t}\b" for t in terms]
    database = hyperscan.Database()
    database.compile(
        expressions=[pattern.encode() for pattern in patterns],
        ids=list(range(len(terms))),
        elements=len(terms),
        flags=[flags] * len(terms),
    )
    return database, terms


def hyperscan_counts(made: Any, texts: Sequence[str]) -> Counts:
    database, terms = made
    numbers: list[int] = []

    def note(number: int, _start: int, _end: int, _flags: int, _context: Any) -> None:
        numbers.append(number)

    for text in texts:
        database.scan(text.encode(), match_event_handler=note)
    return Counter({terms[i]: n for i, n in Counter(numbers).items()})


def polars_terms(job: Any) -> Any:
    return plain_dict(job)


def polars_counts(made: Any, texts: Sequence[str]) -> Counts:
    import polars as pl

    texts_column = pl.Series(texts).str
    column = texts_column.extract_many(list(made), ascii_case_insensitive=True, overlapping=True)
    found = column.explode().drop_nulls().str.to_lowercase().value_counts()
    counts: Counts = Counter()
    for form, n in found.iter_rows():
        counts.update(dict.fromkeys(made[form], n))
    return counts


def flashtext_processor(job: Any) -> Any:
    from flashtext2 import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=False)
    for term, forms in job["forms"].items():
        for form in forms:
            processor.add_keyword(form, term)
    return processor


def flashtext_counts(made: Any, texts: Sequence[str]) -> Counts:
    counts: Counts = Counter()
    for text in texts:
        counts.update(made.extract_keywords(text))
    return counts


def sklearn_vectorizer(job: Any) -> Any:
    from sklearn.feature_extraction.text import CountVectorizer

    forms = plain_dict(job)
    vectorizer = CountVectorizer(
        ngram_range=(1, 3), vocabulary=sorted(forms), token_pattern=r"[^\W_]+"
    )
    return vectorizer, forms


def sklearn_counts(made: Any, texts: Sequence[str]) -> Counts:
    vectorizer, forms = made
    total = np.asarray(vectorizer.transform(texts).sum(axis=0)).ravel()
    counts: Counts = Counter()
    for form, n in zip(vectorizer.get_feature_names_out(), total.tolist(), strict=True):
        counts.update(dict.fromkeys(forms[form], int(n)))
    return counts


def plain_dict(job: Any) -> Any:
    terms: dict[str, list[str]] = {}
    for term, forms in job["forms"].items():
        for form in forms:
            terms.setdefault(form, []).append(term)
    return terms


def dict_counts(made: Any, texts: Sequence[str]) -> Counts:
    counts: Counts = Counter()
    for text in texts:
        words = WORD.findall(text.lower())
        for n in (1, 2, 3):
            windows = (
                words
                if n == 1
                else map(" ".join, zip(*(words[i:] for i in range(n)), strict=False))
            )
            counts.update(term for w in windows if w in made for term in made[w])
    return counts


PEERS: dict[str, Peer] = {
    "framing": (framing_matcher, framing_counts),
    "framing, every stretch": (framing_matcher, framing_all),
    "framing, rows": (framing_matcher, framing_rows),
    "spaCy": (spacy_matcher, spacy_counts),
    "spaCy, rows": (spacy_matcher, spacy_rows),
    "hyperscan": (hyperscan_database, hyperscan_counts),
    "hyperscan, begins": (partial(hyperscan_database, begins=True), hyperscan_counts),
    "polars": (polars_terms, polars_counts),
    "flashtext2": (flashtext_processor, flashtext_counts),
    "scikit-learn": (sklearn_vectorizer, sklearn_counts),
    "dict": (plain_dict, dict_counts),
}


def peak_memory() -> float:
    """Return the most memory this process has held so far, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(ln for ln in status.read_text().splitlines() if ln.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def main(name: str, job_file: str, megabytes: str) -> None:
    """Do the job on so much of the corpus and print what it took, as JSON."""
    job = json.loads(Path(job_file).read_text("utf-8"))
    texts = read_texts(Path(job["corpus"]), float(megabytes))
    make, count = PEERS[name]
    before = peak_memory()
    started = time.process_time()
    made = make(job)
    ready = time.process_time()
    counts = count(made, texts)
    done = time.process_time()
    result = {
        "make": ready - started,
        "count": done - ready,
        "bytes": sum(len(text.encode()) for text in texts),
        "memory": peak_memory() - before,
        "counts": counts,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:4])
