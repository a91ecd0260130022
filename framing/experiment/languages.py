"""Which languages the articles are in, and how far their voices can be told apart."""

from __future__ import annotations

import numpy as np

from framing.experiment.config import ExperimentConfig
from framing.features import FeatureMatrix
from framing.lexicon.service import service_words
from framing.report import LanguageCard
from framing.segmentation.grammar import grammar

__all__ = ["language_cards"]

_COMPLETE = ("en",)


def language_cards(features: FeatureMatrix, config: ExperimentConfig) -> tuple[LanguageCard, ...]:
    """Return one card for each language that the articles were read in, by first appearance."""
    codes = _codes(features, config)
    words = features.exposure()
    cards = []
    for code in dict.fromkeys(codes):
        mine = np.array([other == code for other in codes], dtype=bool)
        entries = service_words("reporting_verbs", code) if grammar(code) else {}
        listed = {entry for category in entries.values() for entry in category}
        card = LanguageCard(
            code, int(mine.sum()), int(words[mine].sum()), len(listed), code in _COMPLETE
        )
        cards.append(card)
    return tuple(cards)


def _codes(features: FeatureMatrix, config: ExperimentConfig) -> list[str]:
    """Return the language of each article, as the text half chose it."""
    if config.segmentation.language:
        found = [config.segmentation.language] * len(features)
    elif "language" in features.articles_table.column_names:
        found = [value or "en" for value in features.articles_table["language"].to_pylist()]
    else:
        found = ["en"] * len(features)
    return [str(code).split("-")[0].lower() for code in found]
