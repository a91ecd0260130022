"""Vocabulary: the words that set the groups apart, and how far their vocabularies lie apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from framing.report.figures import figures_of
from framing.report.model import (
    Block,
    Cell,
    Column,
    DataTable,
    Heading,
    Link,
    Number,
    Paragraph,
    Quoted,
    Section,
)
from framing.report.numbers import count_of, distance, key_of, per_1000, score
from framing.report.sections.word_shift import word_shift_of
from framing.report.study import Study
from framing.report.wording import VOICE_WORDS, group_column, group_name, kind_of

__all__ = ["vocabulary_section"]

_MOST_IN_MATRIX = 8
_FEWEST_ON_A_MAP = 3
_METHOD = "log-odds with an informative Dirichlet prior, divided by its standard error"


def vocabulary_section(study: Study) -> Section:
    """Return the distinctive terms of each group, and the distances between groups."""
    blocks = [*_terms(study), *word_shift_of(study), *_distances(study)]
    return Section("vocabulary", "Which words set them apart", tuple(blocks))


def _why_nothing(study: Study) -> str:
    if len(study.groups) < 2:
        return "there is only one outlet, so that there is nothing to set it apart from"
    return "no terms were counted"


def _terms(study: Study) -> Iterable[Block]:
    if not study.has("vocabulary"):
        yield Paragraph((f"There is nothing to show, because {_why_nothing(study)}.",))
        return
    yield Paragraph(
        (
            "These are words and word pairs that one outlet’s articles use more often than all the "
            f"others, counted in {_voice_told(study)}. The score grows with the difference and "
            "with the number of times that the word was seen; it puts the words in order and "
            "is no test. Names of people and places often lead such lists. The formula stands "
            "under ",
            Link("How the numbers were made", "methods"),
            ".",
        )
    )
    for name in ("vocabulary", "keyness", "distinctive"):
        yield from figures_of(study, name, tables=("vocabulary-terms",))
    signature = study.signature("vocabulary")
    yield DataTable(
        name="vocabulary-terms",
        caption="Words that stand out",
        columns=(
            group_column(study),
            Column("Word", "text"),
            Column("Here"),
            Column("Elsewhere"),
            Column("Here per 1,000 words"),
            Column("Elsewhere per 1,000 words"),
            Column("Articles with it"),
            Column("Score"),
        ),
        rows=tuple(_term_row(row, signature) for row in study.rows("vocabulary")),
        note=("These counts come from the words themselves, so that no sentences are linked.",),
        grouped=True,
    )


def _voice_told(study: Study) -> str:
    parts = study.tables["vocabulary"].signature.to_dict()
    voice = parts.get("voice", "all")
    if voice == "authorial":
        return "the articles’ own voice"
    return f"{VOICE_WORDS.get(voice, voice)}"


def _term_row(row: Any, signature: str) -> tuple[Cell, ...]:
    key = ("vocabulary", "terms", f"{row.group}@{row.term}")

    def counted(column: str, value: Any, unit: str = "occurrences") -> Any:
        return count_of(key_of(*key, column), value, unit=unit, signature=signature)

    return (
        group_name(row.group),
        Quoted(row.term),
        counted("n", row.n),
        counted("n_rest", row.n_rest),
        per_1000(key_of(*key, "per_1000"), row.per_1000, n=row.n, signature=signature),
        per_1000(
            key_of(*key, "per_1000_rest"), row.per_1000_rest, n=row.n_rest, signature=signature
        ),
        counted("articles_with", row.articles_with, "articles"),
        score(key_of(*key, "z"), row.z, n=row.n + row.n_rest, signature=signature, method=_METHOD),
    )


def _distances(study: Study) -> Iterable[Block]:
    yield Heading("How far apart the vocabularies are")
    if not study.has("distances"):
        yield Paragraph((f"There is nothing to show, because {_why_nothing(study)}.",))
        return
    yield Paragraph(
        (
            "Zero means the same words in the same proportions, one means no word in common. "
            "Short articles lie far apart for want of words, so compare distances with each "
            "other and not with a fixed mark.",
        )
    )
    yield from figures_of(study, "distances", tables=("vocabulary-distances",))
    yield from _map(study)
    pairs: dict[tuple[str, str], Any] = {}
    for row in study.rows("distances"):
        pairs[(row.group_a, row.group_b)] = row
        pairs.setdefault((row.group_b, row.group_a), row)
    few = len(study.groups) <= _MOST_IN_MATRIX
    yield _matrix(study, pairs) if few else _nearest(study, pairs)


def _map(study: Study) -> Iterable[Block]:
    """The map, or why there is none: any two points lie on a line, whatever their distance."""
    drawn = figures_of(study, "map", tables=("vocabulary-distances",))
    if drawn and len(study.groups) < _FEWEST_ON_A_MAP:
        few = "outlets" if study.by == "outlet" else f"values of {kind_of(study)}"
        yield Paragraph((f"A map needs at least three {few}, so none is drawn.",))
    else:
        yield from drawn


def _distance(study: Study, row: Any) -> Number:
    key = key_of("vocabulary", "distances", row.group_a, row.group_b)
    words = min(int(row.words_a), int(row.words_b))
    return distance(key, row.distance, n=words, signature=study.signature("distances"))


def _matrix(study: Study, pairs: dict[tuple[str, str], Any]) -> DataTable:
    groups = study.groups
    printed: set[tuple[str, str]] = set()

    def cell(a: str, b: str) -> Cell:
        if groups.index(b) >= groups.index(a) or (a, b) not in pairs or (a, b) in printed:
            return ""
        printed.add((a, b))
        return _distance(study, pairs[(a, b)])

    return DataTable(
        name="vocabulary-distances",
        caption="Distances between vocabularies",
        columns=(Column("", "text"), *(Column(group_name(g)) for g in groups[:-1])),
        rows=tuple((group_name(a), *(cell(a, b) for b in groups[:-1])) for a in groups[1:]),
        note=("Cosine distance of the weighted word counts. Each pair stands once.",),
    )


def _nearest(study: Study, pairs: dict[tuple[str, str], Any]) -> DataTable:
    rows = []
    for group in study.groups:
        mine = [(b, row) for (a, b), row in pairs.items() if a == group and b != group]
        mine = [(b, row) for b, row in mine if row.distance == row.distance]
        if not mine:
            continue
        near = min(mine, key=lambda pair: pair[1].distance)
        far = max(mine, key=lambda pair: pair[1].distance)
        ends = (*_end(study, group, near, "nearest"), *_end(study, group, far, "farthest"))
        rows.append((group_name(group), *ends))
    return DataTable(
        name="vocabulary-distances",
        caption="The nearest and the farthest vocabulary",
        columns=(
            Column("", "text"),
            Column("Nearest", "text"),
            Column("Distance"),
            Column("Farthest", "text"),
            Column("Distance"),
        ),
        rows=tuple(rows),
        note=("Cosine distance of the weighted word counts. tables/distances.csv has all pairs.",),
    )


def _end(study: Study, group: str, pair: tuple[str, Any], which: str) -> tuple[Cell, Cell]:
    other, row = pair
    words = min(int(row.words_a), int(row.words_b))
    number = distance(
        key_of("vocabulary", "distances", group, which),
        row.distance,
        n=words,
        signature=study.signature("distances"),
    )
    return group_name(other), number
