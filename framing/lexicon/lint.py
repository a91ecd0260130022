"""What is doubtful in a pack that can be read: dead entries, doubles, missing facts and tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.lexicon.finding import RULES, Finding
from framing.lexicon.lint_card import card_findings, example_findings
from framing.lexicon.lint_entries import entry_findings, twin_findings
from framing.lexicon.longer_phrases import LongerPhrase, bundled_phrases, entries_inside
from framing.lexicon.pack import LexiconPack
from framing.lexicon.pattern import PatternError
from framing.lexicon.service import service_block

__all__ = ["lint_pack"]


def lint_pack(
    pack: LexiconPack,
    *,
    phrases: Sequence[LongerPhrase] = (),
    strict: bool = False,
    more: Sequence[Finding] = (),
) -> list[Finding]:
    """Return every finding in a pack, by file and line; none if nothing is doubtful.

    Of a pack that extends another only what it writes itself is looked at.

    Parameters
    ----------
    phrases
        Longer phrases to try besides those of the package and of the pack.
    strict
        Also tell entries that no example reaches, and words that categories share on purpose.
    more
        Findings made elsewhere (globs that are too wide for a corpus), told with these.
    """
    found = [*more, *card_findings(pack), *example_findings(pack, strict=strict)]
    for block in _blocks(pack):
        if pack.is_service:
            found += twin_findings(block)
            continue
        found += entry_findings(block, strict=strict)
        found += _missing_ignores(block, phrases)
    inherited = {parent.path for parent in _parents(pack)}
    own = [f for f in found if f.file not in inherited]
    kept = _without_accepted(pack, own)
    order = {rule: i for i, rule in enumerate(RULES)}
    return sorted(set(kept), key=lambda f: (f.file, f.line, order[f.rule], f.message))


def _parents(pack: LexiconPack) -> Iterator[LexiconPack]:
    if pack.parent is not None:
        yield pack.parent
        yield from _parents(pack.parent)


def _blocks(pack: LexiconPack) -> Iterator[LexiconPack]:
    """Yield a pack as it is matched: a service pack language by language."""
    if not pack.is_service:
        yield pack
    for code in pack.languages:
        block = service_block(pack, code)
        if block is not None:
            yield block


def _missing_ignores(pack: LexiconPack, phrases: Sequence[LongerPhrase]) -> Iterator[Finding]:
    own = []
    for text in pack.phrases:
        phrase = LongerPhrase.parse(text)
        own += [phrase] if phrase else []
        if phrase is None:
            message = (
                f"lint.phrases: expected one part in brackets ([riot] police), found '{text:.60}'"
            )
            yield Finding("useless", message, pack.path, 1, (text,))
    tried = (*bundled_phrases(pack.language), *own, *phrases)
    told: dict[tuple[str, int], list[str]] = {}
    entries = {}
    try:
        for entry, category, phrase in entries_inside(pack, tried):
            key = (entry.file, entry.line)
            entries[key] = (entry, category)
            told.setdefault(key, []).append(phrase.text)
    except PatternError:
        return  # told by the rule `never`
    for (file, line), texts in told.items():
        entry, category = entries[file, line]
        shown = ", ".join(f"'{text}'" for text in texts[:4])
        shown += f" and {len(texts) - 4} more" if len(texts) > 4 else ""
        yield Finding(
            "ignore",
            f"{category}: '{entry.written:.60}' counts inside {shown}, where it means something "
            "else; list the phrase under ignore, or under the entry's unless",
            file,
            line,
            (entry.written, category),
        )


def _without_accepted(pack: LexiconPack, found: Sequence[Finding]) -> Iterator[Finding]:
    """Leave out what the pack accepts, and tell what it accepts for nothing."""
    used: set[tuple[str, str]] = set()
    for finding in found:
        accepted = {"all", *finding.about} & set(pack.accept.get(finding.rule, ()))
        used |= {(finding.rule, name) for name in accepted}
        if not accepted:
            yield finding
    for rule, names in pack.accept.items():
        for name in (n for n in names if (rule, n) not in used):
            known = rule in RULES
            message = (
                f"lint.accept: rule '{rule}' finds nothing about '{name:.60}'; take it out"
                if known
                else f"lint.accept: expected a rule ({', '.join(RULES)}), found '{rule:.60}'"
            )
            yield Finding("accept", message, pack.path, 1, (name,))
