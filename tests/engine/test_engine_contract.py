"""Any engine gives what the serial one gives: same bytes, same order, same errors."""

from __future__ import annotations

import json
import os
import time
from contextlib import closing

import pytest

import framing
from framing.engine import processes
from framing.engine.dask import DaskEngine
from framing.engine.processes import ProcessEngine
from framing.engine.serial import SerialEngine
from framing.errors import FramingError
from tests.engine.rows import digest_of, rows_of
from tests.engine.studies import contents


def slow_first(item):
    time.sleep(0.2 if item == 0 else 0)
    return item * item


def fails_late(item):
    if item in (1, 3):
        time.sleep(0.3 if item == 1 else 0)
        raise FramingError(f"no {item}")
    return item


class OddError(Exception):
    def __init__(self, one, two):
        super().__init__(one)


def odd_error(item):
    raise OddError("odd", item)


def dies(item):
    os._exit(9)


@pytest.mark.parametrize("engine", [SerialEngine(), ProcessEngine(workers=2)], ids=lambda e: e.name)
def test_order_is_kept_and_the_first_error_in_order_is_told(engine):
    assert list(engine.map(slow_first, range(6))) == [0, 1, 4, 9, 16, 25]
    assert list(engine.map(slow_first, [])) == []
    values = engine.map(fails_late, range(5))
    assert next(values) == 0
    with pytest.raises(FramingError, match="no 1"):
        next(values)


def test_an_error_that_does_not_travel_is_told_all_the_same():
    with pytest.raises(FramingError, match="OddError: odd"):
        list(ProcessEngine(workers=1).map(odd_error, [1]))


def test_an_item_that_kills_its_workers_is_named():
    with pytest.raises(FramingError, match="3 workers were lost"):
        list(ProcessEngine(workers=2).map(dies, ["item"]))


@pytest.mark.parametrize(
    "overrides",
    [
        ["engine.name=serial"],
        ["engine.name=processes", "engine.workers=2"],
        ["engine.name=processes", "engine.workers=3"],
    ],
)
def test_engines_and_shards_give_the_same_bytes(study, undisturbed, overrides):
    done = framing.run(study, output=study.parent / "out", overrides=overrides)
    assert contents(done.folder) == undisturbed
    manifest = json.loads((done.folder / "manifest.json").read_text("utf-8"))
    assert "engine" not in manifest["config"]


def test_dask_gives_the_same_rows(study):
    pytest.importorskip("distributed")
    file = study.with_name("articles.jsonl")
    serial, _ = rows_of(file, study.parent / "serial", SerialEngine())
    dask, _ = rows_of(file, study.parent / "dask", DaskEngine(workers=2))
    assert digest_of(dask) == digest_of(serial)


def test_dask_keeps_its_workers_from_one_map_to_the_next():
    pytest.importorskip("distributed")
    engine = DaskEngine(workers=2)
    with closing(engine):
        first = set(engine.map(worker_of, range(20)))
        assert list(engine.map(slow_first, range(5))) == [0, 1, 4, 9, 16]
        with closing(engine.map(slow_first, range(50))) as begun:
            assert next(begun) == 0
        assert list(engine.map(slow_first, range(5))) == [0, 1, 4, 9, 16]
        assert set(engine.map(worker_of, range(20))) <= first
    assert not set(engine.map(worker_of, range(20))) & first
    engine.close()


def test_workers_have_the_environment_of_now(monkeypatch):
    for value in ("one", "two"):
        monkeypatch.setenv("FRAMING_TEST_VALUE", value)
        found = list(ProcessEngine(workers=2).map(os.getenv, ["FRAMING_TEST_VALUE"] * 2))
        assert found == [value, value]


def worker_of(item):
    return os.getpid()


def same(item):
    return item


def test_workers_that_cannot_start_are_told(monkeypatch):
    monkeypatch.setattr(processes, "_serve", gone)
    with pytest.raises(FramingError, match="3 workers could not start"):
        list(ProcessEngine(workers=1).map(same, [1]))


def gone(*_):
    os._exit(1)


def test_no_scheduler_is_one_sentence(study):
    pytest.importorskip("distributed")
    overrides = ["engine.name=dask", "engine.scheduler=nonsense://x"]
    with pytest.raises(FramingError, match="no scheduler answers"):
        framing.run(study, output=study.parent / "out", overrides=overrides)
