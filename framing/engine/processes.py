"""Worker processes on this machine: as many as it has cores, or as are asked for.

Each worker has a pipe of its own, so that it is known on what a worker that dies was at work. Only
the function (once), the items and the values go through the pipes.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

from framing.errors import EngineError

__all__ = ["ProcessEngine", "cores", "preloaded"]

_ATTEMPTS = 3
"""A shard on which so many workers were lost one after the other ends the run."""


_PRELOADED = ("framing.corpus", "framing.lexicon", "framing.segmentation", "framing.extraction")
"""Modules that are loaded once for all workers, if they are loaded here."""


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def preloaded() -> list[str]:
    """Return the modules of ours that are loaded here, to be loaded once for all workers."""
    return [name for name in sys.modules if name.startswith(_PRELOADED)]


@dataclass
class _Worker:
    """A process, its pipe, and the number of the item that it works on."""

    process: Any
    pipe: Any
    item: int = -1
    ready: bool = False


class ProcessEngine:
    """Runs a function over items in worker processes.

    Parameters
    ----------
    workers
        How many; as many as there are cores if none are given.
    """

    name = "processes"

    def __init__(self, *, workers: int | None = None) -> None:
        self.workers = workers or cores()

    def map(self, function: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        """Yield the function's value for every item, in the items' order.

        Raises
        ------
        EngineError
            If a worker can't start, or workers are lost on one item again and again.
        Exception
            What the function raised, for the first item in order on which it did.
        """
        pool = _Pool(function, items, self.workers)
        try:
            yield from pool.values()
        finally:
            pool.close()


class _Pool:
    def __init__(self, function: Callable[[Any], Any], items: Iterable[Any], workers: int) -> None:
        methods = multiprocessing.get_all_start_methods()
        self._context: Any = multiprocessing.get_context(
            "forkserver" if "forkserver" in methods else "spawn"
        )
        self._content = pickle.dumps(function)
        if "forkserver" in methods:
            self._context.set_forkserver_preload(preloaded())
        self._items = list(items)
        self._waiting = deque(range(len(self._items)))
        self._lost = [0] * len(self._items)
        self._done: dict[int, tuple[bool, Any]] = {}
        self._most = min(workers, len(self._items))
        self._workers: list[_Worker] = []
        self._stillborn = 0

    def values(self) -> Iterator[Any]:
        """Yield values in order; the first error in order is raised."""
        for number in range(len(self._items)):
            while number not in self._done:
                self._step()
            well, value = self._done.pop(number)
            if not well:
                raise value
            yield value

    def _step(self) -> None:
        """Give work to whoever has none, and wait until somebody has something to say."""
        while len(self._workers) < self._most:
            self._workers.append(self._started())
        for worker in self._workers:
            if worker.ready and worker.item < 0 and self._waiting:
                worker.item = self._waiting.popleft()
                with suppress(OSError):
                    worker.pipe.send(self._items[worker.item])
        spoken = set(wait([worker.pipe for worker in self._workers]))
        for worker in [w for w in self._workers if w.pipe in spoken]:
            self._hear(worker)

    def _hear(self, worker: _Worker) -> None:
        try:
            well, value = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker)
            return
        if not worker.ready:
            worker.ready = True
            self._stillborn = 0
            return
        self._done[worker.item] = (well, value)
        worker.item = -1
        if not well:
            self._waiting.clear()

    def _replace(self, worker: _Worker) -> None:
        """Bury a worker; its item goes to the next one, unless it seems to be deadly."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join()
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn < _ATTEMPTS:
                return
            raise EngineError(
                f"{_ATTEMPTS} workers could not start; in a script of your own, call the run below "
                "`if __name__ == '__main__':`"
            )
        if worker.item < 0:
            return
        self._lost[worker.item] += 1
        if self._lost[worker.item] < _ATTEMPTS:
            self._waiting.appendleft(worker.item)
            return
        item = self._items[worker.item]
        message = (
            f"{_ATTEMPTS} workers were lost on it one after the other (killed, or out of memory); "
            "use fewer workers or a machine with more memory, and run again: what is done is kept"
        )
        error = EngineError(message, where=str(getattr(item, "name", item)))
        self._done[worker.item] = (False, error)
        self._waiting.clear()

    def _started(self) -> _Worker:
        mine, theirs = self._context.Pipe()
        task = (theirs, self._content, dict(os.environ))
        process = self._context.Process(target=_serve, args=task, daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, mine)

    def close(self) -> None:
        """End all workers; what they were at is dropped."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(5)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            worker.pipe.close()
        self._workers.clear()


def _serve(pipe: Connection, content: bytes, environment: dict[str, str]) -> None:
    """Work until there is nobody to work for.

    The environment is that of now, with keys of object stores; a fork server keeps an older one.
    """
    os.environ.clear()
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import pyarrow as pa

    pa.set_cpu_count(1)
    function = pickle.loads(content)
    with suppress(EOFError, OSError):
        pipe.send((True, None))
        while True:
            pipe.send(_answer(function, pipe.recv()))


def _answer(function: Callable[[Any], Any], item: Any) -> tuple[bool, Any]:
    try:
        return True, function(item)
    except Exception as error:
        try:
            pickle.loads(pickle.dumps(error))
        except Exception:
            return False, EngineError(f"{type(error).__name__}: {error}")
        return False, error
