"""Pack → format → pack: what a format can carry stays, and the losses name everything else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing.lexicon.formats.exchange import dictionary_text, read_dictionary, write_dictionary
from framing.lexicon.formats.liwc import writable
from framing.lexicon.formats.pack_folder import write_pack
from framing.lexicon.formats.suffixes import SUFFIXES
from framing.lexicon.pack import Category, Entry, LexiconPack
from framing.lexicon.sources import find_packs, load_pack

names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
word = st.sampled_from(["tax", "Levy", "2016", "héros", "Straße", "жить", "UN1", "niño", "war"])
wild = st.builds(
    lambda w, before, inside, after: before + w[:2] + inside + w[2:] + after,
    word, st.sampled_from(["", "", "*"]), st.sampled_from(["", "", "", "?", "*", "'"]),
    st.sampled_from(["", "", "*"]),
)  # fmt: skip
terms = st.builds(
    lambda words, joint: joint.join(words), st.lists(wild, min_size=1, max_size=3),
    st.sampled_from([" ", " ", "-", " * "]),
)  # fmt: skip
entries = st.builds(
    Entry,
    terms,
    stem=st.sampled_from([False, False, False, True]),
    weight=st.sampled_from([1.0, 1.0, 1.0, 2.0, -0.5, 0.1]),
    case=st.sampled_from([False, False, True]),
    unless=st.sampled_from([(), (), ("never mind",)]),
    near=st.sampled_from([(), (), ("street",)]),
    within=st.sampled_from(["sentence", 8]),
    note=st.sampled_from(["", "", "seen often"]),
)


calm = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _categories(children, parent=""):
    made = []
    for name, (fields, below) in children.items():
        path = f"{parent}.{name}" if parent else name
        own = {entry.term.casefold(): entry for entry in fields.pop("entries")}
        made.append(
            Category(name, path, entries=tuple(own.values()), categories=_categories(below, path),
                     **fields)
        )  # fmt: skip
        fields["entries"] = tuple(own.values())
    return tuple(made)


fields = st.fixed_dictionaries(
    {
        "entries": st.lists(entries, min_size=1, max_size=4),
        "description": st.sampled_from(["", "people: who act", 'a "quoted" word']),
        "choice": st.sampled_from([False, False, True]),
        "valence": st.sampled_from([None, None, -2.0, 0.0]),
        "toward": st.sampled_from(["", "", "the government"]),
    }
)
trees = st.recursive(
    st.dictionaries(names, st.tuples(fields, st.just({})), min_size=1, max_size=3),
    lambda below: st.dictionaries(names, st.tuples(fields, below), min_size=1, max_size=2),
    max_leaves=4,
)
packs = st.builds(
    lambda tree, **rest: LexiconPack("made", "1.0.0", categories=_categories(tree), **rest),
    trees,
    ignore=st.sampled_from([(), (Entry("anti-terror*"),)]),
    overlap=st.sampled_from(["pack", "category"]),
    accents=st.sampled_from(["fold", "keep"]),
    licence=st.sampled_from(["", "CC-BY-4.0"]),
    authors=st.sampled_from([(), ("A. Author",)]),
)


def said(pack):
    """(path, term, weight) of every entry, letters alike in case."""
    return {(c.path, e.term.casefold(), e.weight) for c in pack.walk() for e in c.entries}


def carried(pack, suffix):
    """What a suffix's format should bring back, and what it should have left out."""
    kind = SUFFIXES[suffix]
    kept, left_out = set(), set()
    for path, term, weight in said(pack):
        fits = {".dic": writable, ".dicx": writable, ".lcd": _ends_only}.get(suffix, lambda t: True)
        if not fits(term):
            left_out.add((path, term))
        else:
            kept.add((path, term, weight if "weights" in kind.carries else 1.0))
    return kept, left_out


def _ends_only(term):
    return not any(c in term.strip("*") for c in "*?")


@pytest.mark.parametrize("suffix", sorted(set(SUFFIXES) - {".yaml"}))
@calm
@given(pack=packs)
def test_what_a_format_carries_comes_back(tmp_path_factory, suffix, pack):
    file = tmp_path_factory.mktemp("trip") / f"made{suffix}"
    losses = write_dictionary(pack, file)
    kept, left_out = carried(pack, suffix)
    assert len(losses.found.get("left out", [])) == len(left_out)
    if not kept:
        return
    back = read_dictionary(file)
    assert said(back.pack) == kept
    empty = {"empty categories"} if left_out else set()
    assert {note.kind for note in back.notes} <= {"wildcards"} | empty
    if "descriptions" in SUFFIXES[suffix].carries:
        written = {c.path: c.description for c in pack.walk()}
        assert {c.path: c.description for c in back.pack.walk()} == written


@pytest.mark.parametrize("suffix", sorted(set(SUFFIXES) - {".yaml"}))
@calm
@given(pack=packs)
def test_the_losses_name_everything_else(suffix, pack):
    _, losses = dictionary_text(pack, suffix)
    found = losses.found
    carries = SUFFIXES[suffix].carries
    every = [(c, e) for c in pack.walk() for e in c.entries]

    def entries_that(hold):
        return [f"{e.written} ({c.path})" for c, e in every if hold(e)]

    def categories_that(hold):
        return [c.path for c in pack.walk() if hold(c)]

    def told(kind):
        return [name.partition(": ")[0] if kind in ("conditions", "weights") else name.split(" → ")[0]
                for name in found.get(kind, [])]  # fmt: skip

    assert found.get("stems", []) == entries_that(lambda e: e.stem)
    assert found.get("notes", []) == entries_that(lambda e: e.note)
    assert found.get("hyphens", []) == entries_that(lambda e: "-" in e.term)
    assert [n.split("): ")[0] + ")" for n in found.get("conditions", [])] == entries_that(
        lambda e: e.case or e.unless or e.near
    )
    if "weights" not in carries:
        assert [n.split("): ")[0] + ")" for n in found.get("weights", [])] == entries_that(
            lambda e: e.weight != 1
        )
    assert found.get("choice", []) == categories_that(lambda c: c.choice)
    assert told("toward") == categories_that(lambda c: c.toward)
    assert [n.split()[0] for n in found.get("valence", [])] == categories_that(
        lambda c: c.valence is not None
    )
    if "descriptions" not in carries:
        assert found.get("descriptions", []) == categories_that(lambda c: c.description)
    for kind in ("depth", "totals"):
        expected = [] if kind in carries else categories_that(lambda c: c.categories)
        assert found.get(kind, []) == expected
    assert found.get("ignore", []) == [e.written for e in pack.ignore]
    assert ("overlap" in found) == (pack.overlap == "pack")
    assert ("accents" in found) == (pack.accents == "fold")
    about = " ".join(found["about the pack"])
    assert "made" in about
    assert all(word in about for word in (pack.licence, *pack.authors))


@calm
@given(pack=packs)
def test_a_pack_folder_carries_all(tmp_path_factory, pack):
    folder = tmp_path_factory.mktemp("packs") / "made"
    # the reader wants no entries in a referent, and no `within` without `near`
    referents = any(c.choice and c.entries for c in pack.walk())
    write_pack(pack, folder)
    if not referents:
        back = load_pack(folder)
        assert _whole(back) == _whole(pack)


def _whole(pack):
    def category(c):
        conditions = [
            (e.term, e.stem, e.weight, e.case, e.unless, e.near, e.within, e.note)
            for e in c.entries
        ]
        below = [category(child) for child in c.categories]
        return (c.path, c.description, c.choice, c.valence, c.toward, conditions, below)

    about = (pack.name, pack.version, pack.licence, pack.authors, pack.overlap, pack.accents)
    return about, [e.term for e in pack.ignore], [category(c) for c in pack.categories]


@pytest.mark.parametrize("name", sorted(find_packs()))
def test_bundled_packs_are_written_in_full(tmp_path, name):
    pack = load_pack(name)
    write_pack(pack, tmp_path / name)
    back = load_pack(tmp_path / name)
    assert _whole(back) == _whole(pack)
    assert back.n_entries() == pack.n_entries()
    assert list(back.languages) == list(pack.languages)
    for code, block in pack.languages.items():
        assert [c.path for top in back.languages[code] for c in top.walk()] == [
            c.path for top in block for c in top.walk()
        ]


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_words_that_other_readers_would_change(tmp_path, suffix):
    words = (
        "no",
        "yes",
        "2016-11-08",
        "007",
        "null",
        "true",
        "1e3",
        "=cmd",
        "+plus",
        "@home",
        "it's",
    )
    category = Category("a", "a", entries=tuple(map(Entry, words)))
    file = tmp_path / f"made{suffix}"
    losses = write_dictionary(LexiconPack("made", categories=(category,)), file)
    back = {e.term.lower() for e in read_dictionary(file).pack.category("a").entries}
    signs = {".cat": {"@home"}, ".lc3": {"+plus"}}.get(suffix, set())  # begin rules, categories
    assert back == set(words) - signs
    assert losses.found.get("left out", []) == [f"{word} (a)" for word in signs]
