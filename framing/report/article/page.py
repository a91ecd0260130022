"""One article as one HTML file: no request leaves it, and it needs no JavaScript."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from framing.evidence import Match
from framing.report.article.view import ArticleView, Piece, RunMark
from framing.visible import visible

__all__ = ["article_page"]

_GOLDEN_ANGLE = 137.508
_VOICES: Mapping[str, str] = {
    "authorial": "own voice",
    "scare": "short marks",
    "direct": "direct quotation",
    "indirect": "reported speech",
}


def article_page(view: ArticleView) -> bytes:
    """Return the article as HTML in UTF-8: the text with its marks, a legend, all matches."""
    html = _template().render(
        view=view,
        title=view.title or view.id,
        pieces=[*_shown(view)],
        categories=view.categories(),
        voices=_VOICES,
        facts=_facts,
        hue=_hue,
        style=resources.files(__package__ or "").joinpath("article.css").read_text("utf-8"),
    )
    return visible(html).encode("utf-8")


def _hue(number: int) -> str:
    return f"{(number - 1) * _GOLDEN_ANGLE % 360:.0f}"


def _shown(view: ArticleView) -> Iterable[Mapping[str, object]]:
    """Yield pieces with what the template says of them; the label of a run comes with its first."""
    before: list[RunMark] = []
    for piece in view.pieces():
        run = view.runs[piece.run] if view.runs else None
        voice = run.voice if run else "authorial"
        label, speaker = ("", "") if run is None else _label(run, before)
        yield {
            "text": piece.text,
            "voice": voice,
            "label": label,
            "speaker": speaker,
            "match": _innermost(view, piece),
            "opens": piece.opens,
            "closes": [_close(view, i) for i in piece.closes],
            "left_out": piece.left_out,
        }  # fmt: skip


def _label(run: RunMark, before: list[RunMark]) -> tuple[str, str]:
    """Return the voice and the speaker to be told before a piece; nothing where both are known.

    `before` holds the run of the last piece and, where that was one of short marks, the run
    around it; it is brought up to date.
    """
    if before and before[-1] is run:
        return "", ""
    around = before[0] if before else None
    inside = run.voice == "scare" and around is not None and run.outer_voice == around.voice
    back = len(before) == 2 and around is not None and run.voice == around.voice
    before[:] = [around, run] if inside and around is not None else [run]
    if run.voice == "authorial" or (back and around is not None and run.speaker == around.speaker):
        return "", ""
    known = inside and around is not None and run.speaker == around.speaker
    return run.voice, "" if known else run.speaker


def _innermost(view: ArticleView, piece: Piece) -> int:
    """Return the number of the category of the shortest match over a piece, or 0."""
    if not piece.matches:
        return 0
    inner = min(piece.matches, key=lambda i: view.matches[i].end - view.matches[i].start)
    return view.number(view.matches[inner])


def _close(view: ArticleView, i: int) -> tuple[int, int, str]:
    match = view.matches[i]
    return i, view.number(match), " ".join(_facts(match))


def _facts(match: Match) -> list[str]:
    """Return what else holds of a match: negated, an act of naming."""
    return [name for name in ("negated", "labelling") if getattr(match, name)]


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("framing.report.article", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["readable"] = lambda name: name.replace("_", " ")
    return environment.get_template("article.html.j2")
