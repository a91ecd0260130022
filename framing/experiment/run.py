"""From an experiment file to a finished output folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from framing.corpus.article import Corpus
from framing.corpus.outlets import check_outlets, with_outlets
from framing.corpus.readers import read_corpus
from framing.corpus.shard_reading import read_shard
from framing.corpus.shards import Shard, find_shards
from framing.corpus.stores import is_remote
from framing.errors import ConfigError, FramingError, Problem, did_you_mean
from framing.evidence import Evidence
from framing.experiment.catalog import EXTRACTORS, engine_of, load
from framing.experiment.config import Experiment, load_experiment
from framing.experiment.folder import files_of, refuse_foreign, replaced_folder
from framing.experiment.grouping import check_stats
from framing.experiment.known_sources import known_sources
from framing.experiment.manifest import manifest_of, resolved_config
from framing.experiment.mapping import Mapping, Watch, map_and_merge
from framing.experiment.outputs import write_json, write_waist
from framing.experiment.parts_folder import parts_folder
from framing.experiment.run_log import RunLog, Tell
from framing.experiment.skipped import skipped_notes, write_skipped
from framing.extraction.matches import PackMatcher
from framing.extraction.matrix import check_metadata
from framing.extraction.merging import Merged
from framing.features import FeatureMatrix
from framing.lexicon.pack import LexiconPack
from framing.lexicon.sources import load_pack
from framing.notebook import card, counted
from framing.segmentation.source_names import KnownSources

if TYPE_CHECKING:
    from framing.stats import Table

__all__ = ["Inputs", "Run", "Tell", "read_inputs", "run"]


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
            replace(s, aliases=tuple(config.aliases.items()), outlets=tuple(config.outlets))
            for s in shards
        ]
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


def run(
    experiment: str | Path,
    *,
    output: str | Path | None = None,
    overrides: Sequence[str] = (),
    tell: Tell | None = None,
    watch: Watch | None = None,
    fresh: bool = False,
    on_error: Literal["stop", "skip"] = "stop",
) -> Run:
    """Run an experiment and write its output folder.

    What was worked out for a shard is kept in `.<name>.parts` beside the output, and used again
    by later runs as far as nothing that it depends on has changed.

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
    watch
        Called after each shard with the bytes done, the bytes of all, and how many of those done
        were done by an earlier run.
    fresh
        Use nothing of earlier runs.
    on_error
        What becomes of an article that can't be read, or on which the work fails: `stop` ends the
        run, `skip` leaves the article out, lists it in `skipped.csv` and tells it in the report.

    Raises
    ------
    FramingError
        If anything of the input is wrong; nothing is written then.
    """
    log = RunLog(tell, watch)
    skip = on_error == "skip"
    with log.stage("reading config, corpus and packs"):
        inputs = read_inputs(load_experiment(experiment, overrides), skip_bad=skip)
    config = inputs.experiment.config
    target = Path(output) if output is not None else Path("reports") / config.name
    refuse_foreign(target.absolute())
    with parts_folder(target, fresh=fresh) as parts, replaced_folder(target) as new:
        with log.stage("finding voices, matches and terms"):
            merged = _extract(inputs, parts, skip, log)
        done = _work(inputs, merged, new, log)
        for note in done.notes:
            log.note(note)
        log.lines.append(f"engine: {config.engine.name}")
        (new / "run.log").write_text("\n".join(log.lines) + "\n", encoding="utf-8")
    return replace(done, folder=target)


def _work(inputs: Inputs, merged: Merged, folder: Path, log: RunLog) -> Run:
    from framing.experiment.figures import draw_figures
    from framing.experiment.languages import language_cards
    from framing.experiment.tables import make_tables, pack_cards
    from framing.report import Study, write_report
    from framing.stats import design_of

    config, features = inputs.experiment.config, merged.features
    skipped = (*((p.where, p.message) for p in _read_whole(inputs, "skipped")), *merged.skipped)
    notes = (*_read_whole(inputs, "notes"), *merged.notes, *skipped_notes(skipped))
    with log.stage("working out tables"):
        tables = make_tables(features, config)
    with log.stage("drawing figures"):
        figures = draw_figures(tables, config)
    manifest = manifest_of(config, merged.sha256, inputs.packs, skipped=len(skipped))
    study = Study(
        title=config.report.title or config.name.replace("_", " "),
        config=resolved_config(config),
        features=features,
        design=design_of(features, by=config.stats.by, level=config.stats.interval.level),
        tables=tables,
        figures=figures,
        manifest=manifest,
        packs=pack_cards(inputs.packs),
        notes=notes,
        languages=language_cards(features, config),
    )
    with log.stage("writing the report"):
        results = write_report(
            study, folder, formats=config.report.formats, sections=config.report.sections
        )
        write_waist(features, folder)
        write_skipped(skipped, folder)
        write_json({**manifest, "files": files_of(folder)}, folder / "manifest.json")
    return Run(folder, features, tables, results, notes)


def _read_whole(inputs: Inputs, name: str) -> tuple[Any, ...]:
    """Return notes or skipped articles of a corpus that was read at once; shards tell their own."""
    return () if inputs.shards else tuple(getattr(inputs.corpus, name))


def _extract(inputs: Inputs, parts: Path, skip: bool, log: RunLog) -> Merged:
    config = inputs.experiment.config
    packs = iter(inputs.packs)
    extractors: list[Any] = [PackMatcher(next(packs), overlap=rule) for _, rule in config.packs()]
    if step := config.tfidf():
        extractors.append(
            load(EXTRACTORS["tfidf"])(
                ngrams=(step.ngrams[0], step.ngrams[1]),
                voices=step.voices,
                min_articles=step.min_articles,
                stop_words=None if step.stop_words == "none" else step.stop_words,
                numbers=step.numbers,
                language=config.segmentation.language or "en",
            )
        )
    merged, reused = map_and_merge(
        inputs.shards or inputs.corpus,
        extractors,
        Mapping(engine_of(config.engine), parts, skip, log.watch),
        clean=config.corpus.clean,
        language=config.segmentation.language,
        sources=inputs.sources,
    )
    if inputs.shards:
        articles = merged.features.articles_table
        check_stats(inputs.experiment, articles)
        check_outlets(config.corpus.outlets, articles.column("outlet").unique().to_pylist())
    if reused:
        log.lines.append(f"shards that an earlier run had done: {reused}")
    return merged
