"""What a run reads before it begins: the experiment, the corpus or its shards, the packs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from framing.corpus.article import Corpus
from framing.corpus.outlets import with_outlets
from framing.corpus.readers import read_corpus
from framing.corpus.shard_reading import read_shard
from framing.corpus.shards import Shard, find_shards
from framing.corpus.stores import is_remote
from framing.errors import ConfigError, FramingError, Problem, did_you_mean
from framing.experiment.config import Experiment
from framing.experiment.grouping import check_stats
from framing.experiment.known_sources import known_sources
from framing.extraction.matrix import check_metadata
from framing.lexicon.pack import LexiconPack
from framing.lexicon.sources import load_pack
from framing.segmentation.source_names import KnownSources

__all__ = ["Inputs", "read_inputs"]


@dataclass(frozen=True)
class Inputs:
    """A validated experiment with its corpus and packs.

    A corpus that is read in shards is not in memory: `corpus` is its first shard then.
    """

    experiment: Experiment
    corpus: Corpus
    packs: tuple[LexiconPack, ...]
    sources: KnownSources
    shards: tuple[Shard, ...] = ()


def read_inputs(experiment: Experiment, *, skip_bad: bool = False) -> Inputs:
    """Read corpus and packs; every mistake in packs is told at once, with the config's line.

    With `skip_bad`, articles that something is wrong with are left out.
    """
    packs = _read_packs(experiment)
    sources = known_sources(experiment)
    corpus, shards = _read_articles(experiment, skip_bad)
    check_stats(experiment, corpus.table, whole=not shards)
    check_metadata(corpus.table.column_names)
    return Inputs(experiment, corpus, packs, sources, shards)


def _read_articles(experiment: Experiment, skip_bad: bool) -> tuple[Corpus, tuple[Shard, ...]]:
    """Return the corpus, or its first shard and all shards."""
    config = experiment.config.corpus
    address = experiment.corpus_path
    if not is_remote(address) and not Path(address).exists():
        path = Path(address)
        beside = [p.name for p in path.parent.glob("*")] if path.parent.is_dir() else []
        near = did_you_mean(path.name, beside) or "; it is looked for beside the experiment file"
        message = (
            f"corpus.path: expected a folder or a file, found nothing at '{config.path}'{near}"
        )
        raise ConfigError(message, where=experiment.where("corpus", "path"))
    reading: dict[str, Any] = {"columns": config.columns or None, "encoding": config.encoding}
    shards = find_shards(address, **reading, skip_bad=skip_bad)
    if shards:
        chosen = [
            replace(
                s, aliases=tuple(config.aliases.items()), outlets=tuple(config.outlets),
                on_bad_row=config.on_bad_row,
            )
            for s in shards
        ]  # fmt: skip
        return read_shard(chosen[0]), tuple(chosen)
    on_bad_row = "skip" if skip_bad else config.on_bad_row
    corpus = read_corpus(address, **reading, skip_bad=skip_bad, on_bad_row=on_bad_row)
    return with_outlets(corpus, aliases=config.aliases, outlets=config.outlets), ()


def _read_packs(experiment: Experiment) -> tuple[LexiconPack, ...]:
    packs: list[LexiconPack] = []
    problems: list[Problem] = []
    for i, step in enumerate(experiment.config.extraction):
        for j, name in enumerate(step.lexicon.packs if step.lexicon else ()):
            where = experiment.where("extraction", i, "lexicon", "packs", j)
            try:
                pack = load_pack(experiment.pack_path(name))
            except FramingError as e:
                key = f"extraction[{i}].lexicon.packs: "
                problems += [p if p.where else Problem(where, key + p.message) for p in e.problems]
                continue
            if pack.is_service:
                message = f"'{name}' serves the rules of voice and is not scored; leave it out"
                problems.append(Problem(where, message))
            elif pack.name in [p.name for p in packs]:
                problems.append(Problem(where, f"pack '{pack.name}' is named twice; keep one"))
            packs.append(pack)
    if problems:
        raise ConfigError(problems)
    return tuple(packs)
