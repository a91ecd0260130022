"""`framing schema`: the JSON Schema of a file, for editors."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

__all__ = ["schema_command"]


class SchemaOf(StrEnum):
    """What is described."""

    experiment = "experiment"
    pack = "pack"


def schema_command(
    of: Annotated[SchemaOf, typer.Argument(help="Which file is described.")],
) -> None:
    """Print the JSON Schema of an experiment file or of a pack, for editors."""
    if of is SchemaOf.pack:
        from framing.lexicon.json_schema import pack_schema

        schema = pack_schema()
    else:
        from framing.experiment.config import experiment_schema

        schema = experiment_schema()
    typer.echo(json.dumps(schema, indent=2, ensure_ascii=False))
