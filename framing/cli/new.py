"""`framing new`: a commented experiment file to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from framing.cli.console import message

__all__ = ["new_command"]


def new_command(
    name: Annotated[str, typer.Argument(help="Name of the study; NAME.yaml is written here.")],
    corpus: Annotated[Path, typer.Option(help="Folder or file of the articles.")] = Path(
        "articles"
    ),
) -> None:
    """Write a commented experiment file to start from."""
    from framing.experiment.starter import write_starter

    file = write_starter(Path.cwd(), name, corpus)
    typer.echo(file.name)
    message(f"next: framing check {file.name}, then framing run {file.name}")
