"""A hundred thousand matches in texts of random letters, which pack worse than news does."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
from made_studies import a_study
from pages import Page, unpacked

from framing.evidence import EVIDENCE_SCHEMA, Evidence
from framing.report import report_of
from framing.report.html import html_page

ARTICLES, MATCHES, SENTENCES = 4_000, 100_000, 25


def large_study():
    rng = np.random.default_rng(3)
    letters = rng.integers(97, 123, (20_000, 7)).astype(np.uint8)
    words = np.array([bytes(word).decode() for word in letters])
    sentence_words = words[rng.zipf(1.3, (ARTICLES, SENTENCES, 20)) % len(words)]
    rows, texts = {name: [] for name in EVIDENCE_SCHEMA.names}, []
    for i, article in enumerate(sentence_words):
        sentences = [" ".join(sentence) + "." for sentence in article]
        starts = np.cumsum([0] + [len(sentence) + 1 for sentence in sentences])
        texts.append(" ".join(sentences))
        for k, (sentence, start) in enumerate(zip(sentences, starts, strict=False)):
            lead, surface = (1 + k % 7) * 8, article[k][1 + k % 7]
            for name, value in (
                ("article", f"a-{i}"), ("outlet", f"Outlet {i % 40}"), ("start", start + lead),
                ("end", start + lead + 7), ("surface", surface), ("pack", "actors"),
                ("category", "crowd.civic" if (i + k) % 3 else "crowd.threat"),
                ("entry", surface[:3]), ("weight", 1.0), ("negated", k % 9 == 0),
                ("voice", ("authorial", "direct", "indirect", "scare")[(i * k) % 4]),
                ("outer_voice", ""), ("labelling", False), ("speaker", surface if k % 2 else ""),
                ("speaker_role", ""), ("place", "body"), ("sentence_start", start),
                ("sentence_end", start + len(sentence)), ("sentence", sentence),
            ):  # fmt: skip
                rows[name].append(value)
    articles = pa.table(
        {
            "id": [f"a-{i}" for i in range(ARTICLES)],
            "outlet": [f"Outlet {i % 40}" for i in range(ARTICLES)],
            **{name: np.full(ARTICLES, 500) for name in ("words", "words@authorial")},
            **{name: np.zeros(ARTICLES, int) for name in ("words@direct", "words@indirect")},
        }
    )
    small = a_study(figures=False)
    features = replace(
        small.features,
        articles_table=articles,
        evidence=Evidence(pa.table(rows).cast(EVIDENCE_SCHEMA)),
        texts=pa.array(texts, pa.large_string()),
        runs=small.features.runs.slice(0, 0),
        left_out=small.features.left_out.slice(0, 0),
    )
    return replace(small, features=features, tables={})


def test_a_page_of_a_hundred_thousand_matches_stays_small():
    study = large_study()
    page = html_page(report_of(study, sections=["summary", "evidence"]), study)
    assert 2_000_000 < len(page) < 11_000_000
    content = unpacked(page.decode())
    assert len(content["matches"]["start"]) == MATCHES
    assert 0 < sum(size > 0 for size in content["whole"]) < ARTICLES
    held = sum(len(text) for pieces in content["pieces"] for _, text in pieces)
    assert 10_000_000 < held <= 11_000_000
    assert len(list(Page(page.decode()).root.find("details"))) == 2
