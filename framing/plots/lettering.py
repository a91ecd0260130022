"""Words and numbers as they stand in figures, and how much room they take."""

from __future__ import annotations

import textwrap
import unicodedata
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

__all__ = [
    "FONT",
    "SMALL",
    "TEXT",
    "TITLE",
    "articles",
    "cut",
    "fitting",
    "flow",
    "line_height",
    "lost_signs",
    "number",
    "outlets",
    "plain",
    "row_height",
    "shortened",
    "spoken",
    "text_width",
    "the",
    "wrap",
]

FONT = "DejaVu Sans"
TITLE, TEXT, SMALL = 10.0, 7.5, 6.5
_MANY = 14


def flow(
    text: str, inches: float, *, size: float, weight: str = "normal", lines: int | None = None
) -> str:
    """Return the text broken into lines of at most so many inches, cut after `lines`."""
    out: list[str] = []
    for word in plain(text).split():
        longer = f"{out[-1]} {word}" if out else word
        if out and text_width([longer], size=size, weight=weight) <= inches:
            out[-1] = longer
        else:
            out.append(cut(word, inches, size=size, weight=weight))
    if lines is not None and len(out) > lines:
        out = [*out[: lines - 1], f"{out[lines - 1]}…"]
    return "\n".join(out)


@contextmanager
def lost_signs() -> Iterator[None]:
    """Draw a sign that the bundled font lacks as a box, without a warning for each."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        yield


def plain(text: str) -> str:
    """Return the text on one line, without characters that steer or can't be seen."""
    seen = (" " if unicodedata.category(c)[0] in "CZ" else c for c in text)
    return " ".join("".join(seen).split())


def wrap(text: str, width: int, *, lines: int | None = None) -> str:
    """Return the text broken into lines of at most `width` letters, cut after `lines`."""
    return "\n".join(
        textwrap.wrap(plain(text), max(width, 2), max_lines=lines, placeholder="…") or [""]
    )


def spoken(name: str) -> str:
    """Return a category's name as words."""
    return plain(name.replace("_", " "))


def the(referent: str) -> str:
    """Return a referent's category as words, with its article."""
    words = spoken(referent.rpartition(".")[2])
    return words if words.startswith("the ") else f"the {words}"


def outlets(names: Iterable[str]) -> list[str]:
    """Return the names of groups as they stand beside their rows; of many each has one line."""
    every = list(names)
    if len(set(every)) > _MANY:
        return [shortened(name, 30) or "(none)" for name in every]
    return [wrap(name, 26, lines=3) if plain(name) else "(none)" for name in every]


def articles(n: int) -> str:
    """Return a number of articles in words."""
    return f"{number(n)} article{'' if n == 1 else 's'}"


def cut(text: str, inches: float, *, size: float, weight: str = "normal") -> str:
    """Return the text on one line, cut where it would be wider than so many inches."""
    whole = plain(text)
    kept = whole
    while len(kept) > 1 and text_width([kept], size=size, weight=weight) > inches:
        kept = kept[:-2].rstrip() + "…"
    return kept


def shortened(text: str, letters: int) -> str:
    """Return the text on one line with its middle left out if it is longer than so many letters."""
    whole = plain(text)
    if len(whole) <= letters:
        return whole
    end = letters // 2
    start, tail = whole[: letters - end - 1].rstrip(), whole[-end:].lstrip()
    if whole[-end - 1] != " " and " " in tail:
        tail = tail.partition(" ")[2]  # no half word
    return f"{start}…{tail}"


def fitting(text: str, inches: float, *, size: float = TEXT) -> str:
    """Return a heading on one line, without its middle where it is wider than so many inches."""
    whole = plain(text)
    kept = whole
    letters = len(whole)
    while letters > 3 and text_width([kept], size=size, weight="bold") > inches:
        letters -= 1
        kept = shortened(whole, letters)
    return kept


def number(value: float) -> str:
    """Return a count with a thin space between thousands."""
    return f"{int(value):,}".replace(",", "\u2009")


def line_height(size: float) -> float:
    """Return the height of a line of text, in inches."""
    return size * 1.25 / 72


def row_height(texts: Iterable[str], *, least: float = 0.2) -> float:
    """Return the height of a row that the tallest of these texts fits in, in inches."""
    most = max((text.count("\n") + 1 for text in texts), default=1)
    return max(least, most * line_height(TEXT) + 0.05)


def text_width(texts: Iterable[str], *, size: float = TEXT, weight: str = "normal") -> float:
    """Return the width of the widest line of the texts, in inches."""
    font = FontProperties(family=FONT, size=size, weight=weight)
    measure = TextToPath().get_text_width_height_descent
    with lost_signs():
        widths = [
            measure(line, font, ismath=False)[0] for text in texts for line in text.split("\n")
        ]
    return float(np.max(widths, initial=0.0)) / 72
