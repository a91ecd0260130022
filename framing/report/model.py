"""What a report is made of, before any writer sees it.

Sections arrange tables into these values; the writers for HTML and PDF only show them. A number
that is printed anywhere is a `Number`: it carries its key, its n, how it was made and, where it
counts matches, the filter that finds its sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

__all__ = [
    "Block",
    "Callout",
    "Cell",
    "Column",
    "DataTable",
    "Definitions",
    "Emphasis",
    "EvidenceList",
    "Figure",
    "Filter",
    "Formula",
    "Heading",
    "Inline",
    "Link",
    "Listing",
    "Number",
    "Paragraph",
    "Quoted",
    "Report",
    "Section",
    "Words",
    "blocks_of",
    "evidence_lists",
    "numbers_of",
    "plain",
    "words_of",
]

Filter = Mapping[str, str | bool | tuple[str, ...]]
"""Evidence columns (and `table_voice`, `attributed`, metadata columns) and their wanted values."""


@dataclass(frozen=True)
class Number:
    """A number as printed, and everything a reader needs to check it.

    Parameters
    ----------
    key
        `section.table.row.column`, unique in the report.
    value
        Full precision; none where there is nothing to divide by.
    text
        The number as printed.
    unit
        What is counted or the scale: "matches", "words", "share", "per 1,000 words".
    n
        How many matches, words or articles the value rests on.
    low, high, level
        The interval and its level, where there is one.
    method, signature
        How the number was made: in words, and as a line of parts.
    evidence
        The filter that finds the sentences, or none for numbers without sentences.
    """

    kind: ClassVar[str] = "number"
    key: str
    value: float | int | None
    text: str
    unit: str = ""
    n: int | None = None
    low: float | None = None
    high: float | None = None
    level: float | None = None
    method: str = ""
    signature: str = ""
    evidence: Filter | None = None


@dataclass(frozen=True)
class Emphasis:
    """Words that carry the weight of a sentence."""

    kind: ClassVar[str] = "emphasis"
    text: str


@dataclass(frozen=True)
class Quoted:
    """Words of the articles, or an entry of a pack, shown as such."""

    kind: ClassVar[str] = "quoted"
    text: str


@dataclass(frozen=True)
class Link:
    """Words that lead to another section of the report."""

    kind: ClassVar[str] = "link"
    text: str
    section: str


Inline = str | Number | Emphasis | Quoted | Link
Words = tuple[Inline, ...]
Cell = Inline | Words


@dataclass(frozen=True)
class Heading:
    """A heading inside a section."""

    kind: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph."""

    kind: ClassVar[str] = "paragraph"
    words: Words


@dataclass(frozen=True)
class Listing:
    """Findings or limits, one an item; `leading` are the findings of the first page."""

    kind: ClassVar[str] = "listing"
    items: tuple[Words, ...]
    leading: bool = False


@dataclass(frozen=True)
class Callout:
    """What a reader must not miss."""

    kind: ClassVar[str] = "callout"
    title: str
    words: Words


@dataclass(frozen=True)
class Definitions:
    """Terms and what they mean here."""

    kind: ClassVar[str] = "definitions"
    items: tuple[tuple[str, Words], ...]


@dataclass(frozen=True)
class Column:
    """A column of a table: its title, and whether its cells are numbers or words."""

    title: str
    align: Literal["text", "number"] = "number"


@dataclass(frozen=True)
class DataTable:
    """A table; `name` is unique in the report, the first column names the row.

    `grouped`: rows with the same first cell belong together and show it once.
    """

    kind: ClassVar[str] = "table"
    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: Words = ()
    grouped: bool = False


@dataclass(frozen=True)
class Figure:
    """A figure of the study by its name; the numbers it draws stand in the `tables` named."""

    kind: ClassVar[str] = "figure"
    name: str
    title: str
    caption: str
    alt: str
    tables: tuple[str, ...] = ()


@dataclass(frozen=True)
class EvidenceList:
    """The sentences that a filter finds, under a title."""

    kind: ClassVar[str] = "evidence"
    title: str
    count: Number
    evidence: Filter


@dataclass(frozen=True)
class Formula:
    """A formula: in words, as MathML for HTML, as typst math for print, and as TeX for papers.

    All four are written by the programme's authors, never made from a study's texts.
    """

    kind: ClassVar[str] = "formula"
    name: str
    words: str
    mathml: str
    typst: str
    tex: str = ""


Block = (
    Heading
    | Paragraph
    | Listing
    | Callout
    | Definitions
    | DataTable
    | Figure
    | EvidenceList
    | Formula
)


@dataclass(frozen=True)
class Section:
    """A part of the report: a key, a title and its blocks, in order."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Report:
    """The whole report, ready for a writer."""

    title: str
    subtitle: Words
    sections: tuple[Section, ...]
    language: str = "en"
    notes: tuple[str, ...] = field(default=())


def words_of(cell: Cell) -> Words:
    """Return a cell as a run of words."""
    return cell if isinstance(cell, tuple) else (cell,)


def plain(cell: Cell) -> str:
    """Return the text of a cell as printed."""
    return "".join(part if isinstance(part, str) else part.text for part in words_of(cell))


def blocks_of(report: Report) -> Iterator[Block]:
    """Give every block in reading order."""
    for section in report.sections:
        yield from section.blocks


def evidence_lists(report: Report) -> list[EvidenceList]:
    """Return the lists of sentences, in reading order."""
    return [block for block in blocks_of(report) if isinstance(block, EvidenceList)]


def numbers_of(report: Report) -> list[Number]:
    """Return every number that the report prints, in reading order."""
    parts = [part for block in blocks_of(report) for part in _parts(block)]
    return [part for part in (*report.subtitle, *parts) if isinstance(part, Number)]


def _parts(block: Block) -> Iterator[Inline]:
    if isinstance(block, (Paragraph, Callout)):
        yield from block.words
    elif isinstance(block, Listing):
        for item in block.items:
            yield from item
    elif isinstance(block, Definitions):
        for _, words in block.items:
            yield from words
    elif isinstance(block, DataTable):
        for row in block.rows:
            for cell in row:
                yield from words_of(cell)
        yield from block.note
    elif isinstance(block, EvidenceList):
        yield block.count
