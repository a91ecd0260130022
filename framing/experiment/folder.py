"""The output folder: written beside its place, swapped in when complete."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from framing.errors import ReportError

__all__ = ["files_of", "refuse_foreign", "replaced_folder", "unwritable"]

MARK = "manifest.json"
"""The file that lists what a run wrote, and by which a folder is known to be an output."""

UNLISTED = frozenset({MARK, "run.log"})
"""Files of an output that its manifest does not list."""


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
    refuse_foreign(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f".{folder.name}.new-", dir=folder.parent))
    except OSError as e:
        raise unwritable(folder, e) from None
    try:
        yield new
        _swap(new, folder)
    except OSError as e:
        raise unwritable(folder, e) from e
    finally:
        shutil.rmtree(new, ignore_errors=True)


def unwritable(folder: Path, error: OSError) -> ReportError:
    """Say why a folder can't be written."""
    inside_file = isinstance(error, (FileExistsError, NotADirectoryError))
    reason = "not a directory" if inside_file else (error.strerror or str(error)).lower()
    message = f"the output folder can't be written ({reason}); name another with --output"
    return ReportError(message, where=str(folder))


def files_of(folder: Path) -> list[str]:
    """Return the files below a folder, as a manifest lists them."""
    found = (p for p in folder.rglob("*") if not p.is_dir() or p.is_symlink())
    return sorted({p.relative_to(folder).as_posix() for p in found} - UNLISTED)


def refuse_foreign(folder: Path) -> None:
    """Refuse a place that holds anything that no run wrote."""
    if folder.exists() and not folder.is_dir():
        message = "expected a folder, found a file; name another with --output"
        raise ReportError(message, where=str(folder))
    if folder.is_symlink():
        message = "expected a folder, found a link to one; name the folder itself with --output"
        raise ReportError(message, where=str(folder))
    if not folder.is_dir():
        return
    listed = _listed(folder)
    foreign = [name for name in files_of(folder) if name not in listed]
    if not listed:
        foreign += [name for name in sorted(UNLISTED) if (folder / name).exists()]
    if foreign:
        raise ReportError(
            f"expected an empty folder or an earlier output, found '{foreign[0]}', which no run "
            "wrote; take it away or name another folder with --output",
            where=str(folder),
        )


def _listed(folder: Path) -> set[str]:
    """Return the files that the manifest in a folder lists."""
    try:
        manifest = json.loads((folder / MARK).read_text(encoding="utf-8"))
        return set(manifest["files"]) if "framing" in manifest else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()


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
