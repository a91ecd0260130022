"""Why two runs differ: config, corpus, packs, versions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.errors import FramingError
from framing.experiment.finished_run import TEXT_HASH, FinishedRun
from framing.lexicon.pack import LexiconPack
from framing.lexicon.pack_diff import pack_changes
from framing.lexicon.sources import load_pack

__all__ = ["Cause", "run_causes"]

_NONE = "(none)"


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that differs in how two runs were made.

    Parameters
    ----------
    what
        `config`, `corpus`, `article`, `pack`, `category`, `entry` or `version`.
    name
        The key, the article's id, the pack, or the pack's category and entry.
    change
        `added`, `removed`, `changed` or `moved`, from A to B.
    before, after
        In words; empty where there is none.
    pack
        The pack that it belongs to, for packs, categories and entries.
    """

    what: str
    name: str
    change: str
    before: str = ""
    after: str = ""
    pack: str = ""


def run_causes(a: FinishedRun, b: FinishedRun, *, pack_folders: Sequence[Path] = ()) -> list[Cause]:
    """Return everything that differs in how two runs were made.

    Parameters
    ----------
    a, b
        The runs.
    pack_folders
        Folders in which packs are looked for, besides those that can be named. Entries are
        compared where the pack of both runs is found, known by its hash.
    """
    return [*_config(a, b), *_versions(a, b), *_corpus(a, b), *_packs(a, b, pack_folders)]


def _config(a: FinishedRun, b: FinishedRun) -> Iterator[Cause]:
    yield from _changed("config", dict(_flat(a.config)), dict(_flat(b.config)))


def _flat(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield dotted keys with their values in words; lists of plain values stay whole."""
    if isinstance(value, Mapping) and value:
        for name, inner in value.items():
            yield from _flat(inner, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list) and any(isinstance(v, (Mapping, list)) for v in value):
        for i, inner in enumerate(value):
            yield from _flat(inner, f"{key}[{i}]")
    else:
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        yield key, shown


def _changed(what: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Cause]:
    for name in dict.fromkeys((*old, *new)):
        if name not in old:
            yield Cause(what, name, "added", "", new[name])
        elif name not in new:
            yield Cause(what, name, "removed", old[name], "")
        elif old[name] != new[name]:
            yield Cause(what, name, "changed", old[name], new[name])


def _versions(a: FinishedRun, b: FinishedRun) -> Iterator[Cause]:
    told = [
        {"framing": str(r.manifest["framing"]), **(r.manifest.get("versions") or {})}
        for r in (a, b)
    ]
    yield from _changed("version", told[0], told[1])


def _corpus(a: FinishedRun, b: FinishedRun) -> Iterator[Cause]:
    hashes = [str(r.hashes("corpus") or _NONE) for r in (a, b)]
    if hashes[0] == hashes[1]:
        return
    counts = [f"{len(r.articles):,} articles" if r.articles is not None else "" for r in (a, b)]
    told = [f"{h[:12]} ({n})" if n else h[:12] for h, n in zip(hashes, counts, strict=True)]
    yield Cause("corpus", "articles", "changed", told[0], told[1])
    old, new = a.articles, b.articles
    if old is None or new is None:
        return
    for article in dict.fromkeys((*old, *new)):
        if article not in old:
            yield Cause("article", article, "added", "", _whose(new[article]))
        elif article not in new:
            yield Cause("article", article, "removed", _whose(old[article]), "")
        elif parts := _article_parts(old[article], new[article]):
            yield Cause("article", article, "changed", *map("; ".join, zip(*parts, strict=True)))


def _whose(row: Mapping[str, Any]) -> str:
    return f"{row.get('outlet', '')}, {row.get('words', 0):,} words"


def _article_parts(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what differs in an article, before and after: the text or metadata, not counts."""
    parts = []
    hashes = old.get(TEXT_HASH), new.get(TEXT_HASH)
    if None not in hashes and hashes[0] != hashes[1]:
        words = (f"text {h[:12]}, {r.get('words', 0):,} words"
                 for h, r in zip(map(str, hashes), (old, new), strict=True))  # fmt: skip
        parts.append(tuple(words))
    for name in dict.fromkeys((*old, *new)):
        if "@" in name or name in ("words", "words_left_out"):
            continue
        if old.get(name) != new.get(name):
            parts.append((f"{name} {old.get(name, _NONE)}", f"{name} {new.get(name, _NONE)}"))
    return [(one, other) for one, other in parts]


def _packs(a: FinishedRun, b: FinishedRun, folders: Sequence[Path]) -> Iterator[Cause]:
    hashes = [dict(r.hashes("packs") or {}) for r in (a, b)]
    versions = [dict(r.manifest.get("packs") or {}) for r in (a, b)]
    for name in dict.fromkeys((*hashes[0], *hashes[1])):
        digests = [str(h[name]) if name in h else None for h in hashes]
        if digests[0] == digests[1]:
            continue
        told = [
            "" if digest is None else f"{version.get(name, '')} {digest[:12]}".strip()
            for digest, version in zip(digests, versions, strict=True)
        ]
        change = "added" if digests[0] is None else "removed" if digests[1] is None else "changed"
        yield Cause("pack", name, change, told[0], told[1], pack=name)
        if change == "changed":
            yield from _inside_pack(name, a, b, digests, folders)


def _inside_pack(
    name: str,
    a: FinishedRun,
    b: FinishedRun,
    digests: Sequence[str | None],
    folders: Sequence[Path],
) -> Iterator[Cause]:
    found = {p.digest: p for p in _candidates(name, (a, b), folders)}
    old, new = (found.get(digest or "") for digest in digests)
    if old is not None and new is not None:
        for c in pack_changes(old, new):
            where = f"{name}.{c.category}" if c.category else name
            told = f"{where}: {c.name}" if c.what != "category" or c.change == "changed" else where
            yield Cause(c.what, told, c.change, c.before, c.after, pack=name)
        return
    prefix = f"{name}."
    before, after = ({c for c in r.categories if c.startswith(prefix)} for r in (a, b))
    for category in sorted(before ^ after):
        change = "removed" if category in before else "added"
        yield Cause("category", category, change, pack=name)


def _candidates(
    name: str, runs: Sequence[FinishedRun], folders: Sequence[Path]
) -> Iterator[LexiconPack]:
    """Yield the packs of that name that can be read: named ones, and those in the folders."""
    places: list[str | Path] = [name]
    for folder in folders:
        places += [folder, folder / name, *sorted(folder.glob(f"*/{name}"))]
    for run in runs:
        places += [run.folder / name, run.folder / "packs" / name]
    for place in places:
        if isinstance(place, Path) and not (place / "pack.yaml").is_file():
            continue
        try:
            pack = load_pack(place)
        except (FramingError, OSError):
            continue
        if pack.name == name:
            yield pack
