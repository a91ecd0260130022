"""Whatever breaks, the end is equal to that of an undisturbed run, or one clear sentence."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from framing.corpus.shard_reading import count_shard
from framing.engine.processes import ProcessEngine
from framing.engine.serial import SerialEngine
from framing.errors import CorpusError, EngineError, FramingError, ReportError
from framing.experiment.parts_folder import parts_folder
from framing.extraction import part_file
from tests.engine.rows import digest_of, rows_of, work_slowly
from tests.engine.studies import write_study


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return write_study(tmp_path_factory.mktemp("corpus")).with_name("articles.jsonl")


@pytest.fixture(scope="module")
def expected(corpus, tmp_path_factory):
    merged, before = rows_of(corpus, tmp_path_factory.mktemp("whole") / "out", SerialEngine())
    assert before == 0
    assert len(merged.features) == 60
    return digest_of(merged)


def parts(output):
    return sorted((output.parent / f".{output.name}.parts").glob("*/*.part"))


def test_a_run_killed_at_twenty_random_moments_goes_on(corpus, expected, tmp_path):
    drawn = random.Random(11)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.engine.rows"])
    output = tmp_path / "out"
    kept = []
    for _ in range(20):
        ready = context.Event()
        process = context.Process(target=work_slowly, args=(corpus, output, 0.01, ready))
        process.start()
        assert ready.wait(60)
        wanted, until = len(parts(output)) + drawn.randint(0, 6), time.monotonic() + 20
        while len(parts(output)) < wanted and process.is_alive() and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(drawn.uniform(0, 0.02))
        process.kill()
        process.join()
        kept.append(len(parts(output)))
        if drawn.random() < 0.3 and parts(output):
            drawn.choice(parts(output)).unlink()
    assert kept[-1] > 0
    merged, _ = rows_of(corpus, output, SerialEngine())
    assert digest_of(merged) == expected
    assert not list((output.parent / ".out.parts").glob("*/*.new"))
    again, before = rows_of(corpus, output, SerialEngine())
    assert before > 3
    assert digest_of(again) == expected


def test_a_stop_between_write_and_rename(corpus, expected, tmp_path, monkeypatch):
    output = tmp_path / "out"
    left = []

    def stops(self, target):
        left.append(target)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(part_file.Path, "replace", stops)
        with pytest.raises(KeyboardInterrupt):
            rows_of(corpus, output, SerialEngine())
    assert left
    assert parts(output) == []
    assert digest_of(rows_of(corpus, output, SerialEngine())[0]) == expected


def test_workers_killed_on_the_way_are_replaced(corpus, expected, tmp_path):
    killed = []

    def kill_one(*_):
        children = multiprocessing.active_children()
        if len(killed) < 2 and children:
            killed.append(children[0].pid)
            os.kill(children[0].pid, signal.SIGKILL)

    engine = ProcessEngine(workers=2)
    merged, _ = rows_of(corpus, tmp_path / "out", engine, watch=kill_one)
    assert len(killed) == 2
    assert digest_of(merged) == expected


@pytest.mark.parametrize("where", ["head", "middle", "mark", "cut", "empty"])
def test_a_damaged_part_is_made_again(corpus, expected, tmp_path, where):
    output = tmp_path / "out"
    rows_of(corpus, output, SerialEngine())
    file = parts(output)[3]
    content = bytearray(file.read_bytes())
    place = {"head": 70, "middle": len(content) // 2, "mark": -3}.get(where)
    if place is not None:
        content[place] ^= 1
    length = {"cut": len(content) - 100, "empty": 0}.get(where, len(content))
    file.write_bytes(content[:length])
    merged, before = rows_of(corpus, output, SerialEngine())
    assert digest_of(merged) == expected
    assert before == len({p.parent for p in parts(output)}) - 1 or before > 0


def test_a_part_damaged_during_the_run_is_told(corpus, tmp_path):
    output = tmp_path / "out"

    def damage(done, total, before):
        if done == total:
            parts(output)[0].write_bytes(b"nonsense")

    with pytest.raises(EngineError, match="a part was damaged after it was written"):
        rows_of(corpus, output, SerialEngine(), watch=damage)


def test_a_changed_pack_reruns_only_what_it_touches(corpus, tmp_path):
    output = tmp_path / "out"
    rows_of(corpus, output, SerialEngine())
    before = {p.name: p.stat().st_mtime_ns for p in parts(output)}
    rows_of(corpus, output, SerialEngine(), packs=("conflict_actors", "loaded_language"))
    after = {p.name: p.stat().st_mtime_ns for p in parts(output)}
    same = {name for name in after if before.get(name) == after[name]}
    assert len(same) == len(after) * 3 // 4
    whole, _ = rows_of(corpus, tmp_path / "fresh", SerialEngine(),
                       packs=("conflict_actors", "loaded_language"))  # fmt: skip
    again, _ = rows_of(corpus, output, SerialEngine(), packs=("conflict_actors", "loaded_language"))
    assert digest_of(again) == digest_of(whole)


def test_a_changed_article_reruns_its_shard_only(corpus, tmp_path):
    file, output = tmp_path / "articles.jsonl", tmp_path / "out"
    lines = corpus.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(lines), encoding="utf-8")
    rows_of(file, output, SerialEngine())
    n_shards = len({p.name for p in parts(output)}) // 4
    lines[30] = lines[30].replace('"day": ', '"day": 1')
    file.write_text("".join(lines), encoding="utf-8")
    merged, before = rows_of(file, output, SerialEngine())
    assert 0 < before < n_shards
    fresh, _ = rows_of(file, tmp_path / "fresh", SerialEngine())
    assert digest_of(merged) == digest_of(fresh)


@pytest.mark.parametrize("engine", [SerialEngine(), ProcessEngine(workers=2)], ids=lambda e: e.name)
def test_a_file_that_becomes_shorter_or_other_is_told(corpus, tmp_path, engine):
    file = tmp_path / "articles.jsonl"
    content = corpus.read_bytes()

    class Changing:
        def map(self, function, items):
            if function is not count_shard:
                file.write_bytes(self.changed)
            return engine.map(function, items)

    changing = Changing()
    for changed, told in (
        (content[:3000], "became shorter"),
        (content.replace(b"Monday", b"Friday"), "the file was changed"),
    ):
        file.write_bytes(content)
        changing.changed = changed
        with pytest.raises(CorpusError, match=told):
            rows_of(file, tmp_path / "out", changing)


def test_permission_taken_away_is_told(corpus, tmp_path):
    file = tmp_path / "articles.jsonl"
    file.write_bytes(corpus.read_bytes())
    file.chmod(0)
    if os.access(file, os.R_OK):
        code = (
            "import os; from framing.corpus.stores import range_of\n"
            "os.setgid(65534); os.setuid(65534)\n"
            f"try: range_of({str(file)!r}, 0, 10)\n"
            "except Exception as e: print(type(e).__name__, e)"
        )
        for folder in (tmp_path, *tmp_path.parents[:3]):
            folder.chmod(0o755)
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert "CorpusError" in done.stdout, done.stderr
        assert "check the file and its permissions" in done.stdout
    else:
        with pytest.raises(CorpusError, match="check the file and its permissions"):
            rows_of(file, tmp_path / "out", SerialEngine())


def test_a_full_disk_is_one_sentence_and_leaves_nothing_half(corpus, expected, tmp_path):
    output = tmp_path / "disk" / "out"
    output.parent.mkdir()
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(output.parent)],
            capture_output=True,
        ).returncode
    )
    if not mounted:
        pytest.skip("needs the right to mount a small disk")
    try:
        with pytest.raises(EngineError, match=r"parts can't be written \(no space left"):
            rows_of(corpus, output, ProcessEngine(workers=2))
        for file in parts(output):
            part_file.read_part(file)
        assert not list((output.parent / ".out.parts").glob("*/*.new"))
        subprocess.run(["mount", "-o", "remount,size=64m", str(output.parent)], check=True)
        merged, _ = rows_of(corpus, output, SerialEngine())
        assert digest_of(merged) == expected
    finally:
        subprocess.run(["umount", str(output.parent)], check=True)


def test_no_space_is_told_on_any_machine(corpus, expected, tmp_path, monkeypatch):
    written = []

    def full(self, content):
        written.append(content)
        if len(written) > 40:
            raise OSError(28, "No space left on device")
        return add(self, content)

    add = part_file.PartWriter._write
    with monkeypatch.context() as patch:
        patch.setattr(part_file.PartWriter, "_write", full)
        with pytest.raises(EngineError, match=r"parts can't be written \(no space left"):
            rows_of(corpus, tmp_path / "out", SerialEngine())
    assert not list(tmp_path.glob(".out.parts/*/*.new"))
    assert digest_of(rows_of(corpus, tmp_path / "out", SerialEngine())[0]) == expected


def test_two_runs_of_one_output_are_told(tmp_path):
    with (
        parts_folder(tmp_path / "out"),
        pytest.raises(ReportError, match="another run writes"),
        parts_folder(tmp_path / "out"),
    ):
        pass


def test_a_damaged_parquet_file_is_told(tmp_path):
    (tmp_path / "a.parquet").write_bytes(b"PAR1" + b"x" * 100)
    with pytest.raises(FramingError, match="expected a Parquet file"):
        rows_of(tmp_path / "a.parquet", tmp_path / "out", SerialEngine())
