"""Typesets a report with typst: tagged, from the compiler's own fonts, the same bytes each time."""

from __future__ import annotations

import json
import tempfile
from importlib import resources
from pathlib import Path
from typing import Any

from framing.errors import ReportError
from framing.report.model import Report
from framing.report.numbering import numbering_of
from framing.report.pdf.characters import missing_characters, replaced
from framing.report.pdf.layout import layout_of
from framing.report.study import Study

__all__ = ["pdf_file"]

_NOTE = (
    "Characters that no font of this file has are printed by their number, such as [U+1F600]. "
    "The HTML report shows them."
)


def pdf_file(report: Report, study: Study) -> bytes:
    """Return the report as PDF/UA-1.

    Texts reach the typesetter as JSON and never as markup. A character that no bundled font has
    is printed by its number, with a note.

    Raises
    ------
    ReportError
        If the typesetter refuses the report.
    """
    layout = layout_of(report, study)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, number in numbering_of(report).figures.items():
            (root / f"figure-{number}.svg").write_bytes(study.figures[name].svg)
        template = resources.files("framing.report.pdf").joinpath("report.typ").read_bytes()
        (root / "report.typ").write_bytes(template)
        return _compiled(root, layout)


def _compiled(root: Path, layout: dict[str, Any]) -> bytes:
    import typst

    missing: set[str] = set()
    for _ in range(5):
        shown = replaced(layout, missing)
        shown["note"] = _NOTE if missing else ""
        text = json.dumps(shown, ensure_ascii=False)
        (root / "report.json").write_text(text, encoding="utf-8", errors="replace")
        try:
            made: bytes = typst.compile(
                root / "report.typ",
                root=root,
                format="pdf",
                ignore_system_fonts=True,
                pdf_standards="ua-1",
            )
            return made
        except typst.TypstError as error:
            told = getattr(error, "diagnostic", "") or str(error)
            new = missing_characters(told) - missing
            if not new:
                raise ReportError(
                    f"the PDF can't be typeset: {error}", where="report.pdf"
                ) from error
            missing |= new
    raise ReportError("the PDF can't be typeset: characters without a font", where="report.pdf")
