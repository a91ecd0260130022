"""A corpus cut into batches for the text half, with what cleaning leaves out of each article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, groupby

from framing.corpus.article import Article, Corpus
from framing.corpus.batch import Batch
from framing.corpus.cleaning import LeftOut, clean

__all__ = ["ArticleBatch", "article_batches", "text_batches"]

BATCH_CHARACTERS = 2_000_000


@dataclass(frozen=True)
class ArticleBatch:
    """Articles of one language that go through the text half together, with cleaned spans."""

    batch: Batch
    left_out: tuple[tuple[LeftOut, ...], ...]
    language: str

    def select(self, keep: Sequence[bool]) -> ArticleBatch:
        """Return the articles whose place in `keep` is true."""
        batch = Batch(
            tuple(compress(self.batch.texts, keep)),
            tuple(compress(self.batch.titles, keep)),
            tuple(compress(self.batch.left_out, keep)),
        )
        return ArticleBatch(batch, tuple(compress(self.left_out, keep)), self.language)


def article_batches(
    corpus: Corpus,
    *,
    rules: Sequence[str] = (),
    language: str | None = None,
    characters: int = BATCH_CHARACTERS,
) -> Iterator[ArticleBatch]:
    """Yield the articles in order, cleaned, in batches of one language and bounded length.

    Parameters
    ----------
    rules
        Names of `framing.corpus.cleaning.CLEANING_RULES`.
    language
        Of all articles, in place of their column `language`; else `en`.
    characters
        A batch ends with the article that brings it to so many characters.
    """

    def language_of(article: Article) -> str:
        return language or article.metadata.get("language") or "en"

    for code, articles in groupby(corpus.articles(), key=language_of):
        waiting: list[Article] = []
        size = 0
        for article in articles:
            waiting.append(article)
            size += len(article.text)
            if size >= characters:
                yield _article_batch(waiting, rules, code)
                waiting, size = [], 0
        if waiting:
            yield _article_batch(waiting, rules, code)


def text_batches(texts: Iterable[str], *, characters: int = BATCH_CHARACTERS) -> Iterator[Batch]:
    """Yield texts in order, in batches that end with the text that brings them to a size."""
    waiting: list[str] = []
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= characters:
            yield Batch.of(waiting)
            waiting, size = [], 0
    if waiting:
        yield Batch.of(waiting)


def _article_batch(articles: Sequence[Article], rules: Sequence[str], code: str) -> ArticleBatch:
    left_out = tuple(clean(a.text, rules, title=a.title) if rules else () for a in articles)
    batch = Batch.of(
        [a.text for a in articles],
        titles=[a.title for a in articles],
        left_out=[[(span.start, span.end) for span in spans] for spans in left_out],
    )
    return ArticleBatch(batch, left_out, code)
