import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from framing.errors import FramingError
from framing.stats import distinctive_terms, log_odds, pooled_prior

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
counts = arrays(np.int64, 5, elements=st.integers(0, 1000))


def test_log_odds_by_hand():
    delta, variance, z = log_odds([3, 1], [1, 3], prior=1)
    assert delta[0] == pytest.approx(math.log(4 / 2) - math.log(2 / 4))
    assert variance[0] == pytest.approx(1 / 4 + 1 / 2)
    assert z[0] == pytest.approx(2 * math.log(2) / math.sqrt(0.75))


@given(counts, counts, st.floats(0.01, 100))
def test_log_odds_turn_their_sign_with_the_groups(y_i, y_j, prior):
    one, other = log_odds(y_i, y_j, prior=prior), log_odds(y_j, y_i, prior=prior)
    assert np.allclose(one.delta, -other.delta)
    assert np.allclose(one.z, -other.z)
    assert np.array_equal(one.variance, other.variance)
    assert np.allclose(log_odds(y_i, y_i, prior=prior).delta, 0)


@given(counts)
def test_a_stronger_prior_pulls_to_the_pooled_corpus(y):
    rest = np.array([10, 20, 30, 40, 50])
    weak, strong = (
        np.abs(log_odds(y, rest, prior=pooled_prior(y + rest, strength=s)).delta) for s in (10, 1e6)
    )
    assert (strong <= weak + 1e-9).all()


@pytest.mark.parametrize(
    ("y_i", "y_j", "prior"),
    [([1, 2], [1, 2, 3], 1), ([1], [1], 1), (3, 3, 1), ([1, -1], [1, 1], 1), ([1, 1], [1, 1], 0)],
)
def test_log_odds_refuse_what_they_cannot_score(y_i, y_j, prior):
    with pytest.raises(FramingError, match="log_odds: expected"):
        log_odds(y_i, y_j, prior=prior)


def test_a_pooled_prior_sums_to_its_strength():
    assert pooled_prior([1, 3], strength=200).tolist() == [50.0, 150.0]
    with pytest.raises(FramingError, match="above 0"):
        pooled_prior([1, 3], strength=0)
    with pytest.raises(FramingError, match="some counts"):
        pooled_prior([0, 0])


def test_distinctive_terms_by_hand(matrix, one):
    table = distinctive_terms(matrix, prior=15)
    assert table.columns == [
        "group", "against", "term", "n", "n_rest", "articles_with", "articles",
        "articles_with_rest", "articles_rest", "per_1000", "per_1000_rest", "log_ratio", "log_odds",
        "low", "high", "level", "z", "dp", "p_value", "p_adjusted", "smallest_p", "rank",
    ]  # fmt: skip
    square = one(table, group="Herald", term="square")
    assert (square["n"], square["n_rest"], square["articles_with"], square["rank"]) == (8, 1, 2, 1)
    assert square["per_1000"] == pytest.approx(1000 * 8 / 100)
    assert square["per_1000_rest"] == pytest.approx(1000 * 1 / 80)
    assert square["log_ratio"] == pytest.approx(math.log2((8 / 100) / (1 / 80)))
    assert (square["articles"], square["articles_with_rest"], square["articles_rest"]) == (2, 1, 1)
    # pooled authorial counts of one word: square 9, order 6, tax 1, so that 15 · 9/16 is the prior
    a = 15 * 9 / 16
    delta = math.log((8 + a) / (2 + 15 - a)) - math.log((1 + a) / (5 + 15 - a))
    assert square["log_odds"] == pytest.approx(delta)
    assert square["z"] == pytest.approx(delta / math.sqrt(1 / (8 + a) + 1 / (1 + a)))
    assert one(table, group="Gazette", term="order")["n_rest"] == 1


def test_longer_terms_are_scored_among_their_like(matrix):
    # "public order" is the only term of two words, so there is nothing to score it among
    assert "public order" not in set(distinctive_terms(matrix).frame["term"])


def test_words_used_once_are_not_listed(matrix):
    assert "tax" not in set(distinctive_terms(matrix).frame["term"])
    assert "tax" in set(distinctive_terms(matrix, min_n=1).frame["term"])


def test_words_to_leave_out_count_but_are_not_listed(matrix, one):
    every = distinctive_terms(matrix, min_n=1, prior=15)
    left = distinctive_terms(matrix, min_n=1, prior=15, leave_out=["square", "a.x"])
    assert "square" not in set(left.frame["term"])
    order = {"group": "Gazette", "term": "order"}
    assert one(left, **order)["z"] == one(every, **order)["z"]


def test_words_that_are_rarer_here_than_in_the_rest_are_not_listed(make_matrix):
    counts = [
        ("a", "tax", "authorial", 6), ("a", "order", "authorial", 4),
        ("b", "tax", "authorial", 5), ("b", "order", "authorial", 5),
    ]  # fmt: skip
    articles = [("a", "Herald", (1000, 0, 0)), ("b", "Gazette", (20, 0, 0))]
    # among the counted terms "tax" is typical of Herald; among all its words it is rarer there
    assert log_odds([6, 4], [5, 5], prior=1).z[0] > 0
    frame = distinctive_terms(make_matrix(articles, (), counts), prior=2).frame
    assert (frame["per_1000"] > frame["per_1000_rest"]).all()
    assert "tax" not in set(frame[frame["group"] == "Herald"]["term"])
    articles[0] = ("a", "Herald", (10, 0, 0))
    frame = distinctive_terms(make_matrix(articles, (), counts), prior=2).frame
    assert "tax" in set(frame[frame["group"] == "Herald"]["term"])


def test_one_article_on_a_side_gives_scores_alone(matrix):
    table = distinctive_terms(matrix)
    estimated = ["low", "high", "level", "p_value", "p_adjusted", "smallest_p"]
    assert len(table)
    assert table.frame[estimated].isna().all().all()
    assert "Nothing is tested" in table.notes[0]


def test_one_group_has_nothing_to_differ_from(make_matrix):
    features = make_matrix([("a", "Herald", (9, 0, 0))], (), [("a", "tax", "authorial", 3)])
    table = distinctive_terms(features)
    assert len(table) == 0
    assert "one group" in table.notes[0]


@relaxed
@given(data=st.data())
def test_ranks_follow_z_and_cut_at_top(drawn, data):
    features = data.draw(drawn)
    every = distinctive_terms(features, voice=None, top=None, min_n=1).frame
    for _, rows in every.groupby("group"):
        assert rows["rank"].tolist() == list(range(1, len(rows) + 1))
        assert (np.diff(rows["z"]) <= 0).all()
        assert (rows["z"] > 0).all()
    best = distinctive_terms(features, voice=None, top=1, min_n=1).frame
    assert best.to_csv() == every[every["rank"] == 1].reset_index(drop=True).to_csv()
