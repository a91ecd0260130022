"""How things show themselves in a notebook: a line of counts and a small table, in any theme."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape

from framing.visible import visible

__all__ = ["MOST_ROWS", "card", "counted"]

MOST_ROWS = 8
"""Rows shown of anything."""
_MOST_LETTERS = 90
_MOST_COLUMNS = 12


def counted(n: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 article`, `1,200 matches`."""
    return f"{n:,} {one if n == 1 else many or f'{one}s'}"


def card(
    title: str,
    facts: Sequence[str],
    *,
    columns: Sequence[str] = (),
    rows: Iterable[Sequence[object]] = (),
    notes: Sequence[str] = (),
) -> str:
    """Return a piece of HTML: a title with facts, a small table, and notes below.

    Every text is escaped and cut; colours are those of the page, so that it reads in the dark.

    Parameters
    ----------
    title
        What the thing is.
    facts
        Counts and the like, in one line.
    columns, rows
        The table; no more than `MOST_ROWS` rows are shown, and twelve columns.
    notes
        What else is to be told.
    """
    parts = [f"<p><b>{_text(title)}</b>{''.join(f' · {_text(fact)}' for fact in facts)}</p>"]
    shown = [list(row) for row, _ in zip(rows, range(MOST_ROWS), strict=False)]
    if shown:
        head = "".join(f'<th scope="col">{_text(name)}</th>' for name in columns[:_MOST_COLUMNS])
        body = "".join(f"<tr>{''.join(map(_cell, row[:_MOST_COLUMNS]))}</tr>" for row in shown)
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        parts.append(f'<div style="overflow-x:auto">{table}</div>')
    parts += [f"<p><small>{_text(note, most=400)}</small></p>" for note in notes]
    return f'<div class="framing">{"".join(parts)}</div>'


def _cell(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return f"<td>{'yes' if value else ''}</td>"
    if isinstance(value, int):
        return f'<td style="text-align:right">{value:,}</td>'
    if isinstance(value, float):
        shown = "" if math.isnan(value) else f"{value:.4g}"
        return f'<td style="text-align:right">{shown}</td>'
    return f'<td style="text-align:left">{_text(str(value))}</td>'


def _text(text: str, *, most: int = _MOST_LETTERS) -> str:
    flat = " ".join(text.split())
    cut = flat if len(flat) <= most else f"{flat[: most - 1]}…"
    return f"<bdi>{escape(visible(cut, marks=True))}</bdi>"
