"""What the README says can be run, and names what there is."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from framing.cli.app import run_app
from framing.experiment.config import load_experiment
from framing.lexicon.examples import check_examples
from framing.lexicon.sources import load_pack


@pytest.fixture(scope="module")
def readme(root):
    return (root / "README.md").read_text("utf-8")


def blocks(text, language):
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


def test_the_python_of_the_readme_runs(readme, root):
    (code,) = blocks(readme, "python")
    assert len([line for line in code.splitlines() if line.strip()]) <= 10
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "scare" in done.stdout


def test_the_experiment_and_the_pack_of_the_readme_are_right(readme, tmp_path):
    pack, examples, study = blocks(readme, "yaml")
    (tmp_path / "my_study.yaml").write_text(study, "utf-8")
    (tmp_path / "my_pack").mkdir()
    (tmp_path / "my_pack" / "pack.yaml").write_text(pack, "utf-8")
    assert load_experiment(tmp_path / "my_study.yaml").config.name == "my_study"
    (tmp_path / "my_pack" / "examples.yaml").write_text(examples, "utf-8")
    mine = load_pack(tmp_path / "my_pack")
    assert mine.category("strikers.villain").valence == -2
    assert check_examples(mine) == []


def test_every_command_of_the_readme_exists(readme, capsys):
    shown = " ".join(blocks(readme, "sh"))
    for command in set(re.findall(r"framing ((?:packs )?[a-z-]+)", shown)):
        assert run_app([*command.split(), "--help"]) == 0, command


def test_every_command_has_help(capsys):
    for command in (
        ["run"],
        ["check"],
        ["score"],
        ["voices"],
        ["explain"],
        ["compare-runs"],
        ["packs", "list"],
        ["packs", "show"],
    ):
        assert run_app([*command, "--help"]) == 0
        assert len(capsys.readouterr().out.splitlines()[2].strip()) > 10


def test_links_and_pictures_of_the_readme_are_there(readme, root):
    for target in re.findall(r"\]\(([^)#]+)\)", readme):
        assert (root / target).exists(), target


def test_nothing_speaks_of_the_workplace(root):
    listed = subprocess.run(
        ["git", "ls-files"], capture_output=True, text=True, cwd=root, check=False
    ).stdout.splitlines()
    told = [
        name
        for name in listed
        if name.endswith((".py", ".md", ".yaml", ".toml", ".json"))
        and name != "tests/test_docs.py"
        and re.search(r"/work/|/root/|/home/\w", (root / name).read_text("utf-8"))
    ]
    assert told == []


def test_the_extension_of_the_readme_fits_its_parent(readme, tmp_path):
    (text,) = blocks(readme, "yml")
    (tmp_path / "my_actors").mkdir()
    (tmp_path / "my_actors" / "pack.yaml").write_text(text, "utf-8")
    pack = load_pack(tmp_path / "my_actors")
    assert pack.category("demonstrators.rebel").valence == 0
    assert "demonstrators.crowd" not in [c.path for c in pack.walk()]
    assert pack.licence == load_pack("conflict_actors").licence
