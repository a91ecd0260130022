"""What was tested: all groups at once, then pairs, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from framing.report.figures import figure_of
from framing.report.model import (
    Block,
    Cell,
    Column,
    DataTable,
    Emphasis,
    Heading,
    Number,
    Paragraph,
    Words,
)
from framing.report.numbers import count_of, estimate_of, key_of, probability
from framing.report.sections.influences import influence_table
from framing.report.study import Study
from framing.report.wording import VOICE_WORDS, group_name, plural, readable
from framing.stats import ComparisonTable

__all__ = ["comparisons_of", "differences_of", "feature_words"]

_MOST_PAIRS = 6
_MOST_ROWS = 40
_EFFECTS = (
    "Pair: first less second. g: Hedges’ g, δ: Cliff’s delta, both of the articles’ own rates. "
)
_EFFECT = "Pair: first less second. g: Hedges’ g of the articles’ own rates. "


def comparisons_of(study: Study) -> list[ComparisonTable]:
    """Return the comparisons that were tested, in the study's order."""
    return study.comparisons


def feature_words(name: str) -> str:
    """Return a feature as printed: its category’s path without the pack."""
    category = name.partition(".")[2] or name
    if name in VOICE_WORDS:
        return VOICE_WORDS[name]
    return ": ".join(readable(part) for part in category.split("."))


def differences_of(study: Study) -> Iterable[Block]:
    """Return for each family of comparisons its tests, pairs and influence."""
    for table in comparisons_of(study):
        yield Heading(_title(table))
        yield Paragraph(_told(table))
        yield _omnibus(table)
        figure = table.name.replace("comparison", "forest", 1)
        yield from figure_of(study, figure, tables=(f"{table.name}-tests",))
        yield from _pairs(table)
        yield from influence_table(study, table)


def _title(table: ComparisonTable) -> str:
    voice = VOICE_WORDS.get(table.rows.voice, table.rows.voice)
    place = "" if table.rows.place == "all" else f", {table.rows.place}"
    return f"{table.rows.measure.title}: {voice}{place}"


def _told(table: ComparisonTable) -> Words:
    tested = table.omnibus[table.omnibus["p_value"].notna()]
    differ = int((tested["conclusion"] == "differs").sum())
    smallest = float(tested["smallest_p"].iloc[0])
    key = (table.name, "family")
    signature = str(table.signature)
    parts: list[Any] = [
        "Family: ",
        count_of(key_of(*key, "tests", "n"), len(tested), unit="tests", signature=signature),
        f" {plural(len(tested), 'test')} of all groups at once ({tested['method'].iloc[0]}), p "
        f"{_corrected(table)}. ",
        count_of(key_of(*key, "differs", "n"), differ, unit="tests", signature=signature),
        f" {plural(differ, 'differs', 'differ')}.",
    ]
    if smallest == smallest:
        p = probability(
            key_of(*key, "smallest", "p"), smallest, n=int(tested["n_articles"].iloc[0]),
            signature=signature, method="smallest attainable p",
        )  # fmt: skip
        parts += [" The smallest p that the test could reach is ", p, "."]
    strata = table.signature.to_dict().get("strata")
    parts += [f" Articles were compared within each {strata}."] if strata else []
    return tuple(parts)


def _corrected(table: ComparisonTable) -> str:
    how = table.signature.to_dict().get("correction", "holm")
    return "corrected by Holm’s method" if how == "holm" else "not corrected"


def _omnibus(table: ComparisonTable) -> DataTable:
    tested = table.omnibus[table.omnibus["n"] > 0]
    order = tested.sort_values("p_adjusted", kind="stable", na_position="last").head(_MOST_ROWS)
    cells = {(r.feature, r.group): r for r in table.frame.itertuples(index=False)}
    groups = [g for i, g in enumerate(table.groups) if (table.codes == i).any()]
    more = len(tested) - len(order)
    return DataTable(
        name=f"{table.name}-tests",
        caption=f"{_title(table)}. All groups at once",
        columns=(
            Column("Category", "text"),
            Column("Matches" if table.rows.measure.name != "voice_words" else "Words"),
            Column("Highest", "text"),
            Column("Lowest", "text"),
            Column("Corrected p"),
            Column("Conclusion", "text"),
        ),
        rows=tuple(_omnibus_row(table, row, groups, cells) for row in order.itertuples()),
        note=(
            f"In brackets intervals at {float(table.signature.to_dict()['level']):.0%}. "
            "tables/tests.csv has p before correction, too. ",
            "Further categories stand there as well. " if more > 0 else "",
        ),
    )


def _omnibus_row(
    table: ComparisonTable, row: Any, groups: list[str], cells: dict[Any, Any]
) -> tuple[Cell, ...]:
    known = [
        cells[row.feature, g]
        for g in groups
        if cells[row.feature, g].value == cells[row.feature, g].value
    ]
    known.sort(key=lambda cell: -cell.value)
    key = (table.name, row.feature)
    signature = str(table.signature)
    unit = "words" if table.rows.measure.name == "voice_words" else "matches"
    n = count_of(key_of(*key, "n"), row.n, unit=unit, signature=signature)
    p = probability(
        key_of(*key, "p"), row.p_adjusted, n=row.n_articles, signature=signature, method=row.method
    )
    ends: list[Cell] = [
        (group_name(cell.group), " ", _value(table, cell, key_of(*key, where)))
        for cell, where in (((known[0], "highest"), (known[-1], "lowest")) if known else ())
    ]
    return (Emphasis(feature_words(row.feature)), n, *(ends or ["–", "–"]), p, row.conclusion)


def _value(table: ComparisonTable, cell: Any, key: str) -> Number:
    return estimate_of(
        key, cell.value, cell.low, cell.high, n=cell.n_articles, unit=table.rows.measure.unit,
        level=cell.level, signature=str(table.signature), method=cell.method,
    )  # fmt: skip


def _pairs(table: ComparisonTable) -> Iterable[Block]:
    made = table.pairs
    if not len(made):
        return
    found = made[made["conclusion"] == "differs"]
    yield Paragraph(_pairs_told(table, len(found)))
    if not len(found):
        return
    far = found.assign(far=-found["difference"].abs())
    ordered = far.sort_values(["p_adjusted", "far"], kind="stable")
    first = {name: i for i, name in enumerate(dict.fromkeys(ordered["feature"]))}
    some = ordered.groupby("feature", sort=False).head(_MOST_PAIRS)
    shown = some.sort_values("feature", key=lambda c: c.map(first), kind="stable")
    ratio = bool(shown["ratio"].notna().any())
    delta = bool(shown["cliffs_delta"].notna().any())
    yield DataTable(
        name=f"{table.name}-pairs",
        caption=f"{_title(table)}. Pairs that differ"
        + (f", the first {_MOST_PAIRS} of each category" if len(found) > len(shown) else ""),
        columns=(
            Column("Category", "text"),
            Column("Pair", "text"),
            Column("Difference"),
            *([Column("Ratio")] if ratio else []),
            Column("g, δ" if delta else "g"),
            Column("Corrected p"),
        ),
        rows=tuple(_pair_row(table, row, ratio=ratio, delta=delta) for row in shown.itertuples()),
        grouped=True,
        note=(_EFFECTS if delta else _EFFECT, *_reach(table, shown)),
    )


def _pairs_told(table: ComparisonTable, differ: int) -> Words:
    tested = int(table.pairs["p_value"].notna().sum())
    rare = len(table.pairs) - tested

    def counted(what: str, n: int) -> Number:
        key = key_of(table.name, "pairs", what, "n")
        return count_of(key, n, unit="pairs", signature=str(table.signature))

    too_rare = f" more {plural(rare, 'has', 'have')} too little text to be tested. "
    return (
        "Two groups at a time, where all differ: of ",
        counted("tested", tested),
        f" tested {plural(tested, 'pair')} ",
        counted("differs", differ),
        f" {plural(differ, 'differs', 'differ')}. ",
        *((counted("rare", rare), too_rare) if rare else ()),
        f"p is {_corrected(table)} for the pairs of one category; all stand in tables/pairs.csv.",
    )


def _reach(table: ComparisonTable, pairs: Any) -> Words:
    """Say what p the tests of these pairs could reach."""
    least = pairs["smallest_p"].dropna()
    if least.empty:
        return ()
    ends = {"lowest": least.min(), "highest": least.max()}
    low, high = (
        Number(
            key_of(table.name, "smallest_p", name), float(end), f"{end:.2g}", unit="probability",
            n=len(least), method="smallest attainable p", signature=str(table.signature),
        )
        for name, end in ends.items()
    )  # fmt: skip
    span: Words = (low,) if low.value == high.value else (low, " to ", high)
    return ("The smallest p that these tests could reach, before correction: ", *span, ".")


def _pair_row(table: ComparisonTable, row: Any, *, ratio: bool, delta: bool) -> tuple[Cell, ...]:
    n = row.n_articles_a + row.n_articles_b
    signature, unit = str(table.signature), table.rows.measure.unit

    def key(column: str) -> str:
        return key_of(table.name, f"{row.feature}@{row.a}@{row.b}", column)

    def made(column: str, *ends: Any, unit: str, sign: bool = True) -> Number:
        return estimate_of(
            key(column), getattr(row, column), *ends, n=n, unit=unit, level=row.level,
            signature=signature, method=row.method, sign=sign,
        )  # fmt: skip

    return (
        Emphasis(feature_words(row.feature)),
        f"{group_name(row.a)} − {group_name(row.b)}",
        made("difference", row.low, row.high, unit=unit),
        *(
            [made("ratio", row.ratio_low, row.ratio_high, unit="ratio", sign=False)]
            if ratio
            else []
        ),
        (
            made("hedges_g", unit="effect size"),
            *((", ", made("cliffs_delta", unit="effect size")) if delta else ()),
        ),
        probability(key("p_adjusted"), row.p_adjusted, n=n, signature=signature, method=row.method),
    )
