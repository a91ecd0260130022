"""Texts with their voices marked in them, for tests: <d>direct</d>, <i>indirect</i>, <s>short</s>."""

from __future__ import annotations

import re

from framing.corpus.batch import Batch
from framing.evidence import VOICES
from framing.segmentation import segment

TAG = re.compile(r"<(/?)([dis])>")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
NAMES = {"d": "direct", "i": "indirect", "s": "scare"}


def plain(marked: str) -> str:
    """The text without its tags."""
    return TAG.sub("", marked)


def expected_voices(marked: str) -> list[tuple[str, str, str]]:
    """Word, voice and outer voice as the tags say."""
    spans, stack, text = [], [], ""
    at = 0
    for tag in TAG.finditer(marked):
        text += marked[at : tag.start()]
        at = tag.end()
        if tag[1]:
            kind, start, depth = stack.pop()
            assert kind == tag[2], marked
            spans.append((start, len(text), NAMES[kind], depth))
        else:
            stack.append((tag[2], len(text), len(stack)))
    text += marked[at:]
    assert not stack, marked
    words = []
    for word in WORD.finditer(text):
        around = sorted((d, v) for s, e, v, d in spans if s <= word.start() < e)
        voices = (
            ["", "authorial", *(v for _, v in around)] if not around else [v for _, v in around]
        )
        outer = voices[-2] if len(voices) > 1 and around else ""
        words.append((word.group(), voices[-1], outer))
    return words


def found_voices(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    """Word, voice and outer voice as the package says."""
    runs = segment(Batch.of([text]), language=language).runs
    words = []
    for word in WORD.finditer(text):
        i = int(runs.start.searchsorted(word.start(), side="right")) - 1
        outer = int(runs.outer[i])
        words.append((word.group(), VOICES[runs.voice[i]], VOICES[outer] if outer >= 0 else ""))
    return words


def speaker_of(text: str, inside: str, language: str = "en") -> tuple[str, str]:
    """Words and role of the speaker of the run in which a stretch of the text begins."""
    runs = segment(Batch.of([text]), language=language).runs
    i = int(runs.start.searchsorted(text.index(inside), side="right")) - 1
    speaker = int(runs.speaker[i])
    return runs.speakers[speaker] if speaker >= 0 else ("", "")
