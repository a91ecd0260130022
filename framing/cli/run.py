"""`framing run`: a study from its experiment file to its report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from framing.cli.console import message, progress

__all__ = ["run_command"]

STAGES = 5


def run_command(
    experiment: Annotated[Path, typer.Argument(help="The experiment's YAML file.")],
    output: Annotated[
        Path | None, typer.Option(help="The output folder itself (default: reports/<name>).")
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help="Replace a value of the file: stats.interval.level=0.9"),
    ] = None,
) -> None:
    """Run an experiment: articles in, report out."""
    from framing.experiment.run import run

    with progress(STAGES) as tell:
        done = run(experiment, output=output, overrides=set_ or (), tell=tell)
    for note in done.notes:
        message(f"note: {note}")
    for file in done.files:
        typer.echo(file)
