"""Lint of whole packs: facts, categories, examples, longer phrases, what a pack accepts."""

from __future__ import annotations

import re
import textwrap

import pytest

from framing.errors import LexiconError
from framing.lexicon.finding import RULES
from framing.lexicon.lint import lint_pack
from framing.lexicon.longer_phrases import LongerPhrase, bundled_phrases, read_phrases
from framing.lexicon.skeleton import write_skeleton
from framing.lexicon.sources import find_packs, load_pack


@pytest.mark.parametrize("name", sorted(find_packs()))
def test_lint_is_silent_on_every_bundled_pack(name):
    assert [str(finding) for finding in lint_pack(load_pack(name))] == []


@pytest.fixture
def pack(tmp_path):
    """A pack without a finding; tests break one thing."""
    return write_skeleton(tmp_path, "mine", author="Ada Writer")


def told(folder, **options):
    return [
        (f.rule, f.where.replace(f"{folder}/", ""), f.message)
        for f in lint_pack(load_pack(folder), **options)
    ]


def edit(folder, old, new, file="pack.yaml"):
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def test_a_new_pack_is_silent(pack, tmp_path):
    assert told(pack) == []
    extension = write_skeleton(tmp_path, "more", author="A", parent=load_pack("conflict_actors"))
    assert told(extension) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("licence: CC-BY-4.0 ", "# ", ("licence", "pack.yaml:1", "expected a key 'licence', found none; nobody may use the pack; name one, such as CC-BY-4.0")),
        ("Ada Writer", "Your name", ("authors", "pack.yaml:1", "expected a key 'authors', found 'Your name'; name who answers for it")),
        ("sources:\n  - Compiled by the author from general knowledge.\n", "", ("sources", "pack.yaml:1", "expected a key 'sources', found none; say where the entries come from, or what inspired them")),
        ("title: Mine\n", "", ("card", "pack.yaml:1", "expected a key 'title', found none; say in a few words what the pack names")),
        ("name: mine", "name: yours", ("card", "pack.yaml:1", "name: expected the folder's name 'mine', found 'yours'; rename one")),
        ("version: 0.1.0  ", "version: 0.2.0  ", ("changelog", "pack.yaml:1", "no entry for version 0.2.0; say what changed")),
        ("        description: Names by their work.\n", "", ("description", "pack.yaml:31", "strikers.worker: no description; say what its entries have in common")),
        ("        valence: -2\n", "", ("valence", "pack.yaml:38", "strikers.troublemaker: no valence, but 'strikers.worker' beside it has one; give one from -2 to 2 (0 is neutral)")),
    ],
)  # fmt: skip
def test_missing_facts_are_told(pack, old, new, expected):
    edit(pack, old, new)
    assert told(pack) == [expected]


def test_a_referent_with_one_name_leaves_no_choice(pack):
    edit(pack, "    choice: true", "    choice: false")
    assert told(pack) == []
    (pack / "pack.yaml").write_text(
        textwrap.dedent(
            """\
            name: mine
            version: 1.0.0
            title: Mine
            licence: MIT
            authors: [A]
            sources: [B]
            description: c
            categories:
              strikers:
                {choice: true, description: d, categories: {worker: {description: e, entries: [docker*, striker*, striking worker*]}}}
            """
        ),
        encoding="utf-8",
    )
    examples = (pack / "examples.yaml").read_text("utf-8")
    kept = [line for line in examples.split("\n") if "troublemaker" not in line]
    (pack / "examples.yaml").write_text("\n".join(kept), encoding="utf-8")
    assert [(rule, where) for rule, where, _ in told(pack)] == [("one_name", "pack.yaml:10")]


def test_a_card_and_examples_are_asked_for(pack):
    (pack / "README.md").unlink()
    (pack / "examples.yaml").unlink()
    assert told(pack) == [
        ("examples", "examples.yaml", "expected a file examples.yaml beside the pack, found none"),
        ("card", "pack.yaml:1", "expected a card README.md beside the pack, found none; say what it measures"),
    ]  # fmt: skip


def test_every_category_needs_examples(pack):
    edit(pack, '  - {text: "The dockers walked out', '# {text: "The dockers', "examples.yaml")
    edit(pack, '  - {text: "There was no trouble', '# {text: "', "examples.yaml")
    assert [message for _, _, message in told(pack)] == [
        "strikers.worker: expected 3 sentences under match in examples.yaml, found 2; write more",
        "strikers.troublemaker: expected 2 sentences under no_match in examples.yaml, found 1; write more",
    ]


def test_strict_tells_entries_that_no_example_reaches(pack):
    edit(
        pack,
        "          - docker*  ",
        "          - {term: crane driver*, case: true}\n          - docker*  ",
    )
    assert told(pack) == []
    assert [message for _, _, message in told(pack, strict=True)] == [
        "strikers.worker: no example reaches 1 of 4 entries; add sentences where an entry may surprise",
        "strikers.worker: 'crane driver*' has conditions (in this case) and no example; write one that it finds",
    ]  # fmt: skip


def test_an_entry_inside_a_longer_phrase_asks_for_an_ignore(pack):
    edit(pack, "          - troublemaker*\n", "          - troublemaker*\n          - riot*\n")
    (finding,) = told(pack)
    assert finding[:2] == ("ignore", "pack.yaml:42")
    assert (
        "'riot*' counts inside 'riot police', 'riot squad', 'riot gear', 'riot shield' and"
        in finding[2]
    )
    edit(
        pack,
        "  - striker partnership*\n",
        "  - riot p*\n  - riot s*\n  - riot g*\n  - riot of *\n  - anti-riot\n  - pussy riot\n",
    )
    assert told(pack) == []


def test_phrases_of_the_pack_and_of_the_user_are_tried(pack, tmp_path):
    edit(pack, "language: en\n", "language: en\nlint: {phrases: ['[docker] image']}\n")
    own = tmp_path / "phrases.txt"
    own.write_text("# a comment\n\n[troublemaker] hot sauce  # another\n", encoding="utf-8")
    messages = [message for _, _, message in told(pack, phrases=read_phrases(own))]
    assert ["docker image" in messages[0], "troublemaker hot sauce" in messages[1]] == [True, True]
    edit(pack, "phrases: ['[docker] image'", "phrases: ['[a] [b]', '[docker] image'")
    assert "lint.phrases: expected one part in brackets ([riot] police), found '[a] [b]'" in [
        message for _, _, message in told(pack)
    ]
    own.write_text("good\n[a] [b]\n", encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        read_phrases(own)
    assert str(caught.value) == (
        f"{own}:2  expected a phrase with one part in brackets ([riot] police), found '[a] [b]'"
    )


def test_bundled_phrases_are_phrases_and_stand_once():
    phrases = bundled_phrases("en")
    texts = [p.text.lower() for p in phrases]
    assert len(texts) == len(set(texts)) > 100
    assert all(re.search(r"[ -]", text) for text in texts)
    assert all(0 < p.end - p.start < len(p.text) for p in phrases)
    assert bundled_phrases("xx") == ()


def test_a_phrase_knows_its_misleading_part():
    assert LongerPhrase.parse("anti-[terror] law") == LongerPhrase("anti-terror law", 5, 11)
    assert LongerPhrase.parse("riot police") == LongerPhrase("riot police", 0, 11)
    assert LongerPhrase.parse("a [b] [c]") is None


def test_findings_can_be_accepted_and_idle_acceptance_is_told(pack):
    edit(pack, "          - troublemaker*\n", "          - troublemaker*\n          - docker\n")
    assert [rule for rule, _, _ in told(pack)] == ["dead"]
    edit(pack, "language: en\n", "language: en\nlint: {accept: {dead: [docker]}}\n")
    assert told(pack) == []
    edit(pack, "dead: [docker]", "dead: [docker, dock], ded: all")
    assert [message for _, _, message in told(pack)] == [
        f"lint.accept: expected a rule ({', '.join(RULES)}), found 'ded'",
        "lint.accept: rule 'dead' finds nothing about 'dock'; take it out",
    ]


def test_an_inherited_category_with_new_entries_needs_one_example(tmp_path):
    parent = load_pack("conflict_actors")
    folder = write_skeleton(tmp_path, "more", author="A", parent=parent)
    edit(folder, "add:", "add:\n  ignore: [anti-terror*]\n  demonstrators.mob: [ragtag bunch*]")
    line = next(e.line for e in parent.ignore if e.written == "anti-terror*")
    assert [(where, message) for _, where, message in told(folder)] == [
        ("pack.yaml:26", f"ignore: 'anti-terror*' is ignored already by 'anti-terror*' (ignore, line {line} of the parent); take it out"),
        ("pack.yaml:27", "demonstrators.mob: expected 1 sentence under match in examples.yaml, found 0; write more"),
    ]  # fmt: skip


def test_of_an_extension_only_what_it_writes_is_told(tmp_path):
    parent = load_pack("conflict_actors")
    folder = write_skeleton(tmp_path, "more", author="A", parent=parent)
    edit(
        folder,
        "    - write your entries here\n",
        "    - write your entries here\n    - freedom fighters\n",
    )
    (finding,) = told(folder)
    assert finding[0] == "dead"
    line = parent.category("demonstrators.heroic").entries[0].line
    wanted = f"'freedom fighter*' (demonstrators.heroic, line {line} of the parent) comes first"
    assert wanted in finding[2]
