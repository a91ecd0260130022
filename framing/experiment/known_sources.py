"""What an experiment says of its sources: spellings of one name, and roles."""

from __future__ import annotations

from collections.abc import Iterator

from framing.errors import ConfigError, Problem, did_you_mean
from framing.experiment.config import Experiment
from framing.lexicon.service import service_words
from framing.segmentation.source_names import KnownSources, folded

__all__ = ["known_sources"]


def known_sources(experiment: Experiment) -> KnownSources:
    """Return the aliases and roles of an experiment.

    Raises
    ------
    ConfigError
        If a spelling is given to two names, is empty, or a role is none of `speaker_roles`.
    """
    problems = [*_spelling_problems(experiment), *_role_problems(experiment)]
    if problems:
        raise ConfigError(problems)
    config = experiment.config.segmentation
    return KnownSources(config.aliases, config.roles)


def _spelling_problems(experiment: Experiment) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for name, spellings in experiment.config.segmentation.aliases.items():
        where = experiment.where("segmentation", "aliases", name)
        for spelling in [name, *spellings]:
            if not folded(spelling):
                message = (
                    f"segmentation.aliases: expected spellings of '{name}', found an empty one"
                )
                yield Problem(where, message)
            elif owners.setdefault(folded(spelling), name) != name:
                other = owners[folded(spelling)]
                message = (
                    f"segmentation.aliases: '{spelling}' is given to '{other}' and to '{name}' "
                    "(case and accents do not count); give it to one of them"
                )
                yield Problem(where, message)


def _role_problems(experiment: Experiment) -> Iterator[Problem]:
    roles = list(service_words("speaker_roles", "en"))
    for name, role in experiment.config.segmentation.roles.items():
        if role not in roles:
            near = did_you_mean(role, roles) or f"; there are: {', '.join(roles)}"
            message = f"segmentation.roles: no role '{role}' in the pack speaker_roles{near}"
            yield Problem(experiment.where("segmentation", "roles", name), message)
