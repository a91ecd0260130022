"""Matrix products on one thread: the same bytes on any machine, and no threads that wait."""

from __future__ import annotations

from contextlib import AbstractContextManager

__all__ = ["one_thread"]


def one_thread() -> AbstractContextManager[object]:
    """Return a context in which BLAS uses one thread.

    The products here are narrow: more threads spend their time waiting for each other.
    """
    from threadpoolctl import threadpool_limits

    limits: AbstractContextManager[object] = threadpool_limits(1, user_api="blas")
    return limits
