"""What can be compared: each measure as two additive columns per article, y over x."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from framing.errors import FramingError, did_you_mean
from framing.evidence import VOICES
from framing.features import EXPOSURE_VOICES, Feature, FeatureMatrix, voice_code
from framing.stats.shares import referent_names

__all__ = ["MEASURES", "Measure", "Rows", "Scale", "measured_rows"]

Floats = NDArray[np.float64]
Scale = Literal["log", "logit", "identity", "balance"]
_PLACES = ("headline", "body", "caption")


@dataclass(frozen=True, slots=True)
class Measure:
    """What is estimated: the value is `factor` · Σy / Σx over the articles of a group.

    Parameters
    ----------
    name, title
        In code and in reports.
    unit
        Of the value.
    method
        How the value is made from the articles' rows.
    scale
        Where intervals are symmetrical: the logarithm (rates), the logit (shares), the value
        itself, or `balance`: the value is ln((Σy + ½) / (Σx − Σy + ½)).
    of
        What x counts.
    """

    name: str
    title: str
    unit: str
    method: str
    scale: Scale
    of: str
    factor: float = 1.0


_ALL = (
    Measure("rate", "Matches per 1,000 words", "per 1,000 words", "ratio of sums", "log",
            "words", 1000.0),
    Measure("mean_rate", "Mean of the articles’ rates", "per 1,000 words", "mean of ratios", "log",
            "articles with words", 1000.0),
    Measure("share", "Share of a name within its referent", "share", "ratio of sums", "logit",
            "mentions of the referent"),
    Measure("balance", "Balance of praising and damning names", "logit",
            "ln((R+.5)/(L+.5)) of sums", "balance", "mentions by names with a valence but 0"),
    Measure("valence", "Mean valence of the names", "valence", "ratio of sums", "identity",
            "mentions by names with a valence"),
    Measure("held", "Share of a name’s mentions in one voice", "share", "ratio of sums", "logit",
            "mentions by the name in all voices"),
    Measure("voice_words", "Share of the words by voice", "share", "ratio of sums", "logit",
            "words"),
    Measure("presence", "Share of the articles with a match", "share", "share of articles",
            "logit", "articles"),
    Measure("per_article", "Matches per article", "per article", "ratio of sums", "log",
            "articles"),
)  # fmt: skip
MEASURES = {measure.name: measure for measure in _ALL}
"""The measures by name. `rate` is a ratio of sums, `mean_rate` a mean of ratios: never mixed."""


@dataclass(frozen=True, eq=False)
class Rows:
    """The additive rows of one measure: what every estimate, interval and test starts from.

    Parameters
    ----------
    measure
        What y and x mean.
    names
        The features, one a column.
    y
        Articles × features.
    x
        Articles × features, or × 1 where all features have the same.
    n
        Matches behind each cell, articles × features; words for `voice_words`.
    voice, place
        What was counted; "all" where nothing was left out.
    """

    measure: Measure
    names: tuple[str, ...]
    y: Floats
    x: Floats
    n: Floats
    voice: str = "all"
    place: str = "all"

    def take(self, articles: NDArray[Any]) -> Rows:
        """Return the rows of some articles."""
        return Rows(
            self.measure, self.names, self.y[articles], self.x[articles], self.n[articles],
            self.voice, self.place,
        )  # fmt: skip

    def pick(self, columns: NDArray[Any]) -> Rows:
        """Return some of the features."""
        names = tuple(np.array(self.names, dtype=object)[columns])
        x = self.x if self.x.shape[1] == 1 else self.x[:, columns]
        return Rows(
            self.measure, names, self.y[:, columns], x, self.n[:, columns], self.voice, self.place
        )


def measured_rows(
    features: FeatureMatrix,
    measure: str = "rate",
    *,
    voice: str | None = None,
    place: str | None = None,
    denominator: Literal["voice", "article"] = "voice",
) -> Rows:
    """Return the additive rows of a measure, one an article.

    Parameters
    ----------
    measure
        A name of `MEASURES`.
    voice
        The voice counted; none for all together. `held` needs one: authorial if none is given.
    place
        headline, body or caption. Words are not counted by place, so a rate is per article there.
    denominator
        Of rates: the words of the voice, or all words of the article.

    Raises
    ------
    FramingError
        If there is no such measure, voice or place, or evidence is needed and was not kept.
    """
    if measure not in MEASURES:
        near = did_you_mean(measure, list(MEASURES))
        raise FramingError(f"expected a measure of {', '.join(MEASURES)}, found '{measure}'{near}")
    if voice is not None:
        voice_code(voice)
    if place is not None and place not in _PLACES:
        near = did_you_mean(place, _PLACES)
        raise FramingError(f"expected a place of {', '.join(_PLACES)}, found '{place}'{near}")
    if place is not None and measure == "rate":
        measure = "per_article"
    if place is not None and measure in ("mean_rate", "voice_words"):
        raise FramingError(
            f"words are not counted by place, so {measure} can't be had in a {place}; compare"
            " presence, share, balance, valence, held or per_article there"
        )
    names, y, x, n = _columns(features, measure, voice, place, denominator)
    spoken = voice or ("authorial" if measure == "held" else "all")
    return Rows(MEASURES[measure], names, y, x, n, spoken, place or "all")


def _columns(
    features: FeatureMatrix, measure: str, voice: str | None, place: str | None, denominator: str
) -> tuple[tuple[str, ...], Floats, Floats, Floats]:
    if measure == "voice_words":
        words = np.stack([features.exposure(v) for v in EXPOSURE_VOICES], axis=1).astype(np.float64)
        return EXPOSURE_VOICES, words, features.exposure().astype(np.float64)[:, None], words
    if measure == "held":
        whole = _counts(features, None, place)
        part = _counts(features, voice or "authorial", place)
        names = tuple(f.name for f in features.features)
        return names, part, whole, part
    counts = _counts(features, voice, place)
    if measure in ("share", "balance", "valence"):
        return _within_referents(features, counts, measure)
    names = tuple(f.name for f in features.features)
    one = np.ones((len(features), 1))
    if measure == "presence":
        return names, (counts > 0).astype(np.float64), one, counts
    if measure == "per_article":
        return names, counts, one, counts
    words = features.exposure(voice if denominator == "voice" else None).astype(np.float64)[:, None]
    if measure == "rate":
        return names, counts, words, counts
    some = (words > 0).astype(np.float64)
    return names, np.divide(counts, words, out=np.zeros_like(counts), where=words > 0), some, counts


def _within_referents(
    features: FeatureMatrix, counts: Floats, measure: str
) -> tuple[tuple[str, ...], Floats, Floats, Floats]:
    names, _ = referent_names(features)
    if measure == "share":
        n = counts[:, [features.position(f.name) for f in names]]
        _, number = referent_names(features)
        rivals = (number[:, None] == number[None, :]).astype(np.float64)
        return tuple(f.name for f in names), n, n @ rivals, n
    judged = [f for f in names if f.valence is not None]
    sides = list(dict.fromkeys(map(_side, judged)))
    n = counts[:, [features.position(f.name) for f in judged]]
    belongs = np.array([[_side(f) == side for side in sides] for f in judged], dtype=np.float64)
    belongs = belongs.reshape(len(judged), len(sides))
    valence = np.array([float(f.valence or 0) for f in judged])[:, None]
    if measure == "valence":
        return _side_names(sides), n @ (belongs * valence), n @ belongs, n @ belongs
    praising, polar = n @ (belongs * (valence > 0)), n @ (belongs * (valence != 0))
    return _side_names(sides), praising, polar, polar


def _side(name: Feature) -> tuple[str, str, str]:
    return name.pack, name.referent, name.toward or name.referent


def _side_names(sides: list[tuple[str, str, str]]) -> tuple[str, ...]:
    several = [(pack, referent) for pack, referent, _ in sides]
    return tuple(
        f"{pack}.{referent}" if several.count((pack, referent)) == 1
        else f"{pack}.{referent} toward {toward}"
        for pack, referent, toward in sides
    )  # fmt: skip


def _counts(features: FeatureMatrix, voice: str | None, place: str | None) -> Floats:
    """Return matches, articles × features; by place they come from the evidence."""
    if place is None:
        return features.matrix(voice=voice).astype(np.float64)
    if not len(features.evidence) and features.cells.num_rows:
        raise FramingError(
            "the matrix was made without evidence, which tells the places of matches; extract with"
            " evidence=True"
        )
    evidence = features.evidence
    ids = features.articles_table.column("id").combine_chunks()
    article = pc.index_in(evidence.table.column("article"), ids).to_numpy()
    spans = np.stack([article, evidence["start"], evidence["end"]], axis=1).astype(np.int64)
    keep = evidence.mask(place=place)
    if voice is not None:
        keep &= evidence.table_voice == VOICES[voice_code(voice)]
    out = np.zeros((len(features), len(features.features)))
    for i, feature in enumerate(features.features):
        mine = keep & evidence.mask(pack=feature.pack, category=feature.category)
        once = np.unique(spans[mine], axis=0)
        out[:, i] = np.bincount(once[:, 0], minlength=len(features))
    return out
