"""How many kinds of sources speak, and how evenly: diversity of speakers' roles."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from framing.errors import FramingError
from framing.features import FeatureMatrix
from framing.stats.bootstrap import bootstrap_sums
from framing.stats.conclusions import DESCRIPTION_ONLY
from framing.stats.design import design_of
from framing.stats.interval_rule import MIN_ARTICLES, MIN_WITH
from framing.stats.table import Table, rows_of

__all__ = ["role_diversity", "shannon_diversity", "simpson_diversity"]

Floats = NDArray[np.float64]
_INDICES = ("shannon", "simpson")


def shannon_diversity(counts: ArrayLike) -> Floats:
    """Return Shannon's entropy of the shares that counts make up along the last axis: −Σ p ln p.

    exp of it is the number of equally large kinds that would be as diverse (Hill 1973).
    Shannon, C. E. (1948). A mathematical theory of communication. Bell System Technical Journal,
    27, 379–423.

    Parameters
    ----------
    counts
        One count a kind along the last axis, 0 or more.

    Returns
    -------
    ndarray
        Without the last axis; from 0 (one kind has everything) to ln k for k kinds, NaN where
        there is nothing. In nats. Higher means more diverse.

    Raises
    ------
    FramingError
        If a count is negative.
    """
    p = _shares(counts, "shannon_diversity")
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(p > 0, p * np.log(p), p)
    return _where_any(p, np.maximum(0.0, -terms.sum(axis=-1)) + 0.0)


def simpson_diversity(counts: ArrayLike) -> Floats:
    """Return the chance that two draws, with replacement, are of different kinds: 1 − Σ p².

    Simpson, E. H. (1949). Measurement of diversity. Nature, 163, 688.

    Parameters
    ----------
    counts
        One count a kind along the last axis, 0 or more.

    Returns
    -------
    ndarray
        Without the last axis; from 0 (one kind has everything) to 1 − 1/k for k kinds, NaN where
        there is nothing. A probability. Higher means more diverse.

    Raises
    ------
    FramingError
        If a count is negative.
    """
    p = _shares(counts, "simpson_diversity")
    return _where_any(p, np.maximum(0.0, 1 - (p**2).sum(axis=-1)))


def role_diversity(
    features: FeatureMatrix,
    *,
    by: str = "outlet",
    level: float = 0.95,
    resamples: int = 2_000,
    seed: int = 0,
) -> Table:
    """Return how diverse the roles of the speakers are whom each group quotes or reports.

    Every run of direct or reported speech whose speaker has a role counts once; speakers without a
    known role are outside, and `n_unknown` counts them. Both indices rise with the number of runs,
    so groups with few runs look less diverse than they are. Intervals resample whole articles: t
    with the bootstrap's standard error, cut at the ends of the scale.

    Returns
    -------
    Table
        `role_diversity`: group, index (shannon, simpson), n (runs with a role), n_unknown, roles
        (kinds found), value, low, high, level, n_articles. Higher means more kinds, more evenly.

    Raises
    ------
    FramingError
        If there is no metadata column `by`.
    """
    groups, codes = features.groups(by)
    counts, unknown = _runs(features)
    described = design_of(features, by=by, level=level).verdict == DESCRIPTION_ONLY
    member = (codes[None, :] == np.arange(len(groups))[:, None]).astype(np.float64)
    sums = member @ counts
    value = np.stack([shannon_diversity(sums), simpson_diversity(sums)], axis=1)
    most = np.array([np.log(max(counts.shape[1], 1)), 1.0])
    wide = np.full(value.shape, np.nan)
    if not described:
        for group in range(len(groups)):
            mine = counts[codes == group]
            wide[group] = _half_width(mine, level, resamples, seed, group)
    columns = {
        "group": np.array(groups, dtype=object)[:, None],
        "index": np.array(_INDICES, dtype=object)[None, :],
        "n": sums.sum(axis=1).astype(np.int64)[:, None],
        "n_unknown": (member @ unknown).astype(np.int64)[:, None],
        "roles": (sums > 0).sum(axis=1)[:, None],
        "value": value,
        "low": np.maximum(value - wide, 0),
        "high": np.minimum(value + wide, most),
        "level": np.where(np.isnan(wide), np.nan, level),
        "n_articles": member.sum(axis=1).astype(np.int64)[:, None],
    }
    signature = features.signature.with_parts(
        measure="diversity", unit="nats (shannon), share (simpson)", of="speakers’ roles", by=by
    )
    return Table("role_diversity", rows_of(columns, shape=value.shape), signature)


def _shares(counts: ArrayLike, name: str) -> Floats:
    """Return shares along the last axis, in order of size, so that sums don't depend on order."""
    found = np.sort(np.asarray(counts, dtype=np.float64), axis=-1)
    if (found < 0).any():
        raise FramingError(f"{name}: expected counts of 0 or more, found {found.min():g}")
    total = found.sum(axis=-1, keepdims=True)
    out = np.full(found.shape, np.nan)
    np.divide(found, total, out=out, where=np.broadcast_to(total > 0, found.shape))
    return out


def _where_any(shares: Floats, values: Floats) -> Floats:
    return np.asarray(values) if shares.shape[-1] else np.full(shares.shape[:-1], np.nan)


def _runs(features: FeatureMatrix) -> tuple[Floats, Floats]:
    """Return articles × roles, and the runs of speakers whose role is not known."""
    runs = features.runs
    voice = np.asarray(runs.column("voice").to_pylist(), dtype=object)
    spoken = np.isin(voice.astype(str), ["direct", "indirect"])
    article = runs.column("article").to_numpy()[spoken]
    role = np.asarray(runs.column("speaker_role").to_pylist(), dtype=object)[spoken].astype(str)
    names = sorted(set(role.tolist()) - {"", "None"})
    out = np.zeros((len(features), len(names)))
    for i, name in enumerate(names):
        out[:, i] = np.bincount(article[role == name], minlength=len(features))
    known = np.isin(role, names)
    return out, np.bincount(article[~known], minlength=len(features)).astype(np.float64)


def _half_width(counts: Floats, level: float, resamples: int, seed: int, stream: int) -> Floats:
    from scipy.special import stdtrit

    speaking = int((counts.sum(axis=1) > 0).sum())
    if len(counts) < MIN_ARTICLES["t"] or speaking < MIN_WITH:
        return np.full(2, np.nan)
    sums = bootstrap_sums(counts, resamples=resamples, seed=seed, stream=stream)
    values = np.stack([shannon_diversity(sums), simpson_diversity(sums)], axis=1)
    error = np.nanstd(values, axis=0, ddof=1) * np.sqrt(speaking / (speaking - 1))
    out: Floats = stdtrit(speaking - 1, (1 + level) / 2) * error
    return out
