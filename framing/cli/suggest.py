"""`framing packs suggest`: candidates for a category, for a person to decide."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli.articles import articles_at, check_rules
from framing.cli.console import RowFormat, message, print_rows

if TYPE_CHECKING:
    from framing.extraction.suggestions import Suggestion

__all__ = ["suggest_command"]


class PairMeasure(StrEnum):
    """NLTK's measures of association."""

    likelihood_ratio = "likelihood_ratio"
    pmi = "pmi"
    chi_sq = "chi_sq"
    student_t = "student_t"


def suggest_command(
    name: Annotated[str, typer.Argument(help="Name, folder or file of a pack.")],
    category: Annotated[str, typer.Option(help="Path of the category to find entries for.")],
    corpus: Annotated[Path, typer.Option(help="Articles: a folder or file.")],
    n: Annotated[int, typer.Option(min=1, help="Candidates of each method at most.")] = 20,
    least: Annotated[int, typer.Option(min=1, help="How often a candidate must stand there.")] = 3,
    measure: Annotated[
        PairMeasure, typer.Option(help="Of collocations.")
    ] = PairMeasure.likelihood_ratio,
    sentences: Annotated[int, typer.Option(min=0, help="Sentences for each candidate.")] = 3,
    seed: Annotated[int, typer.Option(help="Of the drawing of sentences.")] = 1,
    format_: Annotated[
        RowFormat, typer.Option("--format", help="How rows are printed.")
    ] = RowFormat.table,
    clean: Annotated[list[str] | None, typer.Option(help="A cleaning rule.")] = None,
    language: Annotated[str | None, typer.Option(help="Of all articles.")] = None,
) -> None:
    """Propose entries for a category: phrases round its entries, words in like contexts."""
    from framing.extraction.suggestions import suggestions
    from framing.lexicon.sources import load_pack

    check_rules(clean or ())
    found = suggestions(
        articles_at(corpus),
        load_pack(name),
        category,
        n=n,
        least=least,
        measure=measure.value,
        sentences=sentences,
        seed=seed,
        clean=clean or (),
        language=language,
    )
    _print(found, format_)
    message(f"{len(found)} proposals for '{category}'; read the sentences and decide")


def _print(found: Sequence[Suggestion], format_: RowFormat) -> None:
    if format_ is RowFormat.table:
        for one in found:
            held = f", held by {', '.join(one.held_by)}" if one.held_by else ""
            counts = f"{one.hits} in {one.articles} articles"
            typer.echo(f"{one.method}  {one.candidate}  {one.score:.3g} ({counts}{held})")
            for sentence in one.sentences:
                typer.echo(f"    {sentence}")
        return
    import pyarrow as pa

    rows = [
        {
            "method": one.method,
            "candidate": one.candidate,
            "score": one.score,
            "hits": one.hits,
            "articles": one.articles,
            "held_by": ", ".join(one.held_by),
            "sentences": "\n".join(one.sentences)
            if format_ is RowFormat.csv
            else list(one.sentences),
        }
        for one in found
    ]
    print_rows(pa.Table.from_pylist(rows), format_)
