"""Generated articles, where the truth is known: what was built in is found, and nothing else."""

from __future__ import annotations

import importlib.util
import json
import sys

import numpy as np
import pandas as pd
import pytest

import framing


@pytest.fixture(scope="module")
def generator(root):
    spec = importlib.util.spec_from_file_location(
        "generate_outlets", root / "experiments" / "generate_outlets.py"
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made(generator, tmp_path_factory):
    """The generated corpus and its truth."""
    folder = tmp_path_factory.mktemp("generated")
    file = generator.write(folder)
    return framing.read_corpus(file), json.loads((folder / "truth.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def features(made):
    return framing.extract(made[0], [framing.LexiconExtractor("conflict_actors")])


def own_shares(features, name):
    table = framing.stats.naming_shares(features).frame
    rows = table[(table["voice"] == "authorial") & (table["name"] == name)]
    return dict(zip(rows["group"], rows["share"], strict=True))


def test_the_same_seed_gives_the_same_bytes(generator, tmp_path):
    one = generator.write(tmp_path / "one", articles=1).read_bytes()
    two = generator.write(tmp_path / "two", articles=1).read_bytes()
    other = generator.write(tmp_path / "other", articles=1, seed=2).read_bytes()
    assert one == two != other


def test_the_design_lets_outlets_be_compared(features):
    design = framing.stats.design_of(features, by="outlet")
    assert len(features) == 480
    assert design.identifiable
    assert design.verdict == "comparable"


def test_shares_of_names_come_near_the_truth(features, made):
    found, truth = own_shares(features, "rioter"), made[1]
    for outlet, share in found.items():
        assert share == pytest.approx(truth[outlet]["demonstrators"]["rioters"], abs=0.1), outlet


def test_the_outlets_that_differ_stand_out_and_no_others(features):
    found = own_shares(features, "rioter")
    high = {outlet for outlet, share in found.items() if share > 0.3}
    assert high == {"harbour_post", "hill_gazette"}


def test_marks_are_found_where_they_were_put(features):
    held = framing.stats.name_voices(features).frame
    marked = held[
        held["name"].eq("peacekeepers")
        & held["voice"].isin(["scare_unattributed", "scare_attributed"])
    ]
    shares = marked.groupby("group")["share"].sum()
    assert shares["river_courier"] > 0.7
    assert shares.drop("river_courier").max() < 0.2


def test_who_lets_others_speak_is_found(features):
    words = framing.stats.voice_words(features).frame
    own = words[words["voice"] == "authorial"].set_index("group")["share"]
    assert own.idxmin() == "valley_wire"
    assert own["valley_wire"] < own.drop("valley_wire").min() - 0.1


def compared(features, measure, voice=None, **other):
    settings = {"permutations": 1999, "resamples": 500, "seed": 1, **other}
    return framing.compare(features, measure=measure, voice=voice, **settings)


def differing_pairs(table, feature):
    rows = table.pairs[table.pairs["feature"].str.endswith(feature)]
    found = rows[rows["conclusion"] == "differs"]
    return {frozenset(pair) for pair in zip(found["a"], found["b"], strict=True)}


def against_all_others(groups, *apart, alike=()):
    return {
        frozenset((a, b)) for a in apart for b in groups if b != a and b not in alike
    }  # fmt: skip


def test_the_outlets_built_to_call_rioters_differ_from_all_others_and_no_pair_besides(features):
    table = compared(features, "share", "authorial")
    told = table.omnibus.set_index("feature")["conclusion"]
    street = "conflict_actors.demonstrators."
    assert told[f"{street}rioter"] == told[f"{street}civic"] == "differs"
    assert told[f"{street}criminal"] == "no evidence of a difference"
    apart = ("harbour_post", "hill_gazette")
    wanted = against_all_others(table.groups, *apart, alike=apart)
    assert differing_pairs(table, "rioter") == differing_pairs(table, "civic") == wanted


def test_who_marks_peacekeepers_and_who_lets_others_speak_differ(features):
    held = compared(features, "held", "authorial")
    marked = differing_pairs(held, "peacekeepers")
    assert all({"river_courier", "valley_wire"} & pair for pair in marked)
    plain = [o for o in held.groups if o not in ("river_courier", "valley_wire")]
    assert {frozenset(("river_courier", other)) for other in plain} <= marked
    words = compared(features, "voice_words", to="rest")
    assert frozenset(("valley_wire", "the rest")) in differing_pairs(words, "authorial")


def test_outlets_without_a_built_in_difference_are_not_called_different(features, generator):
    plain = [o for o in generator.OUTLETS if o not in generator.PROFILES]
    keep = np.isin(np.array(features.articles["outlet"], dtype=str), plain)
    rows = framing.stats.measured_rows(features, "share", voice="authorial").take(keep)
    labels = features.articles["outlet"].to_numpy(dtype=str)[keep]
    done = framing.stats.permutation_test(rows.y, labels, rows.x, permutations=999, seed=1)
    assert np.nanmin(done.p_value) > 0.01


def test_events_are_strata(features):
    crude = compared(features, "rate", by="event").omnibus.set_index("feature")
    force = "conflict_actors.intervening_force"
    assert crude.loc[force, "conclusion"] == "differs"
    within = compared(features, "share", "authorial", strata="event").omnibus.set_index("feature")
    assert within.loc["conflict_actors.demonstrators.rioter", "conclusion"] == "differs"


def test_the_study_runs_as_it_is_shipped(generator, root, tmp_path):
    file = generator.write(tmp_path / "corpus", articles=1)
    done = framing.run(
        root / "experiments" / "generated_outlets.yaml",
        output=tmp_path / "out",
        overrides=[f"corpus.path={file}", "report.formats=[html]", "plots=[]"],
    )
    assert len(done.features) == 60
    comparison = done.tables["comparison"].frame
    assert set(comparison["conclusion"]) <= set(framing.stats.CONCLUSIONS)
    assert {"tests", "pairs", "influence", "comparison_share_authorial"} <= set(done.tables)
    written = pd.read_csv(tmp_path / "out" / "tables" / "tests.csv")
    assert set(written["measure"]) == {"rate", "share", "balance", "held", "voice_words"}
    text = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "no evidence of a difference" in text
