"""A batch made ready: words, sentences and voices, with each word's place among them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from framing.corpus.batch import Batch
from framing.evidence import VOICES
from framing.lexicon.tokens import Tokens, tokenize
from framing.segmentation.segmentation import Segmentation, segment
from framing.segmentation.source_names import KnownSources
from framing.uncollected import uncollected

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["PreparedBatch", "articles_of", "prepare"]

AUTHORIAL, SCARE, DIRECT, INDIRECT = range(len(VOICES))


@dataclass(frozen=True)
class PreparedBatch:
    """What every extractor works on; offsets are into the batch's buffer.

    Parameters
    ----------
    batch, tokens, segmentation
        The articles, their words, their sentences and voices.
    language
        Of all articles of the batch.
    """

    batch: Batch
    tokens: Tokens
    segmentation: Segmentation
    language: str = "en"

    @cached_property
    def article(self) -> NDArray[np.int64]:
        """The article of each word."""
        return articles_of(self.batch, self.tokens)

    @cached_property
    def run(self) -> NDArray[np.int64]:
        """The run of voice that each word begins in."""
        return _last_begun(self.segmentation.runs.start, self.tokens.start)

    @cached_property
    def sentence(self) -> NDArray[np.int64]:
        """The sentence of each word."""
        return _last_begun(self.segmentation.sentences[:, 0], self.tokens.start)

    @cached_property
    def counted_voice(self) -> NDArray[np.int64]:
        """The voice each word is counted under: short marks in a direct quotation are direct."""
        runs = self.segmentation.runs
        voice, outer = runs.voice[self.run], runs.outer[self.run]
        return np.where((voice == SCARE) & (outer == DIRECT), DIRECT, voice).astype(np.int64)

    @cached_property
    def exposures(self) -> NDArray[np.int64]:
        """Words of each article by voice (columns as `VOICES`; `scare` is always 0).

        Words in short marks belong to the voice around them, so rows sum to the articles' words.
        """
        runs = self.segmentation.runs
        voice, outer = runs.voice[self.run].astype(np.int64), runs.outer[self.run]
        around = np.where(outer >= 0, outer, AUTHORIAL)
        voice = np.where(voice == SCARE, around, voice)
        cells = np.bincount(
            self.article * len(VOICES) + voice, minlength=len(self.batch) * len(VOICES)
        )
        return cells.reshape(len(self.batch), len(VOICES))


def articles_of(batch: Batch, tokens: Tokens) -> NDArray[np.int64]:
    """Return the number of the article that holds each word of a batch."""
    return _last_begun(batch.bases[:-1], tokens.start)


def _last_begun(starts: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each place the last of the spans that begin at or before it, -1 for none.

    Starts and places ascend, so that spans are looked up among places: there are fewer of them.
    """
    begun = np.searchsorted(places, starts)
    sizes = np.diff(begun, prepend=0, append=len(places))
    return np.repeat(np.arange(-1, len(starts)), sizes)


def prepare(
    batch: Batch, *, language: str = "en", sources: KnownSources | None = None
) -> PreparedBatch:
    """Find words, sentences and voices of a batch; the study may know roles of sources."""
    with uncollected():
        tokens = tokenize(batch.buffer)
        segmentation = segment(batch, tokens, language=language)
    if sources and sources.roles:
        speakers = tuple(
            (words, sources.with_role(words, role, language))
            for words, role in segmentation.runs.speakers
        )
        segmentation = replace(segmentation, runs=replace(segmentation.runs, speakers=speakers))
    return PreparedBatch(batch, tokens, segmentation, language)
