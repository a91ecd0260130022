"""How each outlet holds the judged names: as its own words, in marks, or in the mouth of others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from framing.plots import lettering, style
from framing.plots.blocks import Block, Column, column_of, fitting, halves
from framing.plots.links import link, matches_behind
from framing.stats.table import Table

__all__ = ["voice"]

_VOICES = ("authorial", "scare_unattributed", "scare_attributed", "indirect", "direct")
_FILTERS: dict[str, dict[str, object]] = {
    "authorial": {"table_voice": "authorial"},
    "scare_unattributed": {"table_voice": "scare", "attributed": False},
    "scare_attributed": {"table_voice": "scare", "attributed": True},
    "indirect": {"table_voice": "indirect"},
    "direct": {"table_voice": "direct"},
}
_LINES = 84
_TALL = 4.6
_COUNTED_UP_TO = 60
_FOOT = 0.34


def voice(table: Table, *, names: list[str] | None = None, ax: Axes | None = None) -> Axes:
    """Draw in which voice each group uses each judged name (valence other than 0).

    Bars count mentions while they are few; where a bar would count more than 60, all bars are
    shares, and the number at the end still counts. Names that nobody uses have no rows; of very
    many names the most strongly judged and used are drawn, and the caption says so.

    Parameters
    ----------
    table
        The table `held`.
    names
        The names to draw; all judged ones if none.
    ax
        Where to draw; a figure of its own if none.
    """
    title = f"In whose voice does each {table.by} use the judged names?"
    frame = table.frame
    judged = frame["valence"].fillna(0) != 0 if names is None else frame["name"].isin(names)
    if not judged.any():
        return style.nothing(ax, title, "No pack here has names with a valence other than 0.")
    used = frame[judged & (frame["of"] > 0)]
    if used.empty:
        return style.nothing(ax, title, "No mentions of anybody by a judged name.")
    blocks = _blocks(frame[judged])
    kept = fitting(blocks, [_weight(block) for block in blocks], lines=_LINES)
    caption = _caption(kept, len(blocks))
    drawn = used[used["n"] > 0]["voice"]
    if ax is None:
        return _on_paper(kept, (title, caption), drawn, table.by)
    with style.look():
        column = column_of(kept)
        style.caption_below(
            ax,
            _draw(column, ax, _longest(kept), column.left + style.width_of(ax), table.by),
            caption,
        )
        style.title_above(ax, title)
        style.key_beside(ax, drawn)
    return ax


def _on_paper(blocks: list[Block], words: tuple[str, str], voices: Iterable[str], by: str) -> Axes:
    """Draw the blocks on a sheet of their own, in two columns if one would be too tall."""
    columns = [column_of(blocks)]
    if columns[0].height > _TALL and len(blocks) > 1:
        columns = [column_of(half) for half in halves(blocks)]
    room = (style.WIDTH - style.MARGIN) / len(columns)
    left = max(column.left for column in columns)
    height = max(column.height for column in columns)
    with style.look():
        sheet = style.sheet(*words, body=height + _FOOT, key=style.keys(voices))
        drawn = [
            sheet.axes(left=left + i * room, top=0, width=room - left - 0.1, height=column.height)
            for i, column in enumerate(columns)
        ]
        for ax, column in zip(drawn, columns, strict=True):
            style.caption_below(ax, _draw(column, ax, _longest(blocks), room - 0.1, by))
    return drawn[0]


def _blocks(frame: pd.DataFrame) -> list[Block]:
    """Return a block for each name that is used, from damning to praising."""
    blocks = []
    frame = frame.assign(valence=frame["valence"].fillna(0))
    wide = frame.pivot(
        index=["valence", "pack", "referent", "name", "group", "of"], columns="voice", values="n"
    ).reset_index()
    order = {name: i for i, name in enumerate(dict.fromkeys(map(tuple, _keys(frame))))}
    place = {group: i for i, group in enumerate(dict.fromkeys(frame["group"]))}
    wide = wide.assign(
        order=[order[tuple(key)] for key in _keys(wide)], place=wide["group"].map(place)
    ).sort_values(["valence", "order", "place"])
    for (_, _, referent, name), rows in wide.groupby(
        ["order", "pack", "referent", "name"], sort=False
    ):
        silent = list(rows.loc[rows["of"] == 0, "group"])
        rows = rows[rows["of"] > 0]
        if len(rows):
            aside = f"for {lettering.the(str(referent))}"
            blocks.append(
                Block(lettering.spoken(str(name)), aside, rows, _silent(silent, len(place)))
            )
    return blocks


def _weight(block: Block) -> float:
    """Return how much a name is worth drawing: much used, and strongly judged before all."""
    return float(block.rows["of"].sum() * block.rows["valence"].iloc[0] ** 2)


def _keys(frame: pd.DataFrame) -> list[list[str]]:
    keys: list[list[str]] = frame[["pack", "referent", "name"]].to_numpy().tolist()
    return keys


def _silent(groups: list[str], total: int) -> str:
    if not groups:
        return ""
    listed = ", ".join(map(lettering.plain, groups))
    return f"not used by {listed}" if len(listed) < 60 else f"not used by {len(groups)} of {total}"


def _longest(blocks: list[Block]) -> float:
    """Return the largest number of mentions in a row."""
    return float(max(block.rows["of"].max() for block in blocks))


def _draw(column: Column, ax: Axes, longest: float, room: float, by: str) -> str:
    """Draw the bars, and return the unit of their lengths."""
    of = column.rows["of"].to_numpy(np.float64)
    counted = longest <= _COUNTED_UP_TO
    scale: NDArray[np.float64] = np.ones(len(of)) if counted else of
    ends = np.zeros(len(of))
    for one in _VOICES:
        n = column.rows[one].to_numpy(np.float64)
        look = style.VOICE_LOOKS[one]
        said = np.flatnonzero(n)
        bars = ax.barh(
            column.places[said], (n / scale)[said], left=ends[said], height=0.66, linewidth=0,
            color=look.colour, hatch=look.hatch, edgecolor=look.ink, label=one,
        )  # fmt: skip
        link(bars, [_behind(row, one, by) for row in column.rows.iloc[said].itertuples()])
        ends = ends + n / scale
    column.dress(ax, room=room)
    style.numbers_at(ax, ends, of, places=column.places)
    number = lettering.text_width([lettering.number(longest)], size=lettering.SMALL) + 0.06
    ax.set_xlim(0, (longest if counted else 1.0) / (1 - number / style.width_of(ax)))
    if counted:
        ax.locator_params(axis="x", integer=True, nbins=5)
        return "mentions"
    ax.set_xticks([0, 0.5, 1], ["0", "50", "100 %"])
    return "share of the mentions by this name"


def _behind(row: Any, voice: str, by: str) -> str:
    return matches_behind(
        **{by: row.group}, pack=row.pack, category=f"{row.referent}.{row.name}", **_FILTERS[voice]
    )


def _caption(kept: list[Block], n_blocks: int) -> str:
    n = sum(block.rows["of"].sum() for block in kept)
    parts = [
        "Number at a bar: mentions by this name.",
        f"n = {lettering.number(n)} mentions. Judged names are those that the pack rates as damning"
        " or as praising; neutral ones are left out. Damning ones come first.",
    ]
    if len(kept) < n_blocks:
        parts.append(
            f"{len(kept)} of {n_blocks} names drawn, the most used and most strongly judged; the"
            " table has all."
        )
    return " ".join(parts)
