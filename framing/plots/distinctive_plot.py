"""Distinctive words by how often they are used: the score of each against its frequency."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, NullLocator

from framing.plots import lettering, style
from framing.plots.placement import name_places
from framing.stats.table import Table

__all__ = ["distinctive", "figure_distinctive"]

_TALL, _LOW = 3.1, 1.8
_MOST_PANELS = 6
_LEFT, _FOOT, _ABOVE = 0.42, 0.36, 0.2
_ACROSS = "uses per 1,000 words"
_UP = "score (z)"


def distinctive(table: Table, *, group: str, ax: Axes | None = None) -> Axes:
    """Draw the distinctive words of one group: how often it uses them, and how high they score.

    High and far left stand rare words that hardly anybody else uses, high and far right common
    ones that it uses far more than the rest.

    Parameters
    ----------
    table
        The table `vocabulary`.
    group
        The group whose words are drawn.
    ax
        Where to draw; a figure of its own if none.
    """
    name = lettering.shortened(group, 40)
    title = f"Which words does {name} use more than the rest, and how often?"
    rows = _drawn(table, group)
    if rows.empty:
        return style.nothing(ax, title, f"No words mark {name} off from the rest.")
    with style.look():
        if ax is not None:
            _draw(rows, ax)
            style.title_above(ax, title)
            style.caption_below(ax, _ACROSS, _caption(table))
            ax.set_ylabel(_UP, size=lettering.SMALL, color=style.MUTED)
            return ax
        sheet = style.sheet(title, _caption(table), body=_TALL + _FOOT)
        width = style.WIDTH - _LEFT - style.MARGIN
        ax = sheet.axes(left=_LEFT, top=0.05, width=width, height=_TALL)
        _draw(rows, ax)
        style.caption_below(ax, _ACROSS)
        ax.set_ylabel(_UP, size=lettering.SMALL, color=style.MUTED)
    return ax


def figure_distinctive(table: Table, *, groups: list[str] | None = None) -> Figure:
    """Draw the distinctive words of each group against their frequency, a panel a group.

    Parameters
    ----------
    table
        The table `vocabulary`.
    groups
        The groups to draw; of more than six the first six if none.
    """
    title = f"Which words does each {table.by} use more than the rest, and how often?"
    known = list(dict.fromkeys(table.frame["group"]))
    wanted = [g for g in known if g in groups] if groups is not None else known[:_MOST_PANELS]
    wanted = [group for group in wanted if not _drawn(table, group).empty]
    if not wanted:
        reason = " ".join(table.notes) or "No word is used often enough by one and not the rest."
        return style.paper(style.nothing(None, title, reason))
    caption = _caption(table)
    if len(wanted) < len(known):
        caption += f" {len(wanted)} of {len(known)} shown ({table.by}); the table has all."
    across = min(2, len(wanted))
    pitch = (style.WIDTH - style.MARGIN) / across
    height = _ABOVE + _LOW + _FOOT
    with style.look():
        sheet = style.sheet(title, caption, body=height * -(-len(wanted) // across))
        for i, group in enumerate(wanted):
            ax = sheet.axes(
                left=i % across * pitch + _LEFT, top=i // across * height + _ABOVE,
                width=pitch - _LEFT - 0.06, height=_LOW,
            )  # fmt: skip
            _draw(_drawn(table, group), ax)
            head = lettering.fitting(group, pitch - _LEFT, size=lettering.TEXT + 1)
            ax.set_title(
                head or "(none)", loc="left", size=lettering.TEXT + 1, weight="bold", pad=3
            )
            style.caption_below(ax, _ACROSS)
            if not i % across:
                ax.set_ylabel(_UP, size=lettering.SMALL, color=style.MUTED)
    return sheet.figure


def _drawn(table: Table, group: str) -> pd.DataFrame:
    rows = table.where(group=group)
    return rows[(rows["per_1000"] > 0) & rows["z"].notna()]


def _draw(rows: pd.DataFrame, ax: Axes) -> None:
    x, z = (rows[name].to_numpy(np.float64) for name in ("per_1000", "z"))
    ax.set_xscale("log", base=2)
    ax.set_xlim(x.min() / 2**0.6, x.max() * 2**0.9)
    room = max(0.15 * float(np.ptp(z)), 0.2)
    ax.set_ylim(z.min() - room, z.max() + room)
    ax.plot(x, z, "o", color=style.ACCENT, markersize=3.4, label="z", clip_on=False)
    style.bare(ax, keep=("left", "bottom"))
    steps = 2.0 ** np.arange(np.ceil(np.log2(ax.get_xlim()[0])), np.log2(ax.get_xlim()[1]))
    steps = steps[:: max(1, len(steps) // 6)]
    ax.xaxis.set_major_locator(FixedLocator(list(steps)))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:.3g}")
    ax.locator_params(axis="y", nbins=5)
    ax.tick_params(labelsize=lettering.SMALL, length=2)
    _names(rows, ax, x, z)


def _names(rows: pd.DataFrame, ax: Axes, x: np.ndarray, z: np.ndarray) -> None:
    """Write each word beside its dot, where it runs into none of the others."""
    box = ax.get_window_extent()
    per_point = style.paper(ax).dpi / 72
    size = (box.width / per_point, box.height / per_point)
    points = (ax.transData.transform(np.stack([x, z], axis=1)) - [box.x0, box.y0]) / per_point
    terms = [lettering.shortened(str(term), 26) for term in rows["term"]]
    sizes = np.array(
        [(72 * lettering.text_width([term], size=lettering.SMALL) + 2, 7.5) for term in terms]
    )
    corners = name_places(points, sizes, size, dot=2.0)
    for term, point, corner, wide in zip(terms, points, corners, sizes, strict=True):
        ax.annotate(
            term, corner, xycoords="axes points", va="bottom", ha="left", size=lettering.SMALL,
            color=style.INK, parse_math=False,
        )  # fmt: skip
        near = np.clip(point, corner, corner + wide)
        if np.hypot(*(near - point)) > 6:
            ax.annotate(
                "", tuple(near), tuple(point), xycoords="axes points", textcoords="axes points",
                arrowprops={"arrowstyle": "-", "color": style.FAINT, "lw": 0.6, "shrinkB": 0},
                zorder=0,
            )  # fmt: skip


def _caption(table: Table) -> str:
    parts = table.signature.to_dict()
    spoken = {"authorial": "in own voice", "all": "in any voice"}
    voice = spoken.get(parts.get("voice", "all"), f"({parts.get('voice', 'all')})")
    return (
        f"Words {voice}. Score: log-odds against the rest, divided by its standard error; it puts"
        " words in order and is no test. Only the words that score highest are drawn."
    )
