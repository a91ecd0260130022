"""Matrix products on one thread: the same bytes on any machine, and no threads that wait."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import Any

__all__ = ["one_thread"]


def one_thread() -> AbstractContextManager[object]:
    """Return a context in which BLAS uses one thread.

    The products here are narrow: more threads spend their time waiting for each other.
    """
    limits: AbstractContextManager[object] = _controller().limit(limits=1, user_api="blas")
    return limits


@cache
def _controller() -> Any:
    """Look once for the libraries that have threads; it takes milliseconds each time."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
