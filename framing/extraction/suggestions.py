"""Candidates for a category, out of a corpus: phrases round its entries, words in like contexts.

A candidate is a proposal: a person reads its sentences and decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.corpus.article import Corpus
from framing.errors import CorpusError, LexiconError, did_you_mean
from framing.extraction.corpus_words import CorpusWords, read_words
from framing.extraction.terms import stop_word_list
from framing.lexicon.pack import LexiconPack

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["MEASURES", "Suggestion", "suggestions"]

MEASURES = ("likelihood_ratio", "pmi", "chi_sq", "student_t")
"""NLTK's measures of association for pairs of words."""

REACH = 4
"""How many words on each side, within the sentence, are a word's context."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A candidate entry.

    Parameters
    ----------
    method
        `collocation` (a pair of neighbours of which the category holds one) or `context` (a word
        in contexts like those of the category).
    candidate
        The words, folded.
    score
        The measure of association, or the cosine of contexts from 0 to 1. Higher means more
        reason to look.
    hits, articles
        How often, and in how many articles, the candidate stands in the corpus.
    held_by
        Categories of the pack that hold a part of it now.
    sentences
        Some of its sentences.
    """

    method: str
    candidate: str
    score: float
    hits: int
    articles: int
    held_by: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class _Search:
    """What both methods need."""

    words: CorpusWords
    mine: NDArray[np.bool_]
    stop: NDArray[np.bool_]
    least: int
    sentences: int
    seed: int

    def suggestion(
        self, method: str, candidate: str, score: float, places: NDArray[np.int64], length: int
    ) -> Suggestion:
        words = self.words
        held = {int(h) for step in range(length) for h in words.holder[places + step] if h >= 0}
        return Suggestion(
            method,
            candidate,
            score,
            len(places),
            len(np.unique(words.article[places])),
            tuple(words.holders[h] for h in sorted(held)),
            tuple(words.sentences(places, self.sentences, self.seed)),
        )


def suggestions(
    corpus: Corpus,
    pack: LexiconPack,
    category: str,
    *,
    n: int = 20,
    least: int = 3,
    measure: str = "likelihood_ratio",
    sentences: int = 3,
    seed: int = 1,
    clean: Sequence[str] = (),
    language: str | None = None,
) -> list[Suggestion]:
    """Return candidates for a category: collocations first, then words in like contexts.

    Parameters
    ----------
    category
        Path of the category; its entries and those below it are the examples to follow.
    n
        Candidates of each method at most.
    least
        A candidate stands so often in the corpus at least.
    measure
        One of `MEASURES`, for collocations (Manning & Schütze 1999, chapter 5).
    sentences
        Sentences for each candidate.
    seed
        Of the drawing of sentences.

    Raises
    ------
    LexiconError
        If the pack has no such category.
    CorpusError
        If no entry of the category stands in the corpus.
    """
    if pack.is_service:
        raise LexiconError(f"'{pack.name}' serves the rules of voice and is not counted in texts")
    paths = [c.path for c in pack.walk()]
    if category not in paths:
        near = did_you_mean(category, paths)
        raise LexiconError(f"'{pack.name}' has no category '{category}'{near}", where="--category")
    words = read_words(corpus, pack, clean=clean, language=language)
    mine = words.held_by(category)
    if not mine.any():
        raise CorpusError(
            f"no entry of '{category}' stands in the corpus, so nothing can be compared with it; "
            "give more articles, or another category"
        )
    unwanted = stop_word_list(language or pack.language, "english")
    stop = np.array([w in unwanted or not any(c.isalpha() for c in w) for w in words.names], bool)
    search = _Search(words, mine, stop, least, sentences, seed)
    return [*_collocations(search, n, measure), *_like_contexts(search, n)]


def _collocations(search: _Search, n: int, measure: str) -> list[Suggestion]:
    """Return neighbours of which the category holds one and no entry holds both."""
    from nltk.collocations import BigramCollocationFinder
    from nltk.metrics import BigramAssocMeasures
    from nltk.probability import FreqDist

    words, mine = search.words, search.mine
    at = np.flatnonzero(words.joined)
    pairs = np.stack([words.word[at], words.word[at + 1]], axis=1)
    touching = mine[at] ^ mine[at + 1]
    touching &= ~search.stop[pairs[:, 0]] & ~search.stop[pairs[:, 1]]
    wanted = set(map(tuple, np.unique(pairs[touching], axis=0).tolist()))
    finder = BigramCollocationFinder(
        FreqDist(Counter(words.word.tolist())), FreqDist(Counter(map(tuple, pairs.tolist())))
    )
    finder.apply_freq_filter(search.least)
    finder.apply_ngram_filter(lambda a, b: (a, b) not in wanted)
    scored = finder.score_ngrams(getattr(BigramAssocMeasures, measure))
    ranked = sorted(scored, key=lambda item: (-item[1], _spelled(words, item[0])))
    return [
        search.suggestion(
            "collocation",
            _spelled(words, pair),
            float(score),
            at[(pairs == np.array(pair)).all(axis=1)],
            2,
        )
        for pair, score in ranked[:n]
    ]


def _spelled(words: CorpusWords, numbers: Sequence[int]) -> str:
    return " ".join(words.names[i] for i in numbers)


def _like_contexts(search: _Search, n: int) -> list[Suggestion]:
    """Return words whose contexts are like the category's: cosine of TF-IDF vectors.

    A word's vector counts the words that stand up to `REACH` words beside it in its sentence; the
    category's vector counts those beside all its matches.
    """
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.metrics.pairwise import cosine_similarity

    words = search.words
    held = np.bincount(words.word[search.mine], minlength=len(words.names))
    often = np.bincount(words.word, minlength=len(words.names)) >= search.least
    candidates = np.flatnonzero(often & ~search.stop & (held == 0))
    if not len(candidates):
        return []
    vectors = TfidfTransformer(sublinear_tf=True).fit_transform(_contexts(search, candidates))
    likeness = cosine_similarity(vectors[:-1], vectors[-1]).ravel()
    names = np.array([words.names[i] for i in candidates], dtype=object)
    ranked = np.lexsort((names, -likeness))[:n]
    return [
        search.suggestion(
            "context",
            names[i],
            float(likeness[i]),
            np.flatnonzero(words.word == candidates[i]),
            1,
        )
        for i in ranked.tolist()
        if likeness[i] > 0
    ]


def _contexts(search: _Search, candidates: NDArray[np.int64]) -> Any:
    """Return counts of context words: a row a candidate, and the category's row last."""
    from scipy.sparse import csr_matrix

    words = search.words
    row_of = np.full(len(words.names), -1, np.int64)
    row_of[candidates] = np.arange(len(candidates))
    rows, columns = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for step in range(1, REACH + 1):
        left, right = np.arange(len(words.word) - step), np.arange(step, len(words.word))
        same = words.sentence[left] == words.sentence[right]
        for centre, beside in ((left[same], right[same]), (right[same], left[same])):
            context = words.word[beside]
            told = ~search.stop[context] & ~search.mine[beside]
            for row in (row_of[words.word[centre]], np.where(search.mine[centre], -2, -1)):
                keep = told & (row != -1)
                rows.append(np.where(row[keep] == -2, len(candidates), row[keep]))
                columns.append(context[keep])
    row, column = np.concatenate(rows), np.concatenate(columns)
    shape = (len(candidates) + 1, len(words.names))
    return csr_matrix((np.ones(len(row)), (row, column)), shape=shape)
