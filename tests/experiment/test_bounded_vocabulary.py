"""A study with `max_terms`: what is left out is told in the report and in the manifest."""

from __future__ import annotations

import json

import pandas as pd
import pytest

import framing
from framing.errors import ConfigError
from framing.experiment.config import load_experiment

STUDY = """\
name: bounded
corpus: {path: articles.jsonl}
extraction:
  - tfidf: {ngrams: [1, 2], stop_words: none}
plots: []
report: {formats: [html], sections: [corpus, summary]}
"""
TEXTS = (
    "The harbour was closed. The mayor was away.",
    "The harbour was open. The minister was away.",
    "The old harbour burned. The mayor was there.",
)


@pytest.fixture
def study(tmp_path):
    rows = ({"id": f"a{i}", "outlet": "AB"[i % 2], "text": t} for i, t in enumerate(TEXTS))
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "study.yaml").write_text(STUDY, encoding="utf-8")
    return tmp_path / "study.yaml"


def made(study, *overrides):
    done = framing.run(study, output=study.parent / "out", overrides=overrides)
    terms = pd.read_parquet(done.folder / "terms.parquet")
    manifest = json.loads((done.folder / "manifest.json").read_text("utf-8"))
    return done, terms, manifest["config"]["extraction"][0]["tfidf"]


def test_a_bound_that_is_reached_is_told(study):
    _, every, whole = made(study)
    done, terms, config = made(study, "extraction.0.tfidf.max_terms=7")
    n = every.groupby("term")["article"].nunique()
    assert set(terms["term"]) == set(n.index[n >= 3])
    told = (
        "n-grams in fewer than 3 articles are left out, and all others counted exactly: no more "
        "than 7 are held at a time (max_terms)"
    )
    assert told in done.notes
    assert told in (done.folder / "report.html").read_text("utf-8")
    assert config["max_terms"] == 7
    assert "max_terms" not in whole


def test_a_bound_that_is_not_reached_is_not_told(study):
    plain, every, _ = made(study)
    done, terms, _ = made(study, "extraction.0.tfidf.max_terms=1000")
    assert terms.equals(every)
    assert done.notes == plain.notes


@pytest.mark.parametrize(
    ("value", "message"),
    [("0", "expected 1 or more, found 0"), ("many", "expected a whole number, found 'many'")],
)
def test_a_bound_that_is_none_is_refused(study, value, message):
    study.write_text(STUDY.replace("none}", f"none, max_terms: {value}}}"), encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        load_experiment(study)
