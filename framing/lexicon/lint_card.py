"""What a pack says about itself: licence, authors, sources, card, descriptions, examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from framing.errors import LexiconError
from framing.lexicon.examples import Example, read_examples
from framing.lexicon.finding import Finding
from framing.lexicon.matcher import Matcher
from framing.lexicon.pack import Category, Entry, LexiconPack
from framing.lexicon.pattern import PatternError
from framing.lexicon.service import service_block
from framing.lexicon.tokens import tokenize

__all__ = ["MATCHING", "NOT_MATCHING", "card_findings", "example_findings"]

MATCHING, NOT_MATCHING = 3, 2
"""Examples that a category needs: so many that must be found, so many that must not."""

_PLACEHOLDER = "Your name"


def card_findings(pack: LexiconPack) -> Iterator[Finding]:
    """Yield what is missing in a pack's facts and in those of its categories."""
    facts = (
        ("licence", pack.licence, "nobody may use the pack; name one, such as CC-BY-4.0"),
        ("authors", ", ".join(pack.authors).replace(_PLACEHOLDER, ""), "name who answers for it"),
        ("sources", pack.sources, "say where the entries come from, or what inspired them"),
        ("title", pack.title, "say in a few words what the pack names"),
        ("description", pack.description, "say in a sentence what the pack finds"),
    )
    for key, value, advice in facts:
        if not value:
            found = f"'{_PLACEHOLDER}'" if _PLACEHOLDER in pack.authors and key == "authors" else ""
            rule = "card" if key in ("title", "description") else key
            message = f"expected a key '{key}', found {found or 'none'}; {advice}"
            yield Finding(rule, message, pack.path, 1, (key,))
    file = Path(pack.path)
    if file.name == "pack.yaml" and (folder := file.resolve().parent.name) != pack.name:
        message = f"name: expected the folder's name '{folder}', found '{pack.name}'; rename one"
        yield Finding("card", message, pack.path, 1, ("name",))
    if not file.with_name("README.md").is_file():
        message = "expected a card README.md beside the pack, found none; say what it measures"
        yield Finding("card", message, pack.path, 1, ("README.md",))
    versions = [version for version, _ in pack.changelog]
    if versions and pack.version not in versions and any(versions):
        message = f"no entry for version {pack.version}; say what changed"
        yield Finding("changelog", message, pack.path, 1, (pack.version,))
    for block in (pack.categories, *pack.languages.values()):
        yield from _family_findings(block)


def _family_findings(siblings: Sequence[Category]) -> Iterator[Finding]:
    """Yield what is missing in categories that stand side by side, and in all below them."""
    judged = [c for c in siblings if c.valence is not None]
    for category in siblings:
        if not category.description:
            message = f"{category.path}: no description; say what its entries have in common"
            yield _about(category, "description", message)
        if category.valence is None and judged:
            message = (
                f"{category.path}: no valence, but '{judged[0].path}' beside it has one; "
                "give one from -2 to 2 (0 is neutral)"
            )
            yield _about(category, "valence", message)
        if category.choice and len(category.categories) < 2:
            message = (
                f"{category.path}: a referent (choice: true) with fewer than two names leaves no "
                "choice; add a rival name, or take choice out"
            )
            yield _about(category, "one_name", message)
        yield from _family_findings(category.categories)


def _about(category: Category, rule: str, message: str) -> Finding:
    return Finding(rule, message, category.file, category.line, (category.path,))


def example_findings(pack: LexiconPack, *, strict: bool) -> Iterator[Finding]:
    """Yield categories with too few examples, and with `strict` entries that no example reaches.

    Every category that holds entries (of a service pack: in its first language) needs examples;
    one that a pack inherits and adds entries to needs one sentence that it must find.
    """
    try:
        examples = read_examples(pack)
    except LexiconError as e:
        for problem in e.problems:
            file, _, line = problem.where.rpartition(":")
            known = line.isdigit()
            place = (file, int(line)) if known else (problem.where, 0)
            yield Finding("examples", problem.message, *place)
        return
    first = next(iter(pack.languages), "")
    tops = pack.languages[first] if first else pack.categories
    for category in (c for top in tops for c in top.walk()):
        own = [e for e in category.entries if e.file == pack.path or not e.file]
        if own:
            mine = [e for e in examples if e.language == first and e.category == category.path]
            yield from _few_examples(category, own[0], mine)
    if strict:
        block = service_block(pack, first) if first else pack
        if block is not None:
            yield from _untried(block, [e for e in examples if e.language == first])


def _few_examples(category: Category, own: Entry, examples: Sequence[Example]) -> Iterator[Finding]:
    n = Counter(example.wanted for example in examples)
    inherited = category.file != own.file
    place = (own.file, own.line) if inherited else (category.file, category.line)
    least = (1, 0) if inherited else (MATCHING, NOT_MATCHING)
    for wanted, needed, key in zip((True, False), least, ("match", "no_match"), strict=True):
        if n[wanted] < needed:
            message = (
                f"{category.path}: expected {_sentences(needed)} under {key} in examples.yaml, "
                f"found {n[wanted]}; write more"
            )
            yield Finding("examples", message, *place, (category.path,))


def _sentences(n: int) -> str:
    return "1 sentence" if n == 1 else f"{n} sentences"


def _untried(pack: LexiconPack, examples: Sequence[Example]) -> Iterator[Finding]:
    """Yield entries that no matching example reaches: those with conditions one by one."""
    reached = _reached(pack, [e.text for e in examples if e.wanted])
    for category in pack.walk():
        missing = [e for e in category.entries if id(e) not in reached]
        for entry in (e for e in missing if e.conditions):
            message = (
                f"{category.path}: '{entry.written:.60}' has conditions ({entry.conditions:.80}) "
                "and no example; write one that it finds"
            )
            about = (entry.written, category.path)
            yield Finding("examples", message, entry.file, entry.line, about)
        if missing:
            message = (
                f"{category.path}: no example reaches {len(missing)} of {len(category.entries)} "
                "entries; add sentences where an entry may surprise"
            )
            yield _about(category, "examples", message)


def _reached(pack: LexiconPack, texts: Sequence[str]) -> set[int]:
    """Return the identities of the entries that count in some text."""
    try:
        matcher = Matcher(pack)
    except PatternError:
        return set()
    reached: set[int] = set()
    entries: tuple[Entry, ...] = matcher.entries
    for text in texts:
        tokens = tokenize(text)
        found = matcher.find(tokens, np.zeros(len(tokens), np.int64))
        reached |= {id(entries[i]) for i in found.entry.tolist()}
    return reached
