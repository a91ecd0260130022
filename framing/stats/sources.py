"""Who gets to speak: words of speech by source and by role, and how diverse the sources are.

The unit is a word of speech: of a direct quotation, of reported speech, or in short marks with a
speaker. Each belongs to a source by name, to one that is only described ("officials"), to a
pronoun that nothing settles, or to nobody.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from framing.features import FeatureMatrix
from framing.speech import SPEECH
from framing.stats.diversity import shannon_diversity, simpson_diversity
from framing.stats.table import Table
from framing.stats.tally import ratio

__all__ = ["OFFICIAL_ROLES", "source_diversity", "speaking_roles", "speaking_sources"]

OFFICIAL_ROLES = ("official", "security", "foreign_official")
"""Roles of the pack `speaker_roles` that speak for a state or a union of states."""

_LAST = ("pronoun", "none")


def speaking_sources(features: FeatureMatrix, *, by: str = "outlet") -> Table:
    """Return who speaks in each group, in how many articles and with how many words.

    A source is what goes by one name in an article; articles are joined by that name as it is
    written. All pronouns are one row (kind `pronoun`), all speech of nobody another (`none`).

    Parameters
    ----------
    features
        The matrix, with its runs.
    by
        The metadata column whose values are compared.

    Returns
    -------
    Table
        `sources`: group, source (empty for kinds pronoun and none), kind, role (the one with most
        of the source's words), n_articles (of the group), articles (in which it speaks),
        passages, words, direct, indirect, scare (words by kind of speech), of (the group's words
        of speech), share (of them). In words. Higher means that the source gets more room.

    Raises
    ------
    FramingError
        If there is no metadata column `by`.
    """
    frame, groups = _passages(features, by)
    keys = ["code", "kind", "source"]
    rows = _summed(frame, keys)
    roles = frame.groupby([*keys, "role"], sort=False)["words"].sum().reset_index()
    roles = roles.sort_values("words", ascending=False, kind="stable").drop_duplicates(keys)
    rows = rows.merge(roles[[*keys, "role"]], on=keys, how="left")
    rows["last"] = rows["kind"].map(lambda kind: _LAST.index(kind) + 1 if kind in _LAST else 0)
    rows = rows.sort_values(
        ["code", "last", "words", "source"], ascending=[True, True, False, True], kind="stable"
    )
    rows = _with_group(rows, features, groups, by)
    rows["of"] = rows.groupby("group")["words"].transform("sum")
    rows["share"] = ratio(rows["words"].to_numpy(np.float64), rows["of"].to_numpy(np.float64))
    columns = ["group", "source", "kind", "role", "n_articles", "articles", "passages", "words"]
    signature = features.signature.with_parts(
        measure="words of speech", unit="words", method="counted", by=by
    )
    frame = rows[[*columns, *SPEECH, "of", "share"]].reset_index(drop=True)
    return Table("sources", frame, signature)


def speaking_roles(
    features: FeatureMatrix,
    *,
    by: str = "outlet",
    official: Collection[str] = OFFICIAL_ROLES,
) -> Table:
    """Return how many of the words given to sources go to each role, zeros included.

    Parameters
    ----------
    features
        The matrix, with its runs.
    by
        The metadata column whose values are compared.
    official
        The roles that count as official.

    Returns
    -------
    Table
        `roles`: group, role (empty where the text tells none), official, n_articles, articles,
        passages, words, direct, indirect, scare, of (the group's words of speech with a source),
        share (of them). In words. Higher means that the role gets more room.

    Raises
    ------
    FramingError
        If there is no metadata column `by`.
    """
    frame, groups = _passages(features, by)
    frame = frame[frame["kind"] != "none"]
    order = frame.groupby("role")["words"].sum().sort_values(ascending=False, kind="stable")
    roles = [*(role for role in order.index if role), *([""] if "" in order.index else [])]
    cells = pd.MultiIndex.from_product([range(len(groups)), roles], names=["code", "role"])
    rows = _summed(frame, ["code", "role"]).set_index(["code", "role"]).reindex(cells, fill_value=0)
    rows = _with_group(rows.reset_index(), features, groups, by)
    rows["official"] = rows["role"].isin(list(official))
    rows["of"] = rows.groupby("group")["words"].transform("sum")
    rows["share"] = ratio(rows["words"].to_numpy(np.float64), rows["of"].to_numpy(np.float64))
    columns = ["group", "role", "official", "n_articles", "articles", "passages", "words"]
    signature = features.signature.with_parts(
        measure="words of speech", unit="words", method="counted", official="+".join(official),
        by=by,
    )  # fmt: skip
    return Table("roles", rows[[*columns, *SPEECH, "of", "share"]], signature)


def source_diversity(
    features: FeatureMatrix,
    *,
    by: str = "outlet",
    official: Collection[str] = OFFICIAL_ROLES,
) -> Table:
    """Return for each group how much is speech, whose it is, and how diverse its sources are.

    Diversity is that of words: over the roles that the texts tell, and over sources with a name.

    Parameters
    ----------
    features
        The matrix, with its runs.
    by
        The metadata column whose values are compared.
    official
        The roles that count as official.

    Returns
    -------
    Table
        `diversity`, one row a group: n_articles, articles (with speech), words, speech (words of
        speech), speech_share (of words); direct, direct_share; unattributed, unattributed_share
        (all three of speech); attributed (words of speech with a source); pronoun,
        pronoun_share, named, named_share, official, official_share (of attributed); n_sources
        (names and descriptions), n_named, n_roles, role_words; roles_shannon, roles_simpson,
        sources_shannon, sources_simpson (NaN without such words). Words, shares, nats and
        probabilities. Higher means more, or more diverse.

    Raises
    ------
    FramingError
        If there is no metadata column `by`.
    """
    frame, groups = _passages(features, by)
    words = np.bincount(features.groups(by)[1], features.exposure(), minlength=len(groups))
    rows = [
        {"code": code, "words": int(words[code]), **_of_group(mine, official)}
        for code in range(len(groups))
        for mine in [frame[frame["code"] == code]]
    ]
    table = pd.DataFrame(rows, columns=["code", "words", *_of_group(frame[:0], official)])
    for share, top, bottom in _SHARES:
        table[share] = ratio(table[top].to_numpy(np.float64), table[bottom].to_numpy(np.float64))
    table = _with_group(table, features, groups, by)
    first = ["group", "n_articles", "articles", "words"]
    rest = [name for name in table.columns if name not in (*first, "code")]
    signature = features.signature.with_parts(
        measure="diversity of sources", unit="words, shares, nats, probabilities",
        method="shares of words; Shannon in nats; Simpson as 1 − Σp²",
        official="+".join(official), by=by,
    )  # fmt: skip
    return Table("diversity", table[[*first, *rest]], signature)


_SHARES = (
    ("speech_share", "speech", "words"),
    ("direct_share", "direct", "speech"),
    ("unattributed_share", "unattributed", "speech"),
    ("pronoun_share", "pronoun", "attributed"),
    ("named_share", "named", "attributed"),
    ("official_share", "official", "attributed"),
)


def _of_group(mine: pd.DataFrame, official: Collection[str]) -> dict[str, Any]:
    """Return the words and the diversity of one group's passages."""
    words = mine["words"]
    attributed = mine["kind"] != "none"
    named = mine["kind"] == "name"
    by_name = mine[named].groupby("source")["words"].sum()
    by_role = mine[attributed & (mine["role"] != "")].groupby("role")["words"].sum()
    known = mine[mine["kind"].isin(["name", "description"])]
    return {
        "articles": mine["article"].nunique(),
        "speech": int(words.sum()),
        "direct": int(words[mine["speech"] == "direct"].sum()),
        "unattributed": int(words[~attributed].sum()),
        "attributed": int(words[attributed].sum()),
        "pronoun": int(words[mine["kind"] == "pronoun"].sum()),
        "named": int(words[named].sum()),
        "official": int(words[attributed & mine["role"].isin(list(official))].sum()),
        "n_sources": len(known[["kind", "source"]].drop_duplicates()),
        "n_named": len(by_name),
        "n_roles": len(by_role),
        "role_words": int(by_role.sum()),
        "roles_shannon": float(shannon_diversity(by_role)),
        "roles_simpson": float(simpson_diversity(by_role)),
        "sources_shannon": float(shannon_diversity(by_name)),
        "sources_simpson": float(simpson_diversity(by_name)),
    }


def _passages(features: FeatureMatrix, by: str) -> tuple[pd.DataFrame, list[str]]:
    """Return one row a passage: article, group, source, kind, role, speech and words."""
    groups, codes = features.groups(by)
    speech = features.speech
    article = speech["article"].astype(np.int64)
    kind = speech["speaker_kind"].astype(object)
    return pd.DataFrame(
        {
            "article": article,
            "code": codes[article],
            "source": np.where(np.isin(kind, _LAST), "", speech["speaker_name"]).astype(object),
            "kind": kind,
            "role": speech["name_role"].astype(object),
            "speech": speech["speech"].astype(object),
            "words": speech["words"].astype(np.int64),
        }
    ), groups


def _summed(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Sum passages: articles, passages, words, and words by kind of speech."""
    said = {
        kind: np.where(frame["speech"] == kind, frame["words"], 0).astype(np.int64)
        for kind in SPEECH
    }
    rows = frame.assign(**said, passages=1).groupby(keys, sort=False)
    sums = rows[["passages", "words", *SPEECH]].sum()
    return sums.assign(articles=rows["article"].nunique()).reset_index()


def _with_group(
    rows: pd.DataFrame, features: FeatureMatrix, groups: list[str], by: str
) -> pd.DataFrame:
    sizes = np.bincount(features.groups(by)[1], minlength=len(groups)).astype(np.int64)
    code = rows["code"].to_numpy(np.int64)
    return rows.assign(group=np.array(groups, dtype=object)[code], n_articles=sizes[code])
