"""A function that tells, with its value, the CPU time it took and the memory of its process."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Measured:
    """Calls a function in whatever process it is sent to."""

    function: Callable[[Any], Any]

    def __call__(self, item: Any) -> tuple[Any, float, float]:
        """Return the value, seconds of CPU, and the process's peak in megabytes so far."""
        began = time.process_time()
        value = self.function(item)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return value, time.process_time() - began, peak


class MeasuredEngine:
    """An engine that notes of each of its maps the wall time, the CPU time and the peak."""

    def __init__(self, engine: Any) -> None:
        self.engine = engine
        self.maps: list[tuple[float, float, float]] = []

    def map(self, function: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        """Map as the engine does."""
        began, cpu, peak = time.perf_counter(), 0.0, 0.0
        for value, took, size in self.engine.map(Measured(function), items):
            cpu, peak = cpu + took, max(peak, size)
            yield value
        self.maps.append((time.perf_counter() - began, cpu, peak))

    def close(self) -> None:
        """Close the engine, if it can be closed."""
        close = getattr(self.engine, "close", None)
        if close is not None:
            close()
