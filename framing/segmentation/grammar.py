"""Closed word classes, by language: what the rules of reported speech lean on.

Words that report are the pack `reporting_verbs`; here stand only the small words of a language.
A language without a grammar has quotation marks and dash-led turns only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from framing.segmentation.grammar_words import ENGLISH, RUSSIAN, SPANISH, UKRAINIAN

__all__ = ["Grammar", "grammar"]

Words = frozenset[str]


@dataclass(frozen=True)
class Grammar:
    """The small words of one language.

    Parameters
    ----------
    that
        What begins a reported clause: that, whether, how …
    bare_clause
        Whether the language lets a reported clause begin without one of them.
    comma_before_that
        Whether a comma stands before it.
    past_endings
        Endings of past tenses, beside the words listed as finite.
    """

    language: str
    bare_clause: bool
    comma_before_that: bool
    that: Words
    question: Words
    determiners: Words
    subject_pronouns: Words
    object_pronouns: Words
    prepositions: Words
    coordinators: Words
    subordinators: Words
    relatives: Words
    auxiliaries: Words
    adverbs: Words
    finite: Words
    times: Words
    reflexives: Words
    past_endings: tuple[str, ...] = ()

    @cached_property
    def hearers(self) -> Words:
        """Pronouns that name a hearer."""
        return self.object_pronouns | self.reflexives


_SWITCHES = ("language", "bare_clause", "comma_before_that", "past_endings")


def _of(
    language: str,
    table: dict[str, str],
    *,
    bare_clause: bool = False,
    comma_before_that: bool = False,
    past_endings: tuple[str, ...] = (),
) -> Grammar:
    names = [n for n in Grammar.__dataclass_fields__ if n not in _SWITCHES]
    words = {name: frozenset(table.get(name, "").split()) for name in names}
    return Grammar(language, bare_clause, comma_before_that, past_endings=past_endings, **words)


_PAST_ENDINGS = ("ли", "лись", "лось", "лась", "лся")
_GRAMMARS = {
    "en": _of("en", ENGLISH, bare_clause=True),
    "es": _of("es", SPANISH),
    "ru": _of("ru", RUSSIAN, comma_before_that=True, past_endings=_PAST_ENDINGS),
    "uk": _of("uk", UKRAINIAN, comma_before_that=True, past_endings=_PAST_ENDINGS),
}


def grammar(language: str) -> Grammar | None:
    """Return the grammar of a language, or none where only marks can be read."""
    return _GRAMMARS.get(language.split("-")[0].lower())
