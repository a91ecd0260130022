"""n-grams of articles by voice: which words count, and counts as columns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pyarrow as pa

from framing.arrow_columns import number_array
from framing.corpus.batch import Batch
from framing.extraction.ngrams import NgramCounts, RunningWords, count_ngrams
from framing.extraction.prepared import PreparedBatch, articles_of
from framing.features import TERMS_SCHEMA
from framing.lexicon.characters import fold, fold_all
from framing.lexicon.tokens import Tokens, tokenize
from framing.lexicon.word_table import WordTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["TermReader", "TermRules", "Within", "count_terms", "stop_word_list", "terms_table"]

Within = Literal["voice", "article"]

_FEW = 1 << 16


@dataclass(frozen=True)
class TermRules:
    """Which n-grams count.

    Parameters
    ----------
    ngrams
        Shortest and longest, in words.
    stop_words
        No n-gram begins or ends with one of these.
    numbers
        Count words without a letter, too.
    within
        What no n-gram crosses: `voice` (a run of voice, nor a sentence), or only `article`. No
        n-gram crosses a cleaned span.
    """

    ngrams: tuple[int, int] = (1, 1)
    stop_words: frozenset[str] = frozenset()
    numbers: bool = False
    within: Within = "voice"

    def at_edge(self, forms: Sequence[str]) -> NDArray[np.bool_]:
        """Tell which forms may begin and end an n-gram."""
        if self.numbers and not self.stop_words:
            return np.ones(len(forms), bool)
        free = (
            form not in self.stop_words and (self.numbers or any(map(str.isalpha, form)))
            for form in forms
        )
        return np.fromiter(free, bool, len(forms))


class TermReader:
    """Takes batch after batch, all with voices or all without, and counts n-grams in the end.

    Of a batch it keeps a few bytes a word; each distinct word is folded once.
    """

    def __init__(self, rules: TermRules) -> None:
        self._rules = rules
        self._numbers: dict[str, int] = {}
        self._form = WordTable(self._number)
        self._pieces: list[tuple[NDArray[Any], ...]] = []
        self._voices: list[NDArray[np.int8]] = []
        self._n_articles = 0

    def take(self, prepared: PreparedBatch) -> None:
        """Take a batch; its n-grams are counted by voice."""
        article = prepared.article
        bounds = [article]
        if self._rules.within == "voice":
            bounds += [prepared.sentence, prepared.run]
        elif any(prepared.batch.left_out):
            bounds.append(_cleaned_before(prepared))
        self._add(prepared.batch, prepared.tokens, bounds, prepared.counted_voice)

    def take_plain(self, batch: Batch) -> None:
        """Take a batch without looking for voices and sentences; all words get one voice."""
        tokens = tokenize(batch.buffer)
        self._add(batch, tokens, [articles_of(batch, tokens)], None)

    def _add(
        self,
        batch: Batch,
        tokens: Tokens,
        bounds: Sequence[NDArray[Any]],
        voice: NDArray[np.integer[Any]] | None,
    ) -> None:
        joined = np.zeros(len(tokens), bool)
        joined[:-1] = True
        for place in bounds if self._rules.ngrams[1] > 1 else ():
            joined[:-1] &= place[1:] == place[:-1]
        article = (bounds[0] + self._n_articles).astype(np.int32)
        self._n_articles += len(batch)
        form = self._form.of(tokens.vocabulary, tokens.bare_word)
        self._pieces.append((form, article, joined))
        if voice is not None:
            self._voices.append(voice.astype(np.int8))

    def _number(self, words: Sequence[str]) -> list[int]:
        """Return the number of each word's folded form; new forms get the next numbers."""
        numbers = self._numbers
        return [numbers.setdefault(f, len(numbers)) for f in fold_all(words, accents=True)]

    def counts(self) -> NgramCounts:
        """Count the n-grams of all that was taken."""
        forms = sorted(self._numbers)
        rank = np.zeros(len(forms), np.int32)
        rank[[self._numbers[form] for form in forms]] = np.arange(len(forms))
        none = (np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, bool))
        columns = zip(none, *self._pieces, strict=True)
        form, article, joined = (np.concatenate(column) for column in columns)
        voice = np.concatenate(self._voices) if self._voices else None
        words = RunningWords(forms, rank[form], article, voice, joined, self._n_articles)
        return count_ngrams(words, self._rules.ngrams, self._rules.at_edge(forms))


def _cleaned_before(prepared: PreparedBatch) -> NDArray[np.int64]:
    """Return how many cleaned spans begin before each word."""
    batch = prepared.batch
    pairs = zip(batch.bases.tolist(), batch.left_out, strict=False)
    starts = [base + start for base, spans in pairs for start, _ in spans]
    return np.searchsorted(np.array(starts, np.int64), prepared.tokens.start)


def count_terms(prepared: PreparedBatch, rules: TermRules) -> pa.Table:
    """Count the n-grams of a batch.

    Returns
    -------
    Table of `TERMS_SCHEMA`, by article, then length, then term.
    """
    reader = TermReader(rules)
    reader.take(prepared)
    return terms_table(reader.counts()).cast(TERMS_SCHEMA)


def terms_table(counts: NgramCounts) -> pa.Table:
    """Return counts as columns of `TERMS_SCHEMA`, by article, then length, then term.

    Terms are numbers with a list of names beside them (an Arrow dictionary), and counts 32 bits,
    so that parts are small.
    """
    lengths = counts.lengths
    longest = int(lengths.max(initial=1))
    place = counts.article * longest + lengths[counts.term] - 1
    few = place.max(initial=0) < _FEW
    order = np.argsort(place.astype(np.uint16) if few else place, kind="stable")
    indices = number_array(counts.term[order], pa.int32())
    columns = {
        "article": number_array(counts.article[order], pa.int32()),
        "term": pa.DictionaryArray.from_arrays(indices, counts.names()),
        "voice": number_array(counts.voice[order], pa.int8()),
        "n": number_array(counts.n[order], pa.int32()),
    }
    return pa.table(columns)


def stop_word_list(language: str, which: str | Collection[str] | None) -> frozenset[str]:
    """Return stop words: none, those given, or scikit-learn's list for `english`."""
    if which is None:
        return frozenset()
    if which == "english":
        from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

        return frozenset(ENGLISH_STOP_WORDS) if language.startswith("en") else frozenset()
    if isinstance(which, str):
        raise ValueError(f"stop_words: expected 'english', a list or nothing, found '{which}'")
    return frozenset(fold(word, accents=True) for word in which)
