"""Numbers from counts: shares, rates, scores and distances, and what they allow to conclude.

Everything starts from a `FeatureMatrix` and sums its rows by a metadata column; nothing here
reads a text. A table says what it counted, how, and what it can't say.
"""

from framing.stats.absence import presence
from framing.stats.arrangements import count_of_arrangements, smallest_attainable_p
from framing.stats.balance import balance_logit, referent_balance
from framing.stats.bootstrap import bootstrap_values, percentile_limits
from framing.stats.comparison import ComparisonTable, compare
from framing.stats.conclusions import CONCLUSIONS, conclusion_of
from framing.stats.design import Design, design_of, smallest_p
from framing.stats.distances import (
    classical_scaling,
    cosine_distance,
    inverse_article_frequency,
    outlet_positions,
    vocabulary_distances,
)
from framing.stats.diversity import shannon_diversity, simpson_diversity, source_diversity
from framing.stats.entries import entry_voices
from framing.stats.estimate import Estimate
from framing.stats.group_tests import TEST_KINDS
from framing.stats.influence import influence_of
from framing.stats.interval_rule import INTERVAL_METHODS, INTERVAL_RULE, MIN_ARTICLES
from framing.stats.intervals import intervals_of, linearised_interval
from framing.stats.keyness import LogOdds, distinctive_terms, log_odds, pooled_prior
from framing.stats.measures import MEASURES, Measure, Rows, measured_rows
from framing.stats.permutation import PermutationTest, permutation_test
from framing.stats.rates import category_rates
from framing.stats.share_intervals import wilson_limits
from framing.stats.shares import name_voices, naming_shares, voice_words
from framing.stats.single_interval import bootstrap_interval
from framing.stats.sums import GroupSums, group_sums
from framing.stats.table import Table
from framing.stats.words_as_sample import WITHIN_TITLE, within_articles

__all__ = [
    "CONCLUSIONS",
    "INTERVAL_METHODS",
    "INTERVAL_RULE",
    "MEASURES",
    "MIN_ARTICLES",
    "TEST_KINDS",
    "WITHIN_TITLE",
    "ComparisonTable",
    "Design",
    "Estimate",
    "GroupSums",
    "LogOdds",
    "Measure",
    "PermutationTest",
    "Rows",
    "Table",
    "balance_logit",
    "bootstrap_interval",
    "bootstrap_values",
    "category_rates",
    "classical_scaling",
    "compare",
    "conclusion_of",
    "cosine_distance",
    "count_of_arrangements",
    "design_of",
    "distinctive_terms",
    "entry_voices",
    "group_sums",
    "influence_of",
    "intervals_of",
    "inverse_article_frequency",
    "linearised_interval",
    "log_odds",
    "measured_rows",
    "name_voices",
    "naming_shares",
    "outlet_positions",
    "percentile_limits",
    "permutation_test",
    "pooled_prior",
    "presence",
    "referent_balance",
    "shannon_diversity",
    "simpson_diversity",
    "smallest_attainable_p",
    "smallest_p",
    "source_diversity",
    "vocabulary_distances",
    "voice_words",
    "wilson_limits",
    "within_articles",
]
