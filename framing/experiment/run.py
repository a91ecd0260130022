"""From an experiment file to a finished output folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from framing.evidence import Evidence
from framing.experiment.catalog import EXTRACTORS, engine_of, load
from framing.experiment.config import load_experiment
from framing.experiment.folder import files_of, refuse_foreign, replaced_folder
from framing.experiment.grouping import check_stats
from framing.experiment.inputs import Inputs, read_inputs
from framing.experiment.manifest import manifest_of, resolved_config
from framing.experiment.mapping import Mapping, Watch, map_and_merge
from framing.experiment.outputs import write_json, write_waist
from framing.experiment.parts_folder import parts_folder
from framing.experiment.run_log import RunLog, Tell
from framing.experiment.skipped import skipped_notes, write_skipped
from framing.extraction.matches import PackMatcher
from framing.extraction.merging import Merged
from framing.features import FeatureMatrix
from framing.notebook import card, counted

if TYPE_CHECKING:
    from framing.stats import Table

__all__ = ["Run", "run"]


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
    public = inputs.experiment.public_text
    left_out = (*((p.where, p.message) for p in _read_whole(inputs, "skipped")), *merged.skipped)
    skipped = [(public(place), public(reason)) for place, reason in left_out]
    told = (*_read_whole(inputs, "notes"), *merged.notes)
    notes = (*map(public, told), *skipped_notes(skipped))
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
                max_terms=step.max_terms,
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
        check_stats(inputs.experiment, merged.features.articles_table)
    if reused:
        log.lines.append(f"shards that an earlier run had done: {reused}")
    return merged
