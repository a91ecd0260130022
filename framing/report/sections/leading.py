"""Which of the rival names each group uses most in its own voice."""

from __future__ import annotations

from typing import Any

from framing.features import Feature
from framing.report.model import Emphasis, Number, Words
from framing.report.numbers import count_of, key_of
from framing.report.study import Study
from framing.report.wording import enumerated, group_name, readable, several_groups

__all__ = ["leading_names"]

_FEW_GROUPS = 8
_MOST = 3


def leading_names(study: Study) -> tuple[Words, ...]:
    """Return one sentence for each referent whose leading name in own voice is not the same.

    The referents with the most mentions in own voice come first, and no more than three.
    """
    if not study.has("naming"):
        return ()
    cells = {
        (r.pack, r.referent, r.name, r.group): r
        for r in study.rows("naming")
        if r.voice == "authorial"
    }
    items: list[Words] = []
    for referent in sorted(study.referents(), key=lambda r: -_mentions(r, cells)):
        sentence = _referent(study, referent, cells)
        if sentence and len(items) < _MOST:
            items.append(sentence)
    return tuple(items)


def _mentions(referent: Feature, cells: dict[Any, Any]) -> int:
    here = (referent.pack, referent.category)
    return sum(int(row.n) for key, row in cells.items() if key[:2] == here)


def _referent(study: Study, referent: Feature, cells: dict[Any, Any]) -> Words:
    leaders: dict[str, list[str]] = {}
    tied, none = [], []
    names = study.features.names(referent)
    for group in study.groups:
        counts = {
            n.short: int(cells[(referent.pack, referent.category, n.short, group)].n) for n in names
        }
        most = max(counts.values(), default=0)
        first = [name for name, n in counts.items() if n == most]
        if not most:
            none.append(group)
        elif len(first) > 1:
            tied.append(group)
        else:
            leaders.setdefault(first[0], []).append(group)
    if len(leaders) < 2:
        return ()
    ordered = sorted(leaders.items(), key=lambda item: -len(item[1]))
    clauses: list[Words] = [
        _clause(study, referent, name, groups, cells) for name, groups in ordered
    ]
    if tied:
        clauses.append(("no single name leads in ", *_several(study, referent, "tied", tied)))
    if none:
        clauses.append(("no listed name in own voice in ", *_several(study, referent, "no", none)))
    head = Emphasis(f"{readable(referent.category).capitalize()}. ")
    parts = [part for i, clause in enumerate(clauses) for part in (("; ",) if i else ()) + clause]
    return (head, "Most used in own voice: ", *parts, ".")


def _clause(
    study: Study, referent: Feature, name: str, groups: list[str], cells: dict[Any, Any]
) -> Words:
    label = Emphasis(readable(name))
    if len(groups) > _FEW_GROUPS:
        return (
            label,
            " in the articles of ",
            _how_many(study, referent, name, groups),
            f" {several_groups(study, len(groups))}",
        )
    shown = [(group_name(g), " (", *_of(study, referent, name, g, cells), ")") for g in groups]
    return (
        label,
        " in the article of " if _single(study, groups) else " in the articles of ",
        *enumerated(shown),
    )


def _single(study: Study, groups: list[str]) -> bool:
    return len(groups) == 1 and study.n_articles[groups[0]] == 1


def _of(study: Study, referent: Feature, name: str, group: str, cells: dict[Any, Any]) -> Words:
    row = cells[(referent.pack, referent.category, name, group)]
    key = ("summary", f"leading-{referent.name}", f"{name}@{group}")
    signature = study.signature("naming")
    category = f"{referent.category}.{name}"
    wanted = study.filter_of(group, pack=referent.pack, table_voice="authorial")
    categories = tuple(n.category for n in study.features.names(referent))
    denied = study.n_negated(f"{referent.pack}.{category}", group, "authorial")
    negated: Words = (
        "; ",
        count_of(
            key_of(*key, "n#negated"),
            denied,
            evidence={**wanted, "category": category, "negated": True},
            signature=study.signature("rates"),
        ),
        " negated",
    )
    return (
        count_of(
            key_of(*key, "n"), row.n, evidence={**wanted, "category": category}, signature=signature
        ),
        " of ",
        count_of(
            key_of(*key, "of"),
            row.of,
            evidence={**wanted, "category": categories},
            signature=signature,
        ),
        *(negated if denied else ()),
    )


def _several(study: Study, referent: Feature, kind: str, groups: list[str]) -> Words:
    if len(groups) > _FEW_GROUPS:
        number = _how_many(study, referent, kind, groups)
        return ("the articles of ", number, f" {several_groups(study, len(groups))}")
    start = "the article of " if _single(study, groups) else "the articles of "
    return (start, *enumerated([(group_name(g),) for g in groups]))


def _how_many(study: Study, referent: Feature, kind: str, groups: list[str]) -> Number:
    key = key_of("summary", f"leading-{referent.name}", kind, "groups")
    return count_of(key, len(groups), unit=study.by, signature=study.signature("naming"))
