"""The first page: the question, the findings that lead, and the figure that shows them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from framing.features import Feature
from framing.report.figures import figure_of
from framing.report.model import Block, Figure, Heading, Inline, Listing, Number, Words
from framing.report.sections.findings import findings_of
from framing.report.sections.leading import leading_names
from framing.report.sections.tested import tested_differences
from framing.report.study import Study
from framing.report.wording import joined, readable

__all__ = ["lead_figure", "picked_findings", "question"]

_MOST_FINDINGS, _MOST_TESTED = 5, 3
_MOST_NAMED = 3
_LEADING = "Where the leading name differs"
_COUNTED = "Which name leads (counted, not tested)"


def question(study: Study) -> str:
    """Return what the study asks, from the things that its packs list rival names for."""
    named = [referent for referent in _by_mentions(study) if _mentions(study, referent)]
    if not named:
        return "Which of the words that the packs list do these articles use, and in whose voice?"
    things = [_with_article(readable(referent.category)) for referent in named]
    listed = joined(things[:_MOST_NAMED])
    if len(things) > _MOST_NAMED:
        listed = f"{', '.join(things[:_MOST_NAMED])} and others"
    return f"What do these articles call {listed}, and in whose voice?"


def picked_findings(study: Study) -> tuple[tuple[Words, ...], list[Block]]:
    """Return the findings that lead, and the blocks of the rest under their headings.

    What was tested and differs comes first, at most three; then the rules that count take turns,
    the first finding of each, then the second, until there are five.
    """
    tests = list(tested_differences(study))
    tested = [item for block in tests if isinstance(block, Listing) for item in block.items]
    differs = [item for item in tested if any(_is_p_value(part) for part in item)]
    lead = differs[:_MOST_TESTED]
    told = findings_of(study)
    rules = [*told[:1], (_COUNTED if tests else _LEADING, leading_names(study)), *told[1:]]
    order = [(i, j) for j, row in _in_turn([items for _, items in rules]) for i in row]
    picked = order[: _MOST_FINDINGS - len(lead)]
    rest: list[Block] = []
    for block in tests:
        if isinstance(block, Listing):
            left = tuple(item for item in block.items if item not in lead)
            rest += [Listing(left)] if left else []
        else:
            rest.append(_more(block.text) if isinstance(block, Heading) else block)
    for i, (title, items) in enumerate(rules):
        left = tuple(item for j, item in enumerate(items) if (i, j) not in picked)
        rest += [_more(title), Listing(left)] if left else []
    return (*lead, *(rules[i][1][j] for i, j in picked)), rest


def _is_p_value(part: Inline) -> bool:
    return isinstance(part, Number) and part.unit == "probability"


def _more(title: str) -> Heading:
    return Heading(f"More findings: {title[:1].lower()}{title[1:]}")


def _in_turn(rules: Sequence[Sequence[Words]]) -> list[tuple[int, list[int]]]:
    """Return for each turn the rules that have a finding left."""
    turns = zip_longest(*rules, fillvalue=())
    return [(j, [i for i, item in enumerate(turn) if item]) for j, turn in enumerate(turns)]


def lead_figure(study: Study) -> list[Figure]:
    """Return the figure of names for what is mentioned most; failing that, of all names."""
    for referent in _by_mentions(study):
        for name in (f"naming_{referent.pack}_{referent.category}", f"naming_{referent.category}"):
            about = readable(referent.category)
            found = figure_of(study, name, about=about, tables=(f"naming-{referent.name}-shares",))
            if found:
                return found
    shares = tuple(f"naming-{referent.name}-shares" for referent in study.referents())
    return figure_of(study, "naming", tables=shares)


def _by_mentions(study: Study) -> list[Feature]:
    """Return the referents, the one with most mentions first."""
    return sorted(study.referents(), key=lambda referent: -_mentions(study, referent))


def _mentions(study: Study, referent: Feature) -> int:
    names = study.features.names(referent)
    return sum(study.n_matches(n.name, group, "all") for n in names for group in study.groups)


def _with_article(words: str) -> str:
    return words if words.startswith("the ") else f"the {words}"
