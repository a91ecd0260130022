"""The tables of a run, as the config asks for them, and what it tells of packs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from framing.experiment.catalog import STATISTICS, load
from framing.experiment.config import ExperimentConfig
from framing.features import FeatureMatrix
from framing.lexicon.pack import LexiconPack
from framing.report import PackCard
from framing.stats import Table, outlet_positions

__all__ = ["make_tables", "pack_cards"]

_OF_TERMS = ("vocabulary", "distances", "word_shift")


def make_tables(features: FeatureMatrix, config: ExperimentConfig) -> dict[str, Table]:
    """Work out every table of `catalog.STATISTICS` that the study has features for."""
    tfidf = config.tfidf()
    more: dict[str, dict[str, Any]] = {
        "rates": {"denominator": config.stats.denominator},
        "comparison": {"seed": config.seed},
    }
    if tfidf:
        voice = tfidf.voices[0] if len(tfidf.voices) == 1 else None
        more |= {name: {"voice": voice} for name in _OF_TERMS}
    tables: dict[str, Table] = {
        name: load(target)(features, by=config.stats.by, **more.get(name, {}))
        for name, target in STATISTICS.items()
        if tfidf or name not in _OF_TERMS
    }
    if tfidf:
        tables["positions"] = outlet_positions(tables["distances"])
    return tables


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
