"""One undisturbed run, to compare others with."""

from __future__ import annotations

import functools

import pytest

import framing
from framing.corpus import shards
from framing.experiment import inputs
from tests.engine.studies import contents, write_study


@pytest.fixture(autouse=True)
def _small_shards(monkeypatch):
    cut = functools.partial(shards.find_shards, shard_bytes=2000, whole_bytes=0)
    monkeypatch.setattr(inputs, "find_shards", cut)


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory):
    """The study read at once and run in one process."""
    folder = tmp_path_factory.mktemp("undisturbed")
    done = framing.run(write_study(folder), output=folder / "out")
    assert not list(folder.glob(".out.new-*"))
    return contents(done.folder)


@pytest.fixture
def study(tmp_path):
    """The experiment's file of a fresh copy of the study."""
    return write_study(tmp_path)
