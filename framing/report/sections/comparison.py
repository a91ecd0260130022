"""Comparison: how often each category is found, and what the design allows to conclude."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from framing.features import Feature
from framing.report.figures import figure_of, figures_of
from framing.report.model import (
    Block,
    Callout,
    Cell,
    Column,
    DataTable,
    Heading,
    Link,
    Paragraph,
    Section,
)
from framing.report.numbers import bounded_rate, count_of, key_of, probability
from framing.report.sections.differences import comparisons_of, differences_of
from framing.report.sections.over_time import timeline_of
from framing.report.sections.presence import presence_of
from framing.report.sections.within_articles import words_as_sample
from framing.report.study import Study
from framing.report.wording import VOICE_WORDS, group_column, group_name, kind_of, readable

__all__ = ["comparison_section"]

_FEW_GROUPS = 7
_FIGURES = ("comparison", "heatmap")


def comparison_section(study: Study) -> Section:
    """Return the rates by category and group, after saying what they can show."""
    blocks = [
        *_design(study),
        *_method(study),
        *differences_of(study),
        *(figure for name in _FIGURES for figure in figures_of(study, name, tables=_tables(study))),
        *_rates(study),
        *presence_of(study),
        *timeline_of(study),
        *words_as_sample(study),
    ]
    return Section("comparison", "What can be compared", tuple(blocks))


def _design(study: Study) -> Iterable[Block]:
    design = study.design
    smallest = probability(
        "comparison.design.permutation.smallest_p",
        design.smallest_p,
        n=sum(study.n_articles.values()),
        method="exact, by shuffling the groups’ names among the articles",
    )
    sizes = set(study.n_articles.values())
    yield Callout(
        "Description only" if design.verdict == "description only" else "What the design allows",
        (
            _reason(study, sizes),
            " A fair test would shuffle the names of the outlets among the articles and ask how "
            "often chance alone gives a difference as large as the one seen. With these articles "
            "the smallest p-value that such a test could ever reach is ",
            smallest,
            _so(study),
        )
        if len(study.groups) > 1
        else (_reason(study, sizes),),
    )


def _reason(study: Study, sizes: set[int]) -> str:
    what = kind_of(study)
    if not study.groups:
        return "There is nothing to compare, because the corpus has no article."
    if len(study.groups) == 1:
        return f"There is nothing to compare, because all articles have the same {what}."
    if sizes == {1}:
        return (
            f"There is one article from each {what}. A difference between two of them may come "
            f"from the {what} or from the article; nothing in the corpus can tell which."
        )
    if not study.design.identifiable:
        return (
            f"Only one {what} has more than one article, so a difference to the others may as "
            "well be one between articles."
        )
    if study.design.verdict == "description only":
        return f"There are too few articles from each {what} to tell a difference from chance."
    return (
        "There are several articles to set a difference against: one that is larger than those "
        f"among the articles of one {what} says more than one that is not."
    )


def _so(study: Study) -> str:
    if study.design.verdict != "description only":
        return (
            ". That is the test made here."
            if comparisons_of(study)
            else (". The tables show rates; nothing was found often enough to be tested.")
        )
    return (
        ". So this report gives no p-value and no interval for any difference, and calls none "
        "significant: the numbers describe these articles and nothing beyond them."
    )


def _method(study: Study) -> Iterable[Block]:
    """Say how groups were compared, and what left out."""
    tested = comparisons_of(study)
    if not tested:
        yield from figure_of(study, "forest", tables=_tables(study))
        return
    yield Heading("How the groups were compared")
    stats = study.config.get("stats")
    interval = stats.get("interval", {}) if isinstance(stats, Mapping) else {}
    auto = not isinstance(interval, Mapping) or interval.get("method", "auto") == "auto"
    rule = (
        f"Intervals by this rule: {tested[0].interval_rule}"
        if auto
        else (f"Intervals as the study asks: {interval.get('method')}.")
    )
    yield Paragraph(
        (
            "The unit is the article: its words are not independent of each other, so every "
            "interval and test looks at whole articles. All groups are tested at once, category "
            "by category; pairs only of categories whose groups differ. ",
            f"{rule} ",
            "Each measure is a family of its own, for whose number of tests p is corrected. The "
            "words in which a comparison ends are defined under ",
            Link("How the numbers were made", "methods"),
            ". ",
            *(f"{note} " for note in tested[0].notes[1:]),
        )
    )


def _rates(study: Study) -> Iterable[Block]:
    yield Heading("How often each category is found")
    known = {f.name: f for f in study.features.features if f.leaf}
    rows = [row for row in study.rows("comparison") if row.feature in known]
    found = {row.feature for row in rows if row.n}
    if not found:
        yield Paragraph(("There is nothing to show, because no listed word was found.",))
        return
    voice = rows[0].voice or "all"
    yield Paragraph(
        (
            f"Matches per 1,000 words, {_denominator(voice)}, "
            "with the number of matches in brackets.",
        )
    )
    cells = {(row.feature, row.group): row for row in rows}
    for pack in dict.fromkeys(known[row.feature].pack for row in rows):
        mine = [f for f in known.values() if f.pack == pack and f.name in found]
        if mine:
            yield _table(study, pack, mine, cells)
        absent = [f for f in known.values() if f.pack == pack and f.name not in found]
        if absent:
            names = ", ".join(_path(f) for f in absent)
            yield Paragraph((f"Not found in any article: {names}.",))


def _tables(study: Study) -> tuple[str, ...]:
    packs = dict.fromkeys(feature.pack for feature in study.features.features)
    return tuple(f"comparison-{pack}" for pack in packs)


def _denominator(voice: str) -> str:
    if voice == "all":
        return "all voices together"
    return f"in the voice “{VOICE_WORDS.get(voice, voice)}”"


def _path(feature: Feature) -> str:
    return ": ".join(readable(part) for part in feature.category.split("."))


def _table(study: Study, pack: str, features: list[Feature], cells: Mapping[Any, Any]) -> DataTable:
    wide = len(study.groups) <= _FEW_GROUPS
    titles = {card.name: card.title for card in study.packs}
    first = Column("Category", "text") if wide else group_column(study)
    if wide:
        columns = (first, *(Column(group_name(g)) for g in study.groups))
        rows = [(_path(f), *(_cell(study, f, g, cells) for g in study.groups)) for f in features]
    else:
        columns = (first, *(Column(_path(f).capitalize()) for f in features))
        rows = [
            (group_name(g), *(_cell(study, f, g, cells) for f in features)) for g in study.groups
        ]
    return DataTable(
        name=f"comparison-{pack}",
        caption=f"Categories of the pack “{titles.get(pack) or pack}”",
        columns=columns,
        rows=tuple(rows),
        note=(_conclusion(features, cells),),
    )


def _cell(study: Study, feature: Feature, group: str, cells: Mapping[Any, Any]) -> Cell:
    row = cells.get((feature.name, group))
    if row is None:
        return ""
    voice = row.voice or "all"
    evidence = study.filter_of(
        group,
        pack=feature.pack,
        category=feature.category,
        **({} if voice == "all" else {"table_voice": voice}),
    )
    key = ("comparison", feature.pack, f"{feature.category}@{group}")
    signature = study.signature("comparison")
    n = count_of(key_of(*key, "n"), row.n, evidence=evidence, signature=signature)
    if not row.n:
        return n
    rate = bounded_rate(key_of(*key, "rate"), row, evidence=evidence, signature=signature)
    return (rate, " (", n, ")")


def _conclusion(features: list[Feature], cells: Mapping[Any, Any]) -> str:
    names = {f.name for f in features}
    told = dict.fromkeys(str(r.conclusion) for (f, _), r in cells.items() if f in names)
    return f"Conclusion: {'; '.join(told)}." if told else ""
