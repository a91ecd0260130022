"""Strict YAML with line numbers, for packs and experiments.

Words stay words: nothing becomes a boolean, a date or a number unless the reader asks for it.
Duplicate keys, aliases, tags and more than 50 levels are refused with the line where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from framing.errors import FramingError, Problem

__all__ = ["Node", "parse_yaml", "quoted", "read_yaml"]

Keys = tuple[str | int, ...]
"""Keys and positions that lead to a value."""

MAX_DEPTH = 50
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
_WHOLE = re.compile(r"[-+]?\d+")
_CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}

# libyaml when the wheel has it: ten times as fast, same events.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a YAML file and where it stands.

    Parameters
    ----------
    kind
        What the value is: words, a list, or a mapping.
    value
        The words as written, a tuple of nodes, or a dict from key to node.
    line
        Line of the file, from 1.
    plain
        True for words without quotation marks.
    """

    kind: Literal["words", "list", "mapping"]
    value: Any
    line: int
    plain: bool = True

    def __contains__(self, key: str) -> bool:
        return self.kind == "mapping" and key in self.value

    def __getitem__(self, key: str | int) -> Node:
        node: Node = self.value[key]
        return node

    def items(self) -> Iterator[tuple[str, Node]]:
        """Yield keys and nodes of a mapping."""
        yield from self.value.items()

    @property
    def is_empty(self) -> bool:
        """True where nothing is written after the key."""
        return self.kind == "words" and self.plain and self.value in ("", "~", "null")

    def describe(self) -> str:
        """Say what stands there, for a message."""
        if self.kind == "words":
            return "nothing" if self.is_empty else f"'{self.value:.60}'"
        return "a list" if self.kind == "list" else "a mapping"

    def to_python(self) -> Any:
        """Return plain Python values; unquoted numbers, true, false and null become such."""
        if self.kind == "list":
            return [node.to_python() for node in self.value]
        if self.kind == "mapping":
            return {key: node.to_python() for key, node in self.value.items()}
        return self._scalar()

    def _scalar(self) -> Any:
        words: str = self.value
        if not self.plain:
            return words
        if words in _CONSTANTS:
            return _CONSTANTS[words]
        if _WHOLE.fullmatch(words):
            return int(words)
        return float(words) if _NUMBER.fullmatch(words) else words

    def lines(
        self, path: tuple[str | int, ...] = ()
    ) -> Iterator[tuple[tuple[str | int, ...], int]]:
        """Yield the path of every value and its line."""
        yield path, self.line
        if self.kind == "list":
            for i, node in enumerate(self.value):
                yield from node.lines((*path, i))
        elif self.kind == "mapping":
            for key, node in self.value.items():
                yield from node.lines((*path, key))


def quoted(words: str) -> str:
    """Return words as they may be written in YAML: quoted unless they are plain."""
    if re.fullmatch(r"[A-Za-z./][\w./-]*( [\w./-]+)*", words) and words not in _CONSTANTS:
        return words
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def read_yaml(path: Path, error: type[FramingError] = FramingError) -> Node:
    """Read a YAML file; every mistake is told with its line, as one `error`."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as e:
        raise error(
            f"expected UTF-8, found byte 0x{e.object[e.start]:02x} at offset {e.start}; "
            "save the file as UTF-8",
            where=str(path),
        ) from None
    except OSError as e:
        raise error(f"can't be read: {e.strerror}", where=str(path)) from None
    return parse_yaml(text, name=str(path), error=error)


def parse_yaml(text: str, *, name: str, error: type[FramingError] = FramingError) -> Node:
    """Parse YAML text; `name` stands before the line in messages."""
    problems: list[Problem] = []
    try:
        _refuse_odd_events(text, name, error)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        where = f"{name}:{mark.line + 1}" if mark else name
        raise error(f"not valid YAML: {e.problem or e.context}", where=where) from None
    except yaml.YAMLError as e:
        raise error(f"not valid YAML: {str(e).splitlines()[0]}", where=name) from None
    if root is None:
        return Node("mapping", {}, 1)
    node = _convert(root, name, problems)
    if problems:
        raise error(problems)
    return node


def _refuse_odd_events(text: str, name: str, error: type[FramingError]) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        where = f"{name}:{event.start_mark.line + 1}" if event.start_mark else name
        if isinstance(event, yaml.AliasEvent):
            raise error("YAML aliases (*name) are not read; write the value out", where=where)
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            raise error(f"YAML tags ({tag}) are not read; leave it out", where=where)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise error(f"more than {MAX_DEPTH} levels; write it flatter", where=where)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _convert(raw: yaml.Node, name: str, problems: list[Problem]) -> Node:
    line = raw.start_mark.line + 1
    if isinstance(raw, yaml.ScalarNode):
        return Node("words", raw.value, line, not raw.style)
    if isinstance(raw, yaml.SequenceNode):
        return Node("list", tuple(_convert(item, name, problems) for item in raw.value), line)
    mapping: dict[str, Node] = {}
    for key, value in raw.value:
        where = f"{name}:{key.start_mark.line + 1}"
        if not isinstance(key, yaml.ScalarNode):
            problems.append(Problem(where, "expected a word as key, found a list or a mapping"))
        elif key.value in mapping:
            first = mapping[key.value].line
            problems.append(
                Problem(where, f"key '{key.value}' stands twice (first at line {first}); keep one")
            )
        else:
            mapping[key.value] = _convert(value, name, problems)
    return Node("mapping", mapping, line)
