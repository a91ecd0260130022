"""All commands together, and what happens to errors."""

from __future__ import annotations

import signal
import sys
import threading
from typing import Annotated, Any

import typer

import framing
from framing.cli import check, compare_runs, explain, new, packs, run, schema, score, voices
from framing.cli.console import message
from framing.errors import FramingError

__all__ = ["app", "run_app"]

# typer carries its own click since 0.20; its public BadParameter leads to whichever it uses
_UsageError: Any = typer.BadParameter.__bases__[0]

_INTERRUPTED = 130

app = typer.Typer(
    name="framing",
    help="Who calls whom what, in whose voice?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("run")(run.run_command)
app.command("check")(check.check_command)
app.command("score")(score.score_command)
app.command("voices")(voices.voices_command)
app.command("explain")(explain.explain_command)
app.command("compare-runs")(compare_runs.compare_runs_command)
app.command("new")(new.new_command)
app.command("schema")(schema.schema_command)
app.add_typer(packs.app, name="packs")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"framing {framing.__version__}")
        raise typer.Exit


@app.callback()
def options(
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Who calls whom what, in whose voice? Source-bias and framing analysis of news."""


def run_app(arguments: list[str]) -> int:
    """Run a command and return its exit status.

    0 done · 1 the run failed · 2 the input is wrong · 130 interrupted.
    """
    debug = "--debug" in arguments
    _end_on_sigterm()
    try:
        status = app(arguments, standalone_mode=False)
    except FramingError as e:
        return _wrong(e, debug)
    except _UsageError as e:
        command = getattr(getattr(e, "ctx", None), "command_path", "framing")
        text = e.format_message().replace("Value error, ", "").rstrip(".")
        message(f"framing: {text}; `{command} --help` lists what can be typed")
        return 2
    except (KeyboardInterrupt, typer.Abort):
        message("framing: interrupted")
        return _INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as e:
        if debug:
            raise
        text = str(e).splitlines()[0] if str(e) else type(e).__name__
        message(f"framing: the run failed ({type(e).__name__}: {text}); --debug shows where")
        return 1
    if status == _INTERRUPTED:  # typer turns Ctrl-C into it without a word
        message("framing: interrupted")
    return status if isinstance(status, int) else 0


def _end_on_sigterm() -> None:
    """Let SIGTERM do what Ctrl-C does, so that nothing half-written is left."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def _wrong(error: FramingError, debug: bool) -> int:
    if debug:
        raise error
    message(str(error))
    return error.status
