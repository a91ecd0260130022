"""The sample report in `reports/` is what the code makes now: numbers and tables to 1e-9."""

from __future__ import annotations

import json

import pandas as pd
import pytest


@pytest.fixture(scope="module")
def sample(root):
    return root / "reports" / "kazakhstan_2022"


def test_numbers_are_those_of_a_fresh_run(sample, seed_run):
    kept = json.loads((sample / "results.json").read_text("utf-8"))["numbers"]
    fresh = json.loads((seed_run.folder / "results.json").read_text("utf-8"))["numbers"]
    assert kept.keys() == fresh.keys()
    for key, number in fresh.items():
        old = dict(kept[key])
        for field in ("value", "low", "high"):
            was, now = old.pop(field), number.pop(field)
            same = was == now if now is None else was == pytest.approx(now, rel=1e-9, abs=1e-9)
            assert same, (key, field)
        assert old == number, key


def test_tables_are_those_of_a_fresh_run(sample, seed_run):
    kept = {p.name: p for p in (sample / "tables").glob("*.csv")}
    fresh = {p.name: p for p in (seed_run.folder / "tables").glob("*.csv")}
    assert kept.keys() == fresh.keys()
    for name, file in fresh.items():
        pd.testing.assert_frame_equal(
            pd.read_csv(kept[name]), pd.read_csv(file), rtol=1e-9, atol=1e-9, obj=name
        )


def test_manifest_and_files_are_those_of_a_fresh_run(sample, seed_run):
    kept = json.loads((sample / "manifest.json").read_text("utf-8"))
    fresh = json.loads((seed_run.folder / "manifest.json").read_text("utf-8"))
    for part in ("config", "hashes", "packs", "seed"):
        assert kept[part] == fresh[part], part
    assert _files(sample) == _files(seed_run.folder)


def _files(folder):
    found = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    return found - {"run.log"}
