"""The sentences that come with a pack and say what it must and must not find."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from framing.errors import LexiconError, Problem, did_you_mean
from framing.lexicon.matcher import Matcher
from framing.lexicon.pack import LexiconPack
from framing.lexicon.service import service_block
from framing.lexicon.sources import refuse_link_out
from framing.lexicon.tokens import tokenize
from framing.yaml_nodes import Node, read_yaml

__all__ = ["Example", "check_examples", "read_examples"]

_KEYS = ("text", "category", "surface", "language")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that a category must find (with this surface) or must not find."""

    text: str
    category: str
    surface: str
    wanted: bool
    where: str
    language: str = ""


def read_examples(pack: LexiconPack) -> list[Example]:
    """Read `examples.yaml` beside a pack; LexiconError tells every mistake in it."""
    file = Path(pack.path).with_name("examples.yaml")
    if not file.is_file():
        raise LexiconError(
            "expected a file examples.yaml beside the pack, found none", where=str(file)
        )
    real, pack_file = file.resolve(), Path(pack.path).resolve()
    if real.parent != pack_file.parent:
        refuse_link_out(file)
    root = read_yaml(file, LexiconError)
    problems: list[Problem] = []
    examples: list[Example] = []
    for key, body in root.items():
        if key not in ("match", "no_match") or body.kind != "list":
            problems.append(Problem(f"{file}:{body.line}", "expected lists 'match' and 'no_match'"))
            continue
        for node in body.value:
            example = _example(node, key == "match", f"{file}:{node.line}", pack, problems)
            examples += [example] if example else []
    if problems:
        raise LexiconError(problems)
    return examples


def _example(
    node: Node, wanted: bool, where: str, pack: LexiconPack, problems: list[Problem]
) -> Example | None:
    needed = ("text", "category", "surface") if wanted else ("text", "category")
    if node.kind != "mapping" or not all(key in node for key in needed):
        problems.append(Problem(where, f"expected the keys {', '.join(needed)}"))
        return None
    if extra := [key for key, _ in node.items() if key not in _KEYS]:
        problems.append(Problem(where, f"unknown key '{extra[0]}'{did_you_mean(extra[0], _KEYS)}"))
    fields = {key: str(value.value) for key, value in node.items() if key in _KEYS}
    paths = [c.path for c in pack.walk()]
    paths += [c.path for block in pack.languages.values() for top in block for c in top.walk()]
    if fields["category"] not in paths:
        near = did_you_mean(fields["category"], paths)
        problems.append(Problem(where, f"no category '{fields['category']}'{near}"))
        return None
    return Example(
        fields["text"],
        fields["category"],
        fields.get("surface", ""),
        wanted,
        where,
        fields.get("language", "en" if pack.is_service else ""),
    )


def check_examples(pack: LexiconPack) -> list[Problem]:
    """Match every example of a pack and return what does not come out as written."""
    matchers: dict[str, Matcher] = {}
    failed: list[Problem] = []
    for example in read_examples(pack):
        if example.language not in matchers:
            part = service_block(pack, example.language) if pack.is_service else pack
            if part is None:
                message = f"the pack has no language '{example.language}'"
                failed.append(Problem(example.where, message))
                continue
            matchers[example.language] = Matcher(part)
        message = _outcome(example, matchers[example.language])
        failed += [Problem(example.where, message)] if message else []
    return failed


def _outcome(example: Example, matcher: Matcher) -> str:
    tokens = tokenize(example.text)
    found = matcher.find(tokens, np.zeros(len(tokens), np.int64))
    surfaces = [
        example.text[s:e]
        for entry, s, e in zip(found.entry, found.start, found.end, strict=True)
        if f"{matcher.categories[entry]}.".startswith(f"{example.category}.")
    ]
    shown = ", ".join(f"'{s}'" for s in surfaces) or "nothing"
    if example.wanted and example.surface not in surfaces:
        return f"{example.category}: expected '{example.surface}', found {shown} in: {example.text}"
    if not example.wanted and surfaces:
        return f"{example.category}: expected nothing, found {shown} in: {example.text}"
    return ""
