"""Outlets compared on each feature: a point, and its interval where there is one."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from framing.plots import lettering, style
from framing.plots.blocks import Block, Column, column_of, fitting
from framing.stats.comparison import ComparisonTable
from framing.stats.conclusions import DESCRIPTION_ONLY, DIFFERS
from framing.stats.table import Table

__all__ = ["forest"]

_LINES = 44
_COUNTS = 0.5
_FOOT = 0.34
_TITLES = {
    "share": "Which of the rival names does each {by} use?",
    "balance": "Does each {by} prefer praising or damning names?",
    "valence": "How kind are the names that each {by} uses?",
    "held": "In whose voice does each {by} use a name?",
    "voice_words": "How many of its words are in each {by}’s own voice?",
    "presence": "In how many articles does each {by} mention it?",
}
_UNITS = {
    "share": "share of the mentions of its referent",
    "balance": "logit of praising against damning names; 0 is balance",
    "valence": "mean valence, from −2 to +2",
    "held": "share of the name’s mentions",
    "voice_words": "share of the words",
    "presence": "share of the articles",
    "per_article": "matches per article",
}
_VOICES = {"authorial": "own voice", "direct": "direct quotation", "indirect": "reported speech"}


def forest(table: Table, *, feature: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the value of every group on each feature, a point a group.

    A feature without a match in any group has no rows. Features that differ come first; of very
    many the most frequent are drawn, and the caption says so. Where the design allows a
    description only, there are points without intervals, and the caption says why.

    Parameters
    ----------
    table
        The table `comparison`.
    feature
        The only feature to draw; all if none.
    ax
        Where to draw; a figure of its own if none.
    """
    title = _title(table, feature)
    rows = table.frame if feature is None else table.where(feature=feature)
    rows = rows[rows["value"].notna()]
    tested = rows["conclusion"] != DESCRIPTION_ONLY
    left_out = 0 if not tested.any() else rows[~tested]["group"].nunique()
    rows = rows[tested] if left_out else rows
    blocks = [
        Block(_spoken(str(name)), _concluded(some), some)
        for name, some in rows.groupby("feature", sort=False)
        if some["n"].sum()
    ]
    blocks.sort(key=lambda block: block.aside != DIFFERS)
    if not blocks:
        return style.nothing(
            ax, title, "No category has a match." if feature is None else "It has no match."
        )
    most = max(block.rows["n"].sum() for block in blocks)
    weights = [block.rows["n"].sum() + most * (block.aside == DIFFERS) for block in blocks]
    kept = fitting(blocks, weights, lines=_LINES)
    column = column_of(kept)
    caption = _caption(table, column, len(blocks), left_out)
    with style.look():
        if ax is not None:
            _draw(column, ax, column.left + style.width_of(ax))
            style.title_above(ax, title)
            style.caption_below(ax, _unit(table), caption)
            return ax
        sheet = style.sheet(title, caption, body=column.height + _FOOT)
        width = style.WIDTH - column.left - _COUNTS - style.MARGIN
        ax = sheet.axes(left=column.left, top=0, width=width, height=column.height)
        _draw(column, ax, column.left + width)
        style.caption_below(ax, _unit(table))
    return ax


def _draw(column: Column, ax: Axes, room: float) -> None:
    """Draw points and intervals, and the counts at the right."""
    rows, places = column.rows, column.places
    value = rows["value"].to_numpy(np.float64)
    low, high = rows["low"].to_numpy(np.float64), rows["high"].to_numpy(np.float64)
    sure = ~(np.isnan(low) | np.isnan(high))
    ax.hlines(places[sure], low[sure], high[sure], color=style.ACCENT, linewidth=1.4)
    ax.hlines(places, 0, value, color=style.FAINT, linewidth=0.6, zorder=0)
    ax.plot(value, places, "o", color=style.ACCENT, markersize=4, label="value", clip_on=False)
    none = rows["n"].to_numpy() == 0
    ax.plot(value[none], places[none], "o", color="white", markersize=2.4, clip_on=False)
    column.dress(ax, room=room)
    ends = np.concatenate([[0.0], value, low[sure], high[sure]])
    ax.set_xlim(1.05 * ends.min(), 1.05 * ends.max() if ends.max() > 0 else 0.01)
    ax.tick_params(axis="x", labelsize=lettering.SMALL)
    for place, n in zip(places, rows["n"], strict=True):
        ax.annotate(
            f"n = {lettering.number(n)}", (1, place), xycoords=ax.get_yaxis_transform(),
            va="center", xytext=(4, 0), textcoords="offset points", size=lettering.SMALL,
            color=style.MUTED,
        )  # fmt: skip


def _title(table: Table, feature: str | None) -> str:
    about = "each category" if feature is None else f"“{_spoken(feature)}”"
    measure = table.signature.to_dict().get("measure", "rate")
    if measure in _TITLES:
        return _TITLES[measure].format(by=table.by)
    return f"How often does each {table.by} write of {about}?"


def _concluded(rows: pd.DataFrame) -> str:
    """Return the conclusion on the groups that were tested, if there was a test."""
    told = [str(c) for c in rows["conclusion"] if c not in (DESCRIPTION_ONLY, "not tested")]
    return told[0] if told else ""


def _unit(table: Table) -> str:
    parts = table.signature.to_dict()
    voice = parts.get("voice", "all")
    if parts.get("measure", "rate") not in ("rate", "mean_rate"):
        spoken = "" if voice == "all" else f" ({_VOICES.get(voice, voice)})"
        return f"{_UNITS.get(parts['measure'], parts.get('unit', ''))}{spoken}"
    spoken = {"all": "words", "authorial": "words in own voice"}.get(voice, f"words ({voice})")
    return f"matches per 1,000 {spoken}"


def _caption(table: Table, column: Column, n_blocks: int, left_out: int) -> str:
    rows = column.rows
    n_articles = int(rows.drop_duplicates("group")["n_articles"].sum())
    parts = [f"n: matches, in {lettering.articles(n_articles)} together."]
    sure = rows.dropna(subset=["low", "high"])
    if len(sure):
        parts.append(f"Lines: intervals at {100 * sure['level'].iloc[0]:g} %.")
    if isinstance(table, ComparisonTable) and table.design.verdict == "description only":
        parts.append(f"Description only. {table.design.reason}")
    elif (rows["conclusion"] == "description only").all():
        parts.append(" ".join(["Description only.", *table.notes]))
    if left_out:
        parts.append(f"{left_out} groups with too few articles to be tested are not drawn.")
    if len(column.blocks) < n_blocks:
        parts.append(f"{len(column.blocks)} of {n_blocks} categories drawn, the most frequent.")
    return " ".join(parts)


def _spoken(feature: str) -> str:
    return lettering.spoken(feature.partition(".")[2] or feature).replace(".", " › ")
