"""The words of a whole corpus as arrays, and which of them a pack's categories hold."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from framing.corpus.article import Corpus
from framing.corpus.batches import article_batches
from framing.extraction.prepared import PreparedBatch, prepare
from framing.lexicon.characters import HYPHENS, fold
from framing.lexicon.matcher import Matcher
from framing.lexicon.pack import LexiconPack
from framing.lexicon.word_table import WordTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["CorpusWords", "read_words"]


@dataclass(frozen=True)
class CorpusWords:
    """Every running word of a corpus, in order.

    Parameters
    ----------
    names
        The distinct words, folded, without possessives.
    word
        Number in `names` of each running word.
    sentence, article
        Number of its sentence and article; sentences are numbered through the corpus.
    joined
        Whether only white space or a hyphen stands between it and the next, in one sentence.
    holder
        Number in `holders` of the category that holds it, -1 for none.
    holders
        Paths of categories.
    spans
        Buffer, start and end of each sentence.
    buffers
        The texts that `spans` point into.
    """

    names: tuple[str, ...]
    word: NDArray[np.int64]
    sentence: NDArray[np.int64]
    article: NDArray[np.int64]
    joined: NDArray[np.bool_]
    holder: NDArray[np.int64]
    holders: tuple[str, ...]
    spans: NDArray[np.int64]
    buffers: tuple[str, ...]

    def held_by(self, path: str) -> NDArray[np.bool_]:
        """Tell which running words a category, or one below it, holds."""
        inside = [i for i, p in enumerate(self.holders) if f"{p}.".startswith(f"{path}.")]
        return np.isin(self.holder, inside)

    def sentences(self, places: NDArray[np.int64], n: int, seed: int) -> list[str]:
        """Return the sentences of some running words: n of them drawn at random, in order."""
        numbers = np.unique(self.sentence[places]).tolist()
        drawn = sorted(random.Random(seed).sample(numbers, min(n, len(numbers))))
        found = (self.spans[i].tolist() for i in drawn)
        return [" ".join(self.buffers[buffer][start:end].split()) for buffer, start, end in found]


def read_words(
    corpus: Corpus,
    pack: LexiconPack,
    *,
    clean: Sequence[str] = (),
    language: str | None = None,
) -> CorpusWords:
    """Find every word of a corpus, and the category of a pack that holds it.

    Parameters
    ----------
    clean
        Cleaning rules, by name.
    language
        Of all articles, in place of their column `language`; else `en`.
    """
    reading = _Reading(pack)
    for item in article_batches(corpus, rules=clean, language=language):
        reading.take(prepare(item.batch, language=item.language))
    return reading.words()


class _Reading:
    """Takes batch after batch and joins their words."""

    def __init__(self, pack: LexiconPack) -> None:
        self.matcher = Matcher(pack)
        self.holders = tuple(c.path for c in pack.walk())
        position = {path: i for i, path in enumerate(self.holders)}
        categories = self.matcher.categories
        self.category = np.array([position.get(path, -1) for path in categories], np.int64)
        self.numbers: dict[str, int] = {}
        self.columns: list[tuple[NDArray[np.int64], ...]] = []
        self.spans: list[NDArray[np.int64]] = [np.empty((0, 3), np.int64)]
        self.buffers: list[str] = []
        self.n_sentences = self.n_articles = 0

    def take(self, prepared: PreparedBatch) -> None:
        word, joined = _words(prepared, self.numbers)
        sentence = prepared.sentence + self.n_sentences
        article = prepared.article + self.n_articles
        self.columns.append((word, sentence, article, joined, self.holder(prepared)))
        sentences = prepared.segmentation.sentences
        place = np.full((len(sentences), 1), len(self.buffers), np.int64)
        self.spans.append(np.hstack([place, sentences]))
        self.buffers.append(prepared.batch.buffer)
        self.n_sentences += len(sentences)
        self.n_articles += len(prepared.batch)

    def holder(self, prepared: PreparedBatch) -> NDArray[np.int64]:
        holder = np.full(len(prepared.tokens), -1, np.int64)
        found = self.matcher.find(prepared.tokens, prepared.sentence)
        for first, last, entry in zip(found.first, found.last, found.entry, strict=True):
            holder[first : last + 1] = self.category[entry]
        return holder

    def words(self) -> CorpusWords:
        none = (np.empty(0, np.int64),) * 5
        joined = [np.concatenate(column) for column in zip(none, *self.columns, strict=True)]
        return CorpusWords(
            tuple(self.numbers),
            word=joined[0],
            sentence=joined[1],
            article=joined[2],
            joined=joined[3].astype(bool),
            holder=joined[4],
            holders=self.holders,
            spans=np.concatenate(self.spans),
            buffers=tuple(self.buffers),
        )


def _joining(gaps: Sequence[str]) -> list[int]:
    return [gap.isspace() or gap in tuple(HYPHENS) for gap in gaps]


_JOINING = WordTable(_joining)


def _words(
    prepared: PreparedBatch, numbers: dict[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the number of each word, new ones added, and whether it joins the next."""
    tokens = prepared.tokens
    if not len(tokens):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    _, first, inverse = np.unique(tokens.bare_word, return_index=True, return_inverse=True)
    forms: dict[int, int] = {}
    for place in np.sort(first).tolist():
        form = fold(tokens.words[tokens.bare_word[place]])
        forms[place] = numbers.setdefault(form, len(numbers))
    word = np.array([forms[place] for place in first.tolist()], np.int64)[inverse.reshape(-1)]
    joined = _JOINING.of(tokens.gap_vocabulary, tokens.gap) > 0
    joined[:-1] &= prepared.sentence[1:] == prepared.sentence[:-1]
    joined[-1] = False
    return word, joined.astype(np.int64)
