"""`score` and `voices`: every form, and that rows add up."""

from __future__ import annotations

import csv
import io
import itertools
import json

import pyarrow.parquet as pq
import pytest

from framing.cli.app import run_app
from framing.evidence import EVIDENCE_SCHEMA


@pytest.fixture
def articles(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Protesters filled the square. Police said that rioters had come.", "utf-8"
    )
    (tmp_path / "b.txt").write_text("The minister called them “terrorists”.", "utf-8")
    return [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]


def printed(capsys, *arguments):
    assert run_app([*map(str, arguments)]) == 0
    return capsys.readouterr().out


def test_by_match_gives_the_evidence(articles, capsys):
    out = printed(capsys, "score", *articles, "--pack", "conflict_actors", "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert list(rows[0]) == EVIDENCE_SCHEMA.names
    found = [(r["article"], r["surface"], r["voice"]) for r in rows]
    assert ("a", "Protesters", "authorial") in found
    assert ("a", "rioters", "indirect") in found
    assert ("b", "terrorists", "scare") in found


@pytest.mark.parametrize("unit", ["article", "outlet"])
def test_by_article_and_outlet_hold_zeros_and_add_up(articles, capsys, unit):
    out = printed(
        capsys, "score", *articles, "--pack", "conflict_actors", "--by", unit, "--format", "csv"
    )
    rows = list(csv.DictReader(io.StringIO(out)))
    first = ["article", "outlet"] if unit == "article" else ["outlet", "n_articles"]
    assert list(rows[0]) == [*first, "pack", "category", "voice", "n", "words", "per_1000"]
    assert any(row["n"] == "0" for row in rows)
    leaf = [r for r in rows if r["category"] == "demonstrators.threat"]
    assert sum(int(r["n"]) for r in leaf) == 1
    for row in rows:
        if int(row["words"]):
            assert float(row["per_1000"]) == pytest.approx(1000 * int(row["n"]) / int(row["words"]))
        else:
            assert row["per_1000"] == ""


def test_parquet_and_table(articles, capsys, tmp_path):
    file = tmp_path / "out.parquet"
    pack = ("--pack", "conflict_actors")
    printed(capsys, "score", *articles, *pack, "--format", "parquet", "--output", file)
    assert pq.read_table(file).column_names == EVIDENCE_SCHEMA.names
    assert "Protesters" in printed(capsys, "score", *articles, *pack)
    assert run_app(["score", *articles, *pack, "--format", "parquet"]) == 2
    assert "expected --output FILE" in capsys.readouterr().err
    printed(capsys, "score", *articles, *pack, "--output", tmp_path / "named.csv")
    assert (
        (tmp_path / "named.csv").read_text("utf-8").startswith("article,outlet,start,end,surface")
    )
    assert run_app(["score", *articles, *pack, "--output", str(tmp_path / "out.xlsx")]) == 2
    assert "out.xlsx" in capsys.readouterr().err


def test_cleaning_happens_only_when_told(tmp_path, capsys):
    file = tmp_path / "c.txt"
    file.write_text("Protesters met the mayor on Monday.\n\nAlso Read Rioters on screen\n", "utf-8")
    pack = ("--pack", "conflict_actors", "--format", "jsonl")
    assert len(printed(capsys, "score", file, *pack).splitlines()) == 2
    assert len(printed(capsys, "score", file, *pack, "--clean", "teasers").splitlines()) == 1
    assert run_app(["score", str(file), *pack, "--clean", "teaser"]) == 2
    assert "did you mean 'teasers'?" in capsys.readouterr().err


def test_voices_cover_each_text_exactly_once(articles, capsys, tmp_path):
    out = printed(capsys, "voices", *articles, "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    for name in ("a", "b"):
        text = (tmp_path / f"{name}.txt").read_text("utf-8")
        runs = [(r["start"], r["end"]) for r in rows if r["article"] == name]
        assert runs[0][0] == 0
        assert runs[-1][1] == len(text)
        assert all(end == start for (_, end), (start, _) in itertools.pairwise(runs))
    assert {"article", "start", "end", "voice", "outer_voice", "speaker", "speaker_role"} == set(
        rows[0]
    )


def test_packs_can_be_listed_shown_and_tested(capsys):
    assert "conflict_actors" in printed(capsys, "packs", "list")
    shown = printed(capsys, "packs", "show", "conflict_actors")
    assert "demonstrators (referent)" in shown
    assert "terrorist*" in shown
    assert "0 failed" in printed(capsys, "packs", "test", "conflict_actors")


def test_the_articles_are_never_overwritten(articles, capsys):
    arguments = ["score", *articles, "--pack", "conflict_actors", "--output", articles[0]]
    assert run_app(arguments) == 2
    assert "is one of the articles' files" in capsys.readouterr().err
    missing = articles[0].replace("a.txt", "none/a.csv")
    assert run_app([*arguments[:-1], missing]) == 2
    assert "can't be written" in capsys.readouterr().err


def test_no_cell_of_a_csv_is_a_formula(tmp_path, capsys):
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": "=1+1", "outlet": "x", "text": "Protesters came."}\n', "utf-8")
    out = printed(capsys, "score", file, "--pack", "conflict_actors", "--format", "csv")
    assert out.splitlines()[1].startswith("'=1+1,")


def test_a_pack_given_twice_is_refused(articles, capsys):
    pack = ["--pack", "conflict_actors"]
    assert run_app(["score", *articles, *pack, *pack]) == 2
    assert "pack 'conflict_actors' is given twice" in capsys.readouterr().err
