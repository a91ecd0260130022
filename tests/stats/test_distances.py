import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from framing.errors import FramingError
from framing.stats import (
    classical_scaling,
    cosine_distance,
    outlet_positions,
    vocabulary_distances,
)

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
vectors = arrays(np.int64, 6, elements=st.integers(0, 100))


def test_cosine_distance_by_hand():
    assert cosine_distance([1, 0], [0, 2]) == 1.0
    assert cosine_distance([3, 4], [4, 3]) == pytest.approx(1 - 24 / 25)
    assert math.isnan(cosine_distance([0, 0], [1, 2]))


def test_cosine_distance_of_rows():
    distances = cosine_distance([[1, 0], [1, 1], [0, 1]], [[1, 0], [0, 1]])
    assert distances.shape == (3, 2)
    assert distances[1].tolist() == pytest.approx([1 - math.sqrt(0.5)] * 2)


def test_cosine_distance_refuses_other_terms():
    with pytest.raises(FramingError, match="same terms"):
        cosine_distance([1, 2], [1, 2, 3])


@given(vectors, vectors)
def test_distance_is_symmetric_and_nothing_for_itself(a, b):
    one, other = cosine_distance(a, b), cosine_distance(b, a)
    assert np.array_equal(one, other, equal_nan=True)
    if a.any():
        assert cosine_distance(a, a) == pytest.approx(0, abs=1e-12)
        assert cosine_distance(a, 7 * a) == pytest.approx(0, abs=1e-12)
    if a.any() and b.any():
        assert 0 <= one <= 1


def test_vocabulary_distances_by_hand(matrix, one):
    table = vocabulary_distances(matrix)
    assert table.columns == ["group_a", "group_b", "distance", "words_a", "words_b"]
    pair = one(table, group_a="Herald", group_b="Gazette")
    assert (pair["words_a"], pair["words_b"]) == (100, 80)
    idf = {df: math.log(4 / (1 + df)) + 1 for df in (1, 2, 3)}
    # tax stands in two articles in any voice, of which one is quoted
    herald = np.array([1 * idf[2], 0, 8 * idf[3], 1 * idf[2]])  # order, public order, square, tax
    gazette = np.array([5 * idf[2], 3 * idf[1], 1 * idf[3], 0])
    expected = 1 - herald @ gazette / math.sqrt((herald @ herald) * (gazette @ gazette))
    assert pair["distance"] == pytest.approx(expected)


def test_each_pair_stands_once(make_matrix):
    articles = [(outlet, outlet, (9, 0, 0)) for outlet in "ABCD"]
    frame = vocabulary_distances(make_matrix(articles)).frame
    assert len(set(map(frozenset, frame[["group_a", "group_b"]].to_numpy()))) == 6
    assert len(frame) == 6


@given(arrays(np.float64, (5, 2), elements=st.floats(-10, 10)))
def test_scaling_finds_the_distances_of_points_in_a_plane(points):
    distances = np.linalg.norm(points[:, None] - points[None], axis=2)
    found, _ = classical_scaling(distances)
    again = np.linalg.norm(found[:, None] - found[None], axis=2)
    assert np.allclose(again, distances, atol=1e-5)


def test_scaling_refuses_what_are_no_distances():
    for wrong in ([[0, 1]], [[0, 1], [2, 0]], [[0, math.nan], [math.nan, 0]]):
        with pytest.raises(FramingError, match="symmetric square"):
            classical_scaling(wrong)


def test_positions_of_two_groups_lie_as_far_apart_as_they_are(matrix):
    distances = vocabulary_distances(matrix)
    positions = outlet_positions(distances)
    assert positions.columns == ["group", "x", "y", "words"]
    assert positions.frame["group"].tolist() == ["Herald", "Gazette"]
    assert np.ptp(positions.frame["x"]) == pytest.approx(distances.frame["distance"].iloc[0])
    assert "100 %" in positions.notes[0]


def test_a_group_without_words_has_no_place(make_matrix):
    articles = [("a", "A", (9, 0, 0)), ("b", "B", (9, 0, 0)), ("c", "C", (0, 9, 0))]
    terms = [("a", "tax", "authorial", 2), ("b", "tax", "authorial", 1)]
    positions = outlet_positions(vocabulary_distances(make_matrix(articles, (), terms)))
    assert positions.frame["group"].tolist() == ["A", "B"]
    assert positions.notes[-1] == "No place for lack of words: C."


def test_nothing_to_place(make_matrix):
    positions = outlet_positions(vocabulary_distances(make_matrix([("a", "A", (9, 0, 0))])))
    assert len(positions) == 0


@relaxed
@given(data=st.data())
def test_distances_lie_between_nothing_and_one(drawn, data):
    found = vocabulary_distances(data.draw(drawn), voice=None).frame["distance"].dropna()
    assert found.between(0, 1).all()
