"""The wheel carries the packs, byte for byte, and no article."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile

import pytest


@pytest.fixture(scope="module")
def built(root, tmp_path_factory):
    """Wheel and source distribution, built from this tree."""
    folder = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(root)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl")), next(folder.glob("*.tar.gz"))


def test_the_wheel_carries_every_pack_byte_for_byte(built, root):
    with zipfile.ZipFile(built[0]) as wheel:
        carried = {
            name.removeprefix("framing/_packs/"): wheel.read(name)
            for name in wheel.namelist()
            if name.startswith("framing/_packs/")
        }
    here = {
        str(path.relative_to(root / "lexicons")): path.read_bytes()
        for path in (root / "lexicons").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert carried == here
    assert "conflict_actors/pack.yaml" in carried


def test_neither_distribution_carries_an_article(built):
    with zipfile.ZipFile(built[0]) as wheel, tarfile.open(built[1]) as source:
        names = wheel.namelist() + source.getnames()
    assert not [name for name in names if "/seeds/" in name or "/reports/" in name]


def test_the_wheel_carries_templates_and_types(built):
    with zipfile.ZipFile(built[0]) as wheel:
        names = wheel.namelist()
    assert "framing/py.typed" in names
    assert any(name.endswith(".html.j2") for name in names)
    assert any(name.endswith(".typ") for name in names)
