"""The report: one model, and writers for HTML, PDF, figures and tables."""

from __future__ import annotations

from framing.report.model import Number, Report, Section
from framing.report.results import results_of
from framing.report.sections import SECTIONS
from framing.report.study import FigureFile, LanguageCard, PackCard, Study
from framing.report.writing import FORMATS, report_of, write_report

__all__ = [
    "FORMATS",
    "SECTIONS",
    "FigureFile",
    "LanguageCard",
    "Number",
    "PackCard",
    "Report",
    "Section",
    "Study",
    "report_of",
    "results_of",
    "write_report",
]
