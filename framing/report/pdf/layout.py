"""A report as plain lists and mappings that the typesetter reads; wide tables are split."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from framing.report.model import (
    Block,
    Callout,
    DataTable,
    Definitions,
    EvidenceList,
    Figure,
    Formula,
    Heading,
    Listing,
    Paragraph,
    Report,
    Section,
    plain,
)
from framing.report.numbering import Numbering, numbering_of, tables_named
from framing.report.pdf.characters import printable
from framing.report.pdf.footnotes import Footnotes, foot_of
from framing.report.pdf.inlines import run_of
from framing.report.pdf.tables import in_annex, pointer_to, table_items
from framing.report.sentences import Sentence, Sentences
from framing.report.study import Study

__all__ = ["MOST_SENTENCES", "layout_of"]

_LONG_LEAD = 300
MOST_SENTENCES = 8
"""Sentences of one category in print; the HTML report and evidence.parquet have more."""


def layout_of(report: Report, study: Study) -> dict[str, Any]:
    """Return everything that is printed, in order; long and wide tables stand at the end."""
    known = {section.key for section in report.sections}
    print_of = _Layout(numbering_of(report), Sentences(study), known, Footnotes(study))
    return {
        "title": printable(report.title) or "Report",
        "subtitle": run_of(report.subtitle, set()),
        "language": report.language,
        "foot": foot_of(study),
        "sections": [print_of.section(section) for section in report.sections],
        "annex": print_of.annex,
        "notes": [printable(note) for note in report.notes],
        "signature": printable(" | ".join(map(": ".join, study.features.signature.parts))),
    }


@dataclass(frozen=True)
class _Layout:
    """Turns blocks into what is printed; `annex` fills up with the tables put off to the end."""

    numbering: Numbering
    sentences: Sentences
    known: set[str]
    footnotes: Footnotes
    annex: list[dict[str, Any]] = field(default_factory=list)

    def section(self, section: Section) -> dict[str, Any]:
        return {
            "label": section.key,
            "title": printable(section.title),
            "blocks": [
                {**item, "leads": _leads(block, after)}
                for block, after in zip_longest(section.blocks, section.blocks[1:])
                for item in self.block(block)
            ],
        }

    def block(self, block: Block) -> Iterator[dict[str, Any]]:
        if isinstance(block, Figure):
            yield _figure(block, self.numbering)
        elif isinstance(block, EvidenceList):
            yield _evidence(block, self.sentences)
        elif isinstance(block, DataTable):
            yield from self._table(block)
        else:
            yield _prose(block, self.known)

    def _table(self, table: DataTable) -> Iterator[dict[str, Any]]:
        number = self.numbering.tables[table.name]
        items = table_items(table, number, self.known, self.footnotes.note_on(table))
        if in_annex(table):
            self.annex.extend(items)
            yield pointer_to(table, number)
        else:
            yield from items


def _leads(block: Block, after: Block | None) -> bool:
    """Return whether a paragraph is short and introduces what stands after it: it stays with it."""
    if not isinstance(block, Paragraph) or not isinstance(after, (DataTable, Figure)):
        return False
    return len(plain(block.words)) <= _LONG_LEAD


def _prose(
    block: Heading | Paragraph | Callout | Listing | Definitions | Formula, known: set[str]
) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": block.kind, "text": printable(block.text)}
    if isinstance(block, Paragraph):
        return {"kind": block.kind, "words": run_of(block.words, known)}
    if isinstance(block, Callout):
        words = run_of(block.words, known)
        return {"kind": block.kind, "title": printable(block.title), "words": words}
    if isinstance(block, Listing):
        return {"kind": block.kind, "items": [run_of(item, known) for item in block.items]}
    if isinstance(block, Definitions):
        items = [[printable(term), run_of(words, known)] for term, words in block.items]
        return {"kind": block.kind, "items": items}
    return {"kind": block.kind, "name": block.name, "words": block.words, "typst": block.typst}


def _figure(block: Figure, numbering: Numbering) -> dict[str, Any]:
    held = tables_named(numbering.tables_of(block))
    numbers = f" Its numbers: {held}." if held else ""
    stop = "" if block.title[-1:] in ".?!" else "."
    caption = f"{block.title}{stop} {block.caption}{numbers}"
    number = numbering.figures[block.name]
    return {
        "kind": block.kind,
        "lead": f"Figure {number}.",
        "caption": printable(caption),
        "alt": printable(block.alt or block.title),
        "path": f"figure-{number}.svg",
    }


def _evidence(block: EvidenceList, sentences: Sentences) -> dict[str, Any]:
    found = sentences.block(block.evidence, most=MOST_SENTENCES)
    return {
        "kind": block.kind,
        "title": printable(block.title),
        "count": block.count.text,
        "sentences": [_sentence(sentence) for sentence in found.sentences],
        "left": f"{found.left:,} more in the HTML report and in evidence.parquet."
        if found.left
        else "",
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    source = [sentence.voice_words]
    source += [f"speaker: {sentence.speaker}"] if sentence.speaker else []
    source += [*sentence.remarks, sentence.outlet]
    source.append(f"{sentence.article}, characters {sentence.start}–{sentence.end}")
    return {
        "before": printable(sentence.before),
        "surface": printable(sentence.surface),
        "after": printable(sentence.after),
        "label": sentence.voice,
        "source": printable(" · ".join(source)),
    }
