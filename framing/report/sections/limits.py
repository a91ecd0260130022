"""Limits: what the study can't say."""

from __future__ import annotations

from collections.abc import Iterator

from framing.report.languages import language_name
from framing.report.model import Emphasis, Listing, Section, Words
from framing.report.numbers import count_of, words_count
from framing.report.study import Study
from framing.report.wording import found_words, in_articles, joined, kind_of, plural

__all__ = ["limits_section", "main_limits"]


def limits_section(study: Study) -> Section:
    """Return the limits that hold for this study, as a list."""
    return Section("limits", "What this study can’t say", (Listing(tuple(_limits(study))),))


def main_limits(study: Study) -> tuple[Words, ...]:
    """Return the limits that a reader of the summary alone must know."""
    return tuple(_limits(study))[:3]


def _limits(study: Study) -> Iterator[Words]:
    yield _articles(study)
    yield (
        Emphasis("Intentions and effects. "),
        "The study counts words and tells in whose voice they stand. It does not know why an "
        "author chose a word, whether it is apt, or what it does to readers. A difference between "
        "articles is not by itself a bias of either.",
    )
    yield (
        Emphasis("Words that no pack lists. "),
        "Only listed words are counted. Pronouns and unlisted names are outside every share, "
        "and a category that was not found may have been written about in other words.",
    )
    yield (
        Emphasis("Voices are told apart by rules. "),
        "Quotation marks, verbs of saying and phrases such as “according to” decide whose words "
        "they are. The rules err where marks are broken, where speech is reported without any "
        "sign, and where irony has none. In the HTML report each number leads to its sentences, "
        "so that a reader can judge.",
    )
    yield from _marks_only(study)
    yield from _translations(study)
    yield from _not_settled(study)
    if len(study.groups) > 1 and "event" in study.features.articles.columns:
        yield (
            Emphasis("Why articles differ. "),
            "Articles on the same event may still differ in length, hour, kind and the news at "
            f"hand. These can’t be told apart from the {kind_of(study)} here.",
        )


def _articles(study: Study) -> Words:
    if not study.groups:
        return (Emphasis("Anything about outlets. "), "The corpus has no article.")
    if len(study.groups) == 1:
        return (
            Emphasis("A comparison. "),
            "The corpus holds ",
            *in_articles(study, study.groups[0]),
            " only, so there is nothing to compare it with.",
        )
    kind = kind_of(study)
    if study.one_article_each:
        return (
            Emphasis(f"What is usual for the {kind}. "),
            f"There is one article from each {kind}. What is particular to the {kind}, to the "
            "author, to the day and to that one article can’t be told apart, so every finding "
            f"speaks of the article and never of the {kind} in general.",
        )
    return (
        Emphasis("More than these articles. "),
        "The numbers describe the articles of this corpus. They speak for other articles of the "
        f"same {kind} only as far as these were chosen without regard to what they say.",
    )


def _not_settled(study: Study) -> Iterator[Words]:
    """Tell what the rules left open in these texts, with its numbers."""
    names = [f.name for f in study.features.features if f.leaf and f.short == "unclear"]
    n = sum(int(study.features.counts(name).sum()) for name in names)
    if n:
        paths = sorted({study.features.feature(name).category for name in names})
        surfaces = study.features.evidence.where(category=paths).to_pylist()
        found = sorted({row["surface"].casefold() for row in surfaces})
        yield (
            Emphasis("Names that fit more than one thing. "),
            count_of("limits.unclear.all.n", n),
            f" {plural(n, 'match', 'matches')} of words (",
            *found_words(found),
            ") with nothing beside them that settles who is meant are in no share; they are "
            "counted apart.",
        )
    speech = study.features.speech
    kinds, words = speech["speaker_kind"], speech["words"]
    total, nobody, pronoun = (
        int(words[keep].sum()) for keep in (kinds != "", kinds == "none", kinds == "pronoun")
    )
    if nobody + pronoun:
        yield (
            Emphasis("Who speaks, in places. "),
            "Of ",
            words_count("limits.speech.all.words", total),
            " words of speech, ",
            words_count("limits.speech.nobody.words", nobody),
            " are given to nobody, and ",
            words_count("limits.speech.pronoun.words", pronoun),
            " to a pronoun that nothing nearby settles. They count as speech, but for no source.",
        )


def _marks_only(study: Study) -> Iterator[Words]:
    without = [language_name(c.code) for c in study.languages if not c.reporting_words]
    if without:
        yield (
            Emphasis("Speech without marks in some languages. "),
            f"For {joined(without)} only quotation marks and turns led by a dash are read, as no "
            "words of saying are listed. What is reported there without marks counts as the "
            "article’s own voice, and quotations have no speaker.",
        )


def _translations(study: Study) -> Iterator[Words]:
    articles = study.features.articles
    if "translated" not in articles.columns:
        return
    told = articles["translated"].fillna("").astype(str).str.lower()
    translated = articles["outlet"][~told.isin(["", "no", "false"])].tolist()
    if not translated:
        return
    every = len(translated) == len(articles)
    which = "All articles are" if every else "Some of the articles are"
    machine = " some by machine," if bool(told.eq("machine").any()) else ""
    yield (
        Emphasis("The words of the original. "),
        f"{which} translations,{machine} as the table of articles shows. The choice of a word, "
        "and at times its quotation marks, may be the translator’s and not the author’s.",
    )
