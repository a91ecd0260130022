"""Words of the pages' furniture are found in what cleaning left out, and left out of vocabulary."""

import json

import pytest

import framing

STUDY = """\
name: furniture
corpus: {path: articles.jsonl, clean: [furniture]}
extraction:
  - tfidf: {ngrams: [1, 2], voices: [authorial]}
report: {sections: [vocabulary], formats: [html]}
"""
TEXT = """Harbour strike goes on

{0} told reporters that the harbour stayed closed. Subscribe buttons were painted over by {1}.

Subscribe to our newsletter
"""


@pytest.fixture
def done(tmp_path):
    names = [("Dockers", "strikers"), ("Officials", "workers")]
    rows = [
        {"id": f"a{i}", "outlet": f"Harbour Echo {i % 2}", "text": TEXT.format(*name)}
        for i, name in enumerate(names * 3)
    ]
    lines = "\n".join(json.dumps(row) for row in rows)
    (tmp_path / "articles.jsonl").write_text(lines + "\n", encoding="utf-8")
    (tmp_path / "furniture.yaml").write_text(STUDY, encoding="utf-8")
    return framing.run(tmp_path / "furniture.yaml", output=tmp_path / "out")


def test_furniture_words_are_left_out_and_told(done):
    left_out = done.features.left_out.column("text").to_pylist()
    assert "Subscribe to our newsletter" in {text.strip() for text in left_out}
    table = done.tables["vocabulary"]
    assert "Left out as words of page furniture: “subscribe”." in table.notes
    assert "subscribe" not in set(table.frame["term"])
    assert "subscribe" in set(done.features.terms.column("term").to_pylist())
    page = (done.folder / "report.html").read_text("utf-8")
    assert "Left out as words of page furniture: “subscribe”." in page


def test_without_cleaning_nothing_is_furniture(tmp_path, done):
    config = tmp_path / "furniture.yaml"
    config.write_text(STUDY.replace("clean: [furniture]", "clean: []"), encoding="utf-8")
    bare = framing.run(config, output=tmp_path / "bare")
    assert not any("furniture" in note for note in bare.tables["vocabulary"].notes)
