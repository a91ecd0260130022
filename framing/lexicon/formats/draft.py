"""What a foreign file says, before it is a pack: categories with the names they have there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from framing.errors import LexiconError, Problem

__all__ = ["MAX_LEVELS", "Draft", "Note", "Reading", "Word", "split_lines"]

MAX_LEVELS = 20
"""Levels of categories that are read; a pack's YAML holds no more."""


@dataclass(frozen=True, slots=True)
class Word:
    """An entry as a foreign file writes it, and the line where it stands."""

    term: str
    line: int
    weight: float = 1.0


@dataclass(slots=True)
class Draft:
    """A category as a foreign file names it; the root stands for the file."""

    name: str
    line: int = 0
    description: str = ""
    words: list[Word] = field(default_factory=list)
    children: dict[str, Draft] = field(default_factory=dict)

    def walk(self, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Draft]]:
        """Yield the path of names and the draft of every category below, parents first."""
        for name, child in self.children.items():
            yield (*path, name), child
            yield from child.walk((*path, name))


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader could not take over as it stands: line (0: the file), kind, one sentence."""

    line: int
    kind: str
    message: str


@dataclass
class Reading:
    """A file that is being read: its name, and the notes on it.

    Parameters
    ----------
    where
        The file's path, for messages.
    stem
        The file's name without its suffix: names a category where the file names none.
    """

    where: str
    stem: str
    notes: list[Note] = field(default_factory=list)

    def note(self, line: int, kind: str, message: str) -> None:
        """Write down what could not be taken over."""
        self.notes.append(Note(line, kind, message))

    def refusal(self, line: int, message: str) -> LexiconError:
        """Return the error that ends the reading."""
        return LexiconError(message, where=f"{self.where}:{line}" if line else self.where)

    def open(self, parent: Draft, name: str, line: int) -> Draft:
        """Return the category of this name below another; a second one is joined to the first."""
        found = parent.children.get(name)
        if found is not None:
            self.note(
                line,
                "double categories",
                f"category '{name:.60}' stands twice (first at line {found.line}); joined",
            )
            return found
        draft = parent.children[name] = Draft(name, line)
        return draft

    def check_level(self, level: int, line: int) -> None:
        """Refuse categories nested deeper than a pack can hold."""
        if level > MAX_LEVELS:
            raise self.refusal(
                line,
                f"expected at most {MAX_LEVELS} levels of categories, found more; make it flatter",
            )

    def problems(self) -> list[Problem]:
        """Return the notes with their places, for printing."""
        return [
            Problem(f"{self.where}:{n.line}" if n.line else self.where, n.message)
            for n in self.notes
        ]


def split_lines(text: str) -> list[str]:
    r"""Return the lines of a text that ends them with \n, \r\n or \r."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
