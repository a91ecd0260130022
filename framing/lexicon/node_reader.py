"""Words, lists and truth values out of YAML nodes, collecting what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence

from framing.errors import Problem, did_you_mean
from framing.yaml_nodes import Node

__all__ = ["NodeReader"]


class NodeReader:
    """Reads nodes of one file and collects what is wrong with them.

    Parameters
    ----------
    name
        The file, as messages name it.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []

    def wrong(self, node: Node, message: str) -> None:
        """Note a mistake at a node."""
        self.problems.append(Problem(f"{self.name}:{node.line}", message))

    def truth(self, node: Node, key: str) -> bool:
        """Return whether a key says true; false where it is not written."""
        if key not in node:
            return False
        value = node[key].to_python()
        if not isinstance(value, bool):
            self.wrong(node[key], f"{key}: expected true or false, found {node[key].describe()}")
        return value is True

    def words(self, node: Node, key: str) -> str:
        """Return the words of a node."""
        if node.kind != "words" or node.is_empty:
            self.wrong(node, f"{key}: expected words, found {node.describe()}")
            return ""
        return str(node.value).strip()

    def word_list(self, node: Node, key: str) -> tuple[str, ...]:
        """Return the words of a list, or one word as a list of one."""
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
        """Return which of some values a key has; the first where it is not written."""
        if key not in node:
            return values[0]
        text = self.words(node[key], key)
        if text not in values:
            near = did_you_mean(text[:60], values)
            self.wrong(
                node[key], f"{key}: expected {' or '.join(values)}, found '{text:.60}'{near}"
            )
        return text

    def known_keys(self, node: Node, known: Sequence[str], path: str = "") -> None:
        """Note every key that is not known."""
        prefix = f"{path}: " if path else ""
        for key, value in node.items():
            if key not in known:
                near = did_you_mean(key[:60], known) or f"; known are {', '.join(known)}"
                self.wrong(value, f"{prefix}unknown key '{key:.60}'{near}")
