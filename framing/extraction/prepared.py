"""A batch made ready: words, sentences and voices, with each word's place among them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from framing.corpus.batch import Batch
from framing.evidence import VOICES
from framing.lexicon.negation import Negation
from framing.lexicon.tokens import Tokens, tokenize
from framing.segmentation.segmentation import Segmentation, segment
from framing.segmentation.source_names import KnownSources
from framing.uncollected import uncollected

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["PreparedBatch", "WordSpans", "articles_of", "prepare"]

AUTHORIAL, SCARE, DIRECT, INDIRECT = range(len(VOICES))


@dataclass(frozen=True)
class WordSpans:
    """Which of some spans, given by where they start, words begin in."""

    tokens: Tokens
    starts: NDArray[np.int64]

    def __getitem__(self, words: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the number of the span of each of some words, -1 for none."""
        start = self.tokens.source.points(self.tokens.byte_start[words])
        return np.searchsorted(self.starts, start, side="right") - 1


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
    def run_words(self) -> NDArray[np.int64]:
        """The first word of each run of voice, and at the end how many words there are."""
        begun = np.searchsorted(self.tokens.start, self.segmentation.runs.start)
        return np.append(begun, len(self.tokens))

    @cached_property
    def run(self) -> NDArray[np.int64]:
        """The run of voice that each word begins in."""
        return _spread_over(self.run_words)

    @cached_property
    def sentence(self) -> NDArray[np.int64]:
        """The sentence of each word."""
        return _last_begun(self.segmentation.sentences[:, 0], self.tokens.start)

    @cached_property
    def sentence_at(self) -> WordSpans:
        """The sentence of some words: for a few, this costs less than `sentence`."""
        return WordSpans(self.tokens, self.segmentation.sentences[:, 0])

    @cached_property
    def run_at(self) -> WordSpans:
        """The run of voice of some words: for a few, this costs less than `run`."""
        return WordSpans(self.tokens, self.segmentation.runs.start)

    @cached_property
    def negation(self) -> Negation:
        """The negators, looked for once however many packs ask."""
        return Negation(self.tokens, self.sentence_at, self.language)

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
        around = np.where(runs.outer >= 0, runs.outer, AUTHORIAL)
        voice = np.where(runs.voice == SCARE, around, runs.voice)
        cells = np.zeros((len(self.batch), len(VOICES)), np.int64)
        np.add.at(cells, (self.batch.article_of(runs.start), voice), np.diff(self.run_words))
        return cells


def articles_of(batch: Batch, tokens: Tokens) -> NDArray[np.int64]:
    """Return the number of the article that holds each word of a batch."""
    return _last_begun(batch.bases[:-1], tokens.start)


def _last_begun(starts: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each place the last of the spans that begin at or before it, -1 for none.

    Starts and places ascend, so that spans are looked up among places: there are fewer of them.
    """
    return _spread_over(np.append(np.searchsorted(places, starts), len(places)))


def _spread_over(first: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the span of each place, given the first place of each span and the number of all."""
    return np.repeat(np.arange(-1, len(first) - 1), np.diff(first, prepend=0))


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
