"""The rules of matching, one by one."""

from __future__ import annotations

import pytest

from tests.lexicon.packs import pack_of, surfaces


def found(entries, text, **fields):
    return [surface for _, surface in surfaces(pack_of({"a": entries}, **fields), text)]


@pytest.mark.parametrize(
    "text",
    ["anti-terrorist", "anti terrorist", "antiterrorist", "Anti–Terrorist", "ANTI‑terrorist"],
)
def test_hyphen_of_an_entry_matches_hyphen_space_or_nothing(text):
    assert found(["anti-terrorist"], f"the {text} raid") == [text]


def test_space_of_an_entry_matches_white_space_or_a_hyphen_but_no_paragraph_break():
    entries = ["riot police"]
    assert found(entries, "riot\npolice, riot-police, riot  police") == [
        "riot\npolice",
        "riot-police",
        "riot  police",
    ]
    assert found(entries, "a riot\n\npolice came; riot\n \npolice; riot\u2029police") == []
    assert found(entries, "riotpolice; riot - police; riot, police; riot—police") == []


def test_quotation_marks_between_words_are_skipped_and_stay_in_the_surface():
    text = "a “peacekeeping” mission, ‘peacekeeping’ mission"
    assert found(["peacekeeping mission"], text) == [
        "peacekeeping” mission",
        "peacekeeping’ mission",
    ]


def test_possessive_stays_outside_and_apostrophes_inside_belong_to_the_word():
    assert found(["protester*", "it's", "o'neill"], "protesters’ it’s O’Neill’s protester's") == [
        "protesters",
        "it’s",
        "O’Neill",
        "protester",
    ]


def test_wildcards_stay_inside_one_word():
    text = "militant militants paramilitary mob mobs robs"
    assert found(["militant*"], text) == ["militant", "militants"]
    assert found(["?ob"], text) == ["mob"]
    assert found(["* ocean"], "the Pacific Ocean") == ["Pacific Ocean"]


def test_soft_hyphens_and_zero_width_characters_are_skipped():
    assert found(["protester*"], "\u200bpro\u00adtest\u200bers\u200b left") == [
        "pro\u00adtest\u200bers"
    ]


def test_accents_fold_unless_the_pack_keeps_them():
    assert found(["tokayev"], "Tokáyev, Toka\u0301yev, Tokayev") == [
        "Tokáyev",
        "Toka\u0301yev",
        "Tokayev",
    ]
    assert found(["tokáyev"], "Tokáyev, Toka\u0301yev, Tokayev", accents="keep") == [
        "Tokáyev",
        "Toka\u0301yev",
    ]


def test_offsets_stay_right_where_folding_changes_length():
    assert found(["strasse", "istanbul", "fire*"], "ﬁres in der STRASSE, Straße, İstanbul") == [
        "ﬁres",
        "STRASSE",
        "Straße",
        "İstanbul",
    ]


def test_case_is_told_apart_where_the_entry_says_so():
    assert found([{"term": "US", "case": True}], "us US Us") == ["US"]


def test_stem_matches_every_word_with_the_same_stem():
    text = "riot rioted rioting riots' riotous"
    stemmed = found([{"term": "riot", "stem": True}], text)
    assert stemmed == ["riot", "rioted", "rioting", "riots"]


def test_stem_keeps_case_where_it_is_asked_to():
    text = "Riots. The riots grew. Éire rioted."
    assert found([{"term": "Riot", "stem": True, "case": True}], text) == ["Riots"]
    assert found([{"term": "riot", "stem": True, "case": True}], text) == ["riots", "rioted"]
    assert found([{"term": "Éire", "stem": True, "case": True}], text) == ["Éire"]


def test_unless_cancels_and_consumes_nothing():
    entries = [{"term": "crowd", "unless": ["crowd of boats"]}, "boats"]
    assert found(entries, "a crowd of boats and a crowd") == ["boats", "crowd"]


def test_near_and_not_near_count_words_outside_the_match():
    entries = [{"term": "thug*", "near": ["protest*"], "within": 3}]
    assert found(entries, "thugs at the protest") == ["thugs"]
    assert found(entries, "thugs were seen near the protest") == []
    assert found(entries, "A protest.\n\nThugs") == []
    entries = [{"term": "troops", "not_near": ["parade"], "within": 4}]
    assert found(entries, "troops on parade; later on the day troops") == ["troops"]


def test_near_stays_in_the_paragraph_however_many_words_ask():
    entries = [{"term": "thug*", "near": ["protest*"], "within": 9}]
    assert found(entries, "thugs thugs thugs protest") == ["thugs"] * 3
    assert found(entries, "thugs thugs thugs\n\nprotest thugs") == ["thugs"]


def test_each_entry_has_its_own_condition(monkeypatch):
    entries = [
        {"term": "thugs", "near": ["protest"], "within": 2},
        {"term": "mobs", "near": ["parade"], "within": 1},
        {"term": "crowds", "not_near": ["parade"], "within": 2},
        {"term": "gangs", "unless": ["gangs of boats"]},
        "boats",
    ]
    text = "mobs protest thugs crowds parade mobs gangs of boats gangs"
    expected = ["thugs", "mobs", "boats", "gangs"]
    assert found(entries, text) == expected
    monkeypatch.setattr("framing.lexicon.spread.ROWS_AT_ONCE", 1)
    assert found(entries, text) == expected


def test_longest_match_wins_and_the_text_is_consumed_once():
    pack = pack_of({"riot": ["riot*"], "police": ["riot police", "police"]})
    assert surfaces(pack, "riot police and rioters") == [
        ("police", "riot police"),
        ("riot", "rioters"),
    ]


def test_overlap_category_lets_categories_share_words():
    pack = pack_of({"riot": ["riot*"], "police": ["riot police", "police"]}, overlap="category")
    assert surfaces(pack, "riot police") == [("riot", "riot"), ("police", "riot police")]


def test_partly_overlapping_matches_count_once_leftmost_first():
    pack = pack_of({"a": ["red flag"], "b": ["flag day"]})
    assert surfaces(pack, "red flag day") == [("a", "red flag")]
    pack = pack_of({"a": ["red flag"], "b": ["flag holiday"]})
    assert surfaces(pack, "red flag holiday") == [("b", "flag holiday")]


def test_equal_matches_go_to_the_earlier_entry():
    assert surfaces(pack_of({"a": ["gang*"], "b": ["gangs"]}), "gangs") == [("a", "gangs")]


def test_ignored_entries_consume_their_text_and_count_for_nothing():
    pack = pack_of({"threat": ["terrorist*"]}, ignore=["anti-terror*"])
    text = "anti-terrorist anti terrorists antiterrorist terrorists"
    assert surfaces(pack, text) == [("threat", "terrorists")]


def test_punctuation_inside_an_entry_must_stand_there():
    assert found(["9/11", "U.S. troops", "at&t"], "9/11, 9 11; U.S. troops, US troops, AT&T") == [
        "9/11",
        "U.S. troops",
        "AT&T",
    ]


def test_cyrillic_and_dashes_glued_between_words():
    assert found(["террорист*"], "«Террористы» и антитеррористы") == ["Террористы"]
    assert found(["state", "sponsored"], "state—sponsored") == ["state", "sponsored"]


def test_nothing_to_match_and_nothing_to_match_in():
    assert found(["a"], "") == []
    assert surfaces(pack_of({}), "any text") == []
    assert found(["* * *"], "one two") == []
