"""`framing packs convert`: dictionaries of other tools into packs, and packs into theirs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli.console import message
from framing.errors import ConfigError, did_you_mean

if TYPE_CHECKING:
    from framing.lexicon.formats.exchange import Dictionary
    from framing.lexicon.formats.losses import Losses
    from framing.lexicon.pack import LexiconPack

__all__ = ["convert_command"]

_SHOWN = 5
"""Notes of one kind that are printed, and names in a loss; the file of notes holds all."""


def convert_command(
    source: Annotated[str, typer.Argument(metavar="IN", help="A pack, or a foreign dictionary.")],
    target: Annotated[
        Path,
        typer.Argument(
            metavar="OUT",
            help="A pack's folder, or a file: .dic .dicx .cat .ykd .lcd .lc3 .yml .yaml .csv",
        ),
    ],
    encoding: Annotated[
        str | None, typer.Option(help="Of IN, where it is neither Unicode nor Western.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="Of IN's entries (en); of a service pack, which block.")
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace OUT.")] = False,
    notes: Annotated[
        Path | None, typer.Option(help="Write every note and every loss to this file.")
    ] = None,
) -> None:
    """Convert between packs and dictionaries of LIWC, WordStat, Yoshikoder, Lexicoder, quanteda.

    The format of IN is told by its content, that of OUT by its suffix; a name without a suffix is
    a pack's folder. What could not be taken over is told with its line, and what the format of OUT
    can't carry is named.
    """
    is_folder = _is_folder(target)
    _check_free(source, target, is_folder, overwrite)
    if notes is not None and notes.exists() and not overwrite:
        raise ConfigError("exists; --overwrite replaces it", where=str(notes))
    pack, found = _read(source, target if is_folder else None, encoding, language)
    origin = f" from {found.format}" if found else ""
    shown = _first_of_each_kind(found) if found else []
    whole = [str(problem) for problem in found.problems] if found else []
    if is_folder:
        told = _write_folder(pack, target, origin)
    else:
        told, losses = _write_dictionary(pack, target, origin, language)
        shown += [f"{target}  lost: {sentence}" for sentence in losses.sentences(most=_SHOWN)]
        whole += [f"{target}  lost: {sentence}" for sentence in losses.sentences()]
    if notes is not None:
        told.append(_write_notes(notes, whole))
    for line in shown:
        message(line)
    for line in told:
        typer.echo(line)


def _write_folder(pack: LexiconPack, folder: Path, origin: str) -> list[str]:
    """Write a pack's folder and return what to tell."""
    from framing.lexicon.formats.pack_folder import write_pack

    written = write_pack(pack, folder)
    told = [f"{folder}: wrote {', '.join(written)}: {_size(pack)}{origin}"]
    skeletons = [name for name in written if name != "pack.yaml"]
    if skeletons:
        told.append(
            f"to be filled in: {' and '.join(skeletons)}: say what the pack measures, its licence "
            "and authors, and write sentences that it must and must not find"
        )
    return told


def _write_dictionary(
    pack: LexiconPack, file: Path, origin: str, language: str | None
) -> tuple[list[str], Losses]:
    """Write a foreign file and return what to tell, and what was lost."""
    from framing.lexicon.formats.exchange import write_dictionary

    losses = write_dictionary(pack, file, language=language)
    left_out = len(losses.found.get("left out", ()))
    return [f"{file}: wrote: {_size(pack, language, left_out)}{origin}"], losses


def _write_notes(file: Path, lines: list[str]) -> str:
    from framing.lexicon.formats.exchange import write_file

    write_file(file, "".join(f"{line}\n" for line in lines))
    return f"{file}: {len(lines)} notes"


def _is_folder(target: Path) -> bool:
    from framing.lexicon.formats.suffixes import SUFFIXES

    if target.name == "pack.yaml":
        raise ConfigError("expected the pack's folder as OUT, found its file", where=str(target))
    if target.is_dir() or target.suffix.lower() not in SUFFIXES:
        if re.fullmatch(r"\.[A-Za-z]\w{1,5}", target.suffix) and not target.is_dir():
            raise ConfigError(
                f"expected a folder, or a file that ends in {', '.join(SUFFIXES)}, found "
                f"'{target.suffix}'",
                where=str(target),
            )
        return True
    return False


def _check_free(source: str, target: Path, is_folder: bool, overwrite: bool) -> None:
    """Refuse to replace what exists without being told, and IN by itself always."""
    if target.exists() and Path(source).exists() and target.samefile(source):
        raise ConfigError("IN and OUT are the same; give OUT another name", where=str(target))
    taken = (target / "pack.yaml").exists() if is_folder else target.exists()
    if taken and not overwrite:
        raise ConfigError("exists; --overwrite replaces it", where=str(target))
    if is_folder and target.exists() and not target.is_dir():
        raise ConfigError("expected a folder, found a file; name another", where=str(target))


def _read(
    source: str, folder: Path | None, encoding: str | None, language: str | None
) -> tuple[LexiconPack, Dictionary | None]:
    """Read IN: a pack by its name, folder or YAML, or else a foreign file."""
    from framing.lexicon.formats.assembly import plain_name
    from framing.lexicon.formats.exchange import read_dictionary
    from framing.lexicon.formats.suffixes import SUFFIXES
    from framing.lexicon.sources import load_pack

    path = Path(source)
    if not path.exists() and path.suffix.lower() in SUFFIXES:
        siblings = [p.name for p in path.parent.iterdir()] if path.parent.is_dir() else []
        near = did_you_mean(path.name, siblings)
        raise ConfigError(f"expected a dictionary or a pack, found nothing{near}", where=source)
    if not path.is_file() or _is_pack(path):
        return load_pack(source), None
    name = plain_name(folder.absolute().name) if folder else None
    found = read_dictionary(path, encoding=encoding, language=language or "en", name=name)
    return found.pack, found


def _is_pack(path: Path) -> bool:
    """Tell whether a YAML file is a pack and no dictionary of quanteda."""
    if path.suffix.lower() not in (".yaml", ".yml"):
        return False
    with path.open("rb") as file:
        head = file.read(100_000)
    return path.name == "pack.yaml" or all(
        re.search(rb"^" + key, head, re.MULTILINE)
        for key in (rb"name:", rb"version:", rb"(?:categories|language):")
    )


def _first_of_each_kind(found: Dictionary) -> list[str]:
    """Return the first notes of each kind, and how many more there are."""
    kinds: dict[str, list[str]] = {}
    for note, problem in zip(found.notes, found.problems, strict=True):
        kinds.setdefault(note.kind, []).append(str(problem))
    shown: list[str] = []
    for kind, lines in kinds.items():
        shown += lines[:_SHOWN]
        if len(lines) > _SHOWN:
            more = len(lines) - _SHOWN
            shown.append(f"… {more} more on {kind}; --notes FILE writes them all")
    return shown


def _size(pack: LexiconPack, language: str | None = None, left_out: int = 0) -> str:
    every = [top for block in pack.languages.values() for top in block]
    tops = pack.languages.get(language or "", [*pack.categories, *every])
    categories = [category for top in tops for category in top.walk()]
    n = sum(len(category.entries) for category in categories) - left_out
    return f"{n} entries in {len(categories)} categories"
