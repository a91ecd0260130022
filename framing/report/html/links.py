"""Where the numbers and words of the page lead: filters of the evidence, and places in the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from framing.report.model import Filter, Number, Report, evidence_lists, numbers_of
from framing.report.sentences import Sentences

__all__ = ["Links", "links_of"]


@dataclass(frozen=True)
class Links:
    """What leads where.

    Parameters
    ----------
    filters
        The filters that find something, in order of first use.
    places
        By the key of a number, the position of its filter in `filters`.
    anchors
        By the key of a number, the id that its link leads to without JavaScript.
    lists
        By the key of an evidence list's count, the id of that list.
    words
        The forms found in the articles, folded.
    elsewhere
        The id of what shows sentences where no list is.
    """

    filters: tuple[Filter, ...]
    places: Mapping[str, int]
    anchors: Mapping[str, str]
    lists: Mapping[str, str]
    words: frozenset[str]
    elsewhere: str

    def has_word(self, text: str) -> bool:
        """Tell whether a text is a form found in the articles."""
        return _folded(text) in self.words


def links_of(report: Report, sentences: Sentences) -> Links:
    """Return where each number with sentences leads; zero counts lead nowhere."""
    lists = {block.count.key: sentences.name(block.evidence) for block in evidence_lists(report)}
    names = set(lists.values())
    elsewhere = "evidence" if any(s.key == "evidence" for s in report.sections) else "sentences"
    order: dict[str, int] = {}
    filters: list[Filter] = []
    places: dict[str, int] = {}
    anchors: dict[str, str] = {}
    for number in numbers_of(report):
        wanted = _wanted(number)
        if wanted is None:
            continue
        name = sentences.name(wanted)
        if name not in order:
            found = bool(len(sentences.rows(wanted)))
            order[name] = len(filters) if found else -1
            filters += [wanted] if found else []
        if order[name] >= 0:
            places[number.key] = order[name]
            home = _home(sentences, wanted)
            anchors[number.key] = home if home in names else elsewhere
    words = frozenset(_folded(form) for form in sentences.surfaces())
    return Links(tuple(filters), places, anchors, lists, words, elsewhere)


def _wanted(number: Number) -> Filter | None:
    return None if number.value == 0 else number.evidence


def _home(sentences: Sentences, wanted: Filter) -> str:
    """Return the name of the list of the filter's category."""
    return sentences.name({c: wanted[c] for c in ("pack", "category") if c in wanted})


def _folded(text: str) -> str:
    return " ".join(text.split()).lower()
