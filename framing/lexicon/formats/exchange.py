"""From a foreign file to a pack and back: which format, which encoding, and what was lost."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from framing.errors import LexiconError, Problem, did_you_mean
from framing.lexicon.formats.assembly import assemble, plain_name
from framing.lexicon.formats.decoding import decode, read_content
from framing.lexicon.formats.draft import Note, Reading
from framing.lexicon.formats.losses import Losses, common_losses
from framing.lexicon.formats.suffixes import SUFFIXES, format_of
from framing.lexicon.pack import LexiconPack

__all__ = ["Dictionary", "dictionary_text", "read_dictionary", "write_dictionary", "write_file"]


@dataclass(frozen=True)
class Dictionary:
    """A foreign dictionary as a pack, and what could not be taken over as it stands.

    Parameters
    ----------
    pack
        The entries as a pack that counts as they do.
    format
        Name of the format that was read.
    notes
        One for each thing that was changed or left out, with its line.
    problems
        The same with the file's name before the line, for printing.
    """

    pack: LexiconPack
    format: str
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]


def read_dictionary(
    path: str | Path, *, encoding: str | None = None, language: str = "en", name: str | None = None
) -> Dictionary:
    """Read a dictionary of LIWC, WordStat, Yoshikoder, Lexicoder, quanteda, or a table.

    The format is told by the content, its suffix only helping; the encoding is found unless it is
    named. What can't be taken over is noted with its line, never silently dropped.

    Parameters
    ----------
    path
        The file.
    encoding
        Of the file, where it is neither Unicode nor Western.
    language
        Of the entries, two letters.
    name
        Of the pack; the file's name in small letters if none is given.

    Raises
    ------
    LexiconError
        If the file can't be read, has none of the formats, or holds no entries.
    """
    file = Path(path)
    reading = Reading(str(file), file.stem)
    text = decode(read_content(file), reading, encoding).lstrip("\ufeff")
    if not text.strip():
        raise reading.refusal(0, "expected a dictionary, found an empty file")
    kind = format_of(text, file.suffix, reading)
    pack = assemble(
        kind.read(text, reading),
        reading,
        name=name or plain_name(file.stem) or "dictionary",
        title=f"{file.name} ({kind.name})",
        language=language,
    )
    return Dictionary(pack, kind.name, tuple(reading.notes), tuple(reading.problems()))


def dictionary_text(
    pack: LexiconPack, suffix: str, *, language: str | None = None
) -> tuple[str, Losses]:
    """Return a pack in the format of a suffix, and all that the format can't carry.

    Parameters
    ----------
    language
        Which block of a service pack to write.

    Raises
    ------
    LexiconError
        If the suffix names no format, or a service pack's language is not named.
    """
    kind = SUFFIXES.get(suffix.lower())
    if kind is None:
        near = did_you_mean(suffix, list(SUFFIXES))
        raise LexiconError(
            f"expected a file name that ends in {', '.join(SUFFIXES)}, found '{suffix}'{near}"
        )
    chosen = _one_language(pack, language)
    losses = common_losses(chosen, kind.carries)
    for code in pack.languages:
        if code != chosen.language:
            losses.add("languages", code)
    return kind.write(chosen, losses), losses


def _one_language(pack: LexiconPack, language: str | None) -> LexiconPack:
    if not pack.languages:
        return pack
    if language is None or language not in pack.languages:
        raise LexiconError(
            f"expected --language {' or '.join(pack.languages)}, found {language or 'none'}; the "
            "pack has a block for each and a file of this format holds one",
            where=pack.name,
        )
    return replace(pack, categories=pack.languages[language], language=language, languages={})


def write_dictionary(pack: LexiconPack, path: str | Path, *, language: str | None = None) -> Losses:
    """Write a pack as a dictionary in the format of the file's suffix, in UTF-8.

    Returns
    -------
    Losses: every entry, category and field that the format can't carry.
    """
    text, losses = dictionary_text(pack, Path(path).suffix, language=language)
    write_file(Path(path), text)
    return losses


def write_file(path: Path, text: str) -> None:
    """Write a text file whole or not at all; a link in its place is replaced, not followed."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.unlink(missing_ok=True)
        beside.write_bytes(text.encode("utf-8", errors="replace"))
        os.replace(beside, path)  # noqa: PTH105 (replaces files and links alike)
    except OSError as e:
        raise LexiconError(f"can't be written: {e.strerror}", where=str(path)) from None
