"""The parts of the report: pure functions from a study to a section."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from framing.report.model import Section
from framing.report.sections.comparison import comparison_section
from framing.report.sections.corpus import corpus_section
from framing.report.sections.evidence import evidence_section
from framing.report.sections.limits import limits_section
from framing.report.sections.methods import methods_section
from framing.report.sections.naming import naming_section
from framing.report.sections.summary import summary_section
from framing.report.sections.vocabulary import vocabulary_section
from framing.report.sections.voice import voice_section
from framing.report.sections.who_speaks import who_speaks_section
from framing.report.study import Study

__all__ = ["SECTIONS"]

SECTIONS: Mapping[str, Callable[[Study], Section]] = {
    "summary": summary_section,
    "corpus": corpus_section,
    "naming": naming_section,
    "voice": voice_section,
    "who_speaks": who_speaks_section,
    "vocabulary": vocabulary_section,
    "comparison": comparison_section,
    "evidence": evidence_section,
    "methods": methods_section,
    "limits": limits_section,
}
"""Every section by its name in an experiment's `report.sections`, in the usual order."""
