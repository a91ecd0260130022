"""Categories and entries of a pack, out of YAML nodes."""

from __future__ import annotations

import re

from framing.lexicon.node_reader import NodeReader
from framing.lexicon.pack import Category, Entry, Within
from framing.lexicon.pattern import PatternError, check_term
from framing.yaml_nodes import Node

__all__ = ["NAME", "CategoryReader"]

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
NAME = re.compile(r"[a-z0-9][a-z0-9_]{0,63}")
"""Names of packs and categories."""
_WITHIN = re.compile(r"([0-9]+)(?: words?)?")


class CategoryReader(NodeReader):
    """Reads categories and entries."""

    def categories(self, node: Node, parent: str) -> tuple[Category, ...]:
        """Return the categories under the key `categories` of a node."""
        if node.kind != "mapping" or "categories" not in node:
            self.wrong(node, f"expected a key 'categories', found {node.describe()}")
            return ()
        body = node["categories"]
        if body.kind != "mapping" or not body.value:
            self.wrong(body, f"categories: expected a mapping of names, found {body.describe()}")
            return ()
        return tuple(self.category(name, child, parent) for name, child in body.items())

    def category(self, name: str, node: Node, parent: str) -> Category:
        """Return one category with all below it."""
        path = f"{parent}.{name}" if parent else name
        if not NAME.fullmatch(name):
            self.wrong(
                node, f"category '{name:.60}': expected a-z, 0-9 and _ in a name, at most 64"
            )
        if node.kind == "list":
            entries = self.entry_list(node)
            return Category(name, path, entries=entries, line=node.line, file=self.name)
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
            file=self.name,
        )

    def valence(self, node: Node, path: str) -> float | None:
        """Return a valence from -2 to 2; none where it is not written."""
        if "valence" not in node:
            return None
        value = node["valence"].to_python()
        if isinstance(value, (int, float)) and not isinstance(value, bool) and -2 <= value <= 2:
            return float(value)
        found = node["valence"].describe()
        self.wrong(node["valence"], f"{path}: expected a valence from -2 to 2, found {found}")
        return None

    def entries(self, node: Node, key: str) -> tuple[Entry, ...]:
        """Return the entries under a key."""
        if key not in node:
            return ()
        body = node[key]
        if body.kind != "list":
            self.wrong(body, f"{key}: expected a list, found {body.describe()}")
            return ()
        return self.entry_list(body)

    def entry_list(self, body: Node) -> tuple[Entry, ...]:
        """Return the entries of a list."""
        entries = (self.entry(item) for item in body.value)
        return tuple(entry for entry in entries if entry is not None)

    def entry(self, node: Node) -> Entry | None:
        """Return one entry; none where it is wrong."""
        if node.kind == "words":
            if not self.term(node, node.value):
                return None
            return Entry(node.value, line=node.line, file=self.name)
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
            file=self.name,
        )

    def term(self, node: Node, term: str) -> bool:
        """Tell whether a term can be matched, and note why not."""
        try:
            check_term(term)
        except PatternError as e:
            self.wrong(node, str(e))
            return False
        return True

    def terms(self, node: Node, key: str) -> tuple[str, ...]:
        """Return the terms under a key."""
        found = self.word_list(node, key)
        return tuple(term for term in found if self.term(node[key], term))

    def weight(self, node: Node) -> float:
        """Return the weight of an entry; 1 where it is not written."""
        if "weight" not in node:
            return 1.0
        value = node["weight"].to_python()
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return float(value)
        self.wrong(node["weight"], f"weight: expected a number, found {node['weight'].describe()}")
        return 1.0

    def within(self, node: Node) -> Within:
        """Return how far `near` reaches; the sentence where nothing is written."""
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
