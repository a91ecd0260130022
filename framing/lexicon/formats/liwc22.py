"""LIWC-22 dictionaries, `.dicx`: a table with a column for each category, X or a weight in it."""

from __future__ import annotations

import csv
import io
import re

from framing.lexicon.formats.draft import Draft, Reading, Word
from framing.lexicon.formats.liwc import writable
from framing.lexicon.formats.losses import Losses
from framing.lexicon.formats.separated import draft_of, number_of, shown_weight, table_rows
from framing.lexicon.pack import LexiconPack

__all__ = ["looks_like_liwc22", "read_liwc22", "write_liwc22"]

_HEAD = re.compile(r"\s*\"?dic_?term\"?\s*[,;\t]", re.IGNORECASE)


def looks_like_liwc22(text: str) -> bool:
    """Tell whether the first column is called DicTerm."""
    return bool(_HEAD.match(text[:1000]))


def read_liwc22(text: str, reading: Reading) -> Draft:
    """Read a `.dicx`: a cell X puts the term into the column's category, a number weighs it."""
    root = Draft(reading.stem)
    rows = table_rows(text, reading)
    _, names = next(rows, (1, [""]))
    columns = [draft_of(root, name.strip(), 1) if name.strip() else None for name in names[1:]]
    for line, cells in rows:
        term = cells[0].strip() if cells else ""
        if not term:
            continue
        if "?" in term:
            reading.note(line, "signs", f"'{term:.40}': ? is no wildcard in LIWC and is left out")
            term = term.replace("?", "")
        held = 0
        for i, cell in enumerate(cells[1:]):
            weight = _weight(cell, line, reading)
            if weight is None:
                continue
            draft = columns[i] if i < len(columns) else None
            if draft is None:
                message = f"'{term:.40}': column {i + 2} has no name"
                reading.note(line, "undefined categories", message)
                continue
            held += 1
            draft.words.append(Word(term, line, weight))
        if not held:
            message = f"'{term:.40}' has no category; left out"
            reading.note(line, "words without category", message)
    return root


def _weight(cell: str, line: int, reading: Reading) -> float | None:
    """Return 1 for X, the number for a number, None for an empty cell or 0."""
    text = cell.strip()
    if not text:
        return None
    if text in ("X", "x"):
        return 1.0
    weight = number_of(text)
    if weight is None:
        reading.note(line, "codes", f"expected X or a number, found '{text:.40}'")
        return None
    return weight or None


def write_liwc22(pack: LexiconPack, losses: Losses) -> str:
    """Write a `.dicx`: categories by their dotted paths, X for weight 1, else the weight."""
    paths = [category.path for category in pack.walk()]
    cells: dict[str, dict[str, str]] = {}
    for category in pack.walk():
        for entry in category.entries:
            shown = f"{entry.written} ({category.path})"
            if not writable(entry.term):
                losses.add("left out", shown)
                continue
            if entry.weight == 0:
                losses.add("weights", f"{shown}: 0 would mean no member, so X is written")
            weight = "X" if entry.weight in (0, 1) else shown_weight(entry.weight)
            held = cells.setdefault(entry.term.lower(), {})
            if held.setdefault(category.path, weight) != weight:
                losses.add("weights", f"{shown}: {weight}, as the entry stands twice")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["DicTerm", *paths])
    for term, held in cells.items():
        writer.writerow([term, *(held.get(path, "") for path in paths)])
    return out.getvalue()
