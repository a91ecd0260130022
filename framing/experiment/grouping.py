"""Whether the metadata has what `stats:` compares by."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from framing.errors import ConfigError, Problem, did_you_mean
from framing.evidence import Evidence
from framing.experiment.config import Experiment
from framing.features import RUNS_SCHEMA
from framing.periods import PERIODS, group_values, is_group_column

__all__ = ["check_stats"]


def check_stats(experiment: Experiment, articles: pa.Table, *, whole: bool = True) -> None:
    """Check `by`, `strata` and `compare_to` against the metadata; ConfigError tells all at once.

    Where the articles are not the whole corpus, a group may be missing.
    """
    stats = experiment.config.stats
    problems = [
        Problem(experiment.where("stats", key), f"stats.{key}: {message}")
        for key, value in (("by", stats.by), ("strata", stats.strata))
        if value is not None and (message := _column_problem(articles.column_names, value))
    ]
    if not problems and whole and stats.compare_to not in ("pairs", "rest"):
        groups = list(dict.fromkeys(group_values(articles, stats.by)))
        if stats.compare_to not in groups:
            near = (
                did_you_mean(stats.compare_to, groups) or f"; there are: {', '.join(groups[:12])}"
            )
            message = (
                f"stats.compare_to: expected pairs, rest or a value of '{stats.by}', found"
                f" '{stats.compare_to}'{near}"
            )
            problems.append(Problem(experiment.where("stats", "compare_to"), message))
    if not problems and stats.strata is not None and stats.test != "permutation":
        message = f"stats.test: '{stats.test}' knows no strata; choose permutation"
        problems.append(Problem(experiment.where("stats", "test"), message))
    if problems:
        raise ConfigError(problems)


def _column_problem(columns: Sequence[str], name: str) -> str:
    if not is_group_column(columns, name) or name.partition(".")[0] == "text":
        known = ", ".join(column for column in columns if column != "text")
        column, _, part = name.rpartition(".")
        if column in columns:
            near = did_you_mean(part, list(PERIODS)) or f"; known are {', '.join(PERIODS)}"
            return f"no part '{part}' of a date{near}"
        near = did_you_mean(name, columns) or f"; there are: {known}"
        return f"no column '{name}' in the metadata{near}"
    taken = Evidence.empty().knows(name) or name in (*RUNS_SCHEMA.names, "table")
    if taken and name != "outlet":
        return f"'{name}' is also a column of the evidence; rename it in the metadata"
    return ""
