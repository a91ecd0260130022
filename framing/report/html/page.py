"""One HTML page that opens offline: no request leaves it, and it reads without JavaScript."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from framing.report.model import (
    Cell,
    EvidenceList,
    Number,
    Report,
    evidence_lists,
    numbers_of,
    plain,
    words_of,
)
from framing.report.numbering import numbering_of
from framing.report.sentences import SentenceBlock, Sentences
from framing.report.study import Study

__all__ = ["MOST_SENTENCES", "html_page"]

MOST_SENTENCES = 50
"""Sentences shown behind one number; fewer where a study has very many numbers."""

_MOST_ON_PAGE = 10_000
_SHORT, _LONG = 14, 40
_CONTROLS = {i: 0x2400 + i for i in range(32) if chr(i) not in "\t\n"} | {127: 0x2421}


def html_page(report: Report, study: Study) -> bytes:
    """Return the report as one HTML file in UTF-8.

    Every number with sentences links to them; zero counts and numbers without sentences are
    plain text with their key.
    """
    sentences = Sentences(study)
    blocks = _blocks(report, sentences)
    script = _text("page.js")
    html = _template().render(
        report=report,
        numbering=numbering_of(report),
        blocks=blocks,
        lists=_lists(report, sentences),
        targets=_targets(report, sentences, {block.name for block in blocks}),
        figures={name: _data_uri(file.svg) for name, file in study.figures.items()},
        hint=hint,
        classes=_classes,
        style=_text("page.css"),
        script=script,
        script_hash=_hash(script),
    )
    return html.translate(_CONTROLS).encode("utf-8", errors="replace")


def hint(number: Number) -> str:
    """Return what a number's tooltip says."""
    parts = [number.unit, number.method if number.method != "counted" else ""]
    if number.n is not None and number.unit not in ("matches", "words", "articles"):
        parts.append(f"n = {number.n:,}")
    return " · ".join(part for part in parts if part)


def _classes(number: Number) -> str:
    """Return the classes that a number is styled by: zero is faint, a share is no second link."""
    if number.value == 0:
        return "n zero"
    return "n share" if number.unit == "share" else "n"


def _blocks(report: Report, sentences: Sentences) -> list[SentenceBlock]:
    """Return one block for each filter that finds something, in the order of the report."""
    wanted = {
        sentences.name(number.evidence): number.evidence
        for number in numbers_of(report)
        if number.evidence is not None and number.value != 0
    }
    totals = {name: len(sentences.rows(evidence)) for name, evidence in wanted.items()}
    most = _most(list(totals.values()))
    return [
        sentences.block(evidence, most=most) for name, evidence in wanted.items() if totals[name]
    ]


def _most(totals: list[int]) -> int:
    for most in (MOST_SENTENCES, 25, 10, 5):
        if sum(min(total, most) for total in totals) <= _MOST_ON_PAGE:
            return most
    return 2


def _lists(report: Report, sentences: Sentences) -> Mapping[str, SentenceBlock]:
    lists: list[EvidenceList] = evidence_lists(report)
    most = _most([len(sentences.rows(block.evidence)) for block in lists])
    return {block.count.key: sentences.block(block.evidence, most=most) for block in lists}


def _targets(report: Report, sentences: Sentences, known: set[str]) -> Mapping[str, str]:
    """Return for each number's key the block it links to, where there is one."""
    targets = {}
    for number in numbers_of(report):
        if number.evidence is None or number.value == 0:
            continue
        name = sentences.name(number.evidence)
        if name in known:
            targets[number.key] = name
    return targets


def _data_uri(svg: bytes) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode('ascii')}"


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")


@cache
def _text(name: str) -> str:
    return resources.files("framing.report.html").joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("framing.report.html", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["fine"] = words_of
    environment.filters["breadth"] = _breadth
    return environment.get_template("page.html.j2")


def _breadth(cell: Cell) -> str:
    """Return the class that keeps a short cell on one line and gives a long one room."""
    size = len(plain(cell))
    return " short" if size <= _SHORT else " long" if size > _LONG else ""
