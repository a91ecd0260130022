"""The figures that belong to a section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from framing.report.model import Block, Figure, Link, Paragraph, Section
from framing.report.study import Study

__all__ = ["each_figure_once", "figure_of", "figures_of"]


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


def each_figure_once(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Return the sections with every figure where it stands first; later on, a link to it."""
    homes: dict[str, str] = {}
    out = []
    for section in sections:
        blocks: list[Block] = []
        for block in section.blocks:
            if isinstance(block, Figure) and block.name in homes:
                link = Link(block.title, homes[block.name])
                blocks.append(Paragraph(("The figure that belongs here stands above: ", link, ".")))
            else:
                blocks.append(block)
            if isinstance(block, Figure):
                homes.setdefault(block.name, section.key)
        out.append(replace(section, blocks=tuple(blocks)))
    return tuple(out)
