import math
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
import scipy.stats

from framing.errors import FramingError
from framing.stats import (
    MEASURES,
    category_rates,
    compare,
    influence_of,
    measured_rows,
    naming_shares,
    referent_balance,
    voice_words,
    within_articles,
)
from framing.stats.influence import without_entry

FAST = {"resamples": 200, "permutations": 499}


@pytest.fixture
def study(make_matrix, make_match):
    """Three outlets, twelve articles each on two events: C says terrorists, A and B protesters."""
    rng = np.random.default_rng(11)
    articles, matches = [], []
    for i in range(36):
        outlet, name = "ABC"[i % 3], f"a{i}"
        articles.append((name, outlet, (100 + 10 * (i % 5), 40, 10)))
        for _ in range(2 + rng.poisson(2)):
            bad = rng.random() < (0.8 if outlet == "C" else 0.15)
            category, entry = (
                ("people.threat", "terrorist*") if bad else ("people.civic", "protester*")
            )
            place = "headline" if rng.random() < 0.3 else "body"
            voice = "authorial" if rng.random() < 0.7 else "direct"
            matches.append(make_match(name, category, entry, voice, place=place))
        if i % 4 == 0:
            matches.append(make_match(name, "riot", "riot*"))
    return make_matrix(articles, matches)


def of(table, feature, group):
    return table.where(feature=feature, group=group).iloc[0]


def test_values_are_those_of_the_descriptive_tables(study):
    rates = compare(study, **FAST).frame
    known = category_rates(study).where(voice="all")
    assert rates["value"].to_numpy() == pytest.approx(known["per_1000"].to_numpy())
    shares = compare(study, measure="share", voice="authorial", **FAST).frame
    told = naming_shares(study).where(voice="authorial")
    assert shares["value"].to_numpy() == pytest.approx(told["share"].to_numpy())
    balance = compare(study, measure="balance", **FAST).frame
    told = referent_balance(study).where(voice="all")
    assert balance["value"].to_numpy() == pytest.approx(told["balance_logit"].to_numpy())
    valence = compare(study, measure="valence", **FAST).frame
    assert valence["value"].to_numpy() == pytest.approx(told["valence_mean"].to_numpy())
    words = compare(study, measure="voice_words", **FAST)
    own = voice_words(study).where(voice="direct", group="A")["share"].iloc[0]
    assert of(words, "direct", "A")["value"] == pytest.approx(own)


def test_ratio_of_sums_and_mean_of_ratios_are_two_measures(study):
    y, words = study.counts("actors.riot"), study.exposure()
    in_a = study.groups("outlet")[1] == 0
    ratio = of(compare(study, **FAST), "actors.riot", "A")
    mean = of(compare(study, measure="mean_rate", **FAST), "actors.riot", "A")
    assert ratio["value"] == pytest.approx(1000 * y[in_a].sum() / words[in_a].sum())
    assert mean["value"] == pytest.approx((1000 * y / words)[in_a].mean())
    assert ratio["method"].startswith("ratio of sums")
    assert mean["method"].startswith("mean of ratios")


def test_what_was_built_in_differs_and_nothing_else(study):
    table = compare(study, measure="share", **FAST, seed=1)
    told = table.omnibus.set_index("feature")["conclusion"]
    assert told["actors.people.threat"] == told["actors.people.civic"] == "differs"
    assert compare(study, **FAST).omnibus.set_index("feature")["conclusion"]["actors.riot"] == (
        "no evidence of a difference"
    )
    found = table.pairs[table.pairs["conclusion"] == "differs"]
    assert {frozenset(p) for p in zip(found["a"], found["b"], strict=True)} == {
        frozenset("AC"), frozenset("BC"),
    }  # fmt: skip
    assert of(table, "actors.people.threat", "C")["conclusion"] == "differs"


def test_pairs_hold_their_effect_sizes(study):
    table = compare(study, order=("C", "A"), **FAST)
    pair = table.pairs.set_index("feature").loc["actors.people.threat"]
    y, words, codes = (
        study.counts("actors.people.threat"),
        study.exposure(),
        study.groups("outlet")[1],
    )
    c, a = (1000 * y[codes == g].sum() / words[codes == g].sum() for g in (2, 0))
    assert (pair["a"], pair["b"]) == ("C", "A")
    assert pair["difference"] == pytest.approx(c - a)
    assert pair["ratio"] == pytest.approx(c / a)
    assert pair["log_ratio"] == pytest.approx(math.log2(c / a))
    assert pair["ratio_low"] < pair["ratio"] < pair["ratio_high"]
    assert pair["low"] < pair["difference"] < pair["high"]
    rates = y / words
    u = scipy.stats.mannwhitneyu(rates[codes == 2], rates[codes == 0]).statistic
    assert pair["cliffs_delta"] == pytest.approx(2 * u / 144 - 1)
    turned = compare(study, order=("A", "C"), **FAST).pairs.set_index("feature")
    assert turned.loc["actors.people.threat", "difference"] == pytest.approx(a - c)


def test_p_is_corrected_within_its_family_and_the_family_is_named(study):
    table = compare(study, **FAST)
    p = np.sort(table.omnibus["p_value"].dropna().to_numpy())
    steps = np.minimum(np.maximum.accumulate(p * np.arange(len(p), 0, -1)), 1)
    assert np.sort(table.omnibus["p_adjusted"].dropna()) == pytest.approx(steps)
    assert f"the {len(p)} tests of all groups by outlet" in table.family
    assert "Holm" in table.family
    assert table.omnibus["smallest_p"].to_numpy() == pytest.approx(1 / 500)
    plain = compare(study, correction="none", **FAST).omnibus
    assert (plain["p_adjusted"].dropna() == plain["p_value"].dropna()).all()


def test_each_against_the_rest_and_against_one(study):
    rest = compare(study, measure="share", to="rest", **FAST).pairs
    assert set(rest["b"]) == {"the rest"}
    assert set(rest[rest["conclusion"] == "differs"]["a"]) >= {"C"}
    one = compare(study, measure="share", to="A", **FAST).pairs
    assert set(one["b"]) == {"A"}
    assert set(one["a"]) == {"B", "C"}


def test_other_tests_are_scipys(study):
    y, words, codes = study.counts("actors.riot"), study.exposure(), study.groups("outlet")[1]
    parts = [(y / words)[codes == g] for g in range(3)]
    welch = compare(study, test="welch", **FAST).omnibus.set_index("feature").loc["actors.riot"]
    assert welch["p_value"] == pytest.approx(scipy.stats.f_oneway(*parts, equal_var=False).pvalue)
    ranks = compare(study, test="rank_sum", **FAST).omnibus.set_index("feature").loc["actors.riot"]
    assert ranks["p_value"] == pytest.approx(scipy.stats.kruskal(*parts).pvalue)
    two = compare(study, test="welch", order=("A", "B"), **FAST).pairs.set_index("feature")
    known = scipy.stats.ttest_ind(*parts[:2], equal_var=False).pvalue
    assert two.loc["actors.riot", "p_value"] == pytest.approx(known)


def test_equivalence_is_said_only_within_a_margin(study):
    without = compare(study, measure="voice_words", **FAST).omnibus["conclusion"]
    assert not without.str.startswith("equivalent").any()
    told = compare(study, measure="voice_words", margin=0.1, **FAST).omnibus.set_index("feature")
    assert told.loc["direct", "conclusion"] == "equivalent within 0.1 (share)"
    strict = compare(study, measure="voice_words", margin=1e-6, **FAST).omnibus["conclusion"]
    assert not strict.str.startswith("equivalent").any()


def test_places(study):
    heads = study.evidence.mask(place="headline", category="people.threat").sum()
    table = compare(study, place="headline", **FAST)
    assert table.frame[table.frame["feature"] == "actors.people.threat"]["n"].sum() == heads
    assert table.rows.measure.name == "per_article"
    assert table.frame["words"].eq(12).all()
    with pytest.raises(FramingError, match="words are not counted by place"):
        compare(study, place="headline", measure="mean_rate")
    with pytest.raises(FramingError, match="did you mean 'headline'"):
        compare(study, place="headlines")


def test_groups_with_few_articles_are_described(make_matrix, make_match):
    sizes = {"A": 9, "B": 9, "C": 3, "D": 1}
    articles = [(f"{o}{i}", o, (50, 0, 0)) for o, n in sizes.items() for i in range(n)]
    features = make_matrix(articles, [make_match(a[0], "riot", "riot*") for a in articles[::2]])
    table = compare(features, min_articles=5, **FAST)
    told = table.where(feature="actors.riot").set_index("group")["conclusion"]
    assert told[["C", "D"]].eq("description only").all()
    assert told["A"] == told["B"] == "no evidence of a difference"
    assert "2 of 4 groups have fewer than 5 articles" in table.notes[1]
    assert set(table.omnibus["n_groups"]) == {2}
    alone = table.where(feature="actors.riot", group="D").iloc[0]
    assert np.isnan(alone["low"])


def test_three_articles_a_side_are_described_only(make_matrix, make_match):
    articles = [(f"a{i}", "AB"[i % 2], (50, 0, 0)) for i in range(6)]
    features = make_matrix(articles, [make_match(a[0], "riot", "riot*") for a in articles])
    table = compare(features, **FAST)
    assert set(table.omnibus["conclusion"]) == {"description only"}
    assert table.omnibus["p_value"].isna().all()
    assert table.frame[["low", "high"]].isna().all().all()
    assert not len(table.pairs)


def test_groups_made_of_whole_outlets_are_told(study):
    table = study.articles_table
    side = ["left" if o in "AB" else "right" for o in table.column("outlet").to_pylist()]
    nested = replace(study, articles_table=table.append_column("side", pa.array(side)))
    assert (
        "Every outlet lies within one value of side" in compare(nested, by="side", **FAST).notes[-1]
    )
    crossed = table.append_column("half", pa.array(["x", "y"] * 18))
    notes = compare(replace(study, articles_table=crossed), by="half", **FAST).notes
    assert not any("lies within" in note for note in notes)


def test_months_of_publication(make_matrix, make_match):
    days = ["2024-03-04", "2024-02-28", "2024-03-30", "", "2024-12-30"]
    features = make_matrix(
        [(f"a{i}", day, (9, 0, 0)) for i, day in enumerate(days)], by="published"
    )
    assert features.groups("published.month")[0] == ["", "2024-02", "2024-03", "2024-12"]
    assert features.groups("published.month")[1].tolist() == [2, 1, 2, 0, 3]
    assert features.groups("published.week")[0][-1] == "2025-W01"
    with pytest.raises(FramingError, match="column 'published\\.day'"):
        features.groups("published.day")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"measure": "rates"}, "did you mean 'rate'"),
        ({"order": ("A", "Z")}, "no group 'Z' by outlet"),
        ({"order": ("A", "A")}, "expected two groups"),
        ({"to": "the rest"}, "no group 'the rest'"),
        ({"test": "wilcoxon"}, "expected a test of permutation"),
        ({"method": "bootstrap"}, "interval method"),
        ({"strata": "event"}, "no metadata column 'event'"),
        ({"margin": -1.0}, "above 0"),
        ({"test": "welch", "strata": "id"}, "knows no strata"),
    ],
)
def test_what_is_refused(study, changed, message):
    with pytest.raises(FramingError, match=message):
        compare(study, **{**FAST, **changed})


def test_every_measure_can_be_compared(study):
    for measure in MEASURES:
        table = compare(study, measure=measure, **FAST)
        known = table.frame.dropna(subset=["low", "high"])
        assert (known["low"] <= known["value"]).all(), measure
        assert (known["value"] <= known["high"]).all(), measure
        assert set(table.frame["n_articles"]) == {12}


def test_influence_is_what_leaving_out_by_hand_gives(study):
    table = compare(study, measure="share", **FAST)
    row = influence_of(study, table).frame.set_index("feature").loc["actors.people.threat"]
    rows = measured_rows(study, "share")
    column = rows.names.index("actors.people.threat")
    codes, names = study.groups("outlet")[1], study.groups("outlet")[0]
    a, b = (codes == names.index(row[side]) for side in "ab")
    y, x = rows.y[:, column], rows.x[:, column]
    whole = y[a].sum() / x[a].sum() - y[b].sum() / x[b].sum()
    left = []
    for i in np.flatnonzero(a | b):
        keep = np.arange(36) != i
        parts = [y[g & keep].sum() / x[g & keep].sum() for g in (a, b)]
        left.append(parts[0] - parts[1])
    assert row["difference"] == pytest.approx(whole)
    assert (row["article_low"], row["article_high"]) == pytest.approx((min(left), max(left)))
    assert row["without_article"] == pytest.approx(left[np.argmax(np.abs(np.array(left) - whole))])
    assert row["only_entry"]
    assert row["direction_holds"]


def test_a_matrix_without_an_entry_is_that_of_a_pack_without_it(matrix, make_matrix, make_match):
    left = without_entry(matrix, "actors", "people.threat", "thug*")
    assert left.counts("actors.people.threat").tolist() == [1, 1, 2]
    assert left.counts("actors.people").tolist() == [4, 1, 2]
    assert (
        left.counts("actors.people.civic").tolist() == matrix.counts("actors.people.civic").tolist()
    )
    assert left.counts("actors.people.threat", voice="direct").sum() == 0


def test_intervals_inside_an_article_say_what_they_are(matrix):
    table = within_articles(matrix)
    row = table.where(article="b1", feature="actors.people.threat").iloc[0]
    low, high = scipy.stats.chi2.ppf([0.025, 0.975], [8, 10]) / 2
    assert (row["low"], row["high"]) == pytest.approx((10 * low, 10 * high))
    assert "if the words of this article were a sample" in row["method"]
