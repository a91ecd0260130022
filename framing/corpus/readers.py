"""Reading a corpus: folders of texts, JSON Lines, separated fields, Parquet, data frames."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from framing.arrow_columns import text_array
from framing.corpus.article import Corpus
from framing.corpus.checks import (
    duplicate_ids,
    missing_path,
    name_problems,
    near_column,
    refuse,
    text_problems,
    unlisted_files,
)
from framing.corpus.columns import (
    check_column_map,
    first_then_rest,
    missing_columns,
    renamed,
    strings,
)
from framing.corpus.decoding import check_encoding
from framing.corpus.folders import no_texts, read_texts, text_files
from framing.corpus.separated import read_separated
from framing.corpus.tables import RawTable, read_frame, read_json_lines, read_parquet
from framing.errors import CorpusError, Problem, did_you_mean

__all__ = ["SUFFIXES", "assembled", "read_corpus"]

METADATA = ("metadata.csv", "metadata.tsv")
"""Names of the table that stands beside the texts of a folder."""


def _read_one_text(path: Path, *, encoding: str | None = None) -> RawTable:
    return RawTable(str(path), path.parent, {"id": [path.stem], "file": [path.name]})


SUFFIXES: Mapping[str, Callable[..., RawTable]] = {
    ".csv": read_separated,
    ".csv.gz": read_separated,
    ".jsonl": read_json_lines,
    ".jsonl.gz": read_json_lines,
    ".ndjson": read_json_lines,
    ".ndjson.gz": read_json_lines,
    ".parquet": read_parquet,
    ".tab": read_separated,
    ".tsv": read_separated,
    ".tsv.gz": read_separated,
    ".txt": _read_one_text,
}
"""Which function reads a file, by the end of its name."""


def read_corpus(
    path_or_frame: Any,
    *,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    language: str | None = None,
    on_bad_row: str = "stop",
    skip_bad: bool = False,
) -> Corpus:
    r"""Read articles with their metadata.

    Parameters
    ----------
    path_or_frame
        A folder of .txt files, with a `metadata.csv` whose column `file` names each of them or
        without; a file (.jsonl, .csv, .tsv, .parquet, .txt, …); a list of such paths; a pandas
        DataFrame or an Arrow table.
    columns
        Reserved name to column of the file: ``{"text": "body"}``. Columns that it does not name
        keep their names.
    encoding
        Of all text files; without it they are read as UTF-8. A byte order mark comes first.
    language
        For articles that do not say theirs.
    on_bad_row
        What becomes of a row of separated fields with too few or too many of them: `stop` refuses
        the file, `skip` leaves the row out and lists it in `skipped`.
    skip_bad
        Leave out articles that something is wrong with, and list them in `skipped`, in place of
        refusing the corpus.

    Returns
    -------
    Corpus
        All that was assumed is told in its notes. Texts are as in the files: line ends are kept.

    Raises
    ------
    CorpusError
        With every mistake that was found, each with its place.
    """
    check_encoding(encoding)
    names = check_column_map(columns)
    if isinstance(path_or_frame, (list, tuple)):
        return _joined(
            [read_corpus(p, columns=names, encoding=encoding, language=language,
                         on_bad_row=on_bad_row, skip_bad=skip_bad)
             for p in path_or_frame]
        )  # fmt: skip
    if not isinstance(path_or_frame, (str, os.PathLike)):
        frame = read_frame(path_or_frame)
        return assembled(frame, names, encoding, language, skip_bad=skip_bad)
    path = Path(path_or_frame)
    if path.is_dir():
        return _read_folder(path, names, encoding, language, on_bad_row, skip_bad)
    if not path.exists() and not path.is_symlink():
        raise CorpusError([missing_path(path)])
    reader = _reader_of(path)
    more: dict[str, Any] = {"on_bad_row": on_bad_row} if reader is read_separated else {}
    more |= {"skip_bad": skip_bad} if reader is read_json_lines else {}
    raw = reader(path, encoding=encoding, **more)
    return assembled(raw, names, encoding, language, skip_bad=skip_bad)


def _reader_of(path: Path) -> Callable[..., RawTable]:
    name = path.name.lower()
    for suffix in sorted(SUFFIXES, key=len, reverse=True):
        if name.endswith(suffix):
            return SUFFIXES[suffix]
    found = path.suffix or "none"
    hint = did_you_mean(path.suffix.lower(), list(SUFFIXES))
    raise CorpusError(
        f"expected a folder or a file whose name ends in {', '.join(SUFFIXES)}, found the ending "
        f"{found}{hint or '; save the articles in one of these forms'}",
        where=str(path),
    )


def _read_folder(
    folder: Path,
    names: Mapping[str, str],
    encoding: str | None,
    language: str | None,
    on_bad_row: str,
    skip_bad: bool,
) -> Corpus:
    files = text_files(folder)
    tables = [folder / name for name in METADATA if (folder / name).is_file()]
    if len(tables) > 1:
        raise CorpusError(
            f"expected one table of metadata, found {' and '.join(t.name for t in tables)}; "
            "delete one",
            where=str(folder),
        )
    if tables:
        raw = read_separated(tables[0], encoding=encoding, guess=True, on_bad_row=on_bad_row)
        return assembled(raw, names, encoding, language, files=files, skip_bad=skip_bad)
    if not files:
        raise no_texts(folder, list(SUFFIXES))
    ids = [str(Path(name).with_suffix("").as_posix()) for name in files]
    note = f"{folder}: no metadata.csv; ids are the names of the files"
    raw = RawTable(str(folder), folder, {"id": ids, "file": files}, notes=(note,))
    return assembled(raw, {}, encoding, language, skip_bad=skip_bad)


def assembled(
    raw: RawTable,
    names: Mapping[str, str],
    encoding: str | None = None,
    language: str | None = None,
    *,
    files: Sequence[str] | None = None,
    skip_bad: bool = False,
) -> Corpus:
    """Make the corpus: names, texts, what is missing, checks."""
    columns, notes = renamed(raw, names)
    in_folder = files is not None
    if "file" not in columns and (in_folder or "text" not in columns):
        raise missing_columns(raw, "'file'" if in_folder else "'text' (or 'file')")
    problems: list[Problem] = []
    kept: dict[str, Any] = {}
    for name, values in columns.items():
        if name == "text" and in_folder:
            continue
        kept[name], wrong = strings(values, name=name, place=raw.place)
        problems += wrong
    n = len(next(iter(kept.values())))
    place, what = raw.place, "an empty one"
    if "text" not in kept:
        listed = kept["file"].to_pylist()
        wrong = _file_problems(raw, listed, files)
        problems += wrong
        kept["text"], more = read_texts(raw, listed, encoding, problems)
        notes += more
        place, what = (lambda row: str(raw.folder / listed[row])), "an empty file"
    notes += _fill(kept, raw, n, language)
    if not problems:
        problems += text_problems(_chunked(kept["text"]), place=place, what=what)
    problems += duplicate_ids(kept["id"], place=raw.place)
    corpus = Corpus(first_then_rest(kept), (*raw.notes, *notes), raw.skipped)
    if not (skip_bad and problems):
        refuse(problems)
        return corpus
    return _without(corpus, problems, [raw.place(row) for row in range(n)], place)


def _without(
    corpus: Corpus, problems: Sequence[Problem], places: Sequence[str], file: Callable[[int], str]
) -> Corpus:
    """Leave out the articles that stand at places of problems; refuse what stands nowhere."""
    wrong = {problem.where for problem in problems}
    bad = [place in wrong or file(row) in wrong for row, place in enumerate(places)]
    known = {*places, *(file(row) for row in range(len(places)))}
    refuse(problem for problem in problems if problem.where not in known)
    if all(bad):
        refuse(problems)
    kept = corpus.select([not b for b in bad])
    return Corpus(kept.table, kept.notes, (*kept.skipped, *problems))


def _chunked(column: Any) -> pa.ChunkedArray:
    return column if isinstance(column, pa.ChunkedArray) else pa.chunked_array([column])


def _file_problems(
    raw: RawTable, listed: Sequence[str], files: Sequence[str] | None
) -> list[Problem]:
    problems = list(name_problems(listed, place=raw.place))
    if files is not None:
        problems += unlisted_files(raw.folder, files, listed, Path(raw.name))
    return problems


def _fill(kept: dict[str, Any], raw: RawTable, n: int, language: str | None) -> list[str]:
    """Fill in ids, outlets, titles and languages that the table does not give; return notes."""
    notes = []
    if "id" not in kept:
        notes.append(_fill_ids(kept, raw, n))
    empty = text_array([""] * n)
    outlets = kept.get("outlet", empty).to_pylist()
    unknown = sum(not outlet.strip() for outlet in outlets)
    if unknown:
        near = near_column("outlet", list(raw.columns)) if "outlet" not in kept else ""
        hint = f"; if '{near}' names it: `corpus.columns: {{outlet: {near}}}`" if near else ""
        notes.append(f"{raw.name}: {unknown:,} of {n:,} articles name no outlet: 'unknown'{hint}")
    kept["outlet"] = text_array([o if o.strip() else "unknown" for o in outlets])
    kept.setdefault("title", empty)
    if language is not None:
        said = kept.get("language", empty).to_pylist()
        kept["language"] = text_array([own or language for own in said])
    return notes


def _fill_ids(kept: dict[str, Any], raw: RawTable, n: int) -> str:
    if "file" in kept and "text" in kept and raw.stem == "metadata":
        ids = [Path(name).with_suffix("").as_posix() for name in kept["file"].to_pylist()]
        kept["id"] = text_array(ids)
        return f"{raw.name}: no column 'id'; ids are the names of the files"
    ids = [f"{raw.stem}-{raw.rows_before + row + 1}" for row in range(n)]
    kept["id"] = text_array(ids)
    return f"{raw.name}: no column 'id'; ids are the numbers of the rows, from '{raw.stem}-1' on"


def _joined(corpora: Sequence[Corpus]) -> Corpus:
    """Put corpora one after the other; a column that one of them lacks is empty there."""
    if not corpora:
        raise CorpusError("expected at least one path, found none; name a folder or file")
    table = pa.concat_tables([c.table for c in corpora], promote_options="default")
    columns = {
        name: pc.fill_null(column, "") if column.null_count else column
        for name, column in zip(table.column_names, table.columns, strict=True)
    }
    refuse(duplicate_ids(columns["id"], place=lambda row: f"article {row + 1}"))
    notes = tuple(dict.fromkeys(note for corpus in corpora for note in corpus.notes))
    skipped = tuple(problem for corpus in corpora for problem in corpus.skipped)
    return Corpus(first_then_rest(columns), notes, skipped)
