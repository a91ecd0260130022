"""The interval of one ratio over articles, for arrays at hand."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from framing.errors import FramingError
from framing.stats.estimate import Estimate
from framing.stats.intervals import intervals_of
from framing.stats.measures import MEASURES, Measure, Rows, Scale

__all__ = ["bootstrap_interval"]


def bootstrap_interval(
    y: ArrayLike,
    x: ArrayLike | None = None,
    *,
    scale: Scale = "log",
    method: str = "auto",
    level: float = 0.95,
    resamples: int = 10_000,
    seed: int = 0,
) -> Estimate:
    """Return Σy/Σx over articles with an interval from drawing whole articles again.

    Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapters 12 to 14; clusters are
    the articles, whose words are not independent.

    Parameters
    ----------
    y, x
        One number an article: matches and words, or mentions by a name and of its referent; x is
        1 for each article if not given.
    scale
        log for rates, logit for shares, identity for means that may be negative.
    method
        t, percentile, bca, linearised or auto (t; linearised for very many articles).
    seed
        The same seed gives the same interval.

    Returns
    -------
    Estimate
        In units of y per unit of x; n is the number of articles with x above 0. Where the method
        is refused for so few articles, low and high are NaN and the method says why.

    Raises
    ------
    FramingError
        If the arrays differ in length, hold numbers that are not finite, or an argument is wrong.
    """
    over = np.atleast_1d(np.asarray(y, dtype=np.float64))
    under = np.ones_like(over) if x is None else np.atleast_1d(np.asarray(x, dtype=np.float64))
    if over.ndim != 1 or over.shape != under.shape or not len(over):
        raise FramingError(
            "bootstrap_interval: expected y and x with one number an article, found shapes"
            f" {over.shape} and {under.shape}"
        )
    if not (np.isfinite(over).all() and np.isfinite(under).all()):
        raise FramingError("bootstrap_interval: expected finite numbers, found NaN or infinity")
    template = next(m for m in MEASURES.values() if m.scale == scale)
    measure = Measure("ratio", "", "", "ratio of sums", template.scale, "x")
    rows = Rows(measure, ("y",), over[:, None], under[:, None], over[:, None])
    found = intervals_of(
        rows, np.zeros(len(over), np.int64), 1, method=method, level=level, resamples=resamples,
        seed=seed,
    )  # fmt: skip
    return Estimate(
        float(found.value[0, 0]), float(found.low[0, 0]), float(found.high[0, 0]),
        level=level if np.isfinite(found.low[0, 0]) else float("nan"),
        n=int(found.n[0, 0]), method=str(found.method[0, 0]),
    )  # fmt: skip
