"""Schemas that editors use, and the file that a study starts from."""

from __future__ import annotations

import json

import jsonschema
import pytest
import yaml

from framing.cli.app import run_app
from framing.experiment.config import load_experiment
from framing.lexicon.sources import find_packs


def printed(capsys, of):
    assert run_app(["schema", of]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("of", ["experiment", "pack"])
def test_the_schemas_in_docs_are_those_of_the_code(root, capsys, of):
    stored = json.loads((root / "docs" / f"{of}.schema.json").read_text("utf-8"))
    assert stored == printed(capsys, of)


@pytest.mark.parametrize("name", sorted(find_packs()))
def test_every_bundled_pack_fits_the_schema(capsys, name):
    content = yaml.safe_load((find_packs()[name] / "pack.yaml").read_text("utf-8"))
    jsonschema.validate(content, printed(capsys, "pack"))


def test_every_experiment_fits_the_schema_and_names_it(root, capsys):
    schema = printed(capsys, "experiment")
    for file in sorted((root / "experiments").glob("*.yaml")):
        text = file.read_text("utf-8")
        assert "yaml-language-server: $schema=../docs/experiment.schema.json" in text
        jsonschema.validate(yaml.safe_load(text), schema)


def test_the_schema_refuses_what_the_reader_refuses(capsys):
    experiment, pack = printed(capsys, "experiment"), printed(capsys, "pack")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"name": "x", "corpsu": {}}, experiment)
    wrong = {"name": "x", "version": "1.0.0", "categories": {"a": {"valence": 7, "entries": ["b"]}}}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, pack)


def test_new_writes_a_file_that_is_right(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run_app(["new", "my_study", "--corpus", "my texts: all"]) == 0
    assert capsys.readouterr().out == "my_study.yaml\n"
    config = load_experiment("my_study.yaml").config
    assert (config.name, config.corpus.path) == ("my_study", "my texts: all")
    assert run_app(["new", "my_study"]) == 2
    assert "my_study.yaml  there is such a file already" in capsys.readouterr().err
    assert run_app(["new", "../x"]) == 2
