"""n-grams of a batch by article and voice, as columns."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from framing.arrow_columns import empty_table, number_array, string_array, table_of
from framing.evidence import VOICES
from framing.extraction.prepared import PreparedBatch
from framing.features import TERMS_SCHEMA
from framing.lexicon.characters import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["TermRules", "count_terms", "stop_word_list"]


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
    """

    ngrams: tuple[int, int] = (1, 1)
    stop_words: frozenset[str] = frozenset()
    numbers: bool = False


def count_terms(prepared: PreparedBatch, rules: TermRules) -> pa.Table:
    """Count n-grams; none crosses a run of voice, a sentence or a cleaned span.

    Returns
    -------
    Table of `TERMS_SCHEMA`, by article, then length, then term.
    """
    tokens = prepared.tokens
    distinct, inverse = np.unique(tokens.bare_word, return_inverse=True)
    folded = [fold(tokens.words[i], accents=True) for i in distinct.tolist()]
    names = sorted(set(folded))
    forms = {form: i for i, form in enumerate(names)}
    word = np.array([forms[form] for form in folded], np.int64)[inverse.reshape(-1)]
    edge = np.array([_may_stand_at_edge(form, rules) for form in names], bool)
    tables = [empty_table(TERMS_SCHEMA)]
    key, labels = word, names
    for n in range(1, rules.ngrams[1] + 1):
        if n > 1:
            key, labels = _longer(key, labels, word[n - 1 :], names)
        if n >= rules.ngrams[0] and len(key):
            keep = _unbroken(prepared, n) & edge[word[: len(key)]] & edge[word[n - 1 :]]
            tables.append(_count(prepared, key, labels, keep))
    return pa.concat_tables(tables)


def _longer(
    key: NDArray[np.int64], labels: list[str], next_word: NDArray[np.int64], names: list[str]
) -> tuple[NDArray[np.int64], list[str]]:
    """Return numbers and names of n-grams, from those one word shorter."""
    pair = key[:-1] * max(len(names), 1) + next_word
    distinct, number = np.unique(pair, return_inverse=True)
    heads, tails = np.divmod(distinct, max(len(names), 1))
    longer = [f"{labels[h]} {names[t]}" for h, t in zip(heads, tails, strict=True)]
    return number.reshape(-1).astype(np.int64), longer


def _may_stand_at_edge(form: str, rules: TermRules) -> bool:
    if form in rules.stop_words:
        return False
    return rules.numbers or any(c.isalpha() for c in form)


def _unbroken(prepared: PreparedBatch, n: int) -> NDArray[np.bool_]:
    """Tell which runs of n words lie in one article, one sentence and one run of voice."""
    size = max(len(prepared.tokens) - n + 1, 0)
    keep = np.ones(size, bool)
    for place in (prepared.article, prepared.sentence, prepared.run):
        keep &= place[:size] == place[n - 1 : n - 1 + size]
    return keep


def _count(
    prepared: PreparedBatch, key: NDArray[np.int64], labels: list[str], keep: NDArray[np.bool_]
) -> pa.Table:
    at = np.flatnonzero(keep)
    width = len(VOICES)
    cell = (prepared.article[at] * len(labels) + key[at]) * width + prepared.counted_voice[at]
    distinct, n = np.unique(cell, return_counts=True)
    rest, voice = np.divmod(distinct, width)
    article, term = np.divmod(rest, max(len(labels), 1))
    return table_of(
        {
            "article": article.astype(np.int32),
            "term": string_array(labels).take(number_array(term)),
            "voice": voice.astype(np.int8),
            "n": n.astype(np.int64),
        },
        TERMS_SCHEMA,
    )


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
