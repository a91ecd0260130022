"""Who speaks: whom each group of articles lets speak, how much, and how diverse that is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from framing.report.figures import figure_of
from framing.report.model import (
    Block,
    Cell,
    Column,
    DataTable,
    Heading,
    Link,
    Number,
    Paragraph,
    Section,
)
from framing.report.numbers import count_of, diversity_of, key_of, share_of, words_count
from framing.report.sections.spoken_sources import SOURCES_TABLE, sources_of
from framing.report.study import Study
from framing.report.wording import group_column, group_name, readable

__all__ = ["who_speaks_section"]

_INTRODUCTION = (
    "Here stands whom the articles let speak, and how much room each gets. Counted are words of "
    "speech: those of direct quotations, of reported speech, and of short quotation marks with a "
    "speaker. A source goes by one name throughout an article where the article leaves no doubt "
    "who is meant; a pronoun that nothing settles stays a pronoun. More under "
)
_FEW_GROUPS = 6
_HAS_SOURCE = ("name", "description", "pronoun")
_GROUP_COLUMNS: tuple[tuple[str, str, str, str, dict[str, str]], ...] = (
    ("speech", "Words of speech", "words", "the words of the articles", {}),
    ("direct", "In quotations", "speech", "the words of speech", {"speech": "direct"}),
    ("unattributed", "Nobody named", "speech", "the words of speech", {"speaker_kind": "none"}),
    ("named", "Source with a name", "attributed", "the words with a source",
     {"speaker_kind": "name"}),
    ("official", "Official source", "attributed", "the words with a source", {}),
)  # fmt: skip
_DIVERSITY = (
    ("roles_shannon", "Roles, Shannon", "nats", "Shannon diversity of roles", "role_words"),
    ("roles_simpson", "Roles, Simpson", "probability", "Simpson diversity of roles", "role_words"),
    ("sources_shannon", "Named sources, Shannon", "nats", "Shannon diversity of sources", "named"),
    ("sources_simpson", "Named sources, Simpson", "probability", "Simpson diversity of sources",
     "named"),
)  # fmt: skip


def who_speaks_section(study: Study) -> Section:
    """Return how much is speech, whose it is, how diverse, in which role, and each source."""
    title = "Who speaks"
    if not any(row.speech for row in study.rows("diversity")):
        reason = (
            "no article lets anybody speak"
            if study.has("diversity")
            else "the study made no table of sources"
        )
        return Section(
            "who_speaks", title, (Paragraph((f"There is nothing to show, because {reason}.",)),)
        )
    methods = Link("How the numbers were made", "methods")
    blocks: list[Block] = [Paragraph((_INTRODUCTION, methods, "."))]
    blocks += figure_of(study, "who_speaks", tables=(SOURCES_TABLE,))
    blocks += [*_groups(study), *_diversity(study), *_roles(study), *sources_of(study)]
    return Section("who_speaks", title, tuple(blocks))


def _official(study: Study) -> tuple[str, ...]:
    """The roles that count as official, as the table has them."""
    told = study.tables["diversity"].signature.to_dict().get("official", "")
    return tuple(told.split("+"))


def _groups(study: Study) -> Iterable[Block]:
    official = _official(study)
    yield Heading("How much is speech, and whose")
    yield DataTable(
        name="who_speaks-groups",
        caption="Words of speech, and who they come from",
        columns=(group_column(study), *(Column(title) for _, title, *_ in _GROUP_COLUMNS)),
        rows=tuple(
            (group_name(row.group), *_group_cells(study, row, official))
            for row in study.rows("diversity")
        ),
        note=(
            "Number of words. In brackets: speech as a share of all words of the articles; "
            "quotations and nobody named as shares of the words of speech; the last two as shares "
            "of the words of speech that have a source. Official are sources in the roles "
            f"{', '.join(readable(role) for role in official)}.",
        ),
    )


def _group_cells(study: Study, row: Any, official: tuple[str, ...]) -> Iterable[Cell]:
    signature = study.signature("diversity")
    for name, _, bottom, of, extra in _GROUP_COLUMNS:
        wanted: dict[str, Any] = {"table": "speech", **study.filter_of(row.group), **extra}
        if name == "official":
            wanted |= {"name_role": official, "speaker_kind": _HAS_SOURCE}
        value, n = int(getattr(row, name)), int(getattr(row, bottom))
        words = words_count(
            key_of("who_speaks", "groups", row.group, f"{name}#n"),
            value,
            signature=signature,
            evidence=wanted,
        )
        share = share_of(
            key_of("who_speaks", "groups", row.group, name),
            value / n if n else None,
            n=n,
            of=of,
            signature=signature,
            evidence=wanted,
        )
        yield (words, " (", share, ")") if n else words


def _diversity(study: Study) -> Iterable[Block]:
    yield Heading("How many sources, and how diverse they are")
    yield DataTable(
        name="who_speaks-diversity",
        caption="Number and diversity of sources",
        columns=(
            group_column(study),
            Column("Sources"),
            Column("With a name"),
            Column("Roles"),
            *(Column(title) for _, title, *_ in _DIVERSITY),
        ),
        rows=tuple(_diversity_row(study, row) for row in study.rows("diversity")),
        note=(
            "Both measures are zero if one role, or one source, has all words. Simpson’s is the "
            "chance that two words taken at random come from different ones; Shannon’s has no "
            "upper end and grows with their number. More text holds more sources, so compare "
            "only where the numbers of words are alike.",
        ),
    )


def _diversity_row(study: Study, row: Any) -> tuple[Cell, ...]:
    signature = study.signature("diversity")
    every: dict[str, Any] = {"table": "speech", **study.filter_of(row.group)}
    told = tuple(sorted({r.role for r in study.rows("roles") if r.role}))
    behind: dict[str, dict[str, Any]] = {
        "n_sources": {**every, "speaker_kind": ("name", "description")},
        "named": {**every, "speaker_kind": "name"},
        "role_words": {**every, "name_role": told, "speaker_kind": _HAS_SOURCE},
    }

    def counted(name: str, unit: str, wanted: str) -> Number:
        key = key_of("who_speaks", "diversity", row.group, name)
        return count_of(
            key, getattr(row, name), unit=unit, signature=signature, evidence=behind[wanted]
        )

    return (
        group_name(row.group),
        counted("n_sources", "sources", "n_sources"),
        counted("n_named", "sources", "named"),
        counted("n_roles", "roles", "role_words"),
        *(
            diversity_of(
                key_of("who_speaks", "diversity", row.group, name),
                getattr(row, name),
                n=getattr(row, n),
                unit=unit,
                method=method,
                signature=signature,
                evidence=behind[n] if getattr(row, n) else None,
            )
            for name, _, unit, method, n in _DIVERSITY
        ),
    )


def _roles(study: Study) -> Iterable[Block]:
    rows = {(row.group, row.role): row for row in study.rows("roles")}
    roles = list(dict.fromkeys(role for _, role in rows))
    if not roles:
        return
    names = {role: readable(role).capitalize() or "No role told" for role in roles}
    groups = study.groups
    across = len(groups) <= _FEW_GROUPS
    yield Heading("In which role")
    yield DataTable(
        name="who_speaks-roles",
        caption="Words of speech by the role of their source",
        columns=(
            (Column("Role", "text"), *(Column(group_name(group)) for group in groups))
            if across
            else (group_column(study), *(Column(names[role]) for role in roles))
        ),
        rows=tuple(
            (names[role], *(_role_cell(study, rows[(group, role)]) for group in groups))
            for role in roles
        )
        if across
        else tuple(
            (group_name(group), *(_role_cell(study, rows[(group, role)]) for role in roles))
            for group in groups
        ),
        note=(
            "Number of words, and in brackets their share of the words that have a source. A role "
            "is what the words that name the source tell, here or elsewhere in the article, or "
            "what the study says of a source.",
        ),
    )


def _role_cell(study: Study, row: Any) -> Cell:
    signature = study.signature("roles")
    wanted: dict[str, Any] = {
        "table": "speech", **study.filter_of(row.group), "name_role": row.role,
        "speaker_kind": _HAS_SOURCE,
    }  # fmt: skip
    place = row.role or "none told"
    words = words_count(
        key_of("who_speaks", "roles", row.group, f"{place}#n"),
        row.words,
        signature=signature,
        evidence=wanted,
    )
    if not row.words:
        return words
    share = share_of(
        key_of("who_speaks", "roles", row.group, place),
        row.share,
        n=row.of,
        of="the words with a source",
        signature=signature,
        evidence=wanted,
    )
    return (words, " (", share, ")")
