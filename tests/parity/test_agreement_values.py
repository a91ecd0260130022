"""Values that other tools and authors give for agreement of coders.

Each case names its source and row; the numbers are theirs.
"""

import math

import numpy as np
import pytest
from nltk.metrics.agreement import AnnotationTask

from framing.stats import fleiss_kappa, krippendorff_alpha

_ = None
# three coders, fifteen units, from the article on the coefficient in Wikipedia
WIKIPEDIA = [
    [_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3],
    [1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _],
    [_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4],
]  # fmt: skip
# four coders, twelve units: Krippendorff (2011), page 8; irr's man page has other gaps in it
KRIPPENDORFF = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]  # fmt: skip
IRR = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, _],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]  # fmt: skip

# computed: krippendorff 0.9.0; published roundings: Wikipedia nominal .691358, interval .810845;
# Krippendorff nominal .743, ordinal .815, interval .849, ratio .797 (krippendorff.py:303-349,
# Krippendorff 2011 p. 8, irr man/kripp.alpha.Rd). IRR: cran/irr 0.84.1 man/kripp.alpha.Rd Examples
ALPHAS = [
    ("E559", WIKIPEDIA, "nominal", 0.691358024691358),
    ("E560", WIKIPEDIA, "ordinal", 0.8067214199413153),
    ("E561", WIKIPEDIA, "interval", 0.8108448928121059),
    ("E562", WIKIPEDIA, "ratio", 0.8089436707842471),
    ("E563", KRIPPENDORFF, "nominal", 0.743421052631579),
    ("E564", KRIPPENDORFF, "ordinal", 0.8153875037548814),
    ("E565", KRIPPENDORFF, "interval", 0.8491071428571428),
    ("E566", KRIPPENDORFF, "ratio", 0.7974027747116121),
    ("E648", IRR, "nominal", 0.743421052631579),
    ("E649", IRR, "ordinal", 0.815387503754881),
    ("E650", IRR, "interval", 0.849107142857143),
    ("E651", IRR, "ratio", 0.797402774711612),
]  # fmt: skip

# thirty patients, six raters: 1 depression, 2 personality disorder, 3 schizophrenia, 4 neurosis,
# 5 other; one string a rater
DIAGNOSES = [
    "422521311511212311215221121215",
    "423521311542242311235421421235",
    "423523334544244311435444421435",
    "453543334544344341455454421435",
    "453543534544344351455454425435",
    "455543544544345552455454545435",
]


@pytest.mark.parametrize(("row", "ratings", "level", "expected"), ALPHAS)
def test_alpha(row, ratings, level, expected):
    alpha = krippendorff_alpha(ratings, level=level)
    assert alpha.value == pytest.approx(expected, abs=1e-6), row
    assert alpha.low <= alpha.value <= alpha.high


@pytest.mark.parametrize("ratings", [WIKIPEDIA, KRIPPENDORFF])
def test_nominal_alpha_is_that_of_nltk(ratings):
    triples = [
        (coder, unit, value)
        for coder, row in enumerate(ratings)
        for unit, value in enumerate(row)
        if value is not None and sum(other[unit] is not None for other in ratings) > 1
    ]
    ours = krippendorff_alpha(ratings).value
    assert ours == pytest.approx(AnnotationTask(triples).alpha(), abs=1e-9)


def test_alpha_of_one_value_is_undefined():
    # E567, computed krippendorff 0.9.0, which raises: "There has to be more than one value in the
    # domain"; ours is not a number, with the reason
    alpha = krippendorff_alpha([[1, 1, 1], [1, 1, 1]])
    assert math.isnan(alpha.value)
    assert "undefined" in alpha.note


@pytest.mark.parametrize(
    ("row", "ratings", "expected"),
    [
        # computed krippendorff 0.9.0
        ("E568", [[1, 2, 3], [1, 2, 3]], 1.0),
        ("E569", [[1, 2, 1, 2], [2, 1, 2, 1]], -0.75),
    ],
)
def test_alpha_at_its_ends(row, ratings, expected):
    assert krippendorff_alpha(ratings).value == pytest.approx(expected, abs=1e-6), row


def test_fleiss_kappa():
    # E652: cran/irr data/diagnoses.rda (Fleiss 1971: kappa 0.430, z 17.7)
    kappa = fleiss_kappa(DIAGNOSES)
    assert kappa.value == pytest.approx(0.430244520060141, abs=1e-6)
    # the peer's z is against the variance under chance (Fleiss, Nee & Landis 1979); ours has an
    # interval in its place
    n, m = len(DIAGNOSES[0]), len(DIAGNOSES)
    p = np.array([sum(row.count(c) for row in DIAGNOSES) for c in "12345"]) / (n * m)
    q = 1 - p
    variance = 2 * ((p @ q) ** 2 - p @ (q * (q - p))) / (n * m * (m - 1) * (p @ q) ** 2)
    z = kappa.value / math.sqrt(variance)
    assert z == pytest.approx(17.6518305829914, abs=1e-6)
    assert kappa.low < kappa.value < kappa.high
