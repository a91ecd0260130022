"""n-grams of texts, one word at a time: slow, and easy to see to be right."""

from __future__ import annotations

from collections import Counter

from hypothesis import strategies as st

from framing.corpus.batch import Batch
from framing.evidence import VOICES
from framing.extraction.prepared import prepare
from framing.lexicon.characters import fold
from framing.lexicon.tokens import tokenize

WORDS = st.sampled_from(
    [
        *(
            "the",
            "The",
            "red",
            "Red",
            "flag's",
            "fell",
            "fell,",
            "won’t",
            "a",
            "b.",
            "of",
            "o'clock",
        ),
        *("ÉTÉ", "été", "e\u0301te\u0301", "Straße", "ﬁn", "ağrı\n\n", "12", "12th", "co-op", "x…"),
        *(
            "said",
            "“they",
            "will",
            "go",
            "away",
            "now”.",
            "minister",
            "that,",
            "—",
            "«oui»;",
            "“no”",
        ),
    ]
)
TEXTS = st.lists(st.lists(WORDS, max_size=30).map(" ".join), min_size=1, max_size=7)
LENGTHS = st.tuples(st.integers(1, 3), st.integers(0, 3)).map(lambda t: (t[0], t[0] + t[1]))


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    tokens = tokenize(text)
    return [fold(tokens.words[number], accents=True) for number in tokens.bare_word.tolist()]


def ngrams_in_voices(text: str, lengths: tuple[int, int]) -> list[tuple[str, str]]:
    """Return the n-grams that cross no sentence and no run of voice, each with its voice."""
    prepared = prepare(Batch.of([text]))
    words = words_of(text)
    places = list(zip(prepared.sentence.tolist(), prepared.run.tolist(), strict=True))
    voices = [VOICES[code] for code in prepared.counted_voice.tolist()]
    return [
        (" ".join(words[i : i + n]), voices[i])
        for n in range(lengths[0], lengths[1] + 1)
        for i in range(len(words) - n + 1)
        if len(set(places[i : i + n])) == 1
    ]


def counted(texts: list[str], lengths: tuple[int, int]) -> Counter[tuple[int, str, str]]:
    """Return how often each n-gram stands in each article and voice."""
    return Counter(
        (i, term, voice)
        for i, text in enumerate(texts)
        for term, voice in ngrams_in_voices(text, lengths)
    )
