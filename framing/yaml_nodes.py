"""Strict YAML with line numbers, for packs and experiments.

Words stay words: nothing becomes a boolean, a date or a number unless the reader asks for it.
Duplicate keys, aliases, tags, more than 50 levels and more than 400,000 values are refused with the
line where they stand; so are files of more than 4 MB.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, Literal

import yaml

from framing.errors import FramingError, Problem

__all__ = ["Node", "parse_yaml", "quoted", "read_text", "read_yaml"]

Keys = tuple[str | int, ...]
"""Keys and positions that lead to a value."""

MAX_DEPTH = 50
MAX_VALUES = 400_000
MAX_BYTES = 4_000_000
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
    doubles
        Further values of keys that stand more than once, where such are read.
    """

    kind: Literal["words", "list", "mapping"]
    value: Any
    line: int
    plain: bool = True
    doubles: tuple[tuple[str, Node], ...] = ()

    def __contains__(self, key: str) -> bool:
        return self.kind == "mapping" and key in self.value

    def __getitem__(self, key: str | int) -> Node:
        node: Node = self.value[key]
        return node

    def items(self) -> Iterator[tuple[str, Node]]:
        """Yield keys and nodes of a mapping."""
        yield from self.value.items()

    def pairs(self) -> Iterator[tuple[str, Node]]:
        """Yield keys and nodes of a mapping, a key as often as it stands."""
        yield from self.value.items()
        yield from self.doubles

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
    return parse_yaml(read_text(path, error), name=str(path), error=error)


def read_text(path: Path, error: type[FramingError] = FramingError) -> str:
    """Read an ordinary file of bounded size as UTF-8, line ends made alike."""
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):
            kind = "a folder" if S_ISDIR(status.st_mode) else "a device or pipe"
            raise error(f"expected a file, found {kind}", where=str(path))
        if status.st_size > MAX_BYTES:
            raise error(
                f"expected {MAX_BYTES // 1_000_000} MB at most, found "
                f"{status.st_size / 1_000_000:.1f} MB; split the file",
                where=str(path),
            )
        return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as e:
        raise error(
            f"expected UTF-8, found byte 0x{e.object[e.start]:02x} at offset {e.start}; "
            "save the file as UTF-8",
            where=str(path),
        ) from None
    except OSError as e:
        raise error(f"can't be read: {e.strerror}", where=str(path)) from None


def parse_yaml(
    text: str,
    *,
    name: str,
    error: type[FramingError] = FramingError,
    join_doubles: bool = False,
) -> Node:
    """Parse YAML text; `name` stands before the line in messages.

    Keys that stand twice are refused, or kept beside the first with `join_doubles`.
    """
    builder = _Builder(name, error, join_doubles=join_doubles)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        where = f"{name}:{mark.line + 1}" if mark else name
        line = mark.line if mark else 0
        raise error(_yaml_sentence(str(e.problem or e.context), text, line), where=where) from None
    except yaml.YAMLError as e:
        raise error(f"not valid YAML: {str(e).splitlines()[0]}", where=name) from None
    if builder.problems:
        raise error(builder.problems)
    return builder.root or Node("mapping", {}, 1)


def _yaml_sentence(problem: str, text: str, line: int) -> str:
    """Say what is wrong with a line that is no YAML, and what to do, as far as can be told."""
    lines = text.splitlines()
    written = lines[line] if line < len(lines) else ""
    if re.match(r" *\t", written):
        return "not valid YAML: the line begins with a tab; indent with spaces"
    if "nesting depth" in problem:
        return f"more than {MAX_DEPTH} levels; write it flatter"
    if "mapping values are not allowed" in problem:
        return (
            f"not valid YAML: found a second colon, or another indentation than the lines above, "
            f"at '{written.strip():.50}'; put words with a colon in quotation marks, and begin the "
            "keys of one mapping in one column"
        )
    if problem.startswith("did not find expected"):
        expected = problem.removeprefix("did not find expected ")
        return (
            f"not valid YAML: expected {expected} by here; close every bracket and quotation mark, "
            "put words with , : # [ ] { } in quotation marks, and indent with equal spaces"
        )
    return f"not valid YAML: {problem}; words with special signs belong in quotation marks"


class _Open:
    """A list or mapping that is being read."""

    def __init__(self, kind: Literal["list", "mapping"], line: int) -> None:
        self.kind = kind
        self.line = line
        self.items: list[Node] = []
        self.mapping: dict[str, Node] = {}
        self.doubles: list[tuple[str, Node]] = []
        self.key: Node | None = None

    def finish(self) -> Node:
        value = tuple(self.items) if self.kind == "list" else self.mapping
        return Node(self.kind, value, self.line, doubles=tuple(self.doubles))


class _Builder:
    """Builds nodes from events in one pass, refusing what we don't read."""

    def __init__(self, name: str, error: type[FramingError], *, join_doubles: bool) -> None:
        self.name = name
        self.error = error
        self.join_doubles = join_doubles
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.open: list[_Open] = []
        self.n_values = 0

    def take(self, event: Any) -> None:
        """Take the next event of the parser."""
        if isinstance(event, yaml.ScalarEvent):
            self.refuse(event)
            self.add(Node("words", event.value, self.line(event), not event.style))
        elif isinstance(event, yaml.CollectionStartEvent):
            self.refuse(event)
            kind: Literal["list", "mapping"] = (
                "list" if isinstance(event, yaml.SequenceStartEvent) else "mapping"
            )
            self.open.append(_Open(kind, self.line(event)))
            if len(self.open) > MAX_DEPTH:
                raise self.at(event, f"more than {MAX_DEPTH} levels; write it flatter")
        elif isinstance(event, yaml.CollectionEndEvent):
            self.add(self.open.pop().finish())
        elif isinstance(event, yaml.AliasEvent):
            raise self.at(event, "YAML aliases (*name) are not read; write the value out")
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise self.at(event, "a second document begins (---); keep one in a file")

    def add(self, node: Node) -> None:
        """Put a finished node where it belongs."""
        self.n_values += 1
        if self.n_values > MAX_VALUES:
            message = f"more than {MAX_VALUES:,} values; split the file"
            raise self.error(message, where=f"{self.name}:{node.line}")
        if not self.open:
            self.root = None if node.is_empty else node
            return
        parent = self.open[-1]
        if parent.kind == "list":
            parent.items.append(node)
        elif parent.key is None:
            parent.key = node
        else:
            self.pair(parent, parent.key, node)
            parent.key = None

    def pair(self, parent: _Open, key: Node, node: Node) -> None:
        """Add a key and its value to a mapping."""
        where = f"{self.name}:{key.line}"
        if key.kind != "words":
            message = "expected a word as key, found a list or a mapping"
            self.problems.append(Problem(where, message))
        elif key.value in parent.mapping and self.join_doubles:
            parent.doubles.append((key.value, node))
        elif key.value in parent.mapping:
            first = parent.mapping[key.value].line
            message = f"key '{key.value}' stands twice (first at line {first}); keep one"
            self.problems.append(Problem(where, message))
        else:
            parent.mapping[key.value] = node

    def refuse(self, event: Any) -> None:
        if event.tag not in (None, "!"):
            raise self.at(event, f"YAML tags ({event.tag}) are not read; leave it out")

    def at(self, event: Any, message: str) -> FramingError:
        return self.error(message, where=f"{self.name}:{self.line(event)}")

    @staticmethod
    def line(event: Any) -> int:
        return int(event.start_mark.line) + 1
