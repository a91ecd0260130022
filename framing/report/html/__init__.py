"""The report as one HTML file."""

from framing.report.html.page import html_page

__all__ = ["html_page"]
