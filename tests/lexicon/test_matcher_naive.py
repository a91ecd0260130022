"""The matcher equals the naive one, offsets included, on random packs and texts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

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
)

texts = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(GAPS), st.text(max_size=3)), max_size=24
).map("".join)
words = st.one_of(
    st.sampled_from(WORDS), st.sampled_from(GLOBS)
)
terms = st.lists(words, min_size=1, max_size=3).flatmap(
    lambda parts: st.lists(
        st.sampled_from((" ", "-")), min_size=len(parts) - 1, max_size=len(parts) - 1
    ).map(lambda joints: "".join(a + b for a, b in zip(parts, [*joints, ""], strict=True)))
)
entries = st.fixed_dictionaries(
    {"term": terms},
    optional={
        "case": st.booleans(),
        "unless": st.lists(terms, min_size=1, max_size=2).map(tuple),
        "near": st.lists(terms, min_size=1, max_size=2).map(tuple),
        "not_near": st.lists(terms, min_size=1, max_size=2).map(tuple),
    },
).map(lambda e: {**e, "within": 2})


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
