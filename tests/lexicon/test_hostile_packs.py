"""Packs made to do harm get their one sentence, within a second of CPU time and 200 MB."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from framing.errors import LexiconError
from framing.lexicon.examples import read_examples
from framing.lexicon.sources import load_pack

SECONDS, MEGABYTES = 1.0, 200

# VmHWM begins anew with the program; ru_maxrss would count the test process it was started from
MEASURED = """
import json, sys, time
from pathlib import Path
from framing.errors import LexiconError
from framing.lexicon.examples import check_examples
from framing.lexicon.lint import lint_pack
from framing.lexicon.sources import load_pack
begin = time.process_time()
try:
    pack = load_pack(sys.argv[1])
    findings = lint_pack(pack) if sys.argv[2] == "lint" else []
    told = [f"{len(findings)} findings"]
except LexiconError as e:
    told = [str(p) for p in e.problems]
seconds = time.process_time() - begin
status = Path("/proc/self/status")
line = status.read_text() if status.exists() else "VmHWM: 0 kB"
peak = int(line.split("VmHWM:")[1].split()[0]) / 1024
print(json.dumps({"told": told, "seconds": seconds, "megabytes": peak}))
"""


def measured(folder, what="load"):
    """What is told of a pack in a process of its own, which may not take more than is allowed."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(folder), what],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    result = json.loads(done.stdout)
    assert result["megabytes"] < MEGABYTES, result
    return [t.replace(f"{folder}/", "") for t in result["told"]], result["seconds"]


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "hostile"
    made.mkdir()
    return made


def laughs():
    lines = ["name: laughs", "version: 1.0.0", "categories:", "  a: &a [x, x, x, x, x, x, x, x, x]"]
    for one, other in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"  {other}: &{other} [{', '.join([f'*{one}'] * 9)}]")
    return "\n".join(lines)


def nested_block():
    lines = ["name: deep", "version: 1.0.0", "categories:"]
    for i in range(10_000 // 10):
        lines += [f"{' ' * (2 * i + 1)}c{i}:", f"{' ' * (2 * i + 2)}categories:"]
    return "\n".join(lines)


HEAD = "name: x\nversion: 1.0.0\n"
HOSTILE = {
    "billion laughs": (laughs(), "pack.yaml:5  YAML aliases (*name) are not read; write the value out"),
    "ten thousand levels": (HEAD + "categories: " + "{a: {categories: " * 10_000 + "[x]" + "}}" * 10_000, "pack.yaml:3  more than 50 levels; write it flatter"),
    "a thousand levels in block style": (nested_block(), "more than 50 levels; write it flatter"),
    "ten thousand lists": (HEAD + "categories: {a: " + "[" * 10_000 + "]" * 10_000 + "}", "pack.yaml:3  more than 50 levels; write it flatter"),
    "entry of 1 MB": (HEAD + "categories: {a: [" + "w" * 1_000_000 + "]}", f"pack.yaml:3  entry '{'w' * 40}…' has 1000000 characters; expected 2000 at most, write shorter entries"),
    "name of 1 MB": ("name: " + "w" * 1_000_000 + "\nversion: 1.0.0\ncategories: {a: [b]}", f"pack.yaml:1  name: expected a-z, 0-9 and _, found '{'w' * 60}'"),
    "category of 1 MB": (HEAD + "categories: {? " + "w" * 1_000_000 + "\n : [b]}", f"pack.yaml:4  category '{'w' * 60}': expected a-z, 0-9 and _ in a name, at most 64"),
    "key of 1 MB": (HEAD + "? " + "w" * 1_000_000 + "\n: b\ncategories: {a: [b]}", f"pack.yaml:4  unknown key '{'w' * 60}'; known are name, version"),
    "version of 1 MB": ("name: x\nversion: " + "1" * 1_000_000 + "\ncategories: {a: [b]}", "pack.yaml:2  version: expected three numbers (1.0.0), found '1111"),
    "words of 1 MB": (HEAD + "overlap: " + "w" * 1_000_000 + "\ncategories: {a: [b]}", "pack.yaml:3  overlap: expected pack or category, found 'wwww"),
    "a million stars": (HEAD + 'categories: {a: ["' + "*" * 1_000_000 + '"]}', "has 1000000 characters; expected 2000 at most"),
    "ten thousand hyphens": (HEAD + "categories: {a: [a" + "-a" * 600 + "]}", "601 words; expected 40 at most"),
    "file of 5 MB": (HEAD + "description: " + "w" * 5_000_000, "pack.yaml  expected 4 MB at most, found 5.0 MB; split the file"),
    "ten thousand levels in block style": ("\n".join(" " * i + "a:" for i in range(10_000)), "pack.yaml  expected 4 MB at most, found 50.0 MB; split the file"),
    "extends a path that leaves": (HEAD + "extends: {pack: ../../../etc/passwd, version: 1.0.0}", "pack.yaml:3  extends: '../../../etc/passwd' leaves the pack's folder; put the parent beside this pack and give its folder's name"),
    "extends a path of 1 MB": (HEAD + "extends: {pack: " + "a/" * 500_000 + ", version: 1.0.0}", "pack.yaml:3  extends: expected a name or a path, found 'a/a/"),
    "extends itself": (HEAD + "extends: {pack: hostile, version: 1.0.0}", "pack.yaml:3  extends: goes in a circle (hostile → hostile); take one out"),
    "a python object": (HEAD + "categories: !!python/object/apply:os.system [id]", "pack.yaml:3  YAML tags (tag:yaml.org,2002:python/object/apply:os.system) are not read; leave it out"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_text_gets_one_sentence_in_time(folder, case):
    text, expected = HOSTILE[case]
    (folder / "pack.yaml").write_text(text, encoding="utf-8")
    told, seconds = measured(folder)
    assert len(told) == 1
    assert expected in told[0]
    assert len(told[0]) < 400
    assert "\n" not in told[0]
    assert seconds < SECONDS


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("name: x\n".encode("utf-16"), "pack.yaml  expected UTF-8, found byte 0xff at offset 0; save the file as UTF-8"),
        (bytes(range(256)) * 400, "pack.yaml  expected UTF-8, found byte 0x80 at offset 128; save the file as UTF-8"),
        (b"\0" * 1000, "pack.yaml:1  expected a pack with name and categories"),
        (b"", "pack.yaml:1  expected a key 'name', found none; give the pack its folder's name"),
        (b"PK\x03\x04" + b"\0" * 100, "not valid YAML"),
    ],
    ids=["utf-16", "binary", "nul", "empty", "zip"],
)  # fmt: skip
def test_files_that_are_no_text(folder, content, expected):
    (folder / "pack.yaml").write_bytes(content)
    told, seconds = measured(folder)
    assert expected in told[0] or "not valid YAML" in told[0]
    assert seconds < SECONDS


def refused(folder):
    with pytest.raises(LexiconError) as caught:
        load_pack(folder)
    return str(caught.value).replace(f"{folder}", "F")


GOOD = "name: hostile\nversion: 1.0.0\ncategories: {a: [riot]}\n"


def test_a_byte_order_mark_is_no_harm(folder):
    (folder / "pack.yaml").write_text("\ufeff" + GOOD, encoding="utf-8")
    assert load_pack(folder).name == "hostile"


def test_a_folder_or_nothing_where_the_file_should_be(folder):
    assert refused(folder) == "F  expected a file pack.yaml, found none"
    (folder / "pack.yaml").mkdir()
    assert refused(folder) == "F  expected a file pack.yaml, found a folder of that name"


def test_links_that_leave_the_folder_are_refused(folder, tmp_path):
    outside = tmp_path / "outside.yaml"
    outside.write_text(GOOD, encoding="utf-8")
    (folder / "pack.yaml").symlink_to(outside)
    assert refused(folder) == (
        "F/pack.yaml  is a symbolic link that leaves the pack's folder; put the file itself there"
    )
    (folder / "pack.yaml").unlink()
    (folder / "real.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "pack.yaml").symlink_to("real.yaml")
    pack = load_pack(folder)
    (folder / "examples.yaml").symlink_to(outside)
    with pytest.raises(LexiconError, match="leaves the pack's folder"):
        read_examples(pack)


def test_links_in_a_circle_and_to_nowhere(folder):
    (folder / "pack.yaml").symlink_to("pack.yaml")
    assert "expected a file pack.yaml, found none" in refused(folder)
    (folder / "pack.yaml").unlink()
    (folder / "pack.yaml").symlink_to("/nowhere/pack.yaml")
    assert "expected a file pack.yaml, found none" in refused(folder)


def test_a_parent_behind_a_link_that_leaves_is_refused(folder, tmp_path):
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "pack.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "inside").symlink_to(secret)
    text = HEAD + "extends: {pack: ./inside, version: 1.0.0}\n"
    (folder / "pack.yaml").write_text(text, encoding="utf-8")
    assert "'./inside' leaves the pack's folder" in refused(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_does_not_hang(folder):
    os.mkfifo(folder / "pack.yaml")
    assert "expected a file pack.yaml, found none" in refused(folder)


@pytest.mark.parametrize(
    "terms",
    [
        [f"prefix{i}*" for i in range(10_000)],
        [f"prefix{i}" for i in range(10_000)],
        [f"pre word{i}" for i in range(10_000)],
    ],
    ids=["globs", "words", "phrases"],
)
def test_ten_thousand_entries_of_one_beginning_are_read_in_time(folder, terms):
    categories = "".join(f"    - {term}\n" for term in terms)
    text = HEAD.replace("x", "hostile") + f"categories:\n  a:\n{categories}"
    (folder / "pack.yaml").write_text(text, encoding="utf-8")
    told, seconds = measured(folder)
    assert told == ["0 findings"]
    assert seconds < SECONDS


def test_lint_of_ten_thousand_alike_entries_stays_small(folder):
    terms = "".join(f"    - pre*{i}x\n" for i in range(10_000))
    (folder / "pack.yaml").write_text(f"{HEAD}categories:\n  a:\n{terms}", encoding="utf-8")
    told, seconds = measured(folder, "lint")
    assert told[0].endswith("findings")
    assert seconds < 20 * SECONDS


def test_lint_of_globs_made_to_be_slow_ends(folder):
    terms = ["*a" * 30 + "*b", "a" * 200 + "c", "*a*" * 300, "?*" * 300, "b" + "*a" * 900]
    text = f"{HEAD}categories:\n  a: ['{terms[0]}', '{terms[2]}']\n  b: ['{terms[1]}', '{terms[3]}', '{terms[4]}']\n"
    (folder / "pack.yaml").write_text(text, encoding="utf-8")
    told, seconds = measured(folder, "lint")
    assert told[0].endswith("findings")
    assert seconds < SECONDS


def test_an_archive_is_told_from_a_pack(tmp_path):
    archive = tmp_path / "pack.zip"
    archive.write_bytes(b"PK\x03\x04" + b"\0" * 50)
    with pytest.raises(LexiconError, match="found an archive; unpack it and name the folder"):
        load_pack(archive)
