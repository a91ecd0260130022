"""Every printed number with its key, as `results.json` holds it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from framing.errors import ReportError
from framing.report.model import Filter, Number, Report, numbers_of

__all__ = ["results_of"]


def results_of(report: Report) -> dict[str, dict[str, dict[str, Any]]]:
    """Return `{"numbers": {key: …}}`, in reading order; two numbers with one key are an error."""
    numbers: dict[str, dict[str, Any]] = {}
    for number in numbers_of(report):
        if number.key in numbers:
            raise ReportError(
                f"expected each number to have a key of its own, found '{number.key}' twice; "
                "rename a row or a column of that section"
            )
        numbers[number.key] = _entry(number)
    return {"numbers": numbers}


def _entry(number: Number) -> dict[str, Any]:
    return {
        "value": number.value,
        "text": number.text,
        "unit": number.unit,
        "n": number.n,
        "low": number.low,
        "high": number.high,
        "level": number.level,
        "method": number.method,
        "signature": number.signature,
        "evidence": None if number.evidence is None else _filter(number.evidence),
    }


def _filter(wanted: Filter) -> Mapping[str, Any]:
    return {
        column: list(value) if isinstance(value, tuple) else value
        for column, value in wanted.items()
    }
