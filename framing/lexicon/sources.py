"""Where packs are: bundled with the package, in other distributions, in folders."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from framing.errors import LexiconError, did_you_mean
from framing.lexicon.category_reader import NAME
from framing.lexicon.extension import Extension
from framing.lexicon.pack import LexiconPack
from framing.lexicon.schema import read_pack

__all__ = [
    "PackSources",
    "bundled_folder",
    "find_packs",
    "load_pack",
    "pack_file",
    "pack_sources",
    "refuse_link_out",
]

LONGEST_PATH = 240
MAX_PARENTS = 8
"""How many packs may stand above one another."""

_PACKAGE = Path(__file__).resolve().parent.parent


class PackSources:
    """Every pack that can be named, where it comes from, and what could not be used.

    Attributes
    ----------
    folders
        Name → folder.
    origins
        Name → `bundled`, or the distribution that carries it.
    notes
        One sentence for every entry point or pack that is left out.
    """

    def __init__(self) -> None:
        self.folders = _packs_in(bundled_folder())
        self.origins = dict.fromkeys(self.folders, "bundled")
        self.notes: list[str] = []
        for point in entry_points(group="framing.lexicons"):
            origin = point.dist.name if point.dist else point.value
            for name, folder in self._packs_of(point, origin).items():
                if name in self.folders:
                    taken = self.origins[name]
                    self.notes.append(
                        f"{origin}: pack '{name}' is left out, because {taken} has one of that "
                        "name; load it by its path"
                    )
                    continue
                self.folders[name], self.origins[name] = folder, origin

    def _packs_of(self, point: EntryPoint, origin: str) -> dict[str, Path]:
        try:
            found = _packs_in(_folder_of(point))
        except Exception as e:  # another distribution's code: nothing of it may stop ours
            text = str(e).splitlines()[0] if str(e) else "no reason given"
            reason = f"{type(e).__name__}: {text}"
            self.notes.append(f"{origin}: entry point '{point.value}' can't be loaded ({reason})")
            return {}
        if not found:
            self.notes.append(f"{origin}: entry point '{point.value}' leads to no folder of packs")
        return found


def bundled_folder() -> Path:
    """Return the folder of the bundled packs: in a wheel `framing/_packs`, else `lexicons`."""
    inside = _PACKAGE / "_packs"
    return inside if inside.is_dir() else _PACKAGE.parent / "lexicons"


def pack_sources() -> PackSources:
    """Look for every pack that can be named: bundled ones, then those of other distributions.

    Another distribution names a folder of packs by an entry point in the group
    `framing.lexicons` that leads to the folder's path (`module:PACKS`), or to a module beside
    whose file the packs lie (`module`).
    """
    return PackSources()


def find_packs() -> dict[str, Path]:
    """Return the folder of every pack that can be named."""
    return pack_sources().folders


def _folder_of(point: EntryPoint) -> Path:
    found = point.load()
    file = getattr(found, "__file__", None)
    return Path(file).parent if file else Path(str(found))


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
    named = _named(str(name))
    if named is not None:
        return named
    path = Path(name)
    if path.is_file():
        _refuse_archive(path)
        return path
    if (path / "pack.yaml").is_file():
        return path
    if path.is_dir():
        found = "a folder of that name" if (path / "pack.yaml").is_dir() else "none"
        raise LexiconError(f"expected a file pack.yaml, found {found}", where=str(path))
    packs = find_packs()
    if path.parent != Path() and path.parent.is_dir():
        near = did_you_mean(path.name, [p.name for p in path.parent.iterdir()])
        raise LexiconError(
            f"expected a pack's folder or file, found nothing{near}", where=str(name)
        )
    near = did_you_mean(str(name), list(packs))
    raise LexiconError(f"no pack '{name}'{near or ';'} `framing packs list` shows them all")


def _named(name: str) -> Path | None:
    """Return the folder of a named pack; other distributions are asked last, being slow."""
    if "/" in name or "\\" in name:
        return None
    bundled = bundled_folder() / name
    if name and (bundled / "pack.yaml").is_file():
        return bundled
    return find_packs().get(name)


def _refuse_archive(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(4)
    if head.startswith((b"PK\x03\x04", b"\x1f\x8b")):
        raise LexiconError(
            "expected a pack's folder or its pack.yaml, found an archive; unpack it and name the "
            "folder",
            where=str(path),
        )


def load_pack(name: str | Path) -> LexiconPack:
    """Load a pack by its bundled name, its folder or the path of its YAML file.

    Raises
    ------
    LexiconError
        If there is no such pack, or with everything that is wrong in it.
    """
    return _load(name, ())


def _load(name: str | Path, children: tuple[Path, ...]) -> LexiconPack:
    path = pack_file(name)
    file = path / "pack.yaml" if path.is_dir() else path
    if file.suffix.lower() not in (".yaml", ".yml"):
        _refuse_foreign(file)
    if _named(str(name)) is None:
        refuse_link_out(file)
    key = (str(file), file.stat().st_mtime_ns)
    pack = _read_before.get(key)
    if pack is None:
        below = (*children, file.resolve())
        pack = read_pack(file, find_parent=lambda extension: _parent(extension, below))
        if pack.parent is None:
            _read_before[key] = pack
    return pack


def _refuse_foreign(file: Path) -> None:
    """Refuse a dictionary of another tool, with the command that makes a pack of it."""
    from framing.lexicon.formats.suffixes import SUFFIXES

    if file.suffix.lower() in SUFFIXES:
        raise LexiconError(
            f"expected a pack, found a {file.suffix} file; `framing packs convert {file.name} "
            f"{file.stem}` makes a pack of a dictionary",
            where=str(file),
        )


_read_before: dict[tuple[str, int], LexiconPack] = {}
"""Packs without a parent, by file and time of change; a parent may change without its child."""


def _parent(extension: Extension, children: tuple[Path, ...]) -> LexiconPack:
    where = f"{extension.file}:{extension.line}"
    place = _parent_place(extension, where)
    path = pack_file(place)
    file = (path / "pack.yaml" if path.is_dir() else path).resolve()
    if file in children:
        chain = " → ".join(p.parent.name for p in (*children[children.index(file) :], file))
        raise LexiconError(f"extends: goes in a circle ({chain}); take one out", where=where)
    if len(children) > MAX_PARENTS:
        message = f"extends: more than {MAX_PARENTS} packs above one another; write it flatter"
        raise LexiconError(message, where=where)
    return _load(place, children)


def _parent_place(extension: Extension, where: str) -> str | Path:
    """Return a parent's name, or its place inside or beside the folder of the child."""
    wanted, folder = extension.pack, Path(extension.file).parent.resolve()
    if NAME.fullmatch(wanted):
        if _named(wanted) is not None:
            return wanted
        for place in (folder / wanted, folder.parent / wanted):
            if (place / "pack.yaml").is_file():
                return place
        near = did_you_mean(wanted, list(find_packs()))
        raise LexiconError(
            f"extends: no pack '{wanted}' is installed or lies beside this one{near}", where=where
        )
    if len(wanted) > LONGEST_PATH or "\0" in wanted:
        message = f"extends: expected a name or a path, found '{wanted:.60}'"
        raise LexiconError(message, where=where)
    place = (folder / wanted).resolve()
    if not place.is_relative_to(folder):
        raise LexiconError(
            f"extends: '{wanted:.60}' leaves the pack's folder; put the parent beside this pack "
            "and give its folder's name",
            where=where,
        )
    if not (place.is_file() or (place / "pack.yaml").is_file()):
        message = f"extends: expected a pack at '{wanted:.60}', found nothing"
        raise LexiconError(message, where=where)
    return place


def refuse_link_out(file: Path) -> None:
    """Refuse a file of a pack that is a symbolic link to somewhere outside the pack's folder."""
    try:
        real, folder = file.resolve(strict=True), file.parent.resolve(strict=True)
    except (OSError, RuntimeError):
        raise LexiconError("is a symbolic link that leads nowhere", where=str(file)) from None
    if not real.is_relative_to(folder):
        raise LexiconError(
            "is a symbolic link that leaves the pack's folder; put the file itself there",
            where=str(file),
        )
