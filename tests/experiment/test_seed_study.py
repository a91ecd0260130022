"""The study of the seeds: what it shows, that it reconciles, and that it repeats."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

import framing
from framing.evidence import EVIDENCE_SCHEMA

OUTLETS = ["ua_site", "meduza", "es_daily", "izvestia", "uk_daily"]


@pytest.fixture(scope="module")
def evidence(seed_run):
    return pd.read_parquet(seed_run.folder / "evidence.parquet")


@pytest.fixture(scope="module")
def words(seed_run):
    return pd.read_csv(seed_run.folder / "tables" / "words.csv", keep_default_na=False)


def count(words, entry, **wanted):
    rows = words[(words["entry"] == entry) & (words["pack"] == "conflict_actors")]
    for column, value in wanted.items():
        rows = rows[rows[column] == value]
    return int(rows["n"].sum())


def test_terrorists_never_stand_in_an_outlets_own_voice(words):
    voices = {v: count(words, "terrorist*", voice=v) for v in framing.evidence.VOICES}
    assert voices == {"authorial": 0, "scare": 3, "direct": 1, "indirect": 0}


def test_peacekeepers_are_bare_in_two_outlets_and_in_marks_in_two(words, evidence):
    for outlet in ("meduza", "izvestia"):
        assert count(words, "peacekeep*", outlet=outlet, voice="scare") == 0
        assert count(words, "peacekeep*", outlet=outlet, voice="direct") == 0
        assert count(words, "peacekeep*", outlet=outlet, voice="authorial") > 0
    for outlet in ("es_daily", "uk_daily"):
        bare = ["authorial", "indirect"]
        assert sum(count(words, "peacekeep*", outlet=outlet, voice=v) for v in bare) == 0
        assert count(words, "peacekeep*", outlet=outlet) > 0


def test_only_one_outlet_writes_rebels_in_its_own_voice(words):
    rebels = words[words["entry"].str.startswith("rebel") & (words["voice"] == "authorial")]
    own = rebels.groupby("outlet")["n"].sum()
    assert own[own > 0].to_dict() == {"izvestia": 2}


def test_evidence_has_the_columns_promised_and_leads_back_to_the_texts(seed_run, evidence, root):
    assert list(evidence.columns) == EVIDENCE_SCHEMA.names
    corpus = framing.read_corpus(root / "seeds")
    texts = dict(zip(corpus.ids, corpus.table.column("text").to_pylist(), strict=True))
    for row in evidence.itertuples():
        assert texts[row.article][row.start : row.end] == row.surface
        assert texts[row.article][row.sentence_start : row.sentence_end] == row.sentence
        assert row.sentence_start <= row.start < row.end <= row.sentence_end


def test_the_tables_reconcile_with_the_evidence(words, evidence):
    counted = words.groupby(["pack", "category", "entry", "outlet"])["n"].sum()
    found = evidence.groupby(["pack", "category", "entry", "outlet"]).size()
    assert counted[counted > 0].to_dict() == found.to_dict()


def test_exposures_sum_to_the_words(seed_run):
    features = pq.read_table(seed_run.folder / "features.parquet").to_pandas()
    parts = features[["words@authorial", "words@direct", "words@indirect"]].sum(axis=1)
    assert (parts == features["words"]).all()
    assert features["words_left_out"].sum() > 0
    assert list(features["outlet"]) == OUTLETS


def test_cleaned_words_are_in_no_match(seed_run, evidence):
    left_out = seed_run.features.left_out.to_pandas()
    ids = seed_run.features.articles["id"]
    for row in left_out.itertuples():
        mine = evidence[evidence["article"] == ids[row.article]]
        assert not ((mine["start"] < row.end) & (mine["end"] > row.start)).any()


def test_terms_are_counted_by_voice_and_cross_nothing(seed_run):
    terms = pd.read_parquet(seed_run.folder / "terms.parquet")
    assert set(terms["voice"]) <= {"authorial", "scare", "direct", "indirect"}
    assert not terms["term"].str.contains("getty images|leave reply").any()


class _Page(HTMLParser):
    """Collects keys, links and anchors of the report."""

    def __init__(self):
        super().__init__()
        self.keys, self.links, self.anchors, self.loads = [], [], set(), []

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.anchors.add(found.get("id"))
        if "data-key" in found:
            self.keys.append(found["data-key"])
        if tag == "a" and found.get("href", "").startswith("#"):
            self.links.append(found["href"][1:])
        if tag in ("img", "script", "link", "iframe") and (found.get("src") or found.get("href")):
            self.loads.append(found.get("src") or found["href"])


@pytest.fixture(scope="module")
def page(seed_run):
    parser = _Page()
    parser.feed((seed_run.folder / "report.html").read_text("utf-8"))
    return parser


def test_every_number_of_the_report_is_in_the_results_and_every_link_leads_somewhere(
    seed_run, page
):
    numbers = json.loads((seed_run.folder / "results.json").read_text("utf-8"))["numbers"]
    assert len(page.keys) > 100
    assert set(page.keys) <= set(numbers)
    assert page.links
    assert set(page.links) <= page.anchors


def test_the_report_opens_offline(page):
    assert all(source.startswith("data:") for source in page.loads)


def test_counts_of_matches_equal_the_evidence_behind_them(seed_run):
    numbers = json.loads((seed_run.folder / "results.json").read_text("utf-8"))["numbers"]
    checked = 0
    for key, number in numbers.items():
        if number["evidence"] is None or number["unit"] != "matches":
            continue
        assert len(seed_run.features.matches(**number["evidence"])) == number["value"], key
        checked += 1
    assert checked > 100


def test_one_article_an_outlet_is_described_and_not_tested(seed_run):
    comparison = seed_run.tables["comparison"].frame
    assert set(comparison["conclusion"]) == {"description only"}
    assert np.isnan(comparison[["low", "high"]].to_numpy()).all()
    page = (seed_run.folder / "report.html").read_text("utf-8")
    assert not re.search(r"p\s*[<=]\s*(0?\.0\d|\.\d)", page)


def test_nothing_says_where_or_by_whom_it_was_made(seed_run, root):
    for file in ("manifest.json", "results.json", "report.html"):
        text = (seed_run.folder / file).read_text("utf-8")
        assert str(root) not in text
        assert str(seed_run.folder.parent) not in text


def test_two_runs_give_the_same_bytes(seed_run, root, tmp_path):
    again = framing.run(root / "experiments" / "kazakhstan_2022.yaml", output=tmp_path / "again")
    first = {p.relative_to(seed_run.folder): p for p in seed_run.folder.rglob("*") if p.is_file()}
    second = {p.relative_to(again.folder): p for p in again.folder.rglob("*") if p.is_file()}
    assert first.keys() == second.keys()
    differing = [
        str(name)
        for name in first
        if name.name != "run.log" and first[name].read_bytes() != second[name].read_bytes()
    ]
    assert differing == []
