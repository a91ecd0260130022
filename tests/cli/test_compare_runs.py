"""`compare-runs`: which numbers differ, why, and what it says of each cause."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import framing
from framing.cli.app import run_app

GOLDEN = Path(__file__).parent / "golden"
PACK = """\
name: names
version: {version}
language: en
title: Names
licence: CC0-1.0
authors: [A. Author]
sources: [made up]
description: Names for a crowd.
categories:
  crowd:
    choice: true
    description: The crowd.
    categories:
      civic: {{description: Plain., valence: 1, entries: [protester*]}}
      threat: {{description: Damning., valence: -2, entries: [{threat}]}}
"""
STUDY = """\
name: study
corpus: {path: articles}
extraction:
  - lexicon: {packs: [./names]}
  - tfidf: {ngrams: [1, 1]}
plots: []
report: {formats: []}
"""
TEXTS = {
    "a": ("North", "Protesters met the mayor. Thugs came, police said."),
    "b": ("South", "The mayor said that “thugs” burned the hall. Vandals left."),
}


class Study:
    """A small study whose parts a test changes, and its runs."""

    def __init__(self, folder):
        self.folder = folder
        self.texts, self.study = dict(TEXTS), STUDY
        self.version, self.threat = "1.0.0", "thug*"

    def write(self):
        shutil.rmtree(self.folder / "articles", ignore_errors=True)
        (self.folder / "articles").mkdir(parents=True)
        (self.folder / "names").mkdir(exist_ok=True)
        rows = ["file,id,outlet"]
        for name, (outlet, text) in self.texts.items():
            (self.folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
            rows.append(f"{name}.txt,{name},{outlet}")
        (self.folder / "articles" / "metadata.csv").write_text("\n".join(rows), encoding="utf-8")
        pack = PACK.format(version=self.version, threat=self.threat)
        (self.folder / "names" / "pack.yaml").write_text(pack, encoding="utf-8")
        (self.folder / "study.yaml").write_text(self.study, encoding="utf-8")

    def run(self, name, **changes):
        for key, value in changes.items():
            setattr(self, key, value)
        self.write()
        output = self.folder / name
        framing.run(self.folder / "study.yaml", output=output)
        return output


@pytest.fixture
def study(tmp_path):
    return Study(tmp_path)


@pytest.fixture
def told(capsys):
    def compare(*arguments):
        status = run_app(["compare-runs", *map(str, arguments)])
        out = capsys.readouterr()
        return status, out.out, out.err

    return compare


@pytest.fixture
def rows(told):
    def compare(*arguments):
        _, out, _ = told(*arguments, "--format", "jsonl")
        return [json.loads(line) for line in out.splitlines()]

    return compare


def causes(found):
    return [(r["what"], r["name"], r["change"]) for r in found if r["what"] != "number"]


def numbers(found):
    return {r["name"]: r for r in found if r["what"] == "number"}


def test_equal_runs_are_the_same(study, told):
    a = study.run("a")
    b = study.run("b")
    status, out, err = told(a, b)
    assert (status, out) == (0, "same\n")
    assert err.startswith("same: all ")
    assert told(a, b, "--format", "jsonl")[:2] == (0, "")
    assert told(a / "manifest.json", b / "manifest.json")[0] == 0


def number(value, text, *, low=None, high=None, unit="matches", signature="", **evidence):
    return {"value": value, "text": text, "unit": unit, "n": 4, "low": low, "high": high,
            "level": None if low is None else 0.95, "method": "counted", "signature": signature,
            "evidence": evidence or None}  # fmt: skip


def finished(folder, numbers, **manifest):
    """Write a folder as a run leaves it, without its tables."""
    folder.mkdir()
    told = {
        "framing": "0.1.0",
        "config": {"name": "x", "seed": 1, "stats": {"by": "outlet", "interval": {"level": 0.95}},
                   "report": {"sections": ["naming", "voice"]}},
        "hashes": {"corpus": "c0ffee" * 8, "packs": {"names": "ab" * 32}},
        "packs": {"names": "1.0.0"}, "versions": {"numpy": "2.0"}, **manifest,
    }  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    (folder / "results.json").write_text(json.dumps({"numbers": numbers}), encoding="utf-8")
    return folder


def test_golden_table(told, tmp_path):
    level = "measure:rate|level:"
    a = finished(tmp_path / "a", {
        "naming.x.n": number(8, "8", outlet="North", pack="names", category="crowd"),
        "naming.y.rate": number(1.25, "1.2", low=1.0, high=2.0, signature=f"{level}0.95"),
        "naming.z.n": number(3, "3", pack="gone", category="crowd"),
        "voice.same.n": number(5, "5"),
    })  # fmt: skip
    b = finished(
        tmp_path / "b",
        {
            "naming.x.n": number(6, "6", outlet="North", pack="names", category="crowd"),
            "naming.y.rate": number(1.25, "1.2", low=0.9, high=2.1, signature=f"{level}0.99"),
            "voice.same.n": number(5, "5"),
            "naming.new.share": number(None, "–", unit="share"),
        },
        config={"name": "x", "seed": 1, "stats": {"by": "outlet", "interval": {"level": 0.99}},
                "report": {"sections": ["naming", "voice"]}},
        hashes={"corpus": "c0ffee" * 8, "packs": {"names": "cd" * 32}},
        packs={"names": "1.1.0"}, versions={"numpy": "2.1"},
    )  # fmt: skip
    status, out, err = told(a, b)
    assert status == 1
    golden = GOLDEN / "compare-runs.txt"
    if not golden.exists():
        golden.write_text(out + err, encoding="utf-8")
        pytest.fail(f"{golden.name} was written anew; look at it and run again")
    assert out + err == golden.read_text(encoding="utf-8")
    assert "… 3 more numbers; --top 0 shows all" in told(a, b, "--top", "1")[2]


def test_articles_added_removed_and_changed_are_told(study, rows):
    a = study.run("a")
    texts = {"a": ("North", "Protesters met the mayor. Thugs came, Police said."),
             "c": ("East", "Protesters and protesters came.")}  # fmt: skip
    found = rows(a, study.run("b", texts=texts))
    assert causes(found)[1:] == [
        ("article", "a", "changed"), ("article", "b", "removed"), ("article", "c", "added"),
    ]  # fmt: skip
    changed = next(r for r in found if r["name"] == "a")
    # the same number of words, so that only the text's hash tells
    assert changed["before"].endswith("8 words")
    assert changed["after"].endswith("8 words")
    assert changed["before"] != changed["after"]
    gone = [r for r in numbers(found).values() if r["change"] == "vanishes"]
    assert any(r["why"] == "B has no article of outlet 'South'" for r in gone)
    new = [r for r in numbers(found).values() if r["change"] == "appears"]
    assert any(r["why"] == "A has no article of outlet 'East'" for r in new)


def test_changed_metadata_is_told_by_its_column(study, rows):
    a = study.run("a")
    found = rows(a, study.run("b", texts={**TEXTS, "b": ("West", TEXTS["b"][1])}))
    assert ("article", "b", "changed") in causes(found)
    assert next(r for r in found if r["name"] == "b")["after"] == "outlet West"


def test_config_reaches_only_what_it_can(study, rows):
    a = study.run("a")
    b = study.run("b", study=STUDY.replace("formats: []", "formats: [], title: Other"))
    found = rows(a, b)
    assert causes(found) == [("config", "report.title", "changed")]
    assert numbers(found) == {}
    words = STUDY.replace("ngrams: [1, 1]", "ngrams: [1, 1], stop_words: none")
    found = rows(a, study.run("c", study=words))
    assert causes(found) == [("config", "extraction[1].tfidf.stop_words", "changed")]
    assert numbers(found)
    for number in numbers(found).values():
        assert "config extraction[1].tfidf.stop_words" in number["why"]
        if number["change"] == "changed":
            assert "stop_words english → none" in number["why"]


def test_a_pack_that_grew_tells_its_entries_where_both_are_found(study, rows, told, tmp_path):
    a = study.run("a")
    old = tmp_path / "old"
    shutil.copytree(study.folder / "names", old / "names")
    b = study.run("b", threat="thug*, vandal*", version="1.1.0")
    found = rows(a, b, "--packs", old, "--packs", study.folder)
    assert ("pack", "names", "changed") in causes(found)
    assert ("entry", "names.crowd.threat: vandal*", "added") in causes(found)
    key = "evidence.names.crowd/threat.n"
    assert numbers(found)[key]["difference"] == 1
    assert numbers(found)[key]["why"] == "pack names"
    # without the older pack, only its hash and version are known
    assert ("entry", "names.crowd.threat: vandal*", "added") not in causes(rows(a, b))
    assert ("pack", "names", "changed") in causes(rows(a, b))
    assert "entries of pack 'names' are not compared" in told(a, b)[2]
    assert "are not compared" not in told(a, b, "--packs", old, "--packs", study.folder)[2]


def test_the_largest_differences_come_first(study, rows):
    a = study.run("a")
    more = "Protesters, protesters and protesters met thugs and thugs."
    found = [r for r in rows(a, study.run("b", texts={**TEXTS, "a": ("North", more)}))
             if r["change"] == "changed" and r["what"] == "number"]  # fmt: skip
    sizes = [(r["relative"], abs(r["difference"] or 0)) for r in found]
    assert sizes == sorted(sizes, reverse=True)


def test_a_difference_below_a_billionth_is_none(study, told):
    a = study.run("a")
    b = study.folder / "b"
    shutil.copytree(a, b)
    results = json.loads((b / "results.json").read_text("utf-8"))
    key = next(k for k, n in results["numbers"].items() if n["value"] and n["unit"] != "articles")
    value = results["numbers"][key]["value"]
    results["numbers"][key]["value"] = value * (1 + 1e-12)
    (b / "results.json").write_text(json.dumps(results), encoding="utf-8")
    assert told(a, b)[0] == 0
    results["numbers"][key]["value"] = value * 1.5
    (b / "results.json").write_text(json.dumps(results), encoding="utf-8")
    status, out, err = told(a, b)
    assert status == 1
    assert key in out
    assert "framing itself may have changed under one version" in out
    assert "the manifests are alike" in err


def test_hostile_names_come_out_as_text(study, told):
    a = study.run("a")
    b = study.run("b", study=STUDY.replace("formats: []", 'formats: [], title: "[red]\\e[31mx"'))
    _, out, _ = told(a, b)
    assert "\x1b" not in out
    assert "[red]␛[31mx" in out


def test_messages(study, told, tmp_path):
    a = study.run("a")
    nothing = tmp_path / "nothing"
    assert told(a, nothing)[::2] == (
        2, f"{nothing}  expected the output folder of a run, found nothing; `framing run` writes one\n",
    )  # fmt: skip
    assert told(tmp_path / "names", a)[::2] == (
        2, f"{tmp_path / 'names'}  expected the output folder of a run, found no manifest.json in it; name another\n",
    )  # fmt: skip
    broken = tmp_path / "broken"
    shutil.copytree(a, broken)
    (broken / "features.parquet").write_bytes(b"PAR1")
    (broken / "manifest.json").write_text(
        (a / "manifest.json").read_text("utf-8").replace('"corpus": "', '"corpus": "0'),
        encoding="utf-8",
    )
    assert told(a, broken)[::2] == (
        2,
        f"{broken / 'features.parquet'}  expected a file that `framing run` wrote, found one that can't be read; run it again\n",
    )
    (broken / "results.json").write_text("{", encoding="utf-8")
    assert told(a, broken)[::2] == (
        2, f"{broken / 'results.json'}  expected a file that `framing run` wrote, found one that can't be read; run it again\n",
    )  # fmt: skip
    (broken / "results.json").write_text("[]", encoding="utf-8")
    assert told(a, broken)[::2] == (
        2, f"{broken}  expected a results.json as `framing run` writes it, found another; run it again\n",
    )  # fmt: skip
