"""What several tests share."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None)  # a busy machine makes no test wrong
settings.load_profile("steady")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the project."""
    return ROOT


@pytest.fixture(scope="session")
def framing_command():
    """Run the command line in a process of its own; returns status, output and messages."""

    def run(*arguments, cwd=None):
        done = subprocess.run(
            [sys.executable, "-m", "framing", *map(str, arguments)],
            capture_output=True,
            text=True,
            cwd=cwd,
            timeout=300,
        )
        return done.returncode, done.stdout, done.stderr

    return run


@pytest.fixture(scope="session")
def seed_run(tmp_path_factory):
    """The study of the seeds, run once for all tests of a worker."""
    import framing

    folder = tmp_path_factory.mktemp("seeds") / "kazakhstan_2022"
    return framing.run(ROOT / "experiments" / "kazakhstan_2022.yaml", output=folder)
