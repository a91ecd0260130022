"""Files meant to harm: each is read or gets its one sentence, within a second and 200 MB."""

from __future__ import annotations

import random
import stat
import subprocess
import sys
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import LexiconError
from framing.lexicon.formats.exchange import read_dictionary
from framing.lexicon.formats.pack_folder import write_pack
from framing.lexicon.formats.suffixes import SUFFIXES
from framing.lexicon.sources import load_pack

LONG = "x" * 1_000_000
MANY = 10_000
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    + ']><dictionary><cnode name="a"><pnode name="&a11;"/></cnode></dictionary>'
)
LAUGHS = "a0: &a0 [x,x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1},*a{i - 1}]\n" for i in range(1, 40))
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    '<dictionary><cnode name="a"><pnode name="&x;"/></cnode></dictionary>'
)
REFERENCE = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;]>'
    '<dictionary><cnode name="a"><pnode name="b"/></cnode></dictionary>'
)
NO_XML = "expected categories, found XML entities or references; take them out"
FLATTER = "expected at most 20 levels of categories, found more; make it flatter"

REFUSED = [
    ("bomb.ykd", BOMB, f"bomb.ykd:1  {NO_XML}"),
    ("outside.lcd", OUTSIDE, f"outside.lcd:1  {NO_XML}"),
    ("reference.cat", REFERENCE, f"reference.cat:1  {NO_XML}"),
    ("laughs.yml", LAUGHS, "laughs.yml:2  YAML aliases (*name) are not read; write the value out"),
    ("deep.ykd", "<dictionary>" + '<cnode name="c">' * MANY + '<pnode name="x"/>'
     + "</cnode>" * MANY + "</dictionary>", f"deep.ykd:1  {FLATTER}"),
    ("deep.yml", "{a: " * MANY + "x" + "}" * MANY,
     "deep.yml:1  more than 50 levels; write it flatter"),
    ("nested.yml", "".join("  " * i + f"c{i}:\n" for i in range(30)) + "  " * 30 + "- x\n",
     f"nested.yml:22  {FLATTER}"),
    ("deep.dic", "%\n" + "".join("\t" * min(i, 200) + f"{i + 1}\tc{i}\n" for i in range(MANY))
     + "%\nx\t1\n", f"deep.dic:22  {FLATTER}"),
    ("deep.cat", "".join("\t" * min(i, 500) + f"C{i}\n" for i in range(MANY)) + "\t" * 501
     + "X (1)\n" * (MANY + 1), f"deep.cat:21  {FLATTER}"),
    ("deep.dicx", "DicTerm," + ".".join(["c"] * MANY) + "\nx,X\n", f"deep.dicx:1  {FLATTER}"),
    ("deep.lc3", "+" + ".".join(["c"] * 200) + "\nx\n", f"deep.lc3:1  {FLATTER}"),
    ("long.csv", f"entry,category\n{LONG},a\n", "long.csv:3  expected rows of a table, found none "
     "here (field larger than field limit (131072)); close every quotation mark"),
    ("open.csv", 'a,"' + "b," * 1_000_000, "open.csv:2  expected rows of a table, found none "
     "here (field larger than field limit (131072)); close every quotation mark"),
    ("empty.dic", "", "empty.dic  expected a dictionary, found an empty file"),
    ("spaces.cat", " \n" * MANY, "spaces.cat  expected a dictionary, found an empty file"),
    ("junk.dic", random.Random(1).randbytes(300_000),
     "junk.dic  expected a dictionary in text, found binary content"),
    ("nul.csv", b"a,b\n\0\0\0", "nul.csv  expected a dictionary in text, found binary content"),
    ("numbers.dic", "%\n1 a\n%\n" + "1 " * 1_000_000,
     "numbers.dic  expected entries in categories, found none; check the file and its encoding"),
    ("brackets.dic", "a" + "(" * 1_000_000,
     "brackets.dic  expected entries in categories, found none; check the file and its encoding"),
    ("page.lcd", "<html><body><p>404</p></body></html>", "page.lcd:1  expected XML with <cnode> and "
     "<pnode>, found <html>; is this a dictionary of Yoshikoder or Lexicoder?"),
    ("cut.ykd", '<dictionary>\n<cnode name="a"', "cut.ykd:2  not valid XML: unclosed token; save the "
     "file again"),
    ("packed.dic", b"\x1f\x8b\x08junk", "packed.dic  expected a dictionary, found a gzip archive; "
     "unpack it and give the file inside"),
    ("large.csv", b"a,b\n" * 2_600_000,
     "large.csv  expected a dictionary of at most 10 MB, found 10 MB; split it"),
]  # fmt: skip
READ = [
    ("long.dic", f"%\n1\ta\n%\n{LONG}\t1\nok\t1\n"),
    ("long.cat", f"A\n\t{LONG} (1)\n\tok (1)\n"),
    ("long.lc3", f"+a\n{LONG}\nok\n"),
    ("long.yml", f"a:\n  - {LONG}\n  - ok\n"),
    ("long.ykd", f'<dictionary><cnode name="a"><pnode name="{LONG}"/><pnode name="ok"/></cnode></dictionary>'),
    ("many.csv", "ok,a\n" + "".join(f"?,c{'!' * (i % 90)}\n" for i in range(MANY))),
]  # fmt: skip


def spent(function):
    """Return a function's value and the seconds of CPU time that it took."""
    start = time.process_time()
    try:
        return function(), time.process_time() - start
    except LexiconError as error:
        return error, time.process_time() - start


def write(folder, name, content):
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return file


@pytest.mark.parametrize(("name", "content", "sentence"), REFUSED, ids=[r[0] for r in REFUSED])
def test_one_sentence_at_once(tmp_path, name, content, sentence):
    file = write(tmp_path, name, content)
    error, seconds = spent(lambda: read_dictionary(file))
    assert isinstance(error, LexiconError)
    assert str(error).replace(f"{tmp_path}/", "") == sentence
    assert seconds < 1


@pytest.mark.parametrize(("name", "content"), READ, ids=[r[0] for r in READ])
def test_what_can_be_read_is_read_at_once(tmp_path, name, content):
    file = write(tmp_path, name, content)
    dictionary, seconds = spent(lambda: read_dictionary(file))
    assert "ok" in [e.term for e in dictionary.pack.category("a").entries]
    assert dictionary.notes
    assert seconds < 1


def test_names_that_clash_by_the_thousand_are_told_apart_at_once(tmp_path):
    rows = "".join(f"w{i},{'!' * (i % 100)}x{'?' * (i // 100)}\n" for i in range(MANY))
    file = write(tmp_path, "clash.csv", rows)
    dictionary, seconds = spent(lambda: read_dictionary(file))
    assert len(dictionary.pack.categories) == MANY
    assert seconds < 2


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc/self/status")
@pytest.mark.parametrize("name", ["bomb.ykd", "deep.ykd", "open.csv", "numbers.dic", "large.csv"])
def test_memory_stays_small(tmp_path, name):
    content = next(content for known, content, _ in REFUSED if known == name)
    write(tmp_path, name, content)
    code = (
        "from framing.cli.app import run_app;"
        f"status = run_app(['packs', 'convert', {name!r}, 'out']);"
        "rows = open('/proc/self/status').read().splitlines();"
        "print(status, next(row.split()[1] for row in rows if row.startswith('VmHWM')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    status, kilobytes = done.stdout.split()
    assert status == "2"
    assert int(kilobytes) < 200_000


def test_a_zip_of_links_is_refused(tmp_path):
    archive = tmp_path / "pack.zip"
    with zipfile.ZipFile(archive, "w") as file:
        link = zipfile.ZipInfo("pack/pack.yaml")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        file.writestr(link, "/etc/passwd")
    with pytest.raises(LexiconError, match="found a zip archive; unpack it and give the folder"):
        load_pack(archive)
    with pytest.raises(LexiconError, match="found a zip archive; unpack it and give the file"):
        read_dictionary(archive)


def test_a_pack_that_leads_out_of_its_folder_is_refused(tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: 12345\n", encoding="utf-8")
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "pack.yaml").symlink_to(secret)
    with pytest.raises(LexiconError) as caught:
        load_pack(folder)
    assert str(caught.value).replace(f"{tmp_path}/", "") == (
        "pack/pack.yaml  expected a file in the pack's folder, found a link that leads out of it; "
        "copy the file there"
    )


pieces = st.sampled_from(
    ["%", "\n", "\t", " ", "1", "02", "(1)", "(2 3)4/5", "<of>", "+a", "a:", "- ", "[", "]", "{", "}",
     '"', "'", ",", ";", "DicTerm", "X", "kind*", "no", "é", "*", "?", "<dictionary>", "</dictionary>",
     '<cnode name="a">', "</cnode>", '<pnode name="b"/>', "&amp;", "&x;", "#", "@", "\r", "\ufeff", "\0"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    content=st.lists(pieces, max_size=30).map("".join)
    | st.text(max_size=40)
    | st.binary(max_size=60)
)
@pytest.mark.parametrize("suffix", [*sorted(SUFFIXES), ".txt"])
def test_whatever_stands_in_a_file_it_is_read_or_refused(tmp_path_factory, suffix, content):
    content = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    folder = tmp_path_factory.mktemp("any")
    file = write(folder, f"any{suffix}", content)
    result, _ = spent(lambda: read_dictionary(file).pack)
    if isinstance(result, LexiconError):
        assert [p.where for p in result.problems if not p.where.startswith(str(file))] == []
        return
    write_pack(result, folder / "pack")
    back = load_pack(folder / "pack")
    assert [(c.path, [(e.term, e.weight) for e in c.entries]) for c in back.walk()] == [
        (c.path, [(e.term, e.weight) for e in c.entries]) for c in result.walk()
    ]
