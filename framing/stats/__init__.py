"""Numbers from counts: shares, rates, scores and distances, and what they allow to conclude.

Everything starts from a `FeatureMatrix` and sums its rows by a metadata column; nothing here
reads a text. A table says what it counted, how, and what it can't say.
"""

from framing.stats.absence import presence
from framing.stats.balance import balance_logit, referent_balance
from framing.stats.comparison import ComparisonTable, compare
from framing.stats.design import Design, design_of, smallest_p
from framing.stats.distances import (
    classical_scaling,
    cosine_distance,
    inverse_article_frequency,
    outlet_positions,
    vocabulary_distances,
)
from framing.stats.diversity import shannon_diversity, simpson_diversity
from framing.stats.entries import entry_voices
from framing.stats.keyness import LogOdds, distinctive_terms, log_odds, pooled_prior
from framing.stats.rates import category_rates
from framing.stats.shares import name_voices, naming_shares, voice_words
from framing.stats.sources import source_diversity, speaking_roles, speaking_sources
from framing.stats.table import Table
from framing.stats.word_shift import WordShift, word_shift, word_shift_table

__all__ = [
    "ComparisonTable",
    "Design",
    "LogOdds",
    "Table",
    "WordShift",
    "balance_logit",
    "category_rates",
    "classical_scaling",
    "compare",
    "cosine_distance",
    "design_of",
    "distinctive_terms",
    "entry_voices",
    "inverse_article_frequency",
    "log_odds",
    "name_voices",
    "naming_shares",
    "outlet_positions",
    "pooled_prior",
    "presence",
    "referent_balance",
    "shannon_diversity",
    "simpson_diversity",
    "smallest_p",
    "source_diversity",
    "speaking_roles",
    "speaking_sources",
    "vocabulary_distances",
    "voice_words",
    "word_shift",
    "word_shift_table",
]
