"""The first page: the question, the findings that lead, and the figure that shows them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from framing.features import Feature
from framing.report.figures import figure_of
from framing.report.model import Figure, Words
from framing.report.sections.findings import findings_of
from framing.report.sections.leading import leading_names
from framing.report.study import Study
from framing.report.wording import joined, readable

__all__ = ["lead_figure", "picked_findings", "question"]

_MOST_FINDINGS = 5
_MOST_NAMED = 3
_LEADING = "Where the leading name differs"


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


def picked_findings(
    study: Study,
) -> tuple[tuple[Words, ...], list[tuple[str, tuple[Words, ...]]]]:
    """Return the findings that lead, and the rest under their headings.

    The rules take turns: the first finding of each, then the second, until there are five.
    """
    told = findings_of(study)
    leading = leading_names(study)
    rules = [*told[:1], (_LEADING, leading), *told[1:]]
    order = [(i, j) for j, row in _in_turn([items for _, items in rules]) for i in row]
    picked = order[:_MOST_FINDINGS]
    rest = [
        (title, tuple(item for j, item in enumerate(items) if (i, j) not in picked))
        for i, (title, items) in enumerate(rules)
    ]
    lead = tuple(rules[i][1][j] for i, j in picked)
    return lead, [(title, items) for title, items in rest if items]


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
