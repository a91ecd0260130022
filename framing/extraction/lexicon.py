"""Counts of a pack's categories, as a scikit-learn transformer and as an extractor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pyarrow as pa
from sklearn.base import BaseEstimator, TransformerMixin

from framing.corpus.batch import Batch
from framing.evidence import VOICES
from framing.extraction.extractor import Part
from framing.extraction.matches import PackMatcher
from framing.extraction.prepared import PreparedBatch, prepare
from framing.features import Feature, voice_code
from framing.lexicon.pack import LexiconPack
from framing.lexicon.sources import load_pack
from framing.signature import Signature

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

__all__ = ["LexiconExtractor"]


class LexiconExtractor(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Counts matches of a pack by category and voice.

    Parameters
    ----------
    pack
        A `LexiconPack`, or the name or path of one.
    overlap
        `pack` or `category`, in place of the pack's own rule.
    voices
        Voices that `transform` counts together; all of them if none are given.

    Examples
    --------
    >>> counts = LexiconExtractor("conflict_actors").fit_transform(["Protesters met police."])
    >>> counts.shape[0]
    1
    """

    def __init__(
        self,
        pack: LexiconPack | str | Path,
        *,
        overlap: str | None = None,
        voices: Sequence[str] | None = None,
    ) -> None:
        self.pack = pack
        self.overlap = overlap
        self.voices = voices

    def fit(self, X: Sequence[str] | None = None, y: Any = None) -> Self:
        """Read the pack; the texts are not looked at."""
        for voice in self.voices or ():
            voice_code(voice)
        self.pack_ = self.pack if isinstance(self.pack, LexiconPack) else load_pack(self.pack)
        self.matcher_ = PackMatcher(self.pack_, overlap=self.overlap)
        return self

    def transform(self, X: Sequence[str]) -> csr_matrix:
        """Return articles × features: counts of matches in the chosen voices."""
        from scipy.sparse import csr_matrix

        matcher = self._matcher()
        prepared = prepare(Batch.of(list(X)), language=self.pack_.language)
        cells = matcher.extract_batch(prepared, evidence=False).cells
        rows, columns, voice, n = (
            cells.column(name).to_numpy() for name in ("article", "feature", "voice", "n")
        )
        keep = np.isin(voice, [VOICES.index(v) for v in self.voices or VOICES])
        shape = (len(X), len(matcher.features()))
        return csr_matrix((n[keep], (rows[keep], columns[keep])), shape=shape)

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[Any]:
        """Return `pack.category` for every column."""
        return np.array([f.name for f in self._matcher().features()], dtype=object)

    def features(self) -> tuple[Feature, ...]:
        """Return the features that `extract_batch` counts."""
        return self._matcher().features()

    def extract_batch(self, prepared: PreparedBatch) -> Part:
        """Return counts by voice, and evidence, of a prepared batch."""
        return self._matcher().extract_batch(prepared)

    def finish(self, terms: pa.Table, n_articles: int) -> pa.Table:
        """Return the terms as they are: a pack learns nothing from a corpus."""
        return terms

    def signature(self) -> Signature:
        """Return the pack, its version and the overlap rule."""
        return self._matcher().signature()

    def fingerprint(self) -> str:
        """Return what the rows depend on."""
        return self._matcher().fingerprint()

    def _matcher(self) -> PackMatcher:
        if not hasattr(self, "matcher_"):
            self.fit()
        return self.matcher_
