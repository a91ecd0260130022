"""Sets of words, written as a reader reads them: parted by spaces."""

from __future__ import annotations

__all__ = ["word_set"]


def word_set(words: str) -> frozenset[str]:
    """Return the words of a string."""
    return frozenset(words.split())
