"""Lexicoder dictionaries: `.lcd` (XML) and `.lc3` (a line `+category`, then its entries).

In Lexicoder's own XML an entry is a stretch of letters, found inside words, too; a space at its
end keeps it from that. So `" tax "` is the word, `" tax"` is `tax*` and `"tax"` is `*tax*`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from framing.lexicon.formats.cnodes import attribute, read_cnodes
from framing.lexicon.formats.draft import Draft, Reading, Word, split_lines
from framing.lexicon.formats.losses import Losses
from framing.lexicon.formats.separated import draft_of
from framing.lexicon.pack import Category, LexiconPack

__all__ = [
    "looks_like_lc3",
    "read_cnode_words",
    "read_lc3",
    "read_lcd",
    "write_lc3",
    "write_lcd",
]

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\s*$")


def looks_like_lc3(text: str) -> bool:
    """Tell whether the first line names a category by a plus."""
    return text[:1000].lstrip("\ufeff \t\r\n").startswith("+")


def read_lc3(text: str, reading: Reading) -> Draft:
    """Read a `.lc3`: _ stands for a space, a colour behind a category's name is left out."""
    root = Draft(reading.stem)
    draft: Draft | None = None
    for number, line in enumerate(split_lines(text), 1):
        words = line.strip()
        if words.startswith("+"):
            name = _COLOUR.sub("", words[1:500]).strip() or "unnamed"
            draft = draft_of(root, name, number)
        elif words:
            if draft is None:
                reading.note(
                    number, "words without category", f"'{words:.40}' stands before any category"
                )
                draft = draft_of(root, reading.stem, number)
            draft.words.append(Word(words.replace("_", " "), number))
    return root


def read_lcd(text: str, reading: Reading) -> Draft:
    """Read a `.lcd`: XML of Lexicoder, or of Yoshikoder under this name."""
    root, attributes = read_cnodes(text, reading)
    read_cnode_words(root, attributes, reading)
    for _, draft in root.walk():
        draft.words = [replace(word, term=word.term.replace("_", " ")) for word in draft.words]
    return root


def read_cnode_words(root: Draft, attributes: dict[str, str], reading: Reading) -> None:
    """Turn the entries of an XML dictionary into terms, by the rule that the dictionary follows."""
    words = [word for _, draft in root.walk() for word in draft.words]
    open_ended = _is_open_ended(words, attributes)
    if open_ended:
        message = "an entry without a space at an end is also found inside words, as in Lexicoder"
        reading.note(0, "wildcards", message)
    elif attributes.get("style", "").lower() == "lexicoder":
        reading.note(0, "wildcards", "no entry begins or ends with a space, so all are whole words")
    if "reg" in attributes.get("patternengine", "").lower():
        reading.note(1, "patterns", "entries are regular expressions there; only * and ? are read")
    for _, draft in root.walk():
        draft.words = [_word(word, open_ended) for word in draft.words]


def _is_open_ended(words: list[Word], attributes: dict[str, str]) -> bool:
    """Tell whether spaces at the ends of entries have a meaning."""
    if any("*" in word.term for word in words):
        return False
    padded = sum(1 for word in words if word.term != word.term.strip())
    style = attributes.get("style", "").lower()
    if style == "lexicoder":
        return padded > 0 or attributes.get("patternengine") == "substring"
    return not style and padded * 2 > len(words)


def _word(word: Word, open_ended: bool) -> Word:
    bare = word.term.strip()
    if open_ended:
        before = "" if word.term[:1].isspace() else "*"
        bare = f"{before}{bare}{'' if word.term[-1:].isspace() else '*'}"
    return replace(word, term=bare)


def write_lc3(pack: LexiconPack, losses: Losses) -> str:
    """Write a `.lc3`: categories by their dotted paths."""
    lines = []
    for category in pack.walk():
        lines.append(f"+{category.path}")
        for entry in category.entries:
            if entry.term.startswith("+"):
                losses.add("left out", f"{entry.written} ({category.path})")
                continue
            _tell_underscore(entry.term, f"{entry.written} ({category.path})", losses)
            lines.append(" ".join(entry.term.split()))
    return "\n".join([*lines, ""])


def write_lcd(pack: LexiconPack, losses: Losses) -> str:
    """Write a `.lcd`; a wildcard can stand at the ends of an entry only."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<dictionary style="Lexicoder" patternengine="substring" name={attribute(pack.name)}>',
    ]

    def add(category: Category, level: int) -> None:
        lines.append("  " * level + f"<cnode name={attribute(category.name)}>")
        for entry in category.entries:
            shown = f"{entry.written} ({category.path})"
            core = " ".join(entry.term.strip("*").split())
            if "*" in core or "?" in core or not core or entry.term.startswith("* "):
                losses.add("left out", shown)
                continue
            if entry.term.endswith(" *"):
                losses.add("left out", shown)
                continue
            _tell_underscore(core, shown, losses)
            before = "" if entry.term.startswith("*") else " "
            after = "" if entry.term.endswith("*") else " "
            lines.append("  " * (level + 1) + f"<pnode name={attribute(before + core + after)}/>")
        for child in category.categories:
            add(child, level + 1)
        lines.append("  " * level + "</cnode>")

    for top in pack.categories:
        add(top, 1)
    return "\n".join([*lines, "</dictionary>", ""])


def _tell_underscore(term: str, shown: str, losses: Losses) -> None:
    if "_" in term:
        losses.add("underscores", shown)
