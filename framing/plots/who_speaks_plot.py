"""Who speaks: the sources that each group gives most room, quoted or reported."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from framing.plots import lettering, style
from framing.plots.blocks import Block, Column, column_of, fitting, halves
from framing.speech import SPEECH
from framing.stats.table import Table

__all__ = ["who_speaks"]

_LINES = 84
_ALL, _MOST, _FEW, _FEWEST = 30, 8, 4, 2
_MANY = 12
_TALL = 4.2
_FOOT = 0.34
_NAME, _LETTERS = 1.45, 26
_UNIT = "% of the words of speech"
_NOBODY = {"pronoun": "only a pronoun", "none": "nobody named"}
_DRAWN = {"direct": "direct", "indirect": "indirect", "scare": "scare_attributed"}


def who_speaks(table: Table, *, most: int | None = None, ax: Axes | None = None) -> Axes:
    """Draw for each group the sources with most words of speech, as shares of its words of speech.

    Speech with a pronoun for its source, or with none, has a row of its own at the end of each
    group. Of very many groups those with most words are drawn, and the caption says so.

    Parameters
    ----------
    table
        The table `sources`.
    most
        Sources of each group to draw; as many as there is room for if none.
    ax
        Where to draw; a figure of its own if none.
    """
    title = f"Whom does each {table.by.replace('_', ' ')} let speak?"
    frame = table.frame[table.frame["words"] > 0]
    if frame.empty:
        return style.nothing(ax, title, "No article lets anybody speak.")
    groups = list(dict.fromkeys(frame["group"]))
    each = most if most is not None else _room_for(len(groups))
    blocks = [_block(frame[frame["group"] == group], each) for group in groups]
    kept = fitting(blocks, [float(b.rows["of"].iloc[0]) for b in blocks], lines=_LINES)
    caption = _caption(frame, kept, len(blocks))
    drawn = [_DRAWN[kind] for kind in SPEECH if frame[kind].any()]
    if ax is None:
        return _on_paper(kept, title, caption, drawn)
    with style.look():
        column = column_of(kept)
        ax.set_xlim(0, _draw(column, ax, column.left + style.width_of(ax)))
        style.caption_below(ax, _UNIT, caption)
        style.title_above(ax, title)
        style.key_beside(ax, drawn)
    return ax


def _room_for(n_groups: int) -> int:
    """Return how many sources of each group there is room for."""
    fewest = _FEWEST if n_groups > _MANY else _FEW
    return max(fewest, min(_MOST, _ALL // n_groups - 1))


def _block(rows: pd.DataFrame, each: int) -> Block:
    """Return one group's sources, those with most words first, and how many are left out."""
    nobody = rows["kind"].isin(list(_NOBODY))
    named = rows[~nobody]
    shown = pd.concat([named.head(each), rows[nobody]])
    left = len(named) - each
    of, n = int(rows["of"].iloc[0]), int(rows["n_articles"].iloc[0])
    return Block(
        lettering.plain(str(rows["group"].iloc[0])) or "(none)",
        f"{lettering.articles(n)}, {lettering.number(of)} words of speech",
        shown.assign(outlet=shown["group"], group=[_name(row) for row in shown.itertuples()]),
        f"and {lettering.number(left)} more source{'' if left == 1 else 's'}" if left > 0 else "",
    )


def _name(row: object) -> str:
    """Return the words beside a source's row, on one line."""
    kind, source = getattr(row, "kind", ""), getattr(row, "source", "")
    whole = lettering.plain(source)
    short = whole if len(whole) <= _LETTERS else f"{whole[: _LETTERS - 1].rstrip()}…"
    return _NOBODY.get(kind) or lettering.cut(short, _NAME, size=lettering.TEXT)


def _on_paper(blocks: list[Block], title: str, caption: str, voices: Iterable[str]) -> Axes:
    """Draw the blocks on a sheet of their own, in two columns if one would be too tall."""
    columns = [column_of(blocks)]
    if columns[0].height > _TALL and len(blocks) > 1:
        columns = [column_of(half) for half in halves(blocks) if half]
    room = (style.WIDTH - style.MARGIN) / len(columns)
    left = max(column.left for column in columns)
    height = max(column.height for column in columns)
    with style.look():
        sheet = style.sheet(title, caption, body=height + _FOOT, key=style.keys(voices))
        drawn = [
            sheet.axes(left=left + i * room, top=0, width=room - left - 0.1, height=column.height)
            for i, column in enumerate(columns)
        ]
        ends = [_draw(c, on, room - 0.1) for c, on in zip(columns, drawn, strict=True)]
        for on in drawn:
            on.set_xlim(0, max(ends))
            style.caption_below(on, _UNIT)
    return drawn[0]


def _draw(column: Column, ax: Axes, room: float) -> float:
    """Draw the bars with their numbers and roles, and return the length that holds them all."""
    of = column.rows["of"].to_numpy(np.float64)
    ends = np.zeros(len(of))
    for kind in SPEECH:
        words = column.rows[kind].to_numpy(np.float64)
        look = style.VOICE_LOOKS[_DRAWN[kind]]
        said = np.flatnonzero(words)
        ax.barh(
            column.places[said], (words / of)[said], left=ends[said], height=0.66, linewidth=0,
            color=look.colour, hatch=look.hatch, edgecolor=look.ink, label=kind,
        )  # fmt: skip
        ends = ends + words / of
    column.dress(ax, room=room)
    counts = column.rows["words"].to_numpy()
    style.numbers_at(ax, ends, counts, places=column.places)
    told = [lettering.spoken(str(role)) for role in column.rows["role"]]
    room_for = [lettering.text_width([f"{lettering.number(n)}  {role}"], size=lettering.SMALL)
                for n, role in zip(counts, told, strict=True)]  # fmt: skip
    _roles(ax, ends, counts, told, column)
    share = np.maximum(1 - (np.array(room_for) + 0.1) / style.width_of(ax), 0.1)
    ax.locator_params(axis="x", nbins=4)
    ax.xaxis.set_major_formatter(lambda x, _: f"{100 * x:.0f}")
    return float(np.max(ends / share))


def _roles(
    ax: Axes, ends: np.ndarray, counts: np.ndarray, roles: list[str], column: Column
) -> None:
    """Write the role of each source after its number, in grey."""
    for place, end, count, role in zip(column.places, ends, counts, roles, strict=True):
        if role:
            taken = 72 * lettering.text_width([lettering.number(count)], size=lettering.SMALL)
            ax.annotate(
                role, (end, place), xytext=(taken + 5, 0), textcoords="offset points",
                va="center", size=lettering.SMALL, color=style.MUTED,
            )  # fmt: skip


def _caption(frame: pd.DataFrame, kept: list[Block], n_blocks: int) -> str:
    parts = [
        "Number at a bar: words of the source, then its role if the text tells it.",
        f"n = {lettering.number(frame['words'].sum())} words of direct or reported speech or in"
        " short marks with a speaker.",
    ]
    if len(kept) < n_blocks:
        what = f"{len(kept)} of {n_blocks}"
        parts.append(f"{what} groups drawn, those with most words; the table has all.")
    return " ".join(parts)
