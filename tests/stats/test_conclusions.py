import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.errors import FramingError
from framing.stats import CONCLUSIONS, conclusion_of


@pytest.mark.parametrize(
    ("told", "conclusion"),
    [
        ({"p_adjusted": 0.01}, "differs"),
        ({"p_adjusted": 0.05}, "differs"),
        ({"p_adjusted": 0.051}, "no evidence of a difference"),
        ({"p_adjusted": 0.08, "level": 0.9}, "differs"),
        ({"p_adjusted": 0.01, "smallest_p": 0.1}, "description only"),
        ({"p_adjusted": 0.01, "identifiable": False}, "description only"),
        ({"p_adjusted": math.nan}, "too little text"),
        ({"p_adjusted": 0.01, "enough_text": False}, "too little text"),
        ({"p_adjusted": 0.4, "p_equivalence": 0.01, "margin": "0.1 (share)"},
         "equivalent within 0.1 (share)"),
        ({"p_adjusted": 0.4, "p_equivalence": 0.2, "margin": "0.1 (share)"},
         "no evidence of a difference"),
    ],
)  # fmt: skip
def test_each_conclusion(told, conclusion):
    assert conclusion_of(**{"smallest_p": 0.001, **told}) == conclusion


@given(
    st.floats(0, 1) | st.just(math.nan), st.floats(0, 1), st.floats(0.5, 0.999), st.booleans(),
    st.booleans(), st.floats(0, 1) | st.just(math.nan),
)  # fmt: skip
def test_no_other_words_and_every_one_is_defined(p, smallest, level, identifiable, text, same):
    told = conclusion_of(
        p_adjusted=p, smallest_p=smallest, level=level, identifiable=identifiable,
        enough_text=text, p_equivalence=same, margin="…",
    )  # fmt: skip
    assert told in CONCLUSIONS
    if told == "differs":
        assert identifiable
        assert text
        assert p <= 1 - level + 1e-9


def test_a_level_in_percent_is_refused():
    with pytest.raises(FramingError, match="found 95"):
        conclusion_of(p_adjusted=0.1, smallest_p=0.1, level=95)
