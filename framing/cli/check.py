"""`framing check`: validate an experiment, say what would run, touch nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from framing.cli.console import message

__all__ = ["check_command"]


def check_command(
    experiment: Annotated[Path, typer.Argument(help="The experiment's YAML file.")],
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="Replace a value of the file.")
    ] = None,
) -> None:
    """Validate config, corpus and packs; say what would run; touch nothing."""
    from framing.experiment.config import load_experiment
    from framing.experiment.inputs import read_inputs
    from framing.periods import group_values

    inputs = read_inputs(load_experiment(experiment, set_ or ()))
    config, corpus = inputs.experiment.config, inputs.corpus
    sizes = list(Counter(group_values(corpus.table, config.stats.by)).values())
    typer.echo(f"{experiment}: fine")
    if inputs.shards:
        typer.echo(f"corpus: {len(inputs.shards):,} shards; of the first:")
    typer.echo(f"corpus: {len(corpus)} articles, {len(sizes)} values of '{config.stats.by}'")
    typer.echo(f"cleaning: {', '.join(config.corpus.clean) or 'none'}")
    for pack in inputs.packs:
        typer.echo(f"pack: {pack.name} {pack.version}, {pack.n_entries()} entries")
    if step := config.tfidf():
        typer.echo(f"n-grams: {step.ngrams[0]} to {step.ngrams[1]} words, {', '.join(step.voices)}")
    by = config.stats.by
    if inputs.shards:
        pass
    elif len(sizes) == 1:
        typer.echo(f"design: one value of '{by}' only, so there is nothing to compare")
    elif max(sizes, default=0) == 1:
        typer.echo(
            f"design: one article for each '{by}', so the report describes and tests nothing"
        )
    typer.echo(f"plots: {', '.join(config.plots)}")
    typer.echo(f"report: {', '.join(config.report.formats)}")
    typer.echo(f"output: reports/{config.name} under the current folder")
    for note in corpus.notes:
        message(f"note: {note}")
