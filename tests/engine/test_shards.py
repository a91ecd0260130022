"""However a corpus is cut, and wherever it lies, it is the same corpus."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framing
from framing.corpus.readers import read_corpus
from framing.corpus.shard_reading import count_shard, numbered, read_shard, table_shards
from framing.corpus.shards import find_shards
from framing.engine.serial import SerialEngine
from framing.errors import CorpusError
from framing.experiment import inputs
from framing.extraction.matches import PackMatcher
from framing.extraction.matrix import extract
from framing.extraction.shard_work import ShardWork
from framing.lexicon import tokens
from framing.lexicon.sources import load_pack
from tests.engine.rows import digest_of, rows_of
from tests.engine.studies import SENTENCES, write_study

ARTICLES = st.lists(
    st.fixed_dictionaries(
        {"text": st.sampled_from([*SENTENCES, "Қазақстан\r\nтуралы.", "x" * 300])},
        optional={
            "outlet": st.sampled_from(["A", "Б", ""]),
            "n": st.one_of(st.none(), st.integers(-5, 5), st.floats(-9, 9)),
            "tags": st.lists(st.sampled_from("ab")),
        },
    ),
    min_size=1,
    max_size=12,
)


def read_in_shards(path, size):
    shards = find_shards(str(path), shard_bytes=size, whole_bytes=0)
    return [read_shard(s) for s in numbered(shards, [count_shard(s) for s in shards])]


def rows_in(parts):
    return [{k: v for k, v in row.items() if v} for p in parts for row in p.table.to_pylist()]


@settings(deadline=None, max_examples=60)
@given(ARTICLES, st.integers(1, 900), st.lists(st.sampled_from(["", "  "]), max_size=3))
def test_lines_in_shards_are_the_corpus(articles, size, blank):
    with TemporaryDirectory() as folder:
        file = Path(folder) / "c.jsonl"
        lines = [json.dumps(article, ensure_ascii=False) for article in articles]
        file.write_text("\n".join([*blank, *lines, *blank]), encoding="utf-8", newline="")
        assert rows_in(read_in_shards(file, size)) == rows_in([read_corpus(file)])


@settings(deadline=None, max_examples=30)
@given(ARTICLES, st.integers(1, 5), st.integers(1, 3000))
def test_row_groups_in_shards_are_the_corpus(articles, rows, size):
    for article in articles:
        article["n"] = article.get("n") if isinstance(article.get("n"), int) else None
    with TemporaryDirectory() as folder:
        file = Path(folder) / "c.parquet"
        pq.write_table(pa.Table.from_pylist(articles), file, row_group_size=rows)
        whole = read_corpus(file)
        assert rows_in(read_in_shards(file, size)) == rows_in([whole])
        shards = table_shards(whole, Path(folder) / "t.arrow", rows=rows)
        assert rows_in(map(read_shard, shards)) == rows_in([whole])


def test_a_data_set_takes_metadata_from_its_folders(tmp_path):
    for outlet in ("Herald", "Globe"):
        for year in (2021, 2022):
            folder = tmp_path / f"outlet={outlet}" / f"year={year}"
            folder.mkdir(parents=True)
            rows = [{"id": f"{outlet}-{year}-{i}", "text": SENTENCES[i]} for i in range(3)]
            pq.write_table(pa.Table.from_pylist(rows), folder / "part-0.parquet")
    (tmp_path / "_SUCCESS").touch()
    parts = read_in_shards(tmp_path, 10**6)
    rows = rows_in(parts)
    assert len(rows) == 12
    assert {(row["outlet"], row["year"]) for row in rows} == {
        ("Globe", "2021"), ("Globe", "2022"), ("Herald", "2021"), ("Herald", "2022")
    }  # fmt: skip
    assert all("name no outlet" not in note for part in parts for note in part.notes)


def test_an_address_is_read_as_a_path_is(tmp_path):
    file = write_study(tmp_path).with_name("articles.jsonl")
    here, _ = rows_of(file, tmp_path / "here", SerialEngine())
    there, _ = rows_of(file.as_uri(), tmp_path / "there", SerialEngine())
    assert digest_of(here) == digest_of(there)
    folder, _ = rows_of(f"file://{tmp_path}", tmp_path / "folder", SerialEngine())
    assert digest_of(here) == digest_of(folder)
    with pytest.raises(CorpusError, match="found"):
        rows_of(f"file://{tmp_path}/nothing.jsonl", tmp_path / "out", SerialEngine())


def test_two_articles_of_one_id_in_two_shards_are_told(tmp_path):
    file = write_study(tmp_path).with_name("articles.jsonl")
    file.write_text(file.read_text("utf-8").replace('"a050"', '"a001"'), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"article 51 .* found 'a001', which article 2 "):
        rows_of(file, tmp_path / "out", SerialEngine())


@pytest.mark.parametrize(
    ("corpus", "message"),
    [
        (
            "aliases: {Aa: B}",
            "corpus.aliases  no article by an outlet 'Aa'; did you mean 'A'?",
        ),
        ("outlets: [A, X]", "corpus.outlets  no article by an outlet 'X'; there are: A, B, C"),
        (
            "aliases: {C: B}, outlets: [A, C]",
            "corpus.outlets  no article by an outlet 'C'; there are: A, B",
        ),
    ],
)
def test_outlets_that_are_in_no_shard_are_told_before_the_work(
    tmp_path, monkeypatch, corpus, message
):
    study = write_study(tmp_path)
    known = "path: articles.jsonl,"
    study.write_text(study.read_text("utf-8").replace(known, f"{known} {corpus},"), "utf-8")
    told = []
    for shard_bytes in (2000, None):
        if shard_bytes:
            cut = functools.partial(find_shards, shard_bytes=shard_bytes, whole_bytes=0)
            monkeypatch.setattr(inputs, "find_shards", cut)
            monkeypatch.setattr(ShardWork, "__call__", lambda *_: pytest.fail("work was begun"))
        with pytest.raises(CorpusError) as error:
            framing.run(study, output=tmp_path / "out")
        told.append(str(error.value))
        monkeypatch.undo()
    assert told == [message, message]


def test_outlets_in_different_shards_are_renamed_and_chosen(tmp_path, monkeypatch):
    study = write_study(tmp_path)
    known = "path: articles.jsonl,"
    asked = f"{known} aliases: {{C: B}}, outlets: [B],"
    study.write_text(study.read_text("utf-8").replace(known, asked), "utf-8")
    cut = functools.partial(find_shards, shard_bytes=400, whole_bytes=0)
    monkeypatch.setattr(inputs, "find_shards", cut)
    done = framing.run(study, output=tmp_path / "out")
    lines = (tmp_path / "articles.jsonl").read_text("utf-8").splitlines()
    wanted = [row["id"] for row in map(json.loads, lines) if row["outlet"] != "A"]
    table = done.features.articles_table
    assert table.column("id").to_pylist() == wanted
    assert set(table.column("outlet").to_pylist()) == {"B"}


@pytest.mark.parametrize("shard_bytes", [300, 2000, 10**6])
def test_shards_of_any_size_give_the_same_rows(tmp_path, shard_bytes):
    file = write_study(tmp_path).with_name("articles.jsonl")
    whole, _ = rows_of(file, tmp_path / "whole", SerialEngine(), shard_bytes=10**6)
    cut, _ = rows_of(file, tmp_path / "cut", SerialEngine(), shard_bytes=shard_bytes)
    assert digest_of(cut) == digest_of(whole)


def test_words_met_before_leave_no_trace(tmp_path):
    file = write_study(tmp_path).with_name("articles.jsonl")
    one, _ = rows_of(file, tmp_path / "one", SerialEngine())
    tokens.tokenize(" ".join(f"word{i} {i}-{i}" for i in range(5000)))
    matcher = PackMatcher(load_pack("conflict_actors"))
    extract(read_corpus(pa.table({"text": list(reversed(SENTENCES))})), [matcher])
    two, _ = rows_of(file, tmp_path / "two", SerialEngine())
    assert digest_of(one) == digest_of(two)


def test_rows_mapped_from_files_are_those_in_memory(tmp_path, monkeypatch):
    from framing.experiment import mapping

    file = write_study(tmp_path).with_name("articles.jsonl")
    one, _ = rows_of(file, tmp_path / "one", SerialEngine())
    monkeypatch.setattr(mapping, "MEMORY_BYTES", 0)
    two, _ = rows_of(file, tmp_path / "two", SerialEngine())
    assert digest_of(one) == digest_of(two)
    assert not (tmp_path / ".two.parts" / "merged").exists()
