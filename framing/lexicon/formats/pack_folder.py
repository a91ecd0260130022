"""A pack as a folder: `pack.yaml` in full, and a card and examples to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from framing.errors import LexiconError
from framing.lexicon.formats.exchange import write_file
from framing.lexicon.pack import Category, Entry, LexiconPack
from framing.yaml_nodes import quoted

__all__ = ["pack_yaml", "write_pack"]

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_*?]*(?: [A-Za-z][A-Za-z0-9_*?]*)*")
_NOT_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_WIDTH = 100


def write_pack(pack: LexiconPack, folder: Path) -> list[str]:
    """Write a pack's folder; a card and examples that exist are left as they are.

    Returns
    -------
    The names of the files that were written.
    """
    texts = {
        "pack.yaml": pack_yaml(pack),
        "README.md": _card(pack),
        "examples.yaml": _examples(pack),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise LexiconError(f"can't be written: {e.strerror}", where=str(folder)) from None
    written = [n for n in texts if n == "pack.yaml" or not (folder / n).exists()]
    for name in written:
        write_file(folder / name, texts[name])
    return written


def pack_yaml(pack: LexiconPack) -> str:
    """Return `pack.yaml`: every field and every entry, in quotation marks where YAML needs them."""
    lines = [f"name: {_words(pack.name)}", f"version: {pack.version}"]
    if not pack.languages:
        lines.append(f"language: {_words(pack.language)}")
    lines += [f"{key}: {_words(value)}" for key in ("title", "licence", "description")
              if (value := str(getattr(pack, key)))]  # fmt: skip
    lines += [f"{key}: [{', '.join(map(_words, value))}]" for key in ("authors", "sources")
              if (value := getattr(pack, key))]  # fmt: skip
    lines += ["accents: keep"] if pack.accents == "keep" else []
    lines += ["overlap: category"] if pack.overlap == "category" else []
    if pack.ignore:
        lines += ["ignore:", *_entries(pack.ignore, "  ")]
    if pack.languages:
        lines.append("language:")
        for code, block in pack.languages.items():
            lines += [f"  {_words(code)}:", *_categories(block, "    ")]
    else:
        lines += _categories(pack.categories, "")
    return "\n".join([*lines, ""])


def _categories(categories: Iterable[Category], indent: str) -> list[str]:
    lines = [f"{indent}categories:"]
    for category in categories:
        lines.append(f"{indent}  {_words(category.name)}:")
        lines += _category(category, f"{indent}    ")
    return lines


def _category(category: Category, indent: str) -> list[str]:
    lines = [f"{indent}choice: true"] if category.choice else []
    if category.valence is not None:
        lines.append(f"{indent}valence: {category.valence:g}")
    if category.toward:
        lines.append(f"{indent}toward: {_words(category.toward)}")
    if category.description:
        lines.append(f"{indent}description: {_words(category.description)}")
    if category.entries:
        lines += [f"{indent}entries:", *_entries(category.entries, f"{indent}  ")]
    elif not category.categories:
        lines.append(f"{indent}entries: []")
    if category.categories:
        lines += _categories(category.categories, indent)
    return lines


def _entries(entries: Iterable[Entry], indent: str) -> list[str]:
    return [f"{indent}- {_entry(entry)}" for entry in entries]


def _entry(entry: Entry) -> str:
    fields = [f"{'stem' if entry.stem else 'term'}: {_words(entry.term)}"]
    fields += [f"weight: {entry.weight!r}"] if entry.weight != 1 else []
    fields += ["case: true"] if entry.case else []
    for key in ("unless", "near", "not_near"):
        words: Sequence[str] = getattr(entry, key)
        fields += [f"{key}: [{', '.join(map(_words, words))}]"] if words else []
    fields += [f"within: {entry.within} words"] if entry.within != "sentence" else []
    fields += [f"note: {_words(entry.note)}"] if entry.note else []
    if len(fields) == 1 and not entry.stem:
        return _words(entry.term)
    return "{" + ", ".join(fields) + "}"


def _words(words: str) -> str:
    """Return words as YAML: bare only where no reader could take them for anything else."""
    flat = re.sub(r"[\x00-\x1f\x7f-\x9f\ufeff\ud800-\udfff]+", " ", words).strip()
    if _PLAIN.fullmatch(flat) and flat.lower() not in _NOT_WORDS:
        return flat
    text = quoted(flat)
    return text if text.startswith('"') else f'"{text}"'


def _card(pack: LexiconPack) -> str:
    sources = "".join(f"- {source}\n" for source in pack.sources) or "- \n"
    tops = "".join(
        f"| {c.path} | {len(c.entries)} | {c.description.replace('|', '/')} |\n"
        for c in pack.walk()
    )
    return (
        f"# {pack.name}\n\n"
        "This card was made by `framing packs convert`; fill it in before you share the pack.\n\n"
        "## What it measures\n\nTo be written.\n\n"
        "## What it does not measure\n\nTo be written.\n\n"
        f"## Where it comes from\n\n{sources}\n"
        "Licence and authors: to be written, here and in pack.yaml.\n\n"
        "## Categories\n\n| category | entries | description |\n| --- | ---: | --- |\n" + tops
    )


def _examples(pack: LexiconPack) -> str:
    path = next((c.path for c in pack.walk() if c.entries), "category")
    return (
        "# Made by `framing packs convert` and empty still: for every category write at least\n"
        "# three sentences that must match and two that must not, for instance\n"
        f'#   - {{text: "A sentence of your own.", category: {path}, surface: sentence}}\n'
        "match: []\n"
        "no_match: []\n"
    )
