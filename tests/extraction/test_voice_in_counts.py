"""Voice goes through counts, exposures and evidence."""

from __future__ import annotations

import pickle

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MaxAbsScaler

import framing
from framing.evidence import VOICES
from framing.lexicon.pack import Category, LexiconPack
from tests.lexicon.packs import entry, pack_of

STREET = pack_of(
    {"civic": ["protester*", "demonstrator*"], "threat": ["terrorist*"]}, ignore=["anti-terror*"]
)

TEXTS = [
    "Protesters filled the square. The minister called them “terrorists”.",
    "The minister said: “These terrorists must leave our streets at once.” Protesters stayed.",
    "Police said that terrorists had fired first.",
    "An anti-terrorist raid followed.",
]


def frame(texts=TEXTS):
    return pd.DataFrame(
        {"id": [f"t{i}" for i in range(len(texts))], "outlet": "one", "text": texts}
    )


def features_of(texts=TEXTS, pack=STREET, **options):
    corpus = framing.read_corpus(frame(texts))
    return framing.extract(corpus, [framing.LexiconExtractor(pack)], **options)


def test_each_match_has_the_voice_it_stands_in():
    rows = features_of().evidence.to_pandas()
    found = list(zip(rows.article, rows.category, rows.voice, strict=True))
    assert found == [
        ("t0", "civic", "authorial"),
        ("t0", "threat", "scare"),
        ("t1", "threat", "direct"),
        ("t1", "civic", "authorial"),
        ("t2", "threat", "indirect"),
    ]


def test_every_offset_leads_back_to_the_surface():
    for match in features_of().evidence:
        text = TEXTS[int(match.article[1:])]
        assert text[match.start : match.end] == match.surface
        assert match.surface in match.sentence
        assert text[match.sentence_start : match.sentence_end] == match.sentence


def test_exposures_sum_to_the_words_of_the_article():
    articles = features_of().articles
    parts = articles["words@authorial"] + articles["words@direct"] + articles["words@indirect"]
    assert (parts == articles["words"]).all()
    assert articles["words"].tolist() == [9, 13, 7, 5]


def test_counts_equal_the_evidence():
    features = features_of()
    for voice in VOICES:
        for name in ("civic", "threat"):
            rows = features.evidence.where(category=name, table_voice=voice)
            assert features.counts(f"made_up.{name}", voice=voice).sum() == len(rows)


def test_a_match_is_scare_if_any_of_its_words_lies_in_short_marks():
    pack = pack_of({"a": ["peacekeeping mission"]})
    rows = features_of(["They sent a “peacekeeping” mission to the north."], pack).evidence
    assert [(m.surface, m.voice) for m in rows] == [("peacekeeping” mission", "scare")]


def test_short_marks_inside_a_quotation_count_as_direct():
    text = "“We saw these ‘terrorists’ in the square last night,” the mayor said."
    features = features_of([text])
    assert [(m.voice, m.outer_voice) for m in features.evidence] == [("scare", "direct")]
    assert features.counts("made_up.threat", voice="direct").tolist() == [1]
    assert features.counts("made_up.threat", voice="scare").tolist() == [0]


def test_negated_matches_count_and_are_told():
    text = "They are not terrorists, he wrote. Terrorists did not come. No one feared protesters."
    rows = features_of([text]).evidence
    assert [(m.surface, m.negated) for m in rows] == [
        ("terrorists", True),
        ("Terrorists", False),
        ("protesters", True),
    ]


def test_cleaned_spans_hold_no_match_and_no_exposure():
    text = "Protesters met the mayor in the old town hall on Monday.\n\nAlso Read Terrorists on screen\n"
    features = features_of([text], clean=["teasers"])
    assert [m.surface for m in features.evidence] == ["Protesters"]
    row = features.articles.iloc[0]
    assert (row["words"], row["words_left_out"]) == (11, 5)


def test_a_parent_counts_a_stretch_of_text_once_where_categories_share_words():
    tree = Category(
        "all",
        "all",
        categories=(
            Category("riot", "all.riot", entries=(entry("riot*"),)),
            Category("police", "all.police", entries=(entry("riot police"),)),
        ),
    )
    pack = LexiconPack("made_up", categories=(tree,), overlap="category")
    features = features_of(["Riot police came."], pack)
    counted = {f.name: int(features.counts(f.name).sum()) for f in features.features}
    assert counted == {"made_up.all": 1, "made_up.all.riot": 1, "made_up.all.police": 1}
    assert len(features.evidence) == 2


def test_extraction_to_files_gives_the_same(tmp_path):
    plain, mapped = features_of(), features_of(output=tmp_path / "parts")
    assert mapped.cells.equals(plain.cells)
    assert mapped.evidence.table.equals(plain.evidence.table)
    assert (tmp_path / "parts" / "evidence.arrow").is_file()


def test_appending_an_article_changes_no_other():
    one, two = features_of(TEXTS[:3]), features_of(TEXTS)
    assert two.evidence.table.slice(0, len(one.evidence)).equals(one.evidence.table)
    assert np.array_equal(two.matrix()[:3], one.matrix())


def test_extraction_never_sees_an_outlet():
    texts = frame()
    other = framing.extract(
        framing.read_corpus(texts.assign(outlet=list("abcd"))), [framing.LexiconExtractor(STREET)]
    )
    assert other.cells.equals(features_of().cells)


class TestLexiconExtractor:
    def test_it_is_a_transformer_of_plain_texts(self):
        extractor = framing.LexiconExtractor(STREET)
        assert extractor.fit_transform(TEXTS).toarray().tolist() == [[1, 1], [1, 1], [0, 1], [0, 0]]
        assert list(extractor.get_feature_names_out()) == ["made_up.civic", "made_up.threat"]

    def test_voices_choose_what_is_counted(self):
        own = framing.LexiconExtractor(STREET, voices=["authorial"])
        assert own.fit_transform(TEXTS).toarray().tolist() == [[1, 0], [1, 0], [0, 0], [0, 0]]

    def test_it_can_be_cloned_pickled_and_put_in_a_pipeline(self):
        extractor = framing.LexiconExtractor(STREET, voices=["direct"])
        for copy in (clone(extractor), pickle.loads(pickle.dumps(extractor.fit(TEXTS)))):
            assert copy.get_params()["voices"] == ["direct"]
            assert copy.fit_transform(TEXTS).sum() == 1
        scaled = make_pipeline(framing.LexiconExtractor(STREET), MaxAbsScaler()).fit_transform(
            TEXTS
        )
        assert scaled.max() == 1.0

    def test_empty_texts_give_empty_rows(self):
        assert framing.LexiconExtractor(STREET).fit_transform(["", " \n"]).sum() == 0
        assert framing.LexiconExtractor(STREET).fit_transform([]).shape == (0, 2)

    def test_a_voice_that_does_not_exist_is_named(self):
        with pytest.raises(framing.FramingError, match="did you mean 'direct'"):
            framing.LexiconExtractor(STREET, voices=["direkt"]).fit(TEXTS)


class TestTfidfExtractor:
    def test_it_equals_scikit_learn_on_the_same_words(self):
        from sklearn.feature_extraction.text import TfidfVectorizer

        texts = ["tax cut for all", "no tax cut and no tax", "schools for all"]
        ours = framing.TfidfExtractor(ngrams=(1, 2))
        theirs = TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"\w+")
        a, b = ours.fit_transform(texts).toarray(), theirs.fit_transform(texts).toarray()
        assert list(ours.get_feature_names_out()) == [
            f"tfidf:{t}" for t in theirs.get_feature_names_out()
        ]
        assert np.allclose(a, b, atol=1e-12)

    def test_an_ngram_has_a_voice_only_if_all_its_words_do(self):
        texts = ["Police said “the red flag fell on the old square yesterday” at noon"]
        own = framing.TfidfExtractor(ngrams=(2, 2), voices=["authorial"]).fit(texts)
        found = {t.removeprefix("tfidf:") for t in own.get_feature_names_out()}
        assert "police said" in found
        assert "said the" not in found
        assert "yesterday at" not in found

    def test_stop_words_stand_at_no_edge(self):
        texts = ["the fall of the wall"]
        terms = framing.TfidfExtractor(ngrams=(1, 3), stop_words="english").fit(texts)
        assert list(terms.get_feature_names_out()) == ["tfidf:fall", "tfidf:wall"]

    def test_min_articles_leaves_rare_terms_out(self):
        terms = framing.TfidfExtractor(min_articles=2).fit(["red blue", "red green"])
        assert list(terms.get_feature_names_out()) == ["tfidf:red"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                [
                    "terrorists",
                    "protesters",
                    "said",
                    "“",
                    "”",
                    '"',
                    "‘",
                    "’",
                    ". ",
                    ", ",
                    "\n\n",
                    "police",
                    "that",
                    "– ",
                ]
            ),
            max_size=30,
        ).map(" ".join),
        min_size=1,
        max_size=4,
    )
)
def test_everything_reconciles_on_any_text(texts):
    texts = [t if t.strip() else "x" for t in texts]
    features = features_of(texts)
    articles = features.articles
    parts = articles["words@authorial"] + articles["words@direct"] + articles["words@indirect"]
    assert (parts == articles["words"]).all()
    assert features.matrix().sum() == len(features.evidence)
    for match in features.evidence:
        assert texts[int(match.article[1:])][match.start : match.end] == match.surface


def test_evidence_stays_small_where_a_sentence_never_ends():
    text = "terrorists marched and " * 3000
    rows = features_of([text]).evidence
    assert len(rows) == 3000
    for match in list(rows)[::500]:
        assert len(match.sentence) <= 1000
        assert text[match.sentence_start : match.sentence_end] == match.sentence
        assert match.sentence_start <= match.start < match.end <= match.sentence_end
