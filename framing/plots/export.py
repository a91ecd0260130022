"""Figures as files: the same bytes each time."""

from __future__ import annotations

import io

from matplotlib.figure import Figure

from framing.plots.lettering import lost_signs
from framing.plots.style import look

__all__ = ["render"]

PNG_DPI = 200


def render(figure: Figure) -> tuple[bytes, bytes]:
    """Return a figure as SVG, with its text as paths, and as PNG of 200 dots an inch.

    Neither carries a date, and both are the same bytes when the figure is drawn again.

    Parameters
    ----------
    figure
        The figure, as any plot makes it.

    Returns
    -------
    tuple
        The bytes of the SVG and of the PNG.
    """
    svg, png = io.BytesIO(), io.BytesIO()
    with look(), lost_signs():
        figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
        figure.savefig(png, format="png", dpi=PNG_DPI, metadata={"Software": None})
    return svg.getvalue(), png.getvalue()
