"""Folded words, and an index of what begins or ends them that says no to most of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np

from framing.lexicon.byte_text import ByteText
from framing.lexicon.characters import fold_all

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["END", "EdgeIndex", "WordForms", "forms_of"]

Filed = TypeVar("Filed")

END = "\n"
"""Stands behind every form; no word holds it."""

_LONGEST_WORD = 1_000
"""Characters: a longer run of letters is no word and fits no pattern but a lone `*`."""

_WINDOW = 8
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SLOTS_PER_KEY = 256


class WordForms:
    """Words in the form that is compared; those that are too long are empty.

    Attributes
    ----------
    strings
        The forms.
    """

    def __init__(self, words: Sequence[str], *, case: bool, accents: bool) -> None:
        if max(map(len, words), default=0) > _LONGEST_WORD:
            words = [word if len(word) <= _LONGEST_WORD else "" for word in words]
        self.strings = fold_all(words, case=case, accents=accents)

    @cached_property
    def edges(self) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
        """The eight bytes that begin at each form's first, and those that end with its last.

        They hold the neighbours of a shorter form, too, with `END` between.
        """
        source = ByteText(END * _WINDOW + END.join([*self.strings, ""]))
        ends = np.flatnonzero(source.bytes == ord(END))[_WINDOW:]
        starts = np.append(_WINDOW, ends[:-1] + 1)[: len(ends)]
        return source.windows[starts], source.windows[ends - _WINDOW]


@lru_cache(maxsize=4)
def forms_of(words: tuple[str, ...], *, case: bool, accents: bool) -> WordForms:
    """Return the forms of words, kept for the next pack that meets the same words."""
    return WordForms(words, case=case, accents=accents)


class EdgeIndex(Generic[Filed]):
    """Finds what is filed under strings that words begin, or end, with.

    Of longer strings only the first, or last, eight bytes are looked at.

    Parameters
    ----------
    filed
        String → what is filed under it.
    from_end
        Words end with the strings; else they begin with them.
    """

    def __init__(self, filed: Mapping[str, Sequence[Filed]], *, from_end: bool = False) -> None:
        self._from_end = from_end
        self._by_size: dict[int, dict[int, list[Filed]]] = {}
        for string, items in filed.items():
            key = string.encode("utf-8", "surrogatepass")
            key = key[-_WINDOW:] if from_end else key[:_WINDOW]
            of_size = self._by_size.setdefault(len(key), {})
            number = int.from_bytes(key if from_end else key.rjust(_WINDOW, b"\0"), "little")
            of_size.setdefault(number, []).extend(items)
        numbers = [number for of_size in self._by_size.values() for number in of_size]
        bits = (_SLOTS_PER_KEY * max(len(numbers), 1)).bit_length()
        self._shift = np.uint64(64 - bits)
        self._is_known = np.zeros(1 << bits, bool)
        self._is_known[self._slots(np.array(numbers, np.uint64))] = True

    def _slots(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        return ((keys * _MIX) >> self._shift).view(np.int64)

    def hits(self, edges: NDArray[np.uint64]) -> Iterator[tuple[int, list[Filed]]]:
        """Yield the places of words, given by their edges, with what is filed under the edge."""
        for size, filed in self._by_size.items():
            unused = np.uint64(64 - 8 * size)  # NumPy shifts 64 places to nothing
            keys = edges >> unused if self._from_end else edges << unused
            likely = np.flatnonzero(self._is_known[self._slots(keys)])
            for place, key in zip(likely.tolist(), keys[likely].tolist(), strict=True):
                if key in filed:
                    yield place, filed[key]
