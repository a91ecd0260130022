"""From the nodes of `pack.yaml` to a `LexiconPack`, telling all mistakes at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from framing.errors import LexiconError, Problem, did_you_mean
from framing.lexicon.pack import Category, Entry, LexiconPack, Within
from framing.lexicon.pattern import PatternError, check_term
from framing.yaml_nodes import Node, read_yaml

__all__ = ["read_pack"]

PACK_KEYS = (
    "name",
    "version",
    "language",
    "title",
    "licence",
    "authors",
    "sources",
    "description",
    "accents",
    "overlap",
    "ignore",
    "categories",
)
CATEGORY_KEYS = ("description", "choice", "valence", "toward", "entries", "categories", "note")
ENTRY_KEYS = (
    "term",
    "stem",
    "weight",
    "case",
    "unless",
    "near",
    "not_near",
    "within",
    "note",
)
_NAME = re.compile(r"[a-z0-9][a-z0-9_]*")
_VERSION = re.compile(r"\d+\.\d+\.\d+([-+][\w.+-]+)?")
_WITHIN = re.compile(r"(\d+)(?: words?)?")


def read_pack(path: Path) -> LexiconPack:
    """Read `pack.yaml`, or a folder that holds it.

    Raises
    ------
    LexiconError
        With every mistake of the file, each with its line.
    """
    file = path / "pack.yaml" if path.is_dir() else path
    root = read_yaml(file, LexiconError)
    pack = _Reader(str(file)).pack(root)
    content = file.read_text(encoding="utf-8").replace("\r\n", "\n")
    digest = hashlib.sha256(content.encode()).hexdigest()
    return LexiconPack(**{**pack, "path": str(file), "digest": digest})


class _Reader:
    """Reads nodes and collects what is wrong with them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []

    def wrong(self, node: Node, message: str) -> None:
        self.problems.append(Problem(f"{self.name}:{node.line}", message))

    def pack(self, root: Node) -> dict[str, Any]:
        if root.kind != "mapping":
            self.wrong(root, f"expected a pack with name and categories, found {root.describe()}")
            raise LexiconError(self.problems)
        self.known_keys(root, PACK_KEYS)
        fields: dict[str, Any] = {
            key: self.words(root[key], key)
            for key in ("name", "title", "licence", "description")
            if key in root
        }
        if "name" not in root:
            self.wrong(root, "expected a key 'name', found none; give the pack its folder's name")
        elif not _NAME.fullmatch(fields["name"]):
            self.wrong(root["name"], f"name: expected a-z, 0-9 and _, found '{fields['name']}'")
        fields["version"] = self.version(root)
        fields["authors"] = self.word_list(root, "authors")
        fields["sources"] = self.word_list(root, "sources")
        fields["accents"] = self.one_of(root, "accents", ("fold", "keep"))
        fields["overlap"] = self.one_of(root, "overlap", ("pack", "category"))
        fields["ignore"] = self.entries(root, "ignore")
        self.read_body(root, fields)
        if self.problems:
            raise LexiconError(sorted(self.problems, key=lambda p: int(p.where.rpartition(":")[2])))
        return fields

    def read_body(self, root: Node, fields: dict[str, Any]) -> None:
        blocks = root.value.get("language")
        if blocks is not None and blocks.kind == "mapping":
            fields["languages"] = {
                code: self.categories(block, "") for code, block in blocks.items()
            }
            return
        if blocks is not None:
            fields["language"] = self.words(blocks, "language")
        if "categories" not in root:
            self.wrong(root, "expected a key 'categories', found none; a pack needs one at least")
            return
        fields["categories"] = self.categories(root, "")

    def version(self, root: Node) -> str:
        if "version" not in root:
            self.wrong(root, "expected a key 'version' such as 1.0.0, found none")
            return "0"
        text = self.words(root["version"], "version")
        if not _VERSION.fullmatch(text):
            self.wrong(root["version"], f"version: expected three numbers (1.0.0), found '{text}'")
        return text

    def categories(self, node: Node, parent: str) -> tuple[Category, ...]:
        if node.kind != "mapping" or "categories" not in node:
            self.wrong(node, f"expected a key 'categories', found {node.describe()}")
            return ()
        body = node["categories"]
        if body.kind != "mapping" or not body.value:
            self.wrong(body, f"categories: expected a mapping of names, found {body.describe()}")
            return ()
        return tuple(self.category(name, child, parent) for name, child in body.items())

    def category(self, name: str, node: Node, parent: str) -> Category:
        path = f"{parent}.{name}" if parent else name
        if not _NAME.fullmatch(name):
            self.wrong(node, f"category '{name}': expected a-z, 0-9 and _ in a name")
        if node.kind == "list":
            return Category(name, path, entries=self.entry_list(node), line=node.line)
        if node.kind != "mapping":
            self.wrong(node, f"{path}: expected entries or categories, found {node.describe()}")
            return Category(name, path)
        self.known_keys(node, CATEGORY_KEYS, path)
        choice = self.truth(node, "choice")
        if choice and "entries" in node:
            message = f"{path}: a referent (choice: true) holds no entries; put them under a name"
            self.wrong(node["entries"], message)
        if "entries" not in node and "categories" not in node:
            self.wrong(node, f"{path}: expected 'entries' or 'categories', found neither")
        return Category(
            name,
            path,
            description=self.words(node["description"], path) if "description" in node else "",
            choice=choice,
            valence=self.valence(node, path),
            toward=self.words(node["toward"], path) if "toward" in node else "",
            entries=self.entries(node, "entries"),
            categories=self.categories(node, path) if "categories" in node else (),
            line=node.line,
        )

    def valence(self, node: Node, path: str) -> float | None:
        if "valence" not in node:
            return None
        value = node["valence"].to_python()
        if isinstance(value, (int, float)) and not isinstance(value, bool) and -2 <= value <= 2:
            return float(value)
        found = node["valence"].describe()
        self.wrong(node["valence"], f"{path}: expected a valence from -2 to 2, found {found}")
        return None

    def entries(self, node: Node, key: str) -> tuple[Entry, ...]:
        if key not in node:
            return ()
        body = node[key]
        if body.kind != "list":
            self.wrong(body, f"{key}: expected a list, found {body.describe()}")
            return ()
        return self.entry_list(body)

    def entry_list(self, body: Node) -> tuple[Entry, ...]:
        entries = (self.entry(item) for item in body.value)
        return tuple(entry for entry in entries if entry is not None)

    def entry(self, node: Node) -> Entry | None:
        if node.kind == "words":
            return Entry(node.value, line=node.line) if self.term(node, node.value) else None
        if node.kind != "mapping":
            self.wrong(node, "expected an entry (words, or a mapping with 'term'), found a list")
            return None
        self.known_keys(node, ENTRY_KEYS, "entry")
        given = [key for key in ("term", "stem") if key in node]
        if len(given) != 1:
            self.wrong(
                node, f"expected one of 'term' and 'stem', found {' and '.join(given) or 'neither'}"
            )
            return None
        term = self.words(node[given[0]], given[0])
        if not self.term(node[given[0]], term):
            return None
        return Entry(
            term,
            stem=given[0] == "stem",
            weight=self.weight(node),
            case=self.truth(node, "case"),
            unless=self.terms(node, "unless"),
            near=self.terms(node, "near"),
            not_near=self.terms(node, "not_near"),
            within=self.within(node),
            note=self.words(node["note"], "note") if "note" in node else "",
            line=node.line,
        )

    def term(self, node: Node, term: str) -> bool:
        try:
            check_term(term)
        except PatternError as e:
            self.wrong(node, str(e))
            return False
        return True

    def terms(self, node: Node, key: str) -> tuple[str, ...]:
        found = self.word_list(node, key)
        return tuple(term for term in found if self.term(node[key], term))

    def weight(self, node: Node) -> float:
        if "weight" not in node:
            return 1.0
        value = node["weight"].to_python()
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return float(value)
        self.wrong(node["weight"], f"weight: expected a number, found {node['weight'].describe()}")
        return 1.0

    def within(self, node: Node) -> Within:
        if "within" not in node:
            return "sentence"
        text = self.words(node["within"], "within")
        number = _WITHIN.fullmatch(text)
        if number and 0 < int(number[1]) <= 1000:
            return int(number[1])
        if text != "sentence":
            message = f"within: expected '8 words' or 'sentence', found '{text}'"
            self.wrong(node["within"], message)
        return "sentence"

    def truth(self, node: Node, key: str) -> bool:
        if key not in node:
            return False
        value = node[key].to_python()
        if not isinstance(value, bool):
            self.wrong(node[key], f"{key}: expected true or false, found {node[key].describe()}")
        return value is True

    def words(self, node: Node, key: str) -> str:
        if node.kind != "words" or node.is_empty:
            self.wrong(node, f"{key}: expected words, found {node.describe()}")
            return ""
        return str(node.value).strip()

    def word_list(self, node: Node, key: str) -> tuple[str, ...]:
        if key not in node:
            return ()
        body = node[key]
        if body.kind == "words":
            return (self.words(body, key),)
        if body.kind != "list":
            self.wrong(body, f"{key}: expected a list, found {body.describe()}")
            return ()
        return tuple(self.words(item, key) for item in body.value)

    def one_of(self, node: Node, key: str, values: Sequence[str]) -> str:
        if key not in node:
            return values[0]
        text = self.words(node[key], key)
        if text not in values:
            near = did_you_mean(text, values)
            self.wrong(node[key], f"{key}: expected {' or '.join(values)}, found '{text}'{near}")
        return text

    def known_keys(self, node: Node, known: Sequence[str], path: str = "") -> None:
        prefix = f"{path}: " if path else ""
        for key, value in node.items():
            if key not in known:
                near = did_you_mean(key, known) or f"; known are {', '.join(known)}"
                self.wrong(value, f"{prefix}unknown key '{key}'{near}")
