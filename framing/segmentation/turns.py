"""Dash-led turns: – Power is lost, – said X. – The police fled."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import numpy as np

from framing.segmentation.characters import Characters
from framing.segmentation.grammar import Grammar
from framing.segmentation.quotations import Quotation
from framing.segmentation.short_marks import has_finite_verb
from framing.segmentation.spans import Paragraphs, trim

__all__ = ["labels", "turns"]

_IS_DASH = np.isin(np.arange(0x2020), [ord(dash) for dash in "–—―-"])
_LEAD = re.compile(r"[–—―-]\s")
_DASH = re.compile(r"(?<=\s)[–—―-](?=\s)|(?<=[.,!?…])[–—―](?=\s)")
_SPANISH_LEAD = re.compile(r"[–—―-]\s|[–—―](?=[\w¿¡])")
_SPANISH_DASH = re.compile(r"(?<=\s)[–—―](?=[\w\s])|(?<=[\w.,!?…])[–—―](?=[\s.,;:]|$)")
_WORD = re.compile(r"[\w'’-]+")
_FINAL = (".", "!", "?", "…", "»", "”", '"')
_FURTHEST_VERB = 5
_COLON = re.compile(r":[ \t]")
_LABEL = re.compile(r"[\n\u2029][ \t]*(?:[QA]|[A-ZА-ЯІЇЄ][A-ZА-ЯІЇЄ.'’ -]{2,30}):")
_LONGEST_LABEL = 80
"""Characters: a label with the white space before it is no longer."""


def labels(buffer: str) -> list[int]:
    """Return where lines open with who speaks, as in interviews: “Q: …”, “HOLM: …”."""
    padded = f"\n{buffer}"
    colons = (colon.start() for colon in _COLON.finditer(padded))
    found = []
    for colon in colons:
        since = max(colon - _LONGEST_LABEL, 0)
        start = max(padded.rfind("\n", since, colon), padded.rfind("\u2029", since, colon))
        if start >= 0 and _LABEL.fullmatch(padded, start, colon + 1):
            found.append(start)
    return found


def turns(
    seen: Characters,
    found: Paragraphs,
    *,
    reporting: frozenset[str],
    language: Grammar | None,
) -> list[Quotation]:
    """Return the stretches of direct speech in paragraphs and lines that a dash leads in.

    Parameters
    ----------
    seen, found
        The text and its paragraphs.
    reporting
        Verbs of saying; “– said X” ends a turn and another dash resumes it.
    language
        Its grammar, if it has one.
    """
    result: list[Quotation] = []
    is_spanish = language is not None and language.language == "es"
    lead = _SPANISH_LEAD if is_spanish else _LEAD
    dashed = _IS_DASH.take(seen.points[found.line_start], mode="clip")
    starts, ends = found.line_start[dashed].tolist(), found.line_end[dashed].tolist()
    for start, end in zip(starts, ends, strict=True):
        if lead.match(seen.text, start, end):
            result += _turns_of_line(seen.text, start, end, reporting, language)
    return result


def _turns_of_line(
    buffer: str, start: int, end: int, reporting: frozenset[str], language: Grammar | None
) -> Iterator[Quotation]:
    is_spanish = language is not None and language.language == "es"
    dash = _SPANISH_DASH if is_spanish else _DASH
    edges = [m.start() for m in dash.finditer(buffer, start + 1, end)]
    asides = [e for e in edges if _reports(buffer, e, end, reporting)]
    if not asides:
        if _is_speech(buffer, start, end, language):
            yield Quotation(start, end, start + 1, end, 0)
        return
    at = start
    for aside in asides:
        if aside < at:
            continue
        stop = _strip(buffer, at + 1, aside)
        if stop > at + 1:
            yield Quotation(at, stop, at + 1, stop, 0)
        after = bisect_right(edges, aside)
        at = edges[after] if after < len(edges) else end
    if at < end:
        yield Quotation(at, end, at + 1, end, 0)


def _reports(buffer: str, dash: int, end: int, reporting: frozenset[str]) -> bool:
    """Whether “said X” or “the expert wrote” follows a dash, before any other mark."""
    at = dash + 1
    for number in range(_FURTHEST_VERB):
        word = _WORD.search(buffer, at, min(end, at + 40))
        if not word or buffer[at : word.start()].strip():
            return False
        if word.group().lower() in reporting:
            return number == 0 or buffer[max(dash - 9, 0) : dash].rstrip()[-1:] in tuple(".,!?…")
        at = word.end()
    return False


def _is_speech(buffer: str, start: int, end: int, language: Grammar | None) -> bool:
    """Tell a turn without “said X” from an item of a list."""
    if buffer[start] == "-" or not buffer[start:end].endswith(_FINAL):
        return False
    words = _WORD.findall(buffer, start, min(end, start + 600))
    return len(words) > 4 and (language is None or has_finite_verb(words, language))


def _strip(buffer: str, start: int, end: int) -> int:
    """Return the end without the comma and spaces before the dash."""
    start, end = trim(buffer, start, end)
    while end > start and buffer[end - 1] in ", ":
        end -= 1
    return end
