"""What a run was made from: hashes, versions and seeds, and nothing about where or when."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePath
from typing import Any

import framing
from framing.experiment.config import ExperimentConfig
from framing.lexicon.pack import LexiconPack

__all__ = ["manifest_of", "resolved_config"]

_LIBRARIES = (
    "jinja2",
    "matplotlib",
    "numpy",
    "pandas",
    "pyarrow",
    "scikit-learn",
    "scipy",
    "seaborn",
    "sentencex",
    "snowballstemmer",
    "typst",
)


def resolved_config(config: ExperimentConfig) -> dict[str, Any]:
    """Return the config with every default, without the engine and without local paths."""
    values = config.model_dump(mode="json", exclude={"engine"})
    values["corpus"]["path"] = _public_path(config.corpus.path)
    for step in values["extraction"]:
        for name in [key for key, value in step.items() if value is None]:
            del step[name]
        if "lexicon" in step:
            step["lexicon"]["packs"] = [_public_path(p) for p in step["lexicon"]["packs"]]
        if "tfidf" in step and step["tfidf"]["max_terms"] is None:
            del step["tfidf"]["max_terms"]
    return values


def _public_path(path: str) -> str:
    return PurePath(path).name if PurePath(path).is_absolute() else path


def manifest_of(
    config: ExperimentConfig, corpus_hash: str, packs: Sequence[LexiconPack], *, skipped: int = 0
) -> dict[str, Any]:
    """Return the manifest of a run; equal runs have equal manifests.

    Parameters
    ----------
    corpus_hash
        `Corpus.sha256` of the articles that were read.
    skipped
        How many articles were left out because of mistakes in them.
    """
    resolved = resolved_config(config)
    return {
        "framing": framing.__version__,
        "config": resolved,
        "hashes": {
            "config": _digest(resolved),
            "corpus": corpus_hash,
            "packs": {pack.name: pack.digest for pack in packs},
        },
        "packs": {pack.name: pack.version for pack in packs},
        "seed": config.seed,
        "skipped_articles": skipped,
        "versions": {name: _version(name) for name in _LIBRARIES},
    }


def _digest(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
