"""Matches of a batch as a table: where each stands, its words, its category and its entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from framing.arrow_columns import string_array
from framing.lexicon.matcher import Matcher, Matches
from framing.lexicon.tokens import Tokens
from framing.lexicon.vocabulary import Vocabulary

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["match_table"]


def match_table(
    matcher: Matcher, tokens: Tokens, found: Matches, bases: NDArray[np.int64]
) -> pa.Table:
    """Return one row a match, without a Python object for each.

    Parameters
    ----------
    matcher, tokens
        What was looked for, and the words of the buffer.
    found
        The matches.
    bases
        Where each article begins in the buffer, in code points; one more than there are articles.

    Returns
    -------
    `article` (position in the batch), `start`, `end` (half-open, in code points of the article),
    `surface`, `category`, `entry`; the last three are dictionary-encoded.
    """
    article = np.searchsorted(bases, found.start, side="right") - 1
    surfaces = Vocabulary()
    number = surfaces.number(tokens.source, tokens.byte_start[found.first], found.byte_end)
    return pa.table(
        {
            "article": article.astype(np.int32),
            "start": found.start - bases[article],
            "end": found.end - bases[article],
            "surface": _dictionary(number, surfaces.strings),
            "category": _dictionary(matcher.category_number[found.entry], matcher.paths),
            "entry": _dictionary(found.entry, matcher.written),
        }
    )


def _dictionary(numbers: NDArray[np.int64], values: list[str] | tuple[str, ...]) -> pa.Array:
    strings = string_array(values)
    return pa.DictionaryArray.from_arrays(pa.array(numbers.astype(np.int32)), strings)
