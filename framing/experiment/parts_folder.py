"""The folder of parts beside an output: what makes a run that was stopped go on."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from framing.errors import ReportError
from framing.experiment.folder import unwritable

__all__ = ["drop_unused", "parts_folder"]


@contextmanager
def parts_folder(output: Path, *, fresh: bool = False) -> Iterator[Path]:
    """Give the folder of an output's parts, for this run alone.

    Parameters
    ----------
    output
        The output folder; parts are kept beside it, in `.<name>.parts`.
    fresh
        Take away what earlier runs left.

    Raises
    ------
    ReportError
        If another run writes the same output, or the folder can't be written.
    """
    output = output.absolute()
    folder = output.parent / f".{output.name}.parts"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "lock").open("a")
    except OSError as error:
        raise unwritable(output, error) from None
    with file:
        if not _locked(file):
            message = "another run writes this output; wait for it, or name another with --output"
            raise ReportError(message, where=str(output))
        _sweep(output, folder, fresh=fresh)
        try:
            yield folder
        finally:
            _delete(folder.glob("*/*.new"))
            if [path.name for path in folder.iterdir()] == ["lock"]:
                shutil.rmtree(folder, ignore_errors=True)


def _locked(file: IO[str]) -> bool:
    """Lock a file until it is closed, by this process or by its end; False if another has it."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sweep(output: Path, folder: Path, *, fresh: bool) -> None:
    """Take away what a run left that was killed, and all parts if asked for."""
    _delete(output.parent.glob(f".{output.name}.new-*"))
    if output.exists():
        _delete(output.parent.glob(f".{output.name}.old-*"))
    _delete(folder.glob("merged"))
    _delete(folder.glob("*/*.new"))
    inside = [path for path in folder.iterdir() if path.name != "lock"]
    _delete(path for path in inside if fresh or path.is_file())


def _delete(paths: Iterable[Path]) -> None:
    for path in list(paths):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def drop_unused(folder: Path, used: Iterable[Path]) -> None:
    """Delete parts of other packs, settings or shards, after a run that did not need them."""
    keep = set(used)
    for path in folder.glob("*/*.part"):
        if path not in keep:
            with suppress(OSError):
                path.unlink()
    for inner in folder.iterdir():
        if inner.is_dir():
            with suppress(OSError):
                inner.rmdir()
