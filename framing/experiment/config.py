"""The experiment file: its keys, their defaults, and messages about what is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, ValidationError

from framing.errors import ConfigError, Problem, did_you_mean
from framing.experiment.config_messages import config_problems
from framing.experiment.stats_config import Block, StatsBlock
from framing.yaml_nodes import Node, parse_yaml, read_yaml

__all__ = ["Experiment", "ExperimentConfig", "experiment_schema", "load_experiment"]

Voice = Literal["authorial", "scare", "direct", "indirect"]
CleaningRule = Literal["furniture", "captions", "teasers"]
PlotName = Literal[
    "naming",
    "voice",
    "who_speaks",
    "keyness",
    "distinctive",
    "word_shift",
    "heatmap",
    "map",
    "forest",
    "timeline",
]
SectionName = Literal[
    "summary",
    "corpus",
    "naming",
    "voice",
    "who_speaks",
    "vocabulary",
    "comparison",
    "evidence",
    "methods",
    "limits",
]


class CorpusConfig(Block):
    """Where the articles are and how they are read."""

    path: str = Field(description="Folder, file or address of articles, relative to this file.")
    clean: list[CleaningRule] = Field(default=[], description="Cleaning rules, by name.")
    columns: dict[str, str] = Field(
        default={}, description="Reserved column name → name in the file, e.g. {text: body}."
    )
    encoding: str | None = Field(default=None, description="Of the texts, if not UTF-8.")
    aliases: dict[str, str] = Field(
        default={}, description="Spelling of an outlet's name in the file → the name to use."
    )
    outlets: list[str] = Field(
        default=[], description="Only articles of these outlets are read; all if empty."
    )
    on_bad_row: Literal["stop", "skip"] = Field(
        default="stop", description="A row of a table with too few or too many fields."
    )


class SegmentationConfig(Block):
    """How texts are cut."""

    language: str | None = Field(
        default=None, description="Of all articles; else the column language, else en."
    )
    aliases: dict[str, list[str]] = Field(
        default={}, description="Name of a source → its spellings; case and accents do not count."
    )
    roles: dict[str, str] = Field(
        default={}, description="Name of a source → its role, of the pack speaker_roles."
    )


class LexiconConfig(Block):
    """Packs to count."""

    packs: Annotated[list[str], Field(min_length=1)] = Field(
        description="Names of bundled packs, or paths relative to this file."
    )
    overlap: Literal["pack", "category"] | None = Field(
        default=None, description="In place of each pack's own rule."
    )


class TfidfConfig(Block):
    """n-grams to count."""

    ngrams: Annotated[list[int], Field(min_length=2, max_length=2)] = Field(
        default=[1, 1], description="Shortest and longest n-gram, in words."
    )
    voices: list[Voice] = Field(
        default=["authorial"], description="Voices whose vocabulary is compared."
    )
    min_articles: Annotated[int, Field(ge=1)] = Field(
        default=1, description="n-grams in fewer articles are left out."
    )
    stop_words: Literal["english", "none"] = Field(
        default="english", description="No n-gram begins or ends with a stop word."
    )
    numbers: bool = Field(default=False, description="Keep words without a letter.")
    max_terms: Annotated[int, Field(ge=1)] | None = Field(
        default=None,
        description="The most n-grams that are kept, those in most articles, so that memory is "
        "bounded; all if not given. Counts stay exact, and the report tells from how many articles "
        "on no n-gram is missing.",
    )


class ExtractionStep(Block):
    """One extractor: exactly one of its keys."""

    lexicon: LexiconConfig | None = None
    tfidf: TfidfConfig | None = None


class StatsConfig(StatsBlock):
    """What is compared."""

    keyness: Literal["log_odds"] = "log_odds"


class ReportConfig(Block):
    """What is written."""

    title: str | None = Field(default=None, description="Title of the report.")
    formats: list[Literal["html", "pdf", "png"]] = Field(default=["html", "pdf", "png"])
    sections: list[SectionName] = Field(default=list(get_args(SectionName)))


class EngineConfig(Block):
    """What runs the work; results are the same to the byte whatever does."""

    name: Literal["serial", "processes", "dask"] = Field(
        default="serial", description="One process, all cores, or a cluster by Dask."
    )
    workers: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="How many; else as many as there are cores."
    )
    scheduler: str | None = Field(
        default=None, description="Address of a Dask scheduler; else a cluster on this machine."
    )


class ExperimentConfig(Block):
    """A study: every key but `name` and `seed` is a storey of the package."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=100)] = Field(
        description="Name of the study and of its output folder."
    )
    seed: Annotated[int, Field(ge=0)] = 0
    corpus: CorpusConfig
    segmentation: SegmentationConfig = SegmentationConfig()
    extraction: Annotated[list[ExtractionStep], Field(min_length=1)]
    stats: StatsConfig = StatsConfig()
    plots: list[PlotName] = Field(default=["naming", "voice", "who_speaks", "keyness", "forest"])
    report: ReportConfig = ReportConfig()
    engine: EngineConfig = EngineConfig()

    def packs(self) -> list[tuple[str, str | None]]:
        """Return the packs of all lexicon steps with their overlap rule, in order."""
        steps = [step.lexicon for step in self.extraction if step.lexicon]
        return [(pack, step.overlap) for step in steps for pack in step.packs]

    def tfidf(self) -> TfidfConfig | None:
        """Return the n-gram step, if there is one."""
        return next((step.tfidf for step in self.extraction if step.tfidf), None)


@dataclass(frozen=True)
class Experiment:
    """A validated experiment file and the folder its paths are relative to."""

    config: ExperimentConfig
    folder: Path
    file: str
    lines: Mapping[tuple[str | int, ...], int]

    def where(self, *keys: str | int) -> str:
        """Return file:line of a key, for messages."""
        line = next(
            (self.lines[keys[:n]] for n in range(len(keys), -1, -1) if keys[:n] in self.lines), 1
        )
        return f"{self.file}:{line}"

    @property
    def corpus_path(self) -> str:
        """Where the articles are: a path, or an address such as `s3://bucket/articles/`."""
        path = self.config.corpus.path
        return path if "://" in path else str((self.folder / path).resolve())

    def public_text(self, text: str) -> str:
        """Return a text with the corpus named as the file names it, without local folders."""
        written = self.config.corpus.path
        shown = PurePath(written).name if PurePath(written).is_absolute() else written
        return text.replace(self.corpus_path, shown.rstrip("/"))

    def pack_path(self, name: str) -> str | Path:
        """Return a pack's name, or its path if it is written as one."""
        path = self.folder / name
        return path if "/" in name or name.endswith((".yaml", ".yml")) else name


def experiment_schema() -> dict[str, Any]:
    """Return the JSON Schema of an experiment file, for editors."""
    schema = ExperimentConfig.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def load_experiment(path: str | Path, overrides: Sequence[str] = ()) -> Experiment:
    """Read and validate an experiment file.

    Parameters
    ----------
    overrides
        `key.key=value` texts that replace values of the file.

    Raises
    ------
    ConfigError
        With every mistake, each with its line.
    """
    file = Path(path)
    if not file.is_file():
        found = "a folder" if file.is_dir() else "nothing"
        beside = [p.name for p in file.parent.glob("*.y*ml")] if file.parent.is_dir() else []
        near = did_you_mean(file.name, beside) or "; `framing new NAME` writes one to start from"
        message = f"expected an experiment file (.yaml), found {found}{near}"
        raise ConfigError(message, where=str(path))
    node = read_yaml(file, ConfigError)
    if node.kind != "mapping":
        raise ConfigError(
            f"expected keys such as name and corpus, found {node.describe()}", where=f"{path}:1"
        )
    values = node.to_python()
    for override in overrides:
        _override(values, override)
    lines = dict(node.lines())
    try:
        config = ExperimentConfig.model_validate(values)
    except ValidationError as e:
        raise ConfigError(config_problems(e, str(path), lines, ExperimentConfig)) from None
    experiment = Experiment(config, file.resolve().parent, str(path), lines)
    _check_steps(experiment)
    return experiment


def _override(values: Any, text: str) -> None:
    """Set one value; text after `=` is read as YAML."""
    key, equals, written = text.partition("=")
    if not equals or not key:
        raise ConfigError(f"expected key.key=value, found '{text}'", where="--set")
    node: Node = parse_yaml(f"value: {written}", name=f"--set {key}", error=ConfigError)
    *parents, last = key.split(".")
    at = values
    try:
        for part in parents:
            at = at[int(part)] if isinstance(at, list) else at.setdefault(part, {})
        at[int(last) if isinstance(at, list) else last] = node["value"].to_python()
    except (IndexError, ValueError, TypeError, AttributeError):
        message = "there is no such place in the file; keys and positions are joined by full stops"
        raise ConfigError(message, where=f"--set {key}") from None


def _check_steps(experiment: Experiment) -> None:
    """Check what the types can't say."""
    problems = []
    for i, step in enumerate(experiment.config.extraction):
        given = [k for k in ("lexicon", "tfidf") if getattr(step, k) is not None]
        if len(given) != 1:
            where = experiment.where("extraction", i)
            found = " and ".join(given) or "neither"
            message = f"extraction[{i}]: expected one of lexicon and tfidf, found {found}"
            problems.append(Problem(where, message))
        if step.tfidf and not 1 <= step.tfidf.ngrams[0] <= step.tfidf.ngrams[1] <= 5:
            where = experiment.where("extraction", i, "tfidf", "ngrams")
            found = ", ".join(map(str, step.tfidf.ngrams))
            problems.append(
                Problem(
                    where,
                    f"extraction[{i}].tfidf.ngrams: expected 1 to 5, shortest first, found {found}",
                )
            )
    if problems:
        raise ConfigError(problems)
