"""TF-IDF of n-grams by voice, over scikit-learn's, as a transformer and as an extractor."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.utils.validation import check_is_fitted

from framing.corpus.batch import Batch
from framing.evidence import VOICES
from framing.extraction.batch_rows import frequencies_of
from framing.extraction.extractor import Part
from framing.extraction.prepared import PreparedBatch, prepare
from framing.extraction.terms import TermRules, count_terms, stop_word_list
from framing.features import Feature, voice_code
from framing.signature import Signature

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

__all__ = ["TfidfExtractor"]


class TfidfExtractor(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Weights n-grams by term frequency and inverse frequency of articles.

    An n-gram has a voice only if all its words do; document frequencies are counted in any voice,
    so idf is common to all voices. As an extractor it gives counts; weighting comes after them.

    Parameters
    ----------
    ngrams
        Shortest and longest n-gram, in words.
    voices
        Voices whose counts are weighted; all of them if none are given.
    min_articles
        n-grams in fewer articles are left out.
    stop_words
        `english` (scikit-learn's list), a list, or none: no n-gram begins or ends with one.
    numbers
        Keep words without a letter.
    language
        Of the texts.
    norm, sublinear_tf
        As in `sklearn.feature_extraction.text.TfidfTransformer`; idf is smoothed as there:
        ln((1 + N) / (1 + df)) + 1.
    """

    def __init__(
        self,
        *,
        ngrams: tuple[int, int] = (1, 1),
        voices: Sequence[str] | None = None,
        min_articles: int = 1,
        stop_words: str | Collection[str] | None = None,
        numbers: bool = False,
        language: str = "en",
        norm: str | None = "l2",
        sublinear_tf: bool = False,
    ) -> None:
        self.ngrams = ngrams
        self.voices = voices
        self.min_articles = min_articles
        self.stop_words = stop_words
        self.numbers = numbers
        self.language = language
        self.norm = norm
        self.sublinear_tf = sublinear_tf

    def fit(self, X: Sequence[str], y: Any = None) -> Self:
        """Learn the vocabulary and the idf of each n-gram."""
        for voice in self.voices or ():
            voice_code(voice)
        self.finish(self._count(X), len(X))
        return self

    def finish(self, terms: pa.Table, n_articles: int) -> pa.Table:
        """Learn vocabulary and idf from counts by article; return the counts that are kept."""
        names = self.learn(frequencies_of(terms), n_articles)
        return terms.filter(pc.is_in(terms.column("term"), value_set=names))

    def learn(self, frequencies: pa.Table, n_articles: int) -> pa.Array:
        """Learn vocabulary and idf from the number of articles that each term stands in.

        Returns the terms that stand in enough of them. Parts of a corpus can be added up for it.
        """
        often = frequencies.filter(pc.greater_equal(frequencies.column("n"), self.min_articles))
        often = often.take(pc.sort_indices(often, [("term", "ascending")])).combine_chunks()
        names = often.column("term").combine_chunks()
        self._learnt = (names, often.column("n").to_numpy().astype(np.float64), n_articles)
        for name in ("vocabulary_", "weighting_"):
            self.__dict__.pop(name, None)
        return names

    def __getattr__(self, name: str) -> Any:
        """Make vocabulary and weights when they are first looked at."""
        if name not in ("vocabulary_", "weighting_") or "_learnt" not in self.__dict__:
            raise AttributeError(f"'{type(self).__name__}' has no attribute '{name}'")
        terms, n, n_articles = self.__dict__["_learnt"]
        self.vocabulary_ = {term: i for i, term in enumerate(terms.to_pylist())}
        self.weighting_ = TfidfTransformer(norm=self.norm, sublinear_tf=self.sublinear_tf)
        if self.vocabulary_:
            self.weighting_.fit(np.ones((1, len(n))))
            self.weighting_.idf_ = np.log((1 + n_articles) / (1 + n)) + 1
        return self.__dict__[name]

    def fingerprint(self) -> str:
        """Return what the counts depend on."""
        rules = self._rules()
        return f"tfidf {rules.ngrams} {sorted(rules.stop_words)} {rules.numbers}"

    def transform(self, X: Sequence[str]) -> csr_matrix:
        """Return articles × n-grams, weighted, from the chosen voices."""
        check_is_fitted(self, "vocabulary_")
        counts = self._matrix(self._count(X), len(X), self.voices or VOICES)
        return self.weighting_.transform(counts) if self.vocabulary_ else counts

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[Any]:
        """Return `tfidf:` and the n-gram for every column."""
        check_is_fitted(self, "vocabulary_")
        return np.array([f"tfidf:{term}" for term in self.vocabulary_], dtype=object)

    def features(self) -> tuple[Feature, ...]:
        """Return nothing: n-grams are counted in the table of terms."""
        return ()

    def extract_batch(self, prepared: PreparedBatch) -> Part:
        """Return the counts of n-grams by voice of a prepared batch."""
        return Part(terms=count_terms(prepared, self._rules()))

    def signature(self) -> Signature:
        """Return the lengths of n-grams and what is left out."""
        first, last = self.ngrams
        return Signature.of(ngrams=f"{first}-{last}", stop_words=self._stop_words_name())

    def _stop_words_name(self) -> str:
        if self.stop_words is None or isinstance(self.stop_words, str):
            return str(self.stop_words or "none")
        return f"{len(self.stop_words)} given"

    def _rules(self) -> TermRules:
        stop_words = stop_word_list(self.language, self.stop_words)
        return TermRules((self.ngrams[0], self.ngrams[1]), stop_words, self.numbers)

    def _count(self, X: Sequence[str]) -> pa.Table:
        return count_terms(prepare(Batch.of(list(X)), language=self.language), self._rules())

    def _matrix(self, terms: pa.Table, n_articles: int, voices: Sequence[str]) -> csr_matrix:
        from scipy.sparse import csr_matrix

        known = pa.array(self.vocabulary_, pa.string())
        found = pc.index_in(terms.column("term"), value_set=known)
        columns = pc.fill_null(found, -1).to_numpy().astype(np.int64)
        voice = terms.column("voice").to_numpy()
        keep = (columns >= 0) & np.isin(voice, [VOICES.index(v) for v in voices])
        rows = terms.column("article").to_numpy()[keep]
        n = terms.column("n").to_numpy()[keep].astype(np.float64)
        shape = (n_articles, len(self.vocabulary_))
        return csr_matrix((n, (rows, columns[keep])), shape=shape)
