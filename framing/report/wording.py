"""The words that the report uses for its own terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from framing.report.model import Column, Emphasis, Inline, Number, Quoted, Words
from framing.report.study import Study

__all__ = [
    "HELD_WORDS",
    "SPEECH_WORDS",
    "VOICE_WORDS",
    "as_sentence",
    "enumerated",
    "found_words",
    "group_column",
    "group_name",
    "in_articles",
    "joined",
    "kind_of",
    "plural",
    "readable",
    "several_groups",
]

_NO_MARKS = {ord(mark): None for mark in '"“”„«»'}
VOICE_WORDS: Mapping[str, str] = {
    "all": "all voices",
    "authorial": "own voice",
    "scare": "short quotation marks",
    "direct": "direct quotation",
    "indirect": "reported speech",
}
"""The voices as they are printed."""

SPEECH_WORDS: Mapping[str, str] = {
    "direct": "direct quotation",
    "indirect": "reported speech",
    "scare": "short quotation marks",
}
"""The kinds of speech as they are printed."""

HELD_WORDS: Mapping[str, str] = {
    "authorial": "Own voice",
    "scare_unattributed": "Scare quotes (no speaker)",
    "scare_attributed": "Short marks (speaker named)",
    "direct": "Direct quotation",
    "indirect": "Reported speech",
}
"""The five ways to hold a word, as the heads of columns."""


def readable(path: str) -> str:
    """Return the last part of a category's path as words: `a.security_forces`, security forces."""
    return path.rpartition(".")[2].replace("_", " ")


def plural(n: int, one: str, many: str = "") -> str:
    """Return the noun that goes with n."""
    return one if n == 1 else many or f"{one}s"


def joined(words: Sequence[str], *, last: str = "and") -> str:
    """Return "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])}{_last(last)}{words[-1]}"


def enumerated(parts: Sequence[Words], *, last: str = "and") -> Words:
    """Return parts as one run of words: "a, b and c"."""
    out: list[Inline] = []
    for i, part in enumerate(parts):
        if i:
            out.append(_last(last) if i == len(parts) - 1 else ", ")
        out.extend(part)
    return tuple(out)


def _last(word: str) -> str:
    return ", " if word == "," else f" {word} "


def kind_of(study: Study) -> str:
    """Return what the groups are: outlets, or the values of another column."""
    return study.by.replace("_", " ")


def group_column(study: Study) -> Column:
    """Return the column that names the groups."""
    return Column(kind_of(study).capitalize(), "text")


def several_groups(study: Study, n: int) -> str:
    """Return "outlets", or what else goes after the number of groups."""
    return plural(n, "outlet") if study.by == "outlet" else f"values of {kind_of(study)}"


def group_name(group: str) -> str:
    """Return a group's name as printed."""
    return group or "(no value)"


def in_articles(study: Study, group: str, count: Number | None = None) -> Words:
    """Return "the article of X" or "the n articles of X": what a sentence may speak about."""
    name = Emphasis(group_name(group))
    if study.n_articles.get(group, 0) == 1:
        return ("the article of ", name)
    return ("the ", count, " articles of ", name) if count else ("the articles of ", name)


def found_words(surfaces: Sequence[str], *, most: int = 4) -> Words:
    """Return the forms found in the articles, each marked as their words, the first few of them."""
    forms = (form.translate(_NO_MARKS).strip() for text in surfaces for form in text.split(";"))
    found = [form for form in dict.fromkeys(forms) if form]
    parts: list[Words] = [(Quoted(form),) for form in found[:most]]
    if len(found) > most:
        parts.append(("other forms",))
    return enumerated(parts)


def as_sentence(text: str) -> str:
    """Return a description as a sentence: a capital first, a full stop last; nothing of nothing."""
    plain = text.strip()
    stop = "" if plain[-1:] in ".!?…" else "."
    return f"{plain[:1].upper()}{plain[1:]}{stop}" if plain else ""
