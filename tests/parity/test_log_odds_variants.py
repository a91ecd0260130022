"""Values that other tools give under the name of log-odds with a Dirichlet prior.

Three variances are in use: two terms (Monroe et al. 2008, equation 20; ConvoKit; ours), four terms
(scattertext), and against all groups pooled (tidylo). Here the peers' values are worked out from
ours, so that what differs is written down. Sources and rows stand beside the numbers.
"""

import numpy as np
import pytest
from scipy.stats import norm

from framing.stats import log_odds

CAT, NOT_CAT = np.array([1, 5, 1, 9]), np.array([100, 510, 100, 199])


def four_terms(y_i, y_j, a_i, a_j):
    """z with all four terms of equation 19, and priors that may differ."""
    i, j = y_i + a_i, y_j + a_j
    tiny = 1e-9  # log_odds takes one prior; the rest of it is added to the counts
    delta, variance, _ = log_odds(i - tiny, j - tiny, prior=tiny)
    return delta / np.sqrt(variance + 1 / (i.sum() - i) + 1 / (j.sum() - j))


@pytest.mark.parametrize(
    ("row", "scale", "sigma", "expected"),
    [
        # computed scattertext 0.2.2; prior: the pooled counts, scaled
        ("E553", "none", 10, [-0.09604808813491016, -0.31546111888065526, -0.09604808813491016, 0.5188378261892301]),
        ("E554", "word", 10, [-0.47404583278991863, -1.541435919316539, -0.47404583278991863, 2.47771725042929]),
        ("E555", "class-size", 1, [-0.42585778042852973, -1.389147674992493, -0.42585778042852973, 2.2468565168636596]),
        ("E556", "corpus-size", 1, [-0.09604808813491016, -0.31546111888065526, -0.09604808813491016, 0.5188378261892301]),
    ],
)  # fmt: skip
def test_scaled_priors_of_scattertext(row, scale, sigma, expected):
    prior = (CAT + NOT_CAT).astype(float)
    n_i, n_j, total = CAT.sum(), NOT_CAT.sum(), prior.sum()
    by_i, by_j = {
        "none": (1.0, 1.0),
        "word": (sigma / total, sigma / total),
        "class-size": (sigma * n_i / total, sigma * n_j / total),
        "corpus-size": (sigma * (n_i + n_j) / total,) * 2,
    }[scale]
    ours = four_terms(CAT, NOT_CAT, prior * by_i, prior * by_j)
    assert ours == pytest.approx(np.array(expected), abs=1e-6), row


def in_unit_range(z):
    """Return 1 − 2 Φ(z), scattertext's score, whose sign is turned."""
    return 1 - 2 * norm.cdf(z)


def test_scores_of_scattertext():
    # E547, published: scattertext/test/test_logOddsUninformativePriorScore.py:13-17, prior .01
    ours = in_unit_range(four_terms(CAT, NOT_CAT, 0.01, 0.01))
    assert ours == pytest.approx(np.array([0.4447054, 0.9433088, 0.4447054, -0.9971462]), abs=1e-6)


def test_thresholded_scores_of_scattertext():
    # E548, published: test_logOddsUninformativePriorScore.py:27-34: 0 where p lies in (.1, .9)
    y_i, y_j = np.array([1, 5, 2, 7, 10]), np.array([10, 10, 1, 5, 10])
    ours = in_unit_range(four_terms(y_i, y_j, 0.01, 0.01))
    ours[np.abs(ours) < 1 - 2 * 0.1] = 0
    assert -ours == pytest.approx(np.array([-0.9593012, 0, 0, 0.8197493, 0]), abs=1e-6)


def test_scattertexts_p_of_z_is_one_sided():
    # E557, published: test_logOddsRatioUninformativeDirichletPrior.py:21-23. No score of ours has
    # a p: words of an article are not independent
    expected = [0.5, 0.9750021048517795, 0.024997895148220428]
    assert norm.cdf([0, 1.96, -1.96]) == pytest.approx(np.array(expected), abs=1e-6)


THE_FOX = {
    1: {"the": 1, "quick": 1, "brown": 1, "fox": 1, "jumped": 2},
    2: {"over": 1, "the": 1, "lazy": 1, "brown": 1, "dog": 2},
}
TEXTS = {2: {"an": 1, "interesting": 1, "text": 3}, 3: {"a": 1, "boring": 2, "text": 1}}
CARS = {0: {3: 12, 4: 2, 5: 4}, 1: {3: 3, 4: 10, 5: 1}}
ONE, TWO = (0.773189888233482,) * 2, (0.8754687373539, 1.23809976179953)
ONE_U, TWO_U = (0.798507696217771,) * 2, (0.864997437486605, 1.05940117532859)
# computed tidylo 0.2.0.9000 (git 5b8d9b0): log_odds and log_odds_weighted of each word; E618 and
# E619 on tests/testthat/test-bind-log-odds.R:3-13, E620 on its lines 53-57, E621 and E622 on
# man/bind_log_odds.Rd (mtcars, vs and gear)
TIDYLO = [
    ("E618", THE_FOX, None, {
        (1, "the"): (0, 0), (1, "quick"): ONE, (1, "brown"): (0, 0), (1, "fox"): ONE, (1, "jumped"): TWO,
        (2, "over"): ONE, (2, "the"): (0, 0), (2, "lazy"): ONE, (2, "brown"): (0, 0), (2, "dog"): TWO,
    }),
    ("E619", THE_FOX, 1, {
        (1, "the"): (0, 0), (1, "quick"): ONE_U, (1, "brown"): (0, 0), (1, "fox"): ONE_U, (1, "jumped"): TWO_U,
        (2, "over"): ONE_U, (2, "the"): (0, 0), (2, "lazy"): ONE_U, (2, "brown"): (0, 0), (2, "dog"): TWO_U,
    }),
    ("E620", TEXTS, None, {
        (2, "an"): ONE_U, (2, "interesting"): ONE_U, (2, "text"): (0.377294231141468, 0.793310143626095),
        (3, "a"): ONE_U, (3, "boring"): (0.944461608840851, 1.33567041636344),
        (3, "text"): (-0.364643113587909, -0.68504512591701),
    }),
    ("E621", CARS, None, {
        (0, 3): (0.285505793029186, 1.17283472355365), (0, 4): (-0.433635985074861, -1.37675157124392),
        (0, 5): (0.17005146420214, 0.403312459744014), (1, 3): (-0.316669609325033, -1.13547773031608),
        (1, 4): (0.423814246776361, 1.56611679052277), (1, 5): (-0.210721031315652, -0.4362339790201),
    }),
    ("E622", CARS, 1, {
        (0, 3): (0.696816909448908, 1.89127286035937), (0, 4): (-1.25276296849537, -1.96910598286454),
        (0, 5): (0.324926245624152, 0.55491720691313), (1, 3): (-0.967345902674439, -1.74071072633907),
        (1, 4): (1.145132304303, 2.84214363557635), (1, 5): (-0.526825965112432, -0.657067421302414),
    }),
]  # fmt: skip


@pytest.mark.parametrize(("row", "groups", "alpha", "expected"), TIDYLO)
def test_tidylo_compares_with_all_groups_pooled(row, groups, alpha, expected):
    words = sorted({word for counts in groups.values() for word in counts})
    y = np.array([[counts.get(word, 0) for word in words] for counts in groups.values()])
    prior = y.sum(axis=0) if alpha is None else np.full(len(words), alpha)
    # pairs that are not in the peer's data get no prior; the pooled counts hold the group itself
    # and the prior once for every group
    smoothed = np.where(y > 0, y + prior, 0.0)
    tiny = 1e-9
    ours = [log_odds(mine, smoothed.sum(axis=0), prior=tiny) for mine in smoothed]
    for (group, word), (delta, z) in expected.items():
        i, w = list(groups).index(group), words.index(word)
        assert ours[i].delta[w] == pytest.approx(delta, abs=1e-6), row
        assert ours[i].z[w] == pytest.approx(z, abs=1e-6), row
