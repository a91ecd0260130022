"""One HTML page that opens offline: no request leaves it, and it reads without JavaScript."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from framing.report.html.drawings import Drawing, drawing_of
from framing.report.html.links import links_of
from framing.report.html.packed import packed_evidence
from framing.report.model import (
    Cell,
    EvidenceList,
    Figure,
    Number,
    Report,
    blocks_of,
    evidence_lists,
    plain,
    words_of,
)
from framing.report.numbering import numbering_of
from framing.report.sentences import SentenceBlock, Sentences
from framing.report.study import Study

__all__ = ["MOST_SENTENCES", "html_page"]

MOST_SENTENCES = 10
"""Sentences of one category that stand on the page without JavaScript; fewer where there are very
many categories. With it, all that the page holds are shown."""

_MOST_ON_PAGE = 2_000
_SHORT, _LONG = 14, 40
_SCRIPTS = ("store.js", "reader.js", "article.js", "tables.js", "page.js")
_CONTROLS = {i: 0x2400 + i for i in range(32) if chr(i) not in "\t\n"} | {127: 0x2421}


def html_page(report: Report, study: Study) -> bytes:
    """Return the report as one HTML file in UTF-8.

    Every number with sentences leads to them; zero counts and numbers without sentences are
    plain text with their key.
    """
    sentences = Sentences(study)
    links = links_of(report, sentences)
    script = _script()
    html = _template().render(
        report=report,
        numbering=numbering_of(report),
        lists=_lists(report, sentences),
        links=links,
        packed=packed_evidence(study, sentences, links.filters),
        figures=_figures(report, study),
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


def _lists(report: Report, sentences: Sentences) -> Mapping[str, SentenceBlock]:
    lists: list[EvidenceList] = evidence_lists(report)
    most = max(1, min(MOST_SENTENCES, _MOST_ON_PAGE // max(1, len(lists))))
    return {block.count.key: sentences.block(block.evidence, most=most) for block in lists}


def _figures(report: Report, study: Study) -> Mapping[str, Drawing]:
    """Return the figures that the report shows."""
    shown = [block.name for block in blocks_of(report) if isinstance(block, Figure)]
    return {
        name: drawing_of(study.figures[name].svg, f"f{i}")
        for i, name in enumerate(dict.fromkeys(shown), start=1)
    }


def _script() -> str:
    """Return the page's script; its parts share one scope and leave nothing outside it."""
    parts = "".join(_text(name) for name in _SCRIPTS)
    return f'(function () {{\n"use strict";\n{parts}}}());\n'


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
