"""A pack that extends another: what comes out, and what is refused."""

from __future__ import annotations

import textwrap

import jsonschema
import pytest
import yaml

from framing.errors import LexiconError
from framing.extraction.matches import PackMatcher
from framing.lexicon.json_schema import pack_schema
from framing.lexicon.sources import load_pack

BASE = """
name: base
version: 1.2.0
licence: CC-BY-SA-4.0
authors: [First Author]
sources: [Book 1999]
overlap: category
accents: keep
ignore: [riot police, crowd of]
categories:
  people:
    choice: true
    description: people in the street
    categories:
      civic: {valence: 1, description: plain, entries: [protester*, marcher*, marcher*, striker*]}
      mob: {valence: -2, description: condemned, entries: [mob, {term: crowd, near: [angry]}]}
      crowd: {valence: 0, description: many, entries: [crowd*]}
"""
CHILD = """
name: child
version: 0.1.0
authors: [Second Author]
extends: {pack: base, version: 1.2.0}
remove:
  people.crowd: all
  people.civic: [striker*]
  ignore: [crowd of]
override:
  people.mob: {valence: -1, description: softened, entries: [{term: crowd, near: [furious]}]}
  people.civic: {entries: [{term: marcher*, weight: 2}]}
add:
  people.civic: [picketer*]
  people.yellow: {valence: 0, description: a movement, entries: [yellow vest*]}
  ignore: [flash mob*]
"""


@pytest.fixture
def write(tmp_path):
    def write_pack(name, text):
        folder = tmp_path / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "pack.yaml").write_text(textwrap.dedent(text), encoding="utf-8")
        return folder

    return write_pack


def told(folder, tmp_path):
    with pytest.raises(LexiconError) as caught:
        load_pack(folder)
    return [str(p).replace(f"{tmp_path}/", "") for p in caught.value.problems]


def entries(pack, path):
    return [e.written for e in pack.category(path).entries]


def test_a_pack_removes_overrides_and_adds(write):
    write("base", BASE)
    pack = load_pack(write("child", CHILD))
    assert [c.path for c in pack.walk()] == [
        "people",
        "people.civic",
        "people.mob",
        "people.yellow",
    ]
    assert entries(pack, "people.civic") == ["protester*", "marcher*", "picketer*"]
    assert [e.weight for e in pack.category("people.civic").entries] == [1, 2, 1]
    mob = pack.category("people.mob")
    assert (mob.valence, mob.description) == (-1, "softened")
    assert [e.near for e in mob.entries] == [(), ("furious",)]
    assert [e.written for e in pack.ignore] == ["riot police", "flash mob*"]
    assert pack.category("people").choice


def test_what_the_child_does_not_say_is_the_parents(write):
    write("base", BASE)
    pack = load_pack(write("child", CHILD))
    assert (pack.name, pack.version, pack.licence) == ("child", "0.1.0", "CC-BY-SA-4.0")
    assert (pack.accents, pack.overlap) == ("keep", "category")
    assert pack.authors == ("Second Author", "First Author")
    assert pack.sources == ("Extends base 1.2.0", "Book 1999")
    folded = load_pack(write("child", CHILD + "accents: fold\noverlap: pack\n"))
    assert (folded.accents, folded.overlap) == ("fold", "pack")


def test_entries_keep_the_file_and_line_where_they_are_written(write):
    base = write("base", BASE)
    child = write("child", CHILD)
    civic = load_pack(child).category("people.civic").entries
    assert [(e.file, e.line) for e in civic] == [
        (str(base / "pack.yaml"), 15),
        (str(child / "pack.yaml"), 12),
        (str(child / "pack.yaml"), 14),
    ]


def test_a_changed_parent_changes_digest_and_signature(write):
    write("base", BASE)
    child = write("child", CHILD)
    before = load_pack(child)
    write("base", BASE.replace("protester*", "demonstrator*"))
    after = load_pack(child)
    assert entries(after, "people.civic")[0] == "demonstrator*"
    assert before.digest != after.digest
    assert str(PackMatcher(before).signature()) != str(PackMatcher(after).signature())
    assert "pack:child@0.1.0#" in str(PackMatcher(after).signature())


def test_a_bundled_pack_can_be_extended_by_name(write):
    version = load_pack("conflict_actors").version
    text = f"name: mine\nversion: 1.0.0\nextends: {{pack: conflict_actors, version: {version}}}\n"
    pack = load_pack(write("mine", text + "add: {demonstrators.civic: [yellow vest*]}\n"))
    assert entries(pack, "demonstrators.civic")[-1] == "yellow vest*"
    assert pack.n_entries() == load_pack("conflict_actors").n_entries() + 1


def test_a_parent_may_lie_inside_the_packs_folder(write):
    write("child/parents/base", BASE)
    pack = load_pack(write("child", CHILD.replace("pack: base", "pack: parents/base")))
    assert pack.parent.name == "base"


def test_the_schema_knows_extensions():
    jsonschema.validate(yaml.safe_load(CHILD), pack_schema())
    for wrong in (CHILD + "categories: {a: [b]}\n", CHILD.replace("extends", "extend")):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(yaml.safe_load(wrong), pack_schema())


HEAD = "name: child\nversion: 0.1.0\nextends: {pack: base, version: 1.2.0}\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD.replace("1.2.0}", "1.1.0}"), "child/pack.yaml:3  extends: expected version 1.1.0 of 'base', found 1.2.0; try your pack with that version, then pin it"),
        (HEAD.replace(", version: 1.2.0", ""), "child/pack.yaml:3  extends: expected {pack: name or path, version: 1.0.0}, found a mapping"),
        (HEAD.replace("pack: base", "pack: bas"), "child/pack.yaml:3  extends: no pack 'bas' is installed or lies beside this one"),
        (HEAD.replace("pack: base", "pack: epistemc"), "child/pack.yaml:3  extends: no pack 'epistemc' is installed or lies beside this one; did you mean 'epistemic'?"),
        (HEAD.replace("pack: base", "pack: ../base"), "child/pack.yaml:3  extends: '../base' leaves the pack's folder; put the parent beside this pack and give its folder's name"),
        (HEAD.replace("pack: base", "pack: /etc/passwd"), "child/pack.yaml:3  extends: '/etc/passwd' leaves the pack's folder; put the parent beside this pack and give its folder's name"),
        (HEAD.replace("pack: base", "pack: a/b"), "child/pack.yaml:3  extends: expected a pack at 'a/b', found nothing"),
        (HEAD.replace("base, version: 1.2.0", "negation, version: 1.0.0"), "child/pack.yaml:3  extends: 'negation' serves the rules of voice and can't be extended; copy it"),
        (HEAD + "language: es\n", "child/pack.yaml:3  language: expected the parent's 'en', found 'es'"),
        (HEAD + "remove: {people.crwd: all}\n", "child/pack.yaml:4  remove: base 1.2.0 has no category 'people.crwd'; did you mean 'people.crowd'?"),
        (HEAD + "remove: {people.mob: [mobs]}\n", "child/pack.yaml:4  remove: 'people.mob' has no entry 'mobs'; did you mean 'mob'?"),
        (HEAD + "remove: {people.mob: [mob, crowd]}\n", "child/pack.yaml:4  remove: nothing is left in 'people.mob'; remove it as a whole (all)"),
        (HEAD + "remove: {people: all}\n", "child/pack.yaml:4  remove: nothing is left of the parent; write a new pack"),
        (HEAD + "remove: {people.mob: some}\n", "child/pack.yaml:4  remove.people.mob: expected a list of entries or all, found 'some'"),
        (HEAD + "override: {people.mob: {entries: [rabble]}}\n", "child/pack.yaml:4  override: 'people.mob' has no entry 'rabble'; add it"),
        (HEAD + "override: {people.mob: {choice: true}}\n", "child/pack.yaml:4  people.mob: a referent (choice: true) holds no entries"),
        (HEAD + "override: {people.mob: {valence: 3}}\n", "child/pack.yaml:4  people.mob: expected a valence from -2 to 2, found '3'"),
        (HEAD + "add: {people: [folk]}\n", "child/pack.yaml:4  add: 'people' is a referent and holds no entries; name a child"),
        (HEAD + "add: {people.mob: {entries: [folk]}}\n", "child/pack.yaml:4  add: 'people.mob' exists in 'base'; give a list to add entries, or use override"),
        (HEAD + "add: {folk.new: {entries: [folk]}}\n", "child/pack.yaml:4  add: base 1.2.0 has no category 'folk'"),
        (HEAD + "categories: {a: [b]}\n", "child/pack.yaml:4  a pack that extends another has no 'categories'; put them under 'add'"),
        ("name: child\nversion: 0.1.0\nadd: {a: [b]}\n", "child/pack.yaml:3  add: expected a key 'extends' beside it, found none"),
        ("name: child\nversion: 01.0.0\ncategories: {a: [b]}\n", "child/pack.yaml:2  version: expected three numbers (1.0.0), found '01.0.0'"),
        ("name: child\nversion: 1.0.0\nchangelog: [{version: 1, changes: x}, y]\ncategories: {a: [b]}\n", "child/pack.yaml:3  version: expected three numbers (1.0.0), found '1'"),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_parent_is_told(write, tmp_path, text, message):
    write("base", BASE)
    assert told(write("child", text), tmp_path)[0] == message


def test_circles_and_long_chains_are_told(write, tmp_path):
    def child(name, parent):
        text = f"name: {name}\nversion: 1.0.0\nextends: {{pack: {parent}, version: 1.0.0}}\n"
        return write(name, text)

    child("a", "b")
    child("b", "c")
    child("c", "b")
    assert told(tmp_path / "a", tmp_path) == [
        "c/pack.yaml:3  extends: goes in a circle (b → c → b); take one out"
    ]
    child("self", "self")
    assert "circle (self → self)" in told(tmp_path / "self", tmp_path)[0]
    for i in range(20):
        child(f"n{i}", f"n{i + 1}")
    write("n20", BASE.replace("base", "n20").replace("1.2.0", "1.0.0"))
    assert load_pack(tmp_path / "n12").parent.name == "n13"
    assert told(tmp_path / "n0", tmp_path) == [
        "n8/pack.yaml:3  extends: more than 8 packs above one another; write it flatter"
    ]
