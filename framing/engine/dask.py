"""Dask: workers on this machine, or wherever a scheduler has them (SLURM, clouds).

Workers read the corpus and write their parts themselves, so that both must be at the same place
for all of them: a shared folder.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import Any

from framing.engine.processes import cores
from framing.errors import ConfigError, EngineError

__all__ = ["DaskEngine"]


class DaskEngine:
    """Runs a function over items by Dask.

    Parameters
    ----------
    workers
        Of a cluster on this machine; as many as there are cores if none are given.
    scheduler
        Address of a scheduler, in place of a cluster on this machine: `tcp://head:8786`.
    """

    name = "dask"

    def __init__(self, *, workers: int | None = None, scheduler: str | None = None) -> None:
        self.workers = workers or cores()
        self.scheduler = scheduler

    def map(self, function: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        """Yield the function's value for every item, in the items' order.

        Raises
        ------
        ConfigError
            If Dask is not installed, or there is no scheduler at the address.
        EngineError
            If workers are lost on one item again and again.
        """
        distributed = _distributed()
        todo = deque(items)
        with ExitStack() as stack:
            client = stack.enter_context(self._client(distributed, stack, len(todo)))
            shared = client.scatter(function, broadcast=True)
            window = 4 * max(len(client.scheduler_info(n_workers=-1)["workers"]), 1)
            waiting: deque[tuple[Any, Any]] = deque()
            while todo or waiting:
                while todo and len(waiting) < window:
                    item = todo.popleft()
                    waiting.append((item, client.submit(_call, shared, item, pure=False)))
                item, future = waiting.popleft()
                yield _value(distributed, item, future)

    def _client(self, distributed: Any, stack: ExitStack, n_items: int) -> Any:
        if self.scheduler is not None:
            try:
                return distributed.Client(self.scheduler, timeout=10)
            except (OSError, ValueError) as error:
                raise ConfigError(
                    f"no scheduler answers at '{self.scheduler}' ({type(error).__name__}); "
                    "start one, or name another address",
                    where="engine.scheduler",
                ) from None
        cluster = distributed.LocalCluster(
            n_workers=max(min(self.workers, n_items), 1),
            threads_per_worker=1,
            dashboard_address=None,
        )
        return distributed.Client(stack.enter_context(cluster))


def _distributed() -> Any:
    try:
        import distributed
    except ImportError:
        message = "Dask is not installed; `pip install 'framing[dask]'` installs it"
        raise ConfigError(message, where="engine.name") from None
    return distributed


def _call(function: Callable[[Any], Any], item: Any) -> Any:
    return function(item)


def _value(distributed: Any, item: Any, future: Any) -> Any:
    try:
        return future.result()
    except distributed.KilledWorker:
        raise EngineError(
            "workers were lost on it again and again (killed, or out of memory); use fewer "
            "workers or machines with more memory, and run again: what is done is kept",
            where=str(getattr(item, "name", item)),
        ) from None
