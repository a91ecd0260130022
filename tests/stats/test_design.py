import itertools
import math
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.errors import FramingError
from framing.stats import compare, design_of, smallest_p


def by_enumeration(sizes):
    """Return the smallest p of a variance-between-groups statistic on well separated articles."""
    values = 3.0 ** np.arange(sum(sizes))
    start = tuple(np.repeat(np.arange(len(sizes)), sizes))
    stats = []
    for order in set(itertools.permutations(start)):
        means = [values[np.array(order) == g].mean() for g in range(len(sizes))]
        stats.append(sum(n * m**2 for n, m in zip(sizes, means, strict=True)))
    stats = np.array(stats)
    return (stats >= stats.max() * (1 - 1e-12)).mean()


@pytest.mark.parametrize("sizes", [(1, 1), (2, 2), (1, 3), (2, 3), (3, 3), (1, 1, 2), (2, 2, 2)])
def test_smallest_p_is_what_enumeration_finds(sizes):
    assert smallest_p(sizes) == pytest.approx(by_enumeration(sizes))


def test_smallest_p_of_known_designs():
    assert smallest_p([1] * 5) == 1.0
    assert smallest_p([7]) == 1.0
    assert smallest_p([3, 3]) == pytest.approx(2 / 20)
    assert smallest_p([4, 5]) == pytest.approx(1 / math.comb(9, 4))


@given(st.lists(st.integers(1, 40), min_size=1, max_size=6))
def test_smallest_p_does_not_heed_the_order_and_is_a_probability(sizes):
    assert 0 < smallest_p(sizes) <= 1
    assert smallest_p(sizes) == smallest_p(sizes[::-1])


def test_very_many_articles_never_reach_p_of_nothing():
    assert 0 < smallest_p([10**6, 10**6]) < 1e-200
    assert smallest_p([1, 1500]) == pytest.approx(1 / 1501)


def test_smallest_p_refuses_empty_groups():
    with pytest.raises(FramingError, match="groups of 1 or more"):
        smallest_p([3, 0])


def study(make_matrix, sizes):
    outlets = [chr(65 + i) for i, size in enumerate(sizes) for _ in range(size)]
    return make_matrix([(f"a{i}", outlet, (9, 0, 0)) for i, outlet in enumerate(outlets)])


@pytest.mark.parametrize(
    ("sizes", "identifiable", "verdict", "reason"),
    [
        ((4,), False, "description only", "nothing to compare"),
        ((1, 1, 1, 1, 1), False, "description only", "one article for each outlet"),
        ((1, 40), False, "description only", "Only one outlet has more than one"),
        ((3, 3), True, "description only", "could not reach a p below 0.1"),
        ((8, 8), True, "comparable", "could reach a p of 0.00016"),
    ],
)
def test_designs(make_matrix, sizes, identifiable, verdict, reason):
    design = design_of(study(make_matrix, sizes))
    assert design.n_articles == sizes
    assert (design.identifiable, design.verdict) == (identifiable, verdict)
    assert reason in design.reason


def test_the_level_decides(make_matrix):
    features = study(make_matrix, (3, 3))
    assert design_of(features, level=0.9).verdict == "comparable"
    with pytest.raises(FramingError, match="found 95"):
        design_of(features, level=95)


def test_one_article_an_outlet_is_description_only(make_matrix, make_match):
    features = make_matrix(
        [("a", "A", (50, 0, 0)), ("b", "B", (100, 0, 0))], [make_match("a", "riot", "riot*")]
    )
    table = compare(features, by="outlet", voice="authorial", seed=1)
    assert table.columns == [
        "feature", "group", "voice", "n", "words", "value", "low", "high", "level", "n_articles",
        "method", "conclusion",
    ]  # fmt: skip
    assert table.frame[["low", "high", "level"]].isna().all().all()
    assert set(table.frame["conclusion"]) == {"description only"}
    assert table.where(feature="actors.riot")["value"].tolist() == [20.0, 0.0]
    assert table.notes == (table.design.reason,)


def test_articles_without_a_match_are_too_little_text(make_matrix):
    table = compare(study(make_matrix, (8, 8, 1)))
    wanted = {"A": "too little text", "B": "too little text", "C": "description only"}
    assert table.frame.set_index("group")["conclusion"].to_dict() == wanted
    assert set(table.frame["voice"]) == {"all"}


def test_an_unknown_voice_is_refused(make_matrix):
    with pytest.raises(FramingError, match="did you mean 'authorial'"):
        compare(study(make_matrix, (1, 1)), voice="autorial")


def test_statistics_load_no_plots_and_no_learning():
    code = (
        "import sys, framing.stats;"
        "print([m for m in ('matplotlib', 'sklearn', 'seaborn', 'scipy') if m in sys.modules])"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "[]"
