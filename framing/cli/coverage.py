"""`framing packs coverage`: what each entry of a pack finds in a corpus."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli.articles import articles_at, check_rules
from framing.cli.console import RowFormat, message, print_rows

if TYPE_CHECKING:
    import pyarrow as pa

    from framing.extraction.coverage import Coverage

__all__ = ["coverage_command"]


class Shown(StrEnum):
    """Which table is printed."""

    entries = "entries"
    never = "never"
    words = "words"
    sentences = "sentences"


def coverage_command(
    name: Annotated[str, typer.Argument(help="Name, folder or file of a pack.")],
    corpus: Annotated[Path, typer.Option(help="Articles: a folder or file.")],
    show: Annotated[
        Shown | None, typer.Option(help="One table; without it all, or entries as rows.")
    ] = None,
    sentences: Annotated[int, typer.Option(min=0, help="How many to draw for reading.")] = 10,
    seed: Annotated[int, typer.Option(help="Of the drawing.")] = 1,
    format_: Annotated[
        RowFormat, typer.Option("--format", help="How rows are printed.")
    ] = RowFormat.table,
    clean: Annotated[list[str] | None, typer.Option(help="A cleaning rule.")] = None,
    language: Annotated[str | None, typer.Option(help="Of all articles.")] = None,
) -> None:
    """Show hits by entry and voice, entries never seen, words of globs, sentences to read."""
    from framing.extraction.coverage import pack_coverage
    from framing.lexicon.sources import load_pack

    check_rules(clean or ())
    pack = load_pack(name)
    articles = articles_at(corpus)
    found = pack_coverage(articles, pack, clean=clean or (), language=language)
    if show is None and format_ is not RowFormat.table:
        show = Shown.entries
    if show is not None:
        print_rows(_table(found, show, sentences, seed), format_)
    else:
        _print_all(found, sentences, seed)
    listed = found.entries().num_rows
    message(
        f"{pack.name} {pack.version}: {len(found.evidence):,} matches in {found.n_articles:,} "
        f"articles; {listed - len(found.never()):,} of {listed:,} entries seen"
    )


def _table(found: Coverage, show: Shown, sentences: int, seed: int) -> pa.Table:
    import pyarrow as pa
    import pyarrow.compute as pc

    if show is Shown.words:
        return found.words()
    if show is Shown.sentences:
        return found.sentences(sentences, seed=seed)
    table = found.entries()
    if show is Shown.never:
        names = ["category", "entry", "conditions"]
        return table.filter(pc.equal(table.column("hits"), pa.scalar(0))).select(names)
    return table


def _print_all(found: Coverage, sentences: int, seed: int) -> None:
    import pyarrow as pa
    import pyarrow.compute as pc

    table = found.entries()
    seen = table.filter(pc.greater(table.column("hits"), pa.scalar(0)))
    print_rows(seen.drop_columns(["conditions", "distinct", "words"]), "table")
    never: dict[str, list[str]] = {}
    for category, entry in found.never():
        never.setdefault(category, []).append(entry)
    typer.echo("\nnever seen")
    for category, entries in never.items():
        typer.echo(f"  {category}: {', '.join(entries)}")
    typer.echo("\nwords that globs and stems found")
    wild = {(row["category"], row["entry"]) for row in found.words().to_pylist()}
    for row in seen.to_pylist():
        if (row["category"], row["entry"]) in wild:
            typer.echo(f"  {row['category']} {row['entry']}: {row['words']}")
    typer.echo(f"\nsentences drawn at random (seed {seed})")
    for row in found.sentences(sentences, seed=seed).to_pylist():
        sentence = " ".join(row["sentence"].split())
        typer.echo(f"  {row['category']} “{row['surface']}” {row['voice']}: {sentence}")
