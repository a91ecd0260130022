"""Runs: layers laid over each other and cut up."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from framing.segmentation.runs import AUTHORIAL, Layer, Layers, runs_of

ARTICLES = [(0, 12), (13, 13), (14, 30)]
SPANS = st.sampled_from([(0, 12), (14, 30)]).flatmap(
    lambda article: st.tuples(st.integers(article[0], article[1] - 1), st.integers(1, 12)).map(
        lambda pair: (pair[0], min(pair[0] + pair[1], article[1]))
    )
)
LAYERS = st.lists(
    st.builds(lambda span, voice, who: Layer(*span, voice, who), SPANS, st.integers(1, 3),
              st.integers(-1, 4)),
    max_size=9,
)  # fmt: skip


def clipped(layers: list[Layer]) -> list[Layer]:
    """Let each layer end with the one that it begins in."""
    found: list[Layer] = []
    for layer in layers:
        ends = [other.end for other in found if other.start <= layer.start < other.end]
        found.append(layer._replace(end=min([layer.end, *ends])))
    return found


@given(LAYERS)
@example([Layer(0, 4, 1, 0), Layer(2, 6, 2, 1), Layer(5, 9, 3, 2), Layer(8, 11, 1, 3)])
def test_each_place_has_the_voice_of_the_innermost_layer(layers: list[Layer]) -> None:
    layers = sorted(layers, key=lambda layer: layer.start)
    columns = np.array(layers, np.int64).reshape(-1, 4).T
    runs = runs_of(np.array(ARTICLES), Layers(*columns), [("", "")] * 5)
    covered = [i for a, b in zip(runs.start, runs.end, strict=True) for i in range(a, b)]
    assert covered == [i for start, end in ARTICLES for i in range(start, end)]
    for start, end, voice, outer, speaker in zip(
        runs.start, runs.end, runs.voice, runs.outer, runs.speaker, strict=True
    ):
        for place in range(start, end):
            open_layers = [la for la in clipped(layers) if la.start <= place < la.end]
            named = [la.speaker for la in open_layers if la.speaker >= 0]
            assert voice == (open_layers[-1].voice if open_layers else AUTHORIAL)
            assert outer == (open_layers[-2].voice if len(open_layers) > 1 else -1)
            assert speaker == (named[-1] if named else -1)
