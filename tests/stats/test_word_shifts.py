"""Word shifts: parts that sum to the difference."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.spatial.distance import jensenshannon
from scipy.stats import entropy

from framing.errors import FramingError
from framing.stats import word_shift, word_shift_table

COUNTS = arrays(np.int64, 6, elements=st.integers(0, 50)).filter(lambda n: n.sum() > 0)


def test_by_hand():
    # p = (1/2, 1/2, 0), q = (1/4, 1/4, 1/2)
    first, second = [2, 2, 0], [1, 1, 2]
    assert word_shift(first, second).contribution == pytest.approx([-0.25, -0.25, 0.5])
    evenness = word_shift(first, second, kind="entropy")
    assert evenness.contribution == pytest.approx([0, 0, 0.5])
    assert evenness.difference == pytest.approx(0.5)  # from 1 bit to 1.5 bits
    apart = word_shift(first, second, kind="divergence")
    each = 3 / 8 * math.log2(8 / 3) - (1 / 2 + 1 / 2) / 2
    assert apart.contribution == pytest.approx([each, each, 1 / 4 * 2 - 1 / 2 * 1 / 2])


@given(COUNTS, COUNTS)
def test_the_parts_sum_to_the_difference(first, second):
    p, q = first / first.sum(), second / second.sum()
    expected = {
        "proportion": 0.0,
        "entropy": entropy(q, base=2) - entropy(p, base=2),
        "divergence": jensenshannon(p, q, base=2) ** 2,
    }
    for kind, difference in expected.items():
        shift = word_shift(first, second, kind=kind)
        assert shift.contribution.sum() == pytest.approx(shift.difference, abs=1e-12)
        assert np.nan_to_num(difference) == pytest.approx(shift.difference, abs=1e-7)


@given(COUNTS, COUNTS)
def test_the_other_way_round_signs_turn_and_the_divergence_stays(first, second):
    for kind, sign in (("proportion", -1), ("entropy", -1), ("divergence", 1)):
        there, back = word_shift(first, second, kind=kind), word_shift(second, first, kind=kind)
        assert back.contribution == pytest.approx(sign * there.contribution, abs=1e-12)


@given(COUNTS, COUNTS)
def test_no_word_brings_texts_nearer(first, second):
    shift = word_shift(first, second, kind="divergence")
    assert (shift.contribution >= 0).all()
    assert 0 <= shift.difference <= 1 + 1e-12
    alike = first * second.sum() == second * first.sum()
    assert shift.contribution[alike] == pytest.approx(0, abs=1e-12)


def test_the_base_scales_bits():
    bits = word_shift([3, 1], [1, 3], kind="divergence").difference
    nats = word_shift([3, 1], [1, 3], kind="divergence", base=math.e).difference
    assert nats == pytest.approx(bits * math.log(2))


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [([1, 2], [1], "same words"), ([0, 0], [1, 1], "some words"), ([-1, 3], [1, 1], "0 or more")],
)
def test_counts_that_do_not_fit_are_refused(first, second, told):
    with pytest.raises(FramingError, match=told):
        word_shift(first, second)


def test_an_unknown_kind_is_told():
    with pytest.raises(FramingError, match="did you mean 'entropy'"):
        word_shift([1], [1], kind="entropie")
    with pytest.raises(FramingError, match="base above 1"):
        word_shift([1], [1], base=1)


def test_the_table_by_hand(matrix):
    # Herald: square 8, order 1, tax 1; Gazette: square 1, order 5; word pairs don't count
    table = word_shift_table(matrix)
    rows = table.frame.set_index("term")
    assert list(table.frame["term"]) == ["order", "square", "tax"]
    assert list(rows.loc["square", ["group_a", "group_b"]]) == ["Herald", "Gazette"]
    assert list(rows["n_a"]) == [1, 8, 1]
    assert list(rows["n_b"]) == [5, 1, 0]
    assert rows.loc["square", "proportion"] == pytest.approx(1 / 6 - 8 / 10)
    assert rows["part"].sum() == pytest.approx(1)
    assert rows["divergence"].sum() == pytest.approx(
        word_shift([8, 1, 1], [1, 5, 0], kind="divergence").difference
    )


def test_what_is_not_shown_stands_in_the_last_row(matrix):
    whole, cut = word_shift_table(matrix).frame, word_shift_table(matrix, top=1).frame
    assert list(cut["rank"]) == [1, 0]
    assert list(cut["term"]) == ["order", ""]
    for column in ("n_a", "n_b", "share_a", "proportion", "entropy", "divergence", "part"):
        assert cut[column].sum() == pytest.approx(whole[column].sum(), abs=1e-12)


def test_a_pair_can_be_named(matrix):
    turned = word_shift_table(matrix, pair=("Gazette", "Herald")).frame
    assert list(turned["n_a"]) == [5, 1, 0]
    with pytest.raises(FramingError, match="did you mean 'Herald'"):
        word_shift_table(matrix, pair=("Heralt", "Gazette"))


def test_one_group_has_no_shift(make_matrix):
    articles = [("a1", "Herald", (60, 30, 10)), ("a2", "Herald", (40, 0, 10))]
    table = word_shift_table(make_matrix(articles, terms=[("a1", "square", "authorial", 6)]))
    assert len(table) == 0
    assert "two groups" in table.notes[0]
