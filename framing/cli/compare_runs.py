"""`framing compare-runs`: which numbers differ between two runs, and why."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from framing.cli.console import message, print_table
from framing.visible import visible

if TYPE_CHECKING:
    from framing.experiment.run_changes import RunChanges

__all__ = ["compare_runs_command"]

_COLUMNS = ("what", "name", "change", "before", "after", "difference", "relative", "unit", "why")


class ChangesFormat(StrEnum):
    """How differences are printed."""

    table = "table"
    jsonl = "jsonl"


def compare_runs_command(
    run_a: Annotated[Path, typer.Argument(help="Output folder of a run.")],
    run_b: Annotated[Path, typer.Argument(help="Output folder of the run to compare it with.")],
    format_: Annotated[
        ChangesFormat, typer.Option("--format", help="How differences are printed.")
    ] = ChangesFormat.table,
    top: Annotated[
        int, typer.Option(min=0, help="Most numbers in a table; 0 for all. jsonl has all.")
    ] = 50,
    packs: Annotated[
        list[Path] | None,
        typer.Option("--packs", help="A folder with the packs of an older run, to tell entries."),
    ] = None,
) -> None:
    """Tell which numbers differ between two runs, and why; status 1 if anything differs.

    First comes what differs in the making: config, versions, corpus, packs. Then the numbers,
    the largest relative difference first, then those that only one of the runs has.
    """
    from framing.experiment.finished_run import read_finished_run
    from framing.experiment.run_changes import compare_runs

    a, b = read_finished_run(run_a), read_finished_run(run_b)
    changes = compare_runs(a, b, pack_folders=packs or ())
    if format_ is ChangesFormat.jsonl:
        for row in [*_cause_rows(changes), *_number_rows(changes)]:
            print(json.dumps(row, ensure_ascii=False))
    else:
        _print(changes, top)
    for line in _told(changes):
        message(line)
    if not changes.same:
        raise typer.Exit(1)


def _cause_rows(changes: RunChanges) -> list[dict[str, Any]]:
    return [
        {"what": c.what, "name": c.name, "change": c.change, "before": c.before, "after": c.after}
        for c in changes.causes
    ]


def _number_rows(changes: RunChanges) -> list[dict[str, Any]]:
    return [
        {
            "what": "number",
            "name": n.key,
            "change": n.change,
            "before": n.before,
            "after": n.after,
            "difference": n.difference,
            "relative": n.relative,
            "unit": n.unit,
            "why": n.why,
        }
        for n in changes.numbers
    ]


def _print(changes: RunChanges, top: int) -> None:
    import pyarrow as pa

    if changes.same:
        print("same")
        return
    causes, numbers = _cause_rows(changes), _number_rows(changes)
    shown = numbers[:top] if top else numbers
    for title, rows in (("What differs in the making", causes), ("Numbers that differ", shown)):
        if rows:
            shape = [c for c in _COLUMNS if c in rows[0] and (c != "what" or rows is causes)]
            safe = [{k: _safe(row[k]) for k in shape} for row in rows]
            print_table(pa.Table.from_pylist(safe), title=title)
    if len(shown) < len(numbers):
        sys.stdout.flush()
        message(f"… {len(numbers) - len(shown):,} more numbers; --top 0 shows all")


def _safe(value: Any) -> Any:
    return visible(value, marks=True) if isinstance(value, str) else value


def _count(n: int, verb: str, ending: str = "s") -> str:
    return f"{n:,} {verb}{ending if n == 1 else ''}"


def _told(changes: RunChanges) -> list[str]:
    """Return the summary in one sentence, and what else must be known."""
    if changes.same:
        return [f"same: all {changes.n_after:,} numbers, and config, versions, corpus and packs"]
    counts = dict.fromkeys(("changed", "appears", "vanishes"), 0)
    for number in changes.numbers:
        counts[number.change] += 1
    kinds = dict.fromkeys(c.what for c in changes.causes if c.what not in ("article",))
    kinds = dict.fromkeys("pack" if k in ("category", "entry", "ignore") else k for k in kinds)
    cause = f"; the runs differ in {', '.join(kinds)}" if kinds else "; the manifests are alike"
    told = [
        f"{counts['changed']:,} of {changes.n_before:,} numbers changed, "
        f"{_count(counts['appears'], 'appear')}, "
        f"{_count(counts['vanishes'], 'vanish', 'es')}{cause}"
    ]
    told += [
        f"entries of pack '{pack}' are not compared, because a pack with the hash of one of the "
        "runs is not found; --packs FOLDER tells where it is"
        for pack in changes.packs_not_found
    ]
    if changes.remade:
        told.append(f"{changes.remade:,} numbers are equal, though their signatures differ")
    return told
