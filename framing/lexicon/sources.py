"""Where packs are: bundled with the package, in other distributions, in folders."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from framing.errors import LexiconError, did_you_mean
from framing.lexicon.pack import LexiconPack
from framing.lexicon.schema import read_pack

__all__ = ["bundled_folder", "find_packs", "inside", "load_pack", "pack_file"]

_PACKAGE = Path(__file__).resolve().parent.parent


def bundled_folder() -> Path:
    """Return the folder of the bundled packs: in a wheel `framing/_packs`, else `lexicons`."""
    inside = _PACKAGE / "_packs"
    return inside if inside.is_dir() else _PACKAGE.parent / "lexicons"


def find_packs() -> dict[str, Path]:
    """Return every pack that can be named: bundled ones, then those of other distributions.

    Another distribution names a folder of packs by an entry point in the group
    `framing.lexicons` that leads to the folder's path (`module:PACKS`).
    """
    found = _packs_in(bundled_folder())
    for point in entry_points(group="framing.lexicons"):
        for name, path in _packs_in(Path(point.load())).items():
            found.setdefault(name, path)
    return found


def _packs_in(folder: Path) -> dict[str, Path]:
    if not folder.is_dir():
        return {}
    return {p.parent.name: p.parent for p in sorted(folder.glob("*/pack.yaml"))}


def pack_file(name: str | Path) -> Path:
    """Return where a pack is, given its name, its folder or its YAML file.

    Raises
    ------
    LexiconError
        If there is none; the message names the nearest.
    """
    packs = find_packs()
    if str(name) in packs:
        return packs[str(name)]
    path = Path(name)
    if path.is_file() or (path / "pack.yaml").is_file():
        return path
    if path.is_dir():
        raise LexiconError("expected a file pack.yaml, found none", where=str(path))
    if path.parent != Path() and path.parent.is_dir():
        near = did_you_mean(path.name, [p.name for p in path.parent.iterdir()])
        raise LexiconError(
            f"expected a pack's folder or file, found nothing{near}", where=str(name)
        )
    near = did_you_mean(str(name), list(packs))
    raise LexiconError(f"no pack '{name}'{near or ';'} `framing packs list` shows them all")


def load_pack(name: str | Path) -> LexiconPack:
    """Load a pack by its bundled name, its folder or the path of its YAML file.

    Raises
    ------
    LexiconError
        If there is no such pack, or with everything that is wrong in it.
    """
    path = pack_file(name)
    file = inside(path, "pack.yaml") if path.is_dir() else path
    if file.suffix.lower() not in (".yaml", ".yml"):
        _refuse_foreign(file)
    return _read_unchanged(str(file), file.stat().st_mtime_ns)


def _refuse_foreign(file: Path) -> None:
    """Refuse a dictionary of another tool, with the command that makes a pack of it."""
    from framing.lexicon.formats.suffixes import SUFFIXES

    if file.suffix.lower() in SUFFIXES:
        raise LexiconError(
            f"expected a pack, found a {file.suffix} file; `framing packs convert {file.name} "
            f"{file.stem}` makes a pack of a dictionary",
            where=str(file),
        )


def inside(folder: Path, name: str) -> Path:
    """Return a file of a pack's folder; LexiconError if it is a link that leads out of it."""
    file = folder / name
    if folder.resolve() not in file.resolve().parents:
        raise LexiconError(
            "expected a file in the pack's folder, found a link that leads out of it; "
            "copy the file there",
            where=str(file),
        )
    return file


@cache
def _read_unchanged(file: str, _modified: int) -> LexiconPack:
    return read_pack(Path(file))
