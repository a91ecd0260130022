"""A corpus is a table of columns; articles, batches and HTML are made when asked for."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.corpus.article import Article, Corpus
from framing.corpus.batch import BREAK
from framing.corpus.batches import article_batches
from framing.corpus.cleaning import CLEANING_RULES, clean
from framing.corpus.readers import read_corpus
from framing.errors import CorpusError

SEEDS = Path(__file__).parents[2] / "seeds"


def made(*texts: str, title: str = "") -> Corpus:
    n = len(texts)
    return Corpus(
        pa.table(
            {
                "id": [f"a{i}" for i in range(n)],
                "outlet": ["o"] * n,
                "text": list(texts),
                "title": [title] * n,
                "desk": ["news"] * n,
            }
        )
    )


def test_articles_are_values_with_their_metadata() -> None:
    (article,) = made("One.", title="A title").articles()
    assert article == Article("a0", "o", "One.", "A title", {"desk": "news"})
    with pytest.raises(AttributeError):
        article.text = "Two."  # type: ignore[misc]


def test_metadata_is_the_table_without_the_text() -> None:
    assert made("One.").metadata.column_names == ["id", "outlet", "title", "desk"]


def test_select_keeps_order_and_notes() -> None:
    corpus = Corpus(made("One.", "Two.", "Three.").table, ("a note",))
    for mask in ([True, False, True], np.array([1, 0, 1], bool), pa.array([True, False, True])):
        chosen = corpus.select(mask)
        assert chosen.ids == ("a0", "a2")
        assert chosen.notes == ("a note",)
    with pytest.raises(CorpusError, match="as long as the corpus"):
        corpus.select([True])


def test_a_table_without_the_first_columns_is_refused() -> None:
    with pytest.raises(CorpusError, match="expected the columns id, outlet, text, title first"):
        Corpus(pa.table({"text": ["a"]}))


@settings(deadline=None)
@given(st.lists(st.text(max_size=30), max_size=12), st.integers(1, 60))
def test_batches_hold_all_texts_in_order_and_end_when_full(texts: list[str], size: int) -> None:
    corpus = made(*texts) if texts else made("x").select([False])
    batches = [b.batch for b in article_batches(corpus, characters=size)]
    assert [text for batch in batches for text in batch.texts] == texts
    for batch in batches[:-1]:
        assert sum(map(len, batch.texts)) >= size
    for batch in batches:
        assert sum(map(len, batch.texts[:-1])) < size
        assert batch.left_out == ((),) * len(batch)


def test_batches_are_cleaned_by_the_rules_named() -> None:
    corpus = read_corpus(SEEDS)
    (item,) = article_batches(corpus, rules=tuple(CLEANING_RULES))
    batch = item.batch
    for article, spans, masked in zip(corpus.articles(), batch.left_out, batch.masked, strict=True):
        parts = clean(article.text, tuple(CLEANING_RULES))
        assert spans == tuple(part.span for part in parts)
        assert parts
        assert len(masked) == len(article.text)
        assert all(set(masked[start:end]) == {BREAK} for start, end in spans)
    assert "Leave a Reply" not in batch.buffer


def test_titles_protect_their_line_in_batches() -> None:
    text = "World\n\nThe council met late on Tuesday and agreed to lower the price of bread."
    (bare,) = article_batches(made(text), rules=["furniture"])
    (titled,) = article_batches(made(text, title="World"), rules=["furniture"])
    assert bare.batch.left_out == (((0, 5),),)
    assert titled.batch.left_out == ((),)


def test_html_escapes_what_articles_say() -> None:
    corpus = Corpus(
        pa.table({"id": ["<b>"], "outlet": ["a & b"], "text": ["<script>"], "title": ["“x”"]})
    )
    page = corpus._repr_html_()
    assert "&lt;b&gt;" in page
    assert "a &amp; b" in page
    assert "<script>" not in page
    assert "8 characters" in page
    assert "<caption>1 article</caption>" in page
    many = made(*["x"] * 12)._repr_html_()
    assert "12 articles, the first 10 shown" in many
