"""How fast voices, speakers and evidence are found, stage by stage, on one core.

    python experiments/benchmarks/voice.py [TEXTS.jsonl.gz] [--megabytes 4] [--pack conflict_actors]

Without a file the texts are made by chance (`news_like`). Beside us spaCy's blank English tokenizer
runs alone (`pip install spacy`). All times are processor time, the best of several rounds, so that
other programs on the machine matter less. At the end come inputs made to be slow, at two sizes:
four times the text should take about four times as long.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from news_like import news_like

from framing.corpus.batch import Batch
from framing.corpus.batches import BATCH_CHARACTERS
from framing.extraction import prepared
from framing.extraction.matches import PackMatcher
from framing.lexicon.sources import load_pack
from framing.segmentation import segmentation

PLACES = "headlines and captions"
STAGES = {
    "tokenize": (prepared, "words, for the matcher and for the voices"),
    "words_of": (segmentation, "voices: hyphened words and marks"),
    "paragraphs": (segmentation, "voices: paragraphs"),
    "sentences": (segmentation, "voices: sentences"),
    "marked_speech": (segmentation, "voices: marks and quotations"),
    "read_sentences": (segmentation, "voices: reported speech, speakers, names"),
    "layers_of": (segmentation, "voices: layers"),
    "runs_of": (segmentation, "voices: runs"),
    "places": (segmentation, PLACES),
}
EVIDENCE = "matches, negation, evidence"
HOSTILE = {
    "one unbroken sentence": "the mayor said the bridge was closed and ",
    "a, said": "a, said ",
    "opening marks in one paragraph": "“a ",
    "nothing but opening marks": "“",
    "nothing but quotation marks": '"',
    "one line of sentences": "“Yes,” he said. The bridge was closed, police said. ",
    "marks of all kinds": '“a ‘b "c ',
    "according to": "a according to b, ",
    "dash-led turns": "– a, – said b ",
    "quotations over paragraphs": "“a\n\n",
    "names given": "what calls “x” ",
    "brackets": "(a ",
    "unclosed claims": "claim that was ",
}
WARM_UP = ["Police said that the bridge was closed. “It fell,” Anna Holm said."]
"""Loads packs and tables before the clock runs."""
Clock = dict[str, float]


def read_texts(path: Path) -> list[str]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def batches_of(texts: Sequence[str]) -> list[Batch]:
    """The batches that a run makes of a corpus."""
    batches, waiting, size = [], [], 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= BATCH_CHARACTERS:
            batches.append(Batch.of(waiting))
            waiting, size = [], 0
    return [*batches, Batch.of(waiting)] if waiting else batches


@contextmanager
def timed_stages(clock: Clock) -> Iterator[None]:
    """Let each stage add its processor time to a clock."""
    before = {name: getattr(module, name) for name, (module, _) in STAGES.items()}
    for name, (module, label) in STAGES.items():
        setattr(module, name, timed(before[name], label, clock))
    try:
        yield
    finally:
        for name, (module, _) in STAGES.items():
            setattr(module, name, before[name])


def timed(function: Callable[..., Any], label: str, clock: Clock) -> Callable[..., Any]:
    def run(*args: Any, **options: Any) -> Any:
        began = time.process_time()
        value = function(*args, **options)
        clock[label] = clock.get(label, 0.0) + time.process_time() - began
        return value

    return run


def one_round(texts: Sequence[str], matcher: PackMatcher) -> Clock:
    """Processor time of each stage, from texts to evidence."""
    clock: Clock = {}
    with timed_stages(clock):
        began = time.process_time()
        for batch in batches_of(texts):
            ready = prepared.prepare(batch)
            timed(matcher.extract_batch, EVIDENCE, clock)(ready)
        whole = time.process_time() - began
    clock["all"] = whole
    return clock


def spacy_seconds(texts: Sequence[str], rounds: int) -> list[float]:
    """Processor time of spaCy's blank English tokenizer in each round; none if it is missing."""
    try:
        import spacy
    except ImportError:
        return []
    tokenizer = spacy.blank("en").tokenizer
    tokenizer(WARM_UP[0])
    seconds = []
    for _ in range(rounds):
        began = time.process_time()
        for text in texts:
            tokenizer(text)
        seconds.append(time.process_time() - began)
    return seconds


def print_stages(best: Clock, first: float, size: float, spacy: Sequence[float]) -> None:
    print(f"{'stage':<46}{'CPU s':>8}{'MB/s':>9}{'share':>8}")
    for label, seconds in best.items():
        print(f"{label:<46}{seconds:8.3f}{size / seconds:9.1f}{seconds / best['all']:8.0%}")
    print(f"{'all, first round':<46}{first:8.3f}{size / first:9.1f}")
    if not spacy:
        print("spaCy is not installed: no comparison")
        return
    for label, seconds in (
        ("spaCy's blank English tokenizer, first round", spacy[0]),
        ("spaCy's blank English tokenizer, best round", min(spacy)),
    ):
        print(f"{label:<46}{seconds:8.3f}{size / seconds:9.1f}")
    ratios = min(spacy) / best["all"], spacy[0] / first
    print("texts to evidence, times as fast as spaCy's tokens: ", end="")
    print(f"{ratios[0]:.2f} (best rounds), {ratios[1]:.2f} (first rounds)")
    voices = best["all"] - best[PLACES]
    print(f"without {PLACES}: {min(spacy) / voices:.2f} (best rounds)")


def print_hostile(matcher: PackMatcher, characters: int) -> None:
    print(f"\n{'hostile input':<34}{characters:>10,}{4 * characters:>12,}  characters")
    for label, unit in HOSTILE.items():
        seconds = []
        for n in (characters, 4 * characters):
            batch = Batch.of([unit * (n // len(unit))])
            began = time.process_time()
            matcher.extract_batch(prepared.prepare(batch))
            seconds.append(time.process_time() - began)
        ratio = seconds[1] / max(seconds[0], 1e-9)
        print(f"{label:<34}{seconds[0]:>8.2f} s{seconds[1]:>10.2f} s  × {ratio:.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", type=Path, nargs="?", help="JSON Lines with a key 'text'")
    parser.add_argument("--megabytes", type=float, default=4.0, help="of made-up text")
    parser.add_argument("--seed", type=int, default=1, help="of made-up text")
    parser.add_argument("--pack", default="conflict_actors", help="whose evidence is made")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--hostile", type=int, default=250_000, help="characters; 0 for none")
    chosen = parser.parse_args()
    texts = read_texts(chosen.texts) if chosen.texts else news_like(chosen.megabytes, chosen.seed)
    size = sum(len(text.encode()) for text in texts) / 1e6
    matcher = PackMatcher(load_pack(chosen.pack))
    one_round(WARM_UP, matcher)
    clocks = [one_round(texts, matcher) for _ in range(chosen.rounds)]
    best = min(clocks, key=lambda clock: clock["all"])
    print(f"{len(texts)} texts, {size:.2f} MB\n")
    print_stages(best, clocks[0]["all"], size, spacy_seconds(texts, chosen.rounds))
    if chosen.hostile:
        print_hostile(matcher, chosen.hostile)


if __name__ == "__main__":
    main()
