"""The languages of the articles, and how far voices can be told apart in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from framing.report.model import Block, Cell, Column, DataTable, Heading
from framing.report.numbers import count_of, key_of, words_count
from framing.report.study import LanguageCard, Study

__all__ = ["language_name", "languages_of"]

_NAMES: Mapping[str, str] = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ka": "Georgian", "kk": "Kazakh", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovene", "sr": "Serbian", "sv": "Swedish",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def language_name(code: str) -> str:
    """Return a language's English name, or its code if that is not known here."""
    return _NAMES.get(code, code)


def languages_of(study: Study) -> Iterable[Block]:
    """Return the table of languages; nothing if the study tells none."""
    if not study.languages:
        return
    yield Heading("Languages")
    yield DataTable(
        name="corpus-languages",
        caption="Articles by language, and how their voices are told apart",
        columns=(
            Column("Language", "text"),
            Column("Articles"),
            Column("Words"),
            Column("Voices are told by", "text"),
        ),
        rows=tuple(_row(card) for card in study.languages),
    )


def _row(card: LanguageCard) -> tuple[Cell, ...]:
    return (
        language_name(card.code),
        count_of(
            key_of("corpus", "languages", card.code, "articles"), card.n_articles, unit="articles"
        ),
        words_count(key_of("corpus", "languages", card.code, "words"), card.words),
        _told_by(card),
    )


def _told_by(card: LanguageCard) -> Cell:
    if not card.reporting_words:
        return "quotation marks only: no words of saying are listed for this language"
    listed = count_of(
        key_of("corpus", "languages", card.code, "reporting_words"),
        card.reporting_words,
        unit="words and phrases",
    )
    size = "" if card.complete else ", a short first list"
    return ("quotation marks and ", listed, f" words and phrases of saying{size}")
