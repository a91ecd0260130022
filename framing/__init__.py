"""Who calls whom what, in whose voice? Source-bias and framing analysis of news.

The package is an hourglass: a text half and a table half meet in one narrow waist::

    corpus → lexicon → segmentation → extraction → FEATURES, EVIDENCE → stats → plots → report
      (text half: blind to outlets)                  (the waist)     (table half: reads no text)

    corpus   = framing.read_corpus("seeds/")
    pack     = framing.load_pack("conflict_actors")
    features = framing.extract(corpus, [framing.LexiconExtractor(pack)])
    table    = framing.compare(features, by="outlet", voice="authorial", seed=1)

Names are loaded when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_PUBLIC = {
    "Corpus": "framing.corpus.article",
    "Evidence": "framing.evidence",
    "FeatureMatrix": "framing.features",
    "FramingError": "framing.errors",
    "LexiconExtractor": "framing.extraction.lexicon",
    "LexiconPack": "framing.lexicon.pack",
    "TfidfExtractor": "framing.extraction.tfidf",
    "compare": "framing.stats",
    "concordance": "framing.extraction.concordance",
    "extract": "framing.extraction.matrix",
    "load_pack": "framing.lexicon.sources",
    "read_corpus": "framing.corpus.readers",
    "run": "framing.experiment.run",
    "voices": "framing.segmentation.segmentation",
}
_MODULES = ("plots", "stats")

__all__ = [*_PUBLIC, *_MODULES]


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        value = getattr(importlib.import_module(_PUBLIC[name]), name)
        globals()[name] = value
        return value
    if name in _MODULES:
        return importlib.import_module(f"framing.{name}")
    raise AttributeError(f"module 'framing' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])


if TYPE_CHECKING:
    from framing import plots as plots
    from framing import stats as stats
    from framing.corpus.article import Corpus as Corpus
    from framing.corpus.readers import read_corpus as read_corpus
    from framing.errors import FramingError as FramingError
    from framing.evidence import Evidence as Evidence
    from framing.experiment.run import run as run
    from framing.extraction.concordance import concordance as concordance
    from framing.extraction.lexicon import LexiconExtractor as LexiconExtractor
    from framing.extraction.matrix import extract as extract
    from framing.extraction.tfidf import TfidfExtractor as TfidfExtractor
    from framing.features import FeatureMatrix as FeatureMatrix
    from framing.lexicon.pack import LexiconPack as LexiconPack
    from framing.lexicon.sources import load_pack as load_pack
    from framing.segmentation.segmentation import voices as voices
    from framing.stats import compare as compare
