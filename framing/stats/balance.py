"""The balance of praising and damning names inside one referent."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from framing.errors import FramingError
from framing.features import Feature, FeatureMatrix
from framing.stats.shares import referent_names
from framing.stats.table import Table, rows_of
from framing.stats.tally import ALL_VOICES, attributes, ratio, tally_of

__all__ = ["balance_logit", "referent_balance"]


def balance_logit(positive: ArrayLike, negative: ArrayLike) -> NDArray[np.float64]:
    """Return the logit of two opposed counts, ln((R + ½) / (L + ½)).

    Lowe, Benoit, Mikhaylov & Laver (2011), Legislative Studies Quarterly 36.

    Parameters
    ----------
    positive, negative
        Counts R and L of the two sides; shapes broadcast.

    Returns
    -------
    NDArray
        The logit of each pair; NaN where both counts are 0, for nothing was said. In logits; 0 is
        balance. Higher means more of the positive side.

    Raises
    ------
    FramingError
        If a count is negative.
    """
    right, left = np.asarray(positive, np.float64), np.asarray(negative, np.float64)
    if (right < 0).any() or (left < 0).any():
        raise FramingError("balance_logit: expected counts of 0 or more, found a negative number")
    return np.where(right + left > 0, np.log((right + 0.5) / (left + 0.5)), np.nan)


def referent_balance(features: FeatureMatrix, *, by: str = "outlet") -> Table:
    """Return the mean valence and the logit balance of the names of each referent.

    Valence is the pack's judgement of a name, from −2 to +2, towards one side; names without
    valence are left out of n. Names of a referent that concern different sides (`toward`) are
    balanced apart, and nothing is summed over referents.

    Parameters
    ----------
    features
        The matrix of counts.
    by
        The metadata column whose values are compared.

    Returns
    -------
    Table
        `balance`: pack, referent, toward (whom the names judge), group, voice ("all" and the four),
        n (mentions by names with a valence), valence_mean (NaN if n is 0), positive, negative
        (mentions by names with valence above and below 0), balance_logit. Higher means kinder.

    Raises
    ------
    FramingError
        If there is no metadata column `by`.
    """
    sums = tally_of(features, by=by)
    names = [name for name in referent_names(features)[0] if name.valence is not None]
    sides = list(dict.fromkeys(map(_side, names)))
    number = np.array([sides.index(_side(name)) for name in names], dtype=np.int64)
    n = sums.n[[features.position(name.name) for name in names]]
    valence = attributes(names, "valence").astype(np.float64)
    parts = {
        "n": n,
        "valence": n * valence,
        "positive": n * (valence > 0),
        "negative": n * (valence < 0),
    }
    shape = (len(sides), len(sums.groups), len(ALL_VOICES))
    total = {name: np.zeros(shape, dtype=part.dtype) for name, part in parts.items()}
    for name, part in parts.items():
        np.add.at(total[name], number, part)
    first = [next(name for name in names if _side(name) == side) for side in sides]
    columns = {
        "pack": attributes(first, "pack"),
        "referent": attributes(first, "referent"),
        "toward": np.array([side[2] for side in sides], dtype=object)[:, None, None],
        "group": sums.group_column,
        "voice": sums.voice_column,
        "n": total["n"],
        "valence_mean": ratio(total["valence"], total["n"]),
        "positive": total["positive"],
        "negative": total["negative"],
        "balance_logit": balance_logit(total["positive"], total["negative"]),
    }
    signature = features.signature.with_parts(
        measure="balance", unit="mentions", formula="ln((R+.5)/(L+.5))", by=by
    )
    return Table("balance", rows_of(columns, shape=shape), signature)


def _side(name: Feature) -> tuple[str, str, str]:
    return name.pack, name.referent, name.toward or name.referent
