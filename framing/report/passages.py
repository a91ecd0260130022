"""The passages behind a number of words: who says what, shown in its sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from framing.report.model import Filter
from framing.report.study import Study
from framing.report.wording import SPEECH_WORDS, group_name, readable

__all__ = ["is_of_speech", "passage_title", "passage_words", "role_remark"]

_KINDS: Mapping[str, str] = {
    "name": "sources with a name",
    "description": "sources without a name",
    "pronoun": "a pronoun that nothing settles",
    "none": "nobody named",
}


def is_of_speech(wanted: Filter) -> bool:
    """Tell whether a filter looks for passages of speech and not for matches."""
    return wanted.get("table") == "speech"


def passage_title(study: Study, wanted: Filter) -> str:
    """Return what a filter on speech asks for, in words."""
    parts = [group_name(str(v)) for k, v in wanted.items() if k == study.by]
    name, kind = wanted.get("speaker_name"), wanted.get("speaker_kind")
    role = wanted.get("name_role")
    if name:
        parts.append(str(name))
    elif isinstance(kind, str):
        parts.append(_KINDS[kind])
    elif kind and role is None:
        parts.append("sources with or without a name")
    if isinstance(role, str):
        parts.append(f"role: {readable(role)}" if role else "no role told")
    elif isinstance(role, tuple):
        parts.append(f"roles: {', '.join(readable(one) for one in role)}")
    if "speech" in wanted:
        parts.append(SPEECH_WORDS[str(wanted["speech"])])
    return " · ".join([*parts, "passages"])


def passage_words(text: str, row: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return the words before a passage in its sentence, the passage, and the words after it."""
    first, last = row["sentence_start"], row["sentence_end"]
    return text[first : row["start"]], text[row["start"] : row["end"]], text[row["end"] : last]


def role_remark(row: Mapping[str, Any]) -> Sequence[str]:
    """Return what is told of the speaker's role."""
    return [f"speaker: {readable(row['name_role'])}"] if row["name_role"] else []
