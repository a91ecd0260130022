"""The block `stats:` and what it changes in a run."""

from __future__ import annotations

import json

import pandas as pd
import pytest

import framing
from framing.cli.app import run_app

STUDY = """name: study
seed: 3
corpus: {{path: news.csv{corpus}}}
extraction:
  - lexicon: {{packs: [conflict_actors]}}
stats: {stats}
plots: []
report: {{formats: [html]}}
"""


@pytest.fixture
def run(tmp_path):
    """Run a study of two outlets of ten articles each, with a `stats:` block."""
    lines = ["id,outlet,published,region,text"]
    for i in range(20):
        name = "rioters" if i % 2 and i != 1 else "protesters"
        text = f"The {name} came. The {name} went by. Police saw them at the gate in the rain."
        lines.append(f"{i},{'AB'[i % 2]},2024-0{1 + i % 3}-10,{'EW'[i // 10]},{text}")
    (tmp_path / "news.csv").write_text("\n".join(lines), encoding="utf-8")

    def made(stats, corpus=""):
        file = tmp_path / "study.yaml"
        file.write_text(STUDY.format(stats=stats, corpus=corpus), encoding="utf-8")
        return framing.run(file, output=tmp_path / "out")

    made.folder = tmp_path
    return made


def test_every_key_arrives_in_the_tables(run):
    done = run(
        "{by: outlet, strata: region, test: permutation, permutations: 199, correction: none,"
        " interval: {method: linearised, level: 0.9, resamples: 200}, equivalence: {margin: 0.3},"
        " comparisons: [{measure: share}, {measure: presence, voice: authorial}]}"
    )
    assert {"comparison", "comparison_share", "comparison_presence_authorial"} <= set(done.tables)
    told = done.tables["comparison_share"].signature.to_dict()
    wanted = {
        "measure": "share", "interval": "linearised", "level": "0.9", "strata": "region",
        "permutations": "199", "correction": "none", "margin": "0.3", "seed": "3",
    }  # fmt: skip
    assert wanted.items() <= told.items()
    tests = pd.read_csv(run.folder / "out" / "tables" / "tests.csv")
    assert set(tests["measure"]) == {"rate", "share", "presence"}
    assert tests["smallest_p"].dropna().min() >= 1 / 200
    assert tests["family"].str.contains("not corrected").all()


def test_the_report_tells_tests_pairs_influence_and_definitions(run):
    done = run("{permutations: 499, interval: {resamples: 200}}")
    page = done.report.read_text(encoding="utf-8")
    for words in (
        "what differs by outlet, by tests over articles",
        "How the groups were compared",
        "Intervals by this rule:",
        "Pairs that differ",
        "What these differences rest on",
        "Fewer than 5 matches",
        "No evidence of a difference",
    ):
        assert words in page, words
    numbers = json.loads((run.folder / "out" / "results.json").read_text("utf-8"))["numbers"]
    share = numbers["summary.comparison_share_authorial.conflict_actors/demonstrators/rioter.p"]
    assert share["value"] <= 0.05
    assert share["method"].startswith("permutation of articles’ labels")


def test_rates_may_be_planned_in_all_voices_and_at_places(run):
    done = run(
        "{permutations: 499, interval: {resamples: 200}, comparisons: [{measure: rate},"
        " {measure: per_article}, {measure: per_article, place: body}]}"
    )
    assert "comparison_rate" not in done.tables
    found = done.tables["influence"].frame
    assert {("rate", "all"), ("per_article", "all"), ("per_article", "body")} == set(
        zip(found["measure"], found["place"], strict=True)
    )
    for name in ("tests", "pairs", "influence"):
        assert done.tables[name].signature.to_dict()["measure"] == "rate, per_article"
    numbers = done.results["numbers"]
    assert not done.tables["tests"].frame.duplicated(["measure", "voice", "place", "feature"]).any()
    assert any(key.startswith("comparison_per_article_body.influence-") for key in numbers)


def test_months_can_be_compared(run):
    done = run("{by: published.month, min_articles: 3, permutations: 199}")
    assert done.tables["comparison"].groups == ("2024-01", "2024-02", "2024-03")
    assert "published.month" in done.report.read_text(encoding="utf-8")


def test_intervals_inside_articles_only_on_request(run):
    assert "within_articles" not in run("{permutations: 199}").tables
    done = run("{permutations: 199, within_articles: true}")
    assert len(done.tables["within_articles"])
    page = done.report.read_text(encoding="utf-8")
    assert "If the words of this article were a sample" in page
    summary = page.partition('id="summary"')[2].partition("</section>")[0]
    assert "were a sample" not in summary


@pytest.mark.parametrize(
    ("stats", "message"),
    [
        ("{by: outlt}", "study.yaml:6  stats.by: no column 'outlt' in the metadata; did you mean 'outlet'?"),
        ("{by: published.mont}", "study.yaml:6  stats.by: no part 'mont' of a date; did you mean 'month'?"),
        ("{strata: event}", "study.yaml:6  stats.strata: no column 'event' in the metadata; there are: "),
        ("{compare_to: C}", "study.yaml:6  stats.compare_to: expected pairs, rest or a value of 'outlet', found 'C'; there are: A, B"),
        ("{test: welch, strata: region}", "study.yaml:6  stats.test: 'welch' knows no strata; choose permutation"),
        ("{test: wlch}", "study.yaml:6  stats.test: expected permutation, welch or rank_sum, found 'wlch'; did you mean 'welch'?"),
        ("{interval: {level: 95}}", "study.yaml:6  stats.interval.level: expected a number between 0 and 1, found 95; did you mean 0.95?"),
    ],
)  # fmt: skip
def test_messages(run, monkeypatch, capsys, stats, message):
    monkeypatch.chdir(run.folder)
    (run.folder / "study.yaml").write_text(STUDY.format(stats=stats, corpus=""), "utf-8")
    assert run_app(["check", "study.yaml"]) == 2
    assert message in capsys.readouterr().err.replace("\n", " ")
