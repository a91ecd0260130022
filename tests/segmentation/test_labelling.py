"""Acts of naming, and words that are kept at a distance."""

from __future__ import annotations

import pytest

from framing.corpus.batch import Batch
from framing.segmentation import segment
from tests.segmentation.markup import expected_voices, found_voices, plain

DISTANCE = [
    "The so-called <s>helpers</s> came at night.",
    "A self-styled <s>harbour guard</s> has closed the pier.",
    "The alleged <s>plot</s> was never shown.",
    "An alleged <s>spy</s> was held at the port.",
    "The self-proclaimed <s>harbour republic</s> has no friends.",
    "This is what the guild calls <s>“fair trade”</s> on the coast.",
    "This is what the guild calls <s>fair trade</s> on the coast.",
    "What the guard calls an <s>“exercise”</s> ended on Friday.",
    "The so-called <s>“people's harbour”</s> has been shut.",
    "The man known as the <s>“harbour king”</s> was freed.",
]

NAMES = [
    ("The guard describes the strikers as bandits.", ["bandits"]),
    ("The guard calls the men in the yard “helpers”.", ["helpers"]),
    ("The guard calls the men sent to the yard “helpers” and the crews too.", ["helpers"]),
    ("The governor labels the strikers as “wreckers”.", ["wreckers"]),
    ("The strikers were branded “bandits” by the guard.", ["bandits"]),
    ("He called them traitors.", ["traitors"]),
    ("Critics called the plan a disaster.", ["disaster"]),
    ("The group refers to itself as the Free Port.", ["Free Port"]),
    ("The so-called helpers came at night.", ["helpers"]),
    ("The mayor called a meeting and called off the strike.", []),
    ("She called him on Monday.", []),
]


@pytest.mark.parametrize("marked", DISTANCE)
def test_words_kept_at_a_distance_are_scare(marked: str) -> None:
    voices = [(word, voice) for word, voice, _ in found_voices(plain(marked))]
    assert voices == [(word, voice) for word, voice, _ in expected_voices(marked)]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_the_name_that_somebody_gives_is_found(text: str, names: list[str]) -> None:
    found = segment(Batch.of([text])).labelling
    assert [text[start:end] for start, end in found] == names
