"""Which of the rival names for one thing each outlet uses, and in whose voice."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from framing.plots import lettering, style
from framing.plots.links import link, matches_behind
from framing.plots.naming_panel import MENTIONS, MENTIONS_ROOM, Panel, panel_of
from framing.stats.table import Table

__all__ = ["figure_naming", "naming"]

_VOICES = ("authorial", "scare", "indirect", "direct")
_FOOT = 0.34
_ABOVE, _BELOW = 0.19, 0.36
_FEW_NAMES = 4
_CLEAR = 0.14


def naming(table: Table, *, referent: str, pack: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the shares of the rival names of one referent, a row a group, a column a name.

    A bar is as long as the name's share of the group's mentions, and is divided by voice; the
    number at its end counts mentions. Names run from the most damning to the most praising.

    Parameters
    ----------
    table
        The table `naming`.
    referent
        The referent's category.
    pack
        Its pack, if several packs have such a referent.
    ax
        Where to draw; a figure of its own if none.

    Raises
    ------
    FramingError
        If the table has no such referent, or several packs have it.
    """
    panel = panel_of(table, referent, pack)
    title = f"What does each {panel.by} call {panel.called}?"
    if panel.empty:
        return style.nothing(ax, title, f"No mentions of {panel.called} by a listed name.")
    with style.look():
        key = style.keys(_drawn_voices(panel))
        if ax is not None:
            _draw(panel, ax)
            style.title_above(ax, title)
            style.caption_below(ax, _unit(panel), _caption([panel]))
            style.key_beside(ax, _drawn_voices(panel))
            return ax
        width = style.WIDTH - panel.left - style.MARGIN
        head = panel.heads(width).height
        sheet = style.sheet(title, _caption([panel]), body=head + panel.body + _FOOT, key=key)
        ax = sheet.axes(left=panel.left, top=head, width=width, height=panel.body)
        _draw(panel, ax)
        style.caption_below(ax, _unit(panel))
    return ax


def figure_naming(table: Table, *, referents: list[str] | None = None) -> Figure:
    """Draw the rival names of every referent that is mentioned, one below the other.

    The columns of one panel have one scale, whose end stands under each; panels with many names
    are so narrow that a scale for all would leave little of their bars.

    Parameters
    ----------
    table
        The table `naming`.
    referents
        The referents to draw; all if none.
    """
    pairs = table.frame[["pack", "referent"]].drop_duplicates().itertuples(index=False)
    wanted = [(p, r) for p, r in pairs if referents is None or r in referents]
    panels = [panel_of(table, referent, pack) for pack, referent in wanted]
    drawn = [panel for panel in panels if not panel.empty]
    title = f"What does each {table.by} call whom?"
    if not drawn:
        ax = style.nothing(None, title, "No referent is mentioned by a listed name.")
        return style.paper(ax)
    key = style.keys({voice for panel in drawn for voice in _drawn_voices(panel)})
    left = max(panel.left for panel in drawn)
    rows = _beside(drawn, left)
    heights = [max(_tall(panel, left, len(row)) for panel in row) for row in rows]
    with style.look():
        sheet = style.sheet(title, _caption(panels), body=sum(heights), key=key)
        for i, row in enumerate(rows):
            for j, panel in enumerate(row):
                _put(sheet, panel, left, sum(heights[:i]), (j, len(row)))
    return sheet.figure


def _beside(panels: list[Panel], left: float) -> list[list[Panel]]:
    """Return the panels in rows, those with few names two in a row."""
    narrow = _room(left, 2)
    rows: list[list[Panel]] = []
    for panel in panels:
        small = len(panel.names) <= _FEW_NAMES and not panel.heads(narrow).slant
        alone = [row for row in rows if len(row) == 1 and len(row[0].names) <= _FEW_NAMES]
        alone = [row for row in alone if not row[0].heads(narrow).slant]
        if small and alone:
            alone[0].append(panel)
        else:
            rows.append([panel])
    return rows


def _room(left: float, n: int) -> float:
    """Return how wide the columns of each of n panels in a row may be."""
    return (style.WIDTH - style.MARGIN * (n + 1)) / n - left


def _tall(panel: Panel, left: float, n: int) -> float:
    return _ABOVE + panel.heads(_room(left, n)).height + panel.body + _BELOW


def _put(sheet: style.Sheet, panel: Panel, left: float, top: float, at: tuple[int, int]) -> None:
    """Draw one of several panels at its place in the row."""
    j, n = at
    width = _room(left, n)
    head = _ABOVE + panel.heads(width).height
    ax = sheet.axes(left=left + j * style.WIDTH / n, top=top + head, width=width, height=panel.body)
    _draw(panel, ax)
    ax.annotate(
        f"{panel.called[0].upper()}{panel.called[1:]}", (0, 1), weight="bold",
        xycoords="axes fraction", xytext=(-72 * (left - style.MARGIN), 72 * (head - _ABOVE)),
        textcoords="offset points", size=lettering.TEXT + 1, va="bottom",
    )  # fmt: skip


def _longest(panel: Panel) -> float:
    """Return the share at the end of the scale: the largest, rounded up to tens."""
    largest = panel.rows.loc[panel.rows["voice"] == "all", "share"].max()
    return float(np.ceil(np.round(10 * largest, 9)) / 10)


def _draw(panel: Panel, ax: Axes) -> None:
    """Draw bars from a common start in each name's column, voice after voice.

    Behind the longest bar there is room for its count before the next column begins.
    """
    n = {voice: _grid(panel, voice, "n") for voice in ("all", *_VOICES)}
    longest = _longest(panel)
    of, width = _grid(panel, "all", "of")[0], style.width_of(ax)
    most = [lettering.number(n["all"].max())]
    counts = lettering.text_width(most, size=lettering.SMALL) + _CLEAR
    pitch = panel.pitch(width)
    inch = longest / max(pitch - counts, 0.3 * pitch)
    starts = inch * pitch * np.arange(float(len(panel.names)))
    last = inch * (width - MENTIONS_ROOM + 0.1)
    for i, name in enumerate(panel.names):
        ends = np.full(len(of), starts[i])
        for voice in _VOICES:
            said = np.flatnonzero(n[voice][i])
            part = np.divide(n[voice][i], of, out=np.zeros(len(of)), where=of > 0)
            look = style.VOICE_LOOKS[voice]
            bars = ax.barh(
                said, part[said], left=ends[said], height=0.62, linewidth=0, color=look.colour,
                hatch=look.hatch, edgecolor=look.ink, label=f"{name} {voice}",
            )  # fmt: skip
            link(bars, [_behind(panel, panel.groups[row], name, voice) for row in said])
            ends = ends + part
        style.numbers_at(ax, ends, n["all"][i])
        ax.axvline(starts[i], color=style.MUTED, linewidth=0.6)
    for place, count in enumerate(of):
        ax.text(
            last, place, lettering.number(count), va="center", size=lettering.TEXT,
            color=style.MUTED,
        )  # fmt: skip
    style.bare(ax)
    ax.set_xlim(0, inch * width)
    style.rows(ax, panel.row_names)
    ends_of_scale = lettering.text_width(["0  100 %"], size=lettering.SMALL)
    _scale(ax, starts, longest, narrow=ends_of_scale > longest / inch)
    heads = panel.heads(width)
    top = ax.secondary_xaxis("top")
    top.spines["top"].set_visible(False)
    style.heads(top, [*heads.names, MENTIONS], [*starts, last], heads.slant)


def _behind(panel: Panel, group: str, name: str, voice: str) -> str:
    return matches_behind(
        **{panel.by: group}, pack=panel.rows["pack"].iloc[0],
        category=f"{panel.referent}.{name}", table_voice=voice,
    )  # fmt: skip


def _scale(ax: Axes, starts: NDArray[np.float64], longest: float, *, narrow: bool) -> None:
    """Name the two ends of each column's scale; of a narrow one the far end."""
    zeros = [] if narrow else [*starts]
    ax.set_xticks(
        [*zeros, *(starts + longest)],
        [*["0"] * len(zeros), *[f"{100 * longest:.0f} %"] * len(starts)],
        size=lettering.SMALL,
    )
    for i, name in enumerate(ax.get_xticklabels()):
        name.set_horizontalalignment("left" if i < len(zeros) else "right")


def _grid(panel: Panel, voice: str, column: str) -> NDArray[np.float64]:
    """Return one column of the rows of a voice, as names × groups."""
    rows = panel.rows[panel.rows["voice"] == voice]
    grid = rows.pivot(index="name", columns="group", values=column)
    return grid.reindex(index=list(panel.names), columns=list(panel.groups)).to_numpy(np.float64)


def _drawn_voices(panel: Panel) -> list[str]:
    n = panel.rows.groupby("voice")["n"].sum()
    return [voice for voice in _VOICES if n.get(voice, 0)]


def _unit(panel: Panel) -> str:
    return f"share of all mentions of {panel.called} by one of the names listed for them"


def _caption(panels: list[Panel]) -> str:
    whole = pd.concat([panel.rows[panel.rows["voice"] == "all"] for panel in panels])
    n_articles = int(whole.drop_duplicates("group")["n_articles"].sum())
    parts = [
        "Number at a bar: mentions.",
        f"n = {lettering.number(whole['n'].sum())} mentions in {lettering.articles(n_articles)}.",
    ]
    if whole[whole["n"] > 0]["valence"].nunique() > 1:
        parts.insert(0, "Names from left to right as the pack judges them, damning to praising.")
    if any("scare" in _drawn_voices(panel) for panel in panels):
        parts.append("Short marks: with or without a named speaker.")
    silent = [panel.called for panel in panels if panel.empty]
    if silent:
        parts.append(f"No mentions of {', '.join(silent)}.")
    unused = [lettering.spoken(n) for panel in panels if not panel.empty for n in panel.unused]
    if len(panels) > 1:
        by = panels[0].by
        parts.insert(
            0,
            f"A bar shows: of all the times that the {by} uses one of the names listed for the "
            "thing in bold, how many it uses this one. Each panel has its own scale.",
        )
    if unused and len(panels) > 1:
        parts.append(f"{len(unused)} more listed names are used by none.")
    elif unused:
        parts.append(f"Used by none: {', '.join(unused)}.")
    return " ".join(parts)
