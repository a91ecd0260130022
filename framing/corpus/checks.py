"""Checks of what was read; each finds every mistake of its kind, to be told together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath

import pyarrow as pa
import pyarrow.compute as pc

from framing.errors import CorpusError, Problem, did_you_mean

__all__ = [
    "duplicate_ids",
    "missing_path",
    "name_problems",
    "near_column",
    "refuse",
    "text_problems",
    "unlisted_files",
]

Place = Callable[[int], str]

_MOST_TOLD = 20
_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "text": (
        "body", "content", "contents", "article", "article_text", "articletext", "full_text",
        "fulltext", "maintext", "main_text", "story", "texts", "raw_text",
    ),
    "outlet": (
        "source", "publisher", "publication", "newspaper", "medium", "media", "media_name",
        "outlet_name", "outlets", "site", "domain", "source_name",
    ),
    "id": ("article_id", "articleid", "doc_id", "docid", "identifier", "uuid", "guid", "key"),
    "file": ("filename", "file_name", "path", "filepath", "files"),
    "title": ("headline", "head", "heading"),
}  # fmt: skip


def refuse(problems: Iterable[Problem]) -> None:
    """Raise one error for all problems, the first twenty in full; return if there are none."""
    found = list(problems)
    if not found:
        return
    told = found[:_MOST_TOLD]
    if len(found) > len(told):
        told.append(Problem("", f"and {len(found) - len(told):,} more problems of this corpus"))
    raise CorpusError(told)


def near_column(reserved: str, found: Sequence[str]) -> str:
    """Return the column that a reserved name most likely means, or nothing."""
    by_case = {name.casefold().strip(): name for name in reversed(found)}
    for wanted in (reserved, *_SYNONYMS.get(reserved, ())):
        if wanted in by_case:
            return by_case[wanted]
    return ""


def missing_path(path: Path) -> Problem:
    """Say that a file or folder does not exist, with the nearest name beside it."""
    try:
        beside = sorted(other.name for other in path.parent.iterdir())
    except OSError:
        beside = []
    hint = did_you_mean(path.name, beside)
    return Problem(
        str(path),
        f"expected a corpus file or folder, found nothing there{hint or '; check the path'}",
    )


def text_problems(texts: pa.ChunkedArray, *, place: Place, what: str) -> Iterator[Problem]:
    """Find blank texts and texts that hold NUL characters.

    Parameters
    ----------
    texts
        The column of texts.
    place
        Says where a row stands.
    what
        How messages call a blank text: "an empty file", "an empty field".
    """
    empty = pc.invert(pc.cast(pc.binary_length(texts), pa.bool_()))
    for row in pc.indices_nonzero(pc.or_(empty, pc.utf8_is_space(texts))).to_pylist():
        yield Problem(place(row), f"expected a text, found {what}; put the text in or delete it")
    for row in pc.indices_nonzero(pc.match_substring(texts, "\0")).to_pylist():
        yield Problem(
            place(row),
            "expected text, found a NUL character; the text was damaged or is in another encoding: "
            "save it again as UTF-8",
        )


def duplicate_ids(ids: pa.ChunkedArray, *, place: Place) -> Iterator[Problem]:
    """Find empty ids and ids that stand more than once."""
    first: dict[str, int] = {}
    for row, name in enumerate(ids.to_pylist()):
        if not name.strip():
            yield Problem(place(row), "expected an id, found an empty one; give the article an id")
        elif first.setdefault(name, row) != row:
            yield Problem(
                place(row),
                f"expected an id of its own, found '{name}', which {place(first[name])} has too; "
                "give each article another id",
            )


def name_problems(names: Sequence[str], *, place: Place) -> Iterator[Problem]:
    """Find names of text files that are empty, stand twice or lead out of the folder."""
    first: dict[str, int] = {}
    for row, name in enumerate(names):
        if not name.strip():
            yield Problem(
                place(row),
                "expected the name of a text file in column 'file', found nothing; name the file "
                "or delete the row",
            )
        elif _leaves(name):
            yield Problem(
                place(row),
                f"expected a file inside the folder, found '{name}'; move the file into the folder "
                "and name it from there",
            )
        elif first.setdefault(os.path.normpath(name), row) != row:
            yield Problem(
                place(row),
                f"expected a file of its own, found '{name}', which "
                f"{place(first[os.path.normpath(name)])} names too; delete one of the rows",
            )


def unlisted_files(folder: Path, files: Sequence[str], listed: Sequence[str], table: Path
                   ) -> Iterator[Problem]:  # fmt: skip
    """Find text files of a folder that no row of its metadata names."""
    known = {os.path.normpath(name) for name in listed}
    for name in files:
        if os.path.normpath(name) not in known:
            yield Problem(
                str(folder / name),
                f"expected a row for this file in {table}, found none; add a row or move the file "
                "out of the folder",
            )


def _leaves(name: str) -> bool:
    if PurePosixPath(name).is_absolute() or PureWindowsPath(name).drive or name.startswith("\\"):
        return True
    return os.path.normpath(name.replace("\\", "/")).split("/")[0] == ".."
