"""Cleaning: what does not belong to the article, as spans to leave out of a text kept whole.

Three rules, each a function of a page. Spans cover whole lines without the white space around
them; only a date before the first sentence and a credit behind a caption are parts of a line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from framing.corpus import pointers
from framing.corpus.batch import Span
from framing.corpus.credits import credit_start
from framing.corpus.lines import Line, first_word, key_of
from framing.corpus.page import IMAGE_CAPTION, MOST_WORDS, Page, is_turn
from framing.corpus.page_heads import date_prefix
from framing.corpus.pointers import is_pointer, stands_alone
from framing.errors import CorpusError, Problem, did_you_mean

__all__ = ["CLEANING_RULES", "LeftOut", "Page", "caption_spans", "clean"]

_FEWEST_WORDS, _LISTED, _LONGEST_HEADLINE = 4, 5, 280


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Half-open offsets into a text, and the rule that leaves them out."""

    start: int
    end: int
    rule: str

    @property
    def span(self) -> Span:
        """The offsets alone."""
        return (self.start, self.end)


def furniture_parts(page: Page) -> Iterator[Span]:
    """Menus, buttons, forms, dates and sections of the page, bylines, credits, notices."""
    opening = True
    for i, line in enumerate(page.lines):
        if page.furniture[i]:
            yield (line.start, line.end)
            continue
        if opening:
            cut = date_prefix(line.text)
            if cut and i != page.title_line:
                yield (line.start, line.start + cut)
            opening = False
        if i in page.captions:
            prefix = next((p for p in IMAGE_CAPTION if line.text.startswith(p)), "")
            if prefix:
                yield (line.start, line.start + len(prefix))
            credit = credit_start(line.text)
            if credit is not None:
                yield (line.start + credit, line.end)


def caption_copies(page: Page) -> Iterator[Span]:
    """The second copy of each caption that stands twice."""
    for i, first in page.captions.items():
        if i != first:
            yield (page.lines[i].start, page.lines[i].end)


def teaser_lines(page: Page) -> Iterator[Span]:
    """Pointers to other articles, and the second copy of a headline or teaser."""
    first_copy: dict[str, int] = {}
    copies: dict[int, int] = {}
    listed = 0
    for i, line in enumerate(page.lines):
        if not line.short:
            listed = 0
            continue
        exact = line.stopped or len(line.text) > _LONGEST_HEADLINE
        first = first_copy.setdefault(line.text if exact else key_of(line.text), i)
        pointer = i != page.title_line and _is_pointer(line)
        listed = _LISTED if pointer and stands_alone(line.bare) else listed
        if pointer:
            yield (line.start, line.end)
        elif _is_doubled(page, i, first, copies):
            copies[i] = first
            yield (line.start, line.end)
        elif listed and i != page.headline and _is_headline_like(line):
            listed -= 1
            yield (line.start, line.end)
        else:
            listed = 0


CLEANING_RULES: Mapping[str, Callable[[Page], Iterator[Span]]] = {
    "furniture": furniture_parts,
    "captions": caption_copies,
    "teasers": teaser_lines,
}
"""Name of each rule and what it leaves out; where two would take one line, the earlier has it."""


def clean(text: str, rules: Sequence[str], *, title: str = "") -> tuple[LeftOut, ...]:
    """Return the parts of a text that the rules leave out: disjoint, in order, never blank.

    Parameters
    ----------
    text
        One article's text; it is not altered.
    rules
        Names of `CLEANING_RULES`, in any order; none leaves nothing out.
    title
        The article's title, if known: the line that holds it is never left out.
    """
    _check_rules(rules)
    page = Page(text, title)
    found = [
        (start, -end, order, name)
        for order, (name, rule) in enumerate(CLEANING_RULES.items())
        if name in rules
        for start, end in rule(page)
    ]
    left_out: list[LeftOut] = []
    for start, minus_end, _, name in sorted(found):
        if not left_out or start >= left_out[-1].end:
            left_out.append(LeftOut(start, -minus_end, name))
    return tuple(left_out)


def caption_spans(text: str, left_out: Sequence[Span] = (), *, title: str = "") -> tuple[Span, ...]:
    """Return where the captions stand, without their credits: disjoint, in order.

    Parameters
    ----------
    text
        One article's text.
    left_out
        Its cleaned spans: captions that begin in one are not told.
    title
        The article's title, if known.
    """
    page = Page(text, title)
    starts = [start for start, _ in left_out]
    spans = []
    for i in sorted(page.captions):
        line = page.lines[i]
        prefix = next((len(p) for p in IMAGE_CAPTION if line.text.startswith(p)), 0)
        before = bisect_right(starts, line.start + prefix) - 1
        if before >= 0 and line.start + prefix < left_out[before][1]:
            continue
        credit = credit_start(line.text)
        words = line.text[:credit].rstrip(" \t\u00a0")
        if len(words) > prefix:
            spans.append((line.start + prefix, line.start + len(words)))
    return tuple(spans)


def _is_doubled(page: Page, i: int, first: int, copies: Mapping[int, int]) -> bool:
    """Return whether a line is the second copy of a headline or teaser."""
    line = page.lines[i]
    if first == i or i == page.title_line or i in page.captions or line.n_words > MOST_WORDS:
        return False
    if first == page.headline or _is_headline_like(line):
        return True
    return copies.get(i - 1, -1) == first - 1 and not is_turn(line)


def _is_headline_like(line: Line) -> bool:
    return (
        line.short
        and _FEWEST_WORDS <= line.n_words <= MOST_WORDS
        and not line.stopped
        and not is_turn(line)
    )


def _is_pointer(line: Line) -> bool:
    return first_word(line.text) in pointers.FIRST_WORDS and is_pointer(line.bare)


def _check_rules(rules: Sequence[str]) -> None:
    wrong = [name for name in rules if name not in CLEANING_RULES]
    if wrong:
        known = list(CLEANING_RULES)
        raise CorpusError(
            Problem(
                "corpus.clean",
                f"expected a cleaning rule, found '{name}'{did_you_mean(name, known)}; "
                f"the rules are {', '.join(known)}",
            )
            for name in wrong
        )
