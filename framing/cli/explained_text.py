"""An article in the terminal: marks that can be read without colour, and colour where there is one.

A match is `[words|3]`, 3 being its category in the legend, with `negated` or `labelling` where
that holds. Voices other than the article's own stand in braces: `{direct Name: …}`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from framing.cli.console import print_table
from framing.evidence import VOICES, Match
from framing.report.article.view import ArticleView, Piece, RunMark
from framing.visible import visible

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["print_view", "view_text"]

_COLOURS = ("red", "green", "yellow", "blue", "magenta", "cyan", "bright_red", "bright_green",
            "bright_yellow", "bright_blue", "bright_magenta", "bright_cyan")  # fmt: skip
_VOICE_STYLES = {"authorial": "", "scare": "italic", "direct": "italic", "indirect": "italic"}
_LEGEND = (
    ("[words|3]", "a match, and the number of its category; “negated” or “labelling” may follow"),
    ("{direct Name: …}", "a direct quotation, and who speaks"),
    ("{indirect Name: …}", "reported speech: what Name is said to say"),
    ("{scare …}", "short quotation marks, or words after “so-called” and the like"),
    ("{left out by rule: …}", "taken out of the count by a cleaning rule"),
)
_MOST_SURFACES = 6


def print_view(view: ArticleView) -> None:
    """Print an article with its marks and a legend to standard output.

    Colours show on a terminal only; into a pipe go the same marks without colour, and no line is
    broken that the article does not break.
    """
    _allow_any_letter()
    console = Console(markup=False, highlight=False, emoji=False)
    wrap = not console.is_terminal
    for part in (_head(view), view_text(view), Text()):
        console.print(part, soft_wrap=wrap)
    if view.matches:
        print_table(_category_table(view), title="Categories")
    else:
        console.print(Text("No entry of the packs is found in this article."), soft_wrap=wrap)
    if speakers := view.speakers():
        told = (f"{who}{f' ({role})' if role else ''}" for who, role, _ in speakers)
        console.print(Text(f"\nSpeakers: {visible('; '.join(told), marks=True)}"), soft_wrap=wrap)
    console.print(Text("\nMarks"), soft_wrap=wrap)
    for mark, meaning in _LEGEND:
        console.print(Text.assemble(f"  {mark:<22} ", meaning), soft_wrap=wrap)


def _allow_any_letter() -> None:
    """Let letters that the terminal's encoding lacks come out as codes and not as an error."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def _head(view: ArticleView) -> Text:
    words = ", ".join(f"{voice} {n:,}" for voice, n in view.words.items())
    head = f"{view.title or view.id}\n{view.outlet} · article {view.id} · counted words: {words}\n"
    return Text(visible(head, marks=True), style="bold")


def view_text(view: ArticleView) -> Text:
    """Return the article's text with its marks, styled."""
    text, opened = Text(), ""
    before: RunMark | None = None
    left_out = ""
    for piece in view.pieces():
        if piece.left_out != left_out:
            text.append("}" if left_out else "", style="dim")
            left_out = piece.left_out
            text.append(f"{{left out by {left_out}: " if left_out else "", style="dim")
        run = view.runs[piece.run] if view.runs else None
        if run is not None and run is not before:
            closing, opening, opened = _braces(opened, run, before)
            text.append(closing, style="dim")
            text.append(visible(opening, marks=True), style="dim")
            before = run
        _append(text, view, piece, run)
    text.append("}" * len(opened.split()), style="dim")
    return text


def _braces(opened: str, run: RunMark, before: RunMark | None) -> tuple[str, str, str]:
    """Return what closes and opens before a run, and what is open then.

    Short marks inside a quotation or inside reported speech stand inside its braces.
    """
    open_now = opened.split()
    wanted = [v for v in (run.outer_voice if run.voice == "scare" else "", run.voice)
              if v not in ("", "authorial")]  # fmt: skip
    keeps = 1 if open_now[:1] == wanted[:1] and "scare" in (*open_now[1:], *wanted[1:]) else 0
    closing = "}" * (len(open_now) - keeps)
    known = keeps and before is not None and before.speaker == run.speaker
    named = f" {run.speaker}" if run.speaker and not known else ""
    opening = "".join(
        f"{{{voice} " if voice == "scare" and not named else f"{{{voice}{named}: "
        for voice in wanted[keeps:]
    )
    return closing, opening, " ".join(wanted)


def _append(text: Text, view: ArticleView, piece: Piece, run: RunMark | None) -> None:
    style = _VOICE_STYLES[run.voice] if run else ""
    if piece.matches:
        inner = min(piece.matches, key=lambda i: view.matches[i].end - view.matches[i].start)
        style = f"{style} bold underline {_colour(view, view.matches[inner])}".strip()
    for i in piece.opens:
        text.append("[", style=_colour(view, view.matches[i]))
    text.append(visible(piece.text, marks=True), style="dim strike" if piece.left_out else style)
    for i in piece.closes:
        match = view.matches[i]
        text.append(f"|{' '.join(_told(view, match))}]", style=_colour(view, match))


def _told(view: ArticleView, match: Match) -> Iterator[str]:
    yield str(view.number(match))
    yield from (name for name in ("negated", "labelling") if getattr(match, name))


def _colour(view: ArticleView, match: Match) -> str:
    return _COLOURS[(view.number(match) - 1) % len(_COLOURS)]


def _category_table(view: ArticleView) -> pa.Table:
    import pyarrow as pa

    rows = [
        {
            "no": c.number,
            "category": visible(c.name, marks=True),
            "n": c.n,
            **{voice: c.by_voice[voice] for voice in VOICES},
            "negated": c.negated,
            "labelling": c.labelling,
            "words": _surfaces(c.surfaces),
        }
        for c in view.categories()
    ]
    return pa.Table.from_pylist(rows)


def _surfaces(surfaces: tuple[str, ...]) -> str:
    more = "; …" if len(surfaces) > _MOST_SURFACES else ""
    return visible("; ".join(surfaces[:_MOST_SURFACES]), marks=True) + more
