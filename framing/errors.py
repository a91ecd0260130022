"""What can be wrong with input, and where.

Every message of the tool is one sentence: where, what was expected, what was found, what to do.
An error may carry many of them, so that all mistakes of a file are told at once.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = [
    "ConfigError",
    "CorpusError",
    "EngineError",
    "FramingError",
    "LexiconError",
    "Problem",
    "ReportError",
    "did_you_mean",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: the place (file:line, file or column) and one sentence about it."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}  {self.message}" if self.where else self.message


class FramingError(Exception):
    """Anything that the tool tells a user instead of showing a traceback.

    Parameters
    ----------
    message
        One sentence, or several `Problem`s that are told together.
    where
        File:line, file or column that the sentence is about.
    """

    status = 2
    """Exit status of the command: the input is wrong."""

    def __init__(self, message: str | Iterable[Problem], *, where: str = "") -> None:
        if isinstance(message, str):
            self.problems: tuple[Problem, ...] = (Problem(where, message),)
        else:
            self.problems = tuple(message)
        super().__init__("\n".join(map(str, self.problems)))

    @property
    def where(self) -> str:
        """The place of the first mistake."""
        return self.problems[0].where if self.problems else ""

    def __reduce__(self) -> tuple[type[FramingError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class CorpusError(FramingError):
    """The articles or their metadata can't be used as they are."""


class LexiconError(FramingError):
    """A pack is wrong, missing or can't be read."""


class ConfigError(FramingError):
    """An experiment file or an argument is wrong."""


class ReportError(FramingError):
    """The output can't be written."""


class EngineError(FramingError):
    """The work itself failed: on an article, for want of room, or with a worker."""

    status = 1


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return "; did you mean 'x'?" for the nearest known word, or nothing."""
    near = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean '{near[0]}'?" if near else ""
