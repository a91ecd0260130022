"""Rows in blocks: a heading, a row a group, and a line about those that have none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from framing.plots import lettering, style

__all__ = ["Block", "Column", "column_of", "fitting", "halves"]

_GAP = 0.35


@dataclass(frozen=True)
class Block:
    """One thing compared over groups.

    Parameters
    ----------
    head
        What the rows are about.
    aside
        A few words after the head, in grey.
    rows
        The rows to draw, with their `group`.
    below
        A line under the rows, in grey; none if empty.
    """

    head: str
    aside: str
    rows: pd.DataFrame
    below: str = ""

    @property
    def lines(self) -> float:
        """The height of the block, in rows."""
        return 1 + len(self.rows) + bool(self.below) + _GAP


@dataclass(frozen=True)
class Column:
    """Blocks one below the other, with the place of every row.

    Parameters
    ----------
    blocks
        The blocks.
    rows
        The rows of all blocks together.
    places
        The place of each row on the vertical axis.
    """

    blocks: tuple[Block, ...]
    rows: pd.DataFrame
    places: NDArray[np.float64]

    @property
    def names(self) -> list[str]:
        """The names of the rows as they stand beside them."""
        return lettering.outlets(self.rows["group"])

    @property
    def height(self) -> float:
        """The height of all blocks, in inches."""
        lines = sum(block.lines for block in self.blocks)
        return lines * lettering.row_height(self.names, least=0.17)

    @property
    def left(self) -> float:
        """The room that the names of the rows need, in inches."""
        return lettering.text_width(self.names) + 2 * style.MARGIN

    def dress(self, ax: Axes, *, room: float) -> None:
        """Set the names of the rows, and write heads and lines beside and between them.

        `room` is how wide the block is with the names of its rows, in inches.
        """
        style.bare(ax)
        total = sum(block.lines for block in self.blocks)
        ax.set_ylim(total - 0.5, -0.5)
        style.rows(ax, self.names, places=list(self.places))
        out = -72 * (room - style.width_of(ax) - style.MARGIN)
        top = 0.0
        for block in self.blocks:
            self._head(ax, block, top, out, room)
            ax.vlines(0, top + 0.5, top + 0.5 + len(block.rows), color=style.MUTED, linewidth=0.6)
            if block.below:
                ax.annotate(
                    block.below, (0, top + 1 + len(block.rows)), xytext=(3, 0), va="center",
                    xycoords=ax.get_yaxis_transform(), textcoords="offset points",
                    size=lettering.SMALL, color=style.MUTED,
                )  # fmt: skip
            top += block.lines

    def _head(self, ax: Axes, block: Block, top: float, out: float, room: float) -> None:
        words = lettering.cut(
            block.head, room - 2 * style.MARGIN, size=lettering.TEXT, weight="bold"
        )
        head = ax.annotate(
            words, (0, top + 0.1), xytext=(out, 0), xycoords=ax.get_yaxis_transform(),
            textcoords="offset points", va="center", weight="bold", size=lettering.TEXT,
        )  # fmt: skip
        aside = lettering.plain(block.aside)
        taken = lettering.text_width([words], weight="bold") + lettering.text_width([aside])
        if taken < room - 3 * style.MARGIN:
            ax.annotate(
                aside, (1, 0), xycoords=head, xytext=(4, 0), textcoords="offset points",
                va="bottom", size=lettering.SMALL, color=style.MUTED,
            )  # fmt: skip


def column_of(blocks: Sequence[Block]) -> Column:
    """Put blocks one below the other."""
    tops = np.cumsum([0.0, *(block.lines for block in blocks)])
    places = [
        top + 1 + np.arange(len(block.rows)) for top, block in zip(tops, blocks, strict=False)
    ]
    rows = pd.concat([block.rows for block in blocks], ignore_index=True)
    return Column(tuple(blocks), rows, np.concatenate(places))


def halves(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Return the blocks in two columns of about the same height."""
    ends = np.cumsum([block.lines for block in blocks])
    first = max(1, int(np.argmin(np.abs(ends - ends[-1] / 2))) + 1)
    return list(blocks[:first]), list(blocks[first:])


def fitting(blocks: Sequence[Block], weights: Sequence[float], *, lines: float) -> list[Block]:
    """Return the weightiest blocks that fit into so many rows, in their order; one at least."""
    kept: list[int] = []
    room = lines
    for i in sorted(range(len(blocks)), key=lambda i: -weights[i]):
        if kept and blocks[i].lines > room:
            break
        kept.append(i)
        room -= blocks[i].lines
    return [blocks[i] for i in sorted(kept)]
