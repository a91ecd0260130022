"""`framing packs lint`: what is doubtful in packs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli.console import RowFormat, message, print_rows

if TYPE_CHECKING:
    from framing.lexicon.finding import Finding

__all__ = ["lint_command"]


def lint_command(
    packs: Annotated[list[str], typer.Argument(help="Names, folders or files of packs.")],
    phrases: Annotated[
        Path | None, typer.Option(help="File of more longer phrases: [riot] police, one a line.")
    ] = None,
    corpus: Annotated[
        Path | None, typer.Option(help="Articles in which globs may find 200 words at most.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Also entries without an example, and shared words.")
    ] = False,
    format_: Annotated[
        RowFormat, typer.Option("--format", help="Sentences (table), or rows.")
    ] = RowFormat.table,
) -> None:
    """Find what is doubtful in packs; status 1 if anything is found, else 0 and silence."""
    from framing.lexicon.lint import lint_pack
    from framing.lexicon.longer_phrases import read_phrases
    from framing.lexicon.sources import load_pack

    more = read_phrases(phrases) if phrases else ()
    articles = None
    if corpus is not None:
        from framing.cli.articles import articles_at

        articles = articles_at(corpus)
    found: list[Finding] = []
    for name in packs:
        pack = load_pack(name)
        wide = []
        if articles is not None:
            from framing.extraction.coverage import pack_coverage, wide_globs

            wide = wide_globs(pack_coverage(articles, pack))
        own = lint_pack(pack, phrases=more, strict=strict, more=wide)
        findings = "1 finding" if len(own) == 1 else f"{len(own):,} findings"
        message(f"{pack.name}: {pack.n_entries():,} entries, {findings}")
        found += own
    _print(found, format_)
    if found:
        raise typer.Exit(1)


def _print(found: Sequence[Finding], format_: RowFormat) -> None:
    if format_ is RowFormat.table:
        for finding in found:
            typer.echo(str(finding))
        return
    import pyarrow as pa

    rows = [
        {
            "file": finding.file,
            "line": finding.line,
            "rule": finding.rule,
            "about": ", ".join(finding.about),
            "message": finding.message,
        }
        for finding in found
    ]
    names = ("file", "line", "rule", "about", "message")
    schema = pa.schema([(n, pa.int64() if n == "line" else pa.string()) for n in names])
    print_rows(pa.Table.from_pylist(rows, schema=schema), format_)
