import math
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing.errors import FramingError
from framing.evidence import VOICES, Evidence
from framing.stats import name_voices, naming_shares, referent_balance, voice_words

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)


def test_naming_shares_by_hand(matrix, one):
    table = naming_shares(matrix)
    assert table.name == "naming"
    assert table.columns == [
        "pack", "referent", "name", "valence", "group", "voice", "n", "of", "share",
        "n_articles", "articles_with",
    ]  # fmt: skip
    civic = one(table, name="civic", group="Herald", voice="all")
    assert (civic["n"], civic["of"], civic["share"]) == (3, 5, 3 / 5)
    assert (civic["n_articles"], civic["articles_with"]) == (2, 1)
    assert (civic["pack"], civic["referent"], civic["valence"]) == ("actors", "people", 1.0)
    threat = one(table, name="threat", group="Herald", voice="all")
    assert (threat["n"], threat["articles_with"], threat["share"]) == (2, 2, 2 / 5)
    quoted = one(table, name="threat", group="Gazette", voice="direct")
    assert (quoted["n"], quoted["share"]) == (1, 1.0)


def test_a_share_of_nothing_is_not_a_number(matrix, one):
    unsaid = one(naming_shares(matrix), name="civic", group="Gazette", voice="indirect")
    assert unsaid["of"] == 0
    assert math.isnan(unsaid["share"])


def test_groups_stand_in_order_of_first_appearance(matrix):
    assert list(naming_shares(matrix).frame["group"].unique()) == ["Herald", "Gazette"]


def test_an_unknown_column_is_named(matrix):
    with pytest.raises(FramingError, match="no metadata column 'country'"):
        naming_shares(matrix, by="country")


def test_a_study_without_referents_says_so(make_matrix):
    table = naming_shares(make_matrix([("a", "Herald", (5, 0, 0))], features=()))
    assert len(table) == 0
    assert "referent" in table.notes[0]


def test_name_voices_tell_attributed_marks_from_scare_quotes(matrix):
    table = name_voices(matrix)
    threat = table.where(name="threat").set_index(["group", "voice"])["n"].to_dict()
    assert threat == {
        ("Herald", "authorial"): 0, ("Herald", "scare_unattributed"): 1,
        ("Herald", "scare_attributed"): 0, ("Herald", "direct"): 0, ("Herald", "indirect"): 1,
        ("Gazette", "authorial"): 2, ("Gazette", "scare_unattributed"): 0,
        ("Gazette", "scare_attributed"): 1, ("Gazette", "direct"): 1, ("Gazette", "indirect"): 0,
    }  # fmt: skip
    assert table.columns == [
        "pack", "referent", "name", "valence", "group", "voice", "n", "of", "share",
    ]  # fmt: skip


def test_name_voices_refuse_marks_without_evidence(matrix):
    with pytest.raises(FramingError, match="evidence=True"):
        name_voices(replace(matrix, evidence=Evidence.empty()))


def test_voice_words_by_hand(matrix, one):
    table = voice_words(matrix)
    assert table.columns == ["group", "voice", "words", "share"]
    own = one(table, group="Herald", voice="authorial")
    assert (own["words"], own["share"]) == (100, 100 / 150)
    assert one(table, group="Gazette", voice="indirect")["words"] == 0


def test_balance_by_hand(matrix, one):
    table = referent_balance(matrix)
    assert table.columns == [
        "pack", "referent", "toward", "group", "voice", "n", "valence_mean", "positive",
        "negative", "balance_logit",
    ]  # fmt: skip
    herald = one(table, group="Herald", voice="all")
    assert (herald["n"], herald["positive"], herald["negative"]) == (5, 3, 2)
    assert herald["valence_mean"] == pytest.approx((3 * 1 - 2 * 2) / 5)
    assert herald["balance_logit"] == pytest.approx(math.log(3.5 / 2.5))
    unsaid = one(table, group="Gazette", voice="indirect")
    assert unsaid["n"] == 0
    assert math.isnan(unsaid["valence_mean"])
    assert math.isnan(unsaid["balance_logit"])


@relaxed
@given(data=st.data())
def test_shares_sum_to_one_within_a_referent(drawn, data):
    for table in (naming_shares, name_voices):
        frame = table(data.draw(drawn)).frame
        keys = ["referent", "group"] + (["voice"] if table is naming_shares else ["name"])
        total = frame.groupby(keys)[["share", "of"]].agg({"share": "sum", "of": "first"})
        assert np.allclose(total["share"], (total["of"] > 0).astype(float))


@relaxed
@given(data=st.data())
def test_voices_sum_to_all(drawn, data):
    features = data.draw(drawn)
    n = naming_shares(features).frame.pivot_table(
        index=["name", "group"], columns="voice", values="n", aggfunc="sum", observed=True
    )
    assert (n[list(VOICES)].sum(axis=1) == n["all"]).all()
    held = name_voices(features).frame.groupby(["name", "group"])["n"].sum()
    assert held.to_dict() == n["all"].to_dict()


@relaxed
@given(data=st.data())
def test_order_of_articles_changes_only_the_order_of_rows(drawn, data, make_matrix):
    features = data.draw(drawn)
    order = data.draw(st.permutations(range(len(features))))
    back = np.argsort(order)
    cells = features.cells.set_column(
        0,
        features.cells.schema.field(0),
        pa.array(back[features.cells["article"].to_numpy()], pa.int32()),
    )
    turned = replace(features, articles_table=features.articles_table.take(order), cells=cells)
    keys = ["name", "group", "voice"]
    one, two = (naming_shares(f).frame.sort_values(keys) for f in (features, turned))
    assert one.to_csv(index=False) == two.to_csv(index=False)
