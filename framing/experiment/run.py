"""From an experiment file to a finished output folder."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.corpus.article import Corpus
from framing.corpus.outlets import with_outlets
from framing.corpus.readers import read_corpus
from framing.errors import ConfigError, FramingError, Problem, did_you_mean
from framing.evidence import Evidence
from framing.experiment.catalog import ENGINES, EXTRACTORS, load
from framing.experiment.config import Experiment, load_experiment
from framing.experiment.folder import files_of, replaced_folder
from framing.experiment.grouping import check_stats
from framing.experiment.known_sources import known_sources
from framing.experiment.manifest import manifest_of, resolved_config
from framing.experiment.outputs import write_json, write_waist
from framing.extraction.matrix import check_metadata
from framing.features import FeatureMatrix
from framing.lexicon.pack import LexiconPack
from framing.lexicon.sources import load_pack
from framing.notebook import card, counted
from framing.segmentation.source_names import KnownSources

if TYPE_CHECKING:
    from framing.stats import Table

__all__ = ["Inputs", "Run", "read_inputs", "run"]

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Inputs:
    """A validated experiment with its corpus and packs."""

    experiment: Experiment
    corpus: Corpus
    packs: tuple[LexiconPack, ...]
    sources: KnownSources


@dataclass(frozen=True)
class Run:
    """A finished run.

    Parameters
    ----------
    folder
        Where the files are.
    features, tables
        The waist and the tables made from it.
    results
        `results.json`: every printed number by its key.
    notes
        What a reader must know of the corpus.
    """

    folder: Path
    features: FeatureMatrix = field(repr=False)
    tables: dict[str, Table] = field(repr=False)
    results: dict[str, Any] = field(repr=False)
    notes: tuple[str, ...] = ()

    @property
    def report(self) -> Path:
        """The report: HTML if it was asked for, else PDF."""
        html = self.folder / "report.html"
        return html if html.exists() else self.folder / "report.pdf"

    @property
    def evidence(self) -> Evidence:
        """The table of matches."""
        return self.features.evidence

    @property
    def files(self) -> list[Path]:
        """Report and figures, as written."""
        named = [self.folder / name for name in ("report.html", "report.pdf")]
        return [p for p in named if p.exists()] + sorted(self.folder.glob("figures/*.png"))

    def __repr__(self) -> str:
        return f"Run({str(self.folder)!r}, {', '.join(self._counts)})"

    @property
    def _counts(self) -> tuple[str, ...]:
        return (
            counted(len(self.features), "article"),
            counted(len(self.evidence), "match", "matches"),
            counted(len(self.results.get("numbers", ())), "number"),
        )

    def _repr_html_(self) -> str:
        return card(
            f"Run {self.folder.name}",
            self._counts,
            columns=("made", "where"),
            rows=[
                ("report", str(self.report)),
                ("figures", counted(len([*self.folder.glob("figures/*.png")]), "figure")),
                ("tables", ", ".join(self.tables)),
                ("folder", str(self.folder)),
            ],
            notes=self.notes[:3],
        )


def read_inputs(experiment: Experiment) -> Inputs:
    """Read corpus and packs; every mistake in packs is told at once, with the config's line."""
    packs = _read_packs(experiment)
    sources = known_sources(experiment)
    config = experiment.config.corpus
    path = experiment.corpus_path
    if not path.exists():
        beside = [p.name for p in path.parent.glob("*")] if path.parent.is_dir() else []
        near = did_you_mean(path.name, beside) or "; it is looked for beside the experiment file"
        message = (
            f"corpus.path: expected a folder or a file, found nothing at '{config.path}'{near}"
        )
        raise ConfigError(message, where=experiment.where("corpus", "path"))
    corpus = read_corpus(
        path,
        columns=config.columns or None,
        encoding=config.encoding,
        on_bad_row=config.on_bad_row,
    )
    corpus = with_outlets(corpus, aliases=config.aliases, outlets=config.outlets)
    check_stats(experiment, corpus)
    check_metadata(corpus)
    return Inputs(experiment, corpus, packs, sources)


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


class _Log:
    """Stages with their times, for `run.log` and for whoever watches."""

    def __init__(self, tell: Tell | None) -> None:
        self.tell = tell or (lambda _: None)
        self.lines: list[str] = []

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self.tell(name)
        began, cpu = time.perf_counter(), time.process_time()
        yield
        took, used = time.perf_counter() - began, time.process_time() - cpu
        self.lines.append(f"{name}: {took:.2f} s ({used:.2f} s of CPU)")

    def note(self, text: str) -> None:
        self.lines.append(f"note: {text}")


def run(
    experiment: str | Path,
    *,
    output: str | Path | None = None,
    overrides: Sequence[str] = (),
    tell: Tell | None = None,
) -> Run:
    """Run an experiment and write its output folder.

    Parameters
    ----------
    experiment
        The YAML file.
    output
        The output folder itself; `reports/<name>` under the current folder if not given.
    overrides
        `key.key=value` texts that replace values of the file.
    tell
        Called with the name of each stage as it begins.

    Raises
    ------
    FramingError
        If anything of the input is wrong; nothing is written then.
    """
    log = _Log(tell)
    with log.stage("reading config, corpus and packs"):
        inputs = read_inputs(load_experiment(experiment, overrides))
    config = inputs.experiment.config
    target = Path(output) if output is not None else Path("reports") / config.name
    with replaced_folder(target) as new:
        done = _work(inputs, new, log)
        for note in done.notes:
            log.note(note)
        log.lines.append(f"engine: {config.engine.name}")
        (new / "run.log").write_text("\n".join(log.lines) + "\n", encoding="utf-8")
    return replace(done, folder=target)


def _work(inputs: Inputs, folder: Path, log: _Log) -> Run:
    from framing.experiment.figures import draw_figures
    from framing.experiment.languages import language_cards
    from framing.experiment.tables import make_tables, pack_cards
    from framing.report import Study, write_report
    from framing.stats import design_of

    config = inputs.experiment.config
    with log.stage("finding voices, matches and terms"):
        features = _extract(inputs)
    with log.stage("working out tables"):
        tables = make_tables(features, config)
    with log.stage("drawing figures"):
        figures = draw_figures(tables, config)
    manifest = manifest_of(config, inputs.corpus, inputs.packs)
    study = Study(
        title=config.report.title or config.name.replace("_", " "),
        config=resolved_config(config),
        features=features,
        design=design_of(features, by=config.stats.by, level=config.stats.interval.level),
        tables=tables,
        figures=figures,
        manifest=manifest,
        packs=pack_cards(inputs.packs),
        notes=inputs.corpus.notes,
        languages=language_cards(features, config),
    )
    with log.stage("writing the report"):
        results = write_report(
            study, folder, formats=config.report.formats, sections=config.report.sections
        )
        write_waist(features, folder)
        write_json({**manifest, "files": files_of(folder)}, folder / "manifest.json")
    return Run(folder, features, tables, results, inputs.corpus.notes)


def _extract(inputs: Inputs) -> FeatureMatrix:
    from framing.extraction.matrix import extract

    config = inputs.experiment.config
    packs = iter(inputs.packs)
    lexicon, tfidf = load(EXTRACTORS["lexicon"]), load(EXTRACTORS["tfidf"])
    extractors = [lexicon(next(packs), overlap=overlap) for _, overlap in config.packs()]
    if step := config.tfidf():
        extractors.append(
            tfidf(
                ngrams=(step.ngrams[0], step.ngrams[1]),
                voices=step.voices,
                min_articles=step.min_articles,
                stop_words=None if step.stop_words == "none" else step.stop_words,
                numbers=step.numbers,
                language=config.segmentation.language or "en",
            )
        )
    return extract(
        inputs.corpus,
        extractors,
        clean=config.corpus.clean,
        language=config.segmentation.language,
        sources=inputs.sources,
        engine=load(ENGINES[config.engine.name])(),
    )
