"""Service packs, of which a run reads the languages that it needs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.lexicon.pattern import PatternError, _split, check_term
from framing.lexicon.service import one_language, service_block, service_words
from framing.lexicon.sources import bundled_folder, load_pack

SERVICES = [
    name
    for name in sorted(path.parent.name for path in bundled_folder().glob("*/pack.yaml"))
    if load_pack(name).is_service
]


@pytest.mark.parametrize("name", SERVICES)
def test_one_language_alone_holds_what_the_whole_pack_has_of_it(name):
    pack = load_pack(name)
    assert len(pack.languages) > 1
    for code in pack.languages:
        whole = service_block(pack, code)
        assert whole is not None
        known = {c.path: tuple(e.term for e in c.entries) for c in whole.walk()}
        assert service_words(name, code) == known
        assert service_words(name, f"{code.upper()}-XX") == known
    assert service_words(name, "xx") == {}


@pytest.mark.parametrize("name", SERVICES)
def test_lines_keep_their_numbers_and_other_languages_are_gone(name):
    text = (bundled_folder() / name / "pack.yaml").read_text("utf-8")
    cut = one_language(text, "es")
    assert len(cut) < 0.6 * len(text)
    lines = text.split("\n")
    for number, line in enumerate(cut.split("\n")):
        assert line in ("", lines[number])
    assert "  es:" in cut.split("\n")
    assert "  en:" not in cut.split("\n")


def test_what_is_not_written_that_way_is_read_whole():
    for text in ("name: a\n", "language: {en: {a: [b]}}\n", "language:\n    en:\n      a: [b]\n"):
        assert one_language(text, "en") == text


def test_keys_after_the_languages_stay():
    text = "language:\n  en:\n    a: [b]\n  es:\n    a: [c]\n# note\nlint:\n  en: x\n"
    cut = "language:\n  en:\n    a: [b]\n\n\n\nlint:\n  en: x\n"
    assert one_language(text, "en") == cut


@given(st.text(st.sampled_from("ab Éж*?-_’ʼ.\u0301漢"), max_size=24))
def test_a_term_of_a_few_plain_words_is_one_that_is_split_into_words(term):
    try:
        check_term(term)
    except PatternError:
        return
    words, joints = _split(term)
    assert 0 < len(words) <= 40
    assert joints.count("-") <= 6
