"""The figures that belong to a section."""

from __future__ import annotations

from framing.report.model import Figure
from framing.report.study import Study

__all__ = ["figure_of", "figures_of"]


def figure_of(
    study: Study, name: str, *, about: str = "", tables: tuple[str, ...] = ()
) -> list[Figure]:
    """Return the figure of that name, if the study has it; `about` goes into its title."""
    if name not in study.figures:
        return []
    file = study.figures[name]
    title = f"{file.title.rstrip('.?')}: {about}" if about else file.title
    alt = f"{about}. {file.alt}" if about else file.alt
    return [Figure(name, title, file.caption, alt, tables=tables)]


def figures_of(study: Study, section: str, *, tables: tuple[str, ...] = ()) -> list[Figure]:
    """Return the figures whose names begin with the section's name, in the study's order.

    `tables` are the names of the report's tables that hold the numbers of these figures.
    """
    return [
        figure
        for name in study.figures
        if name == section or name.startswith(f"{section}_")
        for figure in figure_of(study, name, tables=tables)
    ]
