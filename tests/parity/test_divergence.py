"""Values that other tools and authors give for divergences and dispersion.

Each case names its source and row; the numbers are theirs.
"""

import numpy as np
import pytest

from framing.stats import (
    dispersion_dp,
    dispersion_measures,
    jensen_shannon,
    jensen_shannon_shares,
    kullback_leibler,
    shannon_entropy,
)

P = {"a": 3, "b": 2, "c": 6, "d": 1, "e": 1, "f": 1, "g": 1, "h": 2}
Q = {"a": 2, "b": 1, "c": 2, "d": 4, "e": 1, "f": 1, "h": 1}


def aligned(p, q):
    terms = sorted({*p, *q})
    return terms, *([counts.get(term, 0) for term in terms] for counts in (p, q))


TERMS, YP, YQ = aligned(P, Q)


def test_jensen_shannon_of_almost_the_same_words():
    # E573, published: shifterator tests/test_shifts.py:6-7 (input); computed shifterator 0.3.0 and
    # scipy 1.13.1 (squared): 1/7
    _, p, q = aligned(dict.fromkeys("ABCDEFG", 10), dict.fromkeys("BCDEFGH", 10))
    assert jensen_shannon(p, q) == pytest.approx(0.14285714285714285, abs=1e-6)


def test_shares_of_terms_in_the_divergence():
    # E574, computed shifterator: sizes of the terms' shares
    expected = {
        "d": 0.5545449847401548,
        "b": 0.015391849842732373,
        "c": 0.17853247831649746,
        "a": 0.00073243651761552,
        "h": 0.015391849842732373,
        "e": 0.011103583961063085,
        "g": 0.21319923281814127,
        "f": 0.011103583961063085,
    }
    assert jensen_shannon(YP, YQ) == pytest.approx(0.13795436464337812, abs=1e-6)
    ours = dict(zip(TERMS, np.abs(jensen_shannon_shares(YP, YQ)), strict=True))
    assert ours == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("row", "base", "divergence", "distance"),
    [
        # computed scipy 1.13.1, whose jensenshannon is the root: the distance
        ("E575", 2, 0.13795436464337812, 0.3714220842160279),
        ("E576", np.e, 0.09562267889849617, 0.3092291688998568),
        ("E577", 10, 0.04152840179042339, 0.20378518540468882),
    ],
)
def test_jensen_shannon_to_a_base(row, base, divergence, distance):
    ours = jensen_shannon(YP, YQ, base=base)
    assert ours == pytest.approx(divergence, abs=1e-6), row
    assert np.sqrt(ours) == pytest.approx(distance, abs=1e-6), row


def test_entropy_in_bits():
    # E578, computed scipy and shifterator
    first, second = shannon_entropy(YP), shannon_entropy(YQ)
    assert (first, second) == pytest.approx((2.6601297526332566, 2.584962500721157), abs=1e-6)
    assert second - first == pytest.approx(-0.07516725191210094, abs=1e-6)


def test_differences_of_shares():
    # E579, computed shifterator: p2 - p1 of each term, whose sign the shares above have
    expected = {
        "d": 0.4242424242424242,
        "b": -0.05303030303030303,
        "c": -0.2878787878787879,
        "a": -0.015151515151515183,
        "h": -0.05303030303030303,
        "e": 0.03787878787878787,
        "g": -0.0909090909090909,
        "f": 0.03787878787878787,
    }
    shift = np.array(YQ) / sum(YQ) - np.array(YP) / sum(YP)
    shift /= np.abs(shift).sum()  # the peer prints shares of the whole
    assert dict(zip(TERMS, shift, strict=True)) == pytest.approx(expected, abs=1e-6)
    assert (np.sign(jensen_shannon_shares(YP, YQ)) == np.sign(shift)).all()


@pytest.mark.parametrize(
    ("p", "q", "distance"),
    # E580, published: scipy.spatial.distance.jensenshannon docstring Examples
    [
        ([1, 0, 0], [0, 1, 0], 1.0),
        ([1, 0], [0.5, 0.5], 0.46450140402245893),
        ([1, 0, 0], [1, 0, 0], 0.0),
    ],
)
def test_distances_of_scipy(p, q, distance):
    # to base 2, but for the second, which is in nats
    base = np.e if distance not in (0.0, 1.0) else 2
    assert np.sqrt(jensen_shannon(p, q, base=base)) == pytest.approx(distance, abs=1e-6)


PARTS = [
    "b a m n i b e u p",
    "b a s a t b e w q n",
    "b c a g a b e s t a",
    "b a g h a b e a a t",
    "b a h a a b e a x a t",
]


def test_dispersion_of_gries():
    # E558, published: scattertext/test/test_Dispersion.py:13-52 (Gries 2008, to three decimals)
    words = [part.split() for part in PARTS]
    counts = np.array([[part.count(word) for word in "biqx"] for part in words])
    sizes = [len(part) for part in words]
    ours = dispersion_measures(counts, sizes)
    assert ours.range.tolist() == [5, 1, 1, 1]
    expected = {
        "sd": [0, 0.4, 0.4, 0.4],
        "vc": [0, 2, 2, 2],
        "juilland_d": [0.968, 0, 0, 0],
        "rosengren_s": [0.999, 0.18, 0.2, 0.22],
        "dp": [0.02, 0.82, 0.8, 0.78],
        "dp_norm": [0.024, 1, 0.976, 0.951],
        "kl": [0.003, 2.474, 2.322, 2.184],
    }
    for name, values in expected.items():
        assert getattr(ours, name).round(3) == pytest.approx(np.array(values), abs=1e-6), name
    assert dispersion_dp(counts, sizes) == pytest.approx(ours.dp)
    in_bits = kullback_leibler(counts[:, 1], sizes)
    assert in_bits == pytest.approx(ours.kl[1])
