"""Progress on standard error: a bar on a terminal, else a line a stage and one now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from framing.cli.console import message

__all__ = ["Progress", "progress", "rate_and_rest"]

_BETWEEN_LINES = 30
"""Seconds between two lines of one stage."""


class Progress:
    """Tells a line a stage, and now and then how far the shards are."""

    def __init__(self) -> None:
        self._began = self._told = time.monotonic()

    def stage(self, name: str) -> None:
        """Tell that a stage begins."""
        self._began = self._told = time.monotonic()
        message(f"… {name}")

    def shards(self, done: int, total: int, before: int) -> None:
        """Tell how many bytes of the corpus are done."""
        now = time.monotonic()
        if now - self._told >= _BETWEEN_LINES and done < total:
            self._told = now
            message(f"… {done / total:.0%}{rate_and_rest(done, total, before, now - self._began)}")


def rate_and_rest(done: int, total: int, before: int, seconds: float) -> str:
    """Say how many megabytes a second are worked on and how long the rest will take.

    Parameters
    ----------
    done, total
        Bytes.
    before
        Of the bytes done, those that an earlier run had done: they took no time.
    seconds
        Since the beginning.
    """
    worked = done - before
    if worked <= 0 or seconds <= 0:
        return ""
    rate = worked / seconds
    left = (total - done) / rate
    return f", {rate / 1e6:.1f} MB/s, {_duration(left)} left"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


class _Bar(Progress):
    """The same on a terminal."""

    def __init__(self, bar: Any, stages: int) -> None:
        super().__init__()
        self._bar, self._stages, self._name, self._at = bar, stages, "", 0
        self._task = bar.add_task("", total=stages)

    def stage(self, name: str) -> None:
        self._began = time.monotonic()
        self._name = name
        self._bar.update(self._task, description=name, completed=self._at)
        self._at += 1

    def shards(self, done: int, total: int, before: int) -> None:
        told = rate_and_rest(done, total, before, time.monotonic() - self._began)
        at = self._at - 1 + (done / total if total else 1)
        self._bar.update(self._task, description=f"{self._name}{told}", completed=at)


@contextmanager
def progress(stages: int) -> Iterator[Progress]:
    """Give what a run tells its stages and shards."""
    if not sys.stderr.isatty():
        yield Progress()
        return
    from rich import progress as rich
    from rich.console import Console

    columns = (
        rich.SpinnerColumn(),
        rich.TextColumn("{task.description}"),
        rich.BarColumn(),
        rich.TimeElapsedColumn(),
    )
    with rich.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _Bar(bar, stages)
