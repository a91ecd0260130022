"""The packs that come with the tool: their cards, their examples and what they promise."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from framing.lexicon.examples import check_examples, read_examples
from framing.lexicon.matcher import Matcher
from framing.lexicon.negation import Negation
from framing.lexicon.sources import bundled_folder, load_pack
from framing.lexicon.tokens import tokenize

PACKS = sorted(path.parent.name for path in bundled_folder().glob("*/pack.yaml"))
SCORED = [name for name in PACKS if not load_pack(name).is_service]


def categories_by_language(pack):
    """(language, category) of a pack, parents first; a scored pack has no language here."""
    tops = [("", top) for top in pack.categories]
    tops += [(code, top) for code, block in pack.languages.items() for top in block]
    return [(code, category) for code, top in tops for category in top.walk()]


def matches(name, text):
    """(category, entry, surface) of every match of a pack in one sentence."""
    matcher, tokens = Matcher(load_pack(name)), tokenize(text)
    found = matcher.find(tokens, np.zeros(len(tokens), np.int64))
    return [
        (matcher.categories[n], matcher.entries[n].term, text[start:end])
        for n, start, end in zip(found.entry, found.start, found.end, strict=True)
    ]


def surfaces(name, text):
    return [surface for _, _, surface in matches(name, text)]


FRAME_PACKS = [
    "generic_frames",
    "loaded_language",
    "moral_foundations",
    "policy_frames",
    "protest_paradigm",
    "war_peace_journalism",
]
NAMING_PACKS = [
    "abortion_actors",
    "conflict_actors",
    "conflict_events",
    "economy_actors",
    "migration_actors",
]


def test_at_least_fifteen_packs_and_1500_scored_entries():
    assert {"epistemic", "negation", *FRAME_PACKS, *NAMING_PACKS} <= set(PACKS)
    assert len(PACKS) >= 15
    counted = [len(c.entries) for name in SCORED for c in load_pack(name).walk()]
    assert sum(counted) >= 1_500


@pytest.mark.parametrize("name", PACKS)
def test_examples_come_out_as_written(name):
    assert [str(problem) for problem in check_examples(load_pack(name))] == []


@pytest.mark.parametrize("name", PACKS)
def test_every_category_with_entries_has_examples(name):
    pack = load_pack(name)
    examples = read_examples(pack)
    wanted = Counter((e.language, e.category) for e in examples if e.wanted)
    unwanted = Counter((e.language, e.category) for e in examples if not e.wanted)
    few = [
        (code, category.path)
        for code, category in categories_by_language(pack)
        if category.entries
        and code in ("", "en")
        and (wanted[code, category.path] < 3 or unwanted[code, category.path] < 2)
    ]
    assert few == []


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_says_whose_it_is_and_what_it_measures(name):
    pack = load_pack(name)
    card = Path(pack.path).with_name("README.md").read_text(encoding="utf-8")
    assert pack.name == name
    assert pack.licence == "CC-BY-4.0"
    assert pack.authors
    assert pack.sources
    assert pack.title
    assert pack.description
    assert len(card.split()) > 50


@pytest.mark.parametrize("name", SCORED)
def test_the_card_names_every_category(name):
    pack = load_pack(name)
    card = Path(pack.path).with_name("README.md").read_text(encoding="utf-8")
    assert [c.path for c in pack.walk() if f"`{c.name}`" not in card] == []


@pytest.mark.parametrize("name", SCORED)
def test_every_category_is_described_and_every_name_of_a_choice_has_a_valence(name):
    categories = list(load_pack(name).walk())
    assert [c.path for c in categories if not c.description] == []
    names = [child for c in categories if c.choice for child in c.categories]
    assert [c.path for c in names if c.valence is None] == []
    assert [c.path for c in categories if c.choice and len(c.categories) < 2] == []


@pytest.mark.parametrize("name", SCORED)
def test_no_entry_stands_twice_under_the_same_conditions(name):
    entries = Counter(
        (e.written, e.case, e.near, e.not_near)
        for category in load_pack(name).walk()
        for e in category.entries
    )
    assert [key for key, n in entries.items() if n > 1] == []


@pytest.mark.parametrize("name", SCORED)
@pytest.mark.parametrize(
    ("phrase", "part"),
    [
        ("anti-terrorist", "terrorist"),
        ("anti terrorist", "terrorist"),
        ("antiterrorist", "terrorist"),
        ("counter-terrorism", "terrorism"),
        ("counter-terrorism unit", "terrorism"),
        ("riot police", "riot"),
        ("riot shields", "riot"),
        ("Pussy Riot", "riot"),
    ],
)
def test_a_name_is_not_found_in_a_longer_phrase_of_another_meaning(name, phrase, part):
    found = [s.lower() for s in surfaces(name, f"The {phrase} came to the square.")]
    assert part not in found


@pytest.mark.parametrize(
    ("text", "category", "entry"),
    [
        ("Peacekeeping troops landed.", "intervening_force.peacekeepers", "peacekeep*"),
        ("A “peacekeeping” contingent landed.", "intervening_force.peacekeepers", "peacekeep*"),
        ("A contingent of peacekeepers landed.", "intervening_force.peacekeepers", "peacekeep*"),
        ("The rebels came.", "demonstrators.rebel", "rebels"),
        ("“Terrorist” gangs came.", "demonstrators.threat", "terrorist*"),
        ("Crowds of looters came.", "demonstrators.criminal", "looter*"),
    ],
)
def test_loaded_names_are_found_under_their_own_entry_and_no_other_name_doubles_them(
    text, category, entry
):
    found = [(c, e) for c, e, _ in matches("conflict_actors", text)]
    assert (category, entry) in found
    quantities = {"troops", "contingent*", "crowds"}
    assert quantities.isdisjoint(e for _, e in found)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Troops entered the square.", "unclear"),
        ("Foreign troops entered the square.", "intervening_force.foreign_troops"),
        ("The alliance sent troops to the square.", "intervening_force.foreign_troops"),
        ("Government troops entered the square.", "security_forces.military"),
        ("Police and troops entered the square.", "security_forces.military"),
        ("Iranian troops entered the square.", "unclear"),
        ("Iranian troops arrived at the request of Damascus.", "intervening_force.foreign_troops"),
    ],
)
def test_a_name_that_fits_two_referents_counts_only_where_a_word_settles_it(text, category):
    troops = [c for c, _, s in matches("conflict_actors", text) if "troops" in s.lower()]
    assert troops == [category]


@pytest.mark.parametrize(
    "spelling",
    ["anti-terrorist", "anti terrorist", "antiterrorist", "anti‑terror", "Antiterrorism"],
)
def test_every_spelling_of_the_fight_against_terror_is_one_entry(spelling):
    found = matches("conflict_events", f"The {spelling} operation began.")
    assert [(c, e) for c, e, _ in found] == [("the_operation.counter_terror", "anti-terror*")]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("They are not rioters.", True),
        ("They aren’t really rioters.", True),
        ("There were no violent rioters.", True),
        ("Not only rioters came.", False),
        ("There is no doubt rioters came.", False),
        ("They did not come, rioters said.", False),
        ("Nobody spoke but rioters sang.", False),
        ("They are not at all what people call rioters.", False),
    ],
)
def test_a_negator_reaches_three_words_within_its_clause(text, negated):
    matcher, tokens = Matcher(load_pack("conflict_actors")), tokenize(text)
    sentence = np.zeros(len(tokens), np.int64)
    found = matcher.find(tokens, sentence)
    rioters = [text[s:e] == "rioters" for s, e in zip(found.start, found.end, strict=True)]
    assert Negation(tokens, sentence, "en").of(found)[rioters].tolist() == [negated]


@pytest.mark.parametrize("name", [*FRAME_PACKS, "epistemic"])
def test_packs_of_indicators_offer_no_choice_and_many_entries(name):
    pack = load_pack(name)
    assert not any(category.choice for category in pack.walk())
    assert pack.n_entries() - len(pack.ignore) >= 100


@pytest.mark.parametrize("name", [n for n in FRAME_PACKS if n != "loaded_language"])
def test_a_frame_pack_claims_indicators_and_no_measure(name):
    pack = load_pack(name)
    assert "lexical indicators of" in pack.description.lower()
    for frame in pack.walk():
        assert not frame.entries or frame.description.lower().startswith("lexical indicators")


@pytest.mark.parametrize("name", FRAME_PACKS)
def test_the_card_of_a_frame_pack_claims_indicators_and_no_measure(name):
    card = Path(load_pack(name).path).with_name("README.md").read_text(encoding="utf-8")
    words = " ".join(card.replace("*", "").lower().split())
    assert "lexical indicators of" in words
    assert "is a measure of" not in words


@pytest.mark.parametrize("name", NAMING_PACKS)
def test_a_naming_pack_has_several_referents_whose_names_are_rivals(name):
    pack = load_pack(name)
    referents = [c for c in pack.walk() if c.choice]
    assert len(referents) >= 4
    assert all(len({n.valence for n in r.categories}) > 1 for r in referents)
    assert pack.n_entries() - len(pack.ignore) >= 80


def test_policy_frames_are_the_fourteen_substantive_dimensions():
    assert len(load_pack("policy_frames").categories) == 14


def test_every_moral_foundation_has_its_virtue_and_its_vice():
    pack = load_pack("moral_foundations")
    assert len(pack.categories) == 5
    assert all([c.name for c in top.categories] == ["virtue", "vice"] for top in pack.categories)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("moral_foundations", "The rabbit slept; the companies were consolidated at Halloween."),
        ("moral_foundations", "The book fair opened, and Virgin Atlantic flew in for it."),
        ("generic_frames", "The rabbit ran through the Rift Valley by virtue of its legs."),
        ("policy_frames", "The subsidiary showed hospitality, and the study demonstrated it."),
        ("policy_frames", "She read a murder mystery and gave it to the Salvation Army."),
        ("war_peace_journalism", "The general public saw a horror film with Tyson Fury."),
        ("loaded_language", "The superbugs were found by a strict training regime of tests."),
        ("migration_actors", "A rare migrant bird and an alien species came to the marsh."),
        ("migration_actors", "A wave of strikes hit the port, and a swarm of bees the ferry."),
        ("abortion_actors", "The aborted landing was followed by a choice of school."),
        ("abortion_actors", "The nurse was jailed for infanticide in Leeds."),
        ("economy_actors", "He bailed out of the jet; a handout photo shows the fat cattle."),
        ("economy_actors", "Animal welfare inspectors struck a balance after the drone strike."),
    ],
)
def test_words_that_only_look_like_an_entry_are_not_found(name, text):
    assert surfaces(name, text) == []


@pytest.mark.parametrize(
    ("name", "text", "category"),
    [
        ("migration_actors", "They are illegal immigrants.", "people_without_papers.illegal"),
        ("migration_actors", "The refugee crisis went on.", "the_situation.humanitarian"),
        ("abortion_actors", "Anti-abortion activists marched.", "opponents.anti_abortion"),
        ("abortion_actors", "Abortion rights advocates marched.", "supporters.abortion_rights"),
        ("abortion_actors", "The abortion clinic closed.", "who_performs.doctors"),
        ("economy_actors", "Tax cuts for the rich came first.", "tax_cut.giveaway"),
        ("economy_actors", "The union barons met.", "union_leaders.union_barons"),
    ],
)
def test_the_longer_name_wins_and_the_shorter_one_is_not_counted(name, text, category):
    assert [c for c, _, _ in matches(name, text)] == [category]
