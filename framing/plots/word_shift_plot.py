"""Which words make the difference between two outlets."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from framing.plots import lettering, style
from framing.stats.table import Table

__all__ = ["word_shift"]

_ROW = 0.165
_HEAD, _FOOT = 0.2, 0.34
_COUNT = 0.46
_UNIT = "% of the divergence between the two vocabularies"
_SECOND = "#cfdce6"


def word_shift(table: Table, *, top: int | None = None, ax: Axes | None = None) -> Axes:
    """Draw what the words add to the difference between two groups.

    A bar to the left is a word that the first group uses more, one to the right a word that the
    second uses more; its length is the word's part of the divergence. Counts stand at both sides.

    Parameters
    ----------
    table
        The table `word_shift`.
    top
        How many words; all of the table if none.
    ax
        Where to draw; a figure of its own if none.
    """
    title = "Which words make the difference?"
    rows = table.frame[table.frame["rank"] > 0].head(top or len(table))
    rows = rows[rows["part"] > 0]
    if rows.empty:
        reason = " ".join(table.notes) or "The two vocabularies are the same."
        return style.nothing(ax, title, reason)
    first, second = _names(rows)
    title = f"Which words make the difference between {first} and {second}?"
    caption = _caption(table, rows)
    with style.look():
        if ax is not None:
            _draw(rows, ax)
            style.title_above(ax, title)
            style.caption_below(ax, _UNIT, caption)
            return ax
        height = _ROW * len(rows)
        left = lettering.text_width(_terms(rows)) + _COUNT + 2 * style.MARGIN
        sheet = style.sheet(title, caption, body=_HEAD + height + _FOOT)
        width = style.WIDTH - left - _COUNT - style.MARGIN
        ax = sheet.axes(left=left, top=_HEAD, width=width, height=height)
        _draw(rows, ax)
        style.caption_below(ax, _UNIT)
    return ax


def _draw(rows: pd.DataFrame, ax: Axes) -> None:
    part = rows["part"].to_numpy(np.float64)
    signed = np.where(rows["proportion"].to_numpy(np.float64) < 0, -part, part)
    places = np.arange(float(len(rows)))
    for side, colour, hatch in ((signed < 0, style.ACCENT, ""), (signed >= 0, _SECOND, "////")):
        ax.barh(
            places[side], signed[side], height=0.7, linewidth=0, color=colour, hatch=hatch,
            edgecolor=style.ACCENT if hatch else "white", label="second" if hatch else "first",
        )  # fmt: skip
    style.bare(ax)
    style.rows(ax, _terms(rows))
    ax.tick_params(axis="y", pad=4 + 72 * _COUNT)
    ax.axvline(0, color=style.MUTED, linewidth=0.6)
    most = 1.06 * float(part.max())
    ax.set_xlim(-most, most)
    ax.tick_params(axis="x", labelsize=lettering.SMALL)
    ax.locator_params(axis="x", nbins=6)
    ax.xaxis.set_major_formatter(lambda x, _: f"{100 * abs(x):.3g}")
    _counts(rows, ax, places)
    _heads(rows, ax)


def _counts(rows: pd.DataFrame, ax: Axes, places: np.ndarray) -> None:
    """Write how often each group uses the word, at its side."""
    for column, x, align, out in (("n_a", 0.0, "right", -5), ("n_b", 1.0, "left", 5)):
        for place, count in zip(places, rows[column], strict=True):
            ax.annotate(
                lettering.number(count), (x, place), xycoords=ax.get_yaxis_transform(),
                xytext=(out, 0), textcoords="offset points", ha=align, va="center",
                size=lettering.SMALL, color=style.INK,
            )  # fmt: skip


def _heads(rows: pd.DataFrame, ax: Axes) -> None:
    """Name both sides above them."""
    room = style.width_of(ax) / 2 - 0.1
    for name, x, align in zip(_names(rows), (0.49, 0.51), ("right", "left"), strict=True):
        words = f"more in {name}"
        ax.annotate(
            lettering.fitting(words, room), (x, 1),
            xycoords="axes fraction", xytext=(0, 5), textcoords="offset points", ha=align,
            va="bottom", size=lettering.TEXT, weight="bold",
        )  # fmt: skip


def _names(rows: pd.DataFrame) -> tuple[str, str]:
    first, second = (str(rows[name].iloc[0]) for name in ("group_a", "group_b"))
    return lettering.shortened(first, 36) or "(none)", lettering.shortened(second, 36) or "(none)"


def _terms(rows: pd.DataFrame) -> list[str]:
    return [lettering.wrap(term, 28, lines=1) for term in rows["term"]]


def _caption(table: Table, rows: pd.DataFrame) -> str:
    voice = table.signature.to_dict().get("voice", "all")
    spoken = {"authorial": "in own voice", "all": "in any voice"}.get(voice, f"({voice})")
    n = int(table.frame["n_a"].sum() + table.frame["n_b"].sum())
    return (
        f"Single words {spoken}; function words are left out if the study leaves them out. Bars:"
        " what a word adds to the Jensen–Shannon divergence; all words together add 100 %. Numbers:"
        f" how often each uses the word. n = {lettering.number(n)} words; the {len(rows)} that add"
        " most are drawn. A description of these articles, no test."
    )
