"""Dask: workers on this machine, or wherever a scheduler has them (SLURM, clouds).

Workers read the corpus and write their parts themselves, so that both must be at the same place
for all of them: a shared folder.
"""

from __future__ import annotations

import logging
import weakref
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import Any

from framing.engine.processes import cores, preloaded
from framing.errors import ConfigError, EngineError

__all__ = ["DaskEngine"]

_QUIET = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.worker.multiprocessing-method": "forkserver",
    "distributed.nanny.pre-spawn-environ": dict.fromkeys(
        ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), 1
    ),
}
"""Workers on this machine take no samples of their stack, are forks of one that is loaded, and keep
the memory that they will want again for the next batch: giving it back is a fifth of the work."""


class DaskEngine:
    """Runs a function over items by Dask.

    Parameters
    ----------
    workers
        Of a cluster on this machine; as many as there are cores if none are given.
    scheduler
        Address of a scheduler, in place of a cluster on this machine: `tcp://head:8786`.

    Workers on this machine are kept from one map to the next, until `close` is called or the
    engine is gone.
    """

    name = "dask"

    def __init__(self, *, workers: int | None = None, scheduler: str | None = None) -> None:
        self.workers = workers or cores()
        self.scheduler = scheduler
        self._client: Any = None
        self._open = ExitStack()
        weakref.finalize(self, self._open.close)

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
        client = self._opened(distributed)
        waiting: deque[tuple[Any, Any]] = deque()
        try:
            shared = client.scatter(function, broadcast=True, hash=False)
            window = 4 * max(len(client.scheduler_info(n_workers=-1)["workers"]), 1)
            while todo or waiting:
                while todo and len(waiting) < window:
                    item = todo.popleft()
                    waiting.append((item, client.submit(_call, shared, item, pure=False)))
                item, future = waiting.popleft()
                yield _value(distributed, item, future)
        finally:
            client.cancel([future for _, future in waiting], force=True)

    def close(self) -> None:
        """End the workers on this machine, or the connection to a scheduler."""
        self._client = None
        self._open.close()

    def _opened(self, distributed: Any) -> Any:
        """Return the client; the same one until it is closed, since workers start slowly."""
        if self._client is None:
            try:
                self._client = self._open.enter_context(self._connected(distributed))
            except BaseException:
                self.close()
                raise
        return self._client

    def _connected(self, distributed: Any) -> Any:
        if self.scheduler is not None:
            try:
                return distributed.Client(self.scheduler, timeout=10)
            except (OSError, ValueError) as error:
                raise ConfigError(
                    f"no scheduler answers at '{self.scheduler}' ({type(error).__name__}); "
                    "start one, or name another address",
                    where="engine.scheduler",
                ) from None
        import dask

        self._open.enter_context(dask.config.set(_QUIET))
        distributed.utils.get_mp_context().set_forkserver_preload(["distributed", *preloaded()])
        cluster = distributed.LocalCluster(
            n_workers=self.workers, threads_per_worker=1, dashboard_address=None,
            scheduler_kwargs={"dashboard_address": ":0"}, silence_logs=logging.CRITICAL,
        )  # fmt: skip
        return distributed.Client(self._open.enter_context(cluster))


def _distributed() -> Any:
    try:
        import distributed
    except ImportError:
        message = "Dask is not installed; `pip install 'framing[dask]'` installs it"
        raise ConfigError(message, where="engine.name") from None
    return distributed


def _call(function: Callable[[Any], Any], item: Any) -> Any:
    import pyarrow as pa

    pa.set_cpu_count(1)
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
