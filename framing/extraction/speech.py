"""The runs of a batch as rows of the waist: whose voice, who speaks, how many words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from framing.arrow_columns import named_array, table_of
from framing.evidence import VOICES
from framing.extraction.prepared import DIRECT, INDIRECT, SCARE, PreparedBatch
from framing.segmentation.source_names import NOBODY, KnownSources, Source, sources_of
from framing.speech import RUNS_SCHEMA, SPEECH
from framing.uncollected import uncollected

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["runs_table"]

_NOBODY_NAMED = Source("", "none", "")
_NO_SPEECH = len(SPEECH)
_AS = {DIRECT: SPEECH.index("direct"), INDIRECT: SPEECH.index("indirect")}


@uncollected()
def runs_table(prepared: PreparedBatch, known: KnownSources) -> pa.Table:
    """Return one row a run (`RUNS_SCHEMA`); article numbers count from the batch's first."""
    runs, batch = prepared.segmentation.runs, prepared.batch
    article = batch.article_of(runs.start)
    base = batch.bases[article]
    speakers = [*runs.speakers, ("", "")]
    speech = _speech(prepared)
    pairs = article * len(speakers) + runs.speaker
    _, first, pair = np.unique(pairs, return_index=True, return_inverse=True)
    said = np.where(speech == _NO_SPEECH, -1, pair.reshape(-1))
    who = [*_sources(prepared, article, first, known), NOBODY]
    sentence = _sentences(prepared)
    return table_of(
        {
            "article": article.astype(np.int32),
            "start": runs.start - base,
            "end": runs.end - base,
            "voice": named_array(VOICES, runs.voice),
            "outer_voice": named_array((*VOICES, ""), runs.outer),
            "speaker": named_array([name for name, _ in speakers], runs.speaker),
            "speaker_role": named_array([role for _, role in speakers], runs.speaker),
            "speech": named_array((*SPEECH, ""), speech),
            "speaker_name": named_array([s.name for s in who], said),
            "speaker_kind": named_array([s.kind for s in who], said),
            "name_role": named_array([s.role for s in who], said),
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


def _sources(
    prepared: PreparedBatch,
    article: NDArray[np.int64],
    rows: NDArray[np.int64],
    known: KnownSources,
) -> list[Source]:
    """Return who speaks in some runs, one for each article and speaker, by looks at one article."""
    runs = prepared.segmentation.runs
    speaker, numbers = runs.speaker[rows].tolist(), article[rows].tolist()
    mine: dict[int, list[int]] = {}
    for i in np.argsort(rows).tolist():
        if speaker[i] >= 0:
            mine.setdefault(numbers[i], []).append(i)
    sources = [_NOBODY_NAMED] * len(rows)
    for a, places in mine.items():
        words = [runs.speakers[speaker[i]] for i in places]
        text = prepared.batch.texts[a]
        who = sources_of(words, text, language=prepared.language, known=known)
        for i, source in zip(places, who, strict=True):
            sources[i] = source
    return sources


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
