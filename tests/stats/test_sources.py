"""Who speaks: words by source and role, and diversity, against values worked out by hand."""

import math
from dataclasses import replace

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing.errors import FramingError
from framing.speech import RUNS_SCHEMA, SPEECH
from framing.stats import (
    shannon_diversity,
    simpson_diversity,
    source_diversity,
    speaking_roles,
    speaking_sources,
)

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)

# article, name, kind, role, speech, words
RUNS = (
    (0, "Anna Holm", "name", "official", "direct", 12),
    (0, "Anna Holm", "name", "official", "indirect", 8),
    (0, "guard", "description", "security", "indirect", 5),
    (0, "", "none", "", "direct", 10),
    (1, "Anna Holm", "name", "", "indirect", 4),
    (1, "he", "pronoun", "", "indirect", 3),
    (1, "they", "pronoun", "", "direct", 2),
    (1, "", "", "", "", 40),
    (2, "Olaf Brand", "name", "expert", "scare", 1),
    (2, "Reuters", "name", "media", "indirect", 3),
)


def with_runs(matrix, runs):
    rows = [
        {
            "article": article, "start": 100 * i, "end": 100 * i + 50, "voice": "", "speaker": "",
            "outer_voice": "", "speaker_role": "", "speech": speech, "speaker_name": name,
            "speaker_kind": kind, "name_role": role, "words": words, "sentence_start": 100 * i,
            "sentence_end": 100 * i + 60,
        }
        for i, (article, name, kind, role, speech, words) in enumerate(runs)
    ]  # fmt: skip
    return replace(matrix, runs=pa.Table.from_pylist(rows, schema=RUNS_SCHEMA))


@pytest.fixture
def spoken(matrix):
    return with_runs(matrix, RUNS)


def test_sources_by_hand(spoken, one):
    table = speaking_sources(spoken)
    assert table.name == "sources"
    assert table.columns == [
        "group", "source", "kind", "role", "n_articles", "articles", "passages", "words",
        "direct", "indirect", "scare", "of", "share",
    ]  # fmt: skip
    holm = one(table, source="Anna Holm")
    assert (holm["group"], holm["kind"], holm["role"]) == ("Herald", "name", "official")
    assert (holm["n_articles"], holm["articles"], holm["passages"]) == (2, 2, 3)
    assert (holm["words"], holm["direct"], holm["indirect"], holm["scare"]) == (24, 12, 12, 0)
    assert (holm["of"], holm["share"]) == (44, 24 / 44)
    pronoun = one(table, kind="pronoun")
    assert (pronoun["source"], pronoun["words"], pronoun["passages"]) == ("", 5, 2)
    assert one(table, kind="none")["words"] == 10


def test_sources_stand_by_words_and_nobody_last(spoken):
    mine = speaking_sources(spoken).where(group="Herald")
    assert list(mine["source"]) == ["Anna Holm", "guard", "", ""]
    assert list(mine["kind"])[-2:] == ["pronoun", "none"]


def test_roles_by_hand(spoken, one):
    table = speaking_roles(spoken)
    assert table.name == "roles"
    official = one(table, group="Herald", role="official")
    assert (official["words"], official["of"], official["share"]) == (20, 34, 20 / 34)
    assert (official["official"], official["articles"], official["n_articles"]) == (True, 1, 2)
    assert one(table, group="Herald", role="")["words"] == 9
    assert one(table, group="Gazette", role="security")["words"] == 0
    assert not one(table, group="Gazette", role="expert")["official"]


def test_diversity_by_hand(spoken, one):
    table = source_diversity(spoken)
    herald, gazette = one(table, group="Herald"), one(table, group="Gazette")
    assert (herald["n_articles"], herald["articles"]) == (2, 2)
    assert (herald["words"], herald["speech"], herald["attributed"]) == (150, 44, 34)
    assert (herald["direct"], herald["unattributed"], herald["pronoun"]) == (24, 10, 5)
    assert (herald["official"], herald["official_share"]) == (25, 25 / 34)
    assert (herald["n_sources"], herald["n_named"], herald["n_roles"]) == (2, 1, 2)
    assert herald["role_words"] == 25
    p = 20 / 25
    assert herald["roles_shannon"] == pytest.approx(-p * math.log(p) - 0.2 * math.log(0.2))
    assert herald["roles_simpson"] == pytest.approx(1 - p**2 - 0.2**2)
    assert (herald["sources_shannon"], herald["sources_simpson"]) == (0, 0)
    assert gazette["sources_simpson"] == pytest.approx(1 - (1 / 4) ** 2 - (3 / 4) ** 2)
    assert gazette["unattributed_share"] == 0


def test_official_roles_can_be_chosen(spoken, one):
    table = source_diversity(spoken, official=["official"])
    assert one(table, group="Herald")["official"] == 20
    assert table.signature.to_dict()["official"] == "official"


def test_without_speech_shares_and_diversity_are_not_numbers(matrix, one):
    herald = one(source_diversity(matrix), group="Herald")
    assert (herald["speech"], herald["speech_share"], herald["n_sources"]) == (0, 0, 0)
    for name in ("direct_share", "official_share", "roles_shannon", "sources_simpson"):
        assert math.isnan(herald[name]), name
    assert len(speaking_sources(matrix)) == 0
    assert len(speaking_roles(matrix)) == 0


def test_groups_may_be_those_of_another_column(make_matrix, one):
    made = make_matrix([("a", "X", (9, 1, 0)), ("b", "Y", (9, 0, 1))], by="country")
    table = speaking_sources(
        with_runs(made, [(1, "Anna Holm", "name", "", "direct", 5)]), by="country"
    )
    assert one(table, source="Anna Holm")["group"] == "Y"
    assert table.by == "country"
    with pytest.raises(FramingError, match="no metadata column 'outlet'"):
        speaking_sources(made)


@pytest.mark.parametrize(
    ("counts", "shannon", "simpson"),
    [([1], 0, 0), ([5, 5], math.log(2), 0.5), ([1, 1, 1, 1], math.log(4), 0.75),
     ([3, 1], 0.5623351446188083, 0.375), ([4, 0], 0, 0)],
)  # fmt: skip
def test_measures_of_diversity_by_hand(counts, shannon, simpson):
    assert shannon_diversity(counts) == pytest.approx(shannon)
    assert simpson_diversity(counts) == pytest.approx(simpson)


@pytest.mark.parametrize("measure", [shannon_diversity, simpson_diversity])
def test_diversity_of_nothing_is_not_a_number_and_of_less_is_refused(measure):
    assert math.isnan(measure([]))
    assert math.isnan(measure([0, 0]))
    with pytest.raises(FramingError, match="found -1"):
        measure([2, -1])


COUNTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=30).filter(any)


@given(COUNTS, st.randoms())
def test_diversity_does_not_depend_on_order_or_scale_and_keeps_its_bounds(counts, random):
    shuffled = random.sample(counts, len(counts))
    k = sum(count > 0 for count in counts)
    for measure, most in ((shannon_diversity, math.log(k)), (simpson_diversity, 1 - 1 / k)):
        value = measure(counts)
        assert measure(shuffled) == value
        assert measure([7 * count for count in counts]) == pytest.approx(value, abs=1e-9)
        assert -1e-12 <= value <= most + 1e-9


@given(COUNTS)
def test_joining_two_kinds_never_makes_more_diverse(counts):
    joined = [*counts[:-2], sum(counts[-2:])]
    for measure in (shannon_diversity, simpson_diversity):
        assert measure(joined) <= measure(counts) + 1e-9


NAMES = ("Anna Holm", "Olaf Brand", "Reuters", "guard")
DRAWN = st.lists(
    st.tuples(
        st.integers(0, 2), st.sampled_from(NAMES), st.sampled_from(["name", "description", "none"]),
        st.sampled_from(["", "official", "expert"]), st.sampled_from(SPEECH), st.integers(1, 50),
    ),
    max_size=15,
)  # fmt: skip


@relaxed
@given(DRAWN, st.permutations(NAMES))
def test_tables_reconcile_and_names_do_not_matter_for_diversity(matrix, runs, others):
    features = with_runs(matrix, runs)
    sources, roles, groups = (
        table(features).frame for table in (speaking_sources, speaking_roles, source_diversity)
    )
    assert sources["words"].sum() == sum(run[-1] for run in runs) == groups["speech"].sum()
    assert (sources["words"] == sources[list(SPEECH)].sum(axis=1)).all()
    assert roles["words"].sum() == groups["attributed"].sum()
    renamed = dict(zip(NAMES, others, strict=True))
    other = with_runs(matrix, [(a, renamed[name], *rest) for a, name, *rest in runs])
    found = source_diversity(other).frame
    for name in ("sources_shannon", "sources_simpson", "n_sources", "roles_simpson"):
        assert found[name].to_numpy() == pytest.approx(groups[name].to_numpy(), nan_ok=True)
