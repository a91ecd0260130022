"""Places of words among sentences and runs: looked up for a few, the same as for all."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.corpus.batch import Batch
from framing.evidence import VOICES
from framing.extraction.prepared import prepare

PIECES = (
    "Police said the bridge was closed. ",
    "“Thugs did it,” Anna Holm said. ",
    "The so-called “crows” left; “we saw the ‘crows’ go,” he added.\n\n",
    "«Ça suffit», a dit Éva Hölm.\n\n",
    " ",
    "“",
)
texts = st.lists(st.sampled_from(PIECES), max_size=5).map("".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, max_size=4))
def test_places_of_some_words_are_those_of_all(articles):
    prepared = prepare(Batch.of(articles))
    words = np.arange(len(prepared.tokens))[::2]
    assert prepared.run_at[words].tolist() == prepared.run[words].tolist()
    assert prepared.sentence_at[words].tolist() == prepared.sentence[words].tolist()


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, max_size=4))
def test_exposures_are_the_words_of_each_article_by_voice(articles):
    prepared = prepare(Batch.of(articles))
    runs = prepared.segmentation.runs
    wanted = np.zeros((len(articles), len(VOICES)), int)
    for article, run in zip(prepared.article.tolist(), prepared.run.tolist(), strict=True):
        voice = VOICES[runs.voice[run]]
        if voice == "scare":
            voice = VOICES[runs.outer[run]] if runs.outer[run] >= 0 else "authorial"
        wanted[article, VOICES.index(voice)] += 1
    assert prepared.exposures.tolist() == wanted.tolist()
