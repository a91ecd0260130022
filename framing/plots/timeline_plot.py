"""How a rate or a share changes over time: a panel a category, a point a month or week."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from framing.plots import lettering, style
from framing.stats.table import Table

__all__ = ["figure_timeline", "timeline"]

_TALL, _LOW = 2.2, 1.0
_LEFT, _FOOT, _ABOVE = 0.5, 0.36, 0.24
_MOST_PANELS = 12
_NEXT = 1.01
_BAND = "#d3dfea"


def timeline(table: Table, *, feature: str, ax: Axes | None = None) -> Axes:
    """Draw the value of one feature in each period, with its interval where there is one.

    Periods without articles are left free and break the line.

    Parameters
    ----------
    table
        The table `timeline`.
    feature
        The feature that is drawn.
    ax
        Where to draw; a figure of its own if none.
    """
    title = f"How does “{_spoken(feature)}” change by {_step(table)}?"
    rows = _drawn(table, feature)
    if rows.empty:
        return style.nothing(ax, title, f"No mentions of “{_spoken(feature)}” at any time.")
    with style.look():
        if ax is not None:
            _draw(rows, ax, _span(table), _measured_in(table))
            style.title_above(ax, title)
            style.caption_below(ax, _unit(table), _caption(table, rows))
            return ax
        sheet = style.sheet(title, _caption(table, rows), body=_TALL + _FOOT)
        width = style.WIDTH - _LEFT - 4 * style.MARGIN
        ax = sheet.axes(left=_LEFT, top=0.06, width=width, height=_TALL)
        _draw(rows, ax, _span(table), _measured_in(table))
        style.caption_below(ax, _unit(table))
    return ax


def figure_timeline(table: Table, *, features: list[str] | None = None) -> Figure:
    """Draw every feature over time, a panel a feature; the most frequent if there are many.

    Parameters
    ----------
    table
        The table `timeline`.
    features
        The features to draw; the twelve with most matches if none.
    """
    title = f"What changes from {_step(table)} to {_step(table)}?"
    total = table.frame.groupby("feature", sort=False)["n"].sum() if len(table) else pd.Series()
    known = [str(name) for name in total.index[total.to_numpy() > 0] if _varies(table, str(name))]
    most = sorted(known, key=lambda name: (-total[name], known.index(name)))[:_MOST_PANELS]
    wanted = [name for name in known if name in (most if features is None else features)]
    if not wanted:
        reason = " ".join(table.notes) or "No mentions of any category at any time."
        return style.paper(style.nothing(None, title, reason))
    rows = table.where(feature=wanted)
    caption = _caption(table, rows)
    if len(wanted) < len(known):
        caption += f" {len(wanted)} of {len(known)} categories drawn, the most frequent."
    across = min(2, len(wanted))
    pitch = (style.WIDTH - style.MARGIN) / across
    height = _ABOVE + _LOW + _FOOT
    with style.look():
        sheet = style.sheet(title, caption, body=height * -(-len(wanted) // across))
        for i, name in enumerate(wanted):
            ax = sheet.axes(
                left=i % across * pitch + _LEFT, top=i // across * height + _ABOVE,
                width=pitch - _LEFT - 0.2, height=_LOW,
            )  # fmt: skip
            _draw(_drawn(table, name), ax, _span(table), _measured_in(table))
            head = lettering.fitting(_spoken(name), pitch - 0.3)
            out = -72 * (_LEFT - style.MARGIN)
            ax.annotate(
                head, (0, 1), xycoords="axes fraction", xytext=(out, 4), weight="bold",
                textcoords="offset points", va="bottom", size=lettering.TEXT,
            )  # fmt: skip
            style.caption_below(ax, _unit(table))
    return sheet.figure


def _varies(table: Table, feature: str) -> bool:
    """Return whether a feature has another value at some time; a name without rivals has not."""
    return table.where(feature=feature)["value"].nunique() > 1


def _drawn(table: Table, feature: str) -> pd.DataFrame:
    rows = table.where(feature=feature)
    return rows[rows["value"].notna()] if rows["n"].sum() else rows.iloc[:0]


def _draw(rows: pd.DataFrame, ax: Axes, span: tuple[float, float], unit: str) -> None:
    """Draw points, the line between neighbours, and bands; whiskers where a point stands alone."""
    at = np.array([_place(str(period)) for period in rows["group"]])
    order = np.argsort(at, kind="stable")
    rows, at = rows.iloc[order], at[order]
    value, low, high = (rows[name].to_numpy(np.float64) for name in ("value", "low", "high"))
    for run in np.split(np.arange(len(at)), np.flatnonzero(np.diff(at) > _NEXT) + 1):
        ax.plot(at[run], value[run], color=style.ACCENT, linewidth=1.3, label="line")
    sure = ~(np.isnan(low) | np.isnan(high))
    ax.vlines(at[sure], low[sure], high[sure], color=style.ACCENT, linewidth=0.8)
    for one, two in zip(range(len(at) - 1), range(1, len(at)), strict=True):
        if sure[one] and sure[two] and at[two] - at[one] < _NEXT:
            both = [one, two]
            ax.fill_between(at[both], low[both], high[both], color=_BAND, linewidth=0, zorder=0)
    ax.plot(at, value, "o", color=style.ACCENT, markersize=3.4, label="value", clip_on=False)
    none = rows["n"].to_numpy() == 0
    ax.plot(at[none], value[none], "o", color="white", markersize=2.0, clip_on=False)
    style.bare(ax, keep=("bottom",))
    ax.set_xlim(span[0] - 0.4, span[1] + 0.4)
    ends = np.concatenate([[0.0], value, low[sure], high[sure]])
    ax.set_ylim(1.08 * ends.min(), 1.08 * ends.max() if ends.max() > 0 else 1.0)
    ax.locator_params(axis="y", nbins=4)
    if unit == "share":
        ax.yaxis.set_major_formatter(lambda share, _: f"{100 * share:.3g} %")
    ax.grid(axis="y", color=style.FAINT, linewidth=0.5)
    ax.set_axisbelow(True)
    ax.tick_params(labelsize=lettering.SMALL)
    _periods(ax, [str(p) for p in rows["group"]], at)


def _periods(ax: Axes, periods: list[str], at: NDArray[np.float64]) -> None:
    """Name the periods below the axis, as many as there is room for."""
    low, high = ax.get_xlim()
    apart = (high - low) * (lettering.text_width(periods) + 0.1) / style.width_of(ax)
    kept: list[int] = []
    for i, place in enumerate(at):
        if not kept or place - at[kept[-1]] >= apart:
            kept.append(i)
    ax.set_xticks(at[kept], [periods[i] for i in kept])


def _span(table: Table) -> tuple[float, float]:
    places = [_place(str(period)) for period in table.frame["group"].unique()]
    return min(places), max(places)


def _place(period: str) -> float:
    """Return where a period lies, one apart from the next: `2021`, `2021-03` or `2021-W09`."""
    year, _, part = period.partition("-")
    if part.startswith("W"):
        return datetime.date.fromisocalendar(int(year), int(part[1:]), 1).toordinal() / 7
    return 12.0 * int(year) + int(part) if part else float(year)


def _step(table: Table) -> str:
    return table.by.rpartition(".")[2]


def _measured_in(table: Table) -> str:
    return table.signature.to_dict().get("unit", "")


def _unit(table: Table) -> str:
    unit = _measured_in(table)
    if unit == "share":
        return "share of the mentions of the same thing"
    return f"matches {unit}" if unit.startswith("per") else unit


def _caption(table: Table, rows: pd.DataFrame) -> str:
    n = lettering.number(rows["n"].sum())
    once = table.frame.drop_duplicates("group")
    parts = [f"n = {n} matches in {lettering.articles(int(once['n_articles'].sum()))}."]
    sure = rows.dropna(subset=["low", "high"])
    if len(sure):
        parts.append(f"Bands and lines: intervals at {100 * sure['level'].iloc[0]:g} %.")
    if len(sure) < len(rows):
        parts.append("No interval where there are too few articles. Open dots: no match.")
    parts.append("All outlets together: a change may also come from who wrote in that time.")
    return " ".join(parts)


def _spoken(feature: str) -> str:
    return lettering.spoken(feature.partition(".")[2] or feature).replace(".", " › ")
