"""A pack that extends another: what it removes, overrides and adds, and the pack that comes out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from framing.errors import LexiconError, Problem, did_you_mean
from framing.lexicon.pack import Category, Entry, LexiconPack

__all__ = ["IGNORE", "Addition", "Extension", "Override", "Removal", "extend"]

IGNORE = "ignore"
"""Stands in place of a category's path for the pack's ignored entries."""


@dataclass(frozen=True)
class Addition:
    """Entries for a category that exists, or a new category."""

    path: str
    line: int
    entries: tuple[Entry, ...] = ()
    category: Category | None = None


@dataclass(frozen=True)
class Removal:
    """Entries to take out of a category, or a whole category."""

    path: str
    line: int
    entries: tuple[Entry, ...] = ()
    whole: bool = False


@dataclass(frozen=True)
class Override:
    """Facts of a category that replace the parent's, and entries that replace those of one term."""

    path: str
    line: int
    facts: Mapping[str, Any] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Extension:
    """Which pack is extended, in which version, and how; changes apply in the order of the fields.

    Parameters
    ----------
    pack
        The parent's name, or its path below the pack's folder.
    version
        The parent's version, to the letter.
    file, line
        Where it is written.
    given
        The keys that the child writes itself.
    """

    pack: str
    version: str
    file: str
    line: int
    given: frozenset[str] = frozenset()
    remove: tuple[Removal, ...] = ()
    override: tuple[Override, ...] = ()
    add: tuple[Addition, ...] = ()


def extend(parent: LexiconPack, child: LexiconPack, extension: Extension) -> LexiconPack:
    """Return the parent with the child's changes, under the child's name.

    What the child does not say (licence, overlap …) is the parent's; the parent's authors and
    sources stand behind the child's. The digest covers both files.

    Raises
    ------
    LexiconError
        If the version is not the pinned one, or with every change that does not fit the parent.
    """
    where = f"{extension.file}:{extension.line}"
    if parent.version != extension.version:
        raise LexiconError(
            f"extends: expected version {extension.version:.60} of '{parent.name}', found "
            f"{parent.version}; try your pack with that version, then pin it",
            where=where,
        )
    if parent.is_service:
        raise LexiconError(
            f"extends: '{parent.name}' serves the rules of voice and can't be extended; copy it",
            where=where,
        )
    if "language" in extension.given and child.language != parent.language:
        message = f"language: expected the parent's '{parent.language}', found '{child.language}'"
        raise LexiconError(message, where=where)
    editor = _Editor(parent, extension)
    editor.apply()
    digest = hashlib.sha256(f"{child.digest}\n{parent.digest}".encode()).hexdigest()
    origin = f"Extends {parent.name} {parent.version}"
    return replace(
        child,
        language=parent.language,
        accents=child.accents if "accents" in extension.given else parent.accents,
        overlap=child.overlap if "overlap" in extension.given else parent.overlap,
        title=child.title or parent.title,
        licence=child.licence or parent.licence,
        authors=tuple(dict.fromkeys((*child.authors, *parent.authors))),
        sources=tuple(dict.fromkeys((*child.sources, origin, *parent.sources))),
        description=child.description or parent.description,
        ignore=editor.ignore,
        categories=editor.categories,
        digest=digest,
        parent=parent,
    )


class _Editor:
    """Applies changes to a parent's categories, collecting those that don't fit."""

    def __init__(self, parent: LexiconPack, extension: Extension) -> None:
        self.parent, self.extension = parent, extension
        self.categories, self.ignore = parent.categories, parent.ignore
        self.problems: list[Problem] = []

    def apply(self) -> None:
        for removal in self.extension.remove:
            self.remove(removal)
        for override in self.extension.override:
            self.override(override)
        for addition in self.extension.add:
            self.add(addition)
        for removal in self.extension.remove:
            self.check_something_left(removal)
        if self.problems:
            raise LexiconError(sorted(self.problems, key=lambda p: int(p.where.rpartition(":")[2])))

    def wrong(self, line: int, message: str) -> None:
        self.problems.append(Problem(f"{self.extension.file}:{line}", message))

    def category(self, path: str, line: int, key: str) -> Category | None:
        paths = {c.path: c for top in self.categories for c in top.walk()}
        if path not in paths:
            near = did_you_mean(path[:60], list(paths))
            name = f"{self.parent.name} {self.parent.version}"
            self.wrong(line, f"{key}: {name} has no category '{path:.60}'{near}")
        return paths.get(path)

    def change(self, path: str, to: Callable[[Category], Category | None]) -> None:
        self.categories = _changed(self.categories, path.split("."), to)

    def remove(self, removal: Removal) -> None:
        if removal.path == IGNORE:
            gone = self.ignore if removal.whole else removal.entries
            self.ignore = self.without(self.ignore, gone, removal)
        elif category := self.category(removal.path, removal.line, "remove"):
            if removal.whole:
                self.change(removal.path, lambda _: None)
                return
            rest = self.without(category.entries, removal.entries, removal)
            self.change(removal.path, lambda c: replace(c, entries=rest))

    def without(
        self, entries: Sequence[Entry], gone: Sequence[Entry], removal: Removal
    ) -> tuple[Entry, ...]:
        for entry in self.unknown(entries, gone):
            message = f"remove: '{removal.path}' has no entry '{entry.written:.60}'"
            near = did_you_mean(entry.written[:60], [e.written for e in entries])
            self.wrong(entry.line or removal.line, message + near)
        names = {entry.written for entry in gone}
        return tuple(e for e in entries if e.written not in names)

    @staticmethod
    def unknown(entries: Sequence[Entry], wanted: Sequence[Entry]) -> list[Entry]:
        known = {entry.written for entry in entries}
        return [entry for entry in wanted if entry.written not in known]

    def override(self, override: Override) -> None:
        category = self.category(override.path, override.line, "override")
        if category is None:
            return
        for entry in self.unknown(category.entries, override.entries):
            message = f"override: '{override.path}' has no entry '{entry.written:.60}'; add it"
            self.wrong(entry.line, message)
        new: dict[str, list[Entry]] = {}
        for entry in override.entries:
            new.setdefault(entry.written, []).append(entry)
        replaced = set(new)
        entries: list[Entry] = []
        for entry in category.entries:
            # of several entries of one term the first gives its place to the new ones
            entries += new.pop(entry.written, [])
            entries += [] if entry.written in replaced else [entry]
        if override.facts.get("choice") and entries:
            message = f"{override.path}: a referent (choice: true) holds no entries"
            self.wrong(override.line, message)
        facts = dict(override.facts)
        self.change(override.path, lambda c: replace(c, entries=tuple(entries), **facts))

    def add(self, addition: Addition) -> None:
        if addition.path == IGNORE:
            self.ignore = (*self.ignore, *addition.entries)
        elif addition.category is not None:
            self.add_category(addition, addition.category)
        elif category := self.category(addition.path, addition.line, "add"):
            if category.choice:
                message = f"add: '{addition.path}' is a referent and holds no entries; name a child"
                self.wrong(addition.line, message)
            self.change(
                addition.path, lambda c: replace(c, entries=(*c.entries, *addition.entries))
            )

    def add_category(self, addition: Addition, new: Category) -> None:
        if any(c.path == addition.path for top in self.categories for c in top.walk()):
            message = (
                f"add: '{addition.path}' exists in '{self.parent.name}'; give a list to add "
                "entries, or use override"
            )
            self.wrong(addition.line, message)
            return
        above = addition.path.rpartition(".")[0]
        if not above:
            self.categories = (*self.categories, new)
        elif self.category(above, addition.line, "add"):
            self.change(above, lambda c: replace(c, categories=(*c.categories, new)))

    def check_something_left(self, removal: Removal) -> None:
        if not self.categories:
            self.wrong(removal.line, "remove: nothing is left of the parent; write a new pack")
            return
        place = removal.path.rpartition(".")[0] if removal.whole else removal.path
        for top in self.categories:
            for category in top.walk():
                if category.path == place and not (category.entries or category.categories):
                    message = f"remove: nothing is left in '{place}'; remove it as a whole (all)"
                    self.wrong(removal.line, message)


def _changed(
    categories: tuple[Category, ...],
    path: Sequence[str],
    to: Callable[[Category], Category | None],
) -> tuple[Category, ...]:
    """Return categories with the one at a path changed, or taken out where the change is none."""
    changed: list[Category] = []
    for category in categories:
        if category.name != path[0]:
            changed.append(category)
        elif len(path) > 1:
            below = _changed(category.categories, path[1:], to)
            changed.append(replace(category, categories=below))
        elif (new := to(category)) is not None:
            changed.append(new)
    return tuple(changed)
