"""Acts of naming, and words that are kept at a distance."""

from __future__ import annotations

import pytest

from framing.corpus.batch import Batch
from framing.segmentation import segment
from tests.segmentation.markup import expected_voices, found_voices, plain, speaker_of

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
    "<d>“The so-called <s>helpers</s> came at night,”</d> Anna Holm said.",
]

NAMES = [
    ("The guard describes the strikers as bandits.", ["bandits"]),
    ("The guard calls the men in the yard “helpers”.", ["helpers"]),
    ("The guard calls the men sent to the yard “helpers” and the crews too.", ["helpers"]),
    ("The governor labels the strikers as “wreckers”.", ["wreckers"]),
    ("The strikers were branded “bandits” by the guard.", ["bandits"]),
    ("He called them traitors.", ["traitors"]),
    ("Critics called the plan a disaster.", ["disaster"]),
    ("State media call the protests riots.", ["riots"]),
    ("The mayor called the news agencies.", []),
    ("Critics consider the plan a disaster.", ["disaster"]),
    ("The group refers to itself as the Free Port.", ["Free Port"]),
    ("The so-called helpers came at night.", ["helpers"]),
    ("The strikers, described by the mayor as thugs, sang.", ["thugs"]),
    ("The strikers, branded thugs by the mayor, sang.", ["thugs"]),
    ("The strikers – whom the guards call thugs – sang.", ["thugs"]),
    ("The strikers, known as thugs, sang.", ["thugs"]),
    ("The doctor whom the mayor called on Friday left.", []),
    ("The mayor called a meeting and called off the strike.", []),
    ("She called him on Monday.", []),
    ("It is time to call the “helpers” what they are.", []),
    ("The guard calls them “helpers” who know no rest.", ["helpers"]),
    ("“They call us traitors,” Anna Holm said.", ["traitors"]),
    ("Anna Holm told the crowd: “The mayor labels us as thugs.”", ["thugs"]),
    ("“We called the guard,” said Anna Holm, who calls the strike a feast.", ["feast"]),
]


@pytest.mark.parametrize("marked", DISTANCE)
def test_words_kept_at_a_distance_are_scare(marked: str) -> None:
    voices = [(word, voice) for word, voice, _ in found_voices(plain(marked))]
    assert voices == [(word, voice) for word, voice, _ in expected_voices(marked)]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_the_name_that_somebody_gives_is_found(text: str, names: list[str]) -> None:
    found = segment(Batch.of([text])).labelling
    assert [text[start:end] for start, end in found] == names


PASSING = [
    ("The strikers, described by the mayor as <i>thugs</i>, sang.", "thugs", "the mayor"),
    ("The strikers, denounced by the guard as <i>thugs</i>, sang.", "thugs", "the guard"),
    ("The strikers, branded <s>“thugs”</s> by the mayor, went home.", "“thugs", "the mayor"),
    ("The strikers, called <i>thugs</i> by the mayor, went home.", "thugs", "the mayor"),
    ("The strikers were called <i>thugs</i> by the mayor.", "thugs", "the mayor"),
    ("The strikers, dubbed <s>“the crows”</s>, left.", "“the", ""),
    ("The strikers, known as <i>thugs</i>, left.", "thugs", ""),
    ("The strikers – whom guards call <i>thugs</i> – left.", "thugs", "guards"),
    ("The strikers, whom Oslo calls <i>thugs</i>, held the pier.", "thugs", "Oslo"),
    ("The strikers, whom Oslo describes as <i>thugs</i>, held the pier.", "thugs", "Oslo"),
    ("Strikers described as <i>thugs</i> were held.", "thugs", ""),
    (
        "The men, called <i><s>“thugs”</s> and <s>“bandits”</s></i> by Oslo, left.",
        "“bandits",
        "Oslo",
    ),
    ("The crew, designated a <i>gang</i> by the guard, left.", "gang", "the guard"),
    ("The crew, which Oslo considers a <i>gang</i>, left.", "gang", "Oslo"),
    ("Strikers that Oslo calls <i>thugs</i> held the pier.", "thugs", "Oslo"),
    ("The men, described by Oslo as <i>thugs</i> and by Bergen as <i>heroes</i>, left.", "heroes",
     "Bergen"),
    ("The men, described by Oslo as <i>thugs</i>, and by Bergen as <s>“heroes”</s>, left.",
     "“heroes", "Bergen"),
    ("The crew, branded <i>thugs</i> by Oslo and <i>free men</i> by Bergen, fled.", "free",
     "Bergen"),
    ("The crew, branded <i>thugs</i> by Oslo, fled to the hills by night.", "thugs", "Oslo"),
]  # fmt: skip

NOT_PASSING = [
    "The mayor considered the offer.",
    "The town, known as the Free Port, sleeps.",
    "The doctor whom the mayor called on Friday left.",
    "The strikers, known to the mayor, left.",
]


@pytest.mark.parametrize(("marked", "name", "speaker"), PASSING)
def test_a_name_given_in_passing_is_the_namer_s(marked: str, name: str, speaker: str) -> None:
    text = plain(marked)
    assert found_voices(text) == expected_voices(marked)
    assert speaker_of(text, name)[0] == speaker


@pytest.mark.parametrize("text", NOT_PASSING)
def test_what_only_looks_like_naming_stays_authorial(text: str) -> None:
    assert found_voices(text) == expected_voices(text)
