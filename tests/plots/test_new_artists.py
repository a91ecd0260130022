"""What the newer plots draw equals the table, and their names stand clear of each other."""

import xml.etree.ElementTree as ET
from urllib.parse import parse_qs

import numpy as np
import pytest

from framing import plots
from framing.plots.lettering import shortened
from framing.plots.links import matches_behind


def line(ax, label):
    return next(line for line in ax.lines if line.get_label() == label)


def test_bars_of_a_word_shift_are_the_parts_on_the_side_that_uses_the_word(make):
    table = make.word_shift_table(["North", "South"])
    ax = plots.word_shift(table)
    drawn = {
        round(bar.get_y() + bar.get_height() / 2): bar.get_width()
        for container in ax.containers
        for bar in container
    }
    rows = table.frame[table.frame["rank"] > 0]
    signed = np.where(rows["proportion"] < 0, -rows["part"], rows["part"])
    assert [drawn[i] for i in range(len(rows))] == pytest.approx(list(signed))
    counts = [t.get_text() for t in ax.texts if t.get_text().isdigit()]
    assert sorted(counts) == sorted(map(str, [*rows["n_a"], *rows["n_b"]]))
    assert {"more in North", "more in South"} <= {t.get_text() for t in ax.texts}


def test_points_and_whiskers_of_a_timeline_are_the_table(make):
    table = make.timeline_table(["crowd"])
    ax = plots.timeline(table, feature="actors.demonstrators.crowd")
    rows = table.frame.dropna(subset=["value"])
    assert list(line(ax, "value").get_ydata()) == list(rows["value"])
    first = line(ax, "value").get_xdata()[0]
    assert list(line(ax, "value").get_xdata() - first) == [0, 2, 5, 6, 12]
    sure = rows.dropna(subset=["low"])
    whiskers = next(c for c in ax.collections if hasattr(c, "get_segments"))
    ends = [tuple(segment[:, 1]) for segment in whiskers.get_segments()]
    assert ends == [tuple(pair) for pair in sure[["low", "high"]].to_numpy()]


def test_a_gap_in_time_breaks_the_line(make):
    ax = plots.timeline(make.timeline_table(["crowd"]), feature="actors.demonstrators.crowd")
    runs = [list(one.get_xdata()) for one in ax.lines if one.get_label() == "line"]
    assert [len(run) for run in runs] == [1, 1, 2, 1]  # June and July alone are neighbours


@pytest.mark.parametrize(
    ("periods", "runs"),
    [(("2021-12", "2022-01"), 1), (("2020-W53", "2021-W01"), 1), (("2021-W09", "2021-W11"), 2),
     (("2021", "2022"), 1), (("2021", "2023"), 2)],
)  # fmt: skip
def test_neighbours_are_joined_over_the_turn_of_the_year(make, periods, runs):
    table = make.timeline_table(["crowd"])
    frame = table.frame.dropna(subset=["value"]).head(2).assign(group=periods)
    drawn = plots.timeline(make.table(table, frame), feature="actors.demonstrators.crowd")
    assert len([one for one in drawn.lines if one.get_label() == "line"]) == runs


def test_a_name_without_rivals_has_no_panel(make):
    table = make.timeline_table(["crowd", "rebels"])
    table.frame.loc[table.frame["feature"].str.endswith("rebels"), "value"] = 1.0
    figure = plots.figure_timeline(table)
    assert [t.get_text() for ax in figure.axes for t in ax.texts] == ["demonstrators › crowd"]


def test_dots_of_distinctive_words_are_frequency_and_score(make):
    table = make.vocabulary_table(make.outlets(2))
    ax = plots.distinctive(table, group="Meduza")
    rows = table.where(group="Meduza")
    assert list(line(ax, "z").get_xdata()) == list(rows["per_1000"])
    assert list(line(ax, "z").get_ydata()) == list(rows["z"])
    named = {t.get_text() for t in ax.texts if t.get_text()}
    assert named == {shortened(term, 26) for term in rows["term"]}


@pytest.mark.parametrize("seed", range(5))
def test_names_of_distinctive_words_do_not_collide(make, seed):
    figure = plots.figure_distinctive(make.vocabulary_table(make.outlets(4), seed=seed))
    renderer = figure.canvas.get_renderer()
    figure.draw(renderer)
    for ax in figure.axes:
        assert make.overlapping([t for t in ax.texts if t.get_text()], renderer) == []


def test_cells_with_few_matches_are_shaded_at_their_foot_only(make):
    ax = plots.heatmap(make.rates_table(make.outlets(4), 12))
    marked = {patch.get_gid() for patch in ax.patches}
    counts = np.array([int(t.get_text().split()[0]) for t in ax.texts]).reshape(-1, 4)
    few = np.argwhere((counts > 0) & (counts < 5))
    assert len(few) > 3
    assert marked == {f"unsure-{row}-{column}" for row, column in few}
    words = " ".join(" ".join(text.get_text().split()) for text in ax.get_figure().texts)
    assert "fewer than five matches" in words


def test_a_map_of_many_long_names_has_numbers_and_their_key(make):
    groups = [f"{make.long} {i}" for i in range(1, 41)]
    ax = plots.outlet_map(make.positions_table(groups))
    drawn = [t.get_text() for t in ax.texts if t.get_text().isdigit()]
    assert drawn == [str(i) for i in range(1, 41)]
    words = " ".join(" ".join(text.get_text().split()) for text in ax.get_figure().texts)
    assert "Numbers: 1 The Association" in words
    assert "; 40 The Association" in words
    assert "Islands 40." in words


def test_marks_name_the_matches_behind_them(make):
    table = make.naming_table(make.outlets(3), make.names(4))
    svg, _ = plots.render(plots.naming(table, referent="demonstrators").get_figure())
    ids = [element.get("id") or "" for element in ET.fromstring(svg).iter()]
    told = {
        tuple(values[0] for values in parse_qs(one.partition("?")[2]).values())
        for one in ids
        if one.startswith("evidence?")
    }
    rows = table.frame[(table.frame["voice"] != "all") & (table.frame["n"] > 0)]
    assert len(rows) > 5
    assert told == {
        (row.group, "conflict_actors", f"demonstrators.{row.name}", row.voice)
        for row in rows.itertuples()
    }


def test_names_of_marks_hold_any_text():
    name = matches_behind(outlet='a "b" & <c>\x00', category="x.y", attributed=False)
    assert parse_qs(name.partition("?")[2]) == {
        "outlet": ['a "b" & <c>\x00'], "category": ["x.y"], "attributed": ["false"]
    }  # fmt: skip
    assert not set(name) & set(' "<>\x00')


def test_long_names_lose_their_middle():
    cut = shortened("The Daily Messenger of District Number 07", 30)
    assert cut == "The Daily Mess…Number 07"
    assert len(shortened("x" * 90, 30)) == 30
    assert shortened("short", 30) == "short"
