"""Numbers from counts: shares, rates, scores and distances, and what they allow to conclude.

Everything starts from a `FeatureMatrix` and sums its rows by a metadata column; nothing here
reads a text. A table says what it counted, how, and what it can't say.
"""

from framing.stats.absence import presence
from framing.stats.agreement import krippendorff_alpha
from framing.stats.arrangements import count_of_arrangements, smallest_attainable_p
from framing.stats.balance import balance_logit, referent_balance
from framing.stats.bootstrap import bootstrap_values, percentile_limits
from framing.stats.comparison import ComparisonTable, compare
from framing.stats.conclusions import CONCLUSIONS, conclusion_of
from framing.stats.contingency import (
    Fisher,
    bic,
    chi_squared,
    ell,
    fisher,
    log_likelihood,
    pmi,
    word_tables,
)
from framing.stats.corrections import (
    benjamini_hochberg,
    benjamini_yekutieli,
    bonferroni,
    hochberg,
    holm,
    holm_sidak,
    hommel,
    sidak,
    two_stage,
)
from framing.stats.design import Design, design_of, smallest_p
from framing.stats.dispersion import Dispersion, dispersion_dp, dispersion_measures
from framing.stats.distances import (
    classical_scaling,
    cosine_distance,
    inverse_article_frequency,
    outlet_positions,
    vocabulary_distances,
)
from framing.stats.distinctive import distinctive_terms
from framing.stats.divergence import (
    divergence_beyond_chance,
    jensen_shannon,
    jensen_shannon_shares,
    kullback_leibler,
    shannon_entropy,
)
from framing.stats.diversity import role_diversity, shannon_diversity, simpson_diversity
from framing.stats.effect_sizes import (
    cliffs_delta,
    cohens_h,
    cramers_v,
    hedges_g,
    odds_ratio,
)
from framing.stats.entries import entry_voices
from framing.stats.estimate import Estimate
from framing.stats.group_tests import TEST_KINDS
from framing.stats.influence import influence_of
from framing.stats.interval_rule import INTERVAL_METHODS, INTERVAL_RULE, MIN_ARTICLES
from framing.stats.intervals import intervals_of, linearised_interval
from framing.stats.kappa import cohens_kappa, fleiss_kappa
from framing.stats.keyness import (
    LogOdds,
    LogRatioBound,
    background_prior,
    log_odds,
    lrc,
    pooled_prior,
    text_dispersion_keyness,
)
from framing.stats.measures import MEASURES, Measure, Rows, measured_rows
from framing.stats.permutation import PermutationTest, permutation_test
from framing.stats.ranks import RankSum, rank_sum
from framing.stats.rate_effects import (
    log_ratio,
    percent_diff,
    rate_difference,
    rate_ratio,
    simple_maths,
)
from framing.stats.rates import category_rates
from framing.stats.self_references import SelfReferences, self_references
from framing.stats.share_intervals import wilson_limits
from framing.stats.shares import name_voices, naming_shares, voice_words
from framing.stats.single_interval import bootstrap_interval
from framing.stats.sources import source_diversity, speaking_roles, speaking_sources
from framing.stats.sums import GroupSums, group_sums
from framing.stats.table import Table
from framing.stats.timelines import timeline
from framing.stats.word_shifts import WordShift, word_shift, word_shift_table
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
    "Dispersion",
    "Estimate",
    "Fisher",
    "GroupSums",
    "LogOdds",
    "LogRatioBound",
    "Measure",
    "PermutationTest",
    "RankSum",
    "Rows",
    "SelfReferences",
    "Table",
    "WordShift",
    "background_prior",
    "balance_logit",
    "benjamini_hochberg",
    "benjamini_yekutieli",
    "bic",
    "bonferroni",
    "bootstrap_interval",
    "bootstrap_values",
    "category_rates",
    "chi_squared",
    "classical_scaling",
    "cliffs_delta",
    "cohens_h",
    "cohens_kappa",
    "compare",
    "conclusion_of",
    "cosine_distance",
    "count_of_arrangements",
    "cramers_v",
    "design_of",
    "dispersion_dp",
    "dispersion_measures",
    "distinctive_terms",
    "divergence_beyond_chance",
    "ell",
    "entry_voices",
    "fisher",
    "fleiss_kappa",
    "group_sums",
    "hedges_g",
    "hochberg",
    "holm",
    "holm_sidak",
    "hommel",
    "influence_of",
    "intervals_of",
    "inverse_article_frequency",
    "jensen_shannon",
    "jensen_shannon_shares",
    "krippendorff_alpha",
    "kullback_leibler",
    "linearised_interval",
    "log_likelihood",
    "log_odds",
    "log_ratio",
    "lrc",
    "measured_rows",
    "name_voices",
    "naming_shares",
    "odds_ratio",
    "outlet_positions",
    "percent_diff",
    "percentile_limits",
    "permutation_test",
    "pmi",
    "pooled_prior",
    "presence",
    "rank_sum",
    "rate_difference",
    "rate_ratio",
    "referent_balance",
    "role_diversity",
    "self_references",
    "shannon_diversity",
    "shannon_entropy",
    "sidak",
    "simple_maths",
    "simpson_diversity",
    "smallest_attainable_p",
    "smallest_p",
    "source_diversity",
    "speaking_roles",
    "speaking_sources",
    "text_dispersion_keyness",
    "timeline",
    "two_stage",
    "vocabulary_distances",
    "voice_words",
    "wilson_limits",
    "within_articles",
    "word_shift",
    "word_shift_table",
    "word_tables",
]
