"""`framing packs diff`: what differs between two packs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from framing.cli.articles import articles_at, check_rules
from framing.cli.console import RowFormat, message, print_rows

__all__ = ["diff_command"]


def diff_command(
    a: Annotated[str, typer.Argument(help="Name, folder or file of a pack.")],
    b: Annotated[str, typer.Argument(help="The pack to compare it with.")],
    corpus: Annotated[
        Path | None, typer.Option(help="Articles: show whose counts differ, in place of the texts.")
    ] = None,
    format_: Annotated[
        RowFormat, typer.Option("--format", help="How rows are printed.")
    ] = RowFormat.table,
    clean: Annotated[list[str] | None, typer.Option(help="A cleaning rule.")] = None,
    language: Annotated[str | None, typer.Option(help="Of all articles.")] = None,
) -> None:
    """Show which facts, categories and entries differ; with --corpus, which counts."""
    from framing.lexicon.sources import load_pack

    check_rules(clean or ())
    first, second = load_pack(a), load_pack(b)
    if corpus is not None:
        from framing.extraction.count_changes import count_changes

        articles = articles_at(corpus)
        table = count_changes(articles, first, second, clean=clean or (), language=language)
        told = f"{table.num_rows:,} counts differ in {len(articles):,} articles"
    else:
        import pyarrow as pa

        from framing.lexicon.pack_diff import pack_changes

        names = ("change", "what", "category", "name", "before", "after")
        rows = [{n: getattr(c, n) for n in names} for c in pack_changes(first, second)]
        schema = pa.schema([(n, pa.string()) for n in names])
        table = pa.Table.from_pylist(rows, schema=schema)
        told = "1 difference" if len(rows) == 1 else f"{len(rows):,} differences"
    print_rows(table, format_)
    message(f"{first.name} {first.version} → {second.name} {second.version}: {told}")
