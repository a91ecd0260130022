"""What several commands are told about articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from framing.cli.console import message
from framing.errors import ConfigError, did_you_mean

if TYPE_CHECKING:
    from framing.corpus.article import Corpus

__all__ = ["articles_at", "check_rules"]


def check_rules(rules: Sequence[str]) -> None:
    """Refuse a cleaning rule that there is not."""
    from framing.corpus.cleaning import CLEANING_RULES

    for rule in rules:
        if rule not in CLEANING_RULES:
            near = did_you_mean(rule, list(CLEANING_RULES)) or f"; known are {list(CLEANING_RULES)}"
            raise ConfigError(f"no cleaning rule '{rule}'{near}", where="--clean")


def articles_at(paths: Path | list[Path]) -> Corpus:
    """Read articles and tell what was assumed in reading them."""
    from framing.corpus.readers import read_corpus

    corpus = read_corpus(paths)
    for note in corpus.notes:
        message(f"note: {note}")
    return corpus
