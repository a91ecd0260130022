"""Yoshikoder dictionaries, `.ykd`: XML whose entries are whole words with * for any letters."""

from __future__ import annotations

from framing.lexicon.formats.cnodes import attribute, read_cnodes
from framing.lexicon.formats.draft import Draft, Reading
from framing.lexicon.formats.lexicoder import read_cnode_words
from framing.lexicon.formats.losses import Losses
from framing.lexicon.formats.separated import shown_weight
from framing.lexicon.pack import Category, LexiconPack

__all__ = ["read_yoshikoder", "write_yoshikoder"]

_MARK = "pack"
"""Value of an attribute `root` that packs write: the one top category is the dictionary itself."""


def read_yoshikoder(text: str, reading: Reading) -> Draft:
    """Read a `.ykd`; the top category stays one, scores become weights."""
    root, attributes = read_cnodes(text, reading)
    read_cnode_words(root, attributes, reading)
    tops = list(root.children.values())
    if attributes.get("root") == _MARK and len(tops) == 1 and not tops[0].words:
        return tops[0]
    return root


def write_yoshikoder(pack: LexiconPack, losses: Losses) -> str:
    """Write a `.ykd` with one top category that stands for the pack."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<dictionary style="050805" patternengine="substring" root="{_MARK}">',
        f"<cnode name={attribute(pack.name)} desc={attribute(' '.join(pack.title.split()))}>",
    ]

    def add(category: Category, level: int) -> None:
        indent = "  " * level
        words = " ".join(category.description.split())
        about = f" desc={attribute(words)}" if words else ""
        lines.append(f"{indent}<cnode name={attribute(category.name)}{about}>")
        for entry in category.entries:
            score = f' score="{shown_weight(entry.weight)}"' if entry.weight != 1 else ""
            lines.append(f"{indent}  <pnode name={attribute(entry.term)}{score}/>")
        for child in category.categories:
            add(child, level + 1)
        lines.append(f"{indent}</cnode>")

    for top in pack.categories:
        add(top, 1)
    return "\n".join([*lines, "</cnode>", "</dictionary>", ""])
