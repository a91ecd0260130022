"""From the nodes of `pack.yaml` to a `LexiconPack`, telling all mistakes at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from framing.errors import LexiconError
from framing.lexicon.category_reader import NAME, CategoryReader
from framing.lexicon.extension import Extension, extend
from framing.lexicon.extension_reader import EXTENSION_KEYS, ExtensionReader
from framing.lexicon.pack import LexiconPack
from framing.yaml_nodes import Node, parse_yaml, read_text

__all__ = ["read_pack", "read_pack_text"]

PACK_KEYS = (
    "name",
    "version",
    "language",
    "title",
    "licence",
    "authors",
    "sources",
    "description",
    "changelog",
    "accents",
    "overlap",
    "lint",
    "ignore",
    "categories",
    *EXTENSION_KEYS,
)
_NUMBER = r"(0|[1-9][0-9]*)"
_LABELS = r"[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*"
_VERSION = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}(-{_LABELS})?(\+{_LABELS})?")

FindParent = Callable[[Extension], LexiconPack]


def read_pack(path: Path, *, find_parent: FindParent) -> LexiconPack:
    """Read `pack.yaml`, or a folder that holds it.

    Parameters
    ----------
    find_parent
        Loads the pack that this one extends.

    Raises
    ------
    LexiconError
        With every mistake of the file, each with its line.
    """
    file = path / "pack.yaml" if path.is_dir() else path
    text = read_text(file, LexiconError)
    reader, pack = _read(text, file)
    if reader.extension is None:
        return pack
    return extend(find_parent(reader.extension), pack, reader.extension)


def read_pack_text(text: str, file: Path) -> LexiconPack:
    """Read the text of a pack that extends no other.

    Raises
    ------
    LexiconError
        With every mistake, each with its line.
    """
    return _read(text, file)[1]


def _read(text: str, file: Path) -> tuple[_PackReader, LexiconPack]:
    root = parse_yaml(text, name=str(file), error=LexiconError)
    reader = _PackReader(str(file))
    fields = reader.pack(root)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return reader, LexiconPack(**{**fields, "path": str(file), "digest": digest})


class _PackReader(ExtensionReader, CategoryReader):
    """Reads a whole pack."""

    extension: Extension | None = None

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
        elif not NAME.fullmatch(fields["name"]):
            found = f"'{fields['name']:.60}'"
            self.wrong(root["name"], f"name: expected a-z, 0-9 and _, found {found}")
        fields["version"] = self.version(root, "version")
        fields["authors"] = self.word_list(root, "authors")
        fields["sources"] = self.word_list(root, "sources")
        fields["changelog"] = self.changelog(root)
        for key, values in (("accents", ("fold", "keep")), ("overlap", ("pack", "category"))):
            if key in root:
                fields[key] = self.one_of(root, key, values)
        fields["ignore"] = self.entries(root, "ignore")
        fields.update(self.lint_settings(root))
        self.read_body(root, fields)
        if self.problems:
            raise LexiconError(sorted(self.problems, key=lambda p: int(p.where.rpartition(":")[2])))
        return fields

    def read_body(self, root: Node, fields: dict[str, Any]) -> None:
        blocks = root.value.get("language")
        extends = [key for key in EXTENSION_KEYS if key in root]
        if blocks is not None and blocks.kind == "mapping":
            for key in extends:
                self.wrong(root[key], f"{key}: a pack with blocks of languages extends no other")
            fields["languages"] = {
                code: self.categories(block, "") for code, block in blocks.items()
            }
            return
        if blocks is not None:
            fields["language"] = self.words(blocks, "language")
        if extends:
            self.extension = self.read_extension(root)
            return
        if "categories" not in root:
            self.wrong(root, "expected a key 'categories', found none; a pack needs one at least")
            return
        fields["categories"] = self.categories(root, "")

    def version(self, node: Node, key: str) -> str:
        if key not in node:
            self.wrong(node, f"expected a key '{key}' such as 1.0.0, found none")
            return "0"
        text = self.words(node[key], key)
        if not _VERSION.fullmatch(text):
            message = f"{key}: expected three numbers (1.0.0), found '{text:.60}'"
            self.wrong(node[key], message)
        return text

    def changelog(self, root: Node) -> tuple[tuple[str, str], ...]:
        """Return (version, what changed), as written; plain words belong to no version."""
        if "changelog" not in root:
            return ()
        body = root["changelog"]
        if body.kind == "words":
            return (("", self.words(body, "changelog")),)
        if body.kind != "list":
            found = body.describe()
            self.wrong(body, f"changelog: expected a list of {{version, changes}}, found {found}")
            return ()
        return tuple(self.change(item) for item in body.value)

    def change(self, item: Node) -> tuple[str, str]:
        if item.kind != "mapping" or "changes" not in item:
            found = item.describe()
            self.wrong(item, f"changelog: expected the keys version and changes, found {found}")
            return ("", "")
        self.known_keys(item, ("version", "changes", "date"), "changelog")
        version = self.version(item, "version")
        return version, "; ".join(self.word_list(item, "changes"))

    def lint_settings(self, root: Node) -> dict[str, Any]:
        """Return what the key `lint` says: more phrases, and findings that are accepted."""
        if "lint" not in root:
            return {}
        body = root["lint"]
        if body.kind != "mapping":
            self.wrong(body, f"lint: expected the keys phrases and accept, found {body.describe()}")
            return {}
        self.known_keys(body, ("phrases", "accept"), "lint")
        accept: dict[str, tuple[str, ...]] = {}
        if "accept" in body:
            if body["accept"].kind != "mapping":
                message = "lint.accept: expected a mapping from rule to entries or categories"
                self.wrong(body["accept"], message)
            else:
                accept = {r: self.word_list(body["accept"], r) for r, _ in body["accept"].items()}
        return {"phrases": self.word_list(body, "phrases"), "accept": accept}
