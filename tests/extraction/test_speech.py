"""Passages of speech in the waist: whose they are, how many words, and where they stand."""

from __future__ import annotations

import pyarrow as pa
import pytest

import framing
from framing.errors import FramingError
from framing.segmentation.source_names import KnownSources

TEXT = (
    "The guild’s head, Olaf Brand, said the “crows” had gone. “We saw nobody in the square,” "
    "Brand added. It is reported that a boat sank. Police spoke of “tourists”."
)
OTHER = "Nobody spoke here. “The square was empty at noon.”"


def features_of(*texts, **options):
    corpus = framing.read_corpus(
        pa.table(
            {
                "id": [f"a{i}" for i in range(len(texts))],
                "outlet": ["Herald", "Gazette"][: len(texts)],
                "text": list(texts),
            }
        ).to_pandas()
    )
    return framing.extract(corpus, [], **options)


def rows(features, *columns):
    table = features.speech.table.select(list(columns)).to_pydict()
    return list(zip(*table.values(), strict=True))


def test_passages_have_their_source_role_words_and_kind():
    features = features_of(TEXT, OTHER)
    assert rows(features, "article", "speaker_name", "speaker_kind", "speech", "words") == [
        (0, "Olaf Brand", "name", "indirect", 4),
        (0, "Olaf Brand", "name", "direct", 6),
        (0, "", "none", "indirect", 4),
        (0, "police", "description", "scare", 1),
        (1, "", "none", "direct", 6),
    ]
    assert features.speech["name_role"].tolist()[3] == "security"


def test_short_marks_inside_reported_speech_do_not_part_a_passage():
    features = features_of(TEXT)
    start, end = rows(features, "start", "end")[0]
    assert TEXT[start:end].strip(" .") == "the “crows” had gone"
    assert set(features.runs.column("voice").to_pylist()) == {
        "authorial", "indirect", "scare", "direct",
    }  # fmt: skip


def test_words_of_passages_are_the_exposures_of_speech_and_short_marks_with_a_speaker():
    features = features_of(TEXT, OTHER)
    words = dict.fromkeys(["direct", "indirect", "scare"], 0)
    for speech, n in rows(features, "speech", "words"):
        words[speech] += n
    assert words["direct"] == features.exposure("direct").sum()
    assert words["indirect"] == features.exposure("indirect").sum()
    assert words["scare"] == 1
    assert sum(features.runs.column("words").to_pylist()) == features.exposure().sum()


def test_sentences_hold_their_passages():
    for start, end, first, last in rows(
        features_of(TEXT), "start", "end", "sentence_start", "sentence_end"
    ):
        assert first <= start < end <= last
    first, last = rows(features_of(TEXT), "sentence_start", "sentence_end")[1]
    assert TEXT[first:last].strip().endswith("Brand added.")


def test_a_filter_finds_passages_by_source_group_and_kind():
    features = features_of(TEXT, OTHER)
    assert len(features.passages(table="speech")) == 5
    assert features.passages(outlet="Gazette", speaker_kind="none").tolist() == [4]
    assert features.passages(speaker_name="Olaf Brand", speech="direct").tolist() == [1]
    assert features.passages(speaker_kind=("name", "description")).tolist() == [0, 1, 3]
    with pytest.raises(FramingError, match="no metadata column 'speker_name'"):
        features.passages(speker_name="Olaf Brand")


def test_what_the_study_knows_of_sources_reaches_runs_and_evidence():
    known = KnownSources({"O. B.": ["Brand", "Olaf Brand"]}, {"Olaf Brand": "expert"})
    features = features_of(TEXT, sources=known)
    assert rows(features, "speaker_name", "name_role")[:2] == [("O. B.", "expert")] * 2
    told = set(zip(*features.runs.select(["speaker", "speaker_role"]).to_pydict().values(),
                   strict=True))  # fmt: skip
    assert ("police", "expert") not in told
    assert all(role == "expert" for speaker, role in told if "Brand" in speaker)


def test_without_articles_or_speech_there_are_no_passages():
    assert len(features_of("A quiet day in town.").speech) == 0


def test_passages_survive_being_written_to_disk(tmp_path):
    plain, mapped = features_of(TEXT, OTHER), features_of(TEXT, OTHER, output=tmp_path)
    assert mapped.speech.table.equals(plain.speech.table)


def test_an_article_more_changes_no_other_s_passages():
    one, two = features_of(TEXT), features_of(TEXT, OTHER)
    assert two.speech.table.slice(0, 4).equals(one.speech.table)
