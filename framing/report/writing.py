"""Writes a study as a folder: the report, its figures, its tables and every number."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.csv_cells import safe_csv
from framing.errors import ReportError, did_you_mean
from framing.report.figures import each_figure_once
from framing.report.html import html_page
from framing.report.latex import latex_tables
from framing.report.markdown import markdown_of
from framing.report.model import Report, Words
from framing.report.numbers import count_of
from framing.report.pdf import pdf_file
from framing.report.references import bibtex_of
from framing.report.results import results_of
from framing.report.sections import SECTIONS
from framing.report.study import Study
from framing.report.wording import plural, several_groups

if TYPE_CHECKING:
    import pandas as pd

    from framing.stats import Table

__all__ = ["FORMATS", "report_of", "write_report"]

FORMATS = ("html", "pdf", "png")
"""What a report may be written as; `png` stands for the figures, as PNG and SVG."""


def report_of(study: Study, *, sections: Sequence[str] = tuple(SECTIONS)) -> Report:
    """Arrange a study into the sections named, in their order.

    Raises
    ------
    ReportError
        If there is no section of that name.
    """
    unknown = [name for name in sections if name not in SECTIONS]
    if unknown:
        near = did_you_mean(unknown[0], list(SECTIONS))
        raise ReportError(
            f"expected sections of {', '.join(SECTIONS)}, found '{unknown[0]}'{near}",
            where="report.sections",
        )
    return Report(
        title=study.title,
        subtitle=_subtitle(study),
        sections=each_figure_once([SECTIONS[name](study) for name in dict.fromkeys(sections)]),
    )


def write_report(
    study: Study,
    folder: str | Path,
    *,
    formats: Sequence[str] = FORMATS,
    sections: Sequence[str] = tuple(SECTIONS),
) -> dict[str, dict[str, dict[str, Any]]]:
    """Write the report, methods.md, report.bib, figures/, tables/ and results.json into a folder.

    The same study gives the same bytes. Tables are CSV with every digit, and LaTeX as the report
    prints them. In the CSV files a text that a spreadsheet would run as
    a formula gets an apostrophe before it (see `csv_cells`); numbers are untouched.

    Parameters
    ----------
    study
        The finished study.
    folder
        Made if it is not there.
    formats
        Of `FORMATS`; tables and results.json are written always.
    sections
        Of `SECTIONS`, in the order wanted.

    Returns
    -------
    dict
        What results.json holds: every printed number by its key.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        near = did_you_mean(unknown[0], FORMATS)
        raise ReportError(
            f"expected formats of {', '.join(FORMATS)}, found '{unknown[0]}'{near}",
            where="report.formats",
        )
    report = report_of(study, sections=sections)
    results = results_of(report)
    root = Path(folder)
    root.mkdir(parents=True, exist_ok=True)
    if "html" in formats:
        (root / "report.html").write_bytes(html_page(report, study))
    if "pdf" in formats:
        (root / "report.pdf").write_bytes(pdf_file(report, study))
    if "png" in formats:
        _write_figures(study, root / "figures")
    _write_tables(study, root / "tables")
    _write_latex(report, root / "tables")
    paper = [SECTIONS[name](study) for name in ("methods", "limits")]
    (root / "methods.md").write_bytes(markdown_of(paper).encode(errors="replace"))
    (root / "report.bib").write_bytes(bibtex_of(study).encode(errors="replace"))
    text = json.dumps(results, ensure_ascii=False, indent=1, allow_nan=False)
    (root / "results.json").write_bytes(f"{text}\n".encode(errors="replace"))
    return results


def _subtitle(study: Study) -> Words:
    n, groups = len(study.features), len(study.groups)
    if not n:
        return ("No article was read.",)
    return (
        count_of("report.subtitle.articles.n", n, unit="articles"),
        f" {plural(n, 'article')} from ",
        count_of("report.subtitle.groups.n", groups, unit=study.by),
        f" {several_groups(study, groups)}",
    )


def _write_figures(study: Study, folder: Path) -> None:
    for name, file in study.figures.items():
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.png").write_bytes(file.png)
        (folder / f"{name}.svg").write_bytes(file.svg)


def _write_tables(study: Study, folder: Path) -> None:
    for name, table in study.tables.items():
        folder.mkdir(exist_ok=True)
        safe_csv(_by_name(table, study.by), folder / f"{name}.csv")


def _write_latex(report: Report, folder: Path) -> None:
    for name, text in latex_tables(report).items():
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.tex").write_bytes(text.encode(errors="replace"))


def _by_name(table: Table, by: str) -> pd.DataFrame:
    """Return the rows with the groups under the name of what is compared (`outlet`)."""
    if by in table.frame.columns:
        return table.frame
    return table.frame.rename(columns={"group": by, "group_a": f"{by}_a", "group_b": f"{by}_b"})
