"""Speakers: the words that name a source, and what links a short mention to a full one."""

from __future__ import annotations

import pytest

import framing
from framing.corpus.batch import Batch
from framing.segmentation import segment
from framing.segmentation.runs import AUTHORIAL
from tests.segmentation.markup import speaker_of

SPEAKERS = [
    ("Ivo Lant, who leads the dockers' union, said it fell.", "it fell", "Ivo Lant"),
    ("Ivo Lant, who leads the dockers’ union, said that it fell.", "that it", "Ivo Lant"),
    ("“The protests,” wrote one guard, “are a gift to the port.”", "“The", "one guard"),
    ("“The protests,” wrote one guard, “are a gift to the port.”", "“are", "one guard"),
    ("The guild rejected the mayor's claim that it fell.", "that it", "the mayor"),
    ("The guild rejected the port board's claim that it fell.", "that it", "the port board"),
    (
        "The teachers' and nurses' unions said it fell.",
        "it fell",
        "The teachers' and nurses' unions",
    ),
    ("He dismissed claims that it fell.", "that it", ""),
    ("The guild, whose statutes establish that it fell, met.", "that it", ""),
    ("Witnesses told Reuters boats had sunk.", "boats", "Witnesses"),
    ("The crews, who the guild says are armed, left.", "are armed", "the guild"),
    ("Police said that the square was clear.", "that the", "Police"),
    ("On Monday Mr. Connolly told the paper that it fell.", "that it", "Mr. Connolly"),
    ("Olaf Kelly said that it fell.", "that it", "Olaf Kelly"),
    ("The family said that it fell.", "that it", "The family"),
    ("“It fell,” said Anna Holm, a teacher.", "“It", "Anna Holm"),
    ("Anna Holm, head of the Port Fund, clarified that it fell.", "that it", "Anna Holm"),
    ("Anna Holm, a teacher at the school, Oslo, said: “It fell.”", "“It", "Anna Holm"),
    (
        "The head of the line, Olaf Brand, said that it fell.",
        "that it",
        "The head of the line, Olaf Brand",
    ),
    (
        "It fell at noon, said the head of the line, captain Olaf Brand.",
        "It fell",
        "the head of the line, captain Olaf Brand",
    ),
    ("The guild, meanwhile, said that it fell.", "that it", "The guild"),
    ("The channel ‘Vesna’ reports that it fell.", "that it", "The channel ‘Vesna’"),
    ("In Oslo, the mayor said that it fell.", "that it", "the mayor"),
    ("The dogs’ owner said that it fell.", "that it", "The dogs’ owner"),
    ("The paper quoted a guard as saying that it fell.", "that it", "a guard"),
    ("The mayor’s claim that it fell was mocked.", "that it", "The mayor"),
    ("What the guard calls an “exercise” is over.", "“exercise”", "the guard"),
    ("This is what the guild calls fair trade.", "fair", "the guild"),
    (
        "It was hit, a guard said, citing figures from the ministry, which says it fell.",
        "it fell",
        "the ministry",
    ),
    ("The strikers who say it fell are few.", "it fell", "The strikers"),
    ("“It fell,” said Brand. It was said that “it burned for a week.”", "“it burned", ""),
    ("By the pier, Ms. Holm said, it fell.", "it fell", "Ms. Holm"),
    ("“No,” she said.", "“No", "she"),
    ("It is reported that it fell.", "that it", ""),
    ("According to information, the bridge fell.", "the bridge", ""),
    # pronouns and surnames
    ("Olaf Brand spoke. He said that it fell.", "that it", "Olaf Brand"),
    (
        "Olaf Brand said little. He added that it fell. He said it would burn.",
        "it would",
        "Olaf Brand",
    ),
    ("Anna Holm met Olaf Brand. He said that it fell.", "that it", "He"),
    ("The guild said it fell. He said that it burned.", "that it", "He"),
    ("Olaf Brand said it fell. In his opinion, it will burn.", "it will", "Olaf Brand"),
    ("Anna Holm arrived on Monday. Holm said that it fell.", "that it", "Anna Holm"),
    (
        "The head of the Port Committee Olaf Brand came. According to him, it fell.",
        "it fell",
        "Olaf Brand",
    ),
    ("Olaf Brand came.\n\nThe town was quiet.\n\nHe said that it fell.", "that it", "He"),
    (
        "The guard names the crews and the mayor, Anna Holm, she says that it fell.",
        "that it",
        "the mayor, Anna Holm",
    ),
    ("Olaf Brand said it fell. Witnesses spoke of smoke. He said that it burned.", "that it", "He"),
    ("Olaf Brand told Anna Holm that it fell. She said it burned.", "it burned", "She"),
    ("Olaf Brand told Anna Holm that it fell. He added that it burned.", "that it b", "Olaf Brand"),
    ("Mrs. Holm said that it fell. He said it burned.", "it burned", "He"),
    ("Mr. Brand said that it fell. She said it burned.", "it burned", "She"),
    ("Mr. Brand said that it fell. He said it burned.", "it burned", "Mr. Brand"),
    ("The spokeswoman said that it fell. She added it burned.", "it burned", "The spokeswoman"),
    ("The spokeswoman said that it fell. He added it burned.", "it burned", "He"),
    ("Residents said that it fell. They said it burned.", "it burned", "Residents"),
    ("Reuters said that it fell. He said it burned.", "it burned", "He"),
    ("Bill Holm and Anna Holm came. Holm said that it fell.", "that it", "Holm"),
    ("Mayor Anna Holm came. Mayor Holm said that it fell.", "that it", "Mayor Anna Holm"),
    ("The guild said it fell. The mayor said that it burned.", "that it", "The mayor"),
    ("The guild said it fell. The President said that it burned.", "that it", "The President"),
    ("Charlie King came. Mr. King said that it fell.", "that it", "Charlie King"),
    (
        "New York City Mayor Olaf Brand came. Brand said that it fell.",
        "that it",
        "New York City Mayor Olaf Brand",
    ),
    ("“It fell,” Olaf Brand said in New York. He warned that it burned.", "that it", "Olaf Brand"),
    ("Olaf Brand said that Anna Holm had left. He said it burned.", "it burned", "Olaf Brand"),
    ("The Guild said it fell. The Mayor said that it burned.", "that it", "The Mayor"),
    ("Mayor Anna Holm came. Ms. Holm said that it fell.", "that it", "Mayor Anna Holm"),
    ("Anna Holm came. The town was full. Holm said that it fell.", "that it", "Holm"),
    ("Olaf Brand said it fell. His lawyer said that it burned.", "that it", "His lawyer"),
    ("I think the mayor said that it fell.", "that it", "the mayor"),
    # quotations that go on
    ("“It fell,” she said. “It burned as well.”", "“It burned", "she"),
    ("“It fell,” said Anna Holm, a teacher, “and it burned.”", "“and", "Anna Holm"),
    ("She said: “It fell.\n\n“It burned as well.”", "“It burned", "She"),
    ("“It fell,” she said.\n\n“Nobody came to see it.”", "“Nobody", ""),
]


@pytest.mark.parametrize(("text", "inside", "speaker"), SPEAKERS)
def test_a_report_has_the_words_that_name_its_source(text: str, inside: str, speaker: str) -> None:
    assert speaker_of(text, inside)[0] == speaker


def test_the_role_may_stand_beside_the_name() -> None:
    named = "“It fell,” said Anna Holm, an activist in the port."
    assert speaker_of(named, "“It")[1] == speaker_of("An activist said it fell.", "it")[1] != ""


@pytest.mark.parametrize(
    ("language", "text", "role"),
    [
        ("en", "According to Petrov, terrorists fled.", ""),
        ("en", "According to Petrov, the terrorists had left by noon.", ""),
        ("es", "Según Pérez, los terroristas huyeron.", ""),
        ("en", "According to Petrov, a general, the terrorists fled.", "security"),
        ("en", "It fell, according to Anna Holm, a general in the army.", "security"),
    ],
)
def test_what_a_source_says_does_not_tell_its_role(language: str, text: str, role: str) -> None:
    runs = segment(Batch.of([text]), language=language).runs
    assert [told for _, told in runs.speakers] == [role]


def test_the_role_stays_with_the_name_in_one_article() -> None:
    text = "“It fell,” said Anna Holm, an activist. Holm said that it burned."
    assert speaker_of(text, "that it") == speaker_of(text, "“It")


def test_an_article_does_not_know_who_spoke_in_the_one_before() -> None:
    first, second = "Olaf Brand said that it fell.", "He added that it burned."
    together = segment(Batch.of([first, second])).runs
    reported = [
        together.speakers[i]
        for i, v in zip(together.speaker, together.voice, strict=True)
        if v != AUTHORIAL
    ]
    assert [words for words, _ in reported] == ["Olaf Brand", "He"]


def test_half_of_a_surrogate_pair_in_a_speaker_is_told_as_what_cannot_be_read() -> None:
    found = framing.voices("Police in Ves\ud83dna said that it fell.")
    assert "Police in Ves\ufffdna" in set(found["speaker"])
