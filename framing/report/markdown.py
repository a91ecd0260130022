"""Sections of the report as Markdown with formulas in TeX, to be taken into a paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from framing.report.model import (
    Block,
    Callout,
    DataTable,
    Definitions,
    Emphasis,
    Formula,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Section,
    Words,
    plain,
    words_of,
)
from framing.visible import visible

__all__ = ["markdown_of", "markdown_text"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$^@&!])")
_AT_START = re.compile(r"^(\s*)([-+:]|\d+(?=[.)]))")


def markdown_of(sections: Iterable[Section]) -> str:
    """Return sections as Markdown that pandoc reads, with the numbers as printed.

    Figures and lists of sentences are left out; what comes from texts and packs is escaped.
    """
    parts: list[str] = []
    for section in sections:
        parts.append(f"# {markdown_text(section.title)}")
        for block in section.blocks:
            parts += _block(block)
    return "\n\n".join(parts) + "\n"


def markdown_text(text: str) -> str:
    """Return a text of others as Markdown that shows it and means nothing else."""
    flat = " ".join(visible(text, marks=True).split())
    escaped = _SPECIAL.sub(r"\\\1", flat)
    before = text[:1] if text[:1].isspace() and escaped else ""
    after = text[-1:] if text[-1:].isspace() and escaped else ""
    return f"{' ' if before else ''}{escaped}{' ' if after else ''}"


def _words(words: Words) -> str:
    return _at_start("".join(map(_inline, words)).strip())


def _at_start(line: str) -> str:
    """Escape what would make a list or a definition of a line."""
    return _AT_START.sub(lambda m: f"{m[1]}\\{m[2]}" if not m[2].isdigit() else m[0], line)


def _inline(part: Inline) -> str:
    if isinstance(part, str):
        return markdown_text(part)
    shown = markdown_text(part.text)
    if isinstance(part, Emphasis) and shown.strip():
        return f"**{shown.strip()}**{' ' if shown.endswith(' ') else ''}"
    return f"*{shown}*" if part.kind == "quoted" and shown.strip() == shown else shown


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"## {markdown_text(block.text)}"
    elif isinstance(block, Paragraph):
        yield _words(block.words)
    elif isinstance(block, Callout):
        yield f"**{markdown_text(block.title)}** {_words(block.words)}"
    elif isinstance(block, Listing):
        yield "\n".join(f"- {_words(item)}" for item in block.items)
    elif isinstance(block, Definitions):
        yield from (f"**{markdown_text(term)}.** {_words(words)}" for term, words in block.items)
    elif isinstance(block, Formula):
        yield f"**{markdown_text(block.name)}**: {markdown_text(block.words)}."
        if block.tex:
            yield f"$${block.tex}$$"
    elif isinstance(block, DataTable):
        yield _table(block)


def _table(table: DataTable) -> str:
    rule = [":---" if column.align == "text" else "---:" for column in table.columns]
    rows = [[markdown_text(plain(words_of(cell))) for cell in row] for row in table.rows]
    head = [markdown_text(column.title) for column in table.columns]
    lines = [_row(line) for line in (head, rule, *rows)]
    return "\n".join([*lines, "", f": {markdown_text(table.caption)}"])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
