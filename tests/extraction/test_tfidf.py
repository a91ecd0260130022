"""TF-IDF equals scikit-learn's on the same tokens, and counts equal those made by hand."""

from __future__ import annotations

import pickle
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from sklearn.base import clone
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer, TfidfVectorizer
from sklearn.model_selection import GridSearchCV
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline

import framing
from framing.corpus.batch import Batch
from framing.evidence import VOICES
from framing.extraction.prepared import prepare
from framing.extraction.terms import TermRules, count_terms
from tests.extraction.ngrams_by_hand import LENGTHS, TEXTS, counted, ngrams_in_voices, words_of

WEIGHTINGS = st.fixed_dictionaries(
    {"norm": st.sampled_from(["l1", "l2", None]), "sublinear_tf": st.booleans()}
)


def ours(**options):
    return framing.TfidfExtractor(numbers=True, **options)


def names(extractor):
    return [name.removeprefix("tfidf:") for name in extractor.get_feature_names_out()]


def theirs_fitted(texts, min_df=1, **options):
    """Fit scikit-learn's; return none where it refuses to, because no n-gram is left."""
    vectorizer = TfidfVectorizer(min_df=min_df, lowercase=False, token_pattern=None, **options)
    try:
        return vectorizer, vectorizer.fit_transform(texts)
    except ValueError as error:
        if any(why in str(error) for why in ("empty vocabulary", "no terms", "< documents")):
            return None, None
        raise


def assert_same(extractor, weights, vectorizer, expected, n_texts):
    if vectorizer is None:
        assert weights.shape == (n_texts, 0)
        return
    assert names(extractor) == list(vectorizer.get_feature_names_out())
    assert list(extractor.vocabulary_) == names(extractor)
    assert weights.shape == expected.shape
    assert abs(weights - expected).max() <= 1e-12
    assert extractor.weighting_.idf_ == pytest.approx(vectorizer.idf_, abs=1e-12)


@settings(max_examples=80, deadline=None)
@given(TEXTS, LENGTHS, st.integers(1, 3), WEIGHTINGS)
def test_over_whole_articles_it_equals_scikit_learn(texts, lengths, least, weighting):
    extractor = ours(ngrams=lengths, min_articles=least, within="article", **weighting)
    weights = extractor.fit_transform(texts)
    vectorizer, expected = theirs_fitted(
        texts, least, ngram_range=lengths, tokenizer=words_of, **weighting
    )
    assert_same(extractor, weights, vectorizer, expected, len(texts))


@settings(max_examples=50, deadline=None)
@given(TEXTS, LENGTHS, st.integers(1, 2), WEIGHTINGS)
def test_inside_voices_it_equals_scikit_learn_on_these_ngrams(texts, lengths, least, weighting):
    extractor = ours(ngrams=lengths, min_articles=least, **weighting)
    weights = extractor.fit_transform(texts)
    vectorizer, expected = theirs_fitted(
        texts,
        least,
        analyzer=lambda text: [term for term, _ in ngrams_in_voices(text, lengths)],
        **weighting,
    )
    assert_same(extractor, weights, vectorizer, expected, len(texts))


@settings(max_examples=50, deadline=None)
@given(TEXTS, LENGTHS, st.sets(st.sampled_from(VOICES), min_size=1))
def test_chosen_voices_are_weighted_by_the_articles_of_any(texts, lengths, voices):
    extractor = ours(ngrams=lengths, voices=sorted(voices))
    weights = extractor.fit_transform(texts)
    every, _ = theirs_fitted(
        texts, analyzer=lambda text: [term for term, _ in ngrams_in_voices(text, lengths)]
    )
    if every is None:
        assert weights.shape[1] == 0
        return
    chosen = CountVectorizer(
        vocabulary=every.vocabulary_,
        analyzer=lambda text: [t for t, v in ngrams_in_voices(text, lengths) if v in voices],
    )
    weighting = TfidfTransformer()
    weighting.idf_ = every.idf_
    expected = weighting.transform(chosen.transform(texts))
    assert names(extractor) == list(every.get_feature_names_out())
    assert abs(weights - expected).max() <= 1e-12


@settings(max_examples=50, deadline=None)
@given(TEXTS, TEXTS, LENGTHS)
def test_other_texts_are_weighted_as_scikit_learn_does(texts, others, lengths):
    extractor = ours(ngrams=lengths, within="article").fit(texts)
    vectorizer, _ = theirs_fitted(texts, ngram_range=lengths, tokenizer=words_of)
    weights = extractor.transform(others)
    if vectorizer is None:
        assert weights.shape == (len(others), 0)
    else:
        assert abs(weights - vectorizer.transform(others)).max() <= 1e-12
    together = ours(ngrams=lengths, within="article").fit_transform(texts)
    assert abs(extractor.transform(texts) - together).sum() == 0


@settings(max_examples=40, deadline=None)
@given(TEXTS, LENGTHS, st.integers(1, 3))
def test_the_counts_of_a_corpus_give_the_weights_of_scikit_learn(texts, lengths, least):
    frame = pd.DataFrame({"id": [f"t{i}" for i in range(len(texts))], "outlet": "one"})
    frame["text"] = [f"{text} same" for text in texts]
    extractor = ours(ngrams=lengths, min_articles=least)
    features = framing.extract(framing.read_corpus(frame), [extractor])
    vectorizer, expected = theirs_fitted(
        list(frame["text"]),
        least,
        analyzer=lambda text: [term for term, _ in ngrams_in_voices(text, lengths)],
    )
    terms = features.terms.to_pandas()
    if vectorizer is None:
        assert terms.empty
        return
    column = terms["term"].map(extractor.vocabulary_)
    counts = csr_matrix(
        (terms["n"].astype(float), (terms["article"], column)), shape=expected.shape
    )
    assert abs(extractor.weighting_.transform(counts) - expected).max() <= 1e-12


@settings(max_examples=60, deadline=None)
@given(TEXTS, LENGTHS)
def test_counts_by_voice_are_those_made_by_hand(texts, lengths):
    rows = count_terms(prepare(Batch.of(texts)), TermRules(lengths, numbers=True)).to_pylist()
    found = {(row["article"], row["term"], VOICES[row["voice"]]): row["n"] for row in rows}
    assert found == counted(texts, lengths)
    assert len(found) == len(rows)
    order = [(r["article"], r["term"].count(" "), r["term"].split(" "), r["voice"]) for r in rows]
    assert order == sorted(order)


@pytest.mark.parametrize("longest", [5, 6, 9])
def test_long_ngrams_of_many_words_are_counted_right(longest):
    drawn = np.random.default_rng(3).integers(0, 7000, 9000)
    words = [f"w{number:04}" for number in drawn.tolist()]
    texts = [" ".join(words), " ".join(words[::-1]), "w0001 w0002 w0003 w0004 w0005 w0006"]
    extractor = ours(ngrams=(1, longest), within="article", norm=None).fit(texts)
    expected = Counter(
        " ".join(piece[i : i + n])
        for piece in map(str.split, texts)
        for n in range(1, longest + 1)
        for i in range(len(piece) - n + 1)
    )
    assert names(extractor) == sorted(expected)
    idf = extractor.weighting_.idf_
    found = np.asarray(extractor.transform(texts).sum(axis=0)).ravel() / idf
    assert found == pytest.approx([expected[name] for name in names(extractor)])


def test_no_ngram_crosses_a_cleaned_span_wherever_it_may_go():
    batch = Batch.of(["one two XX three. Four", "five"], left_out=[[(8, 10)], []])
    for within, expected in (("voice", ["one two"]), ("article", ["one two", "three four"])):
        extractor = ours(ngrams=(2, 2), within=within)
        terms = extractor.extract_batch(prepare(batch)).terms.column("term").to_pylist()
        assert terms == expected


def test_over_whole_articles_an_ngram_has_the_voice_of_its_first_word():
    texts = ["He said: “We will all go home tomorrow morning.” They went."]
    for voice, expected in (("authorial", "said we"), ("direct", "morning they")):
        extractor = ours(ngrams=(2, 2), within="article", voices=[voice])
        weights = extractor.fit_transform(texts).toarray()[0]
        assert expected in {n for n, w in zip(names(extractor), weights, strict=True) if w}


def test_texts_without_words_and_no_texts():
    extractor = ours(ngrams=(1, 2))
    assert extractor.fit_transform(["", " \n", "…"]).shape == (3, 0)
    assert extractor.transform(["red flag"]).shape == (1, 0)
    assert extractor.fit_transform([]).shape == (0, 0)
    assert ours().fit(["red flag"]).transform([]).shape == (0, 2)


def test_it_is_a_transformer_that_can_be_copied_stored_and_searched():
    texts = ["red flag", "red square", "blue flag", "blue sky"] * 3
    fitted = ours(ngrams=(1, 2), max_terms=5).fit(texts)
    copy = pickle.loads(pickle.dumps(fitted))
    assert abs(copy.transform(texts) - fitted.transform(texts)).sum() == 0
    assert clone(fitted).get_params() == fitted.get_params()
    search = GridSearchCV(
        make_pipeline(ours(), MultinomialNB()),
        {"tfidfextractor__ngrams": [(1, 1), (1, 2)], "tfidfextractor__within": ["article"]},
        cv=2,
    )
    assert search.fit(texts, [0, 0, 1, 1] * 3).score(texts, [0, 0, 1, 1] * 3) == 1


def test_an_unknown_bound_of_ngrams_is_named():
    with pytest.raises(ValueError, match="within: expected voice or article, found 'sentence'"):
        ours(within="sentence").fit(["a b"])


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"max_terms": 0}, "max_terms: expected a whole number, 1 or more, found 0"),
        ({"max_terms": -1}, "max_terms: expected a whole number, 1 or more, found -1"),
        ({"max_terms": "many"}, "max_terms: expected a whole number, 1 or more, found 'many'"),
        ({"max_terms": True}, "max_terms: expected a whole number, 1 or more, found True"),
        ({"min_articles": 0}, "min_articles: expected a whole number, 1 or more, found 0"),
        ({"ngrams": (3, 1)}, "ngrams: expected two whole numbers, 1 or more, shortest first"),
        ({"ngrams": (0, 1)}, "ngrams: expected two whole numbers, 1 or more, shortest first"),
        ({"ngrams": (1,)}, "ngrams: expected two whole numbers, 1 or more, shortest first"),
        ({"ngrams": "12"}, "ngrams: expected two whole numbers, 1 or more, shortest first"),
    ],
)
def test_settings_that_mean_nothing_are_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        framing.TfidfExtractor(**settings).fit(["One two.", "Two three."])


def test_one_text_is_not_taken_for_a_list_of_letters():
    with pytest.raises(ValueError, match="expected a list of texts, found one text"):
        framing.TfidfExtractor().fit("One two.")


def test_one_voice_may_be_named_without_a_list():
    texts = ["One came. “Two of them went home,” he said.", "One went."]
    alone = framing.TfidfExtractor(voices="direct").fit_transform(texts)
    listed = framing.TfidfExtractor(voices=["direct"]).fit_transform(texts)
    assert alone.nnz
    assert (alone != listed).nnz == 0


def test_it_is_told_when_no_term_is_left():
    texts = ["one two three", "one two three"]
    bounded = framing.TfidfExtractor(max_terms=2).fit(texts)
    assert not len(bounded.get_feature_names_out())
    assert "none is left, so set a larger max_terms" in bounded.notes()[0]
    assert "none is left" not in framing.TfidfExtractor(max_terms=1).fit(["a b", "a"]).notes()[0]
