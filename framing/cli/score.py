"""`framing score`: matches of packs in articles, by match, article or outlet."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli.articles import articles_at, check_rules
from framing.cli.console import print_rows
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
    check_rules(clean or ())
    matchers = [PackMatcher(load_pack(name)) for name in pack]
    corpus = articles_at(paths)
    features = extract(corpus, matchers, clean=clean or (), language=language)
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
        print_rows(table, format_)
