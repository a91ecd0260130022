"""The matcher equals the naive one, offsets included, on random packs and texts."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.lexicon.byte_text import ByteText
from framing.lexicon.key_table import KeyTable
from framing.lexicon.tokens import tokenize
from framing.lexicon.vocabulary import Vocabulary
from tests.lexicon import naive
from tests.lexicon.packs import pack_of, spans

WORDS = (
    "riot",
    "riots",
    "police",
    "anti",
    "terror",
    "terrorist",
    "peace",
    "Éire",
    "straße",
    "it's",
    "protests",
    "protesting",
    "e\u0301ire",
    "ﬁre",
    "İzmir",
    "STRASSE",
    "протест",
    "Протесты",
    "ко\u00adнец",
    "o’clock",
    "rock'n'roll",
)
GLOBS = ("riot*", "*or", "pe?ce", "*", "terror*", "terrorist*", "t*r*", "*s", "?", "anti*")
GAPS = (
    " ",
    "  ",
    "-",
    "–",
    "—",
    ", ",
    "” ",
    " “",
    "\n",
    "\n\n",
    "’s ",
    "'s-",
    "\u00ad",
    "\u200b",
    ". ",
    " - ",
    "‘",
    "’",
    "\u0301",
    "\u2029",
    "/",
    "\0",
)

texts = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(GAPS), st.text(max_size=3)), max_size=24
).map("".join)
words = st.one_of(st.sampled_from(WORDS), st.sampled_from(GLOBS))
terms = st.lists(words, min_size=1, max_size=3).flatmap(
    lambda parts: st.lists(
        st.sampled_from((" ", "-")), min_size=len(parts) - 1, max_size=len(parts) - 1
    ).map(lambda joints: "".join(a + b for a, b in zip(parts, [*joints, ""], strict=True)))
)
entries = st.fixed_dictionaries(
    {"term": terms},
    optional={
        "case": st.booleans(),
        "stem": st.booleans(),
        "unless": st.lists(terms, min_size=1, max_size=2).map(tuple),
        "near": st.lists(terms, min_size=1, max_size=2).map(tuple),
        "not_near": st.lists(terms, min_size=1, max_size=2).map(tuple),
    },
).map(lambda e: {**e, "within": 2, "stem": e.get("stem", False) and "*" not in e["term"]})


@settings(max_examples=400, deadline=None)
@given(
    texts,
    st.lists(entries, min_size=1, max_size=4),
    st.lists(entries, max_size=3),
    st.lists(entries, max_size=2),
    st.booleans(),
    st.booleans(),
)
def test_matcher_equals_the_naive_one(text, one, two, ignored, shared, accents):
    pack = pack_of(
        {"one": one, "two": two},
        ignore=ignored,
        overlap="category" if shared else "pack",
        accents="keep" if accents else "fold",
    )
    everything = [*one, *two, *ignored]
    n = len(one) + len(two)
    rest = set(range(n, len(everything)))
    scopes = [set(range(len(one))) | rest, set(range(len(one), n)) | rest] if shared else None
    wanted = naive.find(text, everything, n_counted=n, scopes=scopes, accents=accents)
    names = ["one" if i < len(one) else "two" for i in range(n)]
    assert sorted(spans(pack, text)) == sorted((names[i], s, e) for s, e, i in wanted)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_words_equal_the_naive_ones(text):
    from framing.lexicon.tokens import tokenize

    tokens = tokenize(text)
    found = zip(tokens.start.tolist(), tokens.end.tolist(), tokens.bare_end.tolist(), strict=True)
    assert list(found) == naive.words_of(text)
    assert [tokens.words[w] for w in tokens.word] == [text[s:e] for s, e, _ in naive.words_of(text)]


@settings(max_examples=100, deadline=None)
@given(st.lists(texts, min_size=1, max_size=6), st.lists(entries, min_size=1, max_size=4))
def test_a_batch_gives_what_its_texts_give_alone(batch, listed):
    pack = pack_of({"one": listed})
    alone = [(i, *found) for i, text in enumerate(batch) for found in spans(pack, text)]
    buffer = "".join(f"{text}\u2029" for text in batch)
    bases = [0]
    for text in batch:
        bases.append(bases[-1] + len(text) + 1)
    together = []
    for name, start, end in spans(pack, buffer):
        i = bisect_right(bases, start) - 1
        together.append((i, name, start - bases[i], end - bases[i]))
    assert together == alone


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=30))
def test_numbers_of_strings_are_those_of_a_dict(strings):
    vocabulary, numbers = Vocabulary(), []
    for string in strings * 2:
        text = ByteText(f"…{string}…")
        start, end = np.array([3]), np.array([len(text) - 3])
        numbers.append(int(vocabulary.number(text, start, end)[0]))
    wanted = {string: i for i, string in enumerate(dict.fromkeys(strings))}
    assert numbers == [wanted[string] for string in strings * 2]
    assert vocabulary.strings == list(wanted)


def test_many_keys_are_told_apart_while_the_table_grows():
    rng = np.random.default_rng(1)
    table, known = KeyTable(2), {}
    for _ in range(6):
        keys = rng.integers(0, 200, (2, 30_000)).astype(np.uint64)
        numbers, fresh = table.number((keys[0], keys[1]))
        pairs = list(zip(*keys.tolist(), strict=True))
        for row in fresh.tolist():
            assert known.setdefault(pairs[row], len(known)) == len(known) - 1
        assert numbers.tolist() == [known[pair] for pair in pairs]
    assert len(table) == len(known)


def test_gaps_are_there_before_their_numbers_are_asked_for():
    tokens = tokenize("state—sponsored " + "".join(chr(0x2460 + i) for i in range(40)) + " end")
    assert [tokens.gaps[i] for i in tokens.gap][:1] == ["—"]
    fresh = tokenize("one ⁂⁂⁂ two ⁂⁂ three")
    gaps, numbers = fresh.gaps, fresh.gap
    assert [gaps[i] for i in numbers] == [" ⁂⁂⁂ ", " ⁂⁂ ", ""]
