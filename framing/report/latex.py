"""Tables of the report as LaTeX, and any text as LaTeX text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from framing.report.model import DataTable, Report, blocks_of, plain
from framing.visible import visible

__all__ = ["latex_table", "latex_tables", "latex_text"]

_ESCAPED = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", "`": r"\textasciigrave{}",
    "−": "$-$", "½": "$1/2$", "→": r"$\rightarrow$", "≥": r"$\geq$", "≤": r"$\leq$",
    "·": r"\textperiodcentered{}", "\u00a0": "~",
}  # fmt: skip
_TABLE = str.maketrans(_ESCAPED)
_LONG_CELL = 40
_LONG_TABLE = 40
_HEAD = "% Rounded as the report prints it; the CSV tables have every digit. No package is needed"


def latex_text(text: str) -> str:
    """Return a text of others as LaTeX that prints it and runs nothing of it, on one line."""
    flat = " ".join(visible(text, marks=True).split()) if text.strip() else ""
    return re.sub(r"-(?=-)", "-{}", flat.translate(_TABLE))


def latex_tables(report: Report) -> dict[str, str]:
    """Return every table of the report as LaTeX, by a name that can be a file's."""
    tables: dict[str, str] = {}
    for block in blocks_of(report):
        if isinstance(block, DataTable) and block.rows:
            tables[_file_name(block.name, tables)] = latex_table(block)
    return tables


def _file_name(name: str, taken: Mapping[str, str]) -> str:
    """Return a file's name, told apart from others also where upper and lower case are one."""
    base = re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-").lower()[:80] or "table"
    n, found = 1, base
    while found in taken:
        n += 1
        found = f"{base}-{n}"
    return found


def latex_table(table: DataTable) -> str:
    """Return a table as LaTeX with caption and label, its numbers rounded as printed.

    A table of more than 40 rows is a `longtable`, which runs over pages. Only that needs a
    package.
    """
    rows = [[_cell(plain(cell)) for cell in row] for row in table.rows]
    shown = _grouped(rows) if table.grouped else rows
    spec = "".join(_column(table, i) for i in range(len(table.columns)))
    head = _row([_cell(column.title) for column in table.columns])
    label = f"tab:{_file_name(table.name, {})}"
    caption = f"\\caption{{{latex_text(table.caption)}}}\\label{{{label}}}"
    body = [_row(row) for row in shown]
    note = latex_text(plain(table.note)) if table.note else ""
    lines = (_long if len(rows) > _LONG_TABLE else _short)(spec, caption, head, body, note)
    return "\n".join(lines) + "\n"


def _short(spec: str, caption: str, head: str, body: list[str], note: str) -> Iterable[str]:
    yield f"{_HEAD}."
    yield from ("\\begin{table}", "\\centering", caption, f"\\begin{{tabular}}{{{spec}}}")
    yield from ("\\hline", head, "\\hline", *body, "\\hline", "\\end{tabular}")
    if note:
        yield f"\\par\\smallskip\\footnotesize {note}"
    yield "\\end{table}"


def _long(spec: str, caption: str, head: str, body: list[str], note: str) -> Iterable[str]:
    yield f"{_HEAD} but longtable."
    yield from (f"\\begin{{longtable}}{{{spec}}}", f"{caption}\\\\", "\\hline", head, "\\hline")
    yield from ("\\endfirsthead", "\\hline", head, "\\hline", "\\endhead")
    yield from (*body, "\\hline", "\\end{longtable}")
    if note:
        yield f"{{\\footnotesize {note}}}"


def _column(table: DataTable, place: int) -> str:
    if table.columns[place].align == "number":
        return "r"
    longest = max((len(plain(row[place])) for row in table.rows), default=0)
    return "p{0.3\\linewidth}" if longest > _LONG_CELL else "l"


def _cell(text: str) -> str:
    """Return a cell; `[` and `*` at its beginning are no option of the end of the row before."""
    escaped = latex_text(text)
    return f"{{}}{escaped}" if escaped.startswith(("[", "*")) else escaped


def _row(cells: list[str]) -> str:
    return f"{' & '.join(cells)} \\\\"


def _grouped(rows: list[list[str]]) -> list[list[str]]:
    """Return rows that show a first cell once where it is the same as above."""
    firsts = [row[0] if row else "" for row in rows]
    repeated = [i > 0 and first == firsts[i - 1] for i, first in enumerate(firsts)]
    return [["", *row[1:]] if same else row for row, same in zip(rows, repeated, strict=True)]
