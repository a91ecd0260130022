"""Which words mark each outlet off from the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from framing.errors import FramingError, did_you_mean
from framing.plots import lettering, style
from framing.stats.table import Table

__all__ = ["figure_keyness", "keyness"]

_ROW = 0.145
_MOST_PANELS = 12
_MOST_TESTED = 5
_FOOT = 0.34
_SURE = 0.05


class _Look(NamedTuple):
    """How a table is drawn: by its score alone, or as estimates with intervals and tests."""

    value: str
    unit: str
    columns: tuple[tuple[str, float, Callable[[Any], str]], ...]
    panels: int
    abreast: int
    terms: tuple[int, int, int]

    @property
    def right(self) -> float:
        """Room for the columns of numbers, in inches."""
        return self.columns[-1][1] + 0.04


_COUNTS = (
    ("here", 0.34, lambda row: lettering.number(row.n)),
    ("rest", 0.68, lambda row: lettering.number(row.n_rest)),
)
_SCORES = _Look(
    "z", "log-odds against {} (z, a score, no test)", _COUNTS, _MOST_PANELS, 2, (15, 10, 8)
)
_ESTIMATES = _Look(
    "log_odds",
    "log-odds against {}, with interval over articles",
    (
        *_COUNTS,
        ("articles", 1.16, lambda row: f"{row.articles_with}/{row.articles}"),
        ("DP", 1.5, lambda row: _decimals(row.dp)),
        ("p adj.", 1.92, lambda row: _decimals(row.p_adjusted, least=0.001)),
    ),
    _MOST_TESTED,
    1,
    (15, 8, 5),
)


def keyness(table: Table, *, group: str, top: int | None = None, ax: Axes | None = None) -> Axes:
    """Draw the terms most typical of one group as dots.

    With one article a group, dots are scores (z), with the counts in the group and in the rest
    beside them. With several, dots are log-odds with their intervals, and the articles that have
    the term, its dispersion and its adjusted p stand beside, too; a filled dot has an adjusted p
    of at most .05.

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
    rest = _rest(table)
    title = f"Which words mark {lettering.plain(group)} off from {rest}?"
    groups = list(dict.fromkeys(table.frame["group"]))
    if group not in groups:
        if groups and did_you_mean(group, groups):
            near = did_you_mean(group, groups)
            raise FramingError(f"keyness: no terms of a group '{group}' in the table{near}")
        return style.nothing(ax, title, f"No words mark {lettering.plain(group)} off from {rest}.")
    rows, look = _top(table, group, top), _look_of(table)
    ends = _ends([rows], look)
    with style.look():
        if ax is not None:
            _draw(rows, ax, ends, look)
            style.title_above(ax, title)
            style.caption_below(ax, look.unit.format(rest), _caption(table, look))
            return ax
        height = _ROW * (len(rows) + 1)
        left = lettering.text_width(_terms(rows)) + 2 * style.MARGIN
        sheet = style.sheet(title, _caption(table, look), body=height + _FOOT)
        width = style.WIDTH - left - look.right - style.MARGIN
        ax = sheet.axes(left=left, top=_ROW, width=width, height=height - _ROW)
        _draw(rows, ax, ends, look)
        style.caption_below(ax, look.unit.format(rest))
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
        The groups to draw; of more than twelve (five with intervals) the first ones if none.
    top
        How many terms a group; by the number of panels if none.
    """
    title = f"Which words mark each {table.by} off from {_rest(table)}?"
    look = _look_of(table)
    known = list(dict.fromkeys(table.frame["group"]))
    wanted = [group for group in known if groups is None or group in groups]
    drawn = wanted if groups is not None else wanted[: look.panels]
    if not drawn:
        reason = " ".join(table.notes) or "No word is used often enough by one and not the rest."
        return style.paper(style.nothing(None, title, reason))
    top = top or look.terms[0 if len(drawn) <= 2 else 1 if len(drawn) <= 4 else 2]
    panels = [_top(table, group, top) for group in drawn]
    caption = _caption(table, look)
    if len(drawn) < len(known):
        caption += f" {len(drawn)} of {len(known)} shown ({table.by}); the table has all."
    return _figure(title, caption, dict(zip(drawn, panels, strict=True)), look)


def _figure(title: str, caption: str, panels: dict[str, pd.DataFrame], look: _Look) -> Figure:
    """Draw panels in rows, on one scale."""
    columns = min(look.abreast, len(panels))
    names, tables = list(panels), list(panels.values())
    ends = _ends(tables, look)
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
                width=pitch - left - look.right - style.MARGIN,
                height=_ROW * len(rows),
            )
            _draw(rows, ax, ends, look)
            ax.annotate(
                heads[i], (0, 1), xycoords="axes fraction", xytext=(0, 72 * _ROW), va="bottom",
                textcoords="offset points", weight="bold", size=lettering.TEXT + 1,
            )  # fmt: skip
    return sheet.figure


def _draw(rows: pd.DataFrame, ax: Axes, ends: tuple[float, float], look: _Look) -> None:
    """Draw a dot a term, its interval where there is one, and its numbers at the right."""
    value = rows[look.value].to_numpy(np.float64)
    places = np.arange(float(len(rows)))
    ax.hlines(places, 0, value, color=style.FAINT, linewidth=1.0)
    ax.plot(value, places, "o", color=style.ACCENT, markersize=3.6, label=look.value)
    if look is _ESTIMATES:
        low, high = (rows[name].to_numpy(np.float64) for name in ("low", "high"))
        sure = ~(np.isnan(low) | np.isnan(high))
        ax.hlines(places[sure], low[sure], high[sure], color=style.ACCENT, linewidth=1.2)
        open_ = ~(rows["p_adjusted"].to_numpy(np.float64) <= _SURE)
        ax.plot(value[open_], places[open_], "o", color="white", markersize=2.0)
    style.bare(ax)
    style.rows(ax, _terms(rows))
    ax.axvline(0, color=style.MUTED, linewidth=0.6)
    ax.set_xlim(*ends)
    ax.tick_params(axis="x", labelsize=lettering.SMALL)
    ax.locator_params(axis="x", nbins=4)
    inches = style.width_of(ax)
    for word, at, text_of in look.columns:
        x = 1 + at / inches
        for place, row in zip(places, rows.itertuples(index=False), strict=True):
            ax.text(
                x, place, text_of(row), transform=ax.get_yaxis_transform(), ha="right",
                va="center", size=lettering.SMALL,
            )  # fmt: skip
        ax.annotate(
            word, (x, 1), xycoords="axes fraction", xytext=(0, 3), textcoords="offset points",
            ha="right", va="bottom", size=lettering.SMALL, color=style.MUTED,
        )  # fmt: skip


def _look_of(table: Table) -> _Look:
    frame = table.frame
    return _ESTIMATES if "low" in frame and frame["low"].notna().any() else _SCORES


def _ends(tables: list[pd.DataFrame], look: _Look) -> tuple[float, float]:
    """Return the ends of the scale that all panels share."""
    names = [look.value] if look is _SCORES else [look.value, "low", "high"]
    every = pd.concat([rows[names] for rows in tables]).to_numpy(np.float64)
    least, most = min(0.0, float(np.nanmin(every))), float(np.nanmax(every))
    room = 0.06 * (most - least)
    return (least - room if least < 0 else 0.0), most + room


def _decimals(value: float, *, least: float = 0.0) -> str:
    if np.isnan(value):
        return "–"
    text = f"{max(value, least):.3f}" if least else f"{value:.2f}"
    return f"<{text}" if value < least else text


def _top(table: Table, group: str, top: int | None) -> pd.DataFrame:
    return table.where(group=group).sort_values("rank").head(top or len(table))


def _terms(rows: pd.DataFrame) -> list[str]:
    """Return the terms, and what they are set against if that differs."""
    terms = [lettering.wrap(term, 28, lines=1) for term in rows["term"]]
    if "against" not in rows or rows["against"].nunique() < 2:
        return terms
    others = [lettering.wrap(other, 16, lines=1) for other in rows["against"]]
    return [f"{term} (not {other})" for term, other in zip(terms, others, strict=True)]


def _rest(table: Table) -> str:
    """Return what the groups are set against, in words."""
    against = list(table.frame["against"].unique()) if "against" in table.frame else []
    if len(against) > 1:
        return "each other"
    return lettering.plain(against[0]) if len(against) else "the rest"


def _caption(table: Table, look: _Look) -> str:
    parts = table.signature.to_dict()
    voice = parts.get("voice", "all")
    spoken = {"authorial": f"of each {table.by}'s own voice", "all": "in any voice"}.get(
        voice, f"in the voice “{voice}”"
    )
    told = (
        f"Words {spoken}. Dots: {look.unit.format(_rest(table))}."
        f" Prior: {parts.get('prior', 'stated in the table')}."
        " Numbers: how often the word is used here and in the rest"
    )
    if look is _SCORES:
        return f"{told}."
    level = table.frame["level"].dropna().iloc[0]
    return (
        f"{told}; articles here that have it; DP, from 0 (evenly spread) to 1; p of a rank sum over"
        f" articles, adjusted over all words tested. Lines: intervals at {100 * level:g} %. Filled:"
        f" adjusted p of {_SURE:g} or less."
    )
