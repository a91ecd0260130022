"""Reading foreign dictionaries: the categories and entries that quanteda 4.3.1 reads from them.

Each row names the file of quanteda's tests that it was computed on (tests/data/dictionaries; read
in tests/testthat/test-dictionaries.R:32-418). The files here are our own and have those shapes.
Counts are computed by quanteda but for the two that it reads wrongly, which say why.
"""

from __future__ import annotations

import pytest

from framing.lexicon.formats.exchange import read_dictionary

CODES = (
    "%\n11\tact\n13\tgone\n121 some\n122\tkin\n123\tmate\n124\tfolk\n125\tmood\n126\tglad\n"
    "131\tthink\n132\tsee\n133\twhy\n134\twish\n135\tmaybe\n140 other\n253\thour\n464\tum\n%\n"
    "aunt\t121\t122\nnice\t<of>131/125\t<of>135/126\nsorta\t131\t135\nlamp\t140\n"
    "fond\t(02 134)125/464\t(02 134)126\t(02 134)126\t253\nenjoy*\t125\t126\n"
    "smiled\t11\t13\t125\t126\n"
)
HIERARCHY = (
    "%\n11  act\n12  mixed\n\t121 some\n\t122\tkin\n\t123\tmate\n\t124\tfolk\n\t125\tmood\n"
    "\t126\tglad\n13  gone\n\t131\tthink\n\t132\tsee\n\t\t133\twhy\n\t\t134\twish\n"
    "\t\t135\tmaybe\nrest \n\t140 other\n\t253\thour\n\t464\tum\nvoid\n%\n"
    "aunt\t121\t122\nnice\t<of>131/125\t<of>135/126\nsorta\t131\t135\nlamp\t140\n"
    "fond\t(02 134)125/464\t(02 134)126\t(02 134)126\t253\nenjoy*\t125\t126\n"
    "smiled\t11\t13\t125\t126 721\n"
)
NUMBERED = "%\n01\tFIRST_ONE\n02\tSECOND_ONE\n%\n\n"
CNODES = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<dictionary style="050805" patternengine="substring">\n'
    '<cnode name="One set" desc="">\n<pnode name="hill"/>\n<pnode name="brook"/>\n<pnode name="oak"/>\n'
    '</cnode>\n<cnode name="TWO SET" desc="">\n<pnode name="sang"/>\n<pnode name="tom"/>\n</cnode>\n'
    "</dictionary>\n"
)
SCRIPTS = "LATIN\n\t{}\nNON-LATIN\n\t{}\n"


def scripts(latin, other):
    one, two = ("\n\t".join(f"{letter} (1)" for letter in row) for row in (latin, other))
    return SCRIPTS.format(one, two)


TOWNS = (
    "SOUTH\n\tBW\n\t\tGaborone (1)\n\t\tBotswana (1)\n\t\tBotswanan* (1)\n"
    "\tLS\n\t\tMaseru (1)\n\t\tLesotho (1)\n\t\tMosotho (1)\n"
    "\tNA\n\t\tWindhoek (1)\n\t\tNamibia (1)\n\t\tNamibian* (1)\n"
    "\tZA\n\t\tDurban (1)\n\t\tSouth Africa (1)\n\t\tS African (1)\n\t\tSA (1)\n"
    "\t\tS African* (1)\n\t\tPort Elizabeth (1)\n\t\tSoweto (1)\n"
    "\tSZ\n\t\tEswatini (1)\n\t\tSwazi* (1)\n\t\tMbabane (1)\n\t\tManzini (1)\n"
)
POLICY = {
    "CULTURE": 3, "CULTURE.CULTURE-HIGH": 8, "CULTURE.CULTURE-POPULAR": 1, "CULTURE.SPORT": 1,
    "ECONOMY.+STATE+": 50, "ECONOMY.=STATE=": 71, "ECONOMY.-STATE-": 62,
    "ENVIRONMENT.CON ENVIRONMENT": 1, "ENVIRONMENT.PRO ENVIRONMENT": 28,
    "GROUPS.ETHNIC": 5, "GROUPS.WOMEN": 3, "INSTITUTIONS.CONSERVATIVE": 11,
    "INSTITUTIONS.NEUTRAL": 38, "INSTITUTIONS.RADICAL": 23,
    "LAW_AND_ORDER.LAW-CONSERVATIVE": 52, "LAW_AND_ORDER.LAW-LIBERAL": 2,
    "RURAL": 16, "URBAN": 1, "VALUES.CONSERVATIVE": 32, "VALUES.LIBERAL": 10,
}  # fmt: skip
"""Path → number of entries, of the dictionary of Laver & Garry as WordStat has it."""


def policy_dictionary():
    """A `.cat` of this shape, its entries made up."""
    lines, seen = [], set()
    for number, (path, n) in enumerate(POLICY.items()):
        *parents, name = path.split(".")
        if parents and parents[0] not in seen:
            lines.append(parents[0])
            seen.add(parents[0])
        lines.append("\t" * len(parents) + name)
        seen.add(path)
        lines += ["\t" * (len(parents) + 1) + f"WORD{number}X{i}* (1)" for i in range(n)]
    return "\n".join([*lines, ""])


ROWS = [
    # euc-jp.cat (E520), iso-8859-1.cat (E521), iso-8859-14.cat (E522), iso-8859-2.cat (E523),
    # shift-jis.cat (E540), windows-1252.cat (E541)
    ("jp.cat", scripts("KST", "かさた"), "euc-jp", {"LATIN": 3, "NON-LATIN": 3}),
    ("ascii.cat", scripts("XYZ", ["Xh", "Yh", "Zh"]), None, {"LATIN": 3, "NON-LATIN": 3}),
    ("welsh.cat", scripts("WYB", "ŴŶṀ"), "iso-8859-14", {"LATIN": 3, "NON-LATIN": 3}),
    ("czech.cat", scripts("CSZ", "ČŘŽ"), "iso-8859-2", {"LATIN": 3, "NON-LATIN": 3}),
    ("sjis.cat", scripts("KST", "かさた"), "shift-jis", {"LATIN": 3, "NON-LATIN": 3}),
    ("cp1252.cat", scripts("SZY", "ŠŽŸ"), "windows-1252", {"LATIN": 3, "NON-LATIN": 3}),
    # issue-459.cat (E524)
    ("towns.cat", TOWNS, None, {"SOUTH.BW": 3, "SOUTH.LS": 3, "SOUTH.NA": 3, "SOUTH.ZA": 7,
                                "SOUTH.SZ": 4}),
    # issue-819.ykd (E525)
    ("deep.ykd", '<dictionary style="050805" patternengine="substring">\n<cnode name="Book">\n'
     '<cnode name="pos">\n<cnode name="A"><pnode name="one word"/></cnode>\n'
     '<cnode name="B"><pnode name="two word"/></cnode>\n</cnode>\n</cnode>\n</dictionary>', None,
     {"Book.pos.A": 1, "Book.pos.B": 1}),
    # laver-garry.cat (E526)
    ("policy.cat", policy_dictionary(), None, POLICY),
    # liwc_extracodes.dic (E528): the either-or codes and <of> count nowhere, a code behind
    # parentheses counts always, empty categories are left out
    ("codes.dic", CODES, None, {"act": 1, "gone": 1, "some": 1, "kin": 1, "mood": 2, "glad": 3,
                                "think": 1, "maybe": 1, "other": 1, "hour": 1}),
    # liwc_hierarchical.dic (E529)
    ("hierarchy.dic", HIERARCHY, None,
     {"act": 1, "mixed.some": 1, "mixed.kin": 1, "mixed.mood": 2, "mixed.glad": 3, "gone": 1,
      "gone.think": 1, "gone.see.maybe": 1, "rest.other": 1, "rest.hour": 1}),
    # mary_doubleterm.dic (E530)
    ("twice.dic", NUMBERED + "hill\t01\nbrook\t01\noak\t01\noak  02\nsang\t02\ntom\t02\n", None,
     {"FIRST_ONE": 3, "SECOND_ONE": 3}),
    # mary_missingcat.dic (E531)
    ("missing.dic", NUMBERED + "hill    01\nbrook    01\noak    01\noak    02    03\nsang    02\n"
     "tom    02\n", None, {"FIRST_ONE": 3, "SECOND_ONE": 3}),
    # mary_multipletabs.dic (E532)
    ("tabs.dic", NUMBERED + "hill\t\t01\nbrook    01\noak\t\t\t01\t\t02\nsang    02\ntom  02\n", None,
     {"FIRST_ONE": 3, "SECOND_ONE": 3}),
    # mary_zeropadding.dic (E533)
    ("zeros.dic", "%\n01\tFIRST_ONE\n2\tSECOND_ONE\n%\nhill    1\nbrook    1\noak    01\n"
     "oak    02    03\nsang    2\ntom    02\n", None, {"FIRST_ONE": 3, "SECOND_ONE": 3}),
    # mary.cat (E534), mary.dic (E535), mary.lc3 (E536), mary.lcd (E537), mary.ykd (E538),
    # mary.yml (E539); the + before a name is Lexicoder's sign of a category, which quanteda keeps
    ("tom.cat", "ONE SET\n\tHILL (1)\n\tBROOK (1)\n\tOAK (1)\nTWO SET\n\tSANG (1)\n\tTOM (1)\n", None,
     {"ONE SET": 3, "TWO SET": 2}),
    ("tom.dic", NUMBERED + "hill\t01\nbrook\t01\noak\t01\n\nsang\t02\ntom\t02\n", None,
     {"FIRST_ONE": 3, "SECOND_ONE": 2}),
    ("tom.lc3", "+ONE SET\n hill \n brook\n oak\n+TWO SET\n sang\n tom\n", None,
     {"ONE SET": 3, "TWO SET": 2}),
    ("tom.lcd", CNODES, None, {"One set": 3, "TWO SET": 2}),
    ("tom.ykd", CNODES, None, {"One set": 3, "TWO SET": 2}),
    ("tom.yml", "ONE SET: [hill, brook, oak]\nTWO SET: [sang, tom]\n", None,
     {"ONE SET": 3, "TWO SET": 2}),
]  # fmt: skip


def written_names(pack):
    """Path in the names of the file → number of entries, of categories that hold some."""
    names = {c.path: c.description.partition(":")[0] or c.name for c in pack.walk()}
    found = {}
    for category in pack.walk():
        parts = category.path.split(".")
        path = ".".join(names[".".join(parts[: i + 1])] for i in range(len(parts)))
        if category.entries:
            found[path] = len(category.entries)
    return found


@pytest.mark.parametrize(
    ("name", "text", "encoding", "expected"), ROWS, ids=[row[0] for row in ROWS]
)
def test_categories_and_entries(tmp_path, name, text, encoding, expected):
    file = tmp_path / name
    file.write_bytes(text.encode(encoding or "utf-8"))
    dictionary = read_dictionary(file, encoding=encoding)
    assert written_names(dictionary.pack) == expected


def test_letters_of_other_scripts_are_read_whole(tmp_path):
    for encoding in ("euc-jp", "shift-jis"):
        file = tmp_path / f"{encoding}.cat"
        file.write_bytes(scripts("KST", "かさた").encode(encoding))
        entries = read_dictionary(file, encoding=encoding).pack.category("non_latin").entries
        assert [entry.term for entry in entries] == ["か", "さ", "た"]


def test_xml_under_the_name_of_another_format_is_read(tmp_path):
    # actually_ykd.cat (E519): quanteda ends with an error of its YAML parser
    file = tmp_path / "really_xml.cat"
    file.write_text(CNODES, encoding="utf-8")
    dictionary = read_dictionary(file)
    assert dictionary.format == "Yoshikoder"
    assert [len(c.entries) for c in dictionary.pack.walk()] == [3, 2]
    assert [note.message for note in dictionary.notes] == [
        "is Yoshikoder by its content, not WordStat, and is read so"
    ]


def test_siblings_keep_their_own_entries(tmp_path):
    # laver-garry.ykd (E527): 27 categories, 19 of them leaves, 416 entries in the XML; quanteda
    # copies sibling categories into each other, so its counts are not to be followed
    leaves = iter(range(19))
    sizes = [22] * 17 + [21] * 2
    groups = [3, 3, 3, 3, 3, 2, 2]
    xml = ['<dictionary style="050805"><cnode name="Policy">']
    for g, n in enumerate(groups):
        xml.append(f'<cnode name="group {g}">')
        for _ in range(n):
            leaf = next(leaves)
            words = "".join(f'<pnode name="w{leaf}x{i}"/>' for i in range(sizes[leaf]))
            xml.append(f'<cnode name="leaf {leaf}">{words}</cnode>')
        xml.append("</cnode>")
    file = tmp_path / "policy.ykd"
    file.write_text("\n".join([*xml, "</cnode></dictionary>"]), encoding="utf-8")
    categories = list(read_dictionary(file).pack.walk())
    assert len(categories) == 27
    assert [len(c.entries) for c in categories if not c.categories] == sizes
    assert sum(len(c.entries) for c in categories) == 416


def test_a_category_keeps_its_own_entries_beside_those_below(tmp_path):
    # yoshi.ykd (E542): 4 categories and 5 entries in the XML; quanteda loses one or the other
    file = tmp_path / "both.ykd"
    file.write_text(
        '<dictionary style="050805" patternengine="substring">\n<cnode name="Book" desc="Book">\n'
        '<cnode name="one set">\n<cnode name="below">\n<pnode name="hill"/>\n</cnode>\n'
        '<pnode name="brook"/>\n<pnode name="oak"/>\n</cnode>\n<cnode name="two set">\n'
        '<pnode name="sang"/>\n<pnode name="tom"/>\n</cnode>\n</cnode>\n</dictionary>\n',
        encoding="utf-8",
    )
    found = {c.path: [e.term for e in c.entries] for c in read_dictionary(file).pack.walk()}
    assert found == {
        "book": [],
        "book.one_set": ["brook", "oak"],
        "book.one_set.below": ["hill"],
        "book.two_set": ["sang", "tom"],
    }
