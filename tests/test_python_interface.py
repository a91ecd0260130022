"""The Python interface as promised: names, types and what they hold."""

from __future__ import annotations

import matplotlib as mpl
import pandas as pd
import pytest

import framing

mpl.use("Agg")


@pytest.fixture(scope="module")
def corpus(root):
    return framing.read_corpus(root / "seeds")


@pytest.fixture(scope="module")
def features(corpus):
    pack = framing.load_pack("conflict_actors")
    return framing.extract(corpus, [framing.LexiconExtractor(pack), framing.TfidfExtractor()])


def test_features_hold_articles_and_evidence(features):
    assert list(features.articles["outlet"]) == [
        "ua_site",
        "meduza",
        "es_daily",
        "izvestia",
        "uk_daily",
    ]
    assert features.articles["country"].tolist() == ["UA", "LV", "ES", "RU", "GB"]
    assert len(features.evidence) == int(features.evidence.to_pandas().shape[0]) > 100


def test_compare_and_forest(features):
    table = framing.compare(features, by="outlet", voice="authorial", seed=1)
    assert set(table.frame["voice"]) == {"authorial"}
    axes = framing.plots.forest(table)
    assert isinstance(axes, mpl.axes.Axes)
    by_country = framing.compare(features, by="country").frame
    assert set(by_country["group"]) == {"UA", "LV", "ES", "RU", "GB"}


def test_matches_are_found_by_metadata_too(features):
    found = features.matches(country="RU", category="demonstrators.rebel")
    assert [m.surface for m in found] == ["rebels", "rebels"]
    with pytest.raises(framing.FramingError, match="no metadata column 'town'"):
        features.matches(town="x")
    with pytest.raises(framing.FramingError, match="did you mean 'voice'"):
        features.evidence.where(voices="direct")


def test_comparing_by_what_is_not_there_names_what_is(features):
    with pytest.raises(framing.FramingError, match="no metadata column 'town'"):
        framing.compare(features, by="town")


def test_concordance_shows_matches_in_their_context(corpus):
    lines = framing.concordance(
        corpus, "conflict_actors", category="demonstrators.threat"
    ).to_pandas()
    assert len(lines) == 4
    assert {"left", "surface", "right", "voice", "speaker"} <= set(lines.columns)
    texts = dict(zip(corpus.ids, corpus.table.column("text").to_pylist(), strict=True))
    for line in lines.itertuples():
        text = texts[line.article]
        assert text[: line.start].replace("\n", " ").endswith(line.left)
        assert text[line.end :].replace("\n", " ").startswith(line.right)


def test_voices_of_a_text():
    text = "Police said: “Nobody was hurt in the square last night.”"
    runs = framing.voices(text, language="en")
    assert list(runs.columns) == ["start", "end", "voice", "outer_voice", "speaker", "speaker_role"]
    assert list(runs["voice"]) == ["authorial", "direct"]
    assert runs["speaker"].iloc[-1] == "Police"
    assert len(framing.voices("")) == 0


def test_a_frame_can_be_a_corpus():
    frame = pd.DataFrame({"body": ["Protesters came."], "paper": ["one"]})
    corpus = framing.read_corpus(frame, columns={"text": "body", "outlet": "paper"})
    found = framing.extract(corpus, [framing.LexiconExtractor("conflict_actors")])
    assert [m.surface for m in found.evidence] == ["Protesters"]


def test_a_run_answers_for_its_files(seed_run):
    assert seed_run.report.name == "report.html"
    assert len(seed_run.evidence) > 200
    number = next(iter(seed_run.results["numbers"].values()))
    assert {
        "value",
        "text",
        "unit",
        "n",
        "low",
        "high",
        "level",
        "method",
        "signature",
        "evidence",
    } == set(number)


def test_things_show_themselves_in_notebooks(features, corpus, seed_run):
    for thing in (
        features,
        features.evidence,
        corpus,
        seed_run,
        framing.load_pack("conflict_actors"),
    ):
        assert "<" in thing._repr_html_()
    for thing in (features, features.evidence, corpus, seed_run):
        assert len(repr(thing)) < 200
