"""What a format can't carry of a pack: every entry and every field that is lost, by kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from framing.lexicon.pack import Category, Entry, LexiconPack

__all__ = ["Losses", "common_losses"]

_SENTENCES = {
    "left out": "left out, because the format can't hold such an entry",
    "conditions": "without their conditions they count wherever they stand",
    "stems": "written as the word itself, not as every word with its stem",
    "weights": "without weights every entry counts 1",
    "underscores": "an underscore reads as a space there",
    "hyphens": "the hyphen is found as written, not as a space or nothing",
    "notes": "notes on entries are left out",
    "ignore": "ignored phrases are left out, so the words in them count",
    "overlap": "overlap: pack is left out, so a word counts in every category that holds it",
    "accents": "accents: fold is left out, so é and e differ",
    "choice": "that the children are rival names for one thing (choice)",
    "valence": "the valence",
    "toward": "whom a valence concerns (toward)",
    "descriptions": "the descriptions of categories",
    "empty categories": "categories without entries",
    "depth": "nested categories are written under one dotted name each, flat to other tools",
    "totals": "a parent's number holds its own entries only, as the format adds up no children",
    "about the pack": "what says whose work the pack is",
    "languages": "the pack's other languages",
}
"""Kind of loss → what it means, as it is printed."""


@dataclass
class Losses:
    """What was lost, by kind: entries, paths of categories or fields, each with its details."""

    found: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, what: str) -> None:
        """Tell one entry, category or field that is lost."""
        self.found.setdefault(kind, []).append(what)

    def __bool__(self) -> bool:
        return bool(self.found)

    def sentences(self, most: int | None = None) -> Iterator[str]:
        """Yield a sentence for each kind, naming all that is lost or the first so many."""
        for kind, names in self.found.items():
            shown = names if most is None else names[:most]
            rest = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
            yield f"{kind} ({len(names)}): {_SENTENCES[kind]}: {'; '.join(shown)}{rest}"


def common_losses(pack: LexiconPack, carries: frozenset[str]) -> Losses:
    """Return what every writer loses, but for what its format carries.

    Parameters
    ----------
    carries
        Of `weights`, `descriptions`, `depth`, `totals`: what the format has a place for.
    """
    losses = Losses()
    for category in pack.walk():
        _of_category(category, carries, losses)
        for entry in category.entries:
            _of_entry(entry, f"{entry.written} ({category.path})", carries, losses)
    for entry in pack.ignore:
        losses.add("ignore", entry.written)
    if pack.overlap == "pack":
        losses.add("overlap", "pack")
    if pack.accents == "fold":
        losses.add("accents", "fold")
    for name in ("name", "title", "version", "language", "licence", "authors", "sources",
                 "description"):  # fmt: skip
        value = getattr(pack, name)
        if value:
            shown = ", ".join(value) if isinstance(value, tuple) else str(value)
            losses.add("about the pack", f"{name}: {' '.join(shown.split())}")
    return losses


def _of_category(category: Category, carries: frozenset[str], losses: Losses) -> None:
    if category.choice:
        losses.add("choice", category.path)
    if category.valence is not None:
        losses.add("valence", f"{category.path} {category.valence:+g}")
    if category.toward:
        losses.add("toward", f"{category.path} → {category.toward}")
    if category.description and "descriptions" not in carries:
        losses.add("descriptions", category.path)
    if not any(below.entries for below in category.walk()):
        losses.add("empty categories", category.path)
    if category.categories:
        for kind in ("depth", "totals"):
            if kind not in carries:
                losses.add(kind, category.path)


def _of_entry(entry: Entry, shown: str, carries: frozenset[str], losses: Losses) -> None:
    if entry.conditions:
        losses.add("conditions", f"{shown}: {entry.conditions}")
    if entry.stem:
        losses.add("stems", shown)
    if entry.weight != 1 and "weights" not in carries:
        losses.add("weights", f"{shown}: {entry.weight:g}")
    if "-" in entry.term:
        losses.add("hyphens", shown)
    if entry.note:
        losses.add("notes", shown)
