"""The report as a tagged PDF."""

from framing.report.pdf.typesetting import pdf_file

__all__ = ["pdf_file"]
