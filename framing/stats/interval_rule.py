"""Which interval from how many articles on: the rule that `auto` follows and reports print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

__all__ = [
    "INTERVAL_METHODS",
    "INTERVAL_RULE",
    "LINEARISED_FROM",
    "MIN_ARTICLES",
    "MIN_WITH",
    "ONLY_LINEARISED_FROM",
    "IntervalMethod",
]

IntervalMethod = Literal[
    "auto", "t", "percentile", "bca", "linearised", "wilson", "dirichlet_multinomial", "none"
]
INTERVAL_METHODS: tuple[str, ...] = get_args(IntervalMethod)
MIN_ARTICLES: Mapping[str, int] = {
    "t": 5, "linearised": 10, "percentile": 40, "bca": 40, "wilson": 5, "dirichlet_multinomial": 5,
}  # fmt: skip
"""Articles below which a method is refused, because its intervals are too short there."""
MIN_WITH = 3
"""Articles with a match (for shares: and with a rival) that t and linearised intervals need."""
LINEARISED_FROM = 2_000
"""Articles of a group from which `auto` leaves out the resampling."""
ONLY_LINEARISED_FROM = 100_000
"""Articles of all groups together from which `auto` leaves out the resampling for every group, and
that comparisons are made from sums, so that no article's row is kept in memory."""
INTERVAL_RULE = (
    "Presence by article: Wilson’s interval. Everything else: a t interval on the logarithm (rates)"
    " or the logit (shares) of the value, or on the value itself (valence, balance), with the"
    " standard error of a bootstrap over whole articles; from {linearised:,} articles of a group on"
    " the linearised standard error instead, and in every group of {refused} articles or more where"
    " all groups together have {together:,} or more. No interval below {t} articles, nor where"
    " fewer than {few} articles have a match; a share that fewer than {few} articles use or avoid"
    " has an interval from the Dirichlet-multinomial distribution instead, if the corpus shows how"
    " much articles of one group differ."
).format(
    linearised=LINEARISED_FROM, refused=MIN_ARTICLES["linearised"], together=ONLY_LINEARISED_FROM,
    t=MIN_ARTICLES["t"], few=MIN_WITH,
)  # fmt: skip
"""How `auto` chooses, as reports print it."""
