"""The runs of a batch as rows of the waist: whose voice, who speaks, how many words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from framing.arrow_columns import table_of
from framing.evidence import VOICES
from framing.extraction.prepared import DIRECT, INDIRECT, SCARE, PreparedBatch
from framing.segmentation.source_names import NOBODY, KnownSources, Source, sources_of
from framing.speech import RUNS_SCHEMA, SPEECH

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["runs_table"]

_NOBODY_NAMED = Source("", "none", "")
_NO_SPEECH = len(SPEECH)
_AS = {DIRECT: SPEECH.index("direct"), INDIRECT: SPEECH.index("indirect")}


def runs_table(prepared: PreparedBatch, known: KnownSources) -> pa.Table:
    """Return one row a run (`RUNS_SCHEMA`); article numbers count from the batch's first."""
    runs, batch = prepared.segmentation.runs, prepared.batch
    article = batch.article_of(runs.start)
    base = batch.bases[article]
    names = [*runs.speakers, ("", "")]
    speech = _speech(prepared)
    sources = _sources(prepared, article, known)
    pairs = _pairs(article, runs.speaker, len(names))
    said = [
        sources[pair] if kind != _NO_SPEECH else NOBODY
        for pair, kind in zip(pairs.tolist(), speech.tolist(), strict=True)
    ]
    sentence = _sentences(prepared)
    return table_of(
        {
            "article": article.astype(np.int32),
            "start": runs.start - base,
            "end": runs.end - base,
            "voice": [VOICES[v] for v in runs.voice],
            "outer_voice": [VOICES[v] if v >= 0 else "" for v in runs.outer],
            "speaker": [names[s][0] for s in runs.speaker],
            "speaker_role": [names[s][1] for s in runs.speaker],
            "speech": [(*SPEECH, "")[s] for s in speech],
            "speaker_name": [s.name for s in said],
            "speaker_kind": [s.kind for s in said],
            "name_role": [s.role for s in said],
            "words": np.diff(prepared.run_words),
            "sentence_start": sentence[:, 0] - base,
            "sentence_end": sentence[:, 1] - base,
        },
        RUNS_SCHEMA,
    )


def _speech(prepared: PreparedBatch) -> NDArray[np.int64]:
    """Return what each run is counted as: a number in `SPEECH`, or the one after them for none."""
    runs = prepared.segmentation.runs
    table = np.full(len(VOICES) + 1, _NO_SPEECH)
    table[list(_AS)] = list(_AS.values())
    alone = np.where(runs.speaker >= 0, SPEECH.index("scare"), _NO_SPEECH)
    around = table[runs.outer]
    short = np.where(around == _NO_SPEECH, alone, around)
    return np.where(runs.voice == SCARE, short, table[runs.voice])


def _pairs(
    article: NDArray[np.int64], speaker: NDArray[np.int32], n_names: int
) -> NDArray[np.int64]:
    """Return one number for each article and speaker."""
    return article * n_names + np.where(speaker < 0, n_names - 1, speaker)


def _sources(
    prepared: PreparedBatch, article: NDArray[np.int64], known: KnownSources
) -> dict[int, Source]:
    """Return for each article and speaker who that is, looking at one article at a time."""
    runs = prepared.segmentation.runs
    n_names = len(runs.speakers) + 1
    found: dict[int, Source] = {}
    speakers: dict[int, list[int]] = {}
    _, first = np.unique(_pairs(article, runs.speaker, n_names), return_index=True)
    for i in np.sort(first).tolist():
        speakers.setdefault(int(article[i]), []).append(int(runs.speaker[i]))
    for a, numbers in speakers.items():
        found[a * n_names + n_names - 1] = _NOBODY_NAMED
        named = [n for n in numbers if n >= 0]
        words = [runs.speakers[n] for n in named]
        text = prepared.batch.texts[a]
        mine = sources_of(words, text, language=prepared.language, known=known)
        found |= {a * n_names + n: s for n, s in zip(named, mine, strict=True)}
    return found


def _sentences(prepared: PreparedBatch) -> NDArray[np.int64]:
    """Return where the sentence of each run's first word begins, and that of its last ends."""
    runs, sentences = prepared.segmentation.runs, prepared.segmentation.sentences
    spans = np.stack([runs.start, runs.end], axis=1)
    words = prepared.run_words
    has_words = words[1:] > words[:-1]
    if len(sentences) and has_words.any():
        first = prepared.sentence_at[words[:-1][has_words]]
        last = prepared.sentence_at[words[1:][has_words] - 1]
        spans[has_words, 0] = np.minimum(sentences[first, 0], spans[has_words, 0])
        spans[has_words, 1] = np.maximum(sentences[last, 1], spans[has_words, 1])
    return spans
