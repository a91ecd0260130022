"""The command line: each command in a file of its own, heavy packages loaded when needed."""

from __future__ import annotations

import gc
import io
import sys

__all__ = ["main"]

_OBJECTS = 50_000
"""New objects after which Python looks for rings of them; loading modules and packs makes many."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; exits with 0, 1, 2 or 130 as the README says."""
    gc.set_threshold(_OBJECTS)
    from framing.cli.app import run_app

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run_app(sys.argv[1:] if arguments is None else arguments))
