"""The tables of the waist as files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from framing.evidence import VOICES, Evidence
from framing.experiment.finished_run import TEXT_HASH
from framing.features import FeatureMatrix

__all__ = ["features_table", "speech_table", "terms_table", "write_json", "write_waist"]

CSV_ROWS = 100_000
"""Evidence is written as CSV, too, below so many rows."""
STEP = 20_000
"""Articles that are written at a time."""
PART_ROWS = 1_000_000
"""Evidence is written as a folder of parts above so many rows."""


def write_waist(features: FeatureMatrix, folder: Path) -> None:
    """Write features, terms, speech and evidence as Parquet, and `evidence.csv`.

    Tables are made and written so many articles at a time; memory is bounded by that.
    """
    spans = [(at, at + STEP) for at in range(0, max(len(features), 1), STEP)]
    for name, table in (
        ("features", features_table),
        ("terms", terms_table),
        ("speech", speech_table),
    ):
        with ExitStack() as stack:
            writer: Any = None
            for start, stop in spans:
                rows = table(features.articles_between(start, stop))
                if writer is None:
                    file = str(folder / f"{name}.parquet")
                    writer = stack.enter_context(pq.ParquetWriter(file, rows.schema))
                writer.write_table(rows)
    _write_evidence(features.evidence, folder)


def features_table(features: FeatureMatrix) -> pa.Table:
    """Return one row an article: metadata, exposures, counts, sums of weights, negated counts.

    The column `text@sha256` holds the hash of each text, by which runs can be compared.
    """
    hashes = [hashlib.sha256(text.as_py().encode()).hexdigest() for text in features.texts]
    table = features.articles_table.append_column(TEXT_HASH, pa.array(hashes, pa.string()))
    by_voice = {
        (value, voice): features.matrix(voice=voice, value=value)
        for value in ("n", "weight", "negated")
        for voice in VOICES
    }
    suffixes = {"n": "", "weight": "#weight", "negated": "#negated"}
    for value, suffix in suffixes.items():
        for i, feature in enumerate(features.features):
            for voice in VOICES:
                column = pa.array(by_voice[value, voice][:, i])
                table = table.append_column(f"{feature.name}@{voice}{suffix}", column)
    return table


def terms_table(features: FeatureMatrix) -> pa.Table:
    """Return term counts with the articles' ids and the names of voices."""
    terms = features.terms
    ids = features.articles_table.column("id").take(terms.column("article"))
    voices = pa.array(VOICES).take(terms.column("voice"))
    return pa.table(
        {"article": ids, "term": terms.column("term"), "voice": voices, "n": terms.column("n")}
    ).combine_chunks()


def speech_table(features: FeatureMatrix) -> pa.Table:
    """Return one row a passage of speech, with the article's id, its outlet and the words."""
    table = features.speech.table
    number = table.column("article")
    start, end = table.column("start").to_pylist(), table.column("end").to_pylist()
    spans = zip(features.texts.take(number.combine_chunks()), start, end, strict=True)
    columns = {
        "article": features.articles_table.column("id").take(number),
        "outlet": features.articles_table.column("outlet").take(number),
        **{name: table.column(name) for name in table.column_names if name != "article"},
        "surface": [text.as_py()[first:last] for text, first, last in spans],
    }
    return pa.table(columns).combine_chunks()


def _write_evidence(evidence: Evidence, folder: Path) -> None:
    from framing.csv_cells import safe_csv

    table = evidence.table
    if len(evidence) <= PART_ROWS:
        pq.write_table(table, folder / "evidence.parquet")
    else:
        parts = folder / "evidence.parquet"
        parts.mkdir()
        for i, start in enumerate(range(0, len(evidence), PART_ROWS)):
            pq.write_table(table.slice(start, PART_ROWS), parts / f"part-{i:05}.parquet")
    if len(evidence) < CSV_ROWS:
        safe_csv(evidence.to_pandas(), folder / "evidence.csv")


def write_json(value: Mapping[str, Any], file: Path) -> None:
    """Write a mapping as JSON, keys in their order."""
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    file.write_text(text + "\n", encoding="utf-8")
