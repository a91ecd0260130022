"""Stages of a run with their times, for `run.log` and for whoever watches."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from framing.experiment.mapping import Watch

__all__ = ["RunLog", "Tell"]

Tell = Callable[[str], None]


class RunLog:
    """Gathers the lines of `run.log`.

    Parameters
    ----------
    tell
        Called with the name of each stage.
    watch
        Called with the progress of the map.
    """

    def __init__(self, tell: Tell | None, watch: Watch | None) -> None:
        self.tell = tell or (lambda _: None)
        self.watch: Watch = watch or (lambda *_: None)
        self.lines: list[str] = []

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Tell of a stage, and note its time."""
        self.tell(name)
        began, cpu = time.perf_counter(), time.process_time()
        yield
        took, used = time.perf_counter() - began, time.process_time() - cpu
        self.lines.append(f"{name}: {took:.2f} s ({used:.2f} s of CPU)")

    def note(self, text: str) -> None:
        """Note what a reader must know."""
        self.lines.append(f"note: {text}")
