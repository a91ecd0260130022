"""Findings about words and voices, each computed by one rule and told in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from framing.report.model import Emphasis, Number, Words, plain
from framing.report.numbers import count_of, key_of
from framing.report.sections.listed_words import ListedWord, listed_words, wherever_found
from framing.report.study import Study
from framing.report.wording import enumerated, found_words, group_name, plural, readable

__all__ = ["findings_of"]

_MOST = 3
_FEW_GROUPS = 8
_OTHERS = {
    "scare": "in short quotation marks",
    "direct": "in direct quotations",
    "indirect": "in reported speech",
}


_OWN, _MARKS = "authorial", "scare"
_Rule = Callable[[Study, ListedWord], Words]


def findings_of(study: Study) -> list[tuple[str, tuple[Words, ...]]]:
    """Return headings with their findings; a rule that finds nothing has no heading."""
    rules: tuple[tuple[str, _Rule], ...] = (
        ("Never in an article’s own voice", _never_own),
        ("Bare in some articles, in quotation marks in others", _split),
        ("In own voice in one place only", _only_one),
    )
    words = listed_words(study)
    told: set[str] = set()
    out = []
    for title, rule in rules:
        items = _told_by(rule, study, words, told)
        if items:
            out.append((title, tuple(items)))
    return out


def _told_by(rule: _Rule, study: Study, words: list[ListedWord], told: set[str]) -> list[Words]:
    """Apply a rule to words that no finding has told yet; an entry is told with its name.

    A finding on a name holds for all its words. One on a single word must hold wherever the word
    is listed.
    """
    items: list[Words] = []
    for word in words:
        if len(items) == _MOST or word.key in told or word.name_key in told:
            continue
        sentence = rule(study, word)
        if sentence and (not word.entry or _holds_everywhere(study, word)):
            items.append(sentence)
            told.add(word.key)
    return items


def _holds_everywhere(study: Study, word: ListedWord) -> bool:
    whole = wherever_found(study, word)
    same = all(set(whole.groups(voice)) == set(word.groups(voice)) for voice in (_OWN, _MARKS))
    return same and set(whole.n) == set(word.n)


def _never_own(study: Study, word: ListedWord) -> Words:
    """The word occurs twice or more, in two groups or more, and never in own voice."""
    if word.groups(_OWN) or word.total < 2 or len(word.n) < 2:
        return ()
    rows = {voice: sum(word.count(g, voice) for g in word.n) for voice in _OTHERS}
    parts: list[Words] = [
        (*_counted(study, word, ("never", voice), n, {"table_voice": voice}), f" {_OTHERS[voice]}")
        for voice, n in rows.items()
        if n
    ]
    place = ("never", "all")
    denied = word.n_negated(word.n, _OTHERS)
    forms = () if word.entry else (" (", *_forms(word, list(word.n), [*_OTHERS]))
    around = " ({})" if word.entry else "; {}"
    return (
        *_label(word),
        _number(study, word, place, word.total, {}),
        " uses",
        *forms,
        *_negated(study, word, place, denied, {}, around),
        *(() if word.entry else (")",)),
        *_where(study, word),
        ", none of them in an article’s own voice: ",
        *enumerated(parts),
        ".",
    )


def _split(study: Study, word: ListedWord) -> Words:
    """Some groups use the word in own voice and never in marks, others the other way round."""
    bare = [g for g in word.groups(_OWN) if not word.count(g, _MARKS)]
    marked = [g for g in word.groups(_MARKS) if not word.count(g, _OWN)]
    if not bare or not marked or len(bare) + len(marked) > 2 * _FEW_GROUPS:
        return ()
    return (
        *_label(word),
        "In own voice, without marks, in ",
        *_listed(study, word, bare, _OWN, "split"),
        "; in short quotation marks, and never in own voice, in ",
        *_listed(study, word, marked, _MARKS, "split"),
        ".",
    )


def _only_one(study: Study, word: ListedWord) -> Words:
    """One group uses the word in own voice, twice or more; no other group does."""
    own = word.groups(_OWN)
    if len(own) != 1 or len(study.groups) < 2 or word.count(own[0], _OWN) < 2:
        return ()
    others = [group for group in word.n if group != own[0]]
    rest: Words = (f" No other article uses {'it' if word.entry else 'a word of this name'}.",)
    if others:
        rest = (
            f" Elsewhere {'it is' if word.entry else 'its words are'} found only in marks or in "
            "other people’s words: in ",
            *_plainly(study, others),
            ".",
        )
    return (
        *_label(word),
        "In own voice only in ",
        *_listed(study, word, own, _OWN, "only"),
        ".",
        *rest,
    )


def _label(word: ListedWord) -> Words:
    """Lead with the name, or with the word where the finding is about one word alone."""
    referent, name = readable(word.referent), readable(word.name)
    if not word.entry:
        return (Emphasis(f"{referent.capitalize()}: {name}. "),)
    every = _forms(word, list(word.n), [_OWN, *_OTHERS])
    return (Emphasis(plain(every)), f" ({referent}: {name}). ")


def _forms(word: ListedWord, groups: list[str], voices: list[str]) -> Words:
    """The forms that these groups use in these voices."""
    cells = [form for g in groups for v in voices for form in word.forms.get((g, v), [])]
    return found_words(cells)


def _counted(
    study: Study, word: ListedWord, place: tuple[str, str], n: int, wanted: dict[str, Any]
) -> Words:
    """Return how many there are in all groups, and how many of them are negated."""
    number = _number(study, word, place, n, wanted)
    denied = word.n_negated(word.n, [wanted["table_voice"]])
    return (number, *_negated(study, word, place, denied, wanted, " ({})"))


def _negated(
    study: Study,
    word: ListedWord,
    place: tuple[str, str],
    n: int,
    wanted: dict[str, Any],
    around: str,
) -> Words:
    """Return "1 negated" between the words around it; nothing if none is."""
    if not n:
        return ()
    before, after = around.split("{}")
    rule, column = place
    number = _number(study, word, (rule, f"{column}#negated"), n, {**wanted, "negated": True})
    return (before, number, f" negated{after}")


def _number(
    study: Study, word: ListedWord, place: tuple[str, str], n: int, wanted: dict[str, Any]
) -> Number:
    rule, column = place
    return count_of(
        key_of("summary", rule, word.key, column),
        n,
        evidence={**word.wanted, **wanted},
        signature=study.signature("words"),
    )


def _listed(study: Study, word: ListedWord, groups: list[str], voice: str, rule: str) -> Words:
    parts: list[Words] = []
    for group in groups:
        n = word.count(group, voice)
        wanted = {study.by: group, "table_voice": voice}
        place = (rule, f"{group}@{voice}")
        number = _number(study, word, place, n, wanted)
        denied = _negated(study, word, place, word.n_negated([group], [voice]), wanted, ", {}")
        forms = () if word.entry else (*_forms(word, [group], [voice]), ", ")
        parts.append(
            (group_name(group), " (", *forms, number, f" {plural(n, 'time')}", *denied, ")")
        )
    return (_articles(study, groups), *enumerated(parts))


def _plainly(study: Study, groups: list[str]) -> Words:
    if len(groups) > _FEW_GROUPS:
        return ("several other articles",)
    return (_articles(study, groups), *enumerated([(group_name(g),) for g in groups]))


def _articles(study: Study, groups: list[str]) -> str:
    one = len(groups) == 1 and study.n_articles[groups[0]] == 1
    return "the article of " if one else "the articles of "


def _where(study: Study, word: ListedWord) -> Iterator[str]:
    if len(word.n) <= _FEW_GROUPS:
        yield f" in {''.join(str(part) for part in _plainly(study, list(word.n)))}"
