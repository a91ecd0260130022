"""What holds for every plot: layout, files, hostile names, nothing to show, no traces left."""

import io
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from framing import plots

LONG_NAME = "people whom nobody has ever called by so long a name as this"
HOSTILE = ["$x^", "<script>&amp;", "\u202eabc\u0000\n", "名前 😀", "=cmd|' /C'!A0", "_a_b_ %s {0}"]


def drawings(make, groups, rivals, **counts):
    """Return every plot of tables over these groups and names."""
    words = make.vocabulary_table(groups)
    naming = make.naming_table(groups, rivals, **counts)
    return {
        "naming": lambda ax=None: plots.naming(naming, referent="demonstrators", ax=ax),
        "voice": lambda ax=None: plots.voice(make.held_table(groups, rivals, **counts), ax=ax),
        "keyness": lambda ax=None: plots.keyness(words, group=groups[0], ax=ax),
        "heatmap": lambda ax=None: plots.heatmap(make.rates_table(groups, 24), ax=ax),
        "outlet_map": lambda ax=None: plots.outlet_map(make.positions_table(groups), ax=ax),
        "forest": lambda ax=None: plots.forest(make.comparison_table(groups, 12), ax=ax),
        "who_speaks": lambda ax=None: plots.who_speaks(make.sources_table(groups, rivals), ax=ax),
        "word_shift": lambda ax=None: plots.word_shift(
            make.word_shift_table((groups * 2)[:2]), ax=ax
        ),
        "timeline": lambda ax=None: plots.timeline(
            make.timeline_table(rivals), feature=f"actors.demonstrators.{rivals[0]}", ax=ax
        ),
        "distinctive": lambda ax=None: plots.distinctive(words, group=groups[0], ax=ax),
        "figure_timeline": lambda: plots.figure_timeline(make.timeline_table(rivals)),
        "figure_distinctive": lambda: plots.figure_distinctive(words),
        "figure_naming": lambda: plots.figure_naming(naming),
        "figure_keyness": lambda: plots.figure_keyness(words),
        "figure_keyness_tested": lambda: plots.figure_keyness(
            make.vocabulary_table(groups, articles=240)
        ),
    }


PLOTS = [
    "naming", "voice", "keyness", "heatmap", "outlet_map", "forest", "figure_naming",
    "figure_keyness", "figure_keyness_tested", "who_speaks", "word_shift", "timeline",
    "distinctive", "figure_timeline", "figure_distinctive",
]  # fmt: skip


def figure_of(drawn):
    return drawn if isinstance(drawn, Figure) else drawn.get_figure()


@pytest.mark.parametrize("n", [2, 5, 40])
@pytest.mark.parametrize("plot", PLOTS)
def test_names_neither_overlap_nor_are_cut_off(make, check_layout, plot, n):
    # a map of two is words, not a map
    n = max(n, 3) if plot == "outlet_map" else n
    drawing = drawings(make, make.outlets(n), make.names(8))[plot]
    check_layout(figure_of(drawing()))


@pytest.mark.parametrize("plot", PLOTS)
def test_long_names_fit(make, check_layout, plot):
    assert len(LONG_NAME) == 60
    groups = [make.long, *make.outlets(4)]
    check_layout(figure_of(drawings(make, groups, [*make.names(7), LONG_NAME])[plot]()))


@pytest.mark.parametrize("plot", PLOTS)
def test_five_outlets_fit_half_a_page(make, plot):
    figure = figure_of(drawings(make, make.outlets(5), make.names(8))[plot]())
    width, height = figure.get_size_inches()
    assert width == pytest.approx(6.3)
    tall = {
        "forest": 8.5, "figure_keyness_tested": 8.5, "who_speaks": 6.5, "figure_timeline": 7.5,
        "figure_distinctive": 8,
    }  # fmt: skip
    assert height < tall.get(plot, 6)


@pytest.mark.parametrize("plot", PLOTS)
def test_files_repeat_to_the_byte(make, plot):
    one, two = (
        plots.render(figure_of(drawings(make, make.outlets(5), make.names(8))[plot]()))
        for _ in range(2)
    )
    assert one == two


def test_files_do_not_depend_on_the_settings_of_the_user(make):
    def files():
        return plots.render(drawings(make, make.outlets(3), make.names(4))["figure_naming"]())

    usual = files()
    with mpl.rc_context({"font.size": 20, "axes.facecolor": "red", "hatch.linewidth": 5}):
        assert files() == usual


def test_files_say_neither_when_nor_by_what_they_were_made(make):
    figure = drawings(make, make.outlets(5), make.names(4))["figure_naming"]()
    svg, png = plots.render(figure)
    assert b"dc:date" not in svg
    assert b"Software" not in png
    assert plots.render(figure) == (svg, png)
    wide, high = struct.unpack(">II", png[16:24])
    assert (wide, high) == tuple(int(200 * inches) for inches in figure.get_size_inches())
    assert ET.fromstring(svg).tag.endswith("svg")
    assert b"<text" not in svg  # text stands as paths


@pytest.mark.parametrize("plot", PLOTS)
def test_hostile_names_come_out_as_text(make, plot):
    groups = [*HOSTILE, "plain"]
    svg, png = plots.render(figure_of(drawings(make, groups, [*HOSTILE, "plain"])[plot]()))
    ET.parse(io.BytesIO(svg))
    assert png.startswith(b"\x89PNG")


@pytest.mark.parametrize("plot", [*PLOTS[:6], *PLOTS[9:13]])
def test_plots_draw_on_the_axes_they_are_given(make, plot):
    figure = Figure(figsize=(6, 5))
    ax = figure.subplots()
    assert drawings(make, [*HOSTILE, "plain"], make.names(8))[plot](ax) is ax
    assert ax.get_title(loc="left")
    plots.render(figure)


@pytest.mark.parametrize("plot", PLOTS)
def test_settings_stay_as_they_were(make, plot):
    before = dict(mpl.rcParams)
    drawings(make, make.outlets(2), make.names(3))[plot]()
    assert dict(mpl.rcParams) == before
    assert (
        "matplotlib.pyplot" not in sys.modules or not sys.modules["matplotlib.pyplot"].get_fignums()
    )


@pytest.mark.parametrize("plot", ["naming", "voice", "figure_naming"])
@pytest.mark.parametrize("given", [True, False])
def test_nothing_to_show_is_said_without_axes(make, plot, given):
    drawing = drawings(make, make.outlets(5), make.names(4), mean=0)[plot]
    if given and plot != "figure_naming":
        ax = Figure().subplots()
        drawing(ax)
    else:
        (ax,) = figure_of(drawing()).axes
    assert not ax.axison
    assert ax.texts[0].get_text().startswith("No ")
    assert "mention" in ax.texts[0].get_text()


def test_nothing_to_show_in_the_other_plots(make):
    empty = [
        plots.heatmap(make.rates_table(make.outlets(2), 6, mean=0)),
        plots.forest(make.comparison_table(make.outlets(2), 0 + 6), feature="none"),
        plots.outlet_map(make.positions_table(make.outlets(1))),
        plots.keyness(make.vocabulary_table([]), group="Meduza"),
        plots.figure_keyness(make.vocabulary_table([])).axes[0],
        plots.distinctive(make.vocabulary_table([]), group="Meduza"),
        plots.figure_distinctive(make.vocabulary_table([])).axes[0],
        plots.word_shift(without_rows(make.word_shift_table(["a", "b"]))),
        plots.timeline(
            make.timeline_table(["crowd"], mean=0), feature="actors.demonstrators.crowd"
        ),
        plots.figure_timeline(make.timeline_table(["crowd"], mean=0)).axes[0],
        plots.figure_timeline(without_rows(make.timeline_table(["crowd"]))).axes[0],
    ]
    for ax in empty:
        assert not ax.axison
        assert len(ax.texts) == 1


def without_rows(table):
    return replace(table, frame=table.frame.iloc[:0])


def test_one_outlet_and_one_name(make):
    drawn = drawings(make, ["Meduza"], ["crowd"], mean=9)
    for plot in ("naming", "voice", "heatmap", "forest", "keyness", "who_speaks"):
        assert drawn[plot]().axison


def test_plots_load_no_pyplot():
    code = "import sys, framing.plots; print('matplotlib.pyplot' in sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True)
    assert loaded.stdout.strip() == b"False"
