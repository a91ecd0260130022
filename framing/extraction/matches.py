"""Matches of a pack in a batch, as columns: where, in whose voice, by which entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from framing.arrow_columns import named_array, table_of
from framing.evidence import VOICES
from framing.extraction.extractor import PART_EVIDENCE_SCHEMA, Part
from framing.extraction.prepared import DIRECT, SCARE, PreparedBatch
from framing.features import CELLS_SCHEMA, Feature
from framing.lexicon.matcher import Matches, matcher_of
from framing.lexicon.pack import Category, LexiconPack
from framing.lexicon.spread import ranges
from framing.signature import Signature
from framing.uncollected import uncollected

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["PackMatcher", "pack_features"]

LONGEST_SENTENCE, AROUND = 2_000, 400
"""Characters: of a longer sentence, evidence holds so many on each side of the match."""


def pack_features(pack: LexiconPack) -> tuple[Feature, ...]:
    """Return a feature for every category of a pack, parents before children."""
    features: list[Feature] = []

    def add(category: Category, referent: str) -> None:
        features.append(
            Feature(
                f"{pack.name}.{category.path}",
                pack.name,
                category.path,
                description=category.description,
                referent=referent,
                choice=category.choice,
                valence=category.valence,
                toward=category.toward or referent,
                leaf=not category.categories,
            )
        )
        for child in category.categories:
            add(child, category.path if category.choice else "")

    for category in pack.categories:
        add(category, "")
    return tuple(features)


@dataclass(frozen=True)
class _Located:
    """Matches with the voice, speaker and place of each."""

    found: Matches
    article: NDArray[np.int64]
    run: NDArray[np.int64]
    negated: NDArray[np.bool_]
    weight: NDArray[np.float64]


class PackMatcher:
    """One pack made ready to be found in batches: an extractor that loads no heavy package."""

    def __init__(self, pack: LexiconPack, *, overlap: str | None = None) -> None:
        self.pack = pack
        self.matcher = matcher_of(pack, overlap=overlap)
        self._features = pack_features(pack)
        self._weights = np.array([e.weight for e in self.matcher.entries], np.float64)

    def features(self) -> tuple[Feature, ...]:
        """Return a feature for every category, parents before children."""
        return self._features

    def finish(self, terms: pa.Table, n_articles: int) -> pa.Table:
        """Return the terms as they are: a pack learns nothing from a corpus."""
        return terms

    def signature(self) -> Signature:
        """Return the pack, its version and the overlap rule.

        A pack that extends another also gives the head of its digest, which covers the parent.
        """
        pack = f"{self.pack.name}@{self.pack.version}"
        if self.pack.parent is not None:
            pack += f"#{self.pack.digest[:8]}"
        return Signature.of(pack=pack, overlap=self.matcher.overlap)

    def fingerprint(self) -> str:
        """Return what the rows depend on: the pack's content and the overlap rule."""
        return f"{self.pack.name} {self.pack.digest} {self.matcher.overlap}"

    @uncollected()
    def extract_batch(self, prepared: PreparedBatch, *, evidence: bool = True) -> Part:
        """Return counts by article, category and voice, and the evidence for them."""
        candidates = self.matcher.candidates(prepared.tokens, prepared.sentence_at)
        found = self.matcher.resolve(candidates)
        rows = self._locate(prepared, found)
        counted, which, category = self.matcher.counted(candidates, found)
        by_category = rows if counted is found else self._locate(prepared, counted)
        cells = _cells(prepared, by_category, which, category)
        return Part(cells, self._evidence(prepared, rows)) if evidence else Part(cells)

    def _locate(self, prepared: PreparedBatch, found: Matches) -> _Located:
        """Find the run that each match belongs to: a scare run if any of its words lies in one."""
        runs = prepared.segmentation.runs
        rows, word = ranges(found.first, found.last - found.first + 1)
        begun = prepared.run_at[word]
        run = begun[np.diff(rows, prepend=-1) > 0]
        scare = np.flatnonzero(runs.voice[begun] == SCARE)[::-1]  # the first of a match stays
        run[rows[scare]] = begun[scare]
        return _Located(
            found,
            prepared.batch.article_of(found.start),
            run,
            prepared.negation.of(found),
            self._weights[found.entry],
        )

    def _evidence(self, prepared: PreparedBatch, rows: _Located) -> pa.Table:
        batch, found = prepared.batch, rows.found
        segmentation, base = prepared.segmentation, batch.bases[rows.article]
        runs = segmentation.runs
        sentence = segmentation.sentences[prepared.sentence_at[found.first]] - base[:, None]
        sentence = sentence.reshape(-1, 2)
        start, end = found.start - base, found.end - base
        sentence = _shown(sentence, start, end)
        speakers = [*runs.speakers, ("", "")]
        speakers = [speakers[i] for i in runs.speaker[rows.run].tolist()]
        texts = [batch.texts[a] for a in rows.article.tolist()]
        columns: dict[str, Any] = {
            "article": rows.article.astype(np.int32),
            "start": start,
            "end": end,
            "surface": _cut(texts, start, end),
            "pack": named_array([self.pack.name], np.zeros(len(found), np.int64)),
            "category": named_array(self.matcher.categories, found.entry),
            "entry": named_array(self.matcher.written, found.entry),
            "weight": rows.weight,
            "negated": rows.negated,
            "voice": named_array(VOICES, runs.voice[rows.run]),
            "outer_voice": named_array((*VOICES, ""), runs.outer[rows.run]),
            "labelling": _inside(found, segmentation.labelling),
            "speaker": [name for name, _ in speakers],
            "speaker_role": [role for _, role in speakers],
            "place": _places(found, segmentation.headlines, segmentation.captions),
            "sentence_start": sentence[:, 0],
            "sentence_end": sentence[:, 1],
            "sentence": _cut(texts, sentence[:, 0], sentence[:, 1]),
        }
        return table_of(columns, PART_EVIDENCE_SCHEMA)


def _cells(
    prepared: PreparedBatch, rows: _Located, which: NDArray[np.int64], feature: NDArray[np.int64]
) -> pa.Table:
    """Add up rows by feature, article and voice; `which` are the rows that each feature counts."""
    runs, n_articles = prepared.segmentation.runs, len(prepared.batch)
    voice = runs.voice[rows.run].astype(np.int64)
    voice = np.where((voice == SCARE) & (runs.outer[rows.run] == DIRECT), DIRECT, voice)
    key = (feature * n_articles + rows.article[which]) * len(VOICES) + voice[which]
    cells, number = np.unique(key, return_inverse=True)
    number = number.reshape(-1)

    def total(values: NDArray[Any]) -> NDArray[np.float64]:
        return np.bincount(number, values[which], len(cells)).astype(np.float64)

    cell, voice = np.divmod(cells, len(VOICES))
    feature, article = np.divmod(cell, max(n_articles, 1))
    return table_of(
        {
            "article": article.astype(np.int32),
            "feature": feature.astype(np.int32),
            "voice": voice.astype(np.int8),
            "n": np.bincount(number, minlength=len(cells)).astype(np.int64),
            "weight": total(rows.weight),
            "negated": total(rows.negated).astype(np.int64),
        },
        CELLS_SCHEMA,
    )


def _cut(texts: Sequence[str], start: NDArray[np.int64], end: NDArray[np.int64]) -> list[str]:
    """Return a stretch of each text."""
    cuts = zip(texts, start.tolist(), end.tolist(), strict=True)
    return [text[begin:stop] for text, begin, stop in cuts]


def _shown(
    sentence: NDArray[np.int64], start: NDArray[np.int64], end: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Cut sentences without an end (lists, transcripts) to what stands around the match."""
    long = (sentence[:, 1] - sentence[:, 0] > LONGEST_SENTENCE)[:, None]
    around = np.stack([start - AROUND, end + AROUND], axis=1)
    cut = np.stack(
        [np.maximum(sentence[:, 0], around[:, 0]), np.minimum(sentence[:, 1], around[:, 1])], axis=1
    )
    return np.where(long, cut, sentence)


def _inside(found: Matches, spans: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which matches begin inside one of the spans."""
    if not len(spans):
        return np.zeros(len(found), bool)
    i = np.searchsorted(spans[:, 0], found.start, side="right") - 1
    return np.asarray((i >= 0) & (found.start < spans[np.maximum(i, 0), 1]), dtype=bool)


def _places(
    found: Matches, headlines: NDArray[np.int64], captions: NDArray[np.int64]
) -> pa.StringArray:
    place = np.where(_inside(found, headlines), 2, _inside(found, captions))
    return named_array(("body", "caption", "headline"), place)
