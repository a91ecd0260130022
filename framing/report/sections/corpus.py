"""The corpus: which articles were read, and what was left out of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from framing.report.languages import languages_of
from framing.report.model import (
    Block,
    Cell,
    Column,
    DataTable,
    Heading,
    Number,
    Paragraph,
    Quoted,
    Section,
)
from framing.report.numbers import count_of, key_of, words_count
from framing.report.study import Study
from framing.report.wording import plural, several_groups

__all__ = ["corpus_section"]

_LONGEST = 160
_MOST_ROWS = 200
_WORDS = (("words", "Words"), ("words_left_out", "Left out"))
_METADATA = (
    ("outlet_name", "Publisher"),
    ("title", "Title"),
    ("published", "Published"),
    ("translated", "Translated"),
    ("note", "Remark"),
)


def corpus_section(study: Study) -> Section:
    """Return the articles with their words, and what each cleaning rule left out."""
    return Section(
        "corpus",
        "The articles",
        (*_articles(study), *languages_of(study), *_cleaning(study)),
    )


def _articles(study: Study) -> Iterable[Block]:
    articles = study.features.articles
    n, groups = len(articles), len(study.groups)
    if not n:
        yield Paragraph(("There is nothing to show, because the corpus has no article.",))
        return
    total = int(articles["words"].sum())
    yield Paragraph(
        (
            "The study read ",
            count_of("corpus.all.articles.n", n, unit="articles"),
            f" {plural(n, 'article')} with ",
            words_count("corpus.all.words.n", total),
            " words, from ",
            count_of("corpus.all.groups.n", groups, unit=study.by),
            f" {several_groups(study, groups)}.",
            " The short name in the first column stands for the outlet in all tables and figures."
            if _told(articles, "outlet_name") and study.by == "outlet"
            else "",
        )
    )
    by = () if study.by == "outlet" else ((study.by, study.by),)
    shown = [(name, title) for name, title in (*by, *_METADATA) if _told(articles, name)]
    columns = [Column("Outlet", "text"), Column("Article", "text")]
    columns += [Column(title, "text") for _, title in shown]
    columns += [Column(title) for _, title in _WORDS]
    yield DataTable(
        name="corpus-articles",
        caption="The articles and their words",
        columns=tuple(columns),
        rows=tuple(
            _article_row(dict(row), shown) for row in articles.head(_MOST_ROWS).to_dict("records")
        ),
        note=(
            _cut(n, "articles", "features.parquet"),
            "Words that cleaning left out stand in no other number of this report. Dates, "
            "translations and remarks are as the metadata of the corpus give them.",
        ),
        grouped=True,
    )


def _cut(n: int, what: str, file: str) -> str:
    """Say that only the first rows are shown, where there are more."""
    return f"Only the first {what} are shown; {file} has them all. " if n > _MOST_ROWS else ""


def _told(articles: Any, column: str) -> bool:
    if column not in articles.columns:
        return False
    return bool(articles[column].fillna("").astype(str).str.strip().ne("").any())


def _article_row(row: dict[Any, Any], shown: list[tuple[str, str]]) -> tuple[Cell, ...]:
    numbers = [
        words_count(key_of("corpus", "articles", row["id"], name), row[name]) for name, _ in _WORDS
    ]
    return (str(row["outlet"]), str(row["id"]), *(_text(row[name]) for name, _ in shown), *numbers)


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value)


def _cleaning(study: Study) -> Iterable[Block]:
    yield Heading("What was left out")
    spans = study.features.left_out.to_pylist()
    rules = _rules(study)
    if not spans:
        reason = (
            "the study asks for no cleaning" if not rules else "the cleaning rules found nothing"
        )
        yield Paragraph((f"Nothing was left out, because {reason}.",))
        return
    yield Paragraph(_cleaning_words(rules))
    ids = study.features.articles_table.column("id").to_pylist()
    yield DataTable(
        name="corpus-cleaning",
        caption="What each cleaning rule left out",
        columns=(
            Column("Article", "text"),
            Column("Rule", "text"),
            Column("Words", "number"),
            Column("Text left out", "text"),
        ),
        rows=tuple(
            (
                str(ids[span["article"]]),
                str(span["rule"]),
                _left_out_words(i, span, ids),
                Quoted(_clipped(span["text"])),
            )
            for i, span in enumerate(spans[:_MOST_ROWS])
        ),
        note=(
            "Only the first stretches are shown. " if len(spans) > _MOST_ROWS else "",
            "Long stretches are cut after some words and end in “…”.",
        ),
        grouped=True,
    )


def _cleaning_words(rules: list[str]) -> tuple[str, ...]:
    named = f" The rules of this study: {', '.join(rules)}." if rules else ""
    return (
        "Page furniture, repeated captions and teasers for other articles are no part of an "
        "article. What the rules found is listed here, so that it can be checked; the texts "
        f"themselves are unaltered.{named}",
    )


def _left_out_words(i: int, span: dict[str, Any], ids: list[str]) -> Number:
    row = f"{ids[span['article']]}@{span['start']}"
    return words_count(key_of("corpus", "cleaning", f"{row}#{i}", "words"), span["words"])


def _rules(study: Study) -> list[str]:
    corpus = study.config.get("corpus")
    rules = corpus.get("clean") if isinstance(corpus, Mapping) else None
    return [str(rule) for rule in rules or ()]


def _clipped(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST].rstrip()} …"
