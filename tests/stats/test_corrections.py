import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import stats
from framing.errors import FramingError

ALL = [
    stats.bonferroni, stats.sidak, stats.holm, stats.holm_sidak, stats.hochberg, stats.hommel,
    stats.benjamini_hochberg, stats.benjamini_yekutieli, stats.two_stage,
]  # fmt: skip
p_values = st.lists(st.floats(0, 1), min_size=1, max_size=12)


@pytest.mark.parametrize("correct", ALL)
@given(p=p_values, data=st.data())
def test_order_does_not_matter_and_p_stays_a_probability(correct, p, data):
    order = data.draw(st.permutations(range(len(p))))
    ours = correct(p)
    assert ((ours >= 0) & (ours <= 1)).all()
    assert correct([p[i] for i in order]) == pytest.approx(ours[list(order)])
    by_size = ours[np.argsort(p, kind="stable")]
    assert (np.diff(by_size) >= -1e-12).all()


@pytest.mark.parametrize("correct", ALL)
@given(p=p_values)
def test_tests_that_were_not_made_are_not_counted(correct, p):
    with_gaps = [value for one in p for value in (np.nan, one)]
    ours = correct(with_gaps)
    assert np.isnan(ours[::2]).all()
    assert ours[1::2] == pytest.approx(correct(p))
    assert np.isnan(correct([np.nan, np.nan])).all()


@given(p_values)
def test_none_is_bolder_than_it_may_be(p):
    p = np.array(p)
    made = {correct.__name__: correct(p) for correct in ALL}
    slack = 1e-9
    assert (made["bonferroni"] >= made["holm"] - slack).all()
    assert (made["holm"] >= made["hochberg"] - slack).all()
    assert (made["hochberg"] >= made["hommel"] - slack).all()
    assert (made["hommel"] >= made["benjamini_hochberg"] - slack).all()
    assert (made["benjamini_yekutieli"] >= made["benjamini_hochberg"] - slack).all()
    assert (made["benjamini_hochberg"] >= made["two_stage"] - slack).all()
    assert (made["sidak"] <= made["bonferroni"] + slack).all()
    assert (made["benjamini_hochberg"] >= p - slack).all()


def test_a_table_is_one_family():
    table = np.array([[0.01, np.nan], [0.03, 0.02]])
    assert stats.holm(table)[0, 0] == pytest.approx(0.03)
    assert stats.holm(table).shape == (2, 2)


@pytest.mark.parametrize("p", [[-0.1], [0.2, 1.5]])
def test_what_is_no_probability_is_refused(p):
    with pytest.raises(FramingError, match="between 0 and 1"):
        stats.holm(p)
