"""`framing packs convert`: what it writes, what it tells, and what it leaves alone."""

from __future__ import annotations

import pytest

from framing.cli.app import run_app
from framing.lexicon.sources import load_pack

LIWC = "%\n1\tgood\n2\tbad\n%\nkind*\t1\ncruel\t2\nodd\t1\t9\n"
PACK = """\
name: ours
version: 1.2.0
language: en
licence: CC-BY-4.0
authors: [A. Author]
ignore: [riot police]
categories:
  crowd:
    choice: true
    description: people in the street
    categories:
      civic: {valence: 1, entries: [protester*, pro-test*]}
      threat: {valence: -2, entries: [{term: thug*, near: [protest*], weight: 2}, "*mob?"]}
"""


@pytest.fixture
def convert(tmp_path, monkeypatch, capsys):
    """Run the command in a folder of its own: status, output, messages."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "words.dic").write_text(LIWC, encoding="utf-8")
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "pack.yaml").write_text(PACK, encoding="utf-8")

    def run(*arguments):
        capsys.readouterr()
        status = run_app(["packs", "convert", *map(str, arguments)])
        captured = capsys.readouterr()
        return status, captured.out.splitlines(), captured.err.splitlines()

    return run


def test_a_foreign_dictionary_becomes_a_pack(convert, tmp_path, capsys):
    status, out, messages = convert("words.dic", "Our Words")
    assert status == 0
    assert out == [
        "Our Words: wrote pack.yaml, README.md, examples.yaml: 3 entries in 2 categories from LIWC",
        "to be filled in: README.md and examples.yaml: say what the pack measures, its licence and "
        "authors, and write sentences that it must and must not find",
    ]
    assert messages == ["words.dic:7  'odd': category 9 is not defined"]
    pack = load_pack(tmp_path / "Our Words")
    assert (pack.name, pack.overlap, pack.accents) == ("our_words", "category", "keep")
    assert [e.term for e in pack.category("good").entries] == ["kind*", "odd"]
    assert run_app(["packs", "test", str(tmp_path / "Our Words")]) == 0
    text = tmp_path / "text.txt"
    text.write_text("A kindly and cruel word.\n", encoding="utf-8")
    capsys.readouterr()
    assert run_app(["score", str(text), "--pack", "./Our Words", "--format", "csv"]) == 0
    assert [row.split(",")[4] for row in capsys.readouterr().out.splitlines()[1:]] == [
        "kindly",
        "cruel",
    ]


def test_what_a_format_cannot_carry_is_printed(convert, tmp_path):
    status, out, messages = convert("ours", "ours.dic")
    assert (status, out) == (0, ["ours.dic: wrote: 3 entries in 3 categories"])
    assert messages == [
        "ours.dic  lost: choice (1): that the children are rival names for one thing (choice): crowd",
        "ours.dic  lost: descriptions (1): the descriptions of categories: crowd",
        "ours.dic  lost: totals (1): a parent's number holds its own entries only, as the format "
        "adds up no children: crowd",
        "ours.dic  lost: valence (2): the valence: crowd.civic +1; crowd.threat -2",
        "ours.dic  lost: hyphens (1): the hyphen is found as written, not as a space or nothing: "
        "pro-test* (crowd.civic)",
        "ours.dic  lost: conditions (1): without their conditions they count wherever they stand: "
        "thug* (crowd.threat): within the sentence of protest*",
        "ours.dic  lost: weights (1): without weights every entry counts 1: thug* (crowd.threat): 2",
        "ours.dic  lost: ignore (1): ignored phrases are left out, so the words in them count: "
        "riot police",
        "ours.dic  lost: overlap (1): overlap: pack is left out, so a word counts in every category "
        "that holds it: pack",
        "ours.dic  lost: accents (1): accents: fold is left out, so é and e differ: fold",
        "ours.dic  lost: about the pack (5): what says whose work the pack is: name: ours; version: "
        "1.2.0; language: en; licence: CC-BY-4.0; authors: A. Author",
        "ours.dic  lost: left out (1): left out, because the format can't hold such an entry: "
        "*mob? (crowd.threat)",
    ]
    assert (tmp_path / "ours.dic").read_text("utf-8") == (
        "%\n1\tcrowd\n\t2\tcivic\n\t3\tthreat\n%\nprotester*\t2\npro-test*\t2\nthug*\t3\n"
    )


def test_a_foreign_dictionary_becomes_another(convert, tmp_path):
    status, out, _ = convert("words.dic", "words.yml")
    assert (status, out) == (0, ["words.yml: wrote: 3 entries in 2 categories from LIWC"])
    assert (tmp_path / "words.yml").read_text("utf-8") == (
        '"good":\n  - "kind*"\n  - "odd"\n"bad":\n  - "cruel"\n'
    )
    assert convert("words.yml", "words.cat")[1] == [
        "words.cat: wrote: 3 entries in 2 categories from quanteda YAML"
    ]
    assert convert("words.cat", "again")[0] == 0
    assert [e.term for e in load_pack(tmp_path / "again").category("good").entries] == [
        "KIND*",
        "ODD",
    ]


def test_bundled_packs_and_their_languages(convert):
    status, out, _ = convert("epistemic", "epistemic.csv")
    assert status == 0
    assert out[0].startswith("epistemic.csv: wrote: ")
    assert convert("negation", "negation.csv")[2] == [
        "negation  expected --language en or es or ru or uk, found none; the pack has a block for "
        "each and a file of this format holds one"
    ]
    status, _, messages = convert("negation", "negation.csv", "--language", "es")
    assert status == 0
    assert messages[-1] == (
        "negation.csv  lost: languages (3): the pack's other languages: en; ru; uk"
    )


def test_nothing_is_overwritten_without_being_told(convert, tmp_path):
    for target in ("words.csv", "pack"):
        assert convert("words.dic", target)[0] == 0
        status, out, messages = convert("words.dic", target)
        assert (status, out) == (2, [])
        assert messages == [f"{target}  exists; --overwrite replaces it"]
        assert convert("words.dic", target, "--overwrite")[0] == 0


def test_a_card_that_exists_stays(convert, tmp_path):
    convert("words.dic", "pack")
    card = tmp_path / "pack" / "README.md"
    card.write_text("Ours.\n", encoding="utf-8")
    status, out, _ = convert("words.dic", "pack", "--overwrite")
    assert (status, out) == (0, ["pack: wrote pack.yaml: 3 entries in 2 categories from LIWC"])
    assert card.read_text("utf-8") == "Ours.\n"


def test_a_link_in_the_place_of_an_output_is_replaced_not_followed(convert, tmp_path):
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_text("precious", encoding="utf-8")
    (tmp_path / "words.csv").symlink_to(elsewhere)
    assert convert("words.dic", "words.csv", "--overwrite")[0] == 0
    assert elsewhere.read_text("utf-8") == "precious"
    assert not (tmp_path / "words.csv").is_symlink()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("words.dic", "words.dic", "--overwrite"), "words.dic  IN and OUT are the same; give OUT another name"),
        (("words.dic", "words.txt"), "words.txt  expected a folder, or a file that ends in .dic, .dicx, .cat, .ykd, .lcd, .lc3, .yml, .yaml, .csv, found '.txt'"),
        (("words.dic", "new/pack.yaml"), "new/pack.yaml  expected the pack's folder as OUT, found its file"),
        (("words.dic", "absent/words.csv"), "absent/words.csv  can't be written: No such file or directory"),
        (("word.dic", "new"), "word.dic  expected a dictionary or a pack, found nothing; did you mean 'words.dic'?"),
        (("words.dic", "new", "--encoding", "ascii-9"), "words.dic  expected the name of a text encoding, found 'ascii-9'; utf-8, windows-1252 and shift_jis are such names"),
        (("words.dic", "ours/pack.yaml/deeper"), "ours/pack.yaml/deeper  can't be written: Not a directory"),
    ],
)  # fmt: skip
def test_mistakes_get_their_sentence(convert, arguments, message):
    assert convert(*arguments) == (2, [], [message])


def test_a_dictionary_where_a_pack_is_expected_names_the_command(convert, capsys):
    assert convert("words.dic", "words")[0] == 0
    assert run_app(["packs", "show", "./words.dic"]) == 2
    assert capsys.readouterr().err == (
        "words.dic  expected a pack, found a .dic file; `framing packs convert words.dic words` "
        "makes a pack of a dictionary\n"
    )


def test_many_notes_are_shortened_and_written_in_full(convert, tmp_path):
    words = "".join(f"word{i}\t9\n" for i in range(40))
    (tmp_path / "many.dic").write_text(LIWC + words, encoding="utf-8")
    status, out, messages = convert("many.dic", "many.ykd", "--notes", "notes.txt")
    assert status == 0
    assert out[-1].startswith("notes.txt: ")
    assert messages[4:6] == [
        "many.dic:11  'word3': category 9 is not defined",
        "… 36 more on undefined categories; --notes FILE writes them all",
    ]
    written = (tmp_path / "notes.txt").read_text("utf-8").splitlines()
    assert sum("category 9 is not defined" in line for line in written) == 41
    assert any(line.startswith("many.ykd  lost: overlap") for line in written) is False
    assert any(line.startswith("many.ykd  lost: about the pack") for line in written)
    assert convert("many.dic", "other.ykd", "--notes", "notes.txt") == (
        2,
        [],
        ["notes.txt  exists; --overwrite replaces it"],
    )
