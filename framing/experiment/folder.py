"""The output folder: written beside its place, swapped in when complete."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from framing.errors import ReportError

__all__ = ["replaced_folder"]

MARK = "manifest.json"
"""The file by which a folder is known to be an output of ours."""


@contextmanager
def replaced_folder(folder: Path) -> Iterator[Path]:
    """Give a new folder to write to, and put it in `folder`'s place when all went well.

    An older output is moved aside first and deleted last; a folder that is not an output is
    never touched.

    Raises
    ------
    ReportError
        If the folder can't be written, or holds something else.
    """
    folder = folder.absolute()
    _refuse_foreign(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f".{folder.name}.new-", dir=folder.parent))
    except OSError as e:
        raise _unwritable(folder, e) from None
    try:
        yield new
        _swap(new, folder)
    except OSError as e:
        raise _unwritable(folder, e) from e
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _unwritable(folder: Path, error: OSError) -> ReportError:
    inside_file = isinstance(error, (FileExistsError, NotADirectoryError))
    reason = "not a directory" if inside_file else (error.strerror or str(error)).lower()
    message = f"the output folder can't be written ({reason}); name another with --output"
    return ReportError(message, where=str(folder))


def _refuse_foreign(folder: Path) -> None:
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise ReportError(
            f"expected an empty folder or an earlier output (with {MARK}), found other files; "
            "name another with --output",
            where=str(folder),
        )
    if folder.exists() and not folder.is_dir():
        raise ReportError(
            "expected a folder, found a file; name another with --output", where=str(folder)
        )


def _swap(new: Path, folder: Path) -> None:
    mode = 0o777 & ~_umask()
    new.chmod(mode)
    if not folder.exists():
        new.rename(folder)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.old-", dir=folder.parent))
    old = folder.rename(aside / folder.name)
    try:
        new.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
