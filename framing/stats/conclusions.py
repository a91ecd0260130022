"""The few words in which a comparison ends, and the one function that chooses them."""

from __future__ import annotations

import math
from collections.abc import Mapping

from framing.errors import FramingError

__all__ = [
    "CONCLUSIONS",
    "DESCRIPTION_ONLY",
    "DIFFERS",
    "EQUIVALENT",
    "MIN_MATCHES",
    "NO_EVIDENCE",
    "TOO_LITTLE_TEXT",
    "conclusion_of",
]

DIFFERS = "differs"
NO_EVIDENCE = "no evidence of a difference"
EQUIVALENT = "equivalent within"
DESCRIPTION_ONLY = "description only"
TOO_LITTLE_TEXT = "too little text"
MIN_MATCHES = 5
"""Matches in all groups together below which nothing is tested."""
CONCLUSIONS: Mapping[str, str] = {
    DIFFERS: (
        "the test over articles, corrected for the number of comparisons in its family, gives a p"
        " of at most 1 less the level of confidence"
    ),
    NO_EVIDENCE: (
        "the test was made and its corrected p is larger: the articles are compatible with no"
        " difference, which is not to say that there is none"
    ),
    f"{EQUIVALENT} …": (
        "said only where the study sets a margin: two one-sided tests show that the difference is"
        " smaller than the margin"
    ),
    DESCRIPTION_ONLY: (
        "the design can’t tell a difference between groups from one between articles, because"
        " groups have too few articles or the smallest p that the test could reach is too large;"
        " numbers are given, and nothing is tested"
    ),
    TOO_LITTLE_TEXT: (
        f"fewer than {MIN_MATCHES} matches, or matches in fewer than 3 articles, of all compared"
        " together; nothing is tested"
    ),
}
"""Every conclusion with what it means, as the methods section prints it."""


def conclusion_of(
    *,
    p_adjusted: float,
    smallest_p: float,
    level: float = 0.95,
    identifiable: bool = True,
    enough_text: bool = True,
    p_equivalence: float = math.nan,
    margin: str = "",
) -> str:
    """Return the conclusion of one comparison; one of `CONCLUSIONS`.

    The order is: description only, too little text, equivalent, differs, no evidence. A
    difference that is certain and smaller than the margin is called equivalent, for the study has
    said that it does not matter.

    Parameters
    ----------
    p_adjusted
        Corrected p of the test; NaN where none was made.
    smallest_p
        What the test could have reached.
    identifiable
        False if groups can't be told from articles.
    enough_text
        False if there are too few matches to test.
    p_equivalence, margin
        Of the test of equivalence and its margin as printed, where the study asks for one.

    Raises
    ------
    FramingError
        If the level is not between 0 and 1.
    """
    if not 0 < level < 1:
        raise FramingError(f"level: expected a number between 0 and 1, found {level:g}")
    alpha = round(1 - level, 12)
    if not identifiable or smallest_p > alpha:
        return DESCRIPTION_ONLY
    if not enough_text or math.isnan(p_adjusted):
        return TOO_LITTLE_TEXT
    if p_equivalence <= alpha:
        return f"{EQUIVALENT} {margin}"
    return DIFFERS if p_adjusted <= alpha else NO_EVIDENCE
