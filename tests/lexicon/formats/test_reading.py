"""Tolerant readers: what real files have wrong with them is read, and noted with its line."""

from __future__ import annotations

import pytest

from framing.errors import LexiconError
from framing.lexicon.formats.exchange import read_dictionary


@pytest.fixture
def read(tmp_path):
    """Write a file and read it: entries by category, notes as (line, message)."""

    def write_and_read(name, content, **options):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        dictionary = read_dictionary(file, **options)
        entries = {c.path: [e.term for e in c.entries] for c in dictionary.pack.walk()}
        return entries, [(note.line, note.message) for note in dictionary.notes]

    return write_and_read


@pytest.fixture
def refuse(read):
    def message(name, content, **options):
        with pytest.raises(LexiconError) as caught:
            read(name, content, **options)
        (problem,) = caught.value.problems
        return f"{problem.where.rpartition('/')[2]}  {problem.message}"

    return message


LIWC = "%\n1\tgood\n2\tbad\n%\nkind*\t1\ncruel\t2\n"


def test_conditions_of_liwc_are_noted_and_plain_numbers_kept(read):
    entries, notes = read(
        "a.dic", "%\n1\tgood\n2\tbad\n%\nwell\t(2 7)1/2\t(2 7)1\nkind\t<of>1/2\t2\nmere\t1\n"
    )
    assert entries == {"good": ["well", "mere"], "bad": ["kind"]}
    assert notes == [
        (5, "'well': '(2 7)1/2' depends on other words; left out"),
        (5, "'well': the condition of '(2 7)1' is dropped, it counts always"),
        (6, "'kind': '<of>1/2' depends on other words; left out"),
    ]


def test_undefined_numbers_and_words_without_any_are_noted(read):
    entries, notes = read("a.dic", LIWC + "odd\t1\t9\nlonely\njunk\tx\t2\n")
    assert entries == {"good": ["kind*", "odd"], "bad": ["cruel", "junk"]}
    assert notes == [
        (7, "'odd': category 9 is not defined"),
        (8, "'lonely' has no category; left out"),
        (9, "'junk': expected a number, found 'x'"),
    ]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (LIWC[2:], (1, "expected a line % before the categories")),
        (LIWC.replace("bad\n%\n", "bad\n"), (4, "expected a line % between categories and words; this is the first line that is a word")),
        (LIWC.replace("%\n", ""), (3, "expected a line % between categories and words; this is the first line that is a word")),
    ],
)  # fmt: skip
def test_a_missing_percent_sign_is_noted(read, text, note):
    entries, notes = read("a.dic", text)
    assert entries == {"good": ["kind*"], "bad": ["cruel"]}
    assert notes == [note]


def test_numbers_may_be_padded_and_words_may_be_numbers_or_phrases(read):
    entries, notes = read(
        "a.dic", "%\r\n01\tgood (Good things)\r\n2\t2nd\r\n%\r\n911\t1\r\ncatch 22\t02\r\n"
        "kind of   1  2\r\nno\t001\r\n\r\n"
    )  # fmt: skip
    assert entries == {"good": ["911", "kind of", "no"], "2nd": ["catch 22", "kind of"]}
    assert notes == [(2, "category 'good (Good things)' is named good here")]


def test_signs_are_noted_and_emoticons_left_out(read):
    entries, notes = read("a.dic", LIWC + ":)\t1\n:d\t1\n<3\t1\n#peace\t1\nu.s.\t2\nwhat?\t2\n")
    assert entries == {"good": ["kind*", "#peace"], "bad": ["cruel", "u.s.", "what"]}
    assert notes == [
        (12, "'what?': ? is no wildcard in LIWC and is left out"),
        (7, "entry ':)' holds no word; write letters, digits, * or ?; left out"),
        (8, "':d' is made of signs, which are not matched; left out"),
        (9, "'<3' is made of signs, which are not matched; left out"),
        (10, "'#peace' is found without the signs at its ends, as 'peace'"),
    ]


def test_doubles_and_empty_categories_are_noted(read):
    entries, notes = read("a.dic", "%\n1\ta\n1\tb\n3\tc\n%\nx1\t1\nX1\t1\ny1\t3\n")
    assert entries == {"a": ["x1"], "c": ["y1"]}
    assert notes == [
        (3, "1 stands for two categories; the first has it"),
        (7, "'X1' stands twice in 'a' (first at line 6); the second is left out"),
        (3, "category 'b' holds no entries; left out"),
    ]


def test_liwc22_takes_x_and_weights(read, tmp_path):
    text = '\ufeffDicTerm,Good,Bad.Deep\nkind*,X,\n"so, so",,2.5\nnone,,\nboth,x,X\nodd,?,X\nlost,,,X\n'
    entries, notes = read("a.dicx", text)
    assert entries == {"good": ["kind*", "both"], "bad_deep": ["so, so", "both", "odd"]}
    assert (4, "'none' has no category; left out") in notes
    assert (6, "expected X or a number, found '?'") in notes
    assert (7, "'lost': column 4 has no name") in notes
    pack = read_dictionary(tmp_path / "a.dicx").pack
    assert pack.category("bad_deep").entries[0].weight == 2.5


def test_wordstat_joins_words_by_underscores_and_has_rules(read):
    entries, notes = read(
        "a.cat",
        "POLICE\n\tSOUTH_AFRICA* (1)\n\tForce\n\t\tRIOT_POLICE (2)\n\t\t@NEAR [A NEAR B /S] (1)\n"
        "\tOFFICER (1)\nEMPTY\n",
    )
    assert entries == {"police": ["SOUTH AFRICA*", "OFFICER"], "police.force": ["RIOT POLICE"]}
    assert notes == [
        (5, "the rule '@NEAR [A NEAR B /S]' is not read; left out"),
        (7, "category 'EMPTY' holds no entries; left out"),
    ]


def test_rivals_told_apart_by_signs_keep_names_of_their_own(read):
    entries, notes = read(
        "a.cat", "E\n\t+STATE+\n\t\tA1 (1)\n\t=STATE=\n\t\tB1 (1)\n\t-STATE-\n\t\tC1 (1)\n\tstate\n\t\tD1 (1)\n"
    )  # fmt: skip
    assert list(entries) == ["e", "e.plus_state", "e.state", "e.minus_state", "e.state_2"]
    assert [note for note in notes if note[0] == 2] == [
        (2, "category '+STATE+' is named plus_state here")
    ]


def test_lexicoder_3_leaves_out_spaces_and_colours(read):
    entries, notes = read(
        "a.lc3", "+bad#AA0000\r\n a lie \r\nabandon*\r\nnot_good\r\n+good\r\nfine\r\n"
    )
    assert entries == {"bad": ["a lie", "abandon*", "not good"], "good": ["fine"]}
    assert notes == []


def test_lexicoder_xml_finds_entries_inside_words_unless_a_space_stands_there(read):
    xml = (
        '<dictionary style="Lexicoder" name="x"><cnode name="tax"><pnode name=" tax "/>'
        '<pnode name=" levy"/><pnode name="duty "></pnode><pnode name="excise"/></cnode></dictionary>'
    )
    entries, notes = read("a.lcd", xml)
    assert entries == {"tax": ["tax", "levy*", "*duty", "*excise*"]}
    assert notes == [
        (0, "an entry without a space at an end is also found inside words, as in Lexicoder")
    ]
    entries, _ = read("b.lcd", xml.replace('" tax "', '"tax*"'))
    assert entries == {"tax": ["tax*", "levy", "duty", "excise"]}
    entries, notes = read("c.ykd", xml.replace('style="Lexicoder"', 'style="050805"'))
    assert (entries, notes) == ({"tax": ["tax", "levy", "duty", "excise"]}, [])


def test_yoshikoder_keeps_scores_and_descriptions(read, tmp_path):
    read(
        "a.ykd",
        '<?xml version="1.0" encoding="ISO-8859-1"?><!-- ours --><dictionary style="050805" '
        'patternengine="substring"><cnode name="caf\xe9s" desc="where one sits" color="1 0 0">'
        '<pnode name="caf\xe9*" score="-1.5"/><pnode name="R&amp;B"/></cnode></dictionary>'.encode("latin-1"),
    )  # fmt: skip
    (category,) = read_dictionary(tmp_path / "a.ykd").pack.categories
    assert (category.name, category.description) == ("cafes", "cafés: where one sits")
    assert [(e.term, e.weight) for e in category.entries] == [("café*", -1.5), ("R&B", 1.0)]


def test_yaml_keeps_words_as_they_are_written_and_joins_doubles(read):
    entries, notes = read(
        "a.yml",
        "a:\n  - no\n  - yes\n  - 2016-11-08\n  - 007\n  - 1e3\n  - null\nb: single\n"
        "c:\n  - own\n  - below: [deep, 'it''s']\na: [second]\n",
    )
    assert entries == {
        "a": ["no", "yes", "2016-11-08", "007", "1e3", "null", "second"],
        "b": ["single"],
        "c": ["own"],
        "c.below": ["deep", "it's"],
    }
    assert notes == [(12, "category 'a' stands twice (first at line 2); joined")]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("entry,category,weight\nkind*,good,2\n\"so, so\",bad.deep,0.5\n", {"good": ["kind*"], "bad": [], "bad.deep": ["so, so"]}),
        ("kind;good\nno;bad\n", {"good": ["kind"], "bad": ["no"]}),
        ("kind\tgood\t1\n2016\tbad\t1\n", {"good": ["kind"], "bad": ["2016"]}),
        ("abandon\t-2\nadore\t3\n", {"words": ["abandon", "adore"]}),
        ("fear\tanger\t0\nfear\tfear\t1\nrage\tanger\t1\n", {"fear": ["fear"], "anger": ["rage"]}),
        ("word\nkind\nno\n", {"words": ["kind", "no"]}),
        ('"","word","emotion"\n"1","kind","joy"\n', {"joy": ["kind"]}),
        ("entry,category\n'@home,a\n", {"a": ["@home"]}),
    ],
)  # fmt: skip
def test_tables_with_and_without_heads(read, text, entries):
    found, _ = read("words.csv", text)
    assert found == entries


def test_weights_of_tables(read, tmp_path):
    _, notes = read("a.csv", "term;category;score\na1;x;0,5\nb1;x;-2\nc1;x;much\nd1;x;nan\n")
    (category,) = read_dictionary(tmp_path / "a.csv").pack.categories
    assert [e.weight for e in category.entries] == [0.5, -2, 1, 1]
    assert notes == [
        (4, "'c1': expected a weight, found 'much'; 1 taken"),
        (5, "'d1': expected a weight, found 'nan'; 1 taken"),
    ]


@pytest.mark.parametrize(
    ("content", "noted"),
    [
        (LIWC.replace("kind*", "café").encode("utf-8"), []),
        (LIWC.replace("kind*", "café").encode("utf-8-sig"), []),
        (LIWC.replace("kind*", "café").encode("utf-16"), []),
        (b"\xfe\xff" + LIWC.replace("kind*", "café").encode("utf-16-be"), []),
        (LIWC.replace("kind*", "café").encode("utf-16-le"), ["read as utf-16-le, without a byte order mark"]),
        (LIWC.replace("kind*", "café").encode("utf-16-be"), ["read as utf-16-be, without a byte order mark"]),
        (LIWC.replace("kind*", "café").encode("cp1252"), ["is no UTF-8 and was read as windows-1252; if letters look wrong, name the encoding with --encoding"]),
        (LIWC.replace("kind*", "café").replace("\n", "\r").encode("mac_roman"), ["is no UTF-8 and was read as mac_roman; if letters look wrong, name the encoding with --encoding"]),
    ],
)  # fmt: skip
def test_encodings_are_found(read, content, noted):
    entries, notes = read("a.dic", content)
    assert entries == {"good": ["café"], "bad": ["cruel"]}
    assert [message for _, message in notes] == noted


def test_an_encoding_that_is_not_western_must_be_named(read, refuse):
    content = LIWC.replace("kind*", "слово").encode("cp1251")
    assert refuse("a.dic", content) == (
        "a.dic:5  expected UTF-8 or a Western encoding, found bytes that are neither; name the "
        "encoding with --encoding (windows-1251, shift_jis, euc_jp …)"
    )
    entries, notes = read("a.dic", content, encoding="cp1251")
    assert (entries["good"], notes) == (["слово"], [])
    assert refuse("a.dic", content, encoding="utf-9") == (
        "a.dic  expected the name of a text encoding, found 'utf-9'; utf-8, windows-1252 and "
        "shift_jis are such names"
    )
    assert refuse("a.dic", content, encoding="utf-8") == (
        "a.dic:5  expected utf-8, found bytes that are not; name the encoding that the file has"
    )


@pytest.mark.parametrize(
    ("name", "text", "format_"),
    [
        ("x.ykd", "A\n\tB1 (1)\n", "WordStat"),
        ("x.lcd", LIWC, "LIWC"),
        ("x.dic", "DicTerm,A\nb1,X\n", "LIWC-22"),
        ("x.dicx", "+a\nb1\n", "Lexicoder 3"),
        ("x.lc3", "a: [b1]\n", "quanteda YAML"),
        ("x.csv", '<dictionary><cnode name="a"><pnode name="b1"/></cnode></dictionary>', "Yoshikoder"),
        ("x.yml", "entry,category\nb1,a\n", "table"),
    ],
)  # fmt: skip
def test_a_wrong_suffix_is_noted(tmp_path, name, text, format_):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    dictionary = read_dictionary(file)
    assert dictionary.format == format_
    assert dictionary.pack.n_entries() > 0
    (note,) = dictionary.notes
    assert note.message.startswith(f"is {format_} by its content, not ")


def test_a_file_without_a_known_suffix_is_told_by_its_content(read, refuse):
    assert read("words.txt", LIWC)[0] == {"good": ["kind*"], "bad": ["cruel"]}
    assert refuse("words.txt", "just a sentence\n") == (
        "words.txt  expected a dictionary of LIWC, WordStat, Yoshikoder, Lexicoder, quanteda or a "
        "table, found none of them; name the file by its format: .dic, .dicx, .cat, .ykd, .lcd, "
        ".lc3, .yml, .yaml, .csv"
    )


def test_words_of_other_scripts_are_words(read):
    words = ["हिन्दी", "दी", "слово*", "か", "كتابٌ", "e\u0301te\u0301", "it’s", "“kind”"]
    entries, notes = read("a.lc3", "+a\n" + "\n".join(words) + "\n")
    assert entries == {"a": words}
    assert notes == [(9, "'“kind”' is found without the signs at its ends, as 'kind'")]


def test_patterns_and_wildcards_are_noted(read):
    entries, notes = read(
        "a.csv", "word,category\ntax(es|ed),a\n[bc]at,a\ncolou?r,a\n* ?,a\nso_on,a\n"
    )
    assert entries == {"a": ["tax(es|ed)", "[bc]at", "colou?r", "* ?", "so_on"]}
    assert [(line, message.partition("' ")[2][:27]) for line, message in notes] == [
        (2, "is found without the signs "),
        (2, "looks like a regular expres"),
        (3, "is found without the signs "),
        (3, "looks like a regular expres"),
        (5, "finds any word"),
        (6, "holds an underscore, which "),
    ]
