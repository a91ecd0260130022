"""One item after the other, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

__all__ = ["SerialEngine"]

Item = TypeVar("Item")
Value = TypeVar("Value")


class SerialEngine:
    """Runs a function over items in order."""

    name = "serial"
    workers = 1

    def map(self, function: Callable[[Item], Value], items: Iterable[Item]) -> Iterator[Value]:
        """Yield the function's value for every item, in the items' order."""
        return map(function, items)
