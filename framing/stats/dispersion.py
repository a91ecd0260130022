"""How evenly a word is spread over the articles."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from framing.errors import FramingError

__all__ = ["Dispersion", "dispersion_dp", "dispersion_measures"]

Floats = NDArray[np.float64]


class Dispersion(NamedTuple):
    """Measures of the spread of terms over parts, each of shape (terms,); see Gries (2008).

    Parameters
    ----------
    range
        Parts that have the term. Higher means more evenly spread, as for D and S.
    sd, vc
        Standard deviation (dividing by the number of parts) of its counts, and that over the mean.
    juilland_d
        1 − vc of the rates / √(parts − 1) (Juilland & Chang-Rodríguez 1964).
    rosengren_s
        (Σ √(s · y))² / Σ y, with s the part's share of the words (Rosengren 1971).
    dp, dp_norm
        Gries' deviation of proportions, and that over its largest value, 1 − min s. Higher means
        less evenly spread, as for kl.
    kl
        Kullback–Leibler divergence of the term's shares from the parts' sizes, in bits.
    """

    range: NDArray[np.int64]
    sd: Floats
    vc: Floats
    juilland_d: Floats
    rosengren_s: Floats
    dp: Floats
    dp_norm: Floats
    kl: Floats


def dispersion_dp(counts: Any, sizes: ArrayLike, *, normalised: bool = False) -> Floats:
    """Return Gries' deviation of proportions: DP = ½ Σ |s − v|.

    s are the parts' shares of the words, v their shares of the term's uses (Gries 2008,
    International Journal of Corpus Linguistics 13). `normalised` divides by its largest value,
    1 − min s (Lijffijt & Gries 2012), so that 1 can be reached.

    Parameters
    ----------
    counts
        Uses of each term in each part, shape (parts, terms), or (parts,) for one term; may be a
        SciPy sparse matrix, whose zeros are not visited.
    sizes
        Words of each part, shape (parts,).

    Returns
    -------
    NDArray
        Shape (terms,), from 0 to 1; NaN for a term that is not used. Higher means less evenly
        spread: 0 for one as spread out as the words themselves.

    Raises
    ------
    FramingError
        If counts and sizes disagree, or there are no words.
    """
    if hasattr(counts, "tocoo"):
        s = _checked_sizes(counts.shape, sizes)
        cells = counts.tocoo()
        part, term, y = cells.row, cells.col, cells.data.astype(np.float64)
        n_terms = counts.shape[1]
    else:
        dense, s = _checked(counts, sizes)
        part, term = np.nonzero(dense)
        y, n_terms = dense[part, term], dense.shape[1]
    total = np.bincount(term, y, minlength=n_terms)
    # a part without the term adds its size; over all parts the sizes sum to 1
    gain = np.abs(s[part] - y / total[term]) - s[part]
    dp = np.where(total > 0, (1 + np.bincount(term, gain, minlength=n_terms)) / 2, np.nan)
    return np.clip(dp / _largest(s) if normalised else dp, 0.0, 1.0)


def dispersion_measures(counts: ArrayLike, sizes: ArrayLike) -> Dispersion:
    """Return the measures of dispersion that Gries (2008) compares.

    Parameters
    ----------
    counts, sizes
        As for `dispersion_dp`, dense.
    """
    y, s = _checked(counts, sizes)
    total, parts, dp = y.sum(axis=0), len(s), dispersion_dp(counts, sizes)
    with np.errstate(divide="ignore", invalid="ignore"):
        sd = y.std(axis=0)
        rates = y / s[:, None]
        spread = rates.std(axis=0) / rates.mean(axis=0)
        shares = y / total
        bits = np.where(y > 0, shares * np.log2(shares / s[:, None]), 0.0)
        return Dispersion(
            range=(y > 0).sum(axis=0),
            sd=sd,
            vc=sd / y.mean(axis=0),
            juilland_d=1 - spread / np.sqrt(parts - 1),
            rosengren_s=np.sqrt(s[:, None] * y).sum(axis=0) ** 2 / total,
            dp=dp,
            dp_norm=dp / _largest(s),
            kl=np.where(total > 0, bits.sum(axis=0), np.nan),
        )


def _checked(counts: ArrayLike, sizes: ArrayLike) -> tuple[Floats, Floats]:
    y = np.asarray(counts, np.float64)
    if y.ndim == 1:
        y = y[:, None]
    s = _checked_sizes(y.shape, sizes)
    if (y < 0).any():
        raise FramingError("dispersion: expected counts of 0 or more, found negative ones")
    return y, s


def _checked_sizes(shape: tuple[int, ...], sizes: ArrayLike) -> Floats:
    """Return the parts' shares of the words."""
    n = np.asarray(sizes, np.float64)
    if len(shape) != 2 or n.shape != shape[:1] or (n < 0).any() or n.sum() <= 0:
        raise FramingError(
            "dispersion: expected counts of parts × terms and the words of each part,"
            f" found shapes {shape} and {n.shape}"
        )
    return np.asarray(n / n.sum())


def _largest(s: Floats) -> float:
    return float(1 - s.min()) if len(s) > 1 else np.nan
