"""One thing that lint finds in a pack, and the rules by name."""

from __future__ import annotations

from dataclasses import dataclass

from framing.errors import Problem

__all__ = ["RULES", "Finding"]

RULES = {
    "dead": "an entry that another always beats",
    "double": "entries of two categories that find the same words",
    "never": "an entry that can't match",
    "useless": "a condition that changes nothing",
    "wide": "a glob that finds too many different words",
    "ignore": "an entry that counts inside a longer phrase of another meaning",
    "licence": "no licence",
    "authors": "no author",
    "sources": "no source",
    "card": "no title, description or README.md",
    "changelog": "a changelog that does not know the pack's version",
    "description": "a category without a description",
    "one_name": "a referent with fewer than two names",
    "valence": "a category without a valence among siblings that have one",
    "examples": "too few examples, or such as can't be read",
    "accept": "an accepted finding that is none",
}
"""Every rule and what it finds, in the order of findings of one line."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about a pack: what, and what to do.

    Parameters
    ----------
    rule
        A key of `RULES`.
    file, line
        Where; line 0 for a file as a whole.
    about
        The entry as written and the category's path, as `lint: {accept: …}` names them.
    """

    rule: str
    message: str
    file: str
    line: int
    about: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """file:line."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def __str__(self) -> str:
        return str(Problem(self.where, f"{self.rule}: {self.message}"))
