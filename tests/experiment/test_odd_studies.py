"""Studies at the edges: each gives a report that says what it can and can't say."""

from __future__ import annotations

import json

import pytest

import framing

STUDY = """\
name: odd
corpus: {path: articles.jsonl}
extraction:
  - lexicon: {packs: [conflict_actors]}
  - tfidf: {ngrams: [1, 2]}
plots: [naming, voice, keyness, heatmap, map]
"""
SENTENCES = (
    "Protesters met riot police near the harbour on Monday.",
    "The mayor said that rioters had broken windows.",
    "“These looters must go home at once,” the minister said.",
    "Peacekeepers from abroad arrived in the evening.",
)


@pytest.fixture
def run_study(tmp_path):
    def run(articles):
        lines = (json.dumps(a, ensure_ascii=False) for a in articles)
        (tmp_path / "articles.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (tmp_path / "odd.yaml").write_text(STUDY, encoding="utf-8")
        done = framing.run(tmp_path / "odd.yaml", output=tmp_path / "out")
        page = (done.folder / "report.html").read_text("utf-8")
        assert (done.folder / "report.pdf").read_bytes().startswith(b"%PDF")
        assert all(done.folder.joinpath("figures", f"{p}.png").stat().st_size > 0 for p in PLOTS)
        return done, page

    return run


PLOTS = ("naming", "voice", "keyness", "heatmap", "map")


def articles(n_outlets, each=1, name="outlet {}"):
    return [
        {"id": f"{o}-{k}", "outlet": name.format(o), "text": " ".join(SENTENCES[k % 2 :])}
        for o in range(n_outlets)
        for k in range(each)
    ]


def test_one_article(run_study):
    done, page = run_study(articles(1))
    assert len(done.features) == 1
    assert "description only" in page.lower() or "only one" in page.lower()


def test_one_outlet_with_several_articles(run_study):
    done, _ = run_study(articles(1, each=3))
    assert not framing.stats.design_of(done.features, by="outlet").identifiable


def test_no_match_at_all(run_study):
    done, page = run_study([{"outlet": o, "text": "Rain fell on the hills."} for o in ("a", "b")])
    assert len(done.evidence) == 0
    assert "nothing" in page.lower() or "no match" in page.lower() or "none" in page.lower()


def test_an_outlet_name_of_eighty_letters(run_study):
    long = "The Daily Messenger of the Northern Provinces and the Islands with " + "x" * 13
    assert len(long) == 80
    _, page = run_study(
        [{**a, "outlet": long if i else "short"} for i, a in enumerate(articles(2))]
    )
    assert long in page


def test_forty_outlets(run_study):
    done, page = run_study(articles(40, each=2))
    assert len(done.features.groups("outlet")[0]) == 40
    assert "outlet 39" in page


def test_two_outlets_whose_articles_are_alike(run_study):
    done, _ = run_study(articles(2, each=4))
    naming = done.tables["naming"].frame
    shares = naming[naming["voice"] == "all"].pivot(
        index=["referent", "name"], columns="group", values="share"
    )
    assert shares["outlet 0"].equals(shares["outlet 1"].rename("outlet 0"))


def test_hostile_text_comes_out_as_text(run_study):
    hostile = (
        "<script>alert(1)</script> #let x = $a$ @b `c` protesters \u202e שלום 😀 =cmd|'/C calc'!A0"
    )
    done, page = run_study(
        [{"outlet": "<b>bold</b>", "text": hostile}, {"outlet": "=1+1", "text": "Rioters came."}]
    )
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    table = (done.folder / "tables" / "naming.csv").read_text("utf-8")
    assert ",=1+1," not in table
