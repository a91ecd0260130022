import pytest

from framing.corpus.outlets import with_outlets
from framing.corpus.readers import read_corpus
from framing.errors import CorpusError


@pytest.fixture
def corpus(tmp_path):
    rows = ["id,outlet,text", "1,bbc,One.", "2,BBC,Two.", "3,rt,Three.", "4,Vox,Four."]
    (tmp_path / "news.csv").write_text("\n".join(rows), encoding="utf-8")
    return read_corpus(tmp_path / "news.csv")


def test_aliases_put_spellings_together_and_say_so(corpus):
    made = with_outlets(corpus, aliases={"bbc": "BBC", "rt": "RT"})
    assert made.table.column("outlet").to_pylist() == ["BBC", "BBC", "RT", "Vox"]
    assert "2 of 4 articles have another name" in made.notes[-1]
    assert "4 spellings became 3 outlets" in made.notes[-1]
    assert made.sha256 != corpus.sha256


def test_chosen_outlets_are_named_as_after_renaming(corpus):
    made = with_outlets(corpus, aliases={"bbc": "BBC"}, outlets=["BBC"])
    assert made.ids == ("1", "2")
    assert "2 of 4 articles are by these outlets" in made.notes[-1]
    assert with_outlets(corpus) == corpus


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (
            {"aliases": {"bcc": "BBC"}},
            "corpus.aliases  no article by an outlet 'bcc'; did you mean 'bbc'?",
        ),
        (
            {"outlets": ["Fox"]},
            "corpus.outlets  no article by an outlet 'Fox'; did you mean 'Vox'?",
        ),
    ],
)
def test_names_that_are_not_there(corpus, wanted, message):
    with pytest.raises(CorpusError) as e:
        with_outlets(corpus, **wanted)
    assert str(e.value) == message


def test_bad_rows_are_skipped_only_when_asked_and_are_told(tmp_path):
    file = tmp_path / "news.tsv"
    file.write_text("id\toutlet\ttext\n1\tA\tOne.\n2\tB\n3\tC\tThree.\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="expected 3 fields as in the header, found 2"):
        read_corpus(file)
    corpus = read_corpus(file, on_bad_row="skip")
    assert corpus.ids == ("1", "3")
    assert [(p.where, p.message) for p in corpus.skipped] == [
        (f"{file}:3", "expected 3 fields as in the header, found 2")
    ]
