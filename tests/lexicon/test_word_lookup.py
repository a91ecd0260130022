"""Words are found by their edges exactly as if every glob were tried on every word."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from framing.lexicon.characters import fold
from framing.lexicon.pattern import WordPattern
from framing.lexicon.word_lookup import WordLookup

LETTERS = "abABéж"
words = st.text(LETTERS, min_size=1, max_size=14)
globs = st.text(LETTERS + "*?", min_size=1, max_size=14).filter(lambda glob: set(glob) != {"*"})


def folded(glob: str, case: bool, accents: bool) -> str:
    return "".join(c if c in "*?" else fold(c, case=case, accents=accents) for c in glob)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(words, min_size=1, max_size=12),
    st.lists(st.tuples(globs, st.booleans()), min_size=1, max_size=12),
    st.booleans(),
)
@example(["aba", "abba", "ab", "abab" * 3, "bab" * 4], [("ab*ba", False), ("*?b", True)], True)
@example(["a" * 9, "a" * 8 + "b", "ж" * 5], [("a" * 9, False), ("a" * 9 + "*", False)], False)
def test_lookup_equals_trying_every_glob_on_every_word(texts, patterns, accents):
    wanted = [WordPattern(folded(glob, case, accents), case=case) for glob, case in patterns]
    numbers = {pattern: i for i, pattern in enumerate(dict.fromkeys(wanted))}
    found = WordLookup(numbers, accents=accents, language="en").fits(texts)
    for place, text in enumerate(texts):
        fitting = [
            number
            for pattern, number in numbers.items()
            if fnmatchcase(fold(text, case=pattern.case, accents=accents), pattern.glob)
        ]
        assert found.get(place, ()) == tuple(fitting)


@pytest.mark.parametrize("glob", ["a*", "*a", "?*", "a" * 1_001])
def test_a_run_of_letters_that_is_no_word_fits_nothing(glob):
    lookup = WordLookup({WordPattern(glob): 0}, accents=True, language="en")
    assert lookup.fits(["a" * 1_001, "a"]) == ({} if len(glob) > 2 else {1: (0,)})
