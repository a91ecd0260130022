"""Which outlets write alike: a map of the distances between their vocabularies."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from framing.plots import lettering, style
from framing.plots.placement import name_places
from framing.stats.table import Table

__all__ = ["outlet_map"]

_ROOM = 3.3
_PAD = 0.3
_FEWEST = 3
_CROWDED = 0.3  # names may take so much of the room before numbers stand for them


def outlet_map(table: Table, *, ax: Axes | None = None) -> Axes:
    """Draw each group at its place; near each other means many words in common.

    Fewer than three groups have no map: any two lie on a line, whatever their distance. Where the
    names would cover the map, numbers stand for them, and the caption says which is which.

    Parameters
    ----------
    table
        The table `positions`, as `stats.outlet_positions` makes it of the distances.
    ax
        Where to draw; a figure of its own if none.
    """
    title = f"Which {table.by}s write alike?"
    if len(table) < _FEWEST:
        what = "outlets" if table.by == "outlet" else f"values of {table.by.replace('_', ' ')}"
        return style.nothing(ax, title, f"A map needs at least three {what} with words.")
    caption = " ".join(
        [
            "Near means many words in common (cosine distance of tf-idf); directions mean nothing.",
            *table.notes,
            f"n = {lettering.number(table.frame['words'].sum())} words.",
        ]
    )
    with style.look():
        names = _names(table, style.width_of(ax) if ax is not None else style.WIDTH)
        if names[0] == "1":
            caption += f" {_key(table)}"
        if ax is not None:
            style.title_above(ax, title)
            style.caption_below(ax, "", caption)
        else:
            sheet = style.sheet(title, caption, body=_ROOM)
            width = style.WIDTH - 2 * style.MARGIN
            ax = sheet.axes(left=style.MARGIN, top=0.04, width=width, height=_ROOM - 0.1)
        _draw(table, ax, names)
    return ax


def _names(table: Table, width: float) -> list[str]:
    """Return the names as they stand in the map, or numbers if they would cover it."""
    names = [lettering.wrap(group, 26, lines=2) for group in table.frame["group"]]
    taken = sum(
        lettering.text_width([name])
        * (name.count("\n") + 1)
        * lettering.line_height(lettering.TEXT)
        for name in names
    )
    if taken > _CROWDED * width * _ROOM:
        return [str(i) for i in range(1, len(names) + 1)]
    return names


def _key(table: Table) -> str:
    """Say which number stands for which group."""
    told = [
        f"{i}\u00a0{lettering.shortened(group, 40)}"
        for i, group in enumerate(table.frame["group"], start=1)
    ]
    return f"Numbers: {'; '.join(told)}."


def _draw(table: Table, ax: Axes, names: list[str]) -> None:
    xy = table.frame[["x", "y"]].to_numpy(np.float64)
    width = style.width_of(ax)
    height = float(ax.get_window_extent().height / style.paper(ax).dpi)
    span = np.ptp(xy, axis=0)
    per_inch = max(
        span[0] / max(width - 2 * _PAD - 1.2, 0.5), span[1] / max(height - 2 * _PAD, 0.5), 1e-9
    )
    middle = (xy.max(axis=0) + xy.min(axis=0)) / 2
    low = middle - per_inch * np.array([width, height]) / 2
    ax.set_xlim(low[0], low[0] + per_inch * width)
    ax.set_ylim(low[1], low[1] + per_inch * height)
    style.bare(ax, keep=("left", "right", "top", "bottom"))
    ax.set_xticks([])
    ax.set_yticks([])
    ax.plot(xy[:, 0], xy[:, 1], "o", color=style.ACCENT, markersize=5, label="positions")
    points = 72 * (xy - low) / per_inch
    sizes = np.array(
        [
            (72 * lettering.text_width([n]), (n.count("\n") + 1) * lettering.TEXT * 1.2)
            for n in names
        ]
    )
    corners = name_places(points, sizes, (72 * width, 72 * height))
    for name, point, corner, size in zip(names, points, corners, sizes, strict=True):
        ax.annotate(
            name, corner, xycoords="axes points", va="bottom", ha="left", size=lettering.TEXT,
            linespacing=1.0, parse_math=False,
            bbox={"facecolor": "white", "alpha": 0.75, "linewidth": 0, "pad": 0.4},
        )  # fmt: skip
        near = np.clip(point, corner, corner + size)
        if np.hypot(*(near - point)) > 9:
            ax.annotate(
                "", tuple(near), tuple(point), xycoords="axes points", textcoords="axes points",
                arrowprops={"arrowstyle": "-", "color": style.FAINT, "lw": 0.7, "shrinkB": 0},
                zorder=0,
            )  # fmt: skip
    _yardstick(ax, per_inch, width)


def _yardstick(ax: Axes, per_inch: float, width: float) -> None:
    """Draw a line of a round length, to read distances by."""
    wanted = per_inch * min(1.0, width / 4)
    step = 10.0 ** np.floor(np.log10(wanted))
    length = step * max(k for k in (1, 2, 5) if k * step <= wanted * 1.0001)
    left, y = 0.01, 0.03
    right = left + length / per_inch / width
    ax.plot([left, right], [y, y], transform=ax.transAxes, color=style.MUTED, linewidth=1.2)
    ax.text(
        right + 0.01, y, f"distance {length:g}", transform=ax.transAxes, size=lettering.SMALL,
        color=style.MUTED, va="center",
    )  # fmt: skip
