"""Tables and figures counted in reading order, alike in every writer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from framing.report.model import DataTable, Figure, Report, blocks_of

__all__ = ["Numbering", "numbering_of", "tables_named"]

_MANY = 4


@dataclass(frozen=True)
class Numbering:
    """The number of each table and figure, by name."""

    tables: Mapping[str, int]
    figures: Mapping[str, int]

    def tables_of(self, figure: Figure) -> list[int]:
        """Return the numbers of the tables that hold a figure's numbers."""
        return [self.tables[name] for name in figure.tables if name in self.tables]


def tables_named(numbers: list[int]) -> str:
    """Return "Table 3, Table 4" or, for many, "Table 3 to Table 9"; nothing for none."""
    if len(numbers) > _MANY:
        return f"Table {numbers[0]} to Table {numbers[-1]}"
    return ", ".join(f"Table {number}" for number in numbers)


def numbering_of(report: Report) -> Numbering:
    """Count the tables and the figures of a report."""
    tables: dict[str, int] = {}
    figures: dict[str, int] = {}
    for block in blocks_of(report):
        if isinstance(block, DataTable):
            tables[block.name] = len(tables) + 1
        elif isinstance(block, Figure):
            figures[block.name] = len(figures) + 1
    return Numbering(tables, figures)
