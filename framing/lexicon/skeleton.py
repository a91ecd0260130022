"""The three files of a pack that begins: small, right, and made to be changed."""

from __future__ import annotations

from pathlib import Path

from framing.errors import LexiconError
from framing.lexicon.category_reader import NAME
from framing.lexicon.pack import LexiconPack
from framing.yaml_nodes import quoted

__all__ = ["write_skeleton"]

_HEAD = """\
# A lexicon pack of framing.
#   framing packs lint ./{name}      says what is doubtful
#   framing packs test ./{name}      runs examples.yaml
#   framing packs coverage ./{name} --corpus articles     says what each entry finds
# Editors complete this file with: framing schema pack > pack.schema.json
# yaml-language-server: $schema=./pack.schema.json

name: {name}
version: 0.1.0              # raise the first number when old counts would change their meaning,
                            # the second for new entries or categories, the third for mended ones
title: {title}
licence: {licence}          # what others may do with the pack
authors: [{author}]
description: Say in a sentence what the pack finds.
sources:
  - Compiled by the author from general knowledge.
changelog:
  - {{version: 0.1.0, changes: begun}}
"""
_NEW = """\
language: en

# Longer phrases of another meaning: consumed, and counted for nothing.
ignore:
  - striker partnership*

categories:
  strikers:
    choice: true            # a referent: the categories below are rival names for one thing
    description: The people on strike.
    categories:
      worker:
        valence: 1          # from -2 (damning) to 2 (praising)
        description: Names by their work.
        entries:
          - docker*         # * stands for any letters inside a word, ? for one
          - striking worker*
          - {term: striker*, not_near: [goal*, match*, football*], within: 8 words}
      troublemaker:
        valence: -2
        description: Names that make them a danger.
        entries:
          - troublemaker*
          - {term: militant*, near: [union*, strike*], within: 8 words}
"""
_NEW_EXAMPLES = """\
# Sentences that a category must find (with these words), and such in which it must find nothing.
match:
  - {text: "The dockers walked out at noon.", category: strikers.worker, surface: dockers}
  - {text: "Two striking workers spoke.", category: strikers.worker, surface: striking workers}
  - {text: "A striker held a banner.", category: strikers.worker, surface: striker}
  - {text: "The troublemakers left.", category: strikers.troublemaker, surface: troublemakers}
  - {text: "A troublemaker, he said.", category: strikers.troublemaker, surface: troublemaker}
  - {text: "Union militants met.", category: strikers.troublemaker, surface: militants}
no_match:
  - {text: "The striker scored a goal.", category: strikers.worker}
  - {text: "The dock was empty.", category: strikers.worker}
  - {text: "Militants crossed the border.", category: strikers.troublemaker}
  - {text: "There was no trouble.", category: strikers.troublemaker}
"""
_EXTENSION = """\
extends: {{pack: {parent}, version: {version}}}     # this version and no other

# remove:                   # entries as the parent writes them, or all: the whole category
#   {path}: [an entry]
# override:                 # new facts of a category; entries in place of those of the same term
#   {path}: {{description: said better}}
add:                        # entries for a category, a new category, or more to ignore
  {path}:
    - write your entries here
"""
_EXTENSION_EXAMPLES = """\
# Sentences that a category must find (with these words), and such in which it must find nothing.
match:
  - {{text: "Please write your entries here.", category: {path}, surface: write your entries here}}
  - {{text: "Write your entries here!", category: {path}, surface: Write your entries here}}
  - {{text: "Did you write your entries here?", category: {path}, surface: write your entries here}}
no_match:
  - {{text: "Nothing is written.", category: {path}}}
  - {{text: "Your entries are here.", category: {path}}}
"""
_CARD = """\
# {title}

`{name}` finds … (what it names, in which texts).

## What it measures, and what it does not

- It counts listed words. Say what is outside.
- Say for which texts it is made, and on which it was tried.

## Categories

| category | what its entries have in common |
| --- | --- |
{rows}

## How the entries were compiled

Say from what, by whom, and which literature inspired them.
"""


def write_skeleton(
    folder: Path, name: str, *, author: str = "Your name", parent: LexiconPack | None = None
) -> Path:
    """Write `<name>/` with pack.yaml, examples.yaml and README.md, and return the folder.

    Parameters
    ----------
    folder
        Where the pack's folder is made.
    parent
        A pack to extend; without it the pack begins with two categories to be replaced.

    Raises
    ------
    LexiconError
        If the name is no name, the folder is there already, or the parent serves the rules of
        voice.
    """
    if not NAME.fullmatch(name):
        raise LexiconError(f"expected a-z, 0-9 and _ as name, found '{name:.60}'", where="NAME")
    target = folder / name
    if target.exists():
        raise LexiconError("is there already; choose another name", where=str(target))
    if parent is not None and parent.is_service:
        message = f"'{parent.name}' serves the rules of voice and can't be extended; copy it"
        raise LexiconError(message, where="--extends")
    title = name.replace("_", " ").capitalize()
    licence = parent.licence if parent else "CC-BY-4.0"
    head = _HEAD.format(
        name=name,
        title=quoted(title),
        licence=quoted(licence or "CC-BY-4.0"),
        author=quoted(author),
    )
    body, examples, paths = _NEW, _NEW_EXAMPLES, ["strikers", "strikers.worker"]
    paths.append("strikers.troublemaker")
    if parent is not None:
        path = next(c.path for c in parent.walk() if not c.choice)
        facts = {"parent": parent.name, "version": parent.version, "path": path}
        body, examples = _EXTENSION.format(**facts), _EXTENSION_EXAMPLES.format(**facts)
        paths = [path]
    rows = "\n".join(f"| `{path}` | … |" for path in paths)
    target.mkdir(parents=True)
    for file, text in (
        ("pack.yaml", head + body),
        ("examples.yaml", examples),
        ("README.md", _CARD.format(name=name, title=title, rows=rows)),
    ):
        (target / file).write_text(text, encoding="utf-8")
    return target
