"""What lint says about entries, held against what the matcher does."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.lexicon.lint_entries import entry_findings
from framing.lexicon.matcher import Matcher
from framing.lexicon.pack import Category, Entry, LexiconPack
from framing.lexicon.tokens import tokenize


def pack_of(categories, ignore=(), **fields):
    """Entries as words or mappings; their lines are their ranks from 1, ignored ones last."""
    line = itertools.count(1)

    def made(term):
        return Entry(**({"term": term} if isinstance(term, str) else term), line=next(line))

    tops = tuple(
        Category(name, name, entries=tuple(map(made, entries)))
        for name, entries in categories.items()
    )
    return LexiconPack("made", "1.0.0", categories=tops, ignore=tuple(map(made, ignore)), **fields)


def found(pack, **options):
    return [(f.rule, f.line) for f in entry_findings(pack, **options)]


@pytest.mark.parametrize(
    ("entries", "lines"),
    [
        (["riot", "riot"], [2]),
        (["riot*", "riot"], [2]),
        (["riot", "riot*"], []),
        (["riot*", "rioter*"], [2]),
        (["Riot", "riot"], [2]),
        (["riót", "riot"], [2]),
        (["riot police", "riot-police"], []),
        (["riot-police", "riot police", "riotpolice"], [2, 3]),
        (["riot police", "riotpolice", "riot-police"], [3]),
        (["riot", "riot police"], []),
        (["riot *", "riot police"], [2]),
        (["* police", "riot police", "riot polic*"], [2]),
        (["colo*r", "colour", "color", "colo?r"], [2, 3, 4]),
        (["colo?r", "color"], []),
        (["?iot", "riot", "r?ot"], [2]),
        (["protester*", "protester's"], []),
        (["protester*", "protester's march"], []),
        (["protester* march", "protester's march"], [2]),
        ([{"term": "protests", "stem": True}, "protesting", "progress"], [2]),
        (["AT&T", "AT & T", "AT T"], [2]),
        ([{"term": "March", "case": True}, "march"], []),
        (["march", {"term": "March", "case": True}], [2]),
        ([{"term": "March", "case": True}, {"term": "March", "case": True}], [2]),
        ([{"term": "march", "near": ["street"]}, "march"], []),
        (["march", {"term": "march", "near": ["street"]}], [2]),
        ([{"term": "march", "near": ["street*"]}, {"term": "march", "near": ["streets"]}], [2]),
        ([{"term": "march", "near": ["streets"]}, {"term": "march", "near": ["street*"]}], []),
        ([{"term": "march", "near": ["a"], "within": 8}, {"term": "march", "near": ["a"], "within": 5}], [2]),
        ([{"term": "march", "near": ["a"], "within": 5}, {"term": "march", "near": ["a"], "within": 8}], []),
        ([{"term": "march", "near": ["a"], "within": 5}, {"term": "march", "near": ["a"]}], []),
        ([{"term": "march", "unless": ["death march"]}, "march"], []),
        ([{"term": "march", "unless": ["death march"]}, {"term": "march", "unless": ["* march"]}], [2]),
        ([{"term": "march", "not_near": ["a"], "within": 5}, {"term": "march", "not_near": ["a", "b"], "within": 8}], [2]),
        ([{"term": "march", "not_near": ["a"], "within": 8}, {"term": "march", "not_near": ["a"], "within": 5}], []),
        (["march", {"term": "march", "weight": 2.0}], [2]),
    ],
)  # fmt: skip
def test_dead_entries_of_one_category(entries, lines):
    assert [line for rule, line in found(pack_of({"a": entries})) if rule == "dead"] == lines


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (["riot"], ["riot"], [("double", 2)]),
        (["riot*"], ["rioter"], [("dead", 2)]),
        (["rioter"], ["riot*"], []),
        (["pro*er"], ["prot*"], [("double", 2)]),
        (["* police"], ["riot *"], [("double", 1)]),
        (["riot*"], ["*ter"], [("double", 2)]),
        (["*ter"], ["riot*"], [("double", 1)]),
        (["riot*"], ["crowd*"], []),
        ([{"term": "troops", "near": ["foreign"]}], ["troops"], []),
        ([{"term": "pro*er", "near": ["x"]}], ["prot*"], []),
    ],
)
def test_words_that_two_categories_hold(a, b, expected):
    assert found(pack_of({"a": a, "b": b})) == expected
    assert found(pack_of({"a": a, "b": b}, overlap="category")) == []


def test_where_categories_share_text_only_strict_lint_tells_doubles():
    pack = pack_of({"a": ["riot", "pro*er"], "b": ["Riot", "prot*", "crowd"]}, overlap="category")
    assert found(pack) == []
    assert found(pack, strict=True) == [("double", 3), ("double", 4)]


def test_ignored_entries_come_last_among_equals():
    pack = pack_of({"a": ["riot*", "riot police"]}, ignore=["riot police", "riots", "riot gear"])
    assert found(pack) == [("dead", 3), ("dead", 4)]


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        ({"term": "protest*", "stem": True}, "never"),
        ("regime_change", "never"),
        ("kind (of) riot", "never"),
        ({"term": "riot", "unless": ["riot*"]}, "never"),
        ({"term": "riot", "near": ["a", "b"], "not_near": ["b", "a*"]}, "never"),
        ({"term": "riot", "unless": ["crowd control"]}, "useless"),
        ({"term": "riot", "within": 5}, "useless"),
        ("*", "wide"),
        ("* *", "wide"),
    ],
)
def test_entries_and_conditions_that_do_nothing(entry, rule):
    assert found(pack_of({"a": [entry]})) == [(rule, 1)]


@pytest.mark.parametrize(
    "entry",
    [
        "about *,000",
        "9/11",
        "AT&T",
        "U.S. troops",
        {"term": "riot", "unless": ["riot police", "run riot", "anti-riot"]},
        {"term": "murder*", "unless": ["murderer's row"]},
        {"term": "anti-terror*", "unless": ["antiterrorism act"]},
        {"term": "riot", "near": ["a", "b"], "not_near": ["b"]},
    ],
)
def test_entries_that_lint_leaves_alone(entry):
    assert found(pack_of({"a": [entry]})) == []


def test_a_language_without_stemmer_is_told():
    pack = pack_of({"a": [{"term": "riot", "stem": True}]}, language="xx")
    (finding,) = entry_findings(pack)
    assert finding.rule == "never"
    assert "no Snowball stemmer for language 'xx'" in finding.message


WORDS = ("ab", "abc", "b", "ab's")
GLOBS = st.sampled_from(["ab", "abc", "b", "ab*", "*b", "a?", "?b", "*", "ab's", "a*c"])
TERMS = st.lists(GLOBS, min_size=1, max_size=2).flatmap(
    lambda words: st.sampled_from([" ", "-"]).map(lambda joint: joint.join(words))
)
CONDITIONS = st.fixed_dictionaries(
    {},
    optional={
        "unless": st.lists(TERMS, min_size=1, max_size=2),
        "near": st.lists(GLOBS, min_size=1, max_size=2),
        "not_near": st.lists(GLOBS, min_size=1, max_size=2),
        "within": st.sampled_from([1, 2, "sentence"]),
    },
)


@st.composite
def packs(draw):
    def entries(most):
        made = draw(st.lists(st.tuples(TERMS, CONDITIONS), max_size=most))
        return [
            {"term": term, **{k: tuple(v) if isinstance(v, list) else v for k, v in given.items()}}
            for term, given in made
        ]

    categories = {"a": entries(3), "b": entries(2)}
    return pack_of(categories, entries(1), overlap=draw(st.sampled_from(["pack", "category"])))


TEXTS = [
    joint.join(words)
    for n in (1, 2, 3)
    for words in itertools.product(WORDS, repeat=n)
    for joint in ((" ", "-") if n == 2 else (" ",))
]
BUFFER = "\n\n".join(TEXTS)


@given(packs())
@settings(max_examples=150, deadline=None)
def test_no_entry_that_lint_calls_dead_ever_counts(pack):
    idle = {f.line for f in entry_findings(pack) if f.rule in ("dead", "never")}
    doubles = {
        f.line for f in entry_findings(pack) if f.rule == "double" and "never counts" in f.message
    }
    matcher, tokens = Matcher(pack), tokenize(BUFFER)
    matches = matcher.find(tokens, tokens.breaks)
    counted = {matcher.entries[i].line for i in np.unique(matches.entry)}
    assert not counted & (idle | doubles)


@given(packs())
@settings(max_examples=100, deadline=None)
def test_an_unconditional_entry_that_never_counts_is_told(pack):
    """The other way round, where every text that could tell is tried: one word, no condition."""
    plain = [e for c in pack.walk() for e in c.entries if not e.conditions and " " not in e.term]
    bare = LexiconPack("made", "1.0.0", categories=(Category("a", "a", entries=tuple(plain)),))
    told = {f.line for f in entry_findings(bare) if f.rule in ("dead", "wide")}
    letters = ["".join(w) for n in range(1, 5) for w in itertools.product("abcx", repeat=n)]
    pairs = [f"{a}-{b}" for a in letters[:20] for b in letters[:20]]
    matcher, tokens = Matcher(bare), tokenize("\n\n".join([*letters, *pairs, "ab's", "x ab's"]))
    matches = matcher.find(tokens, tokens.breaks)
    counted = {matcher.entries[i].line for i in np.unique(matches.entry)}
    unseen = {e.line for e in plain} - counted
    alone = {e.line for e in plain if "-" not in e.term and "'" not in e.term}
    assert unseen & alone <= told
