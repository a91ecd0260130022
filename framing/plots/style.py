"""One look for all plots, and sheets of paper to draw them on.

Sizes are inches and points for a figure that is printed as wide as the text. Colours are told
apart by the colour-blind and, with their hatches, in grey.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.axes._secondary_axes import SecondaryAxis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.style import context

from framing.plots.lettering import FONT, SMALL, TEXT, TITLE, flow, line_height, number

__all__ = [
    "ACCENT",
    "FAINT",
    "INK",
    "MUTED",
    "VOICE_LOOKS",
    "WIDTH",
    "Sheet",
    "bare",
    "caption_below",
    "heads",
    "key_beside",
    "keys",
    "look",
    "nothing",
    "numbers_at",
    "paper",
    "rows",
    "sheet",
    "title_above",
    "width_of",
]

WIDTH = 6.3
MARGIN = 0.08
INK, MUTED, FAINT, ACCENT = "#1d232b", "#667080", "#d5dae1", "#12436d"

LOOK: dict[Any, Any] = {
    "font.family": FONT,
    "font.size": TEXT,
    "text.color": INK,
    "text.parse_math": False,
    "axes.labelcolor": MUTED,
    "axes.edgecolor": FAINT,
    "axes.linewidth": 0.6,
    "axes.unicode_minus": True,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "hatch.linewidth": 0.7,
    "figure.facecolor": "white",
    "axes.facecolor": "white",
    "svg.fonttype": "path",
    "svg.hashsalt": "framing",
    "path.simplify": False,
}


@dataclass(frozen=True)
class VoiceLook:
    """How one voice is drawn: its words in a key, its colour, its hatch and that one's colour."""

    words: str
    colour: str
    hatch: str = ""
    ink: str = "white"


# the strong filling is kept for short marks without a speaker, in every figure
_MARKS = ("#f7c9a6", "....", "#b3510f")

VOICE_LOOKS = {
    "authorial": VoiceLook("own voice", ACCENT),
    "scare": VoiceLook("in short marks", *_MARKS),
    "scare_unattributed": VoiceLook("in scare quotes", "#e8702a", "////"),
    "scare_attributed": VoiceLook("in short marks, attributed", *_MARKS),
    "indirect": VoiceLook("in reported speech", "#8ba6bd"),
    "direct": VoiceLook("in a quotation", "#cfdce6"),
}
"""Voices from the outlet's own to the farthest from it, in the order they are drawn."""


@dataclass(frozen=True)
class Sheet:
    """A figure with its heading and caption, and room between them.

    Parameters
    ----------
    figure
        The figure.
    head
        Inches from the top to where the room begins.
    """

    figure: Figure
    head: float

    def axes(self, *, left: float, top: float, width: float, height: float) -> Axes:
        """Add axes at inches from the left and from the top of the room."""
        paper, tall = self.figure.get_size_inches()
        bottom = tall - self.head - top - height
        return self.figure.add_axes((left / paper, bottom / tall, width / paper, height / tall))


def look() -> AbstractContextManager[None]:
    """Return the context in which everything is drawn, whatever the user has set.

    What stood before comes back after it.
    """
    return context(["default", LOOK])


def sheet(
    title: str, caption: str, *, body: float, key: Sequence[Patch] = (), lead: str = ""
) -> Sheet:
    """Return a figure as wide as the text, as high as its parts need.

    `lead` says under the title how the figure is read; the caption stands below.
    """
    per_line = WIDTH - 2 * MARGIN
    heading = flow(title, per_line, size=TITLE, weight="bold", lines=3)
    below = flow(caption, per_line, size=SMALL, lines=18)
    title_height = (heading.count("\n") + 1) * line_height(TITLE)
    reading = flow(lead, per_line, size=TEXT, lines=3)
    lead_height = (reading.count("\n") + 1) * line_height(TEXT) + 0.04 if reading else 0.0
    key_height = line_height(TEXT) * 1.5 if key else 0.0
    below_height = (below.count("\n") + 1) * line_height(SMALL) if below else 0.0
    head = MARGIN + title_height + 0.06 + lead_height + key_height
    height = head + body + below_height + 2 * MARGIN
    figure = Figure(figsize=(WIDTH, height), dpi=200)
    FigureCanvasAgg(figure)
    x = MARGIN / WIDTH
    figure.text(x, 1 - MARGIN / height, heading, size=TITLE, weight="bold", va="top", ha="left")
    if reading:
        down = MARGIN + title_height + 0.04
        figure.text(x, 1 - down / height, reading, size=TEXT, color=MUTED, va="top", ha="left")
    if below:
        figure.text(x, MARGIN / height, below, size=SMALL, color=MUTED, va="bottom", ha="left")
    if key:
        figure.legend(
            handles=list(key), loc="upper left", ncols=len(key), frameon=False, fontsize=TEXT,
            bbox_to_anchor=(x, 1 - (MARGIN + title_height + lead_height + 0.04) / height),
            borderaxespad=0, borderpad=0, handlelength=1.4, handleheight=0.9, columnspacing=1.4,
            handletextpad=0.5,
        )  # fmt: skip
    return Sheet(figure, head)


def nothing(ax: Axes | None, title: str, sentence: str) -> Axes:
    """Say that there is nothing to show, without axes around it."""
    with look():
        if ax is None:
            ax = sheet(title, "", body=0.4).axes(left=MARGIN, top=0, width=WIDTH - 0.2, height=0.4)
        else:
            title_above(ax, title)
        ax.set_axis_off()
        ax.text(
            0, 0.5, flow(sentence, width_of(ax), size=TEXT + 1), transform=ax.transAxes,
            color=MUTED, va="center", ha="left", size=TEXT + 1, parse_math=False,
        )  # fmt: skip
    return ax


def title_above(ax: Axes, title: str) -> None:
    """Set the title of axes that somebody else laid out."""
    words = flow(title, width_of(ax), size=TITLE, weight="bold")
    ax.set_title(words, loc="left", size=TITLE, weight="bold", parse_math=False)


def caption_below(ax: Axes, unit: str, caption: str = "") -> None:
    """Set the unit of the horizontal axis, and below it a caption, flush left."""
    lines = [unit] if unit else []
    if caption:
        lines.append(flow(caption, width_of(ax), size=SMALL, lines=8))
    ax.set_xlabel(
        "\n".join(lines), loc="left", size=SMALL, color=MUTED, linespacing=1.3, parse_math=False
    )


def keys(voices: Iterable[str]) -> list[Patch]:
    """Return the key of the voices that are drawn, in the order of `VOICE_LOOKS`."""
    drawn = set(voices)
    return [
        Patch(
            facecolor=look.colour,
            hatch=look.hatch,
            edgecolor=look.ink,
            linewidth=0,
            label=look.words,
        )
        for voice, look in VOICE_LOOKS.items()
        if voice in drawn
    ]


def bare(ax: Axes, *, keep: Sequence[str] = ()) -> None:
    """Take away frame and tick marks but the sides to keep."""
    for side, spine in ax.spines.items():
        spine.set_visible(side in keep)
    ax.tick_params(length=0, labelsize=TEXT)


def numbers_at(
    ax: Axes,
    ends: Iterable[float],
    counts: Iterable[float],
    *,
    places: Iterable[float] | None = None,
) -> None:
    """Write the count of each row after the end of its bar, where it is not 0."""
    counts = list(counts)
    rows_at = range(len(counts)) if places is None else places
    for place, end, count in zip(rows_at, ends, counts, strict=True):
        if count:
            ax.annotate(
                number(count), (end, place), xytext=(2, 0), textcoords="offset points",
                va="center", size=SMALL, color=INK,
            )  # fmt: skip


def key_beside(ax: Axes, voices: Iterable[str]) -> None:
    """Put the key of the voices at the right of axes that somebody else laid out."""
    ax.legend(
        handles=keys(voices), loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False,
        fontsize=SMALL,
    )  # fmt: skip


def rows(ax: Axes, names: Sequence[str], *, places: Sequence[float] | None = None) -> None:
    """Set the names of the rows; without places one below the other, the first at the top."""
    if places is None:
        ax.set_ylim(len(names) - 0.5, -0.5)
    ax.set_yticks(range(len(names)) if places is None else places, names, parse_math=False)
    ax.tick_params(axis="y", pad=4)


def heads(
    ax: Axes | SecondaryAxis, names: Sequence[str], places: Sequence[float], slant: float
) -> None:
    """Set the names of columns above them, leaning by so many degrees."""
    ax.set_xticks(places, names, parse_math=False)
    ax.tick_params(axis="x", length=0, pad=2, labelsize=TEXT)
    for name in ax.get_xticklabels():
        name.set(ha="left", va="bottom", rotation=slant, rotation_mode="anchor")


def width_of(ax: Axes) -> float:
    """Return the width of the axes, in inches."""
    return float(ax.get_window_extent().width / paper(ax).dpi)


def paper(ax: Axes) -> Figure:
    """Return the figure that axes stand on."""
    figure = ax.get_figure(root=True)
    assert figure is not None, "axes were taken off their figure"
    return figure
