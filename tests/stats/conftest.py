"""A hand-made matrix: two outlets, three articles, one referent with three names.

Words (authorial, direct, indirect) and matches of each article:

    a1  Herald  60 30 10   civic ×2 authorial · civic ×1 direct · threat ×1 in short marks
    a2  Herald  40  0 10   threat ×1 indirect, negated
    b1  Gazette 80 20  0   threat ×2 authorial · threat ×1 short marks with a speaker
                           threat ×1 short marks inside a quotation (counts as direct)
"""

import importlib.util
import sys
from collections import Counter

import pyarrow as pa
import pytest
from hypothesis import strategies as st

from framing.evidence import EVIDENCE_SCHEMA, VOICES, Evidence
from framing.features import CELLS_SCHEMA, TERMS_SCHEMA, Feature, FeatureMatrix
from framing.signature import Signature

PACK = (
    Feature("actors.people", "actors", "people", choice=True, leaf=False),
    Feature("actors.people.civic", "actors", "people.civic", referent="people", valence=1.0),
    Feature("actors.people.neutral", "actors", "people.neutral", referent="people", valence=0.0),
    Feature("actors.people.threat", "actors", "people.threat", referent="people", valence=-2.0),
    Feature("actors.riot", "actors", "riot"),
)


def a_match(article, category, entry, voice="authorial", **other):
    columns = {
        "article": article, "outlet": "", "start": 0, "end": 1, "surface": entry, "pack": "actors",
        "category": category, "entry": entry, "weight": 1.0, "negated": False, "voice": voice,
        "outer_voice": "", "labelling": False, "speaker": "", "speaker_role": "", "place": "body",
        "sentence_start": 0, "sentence_end": 1, "sentence": "…",
    }  # fmt: skip
    return {**columns, **other}


def a_matrix(articles, matches=(), terms=(), features=PACK, by="outlet"):
    """Make a matrix from (id, group, (authorial, direct, indirect)), matches and terms.

    A term is (article, term, voice, n). Matches get places of their own; cells follow from them.
    """
    ids = [article[0] for article in articles]
    words = [article[2] for article in articles]
    table = {
        "id": ids,
        by: [article[1] for article in articles],
        "words": [sum(three) for three in words],
        "words@authorial": [three[0] for three in words],
        "words@direct": [three[1] for three in words],
        "words@indirect": [three[2] for three in words],
        "words_left_out": [0] * len(ids),
    }
    rows = [
        {**match, "start": 10 * i, "end": 10 * i + len(match["surface"])}
        for i, match in enumerate(matches)
    ]
    evidence = Evidence(pa.Table.from_pylist(rows, schema=EVIDENCE_SCHEMA))
    schema = pa.schema([("id", pa.string()), (by, pa.string())])
    typed = {name: pa.array(column) for name, column in table.items()}
    typed |= {name: pa.array(table[name], pa.string()) for name in schema.names}
    return FeatureMatrix(
        articles_table=pa.table(typed),
        features=tuple(features),
        cells=_cells(ids, rows, evidence, features),
        evidence=evidence,
        terms=pa.Table.from_pylist(
            [
                {"article": ids.index(a), "term": t, "voice": VOICES.index(v), "n": n}
                for a, t, v, n in terms
            ],
            schema=TERMS_SCHEMA,
        ),
        signature=Signature.of(framing="test"),
    )


def _cells(ids, rows, evidence, features):
    n, negated = Counter(), Counter()
    for row, voice in zip(rows, evidence.table_voice, strict=True):
        for i, feature in enumerate(features):
            if f"{row['category']}.".startswith(f"{feature.category}."):
                key = (ids.index(row["article"]), i, VOICES.index(voice))
                n[key] += 1
                negated[key] += row["negated"]
    cells = [
        dict(zip(CELLS_SCHEMA.names, (*key, n[key], float(n[key]), negated[key]), strict=True))
        for key in n
    ]
    return pa.Table.from_pylist(cells, schema=CELLS_SCHEMA)


ARTICLES = (
    ("a1", "Herald", (60, 30, 10)),
    ("a2", "Herald", (40, 0, 10)),
    ("b1", "Gazette", (80, 20, 0)),
)
MATCHES = (
    a_match("a1", "people.civic", "protester*", surface="Protesters"),
    a_match("a1", "people.civic", "protester*", surface="protester"),
    a_match("a1", "people.civic", "protester*", "direct", speaker="she"),
    a_match("a1", "people.threat", "terrorist*", "scare", surface="terrorists"),
    a_match("a2", "people.threat", "terrorist*", "indirect", negated=True, speaker="police"),
    a_match("b1", "people.threat", "terrorist*", surface="terrorists"),
    a_match("b1", "people.threat", "thug*", surface="thugs"),
    a_match("b1", "people.threat", "terrorist*", "scare", speaker="police", labelling=True),
    a_match("b1", "people.threat", "thug*", "scare", outer_voice="direct", speaker="he"),
)
TERMS = (
    ("a1", "square", "authorial", 6),
    ("a1", "order", "authorial", 1),
    ("a1", "tax", "direct", 2),
    ("a2", "square", "authorial", 2),
    ("a2", "tax", "authorial", 1),
    ("b1", "order", "authorial", 5),
    ("b1", "square", "authorial", 1),
    ("b1", "public order", "authorial", 3),
)


@pytest.fixture
def matrix():
    return a_matrix(ARTICLES, MATCHES, TERMS)


@pytest.fixture(scope="module")
def calibration(root):
    """The benchmark of calibration, as a module whose functions can be called."""
    file = root / "experiments" / "benchmarks" / "calibration.py"
    spec = importlib.util.spec_from_file_location("calibration", file)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def make_matrix():
    return a_matrix


@pytest.fixture
def make_match():
    return a_match


@pytest.fixture
def one(matrix):
    """Return the only row of a table that has the wanted values."""

    def row(table, **wanted):
        rows = table.where(**wanted)
        assert len(rows) == 1, rows
        return rows.iloc[0]

    return row


_LEAVES = ["people.civic", "people.neutral", "people.threat", "riot"]


@st.composite
def matrices(draw, outlets="ABCD"):
    """Draw a matrix of one to six articles with matches and terms in all voices."""
    groups = draw(st.lists(st.sampled_from(outlets), min_size=1, max_size=6))
    ids = [f"a{i}" for i in range(len(groups))]
    words = st.tuples(*[st.integers(0, 50)] * 3)
    matches = draw(
        st.lists(
            st.tuples(
                st.sampled_from(ids),
                st.sampled_from(_LEAVES),
                st.sampled_from(["x*", "y*"]),
                st.sampled_from(VOICES),
                st.sampled_from(["", "police"]),
                st.sampled_from(["", "direct", "indirect"]),
            ),
            max_size=20,
        )
    )
    terms = draw(
        st.dictionaries(
            st.tuples(
                st.sampled_from(ids),
                st.sampled_from(["tax", "order", "square", "tax cut", "public order"]),
                st.sampled_from(VOICES),
            ),
            st.integers(1, 9),
            max_size=20,
        )
    )
    return a_matrix(
        [(i, group, draw(words)) for i, group in zip(ids, groups, strict=True)],
        [
            a_match(article, category, entry, voice, speaker=speaker, outer_voice=outer)
            for article, category, entry, voice, speaker, outer in matches
        ],
        [(*key, n) for key, n in terms.items()],
    )


@pytest.fixture
def drawn():
    """The strategy that draws matrices, for `data.draw`."""
    return matrices()
