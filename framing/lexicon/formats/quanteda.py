"""quanteda dictionaries in YAML: names, and under each a list of entries and further names.

Entries are globs, as a pack's. What YAML would change stays as written: `no` is a word, 2016-11-08
is no date, and of two equal names none is lost.
"""

from __future__ import annotations

import re

from framing.errors import LexiconError
from framing.lexicon.formats.draft import Draft, Reading, Word
from framing.lexicon.formats.losses import Losses
from framing.lexicon.pack import Category, LexiconPack
from framing.yaml_nodes import Node, parse_yaml, quoted

__all__ = ["looks_like_quanteda", "read_quanteda", "write_quanteda"]

_FIRST = re.compile(r"""\s*(?:- )?(?:"[^"]*"|'[^']*'|[^:#<%+\s][^:#]*?)\s*:(?:\s|$)|---|\s*\{""")


def looks_like_quanteda(text: str) -> bool:
    """Tell whether the first line is a name with a colon behind."""
    lines = text[:20_000].splitlines()
    first = next((s for s in lines if s.strip() and not s.lstrip().startswith("#")), "")
    return bool(_FIRST.match(first[:500]))


def read_quanteda(text: str, reading: Reading) -> Draft:
    """Read a YAML dictionary; equal names are joined and that is noted."""
    node = parse_yaml(text, name=reading.where, error=LexiconError, join_doubles=True)
    root = Draft(reading.stem)
    _read(node, root, reading, 1)
    if root.words:
        line = root.words[0].line
        draft = reading.open(root, reading.stem, line)
        message = f"'{root.words[0].term:.40}' stands in no category; put in '{reading.stem}'"
        reading.note(line, "words without category", message)
        draft.words, root.words = root.words, []
    return root


def _read(node: Node, draft: Draft, reading: Reading, level: int) -> None:
    if node.kind == "words":
        if not node.is_empty:
            draft.words.append(Word(node.value, node.line))
    elif node.kind == "list":
        for item in node.value:
            if item.kind == "words" and item.plain and item.value == "":
                continue
            if item.kind == "words":
                draft.words.append(Word(item.value, item.line))
            else:
                _read(item, draft, reading, level)
    else:
        for name, below in node.pairs():
            reading.check_level(level, below.line)
            _read(below, reading.open(draft, name, below.line), reading, level + 1)


def write_quanteda(pack: LexiconPack, losses: Losses) -> str:
    """Write a YAML dictionary; every entry in quotation marks, so that none becomes a date."""
    lines: list[str] = []

    def add(category: Category, indent: str) -> None:
        items = [_quoted(entry.term) for entry in category.entries]
        nothing = "" if items or category.categories else " []"
        lines.append(f"{indent}{_quoted(category.name)}:{nothing}")
        lines.extend(f"{indent}  - {item}" for item in items)
        for child in category.categories:
            start = len(lines)
            add(child, indent + ("    " if items else "  "))
            if items:
                lines[start] = f"{indent}  - {lines[start].strip()}"

    for top in pack.categories:
        add(top, "")
    return "\n".join([*lines, ""])


def _quoted(words: str) -> str:
    plain = quoted(" ".join(words.split()))
    return plain if plain.startswith('"') else f'"{plain}"'
