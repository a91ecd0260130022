"""`framing score`: matches of packs in articles, by match, article or outlet."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli.console import message, print_table
from framing.errors import ConfigError

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["score_command"]


class ScoreUnit(StrEnum):
    """What a row stands for."""

    match = "match"
    article = "article"
    outlet = "outlet"


class ScoreFormat(StrEnum):
    """How rows are printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"


SHORT = ("article", "surface", "category", "voice", "speaker", "sentence")


def score_command(
    paths: Annotated[list[Path], typer.Argument(help="Articles: files or folders.")],
    pack: Annotated[list[str], typer.Option("--pack", help="Name or path of a pack.")],
    by: Annotated[ScoreUnit, typer.Option(help="What a row stands for.")] = ScoreUnit.match,
    format_: Annotated[
        ScoreFormat | None,
        typer.Option("--format", help="Default: by the name of --output, else table."),
    ] = None,
    output: Annotated[Path | None, typer.Option(help="File to write to.")] = None,
    clean: Annotated[list[str] | None, typer.Option(help="A cleaning rule.")] = None,
    language: Annotated[str | None, typer.Option(help="Of all articles.")] = None,
) -> None:
    """Find the entries of packs in articles, each match with its voice."""
    from framing.corpus.cleaning import CLEANING_RULES
    from framing.corpus.readers import read_corpus
    from framing.errors import did_you_mean
    from framing.extraction.matches import PackMatcher
    from framing.extraction.matrix import extract
    from framing.extraction.scores import scores_by
    from framing.lexicon.sources import load_pack

    format_ = format_ or _format_of(output)
    for path in paths:
        if output and output.exists() and output.resolve().is_relative_to(path.resolve()):
            raise ConfigError("is one of the articles' files; name another", where=str(output))
    if format_ is ScoreFormat.parquet and output is None:
        raise ConfigError("expected --output FILE with --format parquet", where="--format")
    for rule in clean or ():
        if rule not in CLEANING_RULES:
            near = did_you_mean(rule, list(CLEANING_RULES)) or f"; known are {list(CLEANING_RULES)}"
            raise ConfigError(f"no cleaning rule '{rule}'{near}", where="--clean")
    matchers = [PackMatcher(load_pack(name)) for name in pack]
    corpus = read_corpus(paths)
    features = extract(corpus, matchers, clean=clean or (), language=language)
    for note in corpus.notes:
        message(f"note: {note}")
    if by is ScoreUnit.match:
        table = features.evidence.table
        if format_ is ScoreFormat.table:
            table = table.select(SHORT)
    else:
        table = scores_by(features, by.value)
    _write(table, format_, output)


def _format_of(output: Path | None) -> ScoreFormat:
    """Return the format that a file's name asks for."""
    if output is None:
        return ScoreFormat.table
    suffix = output.suffix.lower().lstrip(".")
    if suffix in ("txt", "tsv", "tab"):
        return ScoreFormat.table
    if suffix not in ScoreFormat.__members__:
        raise ConfigError(
            f"expected a name that ends in .csv, .jsonl, .parquet or .txt, found '{output.name}'; "
            "rename it or add --format",
            where="--output",
        )
    return ScoreFormat(suffix)


def _write(table: pa.Table, format_: ScoreFormat, output: Path | None) -> None:
    import contextlib
    import sys

    if format_ is ScoreFormat.parquet:
        import pyarrow.parquet as pq

        pq.write_table(table, output)
        return
    with contextlib.ExitStack() as stack:
        if output is not None:
            try:
                file = stack.enter_context(output.open("w", encoding="utf-8", newline=""))
            except OSError as e:
                reason = (e.strerror or str(e)).lower()
                sentence = f"can't be written ({reason}); name another file"
                raise ConfigError(sentence, where=str(output)) from None
            stack.enter_context(contextlib.redirect_stdout(file))
        if format_ is ScoreFormat.table:
            print_table(table)
        elif format_ is ScoreFormat.jsonl:
            import json

            for row in table.to_pylist():
                print(json.dumps(row, ensure_ascii=False))
        else:
            import csv

            from framing.csv_cells import safe_cell

            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(table.column_names)
            writer.writerows(map(safe_cell, row.values()) for row in table.to_pylist())
