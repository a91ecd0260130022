"""Values that other tools and authors give for scores, weights and exact permutation.

Each case names its source; the numbers are theirs.
"""

import itertools

import numpy as np
import pytest

from framing.stats import (
    balance_logit,
    inverse_article_frequency,
    log_odds,
    pooled_prior,
    smallest_p,
)

D1 = ["a", "a", "a", "b", "b", "c", "c", "c", "c", "c", "c", "d", "e", "f", "g", "h", "h"]
D2 = ["a", "a", "b", "c", "c", "d", "d", "d", "d", "e", "f", "h"]
TERMS = sorted({*D1, *D2})
Y1, Y2 = (np.array([words.count(term) for term in TERMS]) for words in (D1, D2))

FIGHTING_WORDS = [
    # computed: convokit 5.0.0 fighting_words/fightingWords.py:136-175
    (0.01, {
        "a": 0.07610188983388708,
        "b": 0.3113260263057189,
        "c": 1.2280435873362585,
        "d": -1.8571897482661432,
        "e": -0.26486408019782653,
        "f": -0.26486408019782653,
        "g": 0.43076170598190217,
        "h": 0.3113260263057189,
    }),
    # computed: convokit 5.0.0 fighting_words/fightingWords.py:136-175
    (0.1, {
        "a": 0.08040483521481225,
        "b": 0.2995423562580213,
        "c": 1.2211387547169856,
        "d": -1.832564529638869,
        "e": -0.26388308380765824,
        "f": -0.26388308380765824,
        "g": 0.6430997440975179,
        "h": 0.2995423562580213,
    }),
    # computed: convokit 5.0.0 fighting_words/fightingWords.py:136-175
    (1, {
        "a": 0.09999570180844759,
        "b": 0.22434103891448548,
        "c": 1.1450208401941884,
        "d": -1.6060702126138529,
        "e": -0.2451224580329847,
        "f": -0.2451224580329847,
        "g": 0.40995635542179953,
        "h": 0.22434103891448548,
    }),
]  # fmt: skip

# computed: convokit 5.0.0: informative prior, the pooled counts themselves
POOLED = {
    "a": 0.0430988180998455,
    "b": 0.17961498855213498,
    "c": 0.7359772661722173,
    "d": -1.19270107240786,
    "e": -0.1513955586032254,
    "f": -0.1513955586032254,
    "g": 0.48813186706905065,
    "h": 0.17961498855213498,
}

# Monroe's two terms of variance (equation 20) are below; scattertext takes four.
CAT, NOT_CAT = [1, 5, 1, 9], [100, 510, 100, 199]
FOUR_TERMS = [
    # computed scattertext 0.2.2, uninformative prior
    (0.001, [-0.5942068772238517, -1.9026963338929832, -0.5942068772238517, 2.9848795814797566]),
    # computed scattertext 0.2.2, uninformative prior
    (0.01, [-0.5898449058998201, -1.9056840679574327, -0.5898449058998201, 2.9830643070742044]),
    # computed scattertext 0.2.2, uninformative prior
    (0.5, [-0.3612114363756127, -2.0612822128222446, -0.3612114363756127, 2.8875297755040386]),
    # computed scattertext 0.2.2, uninformative prior
    (1, [-0.14990265957468726, -2.2076189822193157, -0.14990265957468726, 2.7979767468674264]),
]


@pytest.mark.parametrize(("alpha", "expected"), FIGHTING_WORDS)
def test_log_odds_with_a_uniform_prior(alpha, expected):
    z = log_odds(Y1, Y2, prior=alpha).z
    assert dict(zip(TERMS, z, strict=True)) == pytest.approx(expected, abs=1e-5)


def test_log_odds_with_the_pooled_counts_as_prior():
    prior = pooled_prior(Y1 + Y2, strength=float((Y1 + Y2).sum()))
    z = log_odds(Y1, Y2, prior=prior).z
    assert dict(zip(TERMS, z, strict=True)) == pytest.approx(POOLED, abs=1e-5)


@pytest.mark.parametrize(("alpha", "expected"), FOUR_TERMS)
def test_the_delta_agrees_where_the_variance_is_another(alpha, expected):
    y_i, y_j = np.array(CAT), np.array(NOT_CAT)
    delta, variance, z = log_odds(y_i, y_j, prior=alpha)
    rest = sum(
        1 / (y.sum() + len(y) * alpha - y - alpha) for y in (y_i, y_j)
    )  # what equation 20 leaves out of equation 19
    assert delta / np.sqrt(variance + rest) == pytest.approx(expected, abs=1e-6)
    assert (np.abs(z) > np.abs(expected)).all()


def _unit(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


COUNTS = np.array([[3, 0, 1], [2, 0, 0], [3, 0, 0], [4, 0, 0], [3, 2, 0], [3, 0, 2]])
WEIGHTED = [
    # scikit-learn user guide 6.2.3.5 "Tf-idf term weighting" (published);
    # computed scikit-learn 1.9.1, smooth_idf=False
    (
        False,
        [
            [0.8194099510753754, 0.0, 0.5732079309279059],
            [1.0, 0.0, 0.0],
            [1.0, 0.0, 0.0],
            [1.0, 0.0, 0.0],
            [0.47330339145578754, 0.8808994832762984, 0.0],
            [0.5814926070688599, 0.0, 0.8135516873095774],
        ],
    ),
    # scikit-learn user guide 6.2.3.5 "Tf-idf term weighting" (published);
    # computed scikit-learn 1.9.1, smooth_idf=True
    (
        True,
        [
            [0.85151334721046, 0.0, 0.5243329281310096],
            [1.0, 0.0, 0.0],
            [1.0, 0.0, 0.0],
            [1.0, 0.0, 0.0],
            [0.5542289327998063, 0.8323642772534078, 0.0],
            [0.63035730725644, 0.0, 0.7763051366495072],
        ],
    ),
]


@pytest.mark.parametrize(("smooth", "expected"), WEIGHTED)
def test_tf_idf(smooth, expected):
    idf = inverse_article_frequency((COUNTS > 0).sum(axis=0), len(COUNTS), smooth=smooth)
    assert _unit(COUNTS * idf) == pytest.approx(np.array(expected), abs=1e-6)


def test_idf_of_the_users_guide():
    # computed scikit-learn 1.9.1: TfidfVectorizer(), idf of
    # and, document, first, is, one, second, the, third, this
    expected = [
        1.916290731874155,
        1.2231435513142097,
        1.5108256237659907,
        1.0,
        1.916290731874155,
        1.916290731874155,
        1.0,
        1.916290731874155,
        1.0,
    ]
    idf = inverse_article_frequency([1, 3, 2, 4, 1, 1, 4, 1, 4], 4)
    assert idf == pytest.approx(np.array(expected), abs=1e-6)


def test_smallest_p_of_two_times_three_articles():
    # computed scipy: exact two-sided, complete separation, 2/20
    assert smallest_p([3, 3]) == pytest.approx(0.1)


def test_smallest_p_is_the_share_of_arrangements_that_scipy_counts():
    # computed scipy 1.13.1 permutation_test(n_resamples=inf): 12870 arrangements of 8 and 8
    arrangements = sum(1 for _ in itertools.combinations(range(16), 8))
    assert arrangements == 12870
    assert smallest_p([8, 8]) == pytest.approx(2 / 12870)


def test_balance_logit():
    # quanteda/quanteda.sentiment tests/testthat/test-textstat_polarity.R:3-20: 3 good, 2 bad
    assert balance_logit(3, 2) == pytest.approx(0.33647223662121295)
