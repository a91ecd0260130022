"""`framing voices`: the runs of voice of articles."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from framing.cli.console import print_table

__all__ = ["voices_command"]


class VoicesFormat(StrEnum):
    """How runs are printed."""

    table = "table"
    jsonl = "jsonl"


COLUMNS = ["article", "start", "end", "voice", "outer_voice", "speaker", "speaker_role"]


def voices_command(
    paths: Annotated[list[Path], typer.Argument(help="Articles: files or folders.")],
    format_: Annotated[VoicesFormat, typer.Option("--format")] = VoicesFormat.table,
    language: Annotated[str | None, typer.Option(help="Of all articles.")] = None,
) -> None:
    """Print the runs of voice: article, start, end, voice, outer voice, speaker and role."""
    import pyarrow as pa

    from framing.corpus.readers import read_corpus
    from framing.extraction.matrix import extract

    corpus = read_corpus(paths)
    runs = extract(corpus, [], language=language).runs.select(COLUMNS)
    ids = corpus.table.column("id").take(runs.column("article"))
    table = runs.set_column(0, "article", ids)
    if format_ is VoicesFormat.jsonl:
        for row in table.to_pylist():
            typer.echo(json.dumps(row, ensure_ascii=False))
        return
    texts = corpus.table.column("text").take(runs.column("article")).to_pylist()
    spans = zip(
        texts, table.column("start").to_pylist(), table.column("end").to_pylist(), strict=True
    )
    words = [_shortened(text[start:end]) for text, start, end in spans]
    print_table(table.append_column("text", pa.array(words, pa.string())))


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:34]} … {flat[-23:]}"
