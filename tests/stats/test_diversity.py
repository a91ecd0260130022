import math
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from framing.errors import FramingError
from framing.features import RUNS_SCHEMA
from framing.stats import role_diversity, shannon_diversity, simpson_diversity


def test_indices_of_known_counts():
    assert shannon_diversity([5, 5, 5, 5]) == pytest.approx(math.log(4))
    assert simpson_diversity([5, 5, 5, 5]) == pytest.approx(0.75)
    assert shannon_diversity([7, 0]) == simpson_diversity([7, 0]) == 0
    assert np.isnan(shannon_diversity([0, 0]))
    assert np.isnan(simpson_diversity([0, 0]))
    assert simpson_diversity([[3, 1], [1, 1]]) == pytest.approx([1 - 10 / 16, 0.5])
    with pytest.raises(FramingError, match="0 or more"):
        shannon_diversity([1, -1])


def test_runs_with_a_role_count_once(make_matrix):
    articles = [(f"a{i}", "AB"[i % 2], (50, 20, 0)) for i in range(24)]
    runs = [
        {"article": i, "start": 0, "end": 9, "voice": voice, "outer_voice": "", "speaker": "x",
         "speaker_role": role}
        for i in range(24)
        for voice, role in [
            ("direct", "officials" if i % 2 else ["officials", "witnesses", "experts"][i % 3]),
            ("indirect", "officials" if i % 2 else "protesters"),
            ("direct", ""),
            ("authorial", "officials"),
        ]
    ]  # fmt: skip
    features = replace(make_matrix(articles), runs=pa.Table.from_pylist(runs, schema=RUNS_SCHEMA))
    table = role_diversity(features, seed=1)
    a, b = (table.where(group=group, index="shannon").iloc[0] for group in "AB")
    assert a["value"] == pytest.approx(shannon_diversity([4, 4, 4, 12]))
    assert (a["n"], a["n_unknown"], a["roles"]) == (24, 12, 4)
    assert a["low"] < a["value"] < a["high"] <= math.log(4)
    assert (b["value"], b["roles"]) == (0, 1)
