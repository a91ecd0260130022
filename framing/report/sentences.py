"""The sentences behind a number: the rows of the evidence that a filter finds, to be shown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.report.model import Filter
from framing.report.passages import is_of_speech, passage_title, passage_words, role_remark
from framing.report.study import Study
from framing.report.wording import SPEECH_WORDS, VOICE_WORDS, group_name, readable

__all__ = ["VOICE_LABELS", "Sentence", "SentenceBlock", "Sentences"]

_LONGEST_SIDE, _LONGEST_PASSAGE = 280, 600
_FEW_CATEGORIES = 4
VOICE_LABELS: Mapping[str, str] = {**VOICE_WORDS, "scare": "in short quotation marks"}
"""The voices as they are printed beside a sentence."""


@dataclass(frozen=True)
class Sentence:
    """One match in its sentence; `before` and `after` are the words around it."""

    before: str
    surface: str
    after: str
    voice: str
    voice_words: str
    speaker: str
    outlet: str
    article: str
    start: int
    end: int
    remarks: tuple[str, ...]
    language: str


@dataclass(frozen=True)
class SentenceBlock:
    """All that a filter finds: a name for links, a title, how many, and the first of them."""

    name: str
    title: str
    total: int
    sentences: tuple[Sentence, ...]
    file: str = "evidence.parquet"

    @property
    def left(self) -> int:
        """How many are not shown."""
        return self.total - len(self.sentences)


class Sentences:
    """Finds the sentences of a study's filters; the parts of a filter are looked up once."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._evidence = study.features.evidence
        self._masks: dict[tuple[str, Any], NDArray[np.bool_]] = {}

    def rows(self, wanted: Filter) -> NDArray[np.int64]:
        """Return the positions of the matches, or the passages of speech, that a filter finds."""
        if is_of_speech(wanted):
            return self._study.features.passages(**wanted)
        keep = np.ones(len(self._evidence), dtype=bool)
        for column, value in wanted.items():
            keep &= self._mask(column, value)
        return np.flatnonzero(keep)

    def block(self, wanted: Filter, *, most: int) -> SentenceBlock:
        """Return the sentences of a filter, at most so many of them."""
        rows = self.rows(wanted)
        if is_of_speech(wanted):
            passages = self._study.features.speech.table.take(rows[:most]).to_pylist()
            sentences = tuple(self._passage(row) for row in passages)
            name, title = self.name(wanted), self.title_of(wanted)
            return SentenceBlock(name, title, len(rows), sentences, "speech.parquet")
        shown = self._evidence.table.take(rows[:most]).to_pylist()
        voices = self._evidence.table_voice[rows[:most]]
        sentences = tuple(
            self._sentence(row, str(voice)) for row, voice in zip(shown, voices, strict=True)
        )
        return SentenceBlock(self.name(wanted), self.title(wanted), len(rows), sentences)

    def name(self, wanted: Filter) -> str:
        """Return the name of a filter's block, equal for equal filters."""
        text = json.dumps(dict(wanted), sort_keys=True, ensure_ascii=True)
        return "s-" + hashlib.sha256(text.encode()).hexdigest()[:12]

    def title_of(self, wanted: Filter) -> str:
        """Return what any filter asks for, be it matches or passages of speech."""
        return passage_title(self._study, wanted) if is_of_speech(wanted) else self.title(wanted)

    def title(self, wanted: Filter) -> str:
        """Return what a filter asks for, in words."""
        parts = [group_name(str(v)) for k, v in wanted.items() if k == self._study.by]
        category = wanted.get("category")
        if "pack" in wanted and self._several_packs:
            parts.append(readable(str(wanted["pack"])))
        if isinstance(category, str):
            parts.append(": ".join(readable(part) for part in category.split(".")))
        elif isinstance(category, tuple):
            parts.append(_several(category))
        if "entry" in wanted:
            parts.append(f"entry “{wanted['entry']}”")
        if "table_voice" in wanted:
            parts.append(VOICE_LABELS.get(str(wanted["table_voice"]), str(wanted["table_voice"])))
        if "attributed" in wanted:
            parts.append("speaker named" if wanted["attributed"] else "no speaker named")
        return " · ".join(parts) or "all matches"

    def surfaces(self) -> list[str]:
        """Return the forms found in the articles, each once."""
        forms: list[str] = self._evidence.table.column("surface").unique().to_pylist()
        return forms

    def _mask(self, column: str, value: Any) -> NDArray[np.bool_]:
        key = (column, value)
        if key not in self._masks:
            self._masks[key] = self._study.features.matches_mask(**{column: value})
        return self._masks[key]

    @cached_property
    def _several_packs(self) -> bool:
        return len({feature.pack for feature in self._study.features.features}) > 1

    @cached_property
    def _languages(self) -> Mapping[str, str]:
        articles = self._study.features.articles
        if "language" not in articles.columns:
            return {}
        told = zip(articles["id"], articles["language"], strict=True)
        return {str(a): str(lang) for a, lang in told if isinstance(lang, str) and lang}

    def _passage(self, row: Mapping[str, Any]) -> Sentence:
        features, article = self._study.features, row["article"]
        before, words, after = passage_words(features.texts[article].as_py(), row)
        name = str(features.articles_table.column("id")[article])
        return Sentence(
            before=_tail(before),
            surface=_cut(" ".join(words.split())),
            after=_head(after),
            voice=row["speech"],
            voice_words=SPEECH_WORDS[row["speech"]],
            speaker=row["speaker"],
            outlet=str(features.articles_table.column("outlet")[article]),
            article=name,
            start=row["start"],
            end=row["end"],
            remarks=tuple(role_remark(row)),
            language=self._languages.get(name, self._study.language),
        )

    def _sentence(self, row: Mapping[str, Any], voice: str) -> Sentence:
        at = row["start"] - row["sentence_start"]
        text, size = row["sentence"], row["end"] - row["start"]
        scare = row["voice"] == "scare"
        words = VOICE_LABELS[row["voice"]]
        if scare and voice == "scare" and not row["speaker"]:
            words = "scare quotes"
        return Sentence(
            before=_tail(text[:at]),
            surface=" ".join(row["surface"].split()),
            after=_head(text[at + size :]),
            voice=voice,
            voice_words=words,
            speaker=row["speaker"],
            outlet=row["outlet"],
            article=row["article"],
            start=row["start"],
            end=row["end"],
            remarks=_remarks(row),
            language=self._languages.get(row["article"], self._study.language),
        )


def _several(categories: tuple[str, ...]) -> str:
    """Return the names of categories; of many that lie in one, that one."""
    homes = {path.rpartition(".")[0] for path in categories}
    if len(categories) > _FEW_CATEGORIES and len(homes) == 1 and all(homes):
        return f"{readable(homes.pop())}: any of the names"
    return ", ".join(readable(path) for path in categories)


def _remarks(row: Mapping[str, Any]) -> tuple[str, ...]:
    told = []
    if row["outer_voice"]:
        told.append(f"inside {_OUTER.get(row['outer_voice'], row['outer_voice'])}")
    if row["speaker_role"]:
        told.append(f"speaker: {readable(row['speaker_role'])}")
    if row["labelling"]:
        told.append("an act of naming")
    if row["negated"]:
        told.append("negated")
    if row["place"] in ("headline", "caption"):
        told.append(row["place"])
    return tuple(told)


_OUTER: Mapping[str, str] = {
    "direct": "a direct quotation",
    "indirect": "reported speech",
    "scare": "short quotation marks",
    "authorial": "own voice",
}


def _flat(text: str) -> str:
    """Make runs of white space one space, at the ends too."""
    words = " ".join(text.split())
    lead = " " if text[:1].isspace() else ""
    trail = " " if text[-1:].isspace() and words else ""
    return f"{lead}{words}{trail}"


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_PASSAGE else f"{words[:_LONGEST_PASSAGE].rstrip()} …"


def _tail(text: str) -> str:
    flat = _flat(text)
    return flat if len(flat) <= _LONGEST_SIDE else f"… {flat[-_LONGEST_SIDE:].lstrip()}"


def _head(text: str) -> str:
    flat = _flat(text)
    return flat if len(flat) <= _LONGEST_SIDE else f"{flat[:_LONGEST_SIDE].rstrip()} …"
