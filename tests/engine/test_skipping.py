"""Articles that can't be used: one sentence, or left out and listed; never silent."""

from __future__ import annotations

import json

import pytest

import framing
from framing.corpus.shards import find_shards
from framing.engine.processes import ProcessEngine
from framing.engine.serial import SerialEngine
from framing.errors import CorpusError, EngineError
from framing.extraction import batch_rows
from tests.engine.rows import digest_of, rows_of
from tests.engine.studies import SENTENCES, write_study


@pytest.fixture
def broken(tmp_path):
    """A corpus whose lines 3 and 11 are no articles, and the same without them."""
    file = write_study(tmp_path / "broken").with_name("articles.jsonl")
    lines = file.read_text("utf-8").splitlines(keepends=True)
    rest = [line for i, line in enumerate(lines) if i not in (2, 10)]
    lines[2], lines[10] = '{"id": "a002", \n', '{"id": "a010", "outlet": "A", "text": " "}\n'
    file.write_text("".join(lines), encoding="utf-8")
    good = tmp_path / "good.jsonl"
    good.write_text("".join(rest), encoding="utf-8")
    return file, good


@pytest.mark.parametrize("shard_bytes", [2000, 10**6])
def test_bad_lines_are_left_out_and_named(broken, tmp_path, shard_bytes):
    file, good = broken
    with pytest.raises(CorpusError, match=r"articles.jsonl:3  expected one JSON object"):
        rows_of(file, tmp_path / "out", SerialEngine(), shard_bytes=shard_bytes)
    merged, _ = rows_of(file, tmp_path / "out", SerialEngine(), skip=True, shard_bytes=shard_bytes)
    assert [place for place, _ in merged.skipped] == [f"{file}:3", f"{file}:11"]
    expected, _ = rows_of(good, tmp_path / "good", SerialEngine(), shard_bytes=shard_bytes)
    assert digest_of(merged) == digest_of(expected)


def test_a_report_lists_what_was_left_out(broken, tmp_path):
    file, _ = broken
    study = file.with_name("study.yaml")
    done = framing.run(study, output=tmp_path / "report", on_error="skip")
    page = (done.folder / "report.html").read_text("utf-8")
    assert "2 articles were left out because something was wrong" in page
    assert "articles.jsonl:11" in page
    assert str(file.parent) not in page
    rows = (done.folder / "skipped.csv").read_text("utf-8").splitlines()
    assert len(rows) == 3
    assert json.loads((done.folder / "manifest.json").read_text("utf-8"))["skipped_articles"] == 2


def test_an_article_that_the_work_fails_on_is_named_or_left_out(tmp_path, monkeypatch):
    file = write_study(tmp_path).with_name("articles.jsonl")
    prepare = batch_rows.prepare

    def fails_on_one(batch, **settings):
        if any("Qq" in text for text in batch.texts):
            raise ValueError("no such thing")
        return prepare(batch, **settings)

    expected, _ = rows_of(file, tmp_path / "expected", SerialEngine())
    lines = file.read_text("utf-8").splitlines(keepends=True)
    lines.insert(5, json.dumps({"id": "bad", "outlet": "A", "text": "Qq. " + SENTENCES[0]}) + "\n")
    file.write_text("".join(lines), encoding="utf-8")
    output = tmp_path / "out"
    rows_of(file, output, SerialEngine())
    with monkeypatch.context() as patch:
        patch.setattr(batch_rows, "prepare", fails_on_one)
        again = tmp_path / "again"
        with pytest.raises(EngineError, match=r"bytes 0 to .* article 'bad' failed"):
            rows_of(file, again, SerialEngine())
        merged, _ = rows_of(file, again, SerialEngine(), skip=True)
        assert merged.skipped == (("article 'bad'", "ValueError: no such thing"),)
        assert digest_of(merged) == digest_of(expected)
    whole, _ = rows_of(file, again, ProcessEngine(workers=2))
    assert whole.skipped == ()
    assert len(whole.features) == 61


@pytest.mark.parametrize("how", ["stop", "skip", "on_error"])
def test_rows_of_a_shard_with_too_many_fields_are_left_out_if_told(tmp_path, how):
    folder = tmp_path / "articles"
    folder.mkdir()
    head = "id,outlet,text\n"
    (folder / "a.csv").write_text(head + "a1,A,Rioters came.\na2,A,x,y,z\n", encoding="utf-8")
    (folder / "b.csv").write_text(head + "b1,B,Rioters came.\n", encoding="utf-8")
    study = tmp_path / "study.yaml"
    study.write_text(
        "name: study\n"
        f"corpus: {{path: articles, outlets: [A, B], on_bad_row: {how.replace('on_error', 'stop')}}}\n"
        "extraction:\n  - lexicon: {packs: [conflict_actors]}\n"
        "plots: []\nreport: {formats: [html]}\n",
        encoding="utf-8",
    )
    on_error = "skip" if how == "on_error" else "stop"
    if how == "stop":
        with pytest.raises(CorpusError, match=r"a.csv:3  expected 3 fields"):
            framing.run(study, output=tmp_path / "out", on_error=on_error)
    else:
        done = framing.run(study, output=tmp_path / "out", on_error=on_error)
        assert list(done.features.articles["id"]) == ["a1", "b1"]
        assert "a.csv:3" in (done.folder / "skipped.csv").read_text("utf-8")


def test_empty_files_alone_are_no_corpus(tmp_path):
    (tmp_path / "a.jsonl").touch()
    with pytest.raises(CorpusError, match="expected articles, found empty files alone"):
        find_shards(str(tmp_path))
