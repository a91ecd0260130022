"""What a config may name is what there is."""

from __future__ import annotations

from typing import get_args

from framing.corpus.cleaning import CLEANING_RULES
from framing.experiment import catalog, config
from framing.report.sections import SECTIONS


def test_names_in_the_config_are_those_of_the_catalogs():
    assert set(get_args(config.PlotName)) == set(catalog.PLOTS)
    assert set(get_args(config.SectionName)) == set(SECTIONS)
    assert set(get_args(config.CleaningRule)) == set(CLEANING_RULES)
    assert set(config.ExtractionStep.model_fields) == set(catalog.EXTRACTORS)


def test_everything_in_the_catalogs_can_be_loaded():
    for table in (catalog.ENGINES, catalog.EXTRACTORS, catalog.PLOTS, catalog.STATISTICS):
        for target in table.values():
            assert callable(catalog.load(target))
