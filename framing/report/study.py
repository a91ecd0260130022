"""What a report is written from: the finished tables and figures of one study."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.report.model import Filter

if TYPE_CHECKING:
    import pandas as pd

    from framing.features import Feature, FeatureMatrix
    from framing.stats import ComparisonTable, Design, Table

__all__ = ["FigureFile", "LanguageCard", "PackCard", "Study"]


@dataclass(frozen=True)
class PackCard:
    """What the report tells of a lexicon pack."""

    name: str
    version: str = ""
    title: str = ""
    licence: str = ""
    authors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    description: str = ""
    readme: str = ""


@dataclass(frozen=True)
class LanguageCard:
    """What the report tells of a language: its articles, and how their voices are told.

    `reporting_words` counts the words and phrases of saying that are listed for it; with none,
    only quotation marks are read. `complete` is false where the list is a short first one.
    """

    code: str
    n_articles: int
    words: int
    reporting_words: int
    complete: bool = True


@dataclass(frozen=True)
class FigureFile:
    """A drawn figure: what it is called, what it shows, and its bytes."""

    name: str
    title: str
    caption: str
    alt: str
    svg: bytes
    png: bytes


@dataclass(frozen=True)
class Study:
    """One finished study, ready to be reported.

    Parameters
    ----------
    title
        What the report is headed with.
    config
        The experiment as resolved, without the engine.
    features
        Counts, exposures, evidence and texts.
    design
        What the number of articles a group allows to be said.
    tables
        By name: naming, rates, words, voice, held, diversity, roles, sources, vocabulary,
        distances, comparison. A table
        may be missing; the sections say so.
    figures
        By name; a section shows those that begin with its own.
    manifest
        Hashes, versions and seeds.
    packs
        One card a pack used.
    notes
        Warnings that a reader must know.
    languages
        One card a language, in order of first appearance.
    """

    title: str
    config: Mapping[str, Any]
    features: FeatureMatrix
    design: Design
    tables: Mapping[str, Table] = field(default_factory=dict)
    figures: Mapping[str, FigureFile] = field(default_factory=dict)
    manifest: Mapping[str, Any] = field(default_factory=dict)
    packs: tuple[PackCard, ...] = ()
    notes: tuple[str, ...] = ()
    languages: tuple[LanguageCard, ...] = ()

    @property
    def by(self) -> str:
        """The metadata column whose values are compared."""
        stats = self.config.get("stats")
        return str(stats.get("by", "outlet")) if isinstance(stats, Mapping) else "outlet"

    @property
    def language(self) -> str:
        """The language of the articles."""
        segmentation = self.config.get("segmentation")
        found = segmentation.get("language") if isinstance(segmentation, Mapping) else None
        return str(found or "en")

    @cached_property
    def n_articles(self) -> Mapping[str, int]:
        """Articles of each group, in order of first appearance."""
        groups, codes = self.features.groups(self.by)
        sizes = np.bincount(codes, minlength=len(groups))
        return {group: int(size) for group, size in zip(groups, sizes, strict=True)}

    @property
    def groups(self) -> list[str]:
        """The values that are compared, in order of first appearance."""
        return list(self.n_articles)

    @property
    def one_article_each(self) -> bool:
        """True if no group has more than one article."""
        return all(n == 1 for n in self.n_articles.values())

    def has(self, table: str) -> bool:
        """Return whether the study has that table, with rows."""
        return table in self.tables and len(self.tables[table].frame) > 0

    def rows(self, table: str) -> list[Any]:
        """Return the rows of a table as named tuples; no rows if there is no such table."""
        if table not in self.tables:
            return []
        return list(self.tables[table].frame.itertuples(index=False, name="Row"))

    def frame(self, table: str) -> pd.DataFrame:
        """Return the frame of a table that the study has."""
        return self.tables[table].frame

    @property
    def comparisons(self) -> list[ComparisonTable]:
        """The comparisons in which anything was tested, in the study's order."""
        from framing.stats import ComparisonTable

        tables = [t for t in self.tables.values() if isinstance(t, ComparisonTable)]
        return [t for t in tables if t.omnibus["p_value"].notna().any()]

    def signature(self, table: str) -> str:
        """Return how a table was made, in one line."""
        return str(self.tables[table].signature) if table in self.tables else ""

    def n_matches(self, feature: str, group: str, voice: str) -> int:
        """Return how often a feature is found in a group's articles, in a voice or in "all"."""
        return self._counted.get((feature, group, voice), 0)

    def n_negated(self, feature: str, group: str, voice: str) -> int:
        """Return how many of these matches are negated."""
        return self._negated.get((feature, group, voice), 0)

    @cached_property
    def _counted(self) -> Mapping[tuple[str, str, str], int]:
        return {(r.feature, r.group, r.voice): int(r.n) for r in self.rows("rates")}

    @cached_property
    def _negated(self) -> Mapping[tuple[str, str, str], int]:
        return {(r.feature, r.group, r.voice): int(r.negated) for r in self.rows("rates")}

    def filter_of(self, group: str, **wanted: str | bool) -> Filter:
        """Return the filter that finds a group's matches, with further columns."""
        return {self.by: group, **wanted}

    def description(self, pack: str, category: str) -> str:
        """Return what a category stands for, in the pack's words."""
        return self._described.get((pack, category), "")

    @cached_property
    def _described(self) -> Mapping[tuple[str, str], str]:
        return {(f.pack, f.category): f.description for f in self.features.features}

    def referents(self) -> list[Feature]:
        """Return the referents, in the order of the packs."""
        return self.features.referents()
