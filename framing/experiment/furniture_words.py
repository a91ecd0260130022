"""Words that mostly stand in the pages' furniture, found in what cleaning left out."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from framing.corpus.batch import Batch
from framing.experiment.config import ExperimentConfig, TfidfConfig
from framing.extraction.prepared import prepare
from framing.extraction.terms import TermRules, count_terms, stop_word_list
from framing.features import FeatureMatrix

__all__ = ["furniture_words"]

_RULE = "furniture"
_FEWEST_ARTICLES = 2


def furniture_words(features: FeatureMatrix, config: ExperimentConfig) -> tuple[str, ...]:
    """Return the n-grams that are furniture more often than text.

    They stand in the furniture of two articles or more, and at least as often there as in the text
    that is counted, in any voice.

    Parameters
    ----------
    features
        The matrix of counts, with what cleaning left out.
    config
        The experiment, which says what n-grams are counted.
    """
    spans = features.left_out.filter(pc.equal(features.left_out.column("rule"), _RULE))
    step = config.tfidf()
    if not len(spans) or not len(features.terms) or step is None:
        return ()
    found = _counted(spans.column("text").to_pylist(), step, config.segmentation.language or "en")
    article = pa.array(spans.column("article").to_numpy()[found.column("article").to_numpy()])
    found = found.set_column(0, "article", article)
    by_article = found.group_by(["article", "term"], use_threads=False).aggregate([("n", "sum")])
    left_out = by_article.group_by("term", use_threads=False).aggregate(
        [("n_sum", "sum"), ("article", "count")]
    )
    often = left_out.filter(pc.greater_equal(left_out.column("article_count"), _FEWEST_ARTICLES))
    counted = features.terms.group_by("term", use_threads=False).aggregate([("n", "sum")])
    place = pc.index_in(often.column("term"), counted.column("term").combine_chunks())
    known = place.is_valid()
    often, place = often.filter(known), place.filter(known)
    in_text = counted.column("n_sum").take(place).to_numpy()
    mostly = often.column("n_sum_sum").to_numpy() >= in_text
    return tuple(sorted(np.array(often.column("term").to_pylist(), object)[mostly].tolist()))


def _counted(texts: list[str], step: TfidfConfig, language: str) -> pa.Table:
    """Count n-grams of the texts as those of the articles are counted."""
    stop_words = None if step.stop_words == "none" else step.stop_words
    rules = TermRules(
        (step.ngrams[0], step.ngrams[1]), stop_word_list(language, stop_words), step.numbers
    )
    return count_terms(prepare(Batch.of(texts), language=language), rules)
