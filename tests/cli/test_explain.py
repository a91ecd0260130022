"""`explain`: one article with its marks, in a pipe, on a terminal and as HTML."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

import framing
from framing.cli.app import run_app
from framing.cli.explained_text import view_text
from framing.report.article import article_page, view_article

GOLDEN = Path(__file__).parent / "golden"
ARTICLE = (
    "Protesters met the mayor.\n\n"
    "Police said: “The rioters came in the night and burned the hall.” They are no rebels. "
    "The minister calls the protesters “terrorists”, and “peacekeepers” came.\n"
)
HOSTILE = (
    "<script>alert(1)</script> protesters {{ 7*7 }} [bold red]rioters[/bold red] "
    "\x1b[31mterrorists\x1b[0m \x9b31m \u202eprotesters\u202c \u200f[/] &amp; <!-- -->\n"
)


@pytest.fixture
def article(tmp_path):
    def write(text, name="a.txt"):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8", newline="")
        return file

    return write


def explained(capsys, *arguments):
    status = run_app(["explain", *map(str, arguments)])
    told = capsys.readouterr()
    return status, told.out, told.err


def view_of(text, *packs):
    corpus = framing.read_corpus(_frame(text))
    return view_article(framing.extract(corpus, [framing.LexiconExtractor(p) for p in packs]))


def _frame(text):
    import pandas as pd

    return pd.DataFrame({"id": ["a"], "outlet": ["North"], "text": [text]})


def test_golden_terminal(article, capsys):
    status, out, err = explained(capsys, article(ARTICLE), "--pack", "conflict_actors")
    assert status == 0
    assert "Traceback" not in err
    golden = GOLDEN / "explain.txt"
    if not golden.exists():
        golden.write_text(out, encoding="utf-8")
        pytest.fail(f"{golden.name} was written anew; look at it and run again")
    assert out == golden.read_text(encoding="utf-8")


def test_marks_tell_voice_speaker_negation_and_labelling(article, capsys):
    _, out, _ = explained(capsys, article(ARTICLE), "--pack", "conflict_actors")
    assert "{direct Police: “The [rioters|" in out
    assert re.search(r"no \[rebels\|\d+ negated\]", out)
    assert re.search(r"\[terrorists\|\d+ labelling\]", out)
    assert "conflict_actors.demonstrators.civic" in out
    assert "Speakers: Police (security)" in out


def test_several_packs_and_nothing_found(article, capsys):
    packs = ("--pack", "conflict_actors", "--pack", "epistemic")
    _, out, _ = explained(capsys, article("Protesters may have come."), *packs)
    assert "conflict_actors.demonstrators.civic" in out
    assert "epistemic.hedges." in out
    status, out, _ = explained(capsys, article("The sea is calm."), *packs)
    assert status == 0
    assert "No entry of the packs is found in this article." in out
    assert explained(capsys, article("Protesters."), "--pack", "conflict_actors", *packs)[0] == 0


def test_hostile_text_comes_out_as_text(article, capsys):
    _, out, _ = explained(capsys, article(HOSTILE), "--pack", "conflict_actors")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out)
    assert "<script>alert(1)</script>" in out
    assert "[bold red]" in out
    assert "[/]" in out
    assert "␛[31m" in out
    assert "[U+202E]" in out
    assert "{{ 7*7 }}" in out


def test_colour_adds_nothing_but_colour():
    view = view_of(ARTICLE, "conflict_actors")
    text = view_text(view)

    def drawn(**how):
        console = Console(width=10_000, markup=False, highlight=False, **how)
        with console.capture() as caught:
            console.print(text)
        return caught.get()

    coloured = drawn(force_terminal=True, color_system="truecolor")
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == drawn(no_color=True, force_terminal=False)


def test_html_is_one_safe_file(article, capsys, tmp_path):
    page = tmp_path / "page.html"
    status, out, _ = explained(
        capsys, article(HOSTILE + ARTICLE), "--pack", "conflict_actors", "--html", page
    )
    assert (status, out) == (0, f"{page}\n")
    written = page.read_text(encoding="utf-8")
    assert "<script" not in written
    assert "&lt;script&gt;" in written
    assert not re.search(r'(?:src|href)="(?!#)', written)
    assert "default-src 'none'" in written
    assert "\x1b" not in written
    assert "\u202e" not in written
    ids = set(re.findall(r'id="([mr]\d+)"', written))
    links = set(re.findall(r'href="#([mr]\d+)"', written))
    assert links == ids
    for told in ("direct quotation: <bdi>Police</bdi>", "negated", "labelling"):
        assert told in written


def test_cleaned_text_is_shown_as_left_out(article, capsys):
    file = article("Protesters met the mayor on Monday.\n\nAlso Read Rioters on screen\n")
    pack = ("--pack", "conflict_actors", "--clean", "teasers")
    _, out, _ = explained(capsys, file, *pack)
    assert "{left out by teasers: " in out
    assert "[Rioters" not in out


def test_messages(article, capsys, tmp_path):
    table = tmp_path / "many.jsonl"
    table.write_text(
        '{"id": "one", "outlet": "N", "text": "Protesters came."}\n'
        '{"id": "two", "outlet": "S", "text": "Rioters came."}\n',
        encoding="utf-8",
    )
    pack = ("--pack", "conflict_actors")
    assert explained(capsys, table, *pack)[::2] == (
        2, f"{table}  expected one article, found 2; name one with --article: one, two\n",
    )  # fmt: skip
    assert explained(capsys, table, *pack, "--article", "tow")[::2] == (
        2, f"{table}  no article 'tow'; did you mean 'two'?\n",
    )  # fmt: skip
    assert "[Rioters|1]" in explained(capsys, table, *pack, "--article", "two")[1]
    file = article(ARTICLE)
    assert explained(capsys, file, *pack, "--html", file)[::2] == (
        2, f"{file}  is the article itself; name another file\n",
    )  # fmt: skip
    gone = tmp_path / "no" / "x.html"
    status, _, err = explained(capsys, file, *pack, "--html", gone)
    assert status == 2
    assert f"{gone}  can't be written (no such file or directory); name another file" in err


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Protesters ", "police said ", "“rioters” ", '"They are terrorists now," ',
                         "no rebels. ", "\n\n", "<b>", "\u202e", "\x1b[1m", "{", "|", "[", "é"]),
        max_size=30,
    )
)  # fmt: skip
def test_pieces_make_the_whole_text(parts):
    text = "x" + "".join(parts)
    view = view_of(text, "conflict_actors")
    pieces = list(view.pieces())
    assert "".join(p.text for p in pieces) == text
    assert sorted(i for p in pieces for i in p.opens) == list(range(len(view.matches)))
    assert sorted(i for p in pieces for i in p.closes) == list(range(len(view.matches)))
    for i, match in enumerate(view.matches):
        assert "".join(p.text for p in pieces if i in p.matches) == match.surface
    body = article_page(view).decode()
    marks = re.findall(r"<mark[^>]*>(.*?)</mark>", body.partition("<h2>")[0], re.DOTALL)
    covered = "".join(p.text for p in pieces if p.matches)
    assert html.unescape("".join(marks)) == covered.replace("\x1b", "␛").replace(
        "\u202e", "[U+202E]"
    )


def test_the_seeds_are_explained(root, capsys):
    for file in sorted((root / "seeds").glob("*.txt")):
        status, out, _ = explained(capsys, file, "--pack", "conflict_actors", "--pack", "epistemic")
        assert status == 0
        assert "{direct " in out
        assert "{indirect " in out
