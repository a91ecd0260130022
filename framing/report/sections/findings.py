"""Findings about words and voices, each computed by one rule and told in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from framing.report.model import Emphasis, Filter, Number, Words
from framing.report.numbers import count_of, key_of
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


@dataclass(frozen=True, eq=False)
class _Word:
    """A name of a referent, or one entry of it, with its counts by group and voice."""

    key: str
    name_key: str
    referent: str
    name: str
    entry: str
    wanted: Filter
    forms: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    n: dict[str, dict[str, int]] = field(default_factory=dict)

    def count(self, group: str, voice: str) -> int:
        return self.n.get(group, {}).get(voice, 0)

    @property
    def total(self) -> int:
        return sum(sum(voices.values()) for voices in self.n.values())

    def groups(self, voice: str) -> list[str]:
        return [group for group in self.n if self.count(group, voice)]


_Rule = Callable[[Study, _Word], Words]


def findings_of(study: Study) -> list[tuple[str, tuple[Words, ...]]]:
    """Return headings with their findings; a rule that finds nothing has no heading."""
    rules: tuple[tuple[str, _Rule], ...] = (
        ("Never in an article’s own voice", _never_own),
        ("Bare in some articles, in quotation marks in others", _split),
        ("In own voice in one place only", _only_one),
    )
    words = _words(study)
    told: set[str] = set()
    out = []
    for title, rule in rules:
        items = _told_by(rule, study, words, told)
        if items:
            out.append((title, tuple(items)))
    return out


def _told_by(rule: _Rule, study: Study, words: list[_Word], told: set[str]) -> list[Words]:
    """Apply a rule to words that no finding has told yet; an entry is told with its name."""
    items: list[Words] = []
    for word in words:
        if len(items) == _MOST or word.key in told or word.name_key in told:
            continue
        sentence = rule(study, word)
        if sentence:
            items.append(sentence)
            told.add(word.key)
    return items


def _words(study: Study) -> list[_Word]:
    """Names before their entries, the most frequent first."""
    names = {
        (name.pack, name.category): (referent, name)
        for referent in study.referents()
        for name in study.features.names(referent)
    }
    words: dict[tuple[str, ...], _Word] = {}
    for row in study.rows("words"):
        home = names.get((row.pack, row.category))
        if home is None or not row.n:
            continue
        wanted = {"pack": row.pack, "category": row.category}
        for entry in ("", str(row.entry)):
            key = (row.pack, row.category, entry)
            if key not in words:
                full: Filter = {**wanted, "entry": entry} if entry else wanted
                words[key] = _Word(
                    ":".join(part for part in key if part),
                    ":".join(key[:2]),
                    home[0].category,
                    home[1].short,
                    entry,
                    full,
                )
            _add(words[key], row)
    return sorted(words.values(), key=lambda w: (bool(w.entry), -w.total, w.key))


def _add(word: _Word, row: Any) -> None:
    voices = word.n.setdefault(row.group, {})
    voices[row.voice] = voices.get(row.voice, 0) + int(row.n)
    word.forms.setdefault((row.group, row.voice), []).append(str(row.surfaces))


def _never_own(study: Study, word: _Word) -> Words:
    """The word occurs twice or more, in two groups or more, and never in own voice."""
    if word.groups("authorial") or word.total < 2 or len(word.n) < 2:
        return ()
    rows = {voice: sum(word.count(g, voice) for g in word.n) for voice in _OTHERS}
    parts: list[Words] = [
        (_number(study, word, "never", voice, n, {"table_voice": voice}), f" {_OTHERS[voice]}")
        for voice, n in rows.items()
        if n
    ]
    return (
        _label(word),
        *_forms(word, list(word.n), [*_OTHERS]),
        ": ",
        _number(study, word, "never", "all", word.total, {}),
        " uses",
        *_where(study, word),
        ", none of them in an article’s own voice: ",
        *enumerated(parts),
        ".",
    )


def _split(study: Study, word: _Word) -> Words:
    """Some groups use the word in own voice and never in marks, others the other way round."""
    bare = [g for g in word.groups("authorial") if not word.count(g, "scare")]
    marked = [g for g in word.groups("scare") if not word.count(g, "authorial")]
    if not bare or not marked or len(bare) + len(marked) > 2 * _FEW_GROUPS:
        return ()
    return (
        _label(word),
        "In own voice, without marks, in ",
        *_listed(study, word, bare, "authorial", "split"),
        "; in short quotation marks, and never in own voice, in ",
        *_listed(study, word, marked, "scare", "split"),
        ".",
    )


def _only_one(study: Study, word: _Word) -> Words:
    """One group uses the word in own voice, twice or more; no other group does."""
    own = word.groups("authorial")
    if len(own) != 1 or len(study.groups) < 2 or word.count(own[0], "authorial") < 2:
        return ()
    others = [group for group in word.n if group != own[0]]
    what = "word" if word.entry else "name"
    rest: Words = (f" No other article uses this {what}.",)
    if others:
        rest = (
            f" Elsewhere this {what} is found only in marks or in other people’s words: in ",
            *_plainly(study, others),
            ".",
        )
    return (
        _label(word),
        "In own voice only in ",
        *_listed(study, word, own, "authorial", "only"),
        ".",
        *rest,
    )


def _label(word: _Word) -> Emphasis:
    referent, name = readable(word.referent), readable(word.name)
    return Emphasis(f"{referent.capitalize()}: {name}. ")


def _forms(word: _Word, groups: list[str], voices: list[str]) -> Words:
    """The forms that these groups use in these voices."""
    cells = [form for g in groups for v in voices for form in word.forms.get((g, v), [])]
    return found_words(cells)


def _number(
    study: Study, word: _Word, rule: str, column: str, n: int, wanted: dict[str, Any]
) -> Number:
    return count_of(
        key_of("summary", rule, word.key, column),
        n,
        evidence={**word.wanted, **wanted},
        signature=study.signature("words"),
    )


def _listed(study: Study, word: _Word, groups: list[str], voice: str, rule: str) -> Words:
    parts: list[Words] = []
    for group in groups:
        n = word.count(group, voice)
        wanted = {study.by: group, "table_voice": voice}
        number = _number(study, word, rule, f"{group}@{voice}", n, wanted)
        forms = _forms(word, [group], [voice])
        parts.append((group_name(group), " (", *forms, ", ", number, f" {plural(n, 'time')})"))
    return (_articles(study, groups), *enumerated(parts))


def _plainly(study: Study, groups: list[str]) -> Words:
    if len(groups) > _FEW_GROUPS:
        return ("several other articles",)
    return (_articles(study, groups), *enumerated([(group_name(g),) for g in groups]))


def _articles(study: Study, groups: list[str]) -> str:
    one = len(groups) == 1 and study.n_articles[groups[0]] == 1
    return "the article of " if one else "the articles of "


def _where(study: Study, word: _Word) -> Iterator[str]:
    if len(word.n) <= _FEW_GROUPS:
        yield f" in {''.join(str(part) for part in _plainly(study, list(word.n)))}"
