"""From a draft to a pack: names that a pack can hold, doubles out, every entry one that matches."""

from __future__ import annotations

import re
import unicodedata

from framing.lexicon.formats.draft import Draft, Reading, Word
from framing.lexicon.formats.terms import as_term, squeeze
from framing.lexicon.pack import Category, Entry, LexiconPack

__all__ = ["assemble", "plain_name"]

_LONGEST_NAME, _LONGEST_WORDS = 60, 2_000
"""Characters of a category's name and of its description; longer ones are cut."""
_NAME = re.compile(r"[a-z0-9][a-z0-9_]*")


def assemble(
    draft: Draft, reading: Reading, *, name: str, title: str, language: str
) -> LexiconPack:
    """Return the pack that counts as the foreign entries do.

    Every category counts on its own (`overlap: category`) and accents are kept, as in the tools
    that the files come from.

    Raises
    ------
    LexiconError
        If no entry is left.
    """
    categories = _children(draft, reading, "", 1)
    pack = LexiconPack(
        name=name,
        version="1.0.0",
        language=language,
        title=title,
        sources=(f"converted from {title}",),
        accents="keep",
        overlap="category",
        categories=categories,
    )
    if not pack.n_entries():
        raise reading.refusal(
            0, "expected entries in categories, found none; check the file and its encoding"
        )
    return pack


def _children(draft: Draft, reading: Reading, parent: str, level: int) -> tuple[Category, ...]:
    taken: dict[str, int] = {}
    made = []
    for child in draft.children.values():
        reading.check_level(level, child.line)
        name = _free_name(child, taken, reading)
        category = _category(child, name, reading, f"{parent}.{name}" if parent else name, level)
        if category is not None:
            taken.setdefault(name, 1)
            made.append(category)
    return tuple(made)


def _category(draft: Draft, name: str, reading: Reading, path: str, level: int) -> Category | None:
    entries = _entries(draft, reading)
    children = _children(draft, reading, path, level + 1)
    if not entries and not children:
        message = f"category '{draft.name:.60}' holds no entries; left out"
        reading.note(draft.line, "empty categories", message)
        return None
    words = squeeze(draft.description[:_LONGEST_WORDS])
    title = squeeze(draft.name[:_LONGEST_WORDS])
    if title != name:
        words = f"{title}: {words}" if words else title
    return Category(
        name, path, description=words, entries=entries, categories=children, line=draft.line
    )


def _entries(draft: Draft, reading: Reading) -> tuple[Entry, ...]:
    found: dict[str, Entry] = {}
    for word in draft.words:
        term = as_term(word, reading)
        if term is None:
            continue
        key = term.casefold()
        if key in found:
            _note_double(word, term, found[key], draft, reading)
        else:
            found[key] = Entry(term, weight=word.weight, line=word.line)
    return tuple(found.values())


def _note_double(word: Word, term: str, first: Entry, draft: Draft, reading: Reading) -> None:
    weights = "" if word.weight == first.weight else f" with weight {word.weight:g}"
    reading.note(
        word.line,
        "double entries",
        f"'{term:.40}' stands twice in '{draft.name:.40}' (first at line {first.line}); "
        f"the second{weights} is left out",
    )


def _free_name(draft: Draft, taken: dict[str, int], reading: Reading) -> str:
    """Return a name that no sibling has; `taken` counts how often each was wanted."""
    name = plain_name(draft.name) or f"category_{len(taken) + 1}"
    free = name
    while free in taken:
        taken[name] += 1
        free = f"{name}_{taken[name]}"
    if free != squeeze(draft.name).lower().replace(" ", "_"):
        reading.note(draft.line, "names", f"category '{draft.name:.60}' is named {free} here")
    return free


def plain_name(name: str) -> str:
    """Return a name in a-z, 0-9 and _; what stands in parentheses is left to the description.

    A plus or a minus before a name tells it from its rivals, so it becomes a word.
    """
    if _NAME.fullmatch(name.lower()):
        return name.lower()
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", squeeze(name)) or name
    sign = {"+": "plus ", "-": "minus ", "−": "minus "}.get(bare[:1], "")
    letters = unicodedata.normalize("NFKD", sign + bare).casefold()
    letters = "".join(c for c in letters if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "_", letters[:400]).strip("_")[:_LONGEST_NAME].strip("_")
