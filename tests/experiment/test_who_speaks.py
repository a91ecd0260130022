"""Who speaks in the seeds, and what an experiment may say of its sources."""

from __future__ import annotations

import json

import pandas as pd
import pytest

import framing
from framing.cli.app import run_app
from framing.errors import ConfigError

ARTICLES = [
    {"id": "1", "outlet": "Herald", "language": "en", "text": "Mayor Anna Holm said it fell."},
    {"id": "2", "outlet": "Herald", "language": "de", "text": "„Es fiel um zwölf Uhr mittags“, sagte sie."},
    {"id": "3", "outlet": "Post", "language": "es", "text": "Ana dijo que cayó."},
    {"id": "4", "outlet": "Post", "language": "en", "text": "In the port, Holm said it fell."},
]  # fmt: skip


@pytest.fixture
def study(tmp_path):
    lines = "\n".join(json.dumps(article) for article in ARTICLES)
    (tmp_path / "articles.jsonl").write_text(lines + "\n", "utf-8")

    def write(segmentation="{}", more=""):
        file = tmp_path / "study.yaml"
        file.write_text(
            "name: study\ncorpus: {path: articles.jsonl}\n"
            f"segmentation: {segmentation}\n"
            "extraction:\n  - lexicon: {packs: [conflict_actors]}\n"
            f"plots: [who_speaks]\nreport: {{formats: [html]}}\n{more}",
            "utf-8",
        )
        return file

    return write


@pytest.fixture(scope="module")
def sources(seed_run):
    return pd.read_csv(seed_run.folder / "tables" / "sources.csv", keep_default_na=False)


def test_one_president_speaks_in_every_article_of_the_seeds(sources):
    named = sources[sources["kind"] == "name"]
    tokayev = named[named["source"] == "Kassym-Jomart Tokayev"]
    assert sorted(tokayev["outlet"]) == sorted(set(sources["outlet"]))
    assert set(tokayev["role"]) == {"official"}
    assert not named["source"].str.contains("Tok").sum() > len(tokayev)


def test_whom_the_seeds_let_speak_most(sources):
    named = sources[~sources["kind"].isin(["none", "pronoun"])]
    most = named.loc[named.groupby("outlet")["words"].idxmax()].set_index("outlet")["source"]
    assert most["izvestia"] == "expert"
    assert most["uk_daily"] == most["meduza"] == "Kassym-Jomart Tokayev"
    protester = sources[sources["source"] == "Darkhan Sharipov"].iloc[0]
    assert (protester["outlet"], protester["role"]) == ("uk_daily", "protester")
    assert protester["words"] == protester["direct"] > 30


def test_words_of_speech_reconcile_with_the_exposures(seed_run, sources):
    features = pd.read_parquet(seed_run.folder / "features.parquet").set_index("outlet")
    spoken = sources.groupby("outlet")[["direct", "indirect"]].sum()
    for outlet in spoken.index:
        assert spoken.loc[outlet, "direct"] == features.loc[outlet, "words@direct"]
        assert spoken.loc[outlet, "indirect"] == features.loc[outlet, "words@indirect"]


def test_speech_is_written_with_its_places(seed_run, sources, root):
    speech = pd.read_parquet(seed_run.folder / "speech.parquet")
    assert speech["words"].sum() == sources["words"].sum()
    corpus = framing.read_corpus(root / "seeds")
    texts = dict(zip(corpus.ids, corpus.table.column("text").to_pylist(), strict=True))
    for row in speech.itertuples():
        assert texts[row.article][row.start : row.end] == row.surface
        assert row.sentence_start <= row.start < row.end <= row.sentence_end


def test_numbers_of_speech_in_the_results_have_as_many_words_behind_them(seed_run):
    numbers = json.loads((seed_run.folder / "results.json").read_text("utf-8"))["numbers"]
    words, checked = seed_run.features.speech["words"], 0
    for key, number in numbers.items():
        if key.startswith("who_speaks.") and number["unit"] == "words":
            rows = seed_run.features.passages(**number["evidence"])
            assert words[rows].sum() == number["value"], key
            checked += 1
    assert checked > 100


def test_aliases_and_roles_join_what_no_article_settles(study, tmp_path):
    plain = framing.run(study(), output=tmp_path / "plain").tables["sources"].frame
    assert {"Anna Holm", "Holm"} <= set(plain["source"])
    given = "{aliases: {Anna Holm: [HOLM]}, roles: {holm: expert}}"
    done = framing.run(study(given), output=tmp_path / "given")
    joined = done.tables["sources"].frame.query("source == 'Anna Holm'")
    assert list(joined["group"]) == ["Herald", "Post"]
    assert set(joined["role"]) == {"expert"}
    page = (done.folder / "report.html").read_text("utf-8")
    assert "Also written HOLM." in page
    assert json.loads((done.folder / "manifest.json").read_text("utf-8"))["config"]["segmentation"][
        "aliases"
    ] == {"Anna Holm": ["HOLM"]}


def test_the_report_lists_languages_and_where_only_marks_were_read(study, tmp_path):
    done = framing.run(study(), output=tmp_path / "out")
    page = (done.folder / "report.html").read_text("utf-8")
    assert "quotation marks only: no words of saying are listed for this language" in page
    assert "For German only quotation marks" in page
    numbers = done.results["numbers"]
    told = {code: numbers[f"corpus.languages.{code}.articles"]["value"] for code in ("en", "de")}
    assert told == {"en": 2, "de": 1}
    assert numbers["corpus.languages.en.reporting_words"]["value"] > 500


@pytest.mark.parametrize(
    ("segmentation", "message"),
    [
        ("{aliases: {Holm: [A. Holm], Brand: [a. hólm]}}",
         "segmentation.aliases: 'a. hólm' is given to 'Holm' and to 'Brand' (case and accents do "
         "not count); give it to one of them"),
        ("{aliases: {Holm: ['']}}",
         "segmentation.aliases: expected spellings of 'Holm', found an empty one"),
        ("{roles: {Holm: oficial}}",
         "segmentation.roles: no role 'oficial' in the pack speaker_roles; did you mean "
         "'official'?"),
        ("{aliases: {Holm: A. Holm}}",
         "segmentation.aliases.Holm: expected a list, found 'A. Holm'; write [A. Holm]"),
    ],
)  # fmt: skip
def test_mistakes_in_what_is_said_of_sources_are_told(study, tmp_path, segmentation, message):
    with pytest.raises(ConfigError) as caught:
        framing.run(study(segmentation), output=tmp_path / "out")
    (problem,) = caught.value.problems
    assert problem.message == message
    assert problem.where.endswith("study.yaml:3")
    assert not (tmp_path / "out").exists()


def test_a_column_that_passages_have_can_not_be_compared_by(study, tmp_path, capsys):
    lines = "\n".join(json.dumps({**article, "speech": "x"}) for article in ARTICLES)
    (tmp_path / "articles.jsonl").write_text(lines, "utf-8")
    assert run_app(["check", str(study(more="stats: {by: speech}"))]) == 2
    assert "rename it in the metadata" in capsys.readouterr().err
