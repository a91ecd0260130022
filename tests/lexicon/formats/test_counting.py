"""A pack made from a foreign file counts what the file's own rules count."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framing
from framing.lexicon.formats.exchange import read_dictionary

GOOD = ["kind*", "no", "riot", "no one", "2016", "can't"]
BAD = ["kind", "cruel*", "no", "riot police", "so * that"]
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def nodes(words, form="{}"):
    return "".join(f'<pnode name="{form.format(word)}"/>' for word in words)


def padded(words):
    """Entries as Lexicoder writes whole words and beginnings of words."""
    return "".join(
        f'<pnode name=" {word.removesuffix("*")}{"" if word.endswith("*") else " "}"/>'
        for word in words
    )


LEXICODER_BAD = [word for word in BAD if word != "so * that"]
FILES = {
    "a.dic": "%\n1\tgood\n2\tbad\n%\n" + "".join(
        f"{word}\t" + "\t".join(n for n, own in (("1", GOOD), ("2", BAD)) if word in own) + "\n"
        for word in dict.fromkeys(GOOD + BAD)
    ),
    "a.dicx": "DicTerm,good,bad\n" + "".join(
        f"{word},{'X' * (word in GOOD)},{'X' * (word in BAD)}\n"
        for word in dict.fromkeys(GOOD + BAD)
    ),
    "a.cat": "".join(
        f"{name}\n" + "".join(f"\t{word.upper().replace(' ', '_')} (1)\n" for word in words)
        for name, words in (("GOOD", GOOD), ("BAD", BAD))
    ),
    "a.ykd": f'{HEAD}<dictionary style="050805" patternengine="substring"><cnode name="good">'
    f'{nodes(GOOD)}</cnode><cnode name="bad">{nodes(BAD)}</cnode></dictionary>',
    "a.lcd": f'{HEAD}<dictionary style="Lexicoder" name="x"><cnode name="good">{padded(GOOD)}'
    f'</cnode><cnode name="bad">{padded(LEXICODER_BAD)}</cnode></dictionary>',
    "a.lc3": "+good\n" + "".join(f" {w} \n" for w in GOOD) + "+bad\n"
    + "".join(f" {w} \n" for w in BAD),
    "a.yml": "good:\n" + "".join(f"  - {word}\n" for word in GOOD) + f"bad: [{', '.join(BAD)}]\n",
    "a.csv": "".join(f"{word},good\n" for word in GOOD) + "".join(f"{w},bad\n" for w in BAD),
}  # fmt: skip
"""One dictionary in every format."""

texts = st.lists(
    st.sampled_from(
        [
            "kind",
            "kindness",
            "Kind",
            "cruel",
            "cruelly",
            "no",
            "no",
            "one",
            "riot",
            "riot",
            "police",
            "2016",
            "20161",
            "can't",
            "so",
            "mean",
            "that",
            "nobody",
            "rioter",
            "the",
        ]
    ),
    max_size=12,
).map(" ".join)


def counted_by_hand(entries, text):
    """How often entries stand in a text: from the left the longest first, each word once."""
    words = text.lower().split()
    free = [True] * len(words)
    n = 0
    for length in (3, 2, 1):
        for i in range(len(words) - length + 1):
            stretch = words[i : i + length]
            fits = any(
                len(entry.split()) == length
                and all(fnmatchcase(w, e) for w, e in zip(stretch, entry.split(), strict=True))
                for entry in entries
            )
            if fits and all(free[i : i + length]):
                free[i : i + length] = [False] * length
                n += 1
    return n


@pytest.fixture(scope="module")
def extractors(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dictionaries")
    found = {}
    for name, content in FILES.items():
        (folder / name).write_text(content, encoding="utf-8")
        dictionary = read_dictionary(folder / name)
        assert [c.path for c in dictionary.pack.walk()] == ["good", "bad"], name
        found[name] = framing.LexiconExtractor(dictionary.pack).fit()
    return found


@pytest.mark.parametrize("name", FILES)
@settings(deadline=None)
@given(text=texts)
def test_every_format_counts_as_its_entries_do(extractors, name, text):
    counts = extractors[name].transform([text]).toarray()[0].tolist()
    bad = LEXICODER_BAD if name == "a.lcd" else BAD
    assert counts == [counted_by_hand(GOOD, text), counted_by_hand(bad, text)]


@settings(deadline=None, max_examples=40)
@given(text=texts)
def test_lexicoder_counts_words_that_hold_an_open_entry(tmp_path_factory, text):
    file = tmp_path_factory.mktemp("open") / "a.lcd"
    file.write_text(
        '<dictionary style="Lexicoder"><cnode name="a"><pnode name="in"/><pnode name=" the "/>'
        "</cnode></dictionary>",
        encoding="utf-8",
    )
    counts = framing.LexiconExtractor(read_dictionary(file).pack).fit_transform([text]).toarray()
    assert counts[0, 0] == sum("in" in word or word == "the" for word in text.split())


def test_accents_tell_words_apart_as_they_do_there(tmp_path):
    file = tmp_path / "a.dic"
    file.write_text("%\n1\tlike\n2\teat\n%\ncómo\t1\ncomo\t2\n", encoding="utf-8")
    found = framing.LexiconExtractor(read_dictionary(file).pack).fit_transform(["Como como cómo"])
    assert found.toarray().tolist() == [[1, 2]]


def test_a_parent_counts_what_stands_below_it_once(tmp_path):
    file = tmp_path / "a.cat"
    file.write_text("TOP\n\tFIRE (1)\n\tBELOW\n\t\tFIRE* (1)\n", encoding="utf-8")
    found = framing.LexiconExtractor(read_dictionary(file).pack).fit_transform(["fire, fires"])
    assert found.toarray().tolist() == [[2, 2]]


def test_several_thousand_entries_count_as_by_hand(tmp_path):
    words = [f"{a}{b}{c}{d}" for a in "bdgkl" for b in "aeiou" for c in "mnprst" for d in range(30)]
    lines = ["%", *(f"{i}\tc{i}" for i in range(1, 61)), "%"]
    codes = {word: sorted({i % 60 + 1, i * 7 % 60 + 1}) for i, word in enumerate(words)}
    lines += [f"{word}{'*' * (i % 3 == 0)}\t" + "\t".join(map(str, codes[word]))
              for i, word in enumerate(words)]  # fmt: skip
    file = tmp_path / "large.dic"
    file.write_text("\r\n".join(lines), encoding="utf-8")
    pack = read_dictionary(file).pack
    assert pack.n_entries() == sum(map(len, codes.values()))
    text = " ".join(words[::5]) + " " + " ".join(f"{word}x" for word in words[::7])
    counts = framing.LexiconExtractor(pack).fit_transform([text]).toarray()[0]
    expected = [0] * 60
    for token in re.findall(r"\w+", text):
        fits = {c for i, w in enumerate(words) if _fits(i, w, token) for c in codes[w]}
        for code in fits:
            expected[code - 1] += 1
    assert counts.tolist() == expected


def _fits(i, word, token):
    return token.startswith(word) if i % 3 == 0 else token == word
