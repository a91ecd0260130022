"""How dense each category is in each outlet, with the counts behind it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from framing.plots import lettering, style
from framing.plots.links import link, matches_behind
from framing.stats.table import Table

__all__ = ["heatmap"]

_PAPER = "#f7f9fb"
_PAPER_TO_INK = LinearSegmentedColormap.from_list("ink", [_PAPER, "#9cb6cc", style.ACCENT])
_MOST_COLUMNS = 16
_MOST_ROWS = 60
_ROW = 0.155
_FOOT = 0.42
_SLANT = 50.0
_WIDEST_CELL = 1.1
_BOTH = "0000 (000.0)"
_SURE = 5
_LETTERS = 28
_UNSURE = (
    "A cell that is shaded only at its foot rests on fewer than five matches: one sentence more or"
    " less would change its rate much."
)


@dataclass(frozen=True)
class _Grid:
    """Rates and counts as they are drawn, and the matches behind them: rows × columns."""

    rates: pd.DataFrame
    counts: pd.DataFrame
    behind: pd.DataFrame
    left_out: tuple[str, ...]

    @property
    def rows(self) -> list[str]:
        return [lettering.shortened(str(name), 44) for name in self.rates.index]

    @property
    def columns(self) -> list[str]:
        return [_head(str(name)) for name in self.rates.columns]


def heatmap(table: Table, *, voice: str = "all", ax: Axes | None = None) -> Axes:
    """Draw outlets × categories: the darker, the more matches per 1,000 words; counts in the cells.

    Where the cells are wide enough, the rate stands behind the count, in brackets. A cell with
    fewer than five matches, whose rate is unsure, is shaded at its foot only.

    Only the finest categories are drawn, and of them those with a match. Of very many the most
    frequent are drawn, and the caption says so.

    Parameters
    ----------
    table
        The table `rates`.
    voice
        The voice that is drawn.
    ax
        Where to draw; a figure of its own if none.
    """
    spoken = {"all": "", "authorial": " in its own voice"}.get(voice, f" ({voice})")
    title = f"How often does each {table.by} write of what{spoken}?"
    grid = _grid_of(table.where(voice=voice), table.by, voice)
    if grid.rates.empty:
        return style.nothing(ax, title, "No category has a match.")
    caption = _caption(table, voice, grid)
    most = float(np.nanmax(grid.rates.to_numpy(), initial=0.0))
    with style.look():
        if ax is not None:
            _draw(grid, ax, most)
            style.title_above(ax, title)
            style.caption_below(ax, "", f"{_read_as(_roomy(style.width_of(ax), grid))} {caption}")
            return ax
        left = lettering.text_width(grid.rows) + 2 * style.MARGIN
        head = float(np.sin(np.radians(_SLANT))) * lettering.text_width(grid.columns) + 0.2
        height = _ROW * len(grid.rates)
        width = min(_widest(grid.columns, left), _WIDEST_CELL * len(grid.columns))
        lead = _read_as(_roomy(width, grid))
        sheet = style.sheet(title, caption, body=head + height + _FOOT, lead=lead)
        ax = sheet.axes(left=left, top=head, width=width, height=height)
        _draw(grid, ax, most)
        scale = sheet.axes(left=left, top=head + height + 0.1, width=1.2, height=0.09)
        scale.imshow([np.linspace(0, 1, 64)], aspect="auto", cmap=_PAPER_TO_INK)
        style.bare(scale)
        scale.set_yticks([])
        scale.set_xticks([0, 63], ["0", f"{most:.3g} per 1,000 words"], size=lettering.SMALL)
        for end in scale.get_xticklabels():
            end.set_horizontalalignment("left")
    return ax


def _grid_of(rows: pd.DataFrame, by: str, voice: str) -> _Grid:
    """Return the finest categories with a match, the longer side of the grid downwards."""
    names = list(dict.fromkeys(zip(rows["pack"], rows["category"], strict=True)))
    above = {(pack, category.rpartition(".")[0]) for pack, category in names}
    above |= {
        (pack, category[:i])
        for pack, category in names
        for i, letter in enumerate(category)
        if letter == "."
    }
    finest = [name not in above for name in zip(rows["pack"], rows["category"], strict=True)]
    rows = rows[finest]
    rows = rows[rows.groupby("feature")["n"].transform("sum") > 0]
    groups = list(dict.fromkeys(rows["group"]))
    features = list(dict.fromkeys(rows["feature"]))
    across = len(groups) > _MOST_COLUMNS
    limit = _MOST_COLUMNS if across else _MOST_ROWS
    total = rows.groupby("feature")["n"].sum()
    kept = set(sorted(features, key=lambda name: (-total[name], features.index(name)))[:limit])
    kept_in_order = [name for name in features if name in kept]
    shown = _shown(rows, across)
    rows = rows.assign(behind=_behind(rows, by, voice))
    grids = []
    for column in ("per_1000", "n", "behind"):
        grid = rows.pivot(index="feature", columns="group", values=column)
        grid = grid.reindex(index=kept_in_order, columns=groups[:_MOST_ROWS])
        grids.append(grid.rename(index=shown).T if across else grid.rename(index=shown))
    left_out = [f"{len(features) - len(kept)} categories"] * (len(kept) < len(features))
    left_out += [f"{len(groups) - _MOST_ROWS} groups"] * (len(groups) > _MOST_ROWS)
    return _Grid(grids[0], grids[1], grids[2], tuple(left_out))


def _behind(rows: pd.DataFrame, by: str, voice: str) -> list[str]:
    """Name the matches behind each row."""
    spoken = {} if voice == "all" else {"table_voice": voice}
    return [
        matches_behind(**{by: row.group}, pack=row.pack, category=row.category, **spoken)
        for row in rows.itertuples()
    ]


def _shown(rows: pd.DataFrame, across: bool) -> dict[str, str]:
    """Return how each feature is called: its path downwards, its last part first across.

    The pack is named where two share a category, and of several packs for categories that
    stand alone.
    """
    once = rows.drop_duplicates("feature")
    doubled = once["category"].duplicated(keep=False)
    alone = ~once["category"].str.contains(".", regex=False) & (once["pack"].nunique() > 1)
    with_pack = set(once["feature"][doubled | alone])
    shown = {}
    for feature, pack, category in once[["feature", "pack", "category"]].to_numpy():
        parts = [*([pack] if feature in with_pack else []), *category.split(".")]
        if across and len(parts) > 1:
            shown[feature] = lettering.spoken(f"{parts[-1]} ({', '.join(parts[:-1])})")
        else:
            shown[feature] = lettering.spoken(" › ".join(parts))
    return shown


def _head(name: str) -> str:
    """Return the name of a column; a long one without the words in brackets, and cut."""
    words = name if len(name) <= _LETTERS else name.partition(" (")[0]
    return lettering.shortened(words, _LETTERS)


def _widest(names: list[str], left: float) -> float:
    """Return the width of the cells at which no leaning name runs off the paper."""
    leaning = np.array([lettering.text_width([name]) for name in names]) * np.cos(
        np.radians(_SLANT)
    )
    room = style.WIDTH - left - style.MARGIN
    at = (np.arange(len(names)) + 0.5) / len(names)
    return float(min(room, np.min((room - leaning) / at)))


def _draw(grid: _Grid, ax: Axes, most: float) -> None:
    import seaborn as sns

    sns.heatmap(
        grid.rates, ax=ax, vmin=0, vmax=most or 1, cmap=_PAPER_TO_INK, cbar=False, linewidths=0.8,
        linecolor="white", annot=_annotations(grid, _roomy(style.width_of(ax), grid)), fmt="",
        annot_kws={"size": lettering.SMALL}, xticklabels=False, yticklabels=False,
    )  # fmt: skip
    _mark_unsure(grid, ax)
    style.bare(ax)
    ax.set_xlabel("")
    ax.set_ylabel("")
    ax.xaxis.tick_top()
    style.rows(ax, grid.rows, places=[i + 0.5 for i in range(len(grid.rows))])
    names = grid.behind.to_numpy().ravel()
    some = [i for i, count in enumerate(ax.texts) if count.get_text() != "0"]
    link([ax.texts[i] for i in some], [names[i] for i in some])
    style.heads(ax, grid.columns, [i + 0.5 for i in range(len(grid.columns))], _SLANT)
    for count in ax.texts:
        if count.get_text() == "0":
            count.set_color("#8a94a3")


def _mark_unsure(grid: _Grid, ax: Axes) -> None:
    """Leave of the cells with few matches, whose rate is unsure, a strip at the foot."""
    counts = grid.counts.to_numpy(np.float64)
    for row, column in np.argwhere((counts > 0) & (counts < _SURE)):
        ax.add_patch(
            Rectangle(
                (column + 0.01, row + 0.03), 0.98, 0.7, linewidth=0, facecolor=_PAPER,
                gid=f"unsure-{row}-{column}",
            )
        )  # fmt: skip
        ax.texts[row * counts.shape[1] + column].set(color=style.INK, y=row + 0.4)


def _roomy(width: float, grid: _Grid) -> bool:
    """Return whether count and rate fit into a cell of a grid of so many inches."""
    return width / len(grid.columns) > lettering.text_width([_BOTH], size=lettering.SMALL)


def _annotations(grid: _Grid, both: bool) -> NDArray[np.str_]:
    counts = grid.counts.fillna(0).astype(int).to_numpy()
    rates = grid.rates.to_numpy(np.float64)
    words = [
        f"{n} ({rate:.1f})" if both and n else str(n)
        for n, rate in zip(counts.ravel(), rates.ravel(), strict=True)
    ]
    return np.array(words).reshape(counts.shape)


def _read_as(both: bool) -> str:
    if both:
        return (
            "Number in a cell: matches, and in brackets matches per 1,000 words, by which the cell "
            "is shaded."
        )
    return "Shade: matches per 1,000 words. Number in a cell: matches."


def _caption(table: Table, voice: str, grid: _Grid) -> str:
    rows = table.where(voice=voice).drop_duplicates("group")
    counts = grid.counts.to_numpy(np.float64)
    unsure = bool(((counts > 0) & (counts < _SURE)).any())
    parts = [_UNSURE] if unsure else []
    parts += [
        f"n = {lettering.number(grid.counts.to_numpy(np.float64).sum())} matches in"
        f" {lettering.articles(int(rows['n_articles'].sum()))},"
        f" {lettering.number(rows['words'].sum())} words.",
    ]
    if grid.left_out:
        parts.append(f"Not drawn, as the rarest or last: {', '.join(grid.left_out)}.")
    return " ".join(parts)
