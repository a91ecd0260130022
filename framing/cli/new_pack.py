"""`framing packs new`: the files of a pack to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from framing.cli.console import message

__all__ = ["new_pack_command"]


def new_pack_command(
    name: Annotated[str, typer.Argument(help="Name of the pack; the folder NAME is made here.")],
    author: Annotated[str, typer.Option(help="Who answers for it.")] = "Your name",
    extends: Annotated[
        str | None, typer.Option(help="A bundled or installed pack, or one beside it, to extend.")
    ] = None,
) -> None:
    """Write a small pack with card and examples, to be changed into your own."""
    from framing.lexicon.skeleton import write_skeleton
    from framing.lexicon.sources import load_pack

    parent = load_pack(extends) if extends else None
    folder = write_skeleton(Path.cwd(), name, author=author, parent=parent)
    for file in sorted(folder.iterdir()):
        typer.echo(f"{name}/{file.name}")
    message(f"next: framing packs lint ./{name}, then framing packs test ./{name}")
