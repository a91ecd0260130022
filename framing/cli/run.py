"""`framing run`: a study from its experiment file to its report."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from framing.cli.console import message
from framing.cli.progress import progress

__all__ = ["run_command"]

STAGES = 5


class OnError(StrEnum):
    """What becomes of an article that can't be used."""

    stop = "stop"
    skip = "skip"


def run_command(
    experiment: Annotated[Path, typer.Argument(help="The experiment's YAML file.")],
    output: Annotated[
        Path | None, typer.Option(help="The output folder itself (default: reports/<name>).")
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help="Replace a value of the file: stats.interval.level=0.9"),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option("--resume/--fresh", help="Use what earlier runs have done, or nothing of it."),
    ] = True,
    on_error: Annotated[
        OnError, typer.Option(help="Of an article that can't be used: stop, or leave it out.")
    ] = OnError.stop,
) -> None:
    """Run an experiment: articles in, report out."""
    from framing.experiment.run import run

    with progress(STAGES) as shown:
        done = run(
            experiment,
            output=output,
            overrides=set_ or (),
            tell=shown.stage,
            watch=shown.shards,
            fresh=not resume,
            on_error=on_error.value,
        )
    for note in done.notes:
        message(f"note: {note}")
    for file in done.files:
        typer.echo(file)
