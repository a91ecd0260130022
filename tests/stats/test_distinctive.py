"""Distinctive terms where groups have several articles, any number of groups, and what is hidden."""

import numpy as np
import pyarrow as pa
import pytest
from scipy import stats as scipy_stats

from framing.errors import FramingError
from framing.stats import benjamini_hochberg, distinctive_terms, rank_sum, self_references

VOCABULARY = [f"word{i}" for i in range(12)]


def simulated(make_matrix, sizes, *, key=None, seed=0, scale=1.0, extra=()):
    """Make articles of groups whose words are equally frequent, but for one key word of group A."""
    rng = np.random.default_rng(seed)
    articles, terms = [], []
    for group, size in sizes.items():
        for i in range(size):
            words = int(rng.integers(150, 500))
            name = f"{group}{i}"
            articles.append((name, group, (words, 0, 0)))
            for k, word in enumerate(VOCABULARY):
                rate = scale * rng.gamma(1, 1) * words / 300 / (1 + k / 4)
                rate *= 9 if word == key and group == "A" else 1
                if n := int(rng.poisson(rate)):
                    terms.append((name, word, "authorial", n))
    return make_matrix(articles, (), [*terms, *extra])


@pytest.fixture
def two(make_matrix):
    return simulated(make_matrix, {"A": 12, "B": 14}, key="word1", scale=3)


def test_the_key_word_is_found_with_all_that_belongs_to_it(two, one):
    table = distinctive_terms(two, min_n=1)
    key = one(table, group="A", term="word1")
    assert key["rank"] == 1
    assert key["p_adjusted"] < 0.05
    assert key["p_adjusted"] >= key["p_value"] >= key["smallest_p"]
    assert 0 < key["low"] < key["log_odds"] < key["high"]
    assert key["level"] == 0.95
    assert 0 < key["dp"] < 1
    assert (key["articles"], key["articles_rest"]) == (12, 14)
    assert (table.frame.loc[table.frame["term"] != "word1", "p_adjusted"] > 0.01).all()
    assert not table.notes


def test_p_is_that_of_the_rank_sum_over_articles(two, one):
    table = distinctive_terms(two, min_n=1, top=None)
    counts = np.zeros((len(two), len(VOCABULARY)))
    for article, term, n in zip(
        *(two.terms.column(c).to_pylist() for c in ("article", "term", "n")), strict=True
    ):
        counts[article, VOCABULARY.index(term)] = n
    first = np.array(two.groups("outlet")[1]) == 0
    tests = rank_sum(counts, two.exposure("authorial"), first)
    both = np.concatenate([tests.p_value, tests.p_value])  # B against the rest is A, turned round
    adjusted = benjamini_hochberg(both)
    for row in table.frame.itertuples():
        place = VOCABULARY.index(row.term)
        assert row.p_value == pytest.approx(tests.p_value[place])
        assert row.p_adjusted == pytest.approx(adjusted[place])
    rates = counts / two.exposure("authorial")[:, None]
    scipys = scipy_stats.mannwhitneyu(rates[first], rates[~first], method="asymptotic", axis=0)
    assert tests.p_value == pytest.approx(scipys.pvalue, abs=0.05)


def test_terms_that_no_dealing_could_tell_are_no_part_of_the_family(make_matrix):
    features = simulated(
        make_matrix,
        {"A": 6, "B": 6},
        extra=[("A0", "once", "authorial", 5), ("A1", "once", "authorial", 5)],
    )
    frame = distinctive_terms(features).frame
    once = frame[frame["term"] == "once"].iloc[0]
    # two of twelve articles: both on one side in 5 of 11 dealings
    assert once["smallest_p"] == pytest.approx(5 / 11) or np.isnan(once["smallest_p"])
    assert np.isnan(once["p_value"])
    assert np.isfinite(once["low"])


def test_three_against_three_articles_are_not_tested_but_have_intervals(make_matrix):
    frame = distinctive_terms(simulated(make_matrix, {"A": 3, "B": 3}, key="word2")).frame
    assert frame["p_value"].isna().all()
    assert frame["low"].notna().all()


def test_pairs_compare_to_and_the_rest(make_matrix):
    features = simulated(make_matrix, {"A": 5, "B": 5, "C": 5}, key="word3", scale=4)
    pairs = distinctive_terms(features, pairs=True, min_n=1).frame
    assert set(zip(pairs["group"], pairs["against"], strict=True)) == {
        (a, b) for a in "ABC" for b in "ABC" if a != b
    }
    chosen = distinctive_terms(features, compare_to="C", min_n=1).frame
    assert set(chosen["group"]) == {"A", "B"}
    assert set(chosen["against"]) == {"C"}
    same = pairs[(pairs["against"] == "C") & (pairs["group"] == "A")].reset_index(drop=True)
    mine = chosen[chosen["group"] == "A"].reset_index(drop=True)
    apart = ["p_adjusted"]  # of another family
    assert mine.drop(columns=apart).equals(same.drop(columns=apart))
    rest = distinctive_terms(features, min_n=1).frame
    assert set(rest["against"]) == {"the rest"}
    assert (rest["n"] + rest["n_rest"]).max() == rest.loc[
        (rest["n"] + rest["n_rest"]).idxmax(), ["n", "n_rest"]
    ].sum()


def test_a_background_corpus(make_matrix):
    features = simulated(make_matrix, {"A": 8, "B": 8}, key="word5")
    background = simulated(
        make_matrix, {"X": 20}, seed=3, extra=[("X0", "foreign", "authorial", 9)]
    )
    table = distinctive_terms(features, background=background, min_n=1)
    assert set(table.frame["against"]) == {"the background corpus"}
    assert (table.frame["articles_rest"] == 20).all()
    best = table.where(group="A", rank=1).iloc[0]
    assert best["term"] == "word5"
    assert best["p_adjusted"] < 0.05
    listed = distinctive_terms(
        features, background={"word5": 40, "the": 9000, "word5 the": 4}, min_n=1
    )
    row = listed.where(group="A", term="word5").iloc[0]
    assert row["n_rest"] == 40
    assert row["per_1000_rest"] == pytest.approx(1000 * 40 / 9040)
    assert np.isnan(row["p_value"])
    assert "Nothing is tested" in listed.notes[0]


def test_voices_are_compared_apart(matrix, one):
    own = one(distinctive_terms(matrix, voice="authorial", min_n=1), term="order", group="Gazette")
    assert (own["n"], own["n_rest"]) == (5, 1)
    quoted = distinctive_terms(matrix, voice="direct", min_n=1)
    assert set(quoted.frame["term"]) <= {"tax"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"compare_to": "Heral"}, "did you mean 'Herald'"),
        ({"compare_to": "Herald", "pairs": True}, "one of compare_to"),
        ({"prior": 0}, "above 0"),
        ({"level": 95}, "between 0 and 1"),
        ({"voice": "own"}, "expected a voice"),
        ({"by": "town"}, "no metadata column"),
    ],
)
def test_what_cannot_be_compared_is_refused(matrix, options, said):
    with pytest.raises(FramingError, match=said):
        distinctive_terms(matrix, **options)


SPOKEN = {
    "meduza": 4, "told meduza": 2, "told": 9, "times": 6, "moscow times": 4, "moscow": 30, "city": 5,
    "dailycaller": 2, "daily caller": 3, "caller": 4, "daily": 20, "anna smith": 3, "smith": 4, "anna": 3,
    "staff": 8, "subscribe": 5, "hard times": 1,
}  # fmt: skip


@pytest.fixture
def named(make_matrix):
    articles = [
        ("a", "Meduza", (90, 0, 0)),
        ("b", "The Moscow Times", (90, 0, 0)),
        ("c", "thedailycaller.com", (90, 0, 0)),
    ]
    features = make_matrix(
        articles,
        (),
        [
            *(("a", term, "authorial", n) for term, n in SPOKEN.items()),
            *((other, "court", "authorial", 40) for other in "bc"),
            *((other, "court case", "authorial", 20) for other in "bc"),
        ],
    )
    table = features.articles_table.append_column(
        "author", pa.array(["Anna Smith and Staff", "Staff", None])
    )
    table = table.append_column(
        "outlet_name", pa.array(["Meduza", "The Moscow Times", "The Daily Caller"])
    )
    return type(features)(articles_table=table, terms=features.terms, signature=features.signature)


def test_self_references_are_found_in_the_metadata(named):
    names = pa.array(sorted(SPOKEN), pa.string())
    totals = np.array([SPOKEN[name] for name in names.to_pylist()])
    found = self_references(named, names, totals, furniture=["Subscribe"])
    left = set(names.filter(pa.array(found.mask)).to_pylist())
    # `times` and `caller` mostly stand in the names, `moscow`, `daily` and `told` do not
    assert left == {
        "meduza", "told meduza", "times", "hard times", "moscow times", "dailycaller", "daily caller",
        "caller", "anna smith", "smith", "anna", "subscribe",
    }  # fmt: skip
    assert "meduza" in found.names
    assert found.bylines == ("anna", "anna smith", "smith")
    assert found.furniture == ("subscribe",)


def test_what_is_left_out_is_told_and_can_be_kept(named):
    table = distinctive_terms(named, furniture=["subscribe"], by="id")
    assert not {"meduza", "daily caller", "subscribe"} & set(table.frame["term"])
    told = " ".join(table.notes)
    assert "own names" in told
    assert "“meduza”" in told
    assert "bylines: “anna”" in told
    assert "furniture: “subscribe”" in told
    kept = distinctive_terms(named, own_names=True, by="id")
    assert "meduza" in set(kept.frame["term"])
    assert "own names" not in " ".join(kept.notes)


def test_left_out_terms_still_count(named):
    table, kept = (distinctive_terms(named, by="id", own_names=own) for own in (False, True))
    told = table.where(term="told").iloc[0]
    assert told["z"] == kept.where(term="told").iloc[0]["z"]


@pytest.mark.slow
def test_halves_of_one_outlet_differ_no_more_often_than_they_should(make_matrix):
    """At .05: rank sums and intervals over articles hold; chi-squared over words does not."""
    ranks, chance, intervals = [], [], []
    for seed in range(60):
        features = simulated(make_matrix, {"A": 10, "B": 10}, seed=seed, scale=3)
        frame = distinctive_terms(features, min_n=1, top=None).frame
        ranks += [frame["p_value"].to_numpy()]
        intervals += [(frame["low"] > 0).to_numpy()]
        other = [frame[name].to_numpy(float) for name in ("n", "n_rest")]
        words = 1000 * np.array([other[0] / frame["per_1000"], 0 * other[0]])[0]
        total = features.exposure("authorial").sum()
        tables = np.stack(
            [np.stack(other, -1), np.stack([words - other[0], total - words - other[1]], -1)], -2
        )
        chance += [
            scipy_stats.chi2.sf(
                np.array(
                    [scipy_stats.chi2_contingency(t, correction=False).statistic for t in tables]
                ),
                1,
            )
        ]
    rejected = np.mean(np.concatenate(ranks) <= 0.05)
    assert 0.03 <= rejected <= 0.06
    assert np.mean(np.concatenate(chance) <= 0.05) > 0.15
    assert np.mean(np.concatenate(intervals)) <= 0.08
