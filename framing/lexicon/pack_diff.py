"""What differs between two packs: facts, categories, entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from framing.lexicon.pack import Category, Entry, LexiconPack

__all__ = ["PackChange", "pack_changes"]

_FACTS = ("version", "language", "title", "licence", "description", "accents", "overlap")
_CATEGORY_FACTS = ("description", "choice", "valence", "toward")


@dataclass(frozen=True, slots=True)
class PackChange:
    """One difference.

    Parameters
    ----------
    change
        `added`, `removed`, `changed` or `moved`.
    what
        `pack`, `category`, `entry` or `ignore`.
    category, name
        Where and which: an entry as written, or the name of a fact.
    before, after
        What stood and what stands there, in words; for `moved`, the categories.
    """

    change: str
    what: str
    category: str
    name: str
    before: str = ""
    after: str = ""


def pack_changes(a: LexiconPack, b: LexiconPack) -> list[PackChange]:
    """Return what must change in a pack to make it another: facts, categories, entries, ignored.

    An entry that leaves one category and comes into one other is told as moved.
    """
    changes = [*_facts(a, b)]
    for code in sorted({*a.languages, *b.languages}):
        old = _paths(a.languages.get(code, ()), f"{code}:")
        changes += _categories(old, _paths(b.languages.get(code, ()), f"{code}:"))
    changes += _categories(_paths(a.categories), _paths(b.categories))
    ignored = (_entries(a.ignore), _entries(b.ignore))
    changes += _entry_changes("ignore", "ignore", *ignored)
    return changes


def _facts(a: LexiconPack, b: LexiconPack) -> Iterator[PackChange]:
    for fact in _FACTS:
        yield from _changed("pack", "", fact, getattr(a, fact), getattr(b, fact))
    for fact in ("authors", "sources"):
        yield from _changed(
            "pack", "", fact, "; ".join(getattr(a, fact)), "; ".join(getattr(b, fact))
        )


def _changed(
    what: str, category: str, name: str, before: object, after: object
) -> Iterator[PackChange]:
    if before != after:
        yield PackChange("changed", what, category, name, _shown(before), _shown(after))


def _shown(value: object) -> str:
    if value is None:
        return ""
    return f"{value:+g}" if isinstance(value, float) else str(value).strip()


def _paths(tops: tuple[Category, ...], prefix: str = "") -> dict[str, Category]:
    return {prefix + c.path: c for top in tops for c in top.walk()}


def _entries(entries: tuple[Entry, ...]) -> dict[str, tuple[str, ...]]:
    """Return entry as written → what is said beside it, once for each time it stands there."""
    told: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        weight = f"weight {entry.weight:g}" if entry.weight != 1 else ""
        facts = "; ".join(part for part in (entry.conditions, weight) if part)
        told[entry.written] = (*told.get(entry.written, ()), facts)
    return told


def _categories(old: Mapping[str, Category], new: Mapping[str, Category]) -> Iterator[PackChange]:
    moved_away: list[PackChange] = []
    for path in dict.fromkeys((*old, *new)):
        before, after = old.get(path), new.get(path)
        if before is None:
            yield PackChange("added", "category", path, path.rpartition(".")[2])
        elif after is None:
            yield PackChange("removed", "category", path, path.rpartition(".")[2])
        else:
            for fact in _CATEGORY_FACTS:
                pair = (getattr(before, fact), getattr(after, fact))
                yield from _changed("category", path, fact, *pair)
        entries = tuple(_entries(c.entries) if c else {} for c in (before, after))
        moved_away += _entry_changes("entry", path, entries[0], entries[1])
    yield from _with_moves(moved_away)


def _entry_changes(
    what: str, path: str, old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]]
) -> Iterator[PackChange]:
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name), new.get(name)
        shown = tuple(" | ".join(facts or ()) for facts in (before, after))
        if before is None:
            yield PackChange("added", what, path, name, after=shown[1])
        elif after is None:
            yield PackChange("removed", what, path, name, before=shown[0])
        elif before != after:
            yield PackChange("changed", what, path, name, *shown)


def _with_moves(changes: list[PackChange]) -> Iterator[PackChange]:
    """Yield changes of entries, a removal and an addition of one entry joined to a move."""
    gone: dict[str, list[PackChange]] = {}
    come: dict[str, list[PackChange]] = {}
    for change in changes:
        if change.change in ("removed", "added"):
            (gone if change.change == "removed" else come).setdefault(change.name, []).append(
                change
            )
    moves = {
        name: (gone[name][0], come[name][0])
        for name in gone
        if len(gone[name]) == 1 and len(come.get(name, ())) == 1
        if gone[name][0].before == come[name][0].after
    }
    for change in changes:
        if change.name not in moves or change.change == "changed":
            yield change
        elif change.change == "removed":
            old, new = moves[change.name]
            yield PackChange(
                "moved", "entry", new.category, change.name, old.category, new.category
            )
