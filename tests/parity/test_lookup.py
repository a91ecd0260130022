"""Looking up dictionaries: what quanteda 4.3.1 finds, and where a pack differs on purpose.

Every row is typed from the test that its source names (`tokens_lookup` and `dfm_lookup`). Scopes:
quanteda's nested_scope "key" is `overlap: category`, "dictionary" is `overlap: pack`. Options that
a pack has not (exclusive, capkeys, nomatch, levels, append_key) are derived from the matches here.
"""

from __future__ import annotations

import re

import pandas as pd
import pytest

import framing
from framing.lexicon.pack import Category, Entry, LexiconPack

OCEANS = [
    "The United States is bordered by the Atlantic Ocean and the Pacific Ocean.",
    "The Supreme Court of the United States is seldom in a united state.",
    "It's Arsenal versus Manchester United, states the announcer.",
    "We need Manchester Unity in the Federal Republic of Germany today.",
    "United statehood is a good state.",
    "luv the united states XXOO!",
]
LAW = [
    "Mexico signed a new libertarian law with Canada.",
    "Let freedom ring in the United States!",
    "Aliens are invading Mars",
]
SEAS = [
    "The United States has the Atlantic Ocean and the Pacific Ocean.",
    "Britain and Ireland have the Irish Sea and the English Channel.",
]
ISLANDS = [
    "British Virgin Islands is a British overseas territory",
    "Samoa is an independent state",
    "American Samoa is in the South Pacific",
]
DOCUMENTS = ["word word2 document documents documenting", "use using word word2"]
GOOD_BYE = ["say good bye to Hollywood"]

PHRASES = {
    "Countries": ["United States", "Federal Republic of Germany"],
    "oceans": ["Atlantic Ocean", "Pacific Ocean"],
    "Institutions": ["federal government", "Supreme Court"],
    "team": ["Manchester United", "Arsenal"],
}
GLOBS = {
    "Countries": ["United States", "Federal * of *"],
    "oceans": ["* Ocean"],
    "Institutions": ["federal gover*", "Supreme Court"],
    "team": ["Manchester *", "Arsenal"],
}
WORDS = {
    "Countries": ["States", "Germany"],
    "oceans": ["Atlantic", "Pacific"],
    "Institutions": ["government", "Court"],
    "team": ["Manchester", "Arsenal"],
}
ONE_WORD_TWICE = {
    "Countries": ["States"],
    "oceans": ["Atlantic", "Pacific"],
    "gameconsoles": ["Xbox", "Nintendo"],
    "swords": ["States"],
}
ENDINGS = {
    "Countries": ["Stat*"],
    "oceans": ["*ic"],
    "gameconsoles": ["?box", "Nintendo*"],
    "swords": ["*s"],
}
FREEDOM = {
    "country": ["united states", "mexico", "canada"],
    "law words": ["law*", "constitution"],
    "freedom": ["free", "freedom", "libertarian"],
    "overlap": ["United"],
}
TWO_LEVELS = {
    "geo": {"Countries": ["States"], "oceans": ["Atlantic", "Pacific"]},
    "other": {"gameconsoles": ["Xbox", "Nintendo"], "swords": ["States"]},
}
THREE_LEVELS = {
    "US": {"Countries": ["States"], "oceans": ["Atlantic", "Pacific"]},
    "Europe": {
        "Countries": ["Britain", "Ireland"],
        "oceans": {"west": ["Irish Sea"], "east": ["English Channel"]},
    },
}
NESTED = {
    "AS": ["American Samoa", "American Samoan*", "Pago Pago"],
    "WS": ["Samoa", "Samoan*", "Apia"],
    "VG": ["British Virgin Islands", "Virgin Island*", "Road Town"],
    "GB": ["UK", "United Kingdom", "Britain", "British", "Briton*", "Brit*", "London"],
    "US": ["United States", "US", "American*", "Washington", "New York"],
}
ROADS = {"CR": ["rd", "red"], "CB": ["street", "feet"], "CA": ["parl", "dark"]}


def pack_of(dictionary, *, case=False, overlap="category"):
    def categories(tree, parent=""):
        for name, below in tree.items():
            path = f"{parent}.{name}" if parent else name
            entries = () if isinstance(below, dict) else tuple(Entry(t, case=case) for t in below)
            children = tuple(categories(below, path)) if isinstance(below, dict) else ()
            yield Category(name, path, entries=entries, categories=children)

    return LexiconPack("lookup", categories=tuple(categories(dictionary)), overlap=overlap)


def matches(texts, dictionary, **options):
    """For each text its matches (start, end, category), by place and then by the pack's order."""
    pack = pack_of(dictionary, **options)
    order = {category.path: i for i, category in enumerate(pack.walk())}
    frame = pd.DataFrame({"id": [f"d{i}" for i in range(len(texts))], "text": texts})
    frame["outlet"] = "an outlet"
    corpus = framing.read_corpus(frame)
    rows = framing.extract(corpus, [framing.LexiconExtractor(pack)]).evidence.to_pylist()
    found = {name: [] for name in frame["id"]}
    for row in rows:
        found[row["article"]].append((row["start"], row["end"], row["category"]))
    return [sorted(found[i], key=lambda m: (m[0], order[m[2]])) for i in frame["id"]]


def keys(texts, dictionary, *, levels=None, **options):
    """For each text the names that its matches give: whole paths, or the levels that are asked."""
    rows = []
    for found in matches(texts, dictionary, **options):
        paths = [category.split(".") for _, _, category in found]
        chosen = [[p[i - 1] for i in levels or range(1, len(p) + 1) if i <= len(p)] for p in paths]
        rows.append([".".join(parts) for parts in chosen if parts])
    return rows


def mixed(texts, dictionary, *, nomatch=None, upper=False):
    """For each text its words, those of matches replaced by the names (exclusive = FALSE)."""
    rows = []
    for text, found in zip(texts, matches(texts, dictionary), strict=True):
        pieces = [(s, i, name.upper() if upper else name) for i, (s, _, name) in enumerate(found)]
        pieces += [
            (word.start(), 0, nomatch or word[0])
            for word in re.finditer(r"\w+", text)
            if not any(s <= word.start() < e for s, e, _ in found)
        ]
        rows.append([name for _, _, name in sorted(pieces)])
    return rows


COUNTED = [
    # quanteda tests/testthat/test-tokens_lookup.R:19-20 (E483)
    (OCEANS, PHRASES, True, {"Countries": [1, 1, 0, 1, 0, 0], "team": [0, 0, 2, 0, 0, 0]}),
    # test-tokens_lookup.R:43-45 (E485)
    (OCEANS, GLOBS, True, {"Countries": [1, 1, 0, 1, 0, 0], "oceans": [2, 0, 0, 0, 0, 0],
                           "team": [0, 0, 2, 1, 0, 0]}),
    # test-tokens_lookup.R:64-69 (E486)
    (OCEANS, WORDS, True, {"Countries": [1, 1, 0, 1, 0, 0], "team": [0, 0, 2, 1, 0, 0]}),
    # test-tokens_lookup.R:74-77 (E487)
    (OCEANS, WORDS, False, {"Countries": [1, 1, 1, 1, 0, 1], "team": [0, 0, 2, 1, 0, 0]}),
    # test-dfm_lookup.R:257-267 (E517)
    (["I am mad about Ireland"], {"irish": ["ire*", "ireland", "irish"], "anger": ["ire*", "mad"]},
     False, {"irish": [1], "anger": [2]}),
    # test-dfm_lookup.R:174-178 (E518)
    (DOCUMENTS, {"document": ["document*"], "use": ["use", "using"]}, False,
     {"document": [3, 0], "use": [0, 2]}),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "dictionary", "case", "expected"), COUNTED)
def test_counts_of_keys(texts, dictionary, case, expected):
    counts = framing.LexiconExtractor(pack_of(dictionary, case=case)).fit_transform(texts).toarray()
    names = [category.path for category in pack_of(dictionary).walk()]
    found = {name: counts[:, names.index(name)].tolist() for name in expected}
    assert found == expected


LISTED = [
    # test-tokens_lookup.R:107-109 (E488)
    (OCEANS[:2], ONE_WORD_TWICE, {}, [["Countries", "swords", "oceans", "oceans"],
                                      ["Countries", "swords"]]),
    # test-tokens_lookup.R:121-123 (E489)
    (OCEANS[:2], ENDINGS, {}, [["Countries", "swords", "swords", "oceans", "oceans"],
                               ["Countries", "swords", "swords", "Countries"]]),
    # test-tokens_lookup.R:124-126 (E490)
    (OCEANS[:2], ENDINGS, {"case": True}, [["Countries", "swords", "swords", "oceans", "oceans"],
                                           ["Countries", "swords", "swords"]]),
    # test-tokens_lookup.R:212-214 (E494)
    (OCEANS[:2], TWO_LEVELS, {"levels": [1]}, [["geo", "other", "geo", "geo"], ["geo", "other"]]),
    # test-tokens_lookup.R:216-218 (E495)
    (OCEANS[:2], TWO_LEVELS, {"levels": [1, 2]},
     [["geo.Countries", "other.swords", "geo.oceans", "geo.oceans"],
      ["geo.Countries", "other.swords"]]),
    # test-tokens_lookup.R:220-222 (E496)
    (OCEANS[:2], TWO_LEVELS, {"levels": [2]},
     [["Countries", "swords", "oceans", "oceans"], ["Countries", "swords"]]),
    # test-tokens_lookup.R:237-239 (E497)
    (SEAS, THREE_LEVELS, {"levels": [1]}, [["US"] * 3, ["Europe"] * 4]),
    # test-tokens_lookup.R:240-242 (E498)
    (SEAS, THREE_LEVELS, {"levels": [2]},
     [["Countries", "oceans", "oceans"], ["Countries", "Countries", "oceans", "oceans"]]),
    # test-tokens_lookup.R:243-245 (E499)
    (SEAS, THREE_LEVELS, {"levels": [1, 2]},
     [["US.Countries", "US.oceans", "US.oceans"],
      ["Europe.Countries", "Europe.Countries", "Europe.oceans", "Europe.oceans"]]),
    # test-tokens_lookup.R:246-248 (E500)
    (SEAS, THREE_LEVELS, {"levels": [3]}, [[], ["west", "east"]]),
    # test-tokens_lookup.R:249-251 (E501)
    (SEAS, THREE_LEVELS, {"levels": [1, 3]},
     [["US", "US", "US"], ["Europe", "Europe", "Europe.west", "Europe.east"]]),
    # test-tokens_lookup.R:258-260 (E502)
    (SEAS, THREE_LEVELS, {"levels": [4]}, [[], []]),
    # test-tokens_lookup.R:313-315 (E503)
    (["The United States of America is bordered by the Atlantic Ocean and the Pacific Ocean.",
      OCEANS[1]],
     {"Countries": ["United States", "United States of America"], "oceans": ["Ocean"]}, {},
     [["Countries", "oceans", "oceans"], ["Countries"]]),
    # test-tokens_lookup.R:326-329 (E504)
    (["A B C"], {"key": ["A B", "A B C"]}, {}, [["key"]]),
    # test-tokens_lookup.R:331-334 (E505)
    (["A B C"], {"key": ["B C", "A B C"]}, {}, [["key"]]),
    # test-tokens_lookup.R:393-394 (E508)
    (GOOD_BYE, {"pos": ["good"], "farewell": ["good bye"]}, {}, [["pos", "farewell"]]),
    # test-tokens_lookup.R:471-476 (E512)
    (ISLANDS, NESTED, {}, [["VG", "GB", "GB"], ["WS"], ["AS", "US", "WS"]]),
    # test-tokens_lookup.R:477-482 (E513)
    (ISLANDS, NESTED, {"overlap": "pack"}, [["VG", "GB"], ["WS"], ["AS"]]),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "dictionary", "options", "expected"), LISTED)
def test_keys_in_the_order_of_the_text(texts, dictionary, options, expected):
    assert keys(texts, dictionary, **options) == expected


MIXED = [
    # test-tokens_lookup.R:160-163 (E493)
    (LAW, FREEDOM, {"upper": True},
     [["COUNTRY", "signed", "a", "new", "FREEDOM", "LAW WORDS", "with", "COUNTRY"],
      ["Let", "FREEDOM", "ring", "in", "the", "COUNTRY", "OVERLAP"],
      ["Aliens", "are", "invading", "Mars"]]),
    # test-tokens_lookup.R:374-378 (E507)
    (DOCUMENTS, {"document": ["document*"], "use": ["use", "using"]}, {},
     [["word", "word2", "document", "document", "document"], ["use", "use", "word", "word2"]]),
    # test-tokens_lookup.R:398-399 (E509)
    (GOOD_BYE, {"pos": ["good"], "farewell": ["good bye"]}, {"upper": True},
     [["say", "POS", "FAREWELL", "to", "Hollywood"]]),
    # test-tokens_lookup.R:411-416 (E510)
    (["a b c d e f g x y z", "a c d x z", "x y", "f g"],
     {"sequence1": ["a b"], "sequence2": ["x y"], "notseq": ["d", "e"]}, {"upper": True},
     [["SEQUENCE1", "c", "NOTSEQ", "NOTSEQ", "f", "g", "SEQUENCE2", "z"],
      ["a", "c", "NOTSEQ", "x", "z"], ["SEQUENCE2"], ["f", "g"]]),
    # test-tokens_lookup.R:447-451 (E511)
    (["12032 Musgrave rd red hill", "13 rad street windermore park queensland", "130 right road",
      "130 rtn road"], ROADS, {"nomatch": "NONE"},
     [["NONE", "NONE", "CR", "CR", "NONE"], ["NONE", "NONE", "CB", "NONE", "NONE", "NONE"],
      ["NONE"] * 3, ["NONE"] * 3]),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "dictionary", "options", "expected"), MIXED)
def test_words_between_the_keys(texts, dictionary, options, expected):
    assert mixed(texts, dictionary, **options) == expected


def test_words_that_no_key_holds():
    # test-tokens_lookup.R:354-357 (E506)
    texts = ["a c d d", "a a b c c c e f"]
    rows = mixed(texts, {"one": ["a", "b", "b c"], "two": ["e", "f"]}, nomatch="_unmatched")
    found = {name: [row.count(name) for row in rows] for name in ("one", "two", "_unmatched")}
    assert found == {"one": [1, 3], "two": [0, 2], "_unmatched": [3, 2]}


def test_surfaces_with_their_keys():
    # test-tokens_lookup.R:543-549 (E516)
    shown = [
        [f"{text[s:e].replace(' ', '_')}/{name.upper()}" for s, e, name in found]
        for text, found in zip(LAW, matches(LAW, FREEDOM), strict=True)
    ]
    assert shown == [
        ["Mexico/COUNTRY", "libertarian/FREEDOM", "law/LAW WORDS", "Canada/COUNTRY"],
        ["freedom/FREEDOM", "United_States/COUNTRY", "United/OVERLAP"],
        [],
    ]


def test_no_match_crosses_a_comma():
    # differs on purpose from test-tokens_lookup.R:29-33 (E484): there punctuation is taken out
    # first, so that "Manchester United, states" holds the country United States; here a phrase
    # stands between white space or hyphens only, and the third text has none
    found = framing.LexiconExtractor(pack_of(PHRASES)).fit_transform(OCEANS).toarray()
    names = list(PHRASES)
    assert found[:, names.index("Countries")].tolist() == [1, 1, 0, 1, 0, 1]
    assert found[:, names.index("team")].tolist() == [0, 0, 2, 0, 0, 0]


def test_regular_expressions_are_no_entries():
    # differs on purpose from test-tokens_lookup.R:138-143 (E491, E492): entries are words with *
    # and ?, so that lint can tell what they catch; the same keys come from globs (E489, E490 above)
    regular = {"Countries": ["Stat.*$"], "oceans": ["[A-Z][a-z]+ic"], "swords": ["s$"]}
    assert keys(OCEANS[:1], regular) == [[]]


def test_equal_stretches_count_once_in_a_scope():
    # differs on purpose from test-tokens_lookup.R:491-506 (E514, E515): with one scope for the
    # whole pack a stretch of text is consumed once, by the earlier of two equal entries
    virgin = {"VG": ["Virgin Islands"], "VI": ["Virgin Islands"], "DM": ["Dominica*"],
              "DO": ["Dominican Republic"]}  # fmt: skip
    text = "Virgin Islands are near Dominica and the Dominican Republic"
    assert keys([text], virgin, overlap="pack") == [["VG", "DM", "DO"]]
    congo = {"CD": ["Democratic Republic of Congo", "Congolese"],
             "CG": ["Republic of Congo", "Congolese"]}  # fmt: skip
    text = "Congolese are people in Republic of Congo or Democratic Republic of Congo"
    assert keys([text], congo, overlap="pack") == [["CD", "CG", "CD"]]
    # with a scope for each category both count, as there
    assert keys([text], congo) == [["CD", "CG", "CG", "CD", "CG"]]
