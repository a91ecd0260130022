"""Shares: of rival names within one referent, of voices within one name, of words by voice."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from framing.errors import FramingError
from framing.evidence import Evidence
from framing.features import EXPOSURE_VOICES, Feature, FeatureMatrix
from framing.stats.table import Table, rows_of
from framing.stats.tally import ALL_VOICES, attributes, ratio, tally_of, words_by_group

__all__ = ["HELD_VOICES", "name_voices", "naming_shares", "referent_names", "voice_words"]

HELD_VOICES = ("authorial", "scare_unattributed", "scare_attributed", "direct", "indirect")
"""How a name is held: short marks are told apart by whether a speaker is given."""

_NO_REFERENT = "No pack of this study has a referent (`choice: true`), so there are no rival names."


def naming_shares(features: FeatureMatrix, *, by: str = "outlet") -> Table:
    """Return each name's share among the mentions of its referent by one of the listed names.

    share = n / of, where `of` sums n over the rival names of the referent in the same group and
    voice; NaN where nothing was mentioned. Pronouns and unlisted names are outside it.

    Parameters
    ----------
    features
        The matrix of counts.
    by
        The metadata column whose values are compared; its values stand in `group`.

    Returns
    -------
    Table
        `naming`: pack, referent, name, valence, group, voice ("all" and the four), n, of, share,
        n_articles (of the group), articles_with (this name in this voice). Share of 1. Higher
        means that the name is preferred to its rivals.

    Raises
    ------
    FramingError
        If there is no metadata column `by`.
    """
    sums = tally_of(features, by=by)
    names, rivals = referent_names(features)
    positions = [features.position(name.name) for name in names]
    n = sums.n[positions]
    of = np.zeros_like(n)
    np.add.at(of, rivals, n)
    columns = {
        **_name_columns(names),
        "group": sums.group_column,
        "voice": sums.voice_column,
        "n": n,
        "of": of[rivals],
        "share": ratio(n, of[rivals]),
        "n_articles": sums.n_articles[None, :, None],
        "articles_with": sums.articles_with[positions],
    }
    signature = features.signature.with_parts(
        measure="share", unit="mentions", of="mentions by a listed name of the referent", by=by
    )
    notes = () if names else (_NO_REFERENT,)
    return Table("naming", rows_of(columns, shape=n.shape), signature, notes)


def name_voices(features: FeatureMatrix, *, by: str = "outlet") -> Table:
    """Return how each group holds each rival name: in its own voice, in marks, in others' words.

    share = n / of, where `of` is the number of the group's mentions by this name in all voices.
    A match in short marks inside a quotation counts as `direct`: it is the speaker's.

    Parameters
    ----------
    features
        The matrix of counts, with evidence.
    by
        The metadata column whose values are compared.

    Returns
    -------
    Table
        `held`: pack, referent, name, valence, group, voice (`HELD_VOICES`), n, of, share. Share
        of 1. Higher means that more of the group's mentions by this name are held so.

    Raises
    ------
    FramingError
        If there is no metadata column `by`, or if names stand in short marks and the evidence,
        which tells whether they are attributed, was not kept.
    """
    sums = tally_of(features, by=by)
    names, _ = referent_names(features)
    positions = [features.position(name.name) for name in names]
    authorial, scare, direct, indirect = np.moveaxis(sums.n[positions, :, 1:], 2, 0)
    attributed = np.minimum(_attributed_marks(features, names, by), scare)
    n = np.stack([authorial, scare - attributed, attributed, direct, indirect], axis=2)
    if not len(features.evidence) and scare.any():
        raise FramingError(
            "the matrix was made without evidence, which tells attributed short marks from others;"
            " extract with evidence=True"
        )
    of = n.sum(axis=2, keepdims=True)
    columns = {
        **_name_columns(names),
        "group": sums.group_column,
        "voice": np.array(HELD_VOICES, dtype=object)[None, None, :],
        "n": n,
        "of": of,
        "share": ratio(n, of),
    }
    signature = features.signature.with_parts(
        measure="share", unit="mentions", of="mentions by this name", by=by
    )
    notes = () if names else (_NO_REFERENT,)
    return Table("held", rows_of(columns, shape=n.shape), signature, notes)


def voice_words(features: FeatureMatrix, *, by: str = "outlet") -> Table:
    """Return how many of each group's words are its own, quoted and reported.

    Words in short marks belong to the voice around them; cleaned words are in none.

    Parameters
    ----------
    features
        The matrix of counts.
    by
        The metadata column whose values are compared.

    Returns
    -------
    Table
        `voice`: group, voice (authorial, direct, indirect), words, share (of the group's words;
        NaN if it has none). Share of 1. Higher means more room for that voice.

    Raises
    ------
    FramingError
        If there is no metadata column `by`.
    """
    groups, _ = features.groups(by)
    words = words_by_group(features, by=by)[:, [ALL_VOICES.index(v) for v in EXPOSURE_VOICES]]
    columns = {
        "group": np.array(groups, dtype=object)[:, None],
        "voice": np.array(EXPOSURE_VOICES, dtype=object)[None, :],
        "words": words,
        "share": ratio(words, words.sum(axis=1, keepdims=True)),
    }
    signature = features.signature.with_parts(measure="share", unit="words", of="words", by=by)
    return Table("voice", rows_of(columns, shape=words.shape), signature)


def referent_names(features: FeatureMatrix) -> tuple[list[Feature], NDArray[np.int64]]:
    """Return the rival names of all referents, and the number of the referent of each."""
    referents = features.referents()
    names = [features.names(referent) for referent in referents]
    number = np.repeat(np.arange(len(referents)), [len(rivals) for rivals in names])
    return [name for rivals in names for name in rivals], number.astype(np.int64)


def _name_columns(names: list[Feature]) -> dict[str, NDArray[Any]]:
    return {
        "pack": attributes(names, "pack"),
        "referent": attributes(names, "referent"),
        "name": attributes(names, "short"),
        "valence": attributes(names, "valence").astype(np.float64),
    }


def _attributed_marks(features: FeatureMatrix, names: list[Feature], by: str) -> NDArray[np.int64]:
    """Count matches in short marks that have a speaker, by name and group.

    A stretch of text counts once for a name, however many of its categories hold it.
    """
    evidence = features.evidence
    said = Evidence(
        evidence.table.filter((evidence.table_voice == "scare") & (evidence["speaker"] != ""))
    )
    groups, codes = features.groups(by)
    ids = features.articles_table.column("id").combine_chunks()
    article = pc.index_in(said.table.column("article"), ids).to_numpy()
    rows = np.stack([article, said["start"], said["end"]], axis=1).astype(np.int64)
    out = np.zeros((len(names), len(groups)), dtype=np.int64)
    for i, name in enumerate(names):
        once = np.unique(rows[said.mask(pack=name.pack, category=name.category)], axis=0)
        out[i] = np.bincount(codes[once[:, 0]], minlength=len(groups))
    return out
