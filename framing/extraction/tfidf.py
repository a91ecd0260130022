"""TF-IDF of n-grams by voice, over scikit-learn's, as a transformer and as an extractor."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Self, get_args

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.utils.validation import check_is_fitted

from framing.corpus.batches import text_batches
from framing.evidence import VOICES
from framing.extraction.extractor import Part
from framing.extraction.frequencies import frequencies_of, lost_to_fit
from framing.extraction.ngrams import NgramCounts
from framing.extraction.prepared import PreparedBatch, prepare
from framing.extraction.terms import (
    TermReader,
    TermRules,
    Within,
    stop_word_list,
    terms_table,
)
from framing.features import Feature, voice_code
from framing.signature import Signature

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
    max_terms
        The most n-grams that are kept, and held while parts of a corpus are added up: those in
        most articles; all if it is not given. Counts of those kept stay exact, and whatever stands
        in `least_articles_` articles or more is kept.
    within
        What no n-gram crosses: `voice` (a run of voice, nor a sentence), or only `article`, as in
        scikit-learn; then an n-gram has the voice of its first word.
    language
        Of the texts.
    norm, sublinear_tf
        As in `sklearn.feature_extraction.text.TfidfTransformer`; idf is smoothed as there:
        ln((1 + N) / (1 + df)) + 1.

    Attributes
    ----------
    least_articles_
        The n-grams that are kept are exactly those in so many articles or more: `min_articles`, or
        more where there would be more than `max_terms`.
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
        max_terms: int | None = None,
        within: Within = "voice",
    ) -> None:
        self.ngrams = ngrams
        self.voices = voices
        self.min_articles = min_articles
        self.stop_words = stop_words
        self.numbers = numbers
        self.language = language
        self.norm = norm
        self.sublinear_tf = sublinear_tf
        self.max_terms = max_terms
        self.within = within

    def fit(self, X: Sequence[str], y: Any = None) -> Self:
        """Learn the vocabulary and the idf of each n-gram."""
        self._learn_counts(self._count(X), len(X))
        return self

    def fit_transform(self, X: Sequence[str], y: Any = None) -> csr_matrix:
        """Learn, and return the weights of the same texts; they are read once."""
        counts = self._count(X)
        column = self._learn_counts(counts, len(X))
        return self._weighted(counts, column, len(X))

    def _learn_counts(self, counts: NgramCounts, n_articles: int) -> NDArray[np.int32]:
        """Learn from counts; return the column of each of their n-grams, -1 for none."""
        n = counts.frequencies()
        lost = lost_to_fit(n, self.max_terms)
        keep = n >= max(self.min_articles, lost + 1)
        self._remember(counts.names(np.flatnonzero(keep)), n[keep], n_articles, lost)
        return np.where(keep, np.cumsum(keep) - 1, -1).astype(np.int32)

    def finish(self, terms: pa.Table, n_articles: int) -> pa.Table:
        """Learn vocabulary and idf from counts by article; return the counts that are kept."""
        found = frequencies_of(terms)
        lost = lost_to_fit(found.column("n").to_numpy(), self.max_terms)
        names = self.learn(found, n_articles, lost=lost)
        return terms.filter(pc.is_in(terms.column("term"), value_set=names))

    def learn(self, frequencies: pa.Table, n_articles: int, *, lost: int = 0) -> pa.Array:
        """Learn vocabulary and idf from the number of articles that each term stands in.

        Returns the terms that stand in enough of them. Parts of a corpus can be added up for it.

        Parameters
        ----------
        frequencies
            Terms and exact numbers of articles (`FREQUENCIES_SCHEMA`).
        n_articles
            Of the corpus.
        lost
            Terms in so many articles or fewer may be missing in `frequencies`; all of these are
            left out.
        """
        least = max(self.min_articles, lost + 1)
        often = frequencies.filter(pc.greater_equal(frequencies.column("n"), least))
        often = often.take(pc.sort_indices(often, [("term", "ascending")])).combine_chunks()
        names = often.column("term").combine_chunks()
        self._remember(names, often.column("n").to_numpy(), n_articles, lost)
        return names

    def _remember(self, names: pa.Array, n: NDArray[np.int64], n_articles: int, lost: int) -> None:
        self.least_articles_ = max(self.min_articles, lost + 1)
        self._learnt = (names, n.astype(np.float64), n_articles)
        for name in ("vocabulary_", "weighting_"):
            self.__dict__.pop(name, None)

    def __getattr__(self, name: str) -> Any:
        """Make vocabulary and weights when they are first looked at."""
        if name not in ("vocabulary_", "weighting_") or "_learnt" not in self.__dict__:
            raise AttributeError(f"'{type(self).__name__}' has no attribute '{name}'")
        terms, n, n_articles = self.__dict__["_learnt"]
        if name == "vocabulary_":
            self.vocabulary_ = {term: i for i, term in enumerate(terms.to_pylist())}
        else:
            self.weighting_ = TfidfTransformer(norm=self.norm, sublinear_tf=self.sublinear_tf)
            if len(n):
                self.weighting_.fit(csr_matrix((1, len(n))))
                self.weighting_.idf_ = np.log((1 + n_articles) / (1 + n)) + 1
        return self.__dict__[name]

    def fingerprint(self) -> str:
        """Return what the counts depend on."""
        rules = self._rules()
        return f"tfidf {rules.ngrams} {sorted(rules.stop_words)} {rules.numbers} {rules.within}"

    def transform(self, X: Sequence[str]) -> csr_matrix:
        """Return articles × n-grams, weighted, from the chosen voices."""
        check_is_fitted(self, "_learnt")
        counts = self._count(X)
        found = pc.index_in(counts.names(), value_set=self._learnt[0])
        return self._weighted(counts, pc.fill_null(found, -1).to_numpy(), len(X))

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[Any]:
        """Return `tfidf:` and the n-gram for every column."""
        check_is_fitted(self, "_learnt")
        names = pc.binary_join_element_wise("tfidf", self._learnt[0], ":")
        return np.asarray(names.to_numpy(zero_copy_only=False), dtype=object)

    def features(self) -> tuple[Feature, ...]:
        """Return nothing: n-grams are counted in the table of terms."""
        return ()

    def extract_batch(self, prepared: PreparedBatch) -> Part:
        """Return the counts of n-grams by voice of a prepared batch."""
        reader = TermReader(self._rules())
        reader.take(prepared)
        return Part(terms=terms_table(reader.counts()))

    def signature(self) -> Signature:
        """Return the lengths of n-grams and what is left out."""
        first, last = self.ngrams
        told = {"ngrams": f"{first}-{last}", "stop_words": self._stop_words_name()}
        if self.within != "voice":
            told["within"] = self.within
        if getattr(self, "least_articles_", 0) > self.min_articles:
            told["least_articles"] = str(self.least_articles_)
        return Signature.of(**told)

    def notes(self) -> tuple[str, ...]:
        """Return what has to be told of the n-grams that were kept."""
        if getattr(self, "least_articles_", 0) <= self.min_articles:
            return ()
        return (
            f"n-grams in fewer than {self.least_articles_:,} articles are left out, and all others "
            f"counted exactly: no more than {self.max_terms:,} are held at a time (max_terms)"
            + ("" if len(self._learnt[0]) else "; none is left, so set a larger max_terms"),
        )

    def _stop_words_name(self) -> str:
        if self.stop_words is None or isinstance(self.stop_words, str):
            return str(self.stop_words or "none")
        return f"{len(self.stop_words)} given"

    def _chosen_voices(self) -> tuple[str, ...]:
        """Return the voices that are chosen; one may be named without a list."""
        return (self.voices,) if isinstance(self.voices, str) else tuple(self.voices or ())

    def _rules(self) -> TermRules:
        stop_words = stop_word_list(self.language, self.stop_words)
        if self.within not in get_args(Within):
            known = " or ".join(get_args(Within))
            raise ValueError(f"within: expected {known}, found '{self.within}'")
        for name in ("min_articles", "max_terms"):
            least = getattr(self, name)
            if least is not None and (not _is_whole(least) or least < 1):
                raise ValueError(f"{name}: expected a whole number, 1 or more, found {least!r}")
        lengths = tuple(self.ngrams)
        if (
            len(lengths) != 2
            or not all(map(_is_whole, lengths))
            or not 1 <= lengths[0] <= lengths[1]
        ):
            raise ValueError(
                "ngrams: expected two whole numbers, 1 or more, shortest first, found "
                f"{self.ngrams!r}"
            )
        ngrams = lengths[0], lengths[1]
        return TermRules(ngrams, stop_words, self.numbers, self.within)

    def _count(self, X: Sequence[str]) -> NgramCounts:
        """Count the n-grams of texts; voices and sentences are found only if they matter."""
        if isinstance(X, str):
            raise ValueError("expected a list of texts, found one text; write [text]")
        for voice in self._chosen_voices():
            voice_code(voice)
        reader = TermReader(self._rules())
        plain = not self.voices and (self.within == "article" or self.ngrams[1] == 1)
        for batch in text_batches(X):
            if plain:
                reader.take_plain(batch)
            else:
                reader.take(prepare(batch, language=self.language))
        return reader.counts()

    def _weighted(
        self, counts: NgramCounts, column: NDArray[np.integer[Any]], n_articles: int
    ) -> csr_matrix:
        """Return the weights of counts whose n-grams have these columns, -1 for none."""
        columns = column[counts.term]
        keep = columns >= 0
        if self.voices:
            keep &= np.isin(counts.voice, [VOICES.index(v) for v in self._chosen_voices()])
        n = counts.n[keep].astype(np.float64)
        shape = (n_articles, len(self._learnt[0]))
        found = csr_matrix((n, (counts.article[keep], columns[keep])), shape=shape)
        return self.weighting_.transform(found, copy=False) if all(shape) else found


def _is_whole(value: Any) -> bool:
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool)
