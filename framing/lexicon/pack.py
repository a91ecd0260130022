"""A lexicon pack: entries in categories, with author, licence and version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from framing.notebook import MOST_ROWS, card, counted

__all__ = ["Category", "Entry", "LexiconPack", "Within"]

Within = int | Literal["sentence"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as the pack writes it, with its conditions.

    Parameters
    ----------
    term
        Literal words with `*`, `?` and a lone `*` for one whole word; for a stem, the word.
    stem
        Match every word with the same Snowball stem.
    weight
        What a match adds to the sum of weights.
    case
        Upper and lower case are told apart.
    unless
        Longer phrases that cancel a match inside them.
    near, not_near, within
        Words that must (not) stand within so many words, or in the same sentence.
    line, file
        Where the entry is written; the file of a parent for an inherited entry.
    """

    term: str
    stem: bool = False
    weight: float = 1.0
    case: bool = False
    unless: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    within: Within = "sentence"
    note: str = ""
    line: int = 0
    file: str = ""

    @property
    def conditions(self) -> str:
        """What else must hold for a match, in words; empty if nothing."""
        reach = f"{self.within} words" if isinstance(self.within, int) else "the sentence"
        parts = ["in this case"] if self.case else []
        parts += [f"unless {', '.join(self.unless)}"] if self.unless else []
        parts += [f"within {reach} of {', '.join(self.near)}"] if self.near else []
        parts += [f"not within {reach} of {', '.join(self.not_near)}"] if self.not_near else []
        return "; ".join(parts)

    @property
    def written(self) -> str:
        """The entry as shown in evidence."""
        return f"{{stem: {self.term}}}" if self.stem else self.term


@dataclass(frozen=True, slots=True)
class Category:
    """A category: entries, and categories below it.

    `choice` marks a referent, whose children are rival names for one thing; `valence` runs from
    −2 to +2 towards `toward` (the referent, if nothing is said).
    """

    name: str
    path: str
    description: str = ""
    choice: bool = False
    valence: float | None = None
    toward: str = ""
    entries: tuple[Entry, ...] = ()
    categories: tuple[Category, ...] = ()
    line: int = 0
    file: str = ""

    def walk(self) -> Iterator[Category]:
        """Yield this category and all below it, in the pack's order."""
        yield self
        for child in self.categories:
            yield from child.walk()


@dataclass(frozen=True)
class LexiconPack:
    """A lexicon pack as read.

    `languages` holds the blocks of a service pack (language → categories); other packs have
    `categories`. `digest` is the SHA-256 of `pack.yaml` with line ends made alike; that of a pack
    with a `parent` covers the parent's, too. `changelog` holds (version, what changed).
    `phrases` and `accept` (rule → entries or categories) are for lint.
    """

    name: str
    version: str = "0"
    language: str = "en"
    title: str = ""
    licence: str = ""
    authors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    description: str = ""
    accents: Literal["fold", "keep"] = "fold"
    overlap: Literal["pack", "category"] = "pack"
    ignore: tuple[Entry, ...] = ()
    categories: tuple[Category, ...] = ()
    languages: Mapping[str, tuple[Category, ...]] = field(default_factory=dict)
    path: str = ""
    digest: str = ""
    parent: LexiconPack | None = field(default=None, repr=False)
    changelog: tuple[tuple[str, str], ...] = ()
    phrases: tuple[str, ...] = ()
    accept: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def walk(self) -> Iterator[Category]:
        """Yield every category, parents before children, in the pack's order."""
        for category in self.categories:
            yield from category.walk()

    def category(self, path: str) -> Category:
        """Return the category at a dotted path; KeyError if there is none."""
        for category in self.walk():
            if category.path == path:
                return category
        raise KeyError(path)

    @property
    def is_service(self) -> bool:
        """True for a pack that serves the rules of voice and is not scored itself."""
        return bool(self.languages)

    def n_entries(self) -> int:
        """Return how many entries the pack holds, ignored ones and other languages included."""
        tops = [*self.categories, *(c for block in self.languages.values() for c in block)]
        return sum(len(c.entries) for top in tops for c in top.walk()) + len(self.ignore)

    def __repr__(self) -> str:
        n = counted(self.n_entries(), "entry", "entries")
        return f"LexiconPack({self.name} {self.version}, {n})"

    def _repr_html_(self) -> str:
        tops = {"": self.categories, **self.languages}
        every = [(f"{code}: {c.path}" if code else c.path, c) for code, block in tops.items()
                 for top in block for c in top.walk()]  # fmt: skip
        filled = [(path, c) for path, c in every if c.entries]
        more = len(filled) - MOST_ROWS
        return card(
            f"LexiconPack {self.name} {self.version}",
            (
                self.title,
                ", ".join(self.languages) or self.language,
                counted(self.n_entries(), "entry", "entries"),
                f"licence {self.licence or 'not told'}",
            ),
            columns=("category", "entries", "the first of them"),
            rows=(
                (path, len(c.entries), ", ".join(e.written for e in c.entries[:6]))
                for path, c in filled
            ),
            notes=(counted(more, "more category", "more categories"),) if more > 0 else (),
        )
