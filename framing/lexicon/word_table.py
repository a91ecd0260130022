"""Something worked out once for each distinct string of a vocabulary, and then looked up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np

from framing.lexicon.vocabulary import Vocabulary

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["WordTable"]

_UNKNOWN = -1


class WordTable:
    """One small number for each distinct string, worked out when the string is first met.

    Parameters
    ----------
    function
        From strings to as many numbers, each 0 or more. It is called with every string at most
        once for a vocabulary.
    """

    def __init__(self, function: Callable[[Sequence[str]], Sequence[int] | NDArray[Any]]) -> None:
        self._function = function
        self._values: WeakKeyDictionary[Vocabulary, NDArray[np.int32]] = WeakKeyDictionary()

    def of(self, vocabulary: Vocabulary, numbers: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return the value of each of some strings, given by their numbers."""
        values = self._room_for(vocabulary)
        found: NDArray[np.int32] = values.take(numbers)
        unknown = np.flatnonzero(found == _UNKNOWN)
        if len(unknown):
            new = _distinct(numbers[unknown], len(values))
            strings = vocabulary.strings
            values[new] = self._function(list(map(strings.__getitem__, new.tolist())))
            found[unknown] = values[numbers[unknown]]
        return found

    def _room_for(self, vocabulary: Vocabulary) -> NDArray[np.int32]:
        values = self._values.get(vocabulary)
        if values is None or len(values) < len(vocabulary):
            grown = np.full(max(2 * len(vocabulary), 1024), _UNKNOWN, np.int32)
            if values is not None:
                grown[: len(values)] = values
            values = self._values[vocabulary] = grown
        return values

    def __getstate__(self) -> dict[str, Any]:
        return {"_function": self._function}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["_function"])  # type: ignore[misc]


def _distinct(numbers: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """Return the distinct numbers below n in order: without sorting where there are many."""
    if len(numbers) * 8 < n:
        return np.unique(numbers)
    seen = np.zeros(n, bool)
    seen[numbers] = True
    return np.flatnonzero(seen)
