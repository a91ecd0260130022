"""The commands that try, compare and extend packs, on a corpus whose answers are known."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pytest

from framing.cli.app import run_app
from framing.extraction.coverage import pack_coverage, wide_globs
from framing.lexicon.sources import load_pack

PACK = """\
name: port
version: 1.0.0
title: Port
licence: MIT
authors: [A]
sources: [B]
description: c
categories:
  strikers:
    description: people on strike
    categories:
      worker: {valence: 1, description: by work, entries: [docker*, crane driver*, striker]}
      villain: {valence: -2, description: as danger, entries: [thug*, {term: mob, near: [port]}]}
"""
TEXTS = {
    "a": "The dockers met. “The thugs are back,” said the mayor. A docker’s wife sang.",
    "b": "Dockers walked out. The mayor said that dockers were thugs.",
    "c": "Nothing happened here.",
}


@pytest.fixture
def port(tmp_path):
    """A pack and a corpus beside each other."""
    folder = tmp_path / "port"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    rows = [{"id": i, "outlet": i, "text": t} for i, t in TEXTS.items()]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "articles.jsonl").write_text(lines, encoding="utf-8")
    return folder, tmp_path / "articles.jsonl"


def rows_of(capsys, *arguments):
    """The rows that a command prints as JSON lines."""
    assert run_app([*map(str, arguments), "--format", "jsonl"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_coverage_counts_entries_by_voice(port, capsys):
    pack, corpus = port
    rows = rows_of(capsys, "packs", "coverage", pack, "--corpus", corpus)
    shown = {(r["category"], r["entry"]): r for r in rows}
    assert len(shown) == 5
    docker = shown["strikers.worker", "docker*"]
    assert (docker["hits"], docker["articles"], docker["distinct"]) == (4, 2, 2)
    assert docker["words"] == "dockers 3, docker 1"
    assert [docker[v] for v in ("authorial", "scare", "direct", "indirect")] == [3, 0, 0, 1]
    thug = shown["strikers.villain", "thug*"]
    assert [thug[v] for v in ("authorial", "scare", "direct", "indirect")] == [0, 0, 1, 1]
    assert shown["strikers.villain", "mob"]["hits"] == 0
    assert "port" in shown["strikers.villain", "mob"]["conditions"]


def test_coverage_shows_what_is_never_seen_and_what_globs_find(port, capsys):
    pack, corpus = port
    common = ("packs", "coverage", pack, "--corpus", corpus, "--show")
    never = rows_of(capsys, *common, "never")
    assert [r["entry"] for r in never] == ["crane driver*", "striker", "mob"]
    words = rows_of(capsys, *common, "words")
    assert [(r["entry"], r["word"], r["hits"]) for r in words] == [
        ("docker*", "dockers", 3),
        ("docker*", "docker", 1),
        ("thug*", "thugs", 2),
    ]
    drawn = rows_of(capsys, *common, "sentences", "--sentences", 3)
    again = rows_of(capsys, *common, "sentences", "--sentences", 3)
    assert len(drawn) == 3
    assert drawn == again
    assert all(r["surface"] in r["sentence"] for r in drawn)


def test_coverage_for_people_says_it_all(port, capsys):
    pack, corpus = port
    assert run_app(["packs", "coverage", str(pack), "--corpus", str(corpus)]) == 0
    told = capsys.readouterr()
    assert "strikers.worker docker*: dockers 3, docker 1" in told.out
    assert "  strikers.villain: mob" in told.out
    assert told.err.splitlines()[-1] == "port 1.0.0: 6 matches in 3 articles; 2 of 5 entries seen"


def test_globs_that_find_too_many_words_are_told(port):
    import framing

    pack, corpus = port
    found = pack_coverage(framing.read_corpus(corpus), load_pack(pack))
    assert wide_globs(found) == []
    (finding,) = wide_globs(found, most=1)
    assert (finding.rule, finding.line) == ("wide", 12)
    assert (
        "'docker*' finds 2 distinct words in the corpus (dockers 3, docker 1 …)" in finding.message
    )


def test_lint_takes_a_corpus_and_has_a_status(port, tmp_path, capsys):
    pack, _ = port
    words = [a + b + c for a in "abcdefg" for b in "hijklm" for c in "nopqr"]
    text = ". ".join(f"The docker{w} came" for w in words)
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    arguments = ["packs", "lint", str(pack), "--corpus", str(tmp_path / "long.txt")]
    assert run_app([*arguments, "--format", "csv"]) == 1
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {r["rule"] for r in rows} == {"wide", "card", "examples"}
    (wide,) = [r for r in rows if r["rule"] == "wide"]
    assert wide["about"] == "docker*, strikers.worker"
    assert "finds 210 distinct words" in wide["message"]
    assert run_app(["packs", "lint", "conflict_actors", "epistemic"]) == 0
    assert capsys.readouterr().out == ""
    assert run_app(["packs", "lint", "conflict_actor"]) == 2


def test_diff_tells_facts_categories_entries_and_moves(port, tmp_path, capsys):
    pack, corpus = port
    other = tmp_path / "other.yaml"
    text = PACK.replace("striker]", "striker, thug*]").replace(
        "[thug*, {term: mob, near: [port]}]", "[{term: mob}, gang]"
    )
    other.write_text(
        text.replace("version: 1.0.0", "version: 1.1.0").replace("-2", "-1"), encoding="utf-8"
    )
    rows = rows_of(capsys, "packs", "diff", pack, other)
    assert [tuple(r.values()) for r in rows] == [
        ("changed", "pack", "", "version", "1.0.0", "1.1.0"),
        ("changed", "category", "strikers.villain", "valence", "-2", "-1"),
        ("moved", "entry", "strikers.worker", "thug*", "strikers.villain", "strikers.worker"),
        ("changed", "entry", "strikers.villain", "mob", "within the sentence of port", ""),
        ("added", "entry", "strikers.villain", "gang", "", ""),
    ]
    counts = rows_of(capsys, "packs", "diff", pack, other, "--corpus", corpus)
    assert [tuple(r.values()) for r in counts] == [
        ("category", "strikers.worker", "", 4, 6, 2, 2, 2),
        ("category", "strikers.villain", "", 2, 0, -2, 2, 0),
        ("entry", "strikers.villain", "thug*", 2, 0, -2, 2, 0),
        ("entry", "strikers.worker", "thug*", 0, 2, 2, 0, 2),
    ]
    assert rows_of(capsys, "packs", "diff", pack, pack) == []


@pytest.fixture
def harbour(port, tmp_path):
    """Articles in which wharfies stand where dockers do, and bakers elsewhere."""
    lines = []
    for i in range(8):
        texts = [
            f"On day {i} the dockers blocked the quay and sang.",
            f"On day {i} the wharfies blocked the quay and sang.",
            f"Later {i} bakers sold warm bread cheaply.",
            f"Some angry dockers waved {i} banners.",
        ]
        lines += [json.dumps({"id": f"{i}{j}", "text": t}) for j, t in enumerate(texts)]
    (tmp_path / "harbour.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return port[0], tmp_path / "harbour.jsonl"


def test_suggest_proposes_phrases_and_words_in_like_contexts(harbour, capsys):
    pack, corpus = harbour
    arguments = ("packs", "suggest", pack, "--category", "strikers.worker", "--corpus", corpus)
    rows = rows_of(capsys, *arguments, "--sentences", 2)
    pairs = [r["candidate"] for r in rows if r["method"] == "collocation"]
    assert set(pairs) == {"dockers blocked", "angry dockers", "dockers waved"}
    words = {r["candidate"]: r["score"] for r in rows if r["method"] == "context"}
    assert next(iter(words)) == "wharfies"
    assert words.get("bakers", 0) < words["wharfies"] <= 1
    assert "dockers" not in words
    first = rows[0]
    assert (first["hits"], first["articles"], len(first["sentences"])) == (8, 8, 2)
    assert rows_of(capsys, *arguments, "--sentences", 2) == rows


def test_the_measure_of_association_is_nltks(harbour, capsys):
    from nltk.metrics import BigramAssocMeasures

    pack, corpus = harbour
    rows = rows_of(capsys, "packs", "suggest", pack, "--category", "strikers", "--corpus", corpus, "--measure", "pmi")  # fmt: skip
    (angry,) = [r for r in rows if r["candidate"] == "angry dockers"]
    # 8 pairs; angry 8 times, dockers 16 times, 8 × (9 + 9 + 7 + 6) words
    words = sum(len(json.loads(line)["text"].split()) for line in corpus.read_text().splitlines())
    assert angry["score"] == pytest.approx(BigramAssocMeasures.pmi(8, (8, 16), words))


@pytest.mark.parametrize(
    ("pack", "category", "message"),
    [
        ("PORT", "strikers.workr", "no category 'strikers.workr'; did you mean 'strikers.worker'?"),
        (
            "conflict_actors",
            "autocrats",
            "no entry of 'autocrats' stands in the corpus, so nothing",
        ),
        ("negation", "negator", "'negation' serves the rules of voice and is not counted in texts"),
    ],
)
def test_what_suggest_can_not_do_is_told(port, capsys, pack, category, message):
    folder, corpus = port
    name = str(folder) if pack == "PORT" else pack
    arguments = ["packs", "suggest", name, "--category", category, "--corpus", str(corpus)]
    assert run_app(arguments) == 2
    assert message in capsys.readouterr().err


def test_new_writes_a_pack_that_passes(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run_app(["packs", "new", "mine", "--author", "Ada: “A”"]) == 0
    assert run_app(["packs", "lint", "./mine", "--strict"]) == 0
    assert run_app(["packs", "test", "./mine"]) == 0
    assert run_app(["packs", "new", "mine"]) == 2
    assert run_app(["packs", "new", "My Pack"]) == 2
    assert run_app(["packs", "new", "more", "--extends", "conflict_events", "--author", "A"]) == 0
    assert run_app(["packs", "lint", "./more"]) == 0
    assert run_app(["packs", "test", "./more"]) == 0
    assert run_app(["packs", "new", "no", "--extends", "negation"]) == 2
    capsys.readouterr()
    assert run_app(["packs", "show", "./more"]) == 0
    assert "extends conflict_events" in capsys.readouterr().out


def test_lint_diff_and_coverage_load_no_heavy_package(port):
    pack, corpus = map(str, port)
    code = (
        "import sys; from framing.cli.app import run_app;"
        f"run_app(['packs', 'lint', {pack!r}]);"
        "light = {'pyarrow'} & set(sys.modules);"
        f"run_app(['packs', 'coverage', {pack!r}, '--corpus', {corpus!r}]);"
        f"run_app(['packs', 'diff', {pack!r}, 'epistemic']);"
        "heavy = {'sklearn', 'nltk', 'matplotlib', 'scipy'} & set(sys.modules);"
        "sys.exit(','.join(heavy | light) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_suggest_does_not_depend_on_what_was_read_before(harbour, capsys):
    from framing.lexicon.tokens import tokenize

    pack, corpus = harbour
    command = ("packs", "suggest", pack, "--category", "strikers", "--corpus", corpus)
    before = rows_of(capsys, *command)
    tokenize(" ".join(f"word{i} other{i}—sign" for i in range(2_000)))
    assert rows_of(capsys, *command) == before
