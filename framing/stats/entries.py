"""The words behind the categories: matches of each entry, by group and voice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.compute as pc
from numpy.typing import NDArray

from framing.evidence import VOICES
from framing.features import FeatureMatrix
from framing.stats.table import Table, rows_of

__all__ = ["EntryTally", "entry_tally", "entry_voices"]

_KEYS = ["entry", "group", "voice"]


@dataclass(frozen=True, eq=False)
class EntryTally:
    """The matches, one row a match, with the entries that were found at all.

    Parameters
    ----------
    entries
        pack, category, entry; in the order of the features, then by the alphabet.
    matches
        entry, group, voice and article as numbers; surface, attributed, labelling, negated.
    groups
        The groups, in order of first appearance.
    n_articles
        Articles of each group.
    """

    entries: pd.DataFrame
    matches: pd.DataFrame
    groups: tuple[str, ...]
    n_articles: NDArray[np.int64]

    def count(self, *keys: str, of: str | None = None) -> NDArray[np.int64]:
        """Return the number of matches, or the sum of one of their columns, by the keys."""
        sizes = {"entry": len(self.entries), "group": len(self.groups), "voice": len(VOICES)}
        out = np.zeros(tuple(sizes[key] for key in keys), dtype=np.int64)
        where = tuple(self.matches[key].to_numpy() for key in keys)
        np.add.at(out, where, 1 if of is None else self.matches[of].to_numpy().astype(np.int64))
        return out

    def articles(self, *keys: str) -> NDArray[np.int64]:
        """Return the number of articles with at least one match, by the keys."""
        once = self.matches.drop_duplicates([*keys, "article"])
        return EntryTally(self.entries, once, self.groups, self.n_articles).count(*keys)


def entry_tally(features: FeatureMatrix, *, by: str) -> EntryTally:
    """Return the matches of a matrix with numbers for entries, groups, voices and articles.

    Raises
    ------
    FramingError
        If there is no metadata column `by`.
    """
    groups, codes = features.groups(by)
    evidence = features.evidence
    ids = features.articles_table.column("id").combine_chunks()
    article = pc.index_in(evidence.table.column("article"), ids).to_numpy().astype(np.int64)
    matches = evidence.table.select(["pack", "category", "entry", "negated", "labelling"])
    frame = matches.to_pandas()
    frame["surface"] = _plain(evidence.table.column("surface"))
    frame["attributed"] = evidence["speaker"] != ""
    frame["article"] = article
    frame["group"] = codes[article]
    frame["voice"] = np.searchsorted(np.sort(VOICES), evidence.table_voice)
    frame["voice"] = np.argsort(VOICES)[frame["voice"].to_numpy()]
    entries = _entries(frame, features)
    found = pd.MultiIndex.from_frame(entries)
    rows = pd.MultiIndex.from_frame(frame[["pack", "category", "entry"]])
    frame["entry"] = found.get_indexer(rows)
    return EntryTally(
        entries=entries,
        matches=frame.drop(columns=["pack", "category"]),
        groups=tuple(groups),
        n_articles=np.bincount(codes, minlength=len(groups)).astype(np.int64),
    )


def entry_voices(features: FeatureMatrix, *, by: str = "outlet") -> Table:
    """Return how often each entry was found, by group and voice, zeros included.

    Entries that were found nowhere have no rows. A match in short marks inside a quotation counts
    as `direct`.

    Parameters
    ----------
    features
        The matrix of counts, with evidence.
    by
        The metadata column whose values are compared.

    Returns
    -------
    Table
        `words`: pack, category (the leaf), entry (as the pack writes it), surfaces (the distinct
        lower-case forms found, joined by "; "), group, voice (the four), n, attributed (matches
        with a speaker), labelling, negated, n_articles (of the group), articles_with. In matches.
        Higher means found more often.

    Raises
    ------
    FramingError
        If there is no metadata column `by`.
    """
    matches = entry_tally(features, by=by)
    n = matches.count(*_KEYS)
    columns: dict[str, NDArray[Any]] = {
        name: matches.entries[name].to_numpy(dtype=object)[:, None, None]
        for name in ("pack", "category", "entry")
    }
    columns |= {
        "surfaces": _surfaces(matches, n.shape),
        "group": np.array(matches.groups, dtype=object)[None, :, None],
        "voice": np.array(VOICES, dtype=object)[None, None, :],
        "n": n,
        **{name: matches.count(*_KEYS, of=name) for name in ("attributed", "labelling", "negated")},
        "n_articles": matches.n_articles[None, :, None],
        "articles_with": matches.articles(*_KEYS),
    }
    signature = features.signature.with_parts(measure="count", unit="matches", by=by)
    return Table("words", rows_of(columns, shape=n.shape), signature)


def _entries(frame: pd.DataFrame, features: FeatureMatrix) -> pd.DataFrame:
    """Return the entries found, in the order of the features and then of the alphabet."""
    entries = frame[["pack", "category", "entry"]].drop_duplicates()
    order = {feature.name: i for i, feature in enumerate(features.features)}
    place = (entries["pack"] + "." + entries["category"]).map(order).fillna(len(order))
    entries = entries.assign(place=place).sort_values(["place", "pack", "category", "entry"])
    return entries.drop(columns="place").reset_index(drop=True)


def _plain(surface: Any) -> NDArray[Any]:
    one_space = pc.replace_substring_regex(surface, r"\s+", " ")
    return np.asarray(pc.utf8_lower(one_space).to_numpy(), dtype=object)


def _surfaces(matches: EntryTally, shape: tuple[int, ...]) -> NDArray[Any]:
    out = np.full(shape, "", dtype=object)
    once = matches.matches[[*_KEYS, "surface"]].drop_duplicates().sort_values([*_KEYS, "surface"])
    joined = once.groupby(_KEYS, sort=True)["surface"].agg("; ".join)
    where = tuple(joined.index.get_level_values(key).to_numpy() for key in _KEYS)
    out[where] = joined.to_numpy(dtype=object)
    return out
