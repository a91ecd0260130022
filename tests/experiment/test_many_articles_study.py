"""A study of so many articles that its comparisons are made from sums: what its report says."""

from __future__ import annotations

import json

import framing
from framing.stats import comparison, findings, intervals, timelines

STUDY = """\
name: many
corpus: {path: articles.jsonl}
extraction:
  - lexicon: {packs: [conflict_actors]}
plots: [naming, forest, timeline]
"""
KIND = "Protesters met the mayor of the town on Monday. The demonstrators sang."
UNKIND = "Rioters threw stones at the mayor of the town on Monday. The thugs shouted."


def write(folder):
    with (folder / "articles.jsonl").open("w", encoding="utf-8") as out:
        for i in range(240):
            outlet = "ABC"[i % 3]
            text = UNKIND if (i // 3) % 10 < (8 if outlet == "C" else 2) else KIND
            day = f"2021-0{1 + i % 4}-03"
            row = {"id": f"a{i}", "outlet": outlet, "published": day, "text": text}
            out.write(json.dumps(row) + "\n")
    (folder / "many.yaml").write_text(STUDY, encoding="utf-8")


def test_a_report_from_sums(tmp_path, monkeypatch):
    for module in (findings, intervals, timelines):
        monkeypatch.setattr(module, "ONLY_LINEARISED_FROM", 200)
    monkeypatch.setattr(comparison, "LIMIT_FROM", 200)
    write(tmp_path)
    done = framing.run(tmp_path / "many.yaml", output=tmp_path / "out")
    table = done.tables["comparison_share_authorial"]
    assert not len(table.rows.y)
    assert "differs" in set(table.omnibus["conclusion"])
    page = (done.folder / "report.html").read_text("utf-8")
    assert "comes near when the names of the groups are dealt anew" in page
    assert "limiting distribution" in page
    assert "every interval that is not of a closed form is linearised" in page
    assert not len(done.tables["influence"])
    assert "no article and no entry is left out in turn" in page
    assert "g: Hedges’ g of the articles’ own rates" in page
    assert "δ: Cliff’s delta" not in page
    assert "or, with so many articles, a category of which fewer than two groups" in page
    plain = framing.run(tmp_path / "many.yaml", output=tmp_path / "out", fresh=True)
    assert plain.results == done.results
