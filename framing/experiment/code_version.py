"""What rows of evidence depend on besides articles and packs: the code, and its own word lists."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

import framing
from framing.lexicon.sources import pack_file

__all__ = ["code_version"]

_TEXT_HALF = ("corpus", "lexicon", "segmentation", "extraction")
_WAIST = ("features.py", "evidence.py", "speech.py")
_SERVICE_PACKS = ("reporting_verbs", "speaker_roles", "negation")
_LIBRARIES = ("numpy", "pyarrow", "scikit-learn", "sentencex", "snowballstemmer")


@cache
def code_version() -> str:
    """Return a hash that changes with anything that could change a row."""
    root = Path(framing.__file__).parent
    files = [root / name for name in _WAIST]
    for name in _TEXT_HALF:
        files += [p for p in (root / name).rglob("*") if p.suffix in (".py", ".txt", ".yaml")]
    for name in _SERVICE_PACKS:
        place = pack_file(name)
        files += sorted(place.glob("*.yaml")) if place.is_dir() else [place]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    digest.update(" ".join(version(name) for name in _LIBRARIES).encode())
    digest.update(sys.version.partition(" ")[0].encode())
    return digest.hexdigest()
