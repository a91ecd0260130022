"""Folders of texts: which files lie there, and reading those that a table names."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from framing.arrow_columns import text_array
from framing.corpus.decoding import read_decoded
from framing.corpus.tables import RawTable
from framing.errors import CorpusError, Problem, did_you_mean

__all__ = ["no_texts", "read_texts", "text_files"]


def text_files(folder: Path) -> list[str]:
    """Return the .txt files in and below a folder, hidden ones aside, in order of their names."""
    found = []
    try:
        for inner, folders, files in os.walk(folder, onerror=_refuse_folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            found += [
                (Path(inner) / name).relative_to(folder).as_posix()
                for name in files
                if name.lower().endswith(".txt") and not name.startswith(".")
            ]
    except OSError as error:
        raise CorpusError(
            f"expected a folder that can be read, found: {error.strerror or error}; "
            "check its permissions",
            where=str(folder),
        ) from None
    return sorted(found)


def _refuse_folder(error: OSError) -> None:
    raise error


def no_texts(folder: Path, suffixes: Sequence[str]) -> CorpusError:
    """Say that a folder holds no texts, and what it holds instead."""
    others = sorted(p.name for p in folder.iterdir() if p.name.lower().endswith(tuple(suffixes)))
    found = f"no .txt file but {', '.join(others[:3])}" if others else "no .txt file"
    hint = f"name the file itself: {folder / others[0]}" if others else "put the articles there"
    return CorpusError(
        f"expected .txt files in the folder, found {found}; {hint}", where=str(folder)
    )


def read_texts(
    raw: RawTable, listed: Sequence[str], encoding: str | None, problems: list[Problem]
) -> tuple[pa.Array, list[str]]:
    """Read the files that a column names; what is wrong with them joins the problems."""
    refused = {problem.where for problem in problems}
    texts: list[str] = []
    marked: list[str] = []
    for row, name in enumerate(listed):
        path = raw.folder / name
        text = ""
        if raw.place(row) in refused:
            pass
        elif not path.exists():
            problems.append(_no_file(raw, row, name))
        else:
            try:
                decoded = read_decoded(path, encoding=encoding)
                text = decoded.text
                marked += [f"{path}: read as {decoded.told}"] if decoded.told else []
            except CorpusError as error:
                problems += error.problems
        texts.append(text)
    notes = [f"{marked[0]}{_others(len(marked))}"] if marked else []
    return text_array(texts), notes


def _others(n: int) -> str:
    return f"; {n - 1} more files are not in the encoding expected either" if n > 1 else ""


def _no_file(raw: RawTable, row: int, name: str) -> Problem:
    path = raw.folder / name
    try:
        beside = sorted(other.name for other in path.parent.iterdir())
    except OSError:
        beside = []
    hint = did_you_mean(path.name, beside) or "; delete the row or put the file there"
    return Problem(raw.place(row), f"expected the file '{name}', found no such file{hint}")
