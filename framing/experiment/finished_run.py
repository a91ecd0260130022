"""A finished run as its folder tells it: manifest, numbers, articles, categories."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from framing.errors import ConfigError

__all__ = ["TEXT_HASH", "FinishedRun", "read_finished_run"]

TEXT_HASH = "text@sha256"
"""The column of `features.parquet` that holds the SHA-256 of each text in UTF-8."""


@dataclass(frozen=True)
class FinishedRun:
    """What a run left behind.

    Parameters
    ----------
    folder
        Its output folder.
    manifest
        `manifest.json`.
    numbers
        `results.json`: every printed number by its key.
    """

    folder: Path
    manifest: Mapping[str, Any]
    numbers: Mapping[str, Mapping[str, Any]]

    @property
    def config(self) -> Mapping[str, Any]:
        """The experiment as resolved."""
        config = self.manifest.get("config")
        return config if isinstance(config, Mapping) else {}

    @property
    def by(self) -> str:
        """The metadata column whose values are compared."""
        return str((self.config.get("stats") or {}).get("by", "outlet"))

    def hashes(self, part: str) -> Any:
        """Return the hash of `corpus`, or those of `packs`."""
        return (self.manifest.get("hashes") or {}).get(part)

    @cached_property
    def _columns(self) -> list[str]:
        import pyarrow as pa
        import pyarrow.parquet as pq

        file = self.folder / "features.parquet"
        try:
            return list(pq.read_schema(file).names) if file.is_file() else []
        except (OSError, pa.ArrowException):
            sentence = "expected a file that `framing run` wrote, found one that can't be read"
            raise ConfigError(f"{sentence}; run it again", where=str(file)) from None

    @cached_property
    def articles(self) -> Mapping[str, Mapping[str, Any]] | None:
        """Metadata, words and text hash by id; none where `features.parquet` is missing."""
        import pyarrow.parquet as pq

        if not self._columns:
            return None
        wanted = [c for c in self._columns if "@" not in c or c.startswith(("words@", TEXT_HASH))]
        table = pq.read_table(self.folder / "features.parquet", columns=wanted)
        return {str(row["id"]): row for row in table.to_pylist()}

    @cached_property
    def groups(self) -> frozenset[str]:
        """The values that are compared."""
        articles = self.articles or {}
        return frozenset(str(row.get(self.by) or "") for row in articles.values())

    @cached_property
    def categories(self) -> frozenset[str]:
        """Every `pack.category` that was counted, found or not."""
        counted = (c for c in self._columns if "@" in c and not c.startswith(("words@", "text@")))
        return frozenset(c.rpartition("@")[0] for c in counted)


def read_finished_run(place: str | Path) -> FinishedRun:
    """Read the output folder of a run, given the folder or its manifest.json.

    Raises
    ------
    ConfigError
        If it is no such folder; nothing else of it is read then.
    """
    folder = Path(place)
    if folder.is_file() and folder.name in ("manifest.json", "results.json"):
        folder = folder.parent
    if not folder.is_dir():
        found = "a file" if folder.exists() else "nothing"
        sentence = f"expected the output folder of a run, found {found}; `framing run` writes one"
        raise ConfigError(sentence, where=str(place))
    manifest, results = (_read(folder, name) for name in ("manifest.json", "results.json"))
    numbers = results.get("numbers")
    if "framing" not in manifest or not isinstance(numbers, Mapping):
        name = "results.json" if "framing" in manifest else "manifest.json"
        sentence = f"expected a {name} as `framing run` writes it, found another; run it again"
        raise ConfigError(sentence, where=str(folder))
    return FinishedRun(folder, manifest, numbers)


def _read(folder: Path, name: str) -> Mapping[str, Any]:
    try:
        value = json.loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        sentence = f"expected the output folder of a run, found no {name} in it; name another"
        raise ConfigError(sentence, where=str(folder)) from None
    except (OSError, ValueError, RecursionError):
        sentence = "expected a file that `framing run` wrote, found one that can't be read"
        raise ConfigError(f"{sentence}; run it again", where=str(folder / name)) from None
    return value if isinstance(value, Mapping) else {}
