import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from framing.errors import FramingError
from framing.stats import cohens_kappa, fleiss_kappa, krippendorff_alpha

LEVELS = ["nominal", "ordinal", "interval", "ratio"]
value = st.one_of(st.none(), st.integers(1, 4))
ratings = st.integers(2, 7).flatmap(
    lambda units: st.lists(st.lists(value, min_size=units, max_size=units), min_size=2, max_size=4)
)
few = settings(max_examples=40)


def same(a, b):
    return (math.isnan(a) and math.isnan(b)) or a == pytest.approx(b, abs=1e-9)


def by_pairs(rows, gap):
    """Alpha from its definition: mean distances of pairs inside units, and of all pairs."""
    units = [[v for v in unit if v is not None] for unit in zip(*rows, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    every = [v for unit in units for v in unit]
    inside = sum(
        gap(a, b, every) / (len(unit) - 1)
        for unit in units
        for i, a in enumerate(unit)
        for j, b in enumerate(unit)
        if i != j
    )
    overall = sum(
        gap(a, b, every) for i, a in enumerate(every) for j, b in enumerate(every) if i != j
    )
    return 1 - (len(every) - 1) * inside / overall if overall else math.nan


def ranks_between(a, b, every):
    low, high = min(a, b), max(a, b)
    between = sum(low <= v <= high for v in every)
    return (between - (every.count(low) + every.count(high)) / 2) ** 2 if a != b else 0.0


GAPS = {
    "nominal": lambda a, b, every: float(a != b),
    "ordinal": ranks_between,
    "interval": lambda a, b, every: (a - b) ** 2,
    "ratio": lambda a, b, every: ((a - b) / (a + b)) ** 2,
}


@few
@given(ratings, st.sampled_from(LEVELS))
def test_alpha_is_what_its_definition_says(rows, level):
    alpha = krippendorff_alpha(rows, level=level, resamples=10)
    assert same(alpha.value, by_pairs(rows, GAPS[level]))
    assert math.isnan(alpha.value) == (alpha.note.endswith("undefined."))
    assert math.isnan(alpha.value) or alpha.value <= 1


@few
@given(ratings, st.sampled_from(LEVELS), st.data())
def test_the_order_of_coders_and_units_does_not_matter(rows, level, data):
    order = data.draw(st.permutations(range(len(rows[0]))))
    turned = [[row[i] for i in order] for row in reversed(rows)]
    one, other = (krippendorff_alpha(r, level=level, resamples=10) for r in (rows, turned))
    assert same(one.value, other.value)
    assert one.n == other.n


@few
@given(ratings)
def test_levels_forgive_what_they_may(rows):
    turn = [[None if v is None else 7 * v + 3 for v in row] for row in rows]
    interval = [krippendorff_alpha(r, level="interval", resamples=10).value for r in (rows, turn)]
    assert same(*interval)
    curved = [[None if v is None else v**3 for v in row] for row in rows]
    assert same(
        *(krippendorff_alpha(r, level="ordinal", resamples=10).value for r in (rows, curved))
    )
    names = [[None if v is None else "dcba"[v - 1] for v in row] for row in rows]
    assert same(*(krippendorff_alpha(r, resamples=10).value for r in (rows, names)))


def test_undefined_is_said_with_its_reason():
    one = krippendorff_alpha([[2, 2, None], [2, 2, 2]])
    assert math.isnan(one.value)
    assert not one.has_interval
    assert "Only one value" in one.note
    none = krippendorff_alpha([[1, None], [None, 2]])
    assert math.isnan(none.value)
    assert "No unit was coded twice" in none.note


def test_the_interval_covers_and_a_seed_fixes_it():
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 3, 200)
    rows = [np.where(rng.random(200) < 0.8, truth, rng.integers(0, 3, 200)) for _ in range(3)]
    first = krippendorff_alpha(rows, seed=4)
    assert first.low < first.value < first.high
    assert first.high - first.low < 0.2
    assert (first.low, first.high) == (
        krippendorff_alpha(rows, seed=4).low,
        krippendorff_alpha(rows, seed=4).high,
    )
    wide = krippendorff_alpha(rows, seed=4, confidence=0.99)
    assert wide.low < first.low < first.high < wide.high
    assert "bootstrap over units" in first.method


@few
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=20),
    st.sampled_from(["none", "linear", "quadratic"]),
)
def test_cohens_kappa_is_that_of_scikit_learn(pairs, weights):
    a, b = zip(*pairs, strict=True)
    ours = cohens_kappa(a, b, weights=weights, resamples=10)
    if len({*a, *b}) == 1:
        assert "undefined" in ours.note
        return
    theirs = cohen_kappa_score(a, b, weights=None if weights == "none" else weights)
    assert ours.value == pytest.approx(theirs, abs=1e-9)


def test_cohens_kappa_leaves_out_units_that_one_coder_left_out():
    whole = cohens_kappa(["a", "b", "a", "b"], ["a", "b", "b", "b"])
    gaps = cohens_kappa(["a", "b", None, "a", "b", "a"], ["a", "b", "a", "b", "b", float("nan")])
    assert (gaps.value, gaps.n) == (whole.value, 4)
    assert whole.low <= whole.value <= whole.high


def test_fleiss_kappa_of_two_coders_is_scotts_pi():
    a, b = "aabbcc", "aabbca"
    shares = [sum(x.count(c) for x in (a, b)) / 12 for c in "abc"]
    chance = sum(share**2 for share in shares)
    assert fleiss_kappa([a, b]).value == pytest.approx((5 / 6 - chance) / (1 - chance))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: krippendorff_alpha([[1, 2], [1, 2]], level="rank"), "expected a level"),
        (lambda: krippendorff_alpha([["a"], ["b"]], level="interval"), "expected numbers"),
        (lambda: krippendorff_alpha([[1, -2], [1, 2]], level="ratio"), "negative"),
        (lambda: krippendorff_alpha([[1, 2], [1]]), "equal length"),
        (lambda: krippendorff_alpha([[1, 2], [1, 1]], confidence=95), "confidence"),
        (lambda: fleiss_kappa([[1, None], [1, 2]]), "no gaps"),
        (lambda: cohens_kappa([1], [1, 2]), "units"),
        (lambda: cohens_kappa([1, 2], [1, 2], weights="cubic"), "expected weights"),
    ],
)
def test_what_cannot_be_compared_is_refused(call, said):
    with pytest.raises(FramingError, match=said):
        call()
