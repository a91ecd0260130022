"""The words that the rules of voice see: how a buffer is cut, and what is remembered of it."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from framing.corpus.batch import Batch
from framing.extraction.lexicon import LexiconExtractor
from framing.lexicon import vocabulary
from framing.lexicon.tokens import tokenize
from framing.segmentation import segment, word_classes
from framing.segmentation.form_bits import CUE, LEADS_CUE
from framing.segmentation.word_classes import Forms
from framing.segmentation.words import words_of

WORD = re.compile(
    r"[\w\u0300-\u036f]+(?:(?:['’\-‐‑]|(?<=\d)[.,](?=\d))[\w\u0300-\u036f]+)*|[^\w\s]"
)
PIECES = st.sampled_from(
    [
        *"abcXYZéßİʼ_'’-‐‑.,“”\"()!",
        "3",
        "7",
        "٣",
        " ",
        "\n",
        "\u00ad",
        "\u0301",
        "ﬁ",
        "𝒜",
        "🙂",
        "\0",
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=40).map("".join))
ARTICLE = "Police said that the square was clear. “It fell,” Anna Holm said. He called it a “riot”."


@given(TEXTS)
@example("anti-riot 1,200.5 dockers’ 6'2\"")
@example("’tis a_b 3.x x.3 -a a- ''")
@settings(max_examples=300, deadline=None)
def test_words_are_those_of_the_pattern(text: str) -> None:
    forms = Forms("en")
    words = words_of(tokenize(text), forms)
    found = [match.span() for match in WORD.finditer(text)]
    assert list(zip(words.start.tolist(), words.end.tolist(), strict=True)) == found
    surfaces = [text[start:end] for start, end in found]
    lower = [s.lower().translate(str.maketrans("’ʼ‐‑", "''--")) for s in surfaces]
    assert [forms.texts[i] for i in words.form.tolist()] == lower
    assert words.capital.tolist() == [s[0].isupper() for s in surfaces]


def voices_of(text: str) -> tuple[list[int], list[int], tuple[tuple[str, str], ...]]:
    runs = segment(Batch.of([text])).runs
    return runs.start.tolist(), runs.voice.tolist(), runs.speakers


def test_voices_are_the_same_when_the_remembered_forms_are_begun_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = voices_of(ARTICLE)
    monkeypatch.setattr(word_classes, "_MOST_FORMS", 0)
    assert voices_of(ARTICLE) == before
    assert voices_of("Somebody else spoke. " + ARTICLE)[2] == before[2]
    assert voices_of(ARTICLE) == before


@given(st.lists(TEXTS, max_size=12))
@example(["so-called rebels", "he said", "so called", "dockers' said anew", "ly ed ’s"] * 3)
@settings(max_examples=100, deadline=None)
def test_forms_met_a_few_at_a_time_have_the_classes_of_forms_met_at_once(texts: list[str]) -> None:
    slowly, at_once = Forms("en"), Forms("en")
    for text in texts:
        words_of(tokenize(text), slowly)
        assert slowly.objects[: len(slowly.texts)].tolist() == slowly.texts
    form = np.array([at_once.number(text) for text in slowly.texts], np.int32)
    for name in ("bits", "head", "second", "kinds", "objects"):
        assert getattr(slowly, name)[form].tolist() == getattr(at_once, name)[form].tolist()
    for bit in (CUE, LEADS_CUE):
        expected = [bits & bit != 0 for bits in slowly.bits[form].tolist()]
        assert slowly.have(form[:3], bit).tolist() == expected[:3]
        assert slowly.have(np.tile(form, 3), bit).tolist() == expected * 3


def test_nothing_changes_when_the_remembered_words_are_begun_anew_in_the_middle(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [f"{ARTICLE} Rebel{i} said that the “gate{i}” was shut." for i in range(12)]
    before = [voices_of(text) for text in texts]
    counted = [LexiconExtractor("conflict_actors").transform([text]).toarray() for text in texts]
    for most in (0, 20, 40):
        monkeypatch.setattr(vocabulary, "_MOST_STRINGS", most)
        monkeypatch.setattr(word_classes, "_MOST_FORMS", most)
        assert [voices_of(text) for text in texts] == before
        for text, counts in zip(texts, counted, strict=True):
            again = LexiconExtractor("conflict_actors").transform([text]).toarray()
            assert (again == counts).all()


def test_threads_do_not_disturb_each_other() -> None:
    texts = [f"{ARTICLE} Number{i} word{i} said that the gate{i} was shut." for i in range(40)]
    alone = [voices_of(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(voices_of, texts)) == alone
