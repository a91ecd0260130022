"""The tables of a run, as the config asks for them, and what it tells of packs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from framing.experiment.catalog import STATISTICS, load
from framing.experiment.comparisons import make_comparisons
from framing.experiment.config import ExperimentConfig
from framing.experiment.furniture_words import furniture_words
from framing.features import FeatureMatrix
from framing.lexicon.pack import LexiconPack
from framing.report import PackCard
from framing.stats import Table, outlet_positions, timeline

__all__ = ["make_tables", "pack_cards"]

_OF_TERMS = ("vocabulary", "distances", "word_shift")


def make_tables(features: FeatureMatrix, config: ExperimentConfig) -> dict[str, Table]:
    """Work out every table of `catalog.STATISTICS` that the study has features for."""
    tfidf = config.tfidf()
    more: dict[str, dict[str, Any]] = {
        "rates": {"denominator": config.stats.denominator},
        "role_diversity": {"level": config.stats.interval.level, "seed": config.seed},
    }
    if tfidf:
        voice = tfidf.voices[0] if len(tfidf.voices) == 1 else None
        more |= {name: {"voice": voice} for name in _OF_TERMS}
        more["vocabulary"] |= {
            "furniture": furniture_words(features, config),
            "level": config.stats.interval.level,
        }
    tables: dict[str, Table] = {
        name: load(target)(features, by=config.stats.by, **more.get(name, {}))
        for name, target in STATISTICS.items()
        if tfidf or name not in _OF_TERMS
    }
    if tfidf:
        tables["positions"] = outlet_positions(tables["distances"])
    over_time = _over_time(features, config)
    if len(over_time):
        tables["timeline"] = over_time
    return tables | make_comparisons(features, config)


def _over_time(features: FeatureMatrix, config: ExperimentConfig) -> Table:
    """Return shares of names by month or week, or rates if no pack has rival names."""
    measure = "share" if features.referents() else "rate"
    level = config.stats.interval.level
    return timeline(features, measure=measure, level=level, seed=config.seed)


def pack_cards(packs: Sequence[LexiconPack]) -> tuple[PackCard, ...]:
    """Return what the report tells of each pack."""
    return tuple(
        PackCard(
            pack.name,
            pack.version,
            pack.title,
            pack.licence,
            pack.authors,
            pack.sources,
            pack.description,
            _readme(pack),
        )
        for pack in packs
    )


def _readme(pack: LexiconPack) -> str:
    file = Path(pack.path).with_name("README.md")
    return file.read_text(encoding="utf-8") if file.is_file() else ""
