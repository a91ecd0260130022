"""WordStat categorisation dictionaries, `.cat`: indented names, entries with a weight behind.

`_` joins the words of a phrase, * and ? are wildcards, and every category counts on its own.
"""

from __future__ import annotations

import re

from framing.lexicon.formats.draft import Draft, Reading, Word, split_lines
from framing.lexicon.formats.losses import Losses
from framing.lexicon.formats.separated import shown_weight
from framing.lexicon.pack import Category, LexiconPack

__all__ = ["looks_like_wordstat", "read_wordstat", "write_wordstat"]

_WEIGHT = r"[ \t]*\(([-+]?\d[\d.,]*(?:[eE][-+]?\d+)?)\)"
_ENTRY = re.compile(rf"(.*\S){_WEIGHT}\s*")
_LONGEST_LINE = 10_000


def looks_like_wordstat(text: str) -> bool:
    """Tell whether a text begins with a name and has lines that end with a weight."""
    lines = [line[:500] for line in split_lines(text[:100_000]) if line.strip()]
    if not lines or _ENTRY.fullmatch(lines[0]) or lines[0].lstrip()[0] in "<%":
        return False
    weighted = sum(1 for line in lines[1:] if _ENTRY.fullmatch(line))
    return weighted * 2 >= len(lines) - 1 and weighted > 0


def read_wordstat(text: str, reading: Reading) -> Draft:
    """Read a `.cat`; rules (`@…`) are noted, because they depend on other words."""
    root = Draft(reading.stem)
    open_: list[tuple[int, Draft]] = [(-1, root)]
    for number, line in enumerate(split_lines(text), 1):
        if not line.strip():
            continue
        if len(line) > _LONGEST_LINE:
            message = f"'{line.strip()[:40]}…' is a line of {len(line)} characters; left out"
            reading.note(number, "left out", message)
            continue
        indent = line[: len(line) - len(line.lstrip())]
        level = 4 * indent.count("\t") + indent.count(" ")
        while open_[-1][0] >= level:
            open_.pop()
        shape = _ENTRY.fullmatch(line)
        name = (shape[1] if shape else line).strip()
        if name.startswith("@"):
            reading.note(number, "rules", f"the rule '{name:.60}' is not read; left out")
        elif shape:
            _add(open_[-1][1], root, name, shape[2], number, reading)
        else:
            reading.check_level(len(open_), number)
            open_.append((level, reading.open(open_[-1][1], name, number)))
    return root


def _add(draft: Draft, root: Draft, name: str, weight: str, line: int, reading: Reading) -> None:
    try:
        value = float(weight.replace(",", "."))
    except ValueError:
        reading.note(line, "weights", f"'{name:.40}': expected a weight, found '{weight:.20}'")
        value = 1.0
    if draft is root:
        reading.note(
            line, "words without category", f"'{name:.40}' stands in no category; put in one"
        )
        draft = root.children.setdefault(reading.stem, Draft(reading.stem, line))
    draft.words.append(Word(name.replace("_", " "), line, value))


def write_wordstat(pack: LexiconPack, losses: Losses) -> str:
    """Write a `.cat`: entries in upper case, with _ between the words of a phrase."""
    lines: list[str] = []

    def add(category: Category, level: int) -> None:
        lines.append("\t" * level + category.name.upper())
        for entry in category.entries:
            shown = f"{entry.written} ({category.path})"
            if entry.term.startswith("@"):
                losses.add("left out", shown)
                continue
            if "_" in entry.term:
                losses.add("underscores", shown)
            upper = entry.term.upper()
            term = upper if upper.lower() == entry.term.lower() else entry.term
            phrase = "_".join(term.split())
            lines.append("\t" * (level + 1) + f"{phrase} ({shown_weight(entry.weight)})")
        for child in category.categories:
            add(child, level + 1)

    for top in pack.categories:
        add(top, 0)
    return "\n".join([*lines, ""])
