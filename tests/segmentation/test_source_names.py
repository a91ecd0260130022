"""One source, many spellings: what is certain in an article, and what stays as it stands."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.segmentation.source_names import KnownSources, sources_of

NAMED = "name"
DESCRIBED = "description"


def names(*spoken, text="", known=KnownSources()):  # noqa: B008
    """Name and kind of every source, where no role is told."""
    speakers = [(words, "") for words in spoken]
    return [(s.name, s.kind) for s in sources_of(speakers, text, language="en", known=known)]


@pytest.mark.parametrize(
    "words",
    [
        "Anna Holm", "President Anna Holm", "the President of Norland, Anna Holm",
        "Norland’s President Anna Holm", "Norwegian political scientist Anna Holm",
        "Ms. Anna Holm", "Representative Anna Holm", "police spokeswoman Anna Holm", "Anna Holm of the Port Fund",
        "the head of the Port Committee Anna Holm",
    ],
)  # fmt: skip
def test_a_person_goes_by_the_name_without_title_or_place(words):
    assert names(words) == [("Anna Holm", NAMED)]


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("the Interior Ministry", "Interior Ministry", NAMED),
        ("Norland’s Interior Ministry", "Norland’s Interior Ministry", NAMED),
        ("the country’s Ministry of Health", "Ministry of Health", NAMED),
        ("the University of Bergen", "University of Bergen", NAMED),
        ("the CSTO", "CSTO", NAMED),
        ("Reuters", "Reuters", NAMED),
        ("Mash channel", "Mash channel", NAMED),
        ("Oslo", "Oslo", NAMED),
        ("Lavrov and Shoigu", "Lavrov and Shoigu", NAMED),
        ("The Port Police", "Port Police", DESCRIBED),
        ("Police", "police", DESCRIBED),
        ("Officials in Almaty", "officials in Almaty", DESCRIBED),
        ("Russian news agencies", "Russian news agencies", DESCRIBED),
        ("Reuters witnesses", "Reuters witnesses", DESCRIBED),
        ("the president", "president", DESCRIBED),
        ("Tokayev’s spokesman", "Tokayev’s spokesman", DESCRIBED),
        ("a Norwegian", "Norwegian", DESCRIBED),
        ("Many Republicans", "Republicans", DESCRIBED),
        ("He", "he", "pronoun"),
        ("they", "they", "pronoun"),
    ],
)
def test_bodies_have_names_and_others_are_described(words, name, kind):
    assert names(words) == [(name, kind)]


def test_a_capital_that_the_sentence_explains_is_no_name():
    assert names("Stevedores", text="“No,” stevedores said. Stevedores left.") == [
        ("stevedores", DESCRIBED)
    ]
    assert names("Halvorsen", text="Halvorsen left.") == [("Halvorsen", NAMED)]


def test_spellings_of_one_person_are_one_source():
    spoken = ("Kassym-Jomart Tokayev", "President Tokayev", "Tokayev", "K. Tokayev", "Mr. Tokayev")
    assert set(names(*spoken)) == {("Kassym-Jomart Tokayev", NAMED)}


def test_a_surname_takes_the_full_name_that_the_article_has():
    text = "The town met Olaf Brand. Later Brand spoke."
    assert names("Brand", text=text) == [("Olaf Brand", NAMED)]
    assert names("Brand", text="The town met Olaf. Brand spoke.") == [("Brand", NAMED)]


def test_accents_and_case_do_not_part_a_person():
    assert names("Kasim Tokáyev", "Tokayev") == [("Kasim Tokáyev", NAMED)] * 2


def test_two_persons_of_one_surname_stay_apart_and_the_surname_alone():
    assert names("Anna Holm", "Bill Holm", "Holm") == [
        ("Anna Holm", NAMED), ("Bill Holm", NAMED), ("Holm", NAMED),
    ]  # fmt: skip


def test_aliases_fold_case_and_accents_and_reach_titles():
    known = KnownSources({"Kassym-Jomart Tokayev": ["Tokayev", "Kasim-Zhomart Tokáyev", "Akorda"]})
    spoken = ("TOKÁYEV", "the President, Kasim-Zhomart Tokayev", "President Tokayev", "the Akorda")
    assert set(names(*spoken, known=known)) == {("Kassym-Jomart Tokayev", NAMED)}
    assert names("Tokayev’s spokesman", known=known) == [("Tokayev’s spokesman", DESCRIBED)]


def test_a_role_that_the_study_gives_stands_in_place_of_the_told_one():
    known = KnownSources({"Anna Holm": ["Holm"]}, {"ANNA HOLM": "expert"})
    (source,) = sources_of([("Mayor Holm", "official")], "", language="en", known=known)
    assert (source.name, source.role) == ("Anna Holm", "expert")
    assert known.with_role("Mayor Anna Holm", "official", "en") == "expert"
    assert known.with_role("Olaf Brand", "official", "en") == "official"


def test_all_spellings_share_the_first_role_that_one_of_them_has():
    spoken = [("Brand", ""), ("docker Olaf Brand", "witness"), ("the guard", "security")]
    found = sources_of(spoken, "", language="en", known=KnownSources())
    assert [s.role for s in found] == ["witness", "witness", "security"]


PIECES = st.sampled_from(
    ["Anna", "Holm", "the", "Mr.", "President", "of", "Oslo", "’s", "and", ",", "he", "K.", "“x”"]
)


@given(st.lists(st.lists(PIECES, min_size=1, max_size=6).map(" ".join), max_size=5))
def test_every_source_has_a_kind_and_a_name_whatever_the_words(spoken):
    found = sources_of([(w, "") for w in spoken], " ".join(spoken), language="en",
                       known=KnownSources())  # fmt: skip
    assert len(found) == len(spoken)
    for source, words in zip(found, spoken, strict=True):
        assert source.kind in (NAMED, DESCRIBED, "pronoun")
        assert source.name or not words.strip()


def test_very_many_sources_take_linear_time():
    def seconds(n):
        spoken = [(f"Anna{i:06} Holm", "") for i in range(n)]
        spoken += [(f"Stevedores{i:06}", "") for i in range(n)]
        text = " ".join(words for words, _ in spoken) * 3
        began = time.process_time()
        sources_of(spoken, text, language="en", known=KnownSources())
        return time.process_time() - began

    seconds(100)
    assert min(seconds(4000) for _ in range(2)) < 6 * min(seconds(2000) for _ in range(2))
