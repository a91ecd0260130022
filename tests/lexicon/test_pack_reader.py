"""Reading packs strictly: words stay words, and every mistake is told with its line."""

from __future__ import annotations

import textwrap

import pytest

from framing.errors import LexiconError
from framing.lexicon.sources import find_packs, load_pack

GOOD = """
name: demo
version: 1.0.0
language: en
title: Demo
licence: CC-BY-4.0
authors: [A. Author]
sources: [Book 1999]
description: for tests
ignore: [anti-terror*]
categories:
  people:
    choice: true
    description: people in the street
    categories:
      civic: {valence: 1, entries: [protester*, no, 2016-11-08, yes, 007]}
      threat:
        valence: -2
        entries:
          - terrorist*
          - {term: thug*, near: [protest*], within: 8 words, weight: 2.5, case: true}
          - {stem: mob}
  rest: [other]
"""


@pytest.fixture
def write_pack(tmp_path):
    def write(text):
        folder = tmp_path / "demo"
        folder.mkdir(exist_ok=True)
        (folder / "pack.yaml").write_text(textwrap.dedent(text), encoding="utf-8")
        return folder

    return write


def messages(folder):
    with pytest.raises(LexiconError) as caught:
        load_pack(folder)
    return [str(p).replace(str(folder), "demo") for p in caught.value.problems]


def test_a_pack_keeps_words_that_yaml_would_change(write_pack):
    pack = load_pack(write_pack(GOOD))
    civic = pack.category("people.civic")
    assert [e.term for e in civic.entries] == ["protester*", "no", "2016-11-08", "yes", "007"]
    assert civic.valence == 1.0
    thug = pack.category("people.threat").entries[1]
    assert (thug.near, thug.within, thug.weight, thug.case) == (("protest*",), 8, 2.5, True)
    assert pack.category("people.threat").entries[2].written == "{stem: mob}"
    assert pack.category("people").choice
    assert [c.path for c in pack.walk()] == ["people", "people.civic", "people.threat", "rest"]
    assert pack.n_entries() == 10


def test_all_mistakes_are_told_at_once_each_with_its_line(write_pack):
    folder = write_pack(
        """
        name: Demo Pack
        version: one
        licens: MIT
        overlap: packs
        categories:
          a: {valence: 3, entries: [x], colour: red}
          b: {choice: maybe, entries: [{trem: y}, {term: z, within: soon}]}
          c: {description: nothing in it}
        """
    )
    assert messages(folder) == [
        "demo/pack.yaml:2  name: expected a-z, 0-9 and _, found 'Demo Pack'",
        "demo/pack.yaml:3  version: expected three numbers (1.0.0), found 'one'",
        "demo/pack.yaml:4  unknown key 'licens'; did you mean 'licence'?",
        "demo/pack.yaml:5  overlap: expected pack or category, found 'packs'; did you mean 'pack'?",
        "demo/pack.yaml:7  a: unknown key 'colour'; known are description, choice, valence, toward, "
        "entries, categories, note",
        "demo/pack.yaml:7  a: expected a valence from -2 to 2, found '3'",
        "demo/pack.yaml:8  choice: expected true or false, found 'maybe'",
        "demo/pack.yaml:8  entry: unknown key 'trem'; did you mean 'term'?",
        "demo/pack.yaml:8  expected one of 'term' and 'stem', found neither",
        "demo/pack.yaml:8  within: expected '8 words' or 'sentence', found 'soon'",
        "demo/pack.yaml:9  c: expected 'entries' or 'categories', found neither",
    ]


def test_a_duplicated_key_is_refused(write_pack):
    folder = write_pack(
        """
        name: demo
        version: 1.0.0
        categories:
          a: [x]
          a: [y]
        """
    )
    assert messages(folder) == [
        "demo/pack.yaml:6  key 'a' stands twice (first at line 5); keep one"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: &x [1]\nb: *x\n", "demo/pack.yaml:2  YAML aliases (*name) are not read; write the value out"),
        ("a: !!python/name:os.system x", "demo/pack.yaml:1  YAML tags (tag:yaml.org,2002:python/name:os.system) are not read; leave it out"),
        ("a: [x", "demo/pack.yaml:2  not valid YAML: expected ',' or ']' by here; close every bracket and quotation mark, put words with , : # [ ] { } in quotation marks, and indent with equal spaces"),
        ("a:\n\tb: 1", "demo/pack.yaml:2  not valid YAML: the line begins with a tab; indent with spaces"),
        ("title: Strike: the port", "demo/pack.yaml:1  not valid YAML: found a second colon, or another indentation than the lines above, at 'title: Strike: the port'; put words with a colon in quotation marks, and begin the keys of one mapping in one column"),
        ("a: " + "[" * 60 + "]" * 60, "demo/pack.yaml:1  more than 50 levels; write it flatter"),
    ],
)  # fmt: skip
def test_odd_yaml_is_refused_with_its_line(write_pack, text, message):
    folder = write_pack("x: 1")
    (folder / "pack.yaml").write_text(text + "\n", encoding="utf-8")
    assert messages(folder) == [message]


def test_hostile_yaml_is_refused_at_once(write_pack):
    laughs = "a0: &a0 [x,x]\n" + "".join(
        f"a{i}: &a{i} [*a{i - 1},*a{i - 1}]\n" for i in range(1, 40)
    )
    folder = write_pack("x: 1")
    (folder / "pack.yaml").write_text(laughs, encoding="utf-8")
    assert "aliases" in messages(folder)[0]
    long = "name: demo\nversion: 1.0.0\ncategories: {a: [" + "w" * 1_000_000 + "]}\n"
    (folder / "pack.yaml").write_text(long, encoding="utf-8")
    assert "2000 at most" in messages(folder)[0]


def test_a_referent_holds_names_and_no_entries(write_pack):
    folder = write_pack(
        """
        name: demo
        version: 1.0.0
        categories:
          a: {choice: true, entries: [x], categories: {b: [y]}}
        """
    )
    assert messages(folder) == [
        "demo/pack.yaml:5  a: a referent (choice: true) holds no entries; put them under a name"
    ]


def test_a_missing_pack_names_the_nearest():
    with pytest.raises(LexiconError) as caught:
        load_pack("conflict_actor")
    assert str(caught.value) == (
        "no pack 'conflict_actor'; did you mean 'conflict_actors'? `framing packs list` shows them all"
    )


def test_every_bundled_pack_can_be_loaded():
    for name in find_packs():
        assert load_pack(name).name == name
