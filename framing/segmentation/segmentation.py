"""From a batch of articles to sentences, runs of voice, acts of naming and places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from framing.corpus.batch import Batch
from framing.evidence import VOICES
from framing.lexicon.tokens import Tokens, tokenize
from framing.segmentation.characters import Characters
from framing.segmentation.layers import layers_of
from framing.segmentation.marked_speech import marked_speech
from framing.segmentation.places import places
from framing.segmentation.runs import Runs, runs_of
from framing.segmentation.sentence_reader import read_sentences
from framing.segmentation.sentences import sentences
from framing.segmentation.spans import Span, paragraphs
from framing.segmentation.speakers import SpeakerBook
from framing.segmentation.word_classes import forms_of
from framing.segmentation.words import words_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Segmentation", "segment", "voices"]


@dataclass(frozen=True)
class Segmentation:
    """Sentences, voices and places of a batch; all offsets are into its buffer.

    Parameters
    ----------
    sentences
        Spans in order, disjoint, none across a paragraph break.
    runs
        The voices, covering each article exactly once.
    labelling
        Names that somebody is reported to give somebody.
    headlines, captions
        The places; all else is body.
    """

    sentences: NDArray[np.int64]
    runs: Runs
    labelling: NDArray[np.int64]
    headlines: NDArray[np.int64]
    captions: NDArray[np.int64]


def segment(batch: Batch, tokens: Tokens | None = None, *, language: str = "en") -> Segmentation:
    """Segment the articles of a batch; each as if it stood alone.

    Parameters
    ----------
    batch
        The articles.
    tokens
        The words of its buffer, if they are known already.
    language
        Of all articles.
    """
    buffer = batch.buffer
    seen = Characters(buffer)
    found = paragraphs(seen)
    spans = sentences(seen, found, language=language)
    forms = forms_of(language)
    marked = marked_speech(seen, found, reporting=forms.reporting, language=forms.grammar)
    book = SpeakerBook(buffer, language.split("-")[0].lower())
    words = words_of(tokens or tokenize(buffer), forms)
    said = read_sentences(batch, spans, words, forms, marked, book)
    headlines, captions = places(batch, seen, found)
    return Segmentation(
        spans,
        runs_of(_articles(batch), layers_of(buffer, spans, marked, said), book.speakers),
        _array(sorted(set(said.names))),
        headlines,
        captions,
    )


def voices(text: str, *, language: str = "en") -> pd.DataFrame:
    """Return the runs of voice of one text.

    One row a run: `start, end, voice, outer_voice, speaker, speaker_role`. The runs cover the
    text in order, without gap or overlap.
    """
    import pandas as pd

    batch = Batch.of([text])
    runs = segment(batch, language=language).runs
    none = ("", "")
    who = [runs.speakers[i] if i >= 0 else none for i in runs.speaker]
    return pd.DataFrame(
        {
            "start": runs.start,
            "end": runs.end,
            "voice": [VOICES[i] for i in runs.voice],
            "outer_voice": [VOICES[i] if i >= 0 else "" for i in runs.outer],
            "speaker": [words for words, _ in who],
            "speaker_role": [role for _, role in who],
        }
    )


def _articles(batch: Batch) -> NDArray[np.int64]:
    return np.stack([batch.bases[:-1], batch.bases[1:] - 1], axis=1)


def _array(spans: Sequence[Span]) -> NDArray[np.int64]:
    return np.array(spans, dtype=np.int64).reshape(-1, 2)
