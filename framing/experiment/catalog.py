"""What an experiment file can name, in one place. Importing it registers nothing.

Sections stand in `framing.report.sections.SECTIONS`, which the report needs without experiments.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from framing.experiment.config import EngineConfig

__all__ = ["ENGINES", "EXTRACTORS", "PLOTS", "STATISTICS", "engine_of", "load"]

EXTRACTORS = {
    "lexicon": "framing.extraction.lexicon:LexiconExtractor",
    "tfidf": "framing.extraction.tfidf:TfidfExtractor",
}
STATISTICS = {
    "naming": "framing.stats:naming_shares",
    "rates": "framing.stats:category_rates",
    "words": "framing.stats:entry_voices",
    "voice": "framing.stats:voice_words",
    "held": "framing.stats:name_voices",
    "diversity": "framing.stats:source_diversity",
    "roles": "framing.stats:speaking_roles",
    "sources": "framing.stats:speaking_sources",
    "vocabulary": "framing.stats:distinctive_terms",
    "distances": "framing.stats:vocabulary_distances",
    "balance": "framing.stats:referent_balance",
    "presence": "framing.stats:presence",
    "role_diversity": "framing.stats:role_diversity",
    "word_shift": "framing.stats:word_shift_table",
}
PLOTS = {
    "naming": "framing.plots:figure_naming",
    "voice": "framing.plots:voice",
    "who_speaks": "framing.plots:who_speaks",
    "keyness": "framing.plots:figure_keyness",
    "distinctive": "framing.plots:figure_distinctive",
    "word_shift": "framing.plots:word_shift",
    "heatmap": "framing.plots:heatmap",
    "map": "framing.plots:outlet_map",
    "forest": "framing.plots:forest",
    "timeline": "framing.plots:figure_timeline",
}
ENGINES = {
    "serial": "framing.engine.serial:SerialEngine",
    "processes": "framing.engine.processes:ProcessEngine",
    "dask": "framing.engine.dask:DaskEngine",
}


def engine_of(config: EngineConfig) -> Any:
    """Make the engine that an experiment names."""
    wanted = {"workers": config.workers, "scheduler": config.scheduler}
    takes = {"serial": (), "processes": ("workers",), "dask": ("workers", "scheduler")}
    return load(ENGINES[config.name])(**{key: wanted[key] for key in takes[config.name]})


def load(target: str) -> Any:
    """Import `module:name`."""
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)
