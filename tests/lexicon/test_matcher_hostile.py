"""Input made to be slow: every case would take minutes if its time were not linear."""

from __future__ import annotations

import random

import pytest

from tests.lexicon.packs import pack_of, spans

BASIC = pack_of({"a": ["riot*", "peace process", "*or", "anti-terror*"]})
TEXTS = {
    "one word of five megabytes": "x" * 5_000_000,
    "one word of marks": "\u0301" * 1_000_000,
    "one word of marks of many classes": "".join(chr(0x300 + i % 80) for i in range(1_000_000)),
    "words of marks": "a\u0301\u0316\u0323\u0345 " * 100_000,
    "a million hyphens": "-" * 1_000_000,
    "a word and hyphens without end": "anti-" * 200_000,
    "apostrophes between letters": "a'" * 500_000,
    "apostrophes": "’" * 500_000,
    "zero-width spaces": "\u200b" * 1_000_000,
    "soft hyphens round letters": "\u200ba\u00ad " * 200_000,
    "as many distinct words as words": " ".join(f"w{i}x" for i in range(300_000)),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_made_to_be_slow_is_gone_through(name):
    text = TEXTS[name] + "\n\nThe riots ended the peace process."
    found = spans(BASIC, text)
    assert [text[start:end] for _, start, end in found[-2:]] == ["riots", "peace process"]


def test_a_word_beyond_all_measure_fits_only_any_word():
    text = "riot" + "s" * 996 + " riot" + "s" * 997
    assert len(spans(BASIC, text)) == 1
    assert len(spans(pack_of({"a": ["*"]}), text)) == 2


def test_entries_of_any_words_take_the_text_in_turn():
    text = "riot in the street " * 40_000
    found = spans(pack_of({"a": ["* * * *", "* *", "riot"]}), text)
    assert len(found) == 40_000
    assert {end - start for _, start, end in found} == {len("riot in the street")}


@pytest.mark.parametrize("entry", ["peace {:05d}", "peace{:05d}*", "peace*{:05d}", "{:05d} peace"])
def test_ten_thousand_entries_share_a_beginning(entry):
    pack = pack_of({"a": [entry.format(i) for i in range(10_000)]})
    text = "peace " * 100_000 + entry.format(17).replace("*", "")
    found = spans(pack, text)
    assert [text[start:end] for _, start, end in found] == [entry.format(17).replace("*", "")]


def test_phrases_over_the_same_few_words():
    rng, numbers = random.Random(1), range(10, 31)
    pack = pack_of({"a": [f"w{i} w{j} w{k}" for i in numbers for j in numbers for k in numbers]})
    text = " ".join(f"w{rng.choice(numbers)}" for _ in range(60_000))
    assert len(spans(pack, text)) == 20_000


def test_phrases_that_overlap_without_end():
    pack = pack_of({"a": ["a b"], "b": ["b a", "a b a"]})
    assert len(spans(pack, "a b " * 60_000)) == 30_000


def test_more_rows_than_fit_at_once():
    pack = pack_of({"a": [f"a{'?' * n}*" for n in range(3)] + [f"{'?' * n}a*" for n in range(3)]})
    found = spans(pack, "aaaa " * 200_000)
    assert len(found) == 200_000
