"""The command line around engines: ended by a signal, asked to begin afresh, quick to start."""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import sys
import time

import pytest

from framing.cli.progress import rate_and_rest
from tests.engine.studies import contents, start

HEAVY = {"sklearn", "nltk", "scipy", "matplotlib", "pandas"}


def test_sigterm_leaves_nothing_half_and_the_next_run_goes_on(study, undisturbed):
    folder = study.parent
    output = folder / "out"
    arguments = ("run", study, "--output", output, "--set", "engine.name=processes")
    process = start(folder, *arguments)
    until = time.monotonic() + 60
    while not list(folder.glob(".out.parts/*/*.part")) and time.monotonic() < until:
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert told.endswith("framing: interrupted\n")
    assert not output.exists()
    assert not list(folder.glob(".out.new-*"))
    assert not list(folder.glob(".out.parts/*/*.new"))
    process = start(folder, *arguments)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 0, told
    assert contents(output) == undisturbed
    log = (output / "run.log").read_text("utf-8")
    assert re.search(r"shards that an earlier run had done: \d", log)


def test_rate_and_time_left():
    assert rate_and_rest(30_000_000, 90_000_000, 10_000_000, 10) == ", 2.0 MB/s, 30 s left"
    assert rate_and_rest(1_000_000, 90_001_000_000, 0, 1).endswith("25 h 00 min left")
    assert rate_and_rest(5, 10, 5, 1) == ""
    assert rate_and_rest(0, 10, 0, 1) == ""


def loaded_and_cpu(*arguments):
    """Return the heavy packages that a command loads, and its seconds of CPU."""
    code = (
        "import sys; from framing.cli.app import run_app\n"
        f"status = run_app({list(map(str, arguments))!r})\n"
        f"print('HEAVY', *sorted({HEAVY!r} & set(sys.modules)))\n"
        "sys.exit(status)"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return done.stdout.rpartition("HEAVY")[2].split(), cpu


@pytest.mark.parametrize("by", ["match", "article", "outlet"])
def test_scoring_an_article_loads_nothing_heavy(root, by):
    text = root / "seeds" / "000_5bff3392ab319c2a.txt"
    heavy, _ = loaded_and_cpu("score", text, "--pack", "conflict_actors", "--by", by)
    assert heavy == []


def test_help_costs_little_more_than_the_library_that_prints_it(root):
    loaded_and_cpu("--help")
    heavy, cpu = min((loaded_and_cpu("--help") for _ in range(3)), key=lambda found: found[1])
    assert heavy == []
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", "import typer.main, pydantic"], check=True)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    floor = ended.ru_utime - began.ru_utime + ended.ru_stime - began.ru_stime
    assert cpu < max(0.3, 3 * floor), (cpu, floor, os.getloadavg())


def test_scoring_an_article_costs_little_more_than_the_libraries_that_it_needs(root):
    command = ("score", root / "seeds" / "000_5bff3392ab319c2a.txt", "--pack", "conflict_actors")
    loaded_and_cpu(*command)
    cpu = min(loaded_and_cpu(*command)[1] for _ in range(3))
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    libraries = "import numpy, pyarrow.compute, typer.main, yaml"
    subprocess.run([sys.executable, "-c", libraries], check=True)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    floor = ended.ru_utime - began.ru_utime + ended.ru_stime - began.ru_stime
    assert cpu < max(0.7, 3.5 * floor), (cpu, floor, os.getloadavg())
