"""Which words mark each outlet off from the rest."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from framing.errors import FramingError, did_you_mean
from framing.plots import lettering, style
from framing.stats.table import Table

__all__ = ["figure_keyness", "keyness"]

_ROW = 0.145
_COUNTS = 0.72
_MOST_PANELS = 12
_FOOT = 0.34
_UNIT = "log-odds against the rest (z, a score, no test)"


def keyness(table: Table, *, group: str, top: int | None = None, ax: Axes | None = None) -> Axes:
    """Draw the terms most typical of one group as dots, by their score.

    Beside each dot stand the counts in the group and in the rest.

    Parameters
    ----------
    table
        The table `vocabulary`.
    group
        The group whose terms are drawn.
    top
        How many terms; all of the table if none.
    ax
        Where to draw; a figure of its own if none.

    Raises
    ------
    FramingError
        If the table knows groups, but not this one.
    """
    title = f"Which words mark {lettering.plain(group)} off from the rest?"
    groups = list(dict.fromkeys(table.frame["group"]))
    if group not in groups:
        if groups and did_you_mean(group, groups):
            near = did_you_mean(group, groups)
            raise FramingError(f"keyness: no terms of a group '{group}' in the table{near}")
        return style.nothing(
            ax, title, f"No words mark {lettering.plain(group)} off from the rest."
        )
    rows = _top(table, group, top)
    with style.look():
        if ax is not None:
            _draw(rows, ax, float(rows["z"].max()))
            style.title_above(ax, title)
            style.caption_below(ax, _UNIT, _caption(table))
            return ax
        height = _ROW * (len(rows) + 1)
        left = lettering.text_width(_terms(rows)) + 2 * style.MARGIN
        sheet = style.sheet(title, _caption(table), body=height + _FOOT)
        width = style.WIDTH - left - _COUNTS - style.MARGIN
        ax = sheet.axes(left=left, top=_ROW, width=width, height=height - _ROW)
        _draw(rows, ax, float(rows["z"].max()))
        style.caption_below(ax, _UNIT)
    return ax


def figure_keyness(
    table: Table, *, groups: list[str] | None = None, top: int | None = None
) -> Figure:
    """Draw the terms most typical of each group, a panel a group, on one scale.

    Parameters
    ----------
    table
        The table `vocabulary`.
    groups
        The groups to draw; of more than twelve the first twelve if none.
    top
        How many terms a group; by the number of panels if none.
    """
    title = f"Which words mark each {table.by} off from the rest?"
    known = list(dict.fromkeys(table.frame["group"]))
    wanted = [group for group in known if groups is None or group in groups]
    drawn = wanted if groups is not None else wanted[:_MOST_PANELS]
    if not drawn:
        reason = " ".join(table.notes) or "No word is used often enough by one and not the rest."
        return style.paper(style.nothing(None, title, reason))
    top = top or (15 if len(drawn) <= 2 else 10 if len(drawn) <= 4 else 8)
    panels = [_top(table, group, top) for group in drawn]
    caption = _caption(table)
    if len(drawn) < len(known):
        caption += f" {len(drawn)} of {len(known)} shown ({table.by}); the table has all."
    return _figure(title, caption, dict(zip(drawn, panels, strict=True)))


def _figure(title: str, caption: str, panels: dict[str, pd.DataFrame]) -> Figure:
    """Draw panels side by side in rows, on one scale."""
    columns = min(2, len(panels))
    names, tables = list(panels), list(panels.values())
    farthest = max(float(rows["z"].max()) for rows in tables)
    left = max(lettering.text_width(_terms(rows)) for rows in tables) + 2 * style.MARGIN
    pitch = style.WIDTH / columns
    in_rows = [tables[i : i + columns] for i in range(0, len(tables), columns)]
    heads = [lettering.wrap(name, int(58 / columns), lines=2) for name in names]
    above = max(h.count("\n") + 1 for h in heads) * lettering.line_height(lettering.TEXT + 1) + _ROW
    heights = [above + _ROW * max(map(len, some)) + 0.26 for some in in_rows]
    with style.look():
        sheet = style.sheet(title, caption, body=sum(heights) + 0.1)
        for i, rows in enumerate(tables):
            ax = sheet.axes(
                left=i % columns * pitch + left,
                top=sum(heights[: i // columns]) + above,
                width=pitch - left - _COUNTS - style.MARGIN,
                height=_ROW * len(rows),
            )
            _draw(rows, ax, farthest)
            ax.annotate(
                heads[i], (0, 1), xycoords="axes fraction", xytext=(0, 72 * _ROW), va="bottom",
                textcoords="offset points", weight="bold", size=lettering.TEXT + 1,
            )  # fmt: skip
    return sheet.figure


def _draw(rows: pd.DataFrame, ax: Axes, farthest: float) -> None:
    """Draw a dot a term, and its counts at the right."""
    z = rows["z"].to_numpy(np.float64)
    places = np.arange(float(len(rows)))
    ax.hlines(places, 0, z, color=style.FAINT, linewidth=1.0)
    ax.plot(z, places, "o", color=style.ACCENT, markersize=3.6, label="z")
    style.bare(ax)
    style.rows(ax, _terms(rows))
    ax.axvline(0, color=style.MUTED, linewidth=0.6)
    ax.set_xlim(0, farthest * 1.06)
    ax.tick_params(axis="x", labelsize=lettering.SMALL)
    ax.locator_params(axis="x", nbins=4)
    inches = style.width_of(ax)
    for word, column, at in (("here", "n", 0.34), ("rest", "n_rest", 0.68)):
        x = 1 + at / inches
        for place, count in zip(places, rows[column], strict=True):
            ax.text(
                x, place, lettering.number(count), transform=ax.get_yaxis_transform(), ha="right",
                va="center", size=lettering.SMALL,
            )  # fmt: skip
        ax.annotate(
            word, (x, 1), xycoords="axes fraction", xytext=(0, 3), textcoords="offset points",
            ha="right", va="bottom", size=lettering.SMALL, color=style.MUTED,
        )  # fmt: skip


def _top(table: Table, group: str, top: int | None) -> pd.DataFrame:
    return table.where(group=group).sort_values("rank").head(top or len(table))


def _terms(rows: pd.DataFrame) -> list[str]:
    return [lettering.wrap(term, 28, lines=1) for term in rows["term"]]


def _caption(table: Table) -> str:
    parts = table.signature.to_dict()
    voice = parts.get("voice", "all")
    spoken = {"authorial": f"of each {table.by}'s own voice", "all": "in any voice"}.get(
        voice, f"in the voice “{voice}”"
    )
    return (
        f"Words {spoken}. Dots: {_UNIT}. Prior: {parts.get('prior', 'stated in the table')}."
        " Numbers: how often the word is used here and in the rest."
    )
