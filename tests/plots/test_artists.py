"""What is drawn equals the table."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from framing import plots
from framing.errors import FramingError
from framing.plots import style
from framing.plots.placement import name_places
from framing.stats import Table

VOICES = ["authorial", "scare", "indirect", "direct"]


def words_of(figure):
    """Return heading and caption of a figure, without their line breaks."""
    return " ".join(" ".join(text.get_text().split()) for text in figure.texts)


def bars(ax):
    """Return label → (row → (start, width))."""
    return {
        container.get_label(): {
            round(bar.get_y() + bar.get_height() / 2, 6): (bar.get_x(), bar.get_width())
            for bar in container
        }
        for container in ax.containers
    }


def test_naming_bars_are_shares_divided_by_voice(make):
    table = make.naming_table(make.outlets(5), make.names(6))
    ax = plots.naming(table, referent="demonstrators")
    drawn = bars(ax)
    groups = [text.get_text() for text in ax.get_yticklabels()]
    assert groups == make.outlets(5)
    for row in table.frame.itertuples():
        parts = [drawn[f"{row.name} {v}"].get(groups.index(row.group)) for v in VOICES]
        if row.voice == "all":
            total = sum(part[1] for part in parts if part)
            assert total == pytest.approx(0 if np.isnan(row.share) else row.share)
        else:
            part = parts[VOICES.index(row.voice)]
            of = table.where(name=row.name, group=row.group, voice="all")["of"].iloc[0]
            assert (part[1] if part else 0) == pytest.approx(row.n / of if of else 0)


def test_naming_counts_and_columns(make):
    table = make.naming_table(make.outlets(3), make.names(4))
    ax = plots.naming(table, referent="demonstrators")
    whole = table.where(voice="all")
    printed = sorted(int(t.get_text()) for t in ax.texts)
    counts = [n for n in whole["n"] if n]
    assert printed == sorted([*counts, *whole.groupby("group")["of"].first()])
    heads = [t.get_text() for t in ax.child_axes[0].get_xticklabels()]
    order = whole.drop_duplicates("name").sort_values("valence", kind="stable")["name"]
    assert heads == [*order, "mentions"]


def test_names_that_nobody_uses_are_told_and_not_drawn(make):
    table = make.naming_table(make.outlets(3), make.names(4))
    table.frame.loc[table.frame["name"] == "bandits", ["n", "share"]] = 0
    ax = plots.naming(table, referent="demonstrators")
    assert "bandits" not in [t.get_text() for t in ax.child_axes[0].get_xticklabels()]
    assert "Used by none: bandits." in words_of(ax.get_figure())


def test_naming_asks_for_a_referent_that_is_there(make):
    table = make.naming_table(make.outlets(2), make.names(3))
    with pytest.raises(FramingError, match=r"no referent 'deaths' .* there are: demonstrators"):
        plots.naming(table, referent="deaths")
    table.frame.loc[table.frame.index[: len(table) // 2], "pack"] = "other"
    with pytest.raises(FramingError, match="say pack="):
        plots.naming(table, referent="demonstrators")


def test_every_referent_has_its_panel(make):
    table = make.naming_table(make.outlets(2), make.names(3), referents=("the_events", "deaths"))
    assert len(plots.figure_naming(table).axes) == 2
    assert len(plots.figure_naming(table, referents=["deaths"]).axes) == 1


def test_the_columns_of_a_panel_have_one_scale_and_the_caption_says_what_a_bar_is(make):
    table = make.naming_table(make.outlets(3), make.names(4), referents=("deaths", "crowd"))
    figure = plots.figure_naming(table)
    for ax in figure.axes:
        assert len({t.get_text() for t in ax.get_xticklabels()} - {"0"}) == 1
    told = words_of(figure)
    assert "of all the times that the outlet uses one of the names listed" in told
    assert "Each panel has its own scale." in told


@pytest.mark.parametrize("n", [3, 6, 9])
def test_counts_keep_clear_of_the_next_column(make, n):
    table = make.naming_table(make.outlets(5), make.names(n), referents=("deaths", "crowd"))
    figure = plots.figure_naming(table)
    renderer = figure.canvas.get_renderer()
    figure.draw(renderer)
    for ax in figure.axes:
        axes_at = [ax.transData.transform((line.get_xdata()[0], 0))[0] for line in ax.lines]
        for text in ax.texts:
            box = text.get_window_extent(renderer)
            for at in axes_at:
                assert at < box.x0 or at > box.x1 + 0.04 * figure.dpi, text.get_text()


def test_short_marks_look_alike_in_all_figures(make):
    looks = style.VOICE_LOOKS

    def look(name):
        return looks[name].colour, looks[name].hatch

    # where the speaker is not looked at, marks must not be drawn as scare quotes
    assert look("scare") == look("scare_attributed") != look("scare_unattributed")
    ax = plots.naming(make.naming_table(make.outlets(5), make.names(4)), referent="demonstrators")
    marks = [bar for c in ax.containers if c.get_label().endswith(" scare") for bar in c]
    assert marks
    assert {bar.get_facecolor()[:3] for bar in marks} == {to_rgb(looks["scare"].colour)}
    assert "with or without a named speaker" in words_of(ax.get_figure())


def test_names_with_a_judgement_are_called_so_and_explained(make):
    told = words_of(plots.voice(make.held_table(make.outlets(2), make.names(3))).get_figure())
    assert "judged names" in told
    assert "damning or as praising" in told
    assert "loaded" not in told


def test_voice_bars_count_mentions_while_they_are_few(make):
    table = make.held_table(make.outlets(3), ["terrorists"])
    ax = plots.voice(table)
    groups = [t.get_text() for t in ax.get_yticklabels()]
    places = dict(zip(groups, ax.get_yticks(), strict=True))
    drawn = bars(ax)
    for row in table.frame[table.frame["n"] > 0].itertuples():
        width = drawn[row.voice][round(places[row.group], 6)][1]
        assert width == pytest.approx(row.n)
    assert ax.get_xlabel() == "mentions"


def test_voice_bars_are_shares_when_they_are_many(make):
    table = make.held_table(make.outlets(3), ["terrorists"], mean=200)
    ax = plots.voice(table)
    places = dict(zip([t.get_text() for t in ax.get_yticklabels()], ax.get_yticks(), strict=True))
    drawn = bars(ax)
    for row in table.frame[table.frame["n"] > 0].itertuples():
        assert drawn[row.voice][round(places[row.group], 6)][1] == pytest.approx(row.share)
    assert "share" in ax.get_xlabel()


def test_voice_draws_loaded_names_only(make):
    table = make.held_table(make.outlets(2), make.names(3), mean=9)
    table.frame.loc[table.frame["name"] == "rioters", "valence"] = 0.0
    heads = {t.get_text() for ax in plots.voice(table).get_figure().axes for t in ax.texts}
    assert {"terrorists", "bandits"} <= heads
    assert "rioters" not in heads


def test_keyness_dots_are_z(make):
    table = make.vocabulary_table(["Meduza", "Izvestia"])
    ax = plots.keyness(table, group="Izvestia", top=5)
    rows = table.where(group="Izvestia").head(5)
    assert ax.lines[0].get_xdata() == pytest.approx(rows["z"].to_numpy())
    assert [t.get_text() for t in ax.get_yticklabels()] == rows["term"].tolist()
    printed = {t.get_text() for t in ax.texts}
    assert printed >= {str(n) for n in (*rows["n"], *rows["n_rest"])}


def test_keyness_of_several_articles_draws_log_odds_with_intervals(make):
    table = make.vocabulary_table(["Meduza", "Izvestia"], articles=12)
    ax = plots.keyness(table, group="Izvestia")
    rows = table.where(group="Izvestia")
    assert ax.lines[0].get_xdata() == pytest.approx(rows["log_odds"].to_numpy())
    intervals = np.array([line[:, 0] for line in ax.collections[1].get_segments()])
    assert intervals == pytest.approx(rows[["low", "high"]].to_numpy())
    left, right = ax.get_xlim()
    assert left <= table.where(group="Izvestia")["low"].min()
    assert right >= rows["high"].max()
    hollow = rows[~(rows["p_adjusted"] <= 0.05)]
    assert ax.lines[1].get_xdata() == pytest.approx(hollow["log_odds"].to_numpy())
    printed = {t.get_text() for t in ax.texts}
    assert printed >= {f"{n}/12" for n in rows["articles_with"]}
    assert printed >= {"<0.001", "0.030", "0.700", "–"}
    assert "95 %" in words_of(ax.get_figure())


def test_what_groups_are_set_against_is_named(make):
    table = make.vocabulary_table(["Meduza", "Izvestia"], top=4)
    assert "off from the rest?" in words_of(plots.figure_keyness(table))
    table.frame["against"] = "Gazette"
    assert "log-odds against Gazette" in words_of(plots.figure_keyness(table))
    table.frame["against"] = ["Gazette", "Herald"] * 4
    ax = plots.keyness(table, group="Meduza")
    named = {t.get_text().rpartition(" (not ")[2] for t in ax.get_yticklabels()}
    assert named == {"Gazette)", "Herald)"}


def test_with_intervals_fewer_panels_are_drawn(make):
    table = make.vocabulary_table(make.outlets(9), articles=40)
    figure = plots.figure_keyness(table)
    assert len(figure.axes) == 5
    assert "5 of 9" in words_of(figure)


def test_keyness_names_the_nearest_group(make):
    with pytest.raises(FramingError, match="did you mean 'Meduza'"):
        plots.keyness(make.vocabulary_table(["Meduza"]), group="Medusa")


def test_of_very_many_groups_some_panels_are_drawn_and_it_is_said(make):
    figure = plots.figure_keyness(make.vocabulary_table(make.outlets(40)))
    assert len(figure.axes) == 12
    assert "12 of 40" in words_of(figure)


@pytest.mark.parametrize("n", [3, 30])
def test_heatmap_cells_are_rates_with_counts(make, n):
    table = make.rates_table(make.outlets(n), 8)
    ax = plots.heatmap(table)
    rows = table.frame
    finest = rows[rows["category"].str.contains(".", regex=False)]
    finest = finest[finest.groupby("feature")["n"].transform("sum") > 0]
    colours = ax.collections[0].get_array()
    printed = sorted(int(t.get_text().split(" (")[0]) for t in ax.texts)
    assert sorted(np.ravel(colours)) == pytest.approx(sorted(finest["per_1000"]))
    assert printed == sorted(finest["n"])
    assert colours.shape[1] == (n if n < 16 else finest["feature"].nunique())


@pytest.mark.parametrize("n", [3, 14])
def test_a_heatmap_says_above_what_number_and_shade_are(make, n):
    table = make.rates_table(make.outlets(n), 8)
    ax = plots.heatmap(table)
    told = [t.get_text() for t in ax.get_figure().texts]
    above = " ".join(told[1].split())
    assert "per 1,000 words" in above
    assert "Number in a cell: matches" in above
    frame = table.frame[table.frame["n"] > 0]
    with_rates = {f"{r.n} ({r.per_1000:.1f})" for r in frame.itertuples()}
    in_cells = {t.get_text() for t in ax.texts if t.get_text() != "0"}
    if n == 3:  # wide cells hold both
        assert in_cells <= with_rates
    else:
        assert all(words.isdigit() for words in in_cells)


def test_a_heatmap_uses_the_width(make):
    ax = plots.heatmap(make.rates_table(make.outlets(5), 8))
    assert ax.get_position().x1 > 0.9


@pytest.mark.parametrize("n", [1, 2])
def test_a_map_of_fewer_than_three_is_not_drawn(make, n):
    ax = plots.outlet_map(make.positions_table(make.outlets(n)))
    assert not ax.lines
    assert "A map needs at least three outlets" in ax.texts[0].get_text()


def test_map_dots_are_positions(make):
    table = make.positions_table(make.outlets(5))
    ax = plots.outlet_map(table)
    dots = ax.lines[0]
    assert dots.get_xdata() == pytest.approx(table.frame["x"].to_numpy())
    assert dots.get_ydata() == pytest.approx(table.frame["y"].to_numpy())
    inch_x = np.diff(ax.get_xlim()) / ax.get_window_extent().width
    inch_y = np.diff(ax.get_ylim()) / ax.get_window_extent().height
    assert inch_x == pytest.approx(inch_y)  # distances are the same in all directions


def test_names_on_a_map_keep_apart():
    rng = np.random.default_rng(1)
    points = rng.uniform(60, 360, (25, 2))
    sizes = np.tile([50.0, 9.0], (25, 1))
    low = name_places(points, sizes, (460.0, 420.0))
    high = low + sizes
    shared = np.minimum(high[:, None], high[None]) - np.maximum(low[:, None], low[None])
    overlap = np.clip(shared, 0, None).prod(axis=2)
    assert np.triu(overlap, k=1).sum() == 0
    assert (low >= 0).all()
    assert (high <= [460, 420]).all()


def test_forest_points_without_intervals_say_description_only(make):
    table = make.comparison_table(make.outlets(3), 6)
    feature = "conflict_actors.demonstrators.terrorists"
    ax = plots.forest(table, feature=feature)
    rows = table.where(feature=feature)
    (values,) = (line.get_xdata() for line in ax.lines if line.get_label() == "value")
    assert values == pytest.approx(rows["value"].to_numpy())
    assert "Description only." in words_of(ax.get_figure())


def test_forest_intervals_are_those_of_the_table(make):
    table = make.comparison_table(make.outlets(3), 6, intervals=True)
    feature = "conflict_actors.demonstrators.terrorists"
    ax = plots.forest(table, feature=feature)
    rows = table.where(feature=feature)
    drawn = np.array([segment[:, 0] for segment in ax.collections[0].get_segments()])
    assert drawn == pytest.approx(rows[["low", "high"]].to_numpy())
    assert "95 %" in words_of(ax.get_figure())


def test_who_speaks_bars_are_shares_of_speech_by_kind(make):
    table = make.sources_table(make.outlets(2), ["Anna Holm", "police", "Olaf Brand"])
    figure = plots.who_speaks(table).get_figure()
    drawn = {
        kind: sorted(width for ax in figure.axes for _, width in bars(ax).get(kind, {}).values())
        for kind in ("direct", "indirect", "scare")
    }
    frame = table.frame
    for kind, widths in drawn.items():
        assert widths == pytest.approx(sorted((frame[kind] / frame["of"])[frame[kind] > 0]))
    printed = sorted(int(t.get_text()) for ax in figure.axes for t in ax.texts
                     if t.get_text().isdigit())  # fmt: skip
    assert printed == sorted(frame["words"])
    names = {t.get_text() for ax in figure.axes for t in ax.get_yticklabels()}
    assert names == {"Anna Holm", "police", "Olaf Brand", "only a pronoun", "nobody named"}
    assert sum(t.get_text() == "foreign official" for ax in figure.axes for t in ax.texts) == 6


def test_who_speaks_ends_all_bars_at_one_scale_and_says_what_is_left_out(make):
    table = make.sources_table(make.outlets(6))
    figure = plots.who_speaks(table, most=4).get_figure()
    assert len({ax.get_xlim() for ax in figure.axes}) == 1
    told = [t.get_text() for ax in figure.axes for t in ax.texts]
    assert told.count("and 7 more sources") == 6


def test_of_very_many_groups_those_with_most_words_speak(make):
    figure = plots.who_speaks(make.sources_table(make.outlets(40))).get_figure()
    assert "of 40 groups drawn" in words_of(figure)


def test_where_nobody_speaks_it_is_said(make):
    table = make.sources_table(make.outlets(2))
    silent = Table("sources", table.frame[:0], table.signature)
    assert plots.who_speaks(silent).texts[0].get_text() == "No article lets anybody speak."


def test_voices_differ_in_grey():
    weights = np.array([0.299, 0.587, 0.114])
    grey = {name: float(to_rgb(one.colour) @ weights) for name, one in style.VOICE_LOOKS.items()}
    plain = [grey[name] for name in ("authorial", "indirect", "direct")]
    assert np.diff(plain).min() > 0.15
    hatched = [name for name, one in style.VOICE_LOOKS.items() if one.hatch]
    assert set(hatched) == {"scare", "scare_unattributed", "scare_attributed"}
