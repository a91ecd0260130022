"""Packs of other distributions, really built and installed, and plain folders."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from framing.lexicon.skeleton import write_skeleton

PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "harbour-packs"
version = "1.0.0"

[project.entry-points."framing.lexicons"]
harbour = "harbour_packs"
"""


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    return done.returncode, done.stdout, done.stderr


def installed(tmp_path, project, files):
    """Build a distribution, install it into a folder of its own without network, return the folder."""
    source, target = tmp_path / "source", tmp_path / "site"
    package = source / "harbour_packs"
    package.mkdir(parents=True)
    (source / "pyproject.toml").write_text(project, encoding="utf-8")
    for name, text in files.items():
        (package / name).write_text(text, encoding="utf-8")
    write_skeleton(package, "harbour", author="Ada Writer")
    write_skeleton(package, "epistemic", author="Ada Writer")
    python = sys.executable
    status, out, err = run(
        python, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, source
    )
    assert status == 0, out + err
    (wheel,) = tmp_path.glob("*.whl")
    install = ["--quiet", "--no-index", "--no-deps", "--disable-pip-version-check"]
    status, out, err = run(python, "-m", "pip", "install", *install, "--target", target, wheel)
    assert status == 0, out + err
    return target


def framing(root, site, *arguments, cwd):
    paths = os.pathsep.join(map(str, (site, root)))
    environment = {**os.environ, "PYTHONPATH": paths}
    return run(sys.executable, "-m", "framing", *arguments, cwd=cwd, env=environment)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return installed(tmp_path_factory.mktemp("built"), PROJECT, {"__init__.py": ""})


def test_packs_of_an_installed_distribution_are_found(root, site, tmp_path):
    status, out, err = framing(root, site, "packs", "list", cwd=tmp_path)
    rows = [line.split("\t") for line in out.splitlines()]
    assert status == 0
    assert [row[:2] + row[5:6] for row in rows if row[0] == "harbour"] == [
        ["harbour", "0.1.0", "harbour-packs"]
    ]
    assert [row[5] for row in rows if row[0] == "epistemic"] == ["bundled"]
    assert (
        "note: harbour-packs: pack 'epistemic' is left out, because bundled has one of that name; "
        "load it by its path"
    ) in err
    for command in ("lint", "test", "show"):
        assert framing(root, site, "packs", command, "harbour", cwd=tmp_path)[0] == 0


def test_an_installed_pack_scores_and_can_be_extended(root, site, tmp_path):
    (tmp_path / "a.txt").write_text("The dockers walked out.\n", encoding="utf-8")
    status, out, _ = framing(root, site, "score", "a.txt", "--pack", "harbour", cwd=tmp_path)
    assert status == 0
    assert "strikers.worker" in out
    (tmp_path / "mine.yaml").write_text(
        "name: mine\nversion: 1.0.0\nextends: {pack: harbour, version: 0.1.0}\n"
        "add: {strikers.worker: [walked out]}\n",
        encoding="utf-8",
    )
    status, out, _ = framing(root, site, "score", "a.txt", "--pack", "mine.yaml", cwd=tmp_path)
    assert out.count("strikers.worker") == 2


@pytest.mark.parametrize(
    ("value", "module", "note"),
    [
        ("harbour_packs:PACKS", "PACKS = __file__.rpartition('/')[0]\n", None),
        ("harbour_packs:files", "import importlib.resources\nfiles = importlib.resources.files(__name__)\n", None),
        ("harbour_packs:GONE", "", "entry point 'harbour_packs:GONE' can't be loaded (AttributeError: "),
        ("harbour_packs", "raise OSError('no disk')\n", "entry point 'harbour_packs' can't be loaded (OSError: no disk)"),
        ("harbour_packs:PACKS", "PACKS = '/nowhere'\n", "entry point 'harbour_packs:PACKS' leads to no folder of packs"),
    ],
)  # fmt: skip
def test_entry_points_of_every_kind(root, tmp_path, value, module, note):
    """A distribution as installers leave it: a package, and metadata beside it."""
    site, info = tmp_path / "site", tmp_path / "site" / "harbour_packs-1.0.0.dist-info"
    package = site / "harbour_packs"
    package.mkdir(parents=True)
    info.mkdir()
    (package / "__init__.py").write_text(module, encoding="utf-8")
    (info / "METADATA").write_text("Name: harbour-packs\nVersion: 1.0.0\n", encoding="utf-8")
    points = f"[framing.lexicons]\nharbour = {value}\n"
    (info / "entry_points.txt").write_text(points, encoding="utf-8")
    write_skeleton(package, "harbour", author="Ada Writer")
    status, out, err = framing(root, site, "packs", "list", cwd=tmp_path)
    assert status == 0
    assert ("harbour\t" in out) == (note is None)
    if note:
        assert f"note: harbour-packs: {note}" in err
    status, _, err = framing(root, site, "packs", "show", "harbour", cwd=tmp_path)
    assert status == (0 if note is None else 2)
