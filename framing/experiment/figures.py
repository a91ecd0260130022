"""Which figures a run draws, and what is written beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.experiment.catalog import PLOTS, load
from framing.experiment.config import ExperimentConfig
from framing.report import FigureFile
from framing.stats import Table

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["draw_figures"]


@dataclass(frozen=True)
class _Plan:
    """A figure to draw: the table it shows, and its words in the report."""

    table: str
    title: str
    caption: str
    alt: str


_PLANS = {
    "naming": _Plan(
        "naming",
        "What each {by} calls whom",
        "Of all mentions by one of the listed names, how many use this one; fillings tell in whose "
        "voice, numbers count mentions.",
        "Bars, one row for each {by} and one column for each rival name: how large a share of the "
        "mentions each name has, and in whose voice.",
    ),
    "voice": _Plan(
        "held",
        "In whose voice the judged names stand",
        "Mentions by judged names (those that the pack rates as damning or praising), by voice.",
        "Stacked bars, one for each judged name and {by}: mentions in the article's own voice, in "
        "short marks, in direct and in reported speech.",
    ),
    "who_speaks": _Plan(
        "sources",
        "Whom each {by} lets speak",
        "The sources with most words of speech, as shares of all words of speech; fillings tell "
        "quotations from reported speech, numbers count words.",
        "Bars, one panel for each {by} and one row for each source: how large a share of the words "
        "of speech the source has, in quotations and in reported speech.",
    ),
    "keyness": _Plan(
        "vocabulary",
        "Distinctive vocabulary",
        "Terms whose use differs most from that of the rest, by log-odds with an informative "
        "Dirichlet prior; a score, not a test.",
        "Dots, one panel for each {by}: the terms with the highest score, with their counts.",
    ),
    "distinctive": _Plan(
        "vocabulary",
        "Distinctive words by how often they are used",
        "The words with the highest scores: across, how often they are used; upwards, how high "
        "they score against the rest.",
        "Dots with names, one panel for each {by}: frequency of a word against its score.",
    ),
    "word_shift": _Plan(
        "word_shift",
        "Which words make the difference between the two with most words",
        "What each word adds to the divergence of the two vocabularies; the bar stands on the side "
        "that uses the word more.",
        "Bars to the left and to the right, one for each word: its part of the divergence between "
        "two vocabularies, with the counts of both.",
    ),
    "heatmap": _Plan(
        "rates",
        "Mentions of each category",
        "Mentions of each category in all voices: the number, and the shade per 1,000 words.",
        "A grid of categories and each {by}, shaded by mentions per 1,000 words, with counts.",
    ),
    "forest": _Plan(
        "comparison",
        "Each {by} with its interval",
        "Estimates with their intervals; those whose groups differ come first.",
        "Points with intervals, one row for each {by}, one block for each category.",
    ),
    "timeline": _Plan(
        "timeline",
        "What changes over time",
        "All articles of a month or week together, with intervals where there are enough of them.",
        "Lines with points, one panel for each category: its value in each month or week.",
    ),
    "map": _Plan(
        "positions",
        "Whose vocabulary is near whose",
        "Each {by} placed by the cosine distances between vocabularies; only distances "
        "between points mean anything.",
        "Points, one for each {by}, near each other where vocabularies are alike.",
    ),
}


def draw_figures(tables: Mapping[str, Table], config: ExperimentConfig) -> dict[str, FigureFile]:
    """Draw the figures that the config names, in its order.

    Naming choice is drawn once for all referents and once for each that is mentioned
    (`naming_<referent>`).
    """
    from framing.plots import render

    drawn: dict[str, FigureFile] = {}
    for plot in dict.fromkeys(config.plots):
        plan = _PLANS[plot]
        if plan.table not in tables:
            continue
        words = {
            k: getattr(plan, k).format(by=config.stats.by) for k in ("title", "caption", "alt")
        }
        for name, figure in _figures(plot, tables):
            svg, png = render(figure)
            drawn[name] = FigureFile(name, svg=svg, png=png, **_named(words, name, tables))
    return drawn


def _named(words: dict[str, str], name: str, tables: Mapping[str, Table]) -> dict[str, str]:
    """Say in the title of a forest what it measures; there are several."""
    from framing.stats import MEASURES

    table = tables.get(name.replace("forest", "comparison", 1))
    parts = table.signature.to_dict() if table is not None else {}
    if not name.startswith("forest") or parts.get("measure") not in MEASURES:
        return words
    title = f"{MEASURES[parts['measure']].title}. {words['title']}"
    return {**words, "title": title}


def _figures(plot: str, tables: Mapping[str, Table]) -> Iterator[tuple[str, Figure]]:
    table = tables[_PLANS[plot].table]
    yield plot, _figure(load(PLOTS[plot])(table))
    if plot == "forest":
        for name in tables:
            if name.startswith("comparison_"):
                figure = _figure(load(PLOTS[plot])(tables[name]))
                yield name.replace("comparison", "forest", 1), figure
    if plot == "naming":
        frame = table.frame[table.frame["of"] > 0]
        one = load("framing.plots:naming")
        pairs = frame[["pack", "referent"]].drop_duplicates()
        shared = set(pairs["referent"][pairs["referent"].duplicated()])
        for pack, referent in pairs.itertuples(index=False):
            name = f"{pack}_{referent}" if referent in shared else referent
            yield f"naming_{name}", _figure(one(table, referent=referent, pack=pack))


def _figure(drawn: Any) -> Figure:
    """Return the figure of what a plot returned."""
    figure: Figure = getattr(drawn, "figure", None) or drawn
    return figure
