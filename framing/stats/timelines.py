"""Rates and shares over time: each period's articles together, with intervals."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.features import FeatureMatrix
from framing.stats.interval_rule import ONLY_LINEARISED_FROM
from framing.stats.intervals import Intervals, intervals_of, intervals_of_sums
from framing.stats.measures import Rows, measured_rows
from framing.stats.study_sums import Asked, study_sums
from framing.stats.sums import adding_up
from framing.stats.table import Table

__all__ = ["timeline"]

_COLUMNS = (
    "feature", "group", "n", "words", "value", "low", "high", "level", "n_articles", "method",
)  # fmt: skip
_WEEKS_UP_TO = 92
_FEWEST = 2
NO_TIMELINE = "There is no timeline, because the articles have no dates or all the same one."


def timeline(
    features: FeatureMatrix,
    *,
    dates: str = "published",
    measure: str = "rate",
    voice: str | None = None,
    level: float = 0.95,
    seed: int = 0,
) -> Table:
    """Return the value of every feature in each month; in each week if the articles span a quarter.

    The articles of all outlets together. Intervals treat articles as the units and are made where
    a period has enough of them (see `intervals_of`). Articles without a date are left out, and
    told.

    Parameters
    ----------
    features
        The matrix of counts.
    dates
        The metadata column with the dates.
    measure
        A name of `MEASURES`.
    voice
        What is counted; all voices if none.
    level
        Of the intervals.
    seed
        Of the bootstrap.

    Returns
    -------
    Table
        `timeline`: feature, group (the period: `2021-03`, `2021-W09`), n, words (the denominator),
        value, low, high, level, n_articles, method; periods in order of time. Without rows, and
        with a note, where there are no dates or only one period. In the measure's unit. Higher
        means more.

    Raises
    ------
    FramingError
        If there is no such measure or voice.
    """
    by = f"{dates}.{_period_of(features, dates)}"
    signature = features.signature.with_parts(measure=measure, voice=voice or "all", by=by)
    dated = dates in features.articles_table.column_names
    groups, codes = features.groups(by) if dated else ([], np.zeros(0, np.int64))
    known = [i for i, name in enumerate(groups) if name]
    if len(known) < _FEWEST:
        empty = pd.DataFrame({name: [] for name in _COLUMNS})
        return Table("timeline", empty, signature, (NO_TIMELINE,))
    rows, found, n, x = _periods(features, (measure, voice), codes, len(groups), level, seed)
    signature = signature.with_parts(
        unit=rows.measure.unit, method=rows.measure.method, level=level,
        **_interval_told(len(codes), seed),
    )  # fmt: skip
    sizes = np.bincount(codes, minlength=len(groups))
    frames = [
        pd.DataFrame(
            {
                "feature": rows.names, "group": groups[i], "n": n[i].astype(np.int64),
                "words": x[i].astype(np.int64), "value": found.value[i], "low": found.low[i],
                "high": found.high[i], "level": level, "n_articles": int(sizes[i]),
                "method": found.method[i],
            }
        )
        for i in known
    ]  # fmt: skip
    missing = int(sizes[[i for i, name in enumerate(groups) if not name]].sum())
    undated = (
        "1 article without a date is" if missing == 1 else f"{missing} articles without a date are"
    )
    notes = (f"{undated} left out.",) if missing else ()
    frame = pd.concat(frames, ignore_index=True)
    order = {name: i for i, name in enumerate(rows.names)}
    frame = frame.sort_values("feature", key=lambda c: c.map(order), kind="stable")
    return Table("timeline", frame.reset_index(drop=True)[list(_COLUMNS)], signature, notes)


def _interval_told(n_articles: int, seed: int) -> dict[str, object]:
    if n_articles >= ONLY_LINEARISED_FROM:
        return {"interval": "linearised"}
    return {"interval": "auto", "seed": seed}


def _periods(
    features: FeatureMatrix, asked: tuple[str, str | None], codes: NDArray[np.int64],
    n_periods: int, level: float, seed: int,
) -> tuple[Rows, Intervals, NDArray[np.float64], NDArray[np.float64]]:  # fmt: skip
    """Return names and measure, estimates, matches and denominators of each period."""
    measure, voice = asked
    if len(codes) >= ONLY_LINEARISED_FROM:
        told = Asked(measure, voice, None, "voice")
        rows, sums = study_sums(features, told, codes, n_periods)
        rho = sums.overdispersion()
        found = intervals_of_sums(sums.ratio, rows.measure, rho, level=level)
        return rows, found, sums.n, sums.ratio.x
    rows = measured_rows(features, measure, voice=voice)
    found = intervals_of(rows, codes, n_periods, level=level, seed=seed)
    add = adding_up(codes, n_periods)
    return rows, found, add(rows.n), np.broadcast_to(add(rows.x), found.value.shape)


def _period_of(features: FeatureMatrix, dates: str) -> str:
    """Return `week` where the dates span about a quarter or less, else `month`."""
    if dates not in features.articles_table.column_names:
        return "month"
    days = [_day_of(value) for value in features.articles_table.column(dates).unique().to_pylist()]
    known = sorted(day for day in days if day is not None)
    short = bool(known) and (known[-1] - known[0]).days <= _WEEKS_UP_TO
    return "week" if short else "month"


def _day_of(value: object) -> datetime.date | None:
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
