"""Plain tables of entries: entry, category, weight, separated by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator

from framing.csv_cells import safe_cell
from framing.lexicon.formats.draft import Draft, Reading, Word
from framing.lexicon.formats.losses import Losses
from framing.lexicon.pack import LexiconPack

__all__ = [
    "draft_of",
    "looks_like_table",
    "number_of",
    "read_table",
    "shown_weight",
    "table_rows",
    "write_table",
]

_ENTRY = ("entry", "entries", "term", "word", "words", "token", "pattern", "lemma", "phrase",
          "ngram", "expression", "dicterm")  # fmt: skip
_CATEGORY = ("category", "categories", "class", "key", "label", "sentiment", "emotion", "code",
             "topic", "foundation", "dimension", "frame")  # fmt: skip
_WEIGHT = ("weight", "score", "value", "valence", "polarity", "strength", "association")
_DOTTED = re.compile(r"[a-z0-9][a-z0-9_]*(?:\.[a-z0-9][a-z0-9_]*)+")
_FORMULA = re.compile(r"'(?=[=+\-@\t\r])")


def looks_like_table(text: str) -> bool:
    """Tell whether the first line holds a separator and nothing that another format begins with."""
    first = next((line for line in text[:20_000].splitlines() if line.strip()), "")
    return bool(re.search(r"[,;\t]", first)) and first.lstrip()[0] not in "<%+{-"


def table_rows(text: str, reading: Reading) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a table with the lines where they end."""
    head = next((line for line in text[:20_000].splitlines() if line.strip()), "")
    separator = max("\t;,", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in rows:
            if any(cell.strip() for cell in cells):
                yield rows.line_num, cells
    except csv.Error as e:
        raise reading.refusal(
            rows.line_num + 1,
            f"expected rows of a table, found none here ({e}); close every quotation mark",
        ) from None


def draft_of(root: Draft, name: str, line: int) -> Draft:
    """Return the category of a name; a dotted path as packs write it leads to a nested one."""
    draft = root
    for part in name.split(".") if _DOTTED.fullmatch(name) else [name]:
        draft = draft.children.setdefault(part, Draft(part, line))
    return draft


def number_of(text: str) -> float | None:
    """Return the finite number that a cell holds, with a point or a comma, or None."""
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def shown_weight(weight: float) -> str:
    """Return a weight with all its digits, whole ones without a point."""
    return str(int(weight)) if weight.is_integer() and abs(weight) < 1e15 else repr(weight)


def read_table(text: str, reading: Reading) -> Draft:
    """Read a table whose head names its columns, or whose columns are entry, category, weight.

    Of two columns without a head, a second one of numbers is the weight. A table without
    categories becomes one category of the file's name.
    """
    root = Draft(reading.stem)
    rows = list(table_rows(text, reading))
    if not rows:
        return root
    columns = _named(rows[0][1])
    if columns is None:
        columns = _by_place([cells for _, cells in rows[:200]])
    else:
        rows = rows[1:]
    found = [_row(line, cells, columns, reading) for line, cells in rows]
    _fill(root, [row for row in found if row is not None], reading)
    return root


def _named(head: list[str]) -> dict[str, int] | None:
    names = [cell.strip().lower() for cell in head]
    columns: dict[str, int] = {}
    for role, known in (("entry", _ENTRY), ("category", _CATEGORY), ("weight", _WEIGHT)):
        place = next((i for i, n in enumerate(names) if n in known), None)
        if place is not None:
            columns[role] = place
    return columns if "entry" in columns and (len(columns) > 1 or len(names) == 1) else None


def _by_place(rows: list[list[str]]) -> dict[str, int]:
    second = [row[1] for row in rows if len(row) > 1 and row[1].strip()]
    if second and all(number_of(cell) is not None for cell in second):
        return {"entry": 0, "weight": 1}
    return {"entry": 0, "category": 1, "weight": 2} if second else {"entry": 0}


def _row(
    line: int, cells: list[str], columns: dict[str, int], reading: Reading
) -> tuple[str, Word] | None:
    values = {
        role: _FORMULA.sub("", cells[i].strip(), count=1) if i < len(cells) else ""
        for role, i in columns.items()
    }
    term, category = values["entry"], values.get("category", reading.stem)
    if not term or not category:
        which = "entry" if not term else "category"
        reading.note(line, "words without category", f"'{term:.40}' has no {which}; left out")
        return None
    text = cells[columns["weight"]].strip() if 0 <= columns.get("weight", -1) < len(cells) else ""
    weight = number_of(text) if text else 1.0
    if weight is None:
        reading.note(
            line, "weights", f"'{term:.40}': expected a weight, found '{text:.40}'; 1 taken"
        )
    return category, Word(term, line, 1.0 if weight is None else weight)


def _fill(root: Draft, rows: list[tuple[str, Word]], reading: Reading) -> None:
    """Put the words into their categories; a table of 0 and 1 says with 0 who is no member."""
    weights = [word.weight for _, word in rows]
    binary = set(weights) == {0.0, 1.0}
    if binary:
        message = "weights are 0 and 1 only, so 0 is read as no member of the category"
        reading.note(0, "weights", f"{message} ({weights.count(0.0)} rows)")
    for category, word in rows:
        if not (binary and word.weight == 0):
            draft_of(root, category, word.line).words.append(word)


def write_table(pack: LexiconPack, losses: Losses) -> str:
    """Write entry, category (its dotted path) and weight; no cell that a spreadsheet would run."""
    rows = [
        (entry.term, category.path, entry.weight)
        for category in pack.walk()
        for entry in category.entries
    ]
    weights = {weight for _, _, weight in rows}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["entry", "category", "weight"])
    for term, path, weight in rows:
        if weight == 0 and weights == {0.0, 1.0}:
            losses.add(
                "weights", f"{term} ({path}): 0 beside 1 would mean no member, so 1 is written"
            )
            weight = 1.0
        writer.writerow([safe_cell(term), path, shown_weight(weight)])
    return out.getvalue()
