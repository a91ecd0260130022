"""Invented tables with the columns of `framing.stats`, of any size."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from framing.evidence import VOICES
from framing.signature import Signature
from framing.stats import Table
from framing.stats.shares import HELD_VOICES

LONG = "The Association of Independent Daily Papers of the Eastern Provinces and Islands"
OUTLETS = ["Meduza", "Izvestia", "El País", "The Guardian", "Anadolu Agency"]
NAMES = [
    "terrorists", "bandits", "rioters", "extremists", "crowd", "protesters", "demonstrators",
    "activists",
]  # fmt: skip


def outlets(n):
    return (OUTLETS + [f"Outlet {i:02d} of {n}" for i in range(n)])[:n]


def names(n):
    return (NAMES + [f"name_{i}" for i in range(n)])[:n]


def naming_table(groups, rivals, *, referents=("demonstrators",), mean=1.5, seed=0):
    rng = np.random.default_rng(seed)
    rows = []
    for referent in referents:
        n = rng.poisson(
            mean * rng.gamma(0.6, 2, (len(rivals), len(groups), 1)) * [1, 0.3, 0.6, 0.8]
        )
        n = np.concatenate([n.sum(axis=2, keepdims=True), n], axis=2)
        of = n.sum(axis=0)
        for i, name in enumerate(rivals):
            for g, group in enumerate(groups):
                for v, voice in enumerate(("all", *VOICES)):
                    rows.append(
                        {
                            "pack": "conflict_actors", "referent": referent, "name": name,
                            "valence": float(np.clip(i - 2, -2, 2)), "group": group,
                            "voice": voice, "n": int(n[i, g, v]), "of": int(of[g, v]),
                            "share": n[i, g, v] / of[g, v] if of[g, v] else np.nan,
                            "n_articles": 1, "articles_with": int(n[i, g, v] > 0),
                        }
                    )  # fmt: skip
    return Table("naming", pd.DataFrame(rows), Signature.of(by="outlet"))


def drawn_names(axis):
    """Return the names of the ticks that lie within the axis."""
    low, high = sorted(axis.get_view_interval())
    ticks = zip(axis.get_majorticklocs(), axis.get_majorticklabels(), strict=True)
    return [name for at, name in ticks if low <= at <= high and name.get_text()]


def overlapping(labels, renderer):
    """Return the pairs of visible texts whose boxes overlap by more than a hair."""
    boxes = [(t.get_text(), t.get_window_extent(renderer)) for t in labels]
    boxes = [(text, box) for text, box in boxes if text.strip()]
    return [
        (a, b)
        for i, (a, one) in enumerate(boxes)
        for b, two in boxes[i + 1 :]
        if min(one.x1, two.x1) - max(one.x0, two.x0) > 1
        and min(one.y1, two.y1) - max(one.y0, two.y0) > 1
    ]


def held_table(groups, rivals, *, mean=1.5, seed=0):
    rng = np.random.default_rng(seed)
    n = rng.poisson(
        mean * rng.gamma(0.6, 2, (len(rivals), len(groups), 1)) * [1, 0.2, 0.2, 0.6, 0.8]
    )
    rows = [
        {
            "pack": "conflict_actors", "referent": "demonstrators", "name": name,
            "valence": float(np.clip(i - 2, -2, 2)), "group": group, "voice": voice,
            "n": int(n[i, g, v]), "of": int(n[i, g].sum()),
            "share": n[i, g, v] / n[i, g].sum() if n[i, g].sum() else np.nan,
        }
        for i, name in enumerate(rivals)
        for g, group in enumerate(groups)
        for v, voice in enumerate(HELD_VOICES)
    ]  # fmt: skip
    return Table("held", pd.DataFrame(rows), Signature.of(by="outlet"))


SPEAKERS = [
    "Kassym-Jomart Tokayev", "police", "the official representative of the National Bank of the "
    "Republic", "Reuters", "Anna Holm", "doctors in Almaty", "opposition", "Olaf Brand",
    "ministry", "mayor", "trade union",
]  # fmt: skip


def sources_table(groups, speakers=None, *, mean=30.0, seed=0):
    rng = np.random.default_rng(seed)
    named = [(name, "name") for name in (SPEAKERS if speakers is None else speakers)]
    rows = []
    for group in groups:
        words = rng.poisson(mean * rng.gamma(0.8, 1.5, (len(named) + 2, 1)) * [1, 0.7, 0.1]) + 1
        kinds = [*named, ("", "pronoun"), ("", "none")]
        mine = [
            {
                "group": group, "source": source, "kind": kind,
                "role": "foreign_official" if kind == "name" else "", "n_articles": 3,
                "articles": 2, "passages": 4, "words": int(w.sum()), "direct": int(w[0]),
                "indirect": int(w[1]), "scare": int(w[2]), "of": int(words.sum()),
                "share": w.sum() / words.sum(),
            }
            for (source, kind), w in zip(kinds, words, strict=True)
        ]  # fmt: skip
        rows += sorted(mine, key=lambda row: (row["kind"] != "name", -row["words"]))
    return Table("sources", pd.DataFrame(rows), Signature.of(by="outlet"))


WORDS = [
    "square",
    "order",
    "fuel",
    "prices",
    "peacekeeping",
    "contingent",
    "tax",
    "cut",
    "almaty",
    "internet",
    "shutdown",
    "detained",
    "security_forces",
    "republic",
    "collective_security_treaty_organisation",
    "gas",
]


def vocabulary_table(groups, *, top=15, seed=0, articles=1):
    """With several articles a group there are intervals and p; one word in five is not tested."""
    rng = np.random.default_rng(seed)
    columns = [
        "group", "against", "term", "n", "n_rest", "articles_with", "articles", "per_1000",
        "per_1000_rest", "log_odds", "low", "high", "level", "z", "dp", "p_adjusted", "rank",
    ]  # fmt: skip
    nan = float("nan")
    rows = []
    for group in groups:
        z = np.sort(rng.gamma(3, 0.8, top))[::-1]
        for rank in range(top):
            n, rest = rng.integers(2, 30), rng.integers(0, 20)
            term = WORDS[rank * 4 % 15].replace("_", " ")
            delta, half = z[rank] / 3, rng.gamma(2, 0.3)
            ends = (delta - half, delta + half, 0.95) if articles > 1 else (nan, nan, nan)
            p = nan if articles == 1 or rank % 5 == 4 else rng.choice([1e-7, 0.03, 0.7])
            values = (
                group, "the rest", term, n, rest, min(articles, rank + 1), articles, n / 2,
                rest / 8, delta, *ends, z[rank], nan if articles == 1 else rng.random(), p, rank + 1,
            )  # fmt: skip
            rows.append(dict(zip(columns, values, strict=True)))
    signature = Signature.of(
        voice="authorial", prior="500 words, as in all groups together", by="outlet"
    )
    return Table("vocabulary", pd.DataFrame(rows, columns=columns), signature)


def rates_table(groups, n_categories, *, mean=3.0, seed=0):
    rng = np.random.default_rng(seed)
    n = rng.poisson(mean * rng.gamma(0.5, 2, (n_categories, len(groups))))
    rows = [
        {
            "feature": f"conflict_actors.{category}", "pack": "conflict_actors",
            "category": category, "group": group, "voice": "all", "n": int(n[i, g]),
            "negated": 0, "words": 800, "per_1000": n[i, g] / 0.8, "n_articles": 1,
            "articles_with": int(n[i, g] > 0),
        }
        for i, category in enumerate(
            f"{parent}.{name}" if name else parent
            for parent in ("demonstrators", "security_forces", "the_events", "arrival_of_force")
            for name in ("", *names(1 + n_categories // 4))
        )
        if i < n_categories
        for g, group in enumerate(groups)
    ]  # fmt: skip
    return Table("rates", pd.DataFrame(rows), Signature.of(by="outlet"))


def comparison_table(groups, n_categories, *, intervals=False):
    rates = rates_table(groups, n_categories).frame
    frame = rates[["feature", "group", "voice", "n", "words"]].assign(
        value=rates["per_1000"],
        low=rates["per_1000"] * 0.7 if intervals else np.nan,
        high=rates["per_1000"] * 1.4 + 0.5 if intervals else np.nan,
        level=0.95 if intervals else np.nan,
        n_articles=1,
        method="ratio of sums",
        conclusion="not tested" if intervals else "description only",
    )
    note = "There is one article for each outlet."
    return Table("comparison", frame, Signature.of(by="outlet", voice="all"), (note,))


def positions_table(groups, *, spread=0.3, seed=0):
    rng = np.random.default_rng(seed)
    xy = rng.normal(0, spread, (len(groups), 2))
    frame = pd.DataFrame({"group": groups, "x": xy[:, 0], "y": xy[:, 1] / 2, "words": 900})
    notes = ("Two dimensions show 71 % of the distances' variation.",)
    return Table("positions", frame, Signature.of(by="outlet"), notes)


def word_shift_table(groups, *, seed=0):
    rng = np.random.default_rng(seed)
    n = rng.integers(0, 30, (2, len(WORDS)))
    part = np.sort(rng.random(len(WORDS) + 1))[::-1]
    part /= part.sum()
    frame = pd.DataFrame(
        {
            "group_a": groups[0], "group_b": groups[1], "term": [*WORDS, ""],
            "n_a": [*n[0], 500], "n_b": [*n[1], 400], "share_a": 0.0, "share_b": 0.0,
            "proportion": [*np.where(n[1] < n[0], -0.01, 0.01), 0.0], "entropy": 0.0,
            "divergence": part / 3, "part": part, "rank": [*range(1, len(WORDS) + 1), 0],
        }
    )  # fmt: skip
    return Table("word_shift", frame, Signature.of(voice="authorial", by="outlet"))


PERIODS = ["2021-01", "2021-02", "2021-03", "2021-06", "2021-07", "2022-01"]


def timeline_table(categories, *, mean=8.0, unit="share", seed=0):
    rng = np.random.default_rng(seed)
    rows = []
    for category in categories:
        for i, period in enumerate(PERIODS):
            n = int(rng.poisson(mean))
            value = n / 40 if i != 1 else (np.nan if mean else 0.0)
            sure = n > 3 and i % 3 != 2
            ends = (value * 0.6, min(1.0, value * 1.3)) if sure else (np.nan, np.nan)
            rows.append(
                {
                    "feature": f"actors.demonstrators.{category}", "group": period, "n": n,
                    "words": 40, "value": value, "low": ends[0], "high": ends[1], "level": 0.95,
                    "n_articles": 6, "method": "",
                }
            )  # fmt: skip
    return Table("timeline", pd.DataFrame(rows), Signature.of(by="published.month", unit=unit))


def table(like, frame):
    """Return a table with other rows."""
    return replace(like, frame=frame)


@pytest.fixture
def make():
    """Return the makers of invented tables and lists, by name."""
    makers = (
        outlets, names, naming_table, held_table, vocabulary_table, rates_table,
        comparison_table, positions_table, sources_table, word_shift_table, timeline_table,
        table,
    )  # fmt: skip
    return SimpleNamespace(
        long=LONG, overlapping=overlapping, **{maker.__name__: maker for maker in makers}
    )


@pytest.fixture
def check_layout():
    """Return a check that no names of rows, of columns or of ticks overlap or are cut off."""

    def check(figure):
        renderer = figure.canvas.get_renderer()
        figure.draw(renderer)
        paper = figure.bbox
        for ax in figure.axes:
            shown_names = [drawn_names(ax.yaxis)]
            shown_names += [drawn_names(one.xaxis) for one in (ax, *ax.child_axes)]
            for shown in shown_names:
                if all(t.get_rotation() == 0 for t in shown):
                    assert overlapping(shown, renderer) == []
                else:  # names that lean: as far apart as they are high
                    places = np.diff(sorted(t.get_window_extent(renderer).x0 for t in shown))
                    assert (places > 0).all()
                for t in shown:
                    box = t.get_window_extent(renderer)
                    assert box.x0 >= paper.x0 - 1, t.get_text()
                    assert box.x1 <= paper.x1 + 1, t.get_text()
                    assert box.y0 >= paper.y0 - 1, t.get_text()
                    assert box.y1 <= paper.y1 + 1, t.get_text()
        assert overlapping(figure.texts, renderer) == []

    return check
