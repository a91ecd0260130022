"""What a pack changes in the pack that it extends, out of YAML nodes."""

from __future__ import annotations

from framing.lexicon.category_reader import CATEGORY_KEYS, CategoryReader
from framing.lexicon.extension import IGNORE, Addition, Extension, Override, Removal
from framing.yaml_nodes import Node

__all__ = ["EXTENSION_KEYS", "ExtensionReader"]

EXTENSION_KEYS = ("extends", "add", "remove", "override")
_FACTS = ("description", "choice", "valence", "toward")


class ExtensionReader(CategoryReader):
    """Reads the keys `extends`, `add`, `remove` and `override`."""

    def read_extension(self, root: Node) -> Extension | None:
        """Return the parent's name and pinned version, and the changes; none where it is wrong."""
        if "extends" not in root:
            key = next(key for key in EXTENSION_KEYS if key in root)
            self.wrong(root[key], f"{key}: expected a key 'extends' beside it, found none")
            return None
        for key in ("categories", "ignore"):
            if key in root:
                message = f"a pack that extends another has no '{key}'; put them under 'add'"
                self.wrong(root[key], message)
        body = root["extends"]
        if body.kind != "mapping" or "pack" not in body or "version" not in body:
            found = body.describe()
            message = f"extends: expected {{pack: name or path, version: 1.0.0}}, found {found}"
            self.wrong(body, message)
            return None
        self.known_keys(body, ("pack", "version"), "extends")
        return Extension(
            pack=self.words(body["pack"], "extends.pack"),
            version=self.words(body["version"], "extends.version"),
            file=self.name,
            line=body.line,
            given=frozenset(root.value),
            remove=tuple(self.removal(p, n) for p, n in self.changes(root, "remove")),
            override=tuple(self.override(p, n) for p, n in self.changes(root, "override")),
            add=tuple(self.addition(p, n) for p, n in self.changes(root, "add")),
        )

    def changes(self, root: Node, key: str) -> list[tuple[str, Node]]:
        """Return the paths under a key, and what is written at each."""
        if key not in root:
            return []
        body = root[key]
        if body.kind != "mapping":
            found = body.describe()
            self.wrong(body, f"{key}: expected a mapping from category paths, found {found}")
            return []
        return list(body.items())

    def addition(self, path: str, node: Node) -> Addition:
        """Return entries for a category that exists, or a new category."""
        if node.kind == "list":
            return Addition(path, node.line, entries=self.entry_list(node))
        if path == IGNORE:
            self.wrong(node, f"add.ignore: expected a list of entries, found {node.describe()}")
            return Addition(path, node.line)
        parent, _, name = path.rpartition(".")
        return Addition(path, node.line, category=self.category(name, node, parent))

    def removal(self, path: str, node: Node) -> Removal:
        """Return the entries to take out, as written, or a whole category."""
        if node.kind == "words" and node.value == "all":
            return Removal(path, node.line, whole=True)
        if node.kind != "list":
            found = node.describe()
            self.wrong(node, f"remove.{path:.60}: expected a list of entries or all, found {found}")
            return Removal(path, node.line)
        return Removal(path, node.line, entries=self.entry_list(node))

    def override(self, path: str, node: Node) -> Override:
        """Return facts and entries that replace the parent's."""
        if node.kind != "mapping" or path == IGNORE:
            expected = "a category's description, choice, valence, toward or entries"
            self.wrong(node, f"override.{path:.60}: expected {expected}, found {node.describe()}")
            return Override(path, node.line)
        keys = tuple(key for key in CATEGORY_KEYS if key != "categories")
        self.known_keys(node, keys, f"override.{path}")
        facts = {
            "description": self.words(node["description"], path) if "description" in node else "",
            "choice": self.truth(node, "choice"),
            "valence": self.valence(node, path),
            "toward": self.words(node["toward"], path) if "toward" in node else "",
        }
        given = {key: facts[key] for key in _FACTS if key in node}
        return Override(path, node.line, facts=given, entries=self.entries(node, "entries"))
