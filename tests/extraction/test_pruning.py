"""Rare n-grams are left out: exactly, or within a bound that is told."""

from __future__ import annotations

import json
import random
from collections import Counter

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framing
from framing.corpus.batch import Batch
from framing.corpus.shards import find_shards
from framing.engine.processes import ProcessEngine
from framing.engine.serial import SerialEngine
from framing.experiment.mapping import Mapping, map_and_merge
from framing.extraction.frequencies import (
    FREQUENCIES_SCHEMA,
    TermFrequencies,
    counted_again,
    frequencies_of,
)
from framing.extraction.prepared import prepare
from framing.features import TERMS_SCHEMA
from tests.extraction.ngrams_by_hand import LENGTHS, TEXTS, counted

PARTS = st.lists(
    st.dictionaries(st.sampled_from("abcdefghijklmnop"), st.integers(1, 9)), max_size=14
)


def table_of(numbers):
    return pa.table([list(numbers), list(numbers.values())], schema=FREQUENCIES_SCHEMA)


def numbers_in(table):
    return dict(zip(table["term"].to_pylist(), table["n"].to_pylist(), strict=True))


def added_up(parts, most, pending):
    found = TermFrequencies(most, pending=pending)
    for part in parts:
        found.add(table_of(part))
    return numbers_in(found.table()), found


@settings(max_examples=300, deadline=None)
@given(PARTS, st.integers(1, 12), st.integers(0, 30))
def test_what_is_held_is_wrong_by_no_more_than_is_told(parts, most, pending):
    true = sum(map(Counter, parts), Counter())
    held, found = added_up(parts, most, pending)
    assert len(held) <= most
    for term, n in true.items():
        assert max(n - found.lost, 0) <= held.get(term, 0) <= n
    assert found.lost * (most + 1) <= sum(true.values())
    if len(true) <= most:
        assert found.lost == 0


@settings(max_examples=100, deadline=None)
@given(PARTS, st.integers(0, 30))
def test_without_a_bound_nothing_is_lost(parts, pending):
    held, found = added_up(parts, None, pending)
    assert held == sum(map(Counter, parts), Counter())
    assert found.lost == 0


@settings(max_examples=300, deadline=None)
@given(PARTS, st.integers(1, 12), st.integers(0, 30))
def test_a_second_look_finds_exactly_what_stands_in_more_articles_than_were_lost(
    parts, most, pending
):
    true = sum(map(Counter, parts), Counter())
    _, found = added_up(parts, most, pending)
    exact = counted_again(found.table(), map(table_of, parts), found.lost)
    assert numbers_in(exact) == {term: n for term, n in true.items() if n > found.lost}


@settings(max_examples=60, deadline=None)
@given(TEXTS, LENGTHS)
def test_frequencies_are_numbers_of_articles_however_names_are_stored(texts, lengths):
    rows = sorted(counted(texts, lengths).items())
    columns = [[i for (i, _, _), _ in rows], [t for (_, t, _), _ in rows], [0] * len(rows)]
    table = pa.table([*columns, [n for _, n in rows]], schema=TERMS_SCHEMA)
    expected = Counter(term for _, term in {(i, t) for (i, t, _), _ in rows})
    assert numbers_in(frequencies_of(table)) == expected
    stored_once = table.set_column(1, "term", table["term"].combine_chunks().dictionary_encode())
    assert numbers_in(frequencies_of(stored_once)) == expected
    assert numbers_in(frequencies_of(stored_once.slice(len(rows) // 2))) == numbers_in(
        frequencies_of(table.slice(len(rows) // 2))
    )


@settings(max_examples=60, deadline=None)
@given(TEXTS, LENGTHS, st.integers(1, 3), st.integers(1, 40))
def test_a_transformer_keeps_the_terms_in_most_articles(texts, lengths, least, most):
    options = {"ngrams": lengths, "numbers": True, "within": "article"}
    whole = framing.TfidfExtractor(**options, min_articles=least).fit(texts)
    bounded = framing.TfidfExtractor(**options, min_articles=least, max_terms=most).fit(texts)
    assert len(bounded.get_feature_names_out()) <= most
    alike = framing.TfidfExtractor(**options, min_articles=bounded.least_articles_)
    assert abs(alike.fit_transform(texts) - bounded.fit_transform(texts)).sum() == 0
    assert list(alike.get_feature_names_out()) == list(bounded.get_feature_names_out())
    if len(framing.TfidfExtractor(**options).fit(texts).get_feature_names_out()) <= most:
        assert bounded.least_articles_ == least
        assert list(bounded.get_feature_names_out()) == list(whole.get_feature_names_out())
        assert bounded.notes() == ()


WORDS = [f"w{i}" for i in range(60)]


def write_articles(file, n=40, seed=5):
    """Write articles in which low numbers are frequent words."""
    drawn = random.Random(seed)
    with file.open("w", encoding="utf-8") as out:
        for i in range(n):
            words = [WORDS[min(int(drawn.paretovariate(0.6)), 60) - 1] for _ in range(40)]
            row = {"id": f"a{i}", "outlet": drawn.choice("AB"), "text": " ".join(words)}
            out.write(json.dumps(row) + "\n")
    return file


def merged_of(file, folder, engine=None, **options):
    """Map and merge in small shards; return the rows by name, the extractor, and the notes."""
    extractor = framing.TfidfExtractor(ngrams=(1, 2), **options)
    folder.mkdir()
    mapping = Mapping(engine or SerialEngine(), folder, False, lambda *_: None)
    shards = find_shards(str(file), shard_bytes=900, whole_bytes=0)
    assert len(shards) > 5
    merged, _ = map_and_merge(shards, [extractor], mapping)
    return merged, extractor


def with_frequency(terms, least):
    frequency = terms.groupby("term")["article"].nunique()
    return terms[terms["term"].map(frequency) >= least].reset_index(drop=True)


@pytest.mark.parametrize("least", [1, 2, 5])
def test_two_looks_at_shards_are_exact(tmp_path, least):
    file = write_articles(tmp_path / "articles.jsonl")
    every = merged_of(file, tmp_path / "every")[0].features.terms.to_pandas()
    merged, extractor = merged_of(file, tmp_path / "some", min_articles=least)
    assert merged.features.terms.to_pandas().equals(with_frequency(every, least))
    assert extractor.least_articles_ == least
    assert merged.notes == ()


@pytest.mark.parametrize(("most", "least"), [(30, 1), (200, 2), (5, 1), (100, 12)])
def test_a_bounded_run_keeps_exactly_what_it_tells(tmp_path, most, least):
    file = write_articles(tmp_path / "articles.jsonl")
    every = merged_of(file, tmp_path / "every")[0].features.terms.to_pandas()
    merged, extractor = merged_of(file, tmp_path / "some", max_terms=most, min_articles=least)
    kept = merged.features.terms.to_pandas()
    assert kept["term"].nunique() <= most
    assert kept.equals(with_frequency(every, extractor.least_articles_))
    assert len(kept)
    n = every.groupby("term")["article"].nunique()
    assert extractor.least_articles_ == max(least, n.nlargest(most + 1).iloc[-1] + 1)
    if extractor.least_articles_ > least:
        told = f"n-grams in fewer than {extractor.least_articles_} articles are left out"
        assert [note.partition(",")[0] for note in merged.notes] == [told]
        assert dict(merged.features.signature.parts)["least_articles"] == str(
            extractor.least_articles_
        )
    else:
        assert merged.notes == ()
        assert "least_articles" not in dict(merged.features.signature.parts)


def test_a_bound_that_is_not_reached_changes_nothing(tmp_path):
    file = write_articles(tmp_path / "articles.jsonl")
    whole = merged_of(file, tmp_path / "whole")[0]
    bounded = merged_of(file, tmp_path / "bounded", max_terms=100_000)[0]
    assert bounded.features.terms.equals(whole.features.terms)
    assert bounded.features.signature == whole.features.signature


class _Backwards:
    """Does the last item first, and gives values in the items' order."""

    def map(self, function, items):
        done = [function(item) for item in reversed(list(items))]
        yield from reversed(done)


def test_a_bounded_run_is_the_same_whatever_runs_it(tmp_path):
    file = write_articles(tmp_path / "articles.jsonl")
    one = merged_of(file, tmp_path / "serial", max_terms=30)[0]
    for name, engine in (("backwards", _Backwards()), ("two", ProcessEngine(workers=2))):
        other = merged_of(file, tmp_path / name, engine, max_terms=30)[0]
        assert other.features.terms.equals(one.features.terms)
        assert other.notes == one.notes


def test_the_weights_of_a_bounded_run_are_those_of_a_transformer(tmp_path):
    file = write_articles(tmp_path / "articles.jsonl")
    merged, extractor = merged_of(file, tmp_path / "parts", max_terms=30)
    texts = [json.loads(line)["text"] for line in file.read_text("utf-8").splitlines()]
    alone = framing.TfidfExtractor(ngrams=(1, 2), max_terms=30).fit(texts)
    assert list(alone.get_feature_names_out()) == list(extractor.get_feature_names_out())
    assert alone.least_articles_ == extractor.least_articles_
    assert np.array_equal(alone.weighting_.idf_, extractor.weighting_.idf_)
    assert abs(alone.transform(texts) - extractor.transform(texts)).sum() == 0
    assert dict(merged.features.signature.parts)["ngrams"] == "1-2"


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.integers(1, 30))
def test_learning_from_all_counts_at_once_is_the_same(texts, most):
    alone = framing.TfidfExtractor(ngrams=(1, 2), max_terms=most).fit(texts)
    given_counts = framing.TfidfExtractor(ngrams=(1, 2), max_terms=most)
    terms = given_counts.extract_batch(prepare(Batch.of(texts))).terms.cast(TERMS_SCHEMA)
    kept = given_counts.finish(terms, len(texts))
    names = given_counts.get_feature_names_out()
    assert list(names) == list(alone.get_feature_names_out())
    assert {f"tfidf:{term}" for term in kept["term"].to_pylist()} == set(names)
    assert given_counts.least_articles_ == alone.least_articles_
    if len(names):
        assert np.array_equal(given_counts.weighting_.idf_, alone.weighting_.idf_)
