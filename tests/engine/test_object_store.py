"""A corpus in an object store, through pyarrow's own client and a bucket on this machine."""

from __future__ import annotations

import functools
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import framing
from framing.corpus.shards import find_shards
from framing.corpus.stores import files_below, is_folder, range_of, size_of
from framing.errors import CorpusError
from framing.experiment import inputs
from tests.engine.bucket import bucket_of
from tests.engine.studies import write_study


@pytest.fixture
def study(tmp_path):
    return write_study(tmp_path)


@pytest.fixture
def files(study):
    """Articles as lines in two folders, and as a Parquet file."""
    lines = study.with_name("articles.jsonl").read_bytes().splitlines(keepends=True)
    table = pa.Table.from_pylist([json.loads(line) for line in lines])
    pq.write_table(table, sink := io.BytesIO(), row_group_size=20)
    return {
        "archive/part=1/a.jsonl": b"".join(lines[:30]),
        "archive/part=2/b é 5%?.jsonl": b"".join(lines[30:]),
        "archive/_SUCCESS": b"",
        "tables/c.parquet": sink.getvalue(),
    }


@pytest.fixture(autouse=True)
def store(files, monkeypatch):
    """The store, whose address and keys are found as pyarrow finds them: in the environment."""
    with bucket_of(files) as address:
        for name, value in {
            "AWS_ENDPOINT_URL": address, "AWS_ACCESS_KEY_ID": "key", "AWS_REGION": "us-east-1",
            "AWS_SECRET_ACCESS_KEY": "secret", "AWS_EC2_METADATA_DISABLED": "true",
        }.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        yield address


def test_a_bucket_is_looked_at_as_a_folder_is(files):
    name = "archive/part=1/a.jsonl"
    assert files_below("s3://news/archive") == [
        "s3://news/archive/part=1/a.jsonl", "s3://news/archive/part=2/b é 5%25%3F.jsonl",
    ]  # fmt: skip
    assert is_folder("s3://news/archive/")
    assert not is_folder(f"s3://news/{name}")
    assert size_of(f"s3://news/{name}") == len(files[name])
    assert range_of(f"s3://news/{name}", 10, 50) == files[name][10:50]


@pytest.mark.parametrize("place", ["archive", "tables/c.parquet"])
@pytest.mark.parametrize("engine", ["serial", "processes"])
def test_a_study_of_a_bucket_is_that_of_the_folder(study, place, engine, monkeypatch):
    known = framing.run(study, output=study.with_name("here"))
    cut = functools.partial(find_shards, shard_bytes=2_000, whole_bytes=0)
    monkeypatch.setattr(inputs, "find_shards", cut)
    overrides = [f"corpus.path=s3://news/{place}", f"engine.name={engine}"]
    overrides += ["engine.workers=2"] if engine == "processes" else []
    done = framing.run(study, output=study.with_name("out"), overrides=overrides)
    for name in ("id", "outlet", "words"):
        column = done.features.articles_table.column(name).to_pylist()
        assert column == known.features.articles_table.column(name).to_pylist()
    assert done.features.cells.equals(known.features.cells)
    assert done.features.evidence.table.equals(known.features.evidence.table)


def test_what_is_not_there_is_told():
    for address in ("s3://news/nothing", "s3://none/archive"):
        with pytest.raises(CorpusError, match=r"expected a corpus, found nothing there"):
            is_folder(address)


def test_a_file_that_became_shorter_is_told(files):
    name = "archive/part=1/a.jsonl"
    with pytest.raises(CorpusError, match="the file became shorter"):
        range_of(f"s3://news/{name}", 10, len(files[name]) + 5)
