"""Vocabulary: the words that set the groups apart, and how far their vocabularies lie apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
from framing.report.numbers import (
    bounded_log_odds,
    count_of,
    distance,
    key_of,
    per_1000,
    probability,
    score,
    spread,
)
from framing.report.sections.word_shift import word_shift_of
from framing.report.study import Study
from framing.report.wording import VOICE_WORDS, group_column, group_name, kind_of
from framing.stats.distinctive import REST

__all__ = ["vocabulary_section"]

_MOST_IN_MATRIX = 8
_FEWEST_ON_A_MAP = 3
_METHOD = "log-odds with an informative Dirichlet prior, divided by its standard error"
_TEST = "rank sum over articles, Benjamini–Hochberg over all words that could be tested"
_NONE_STANDS_OUT = "no word is used more than once, and more often than elsewhere"
_TESTED = (
    "Where an outlet and what it is set against have two articles or more each, the interval says "
    "how far the log-odds would move with other articles of the same outlets. p comes from a rank "
    "sum of the word’s rates in single articles, dealt to the outlets at random, and is adjusted "
    "(Benjamini–Hochberg) over all words of all outlets that could be tested; where it is missing, "
    "no dealing of the articles could have reached a small p. Words are listed because they lie "
    "far from 0, so most of their intervals do, too; only the adjusted p allows for how many words "
    "were looked at. DP (Gries’ deviation of proportions) runs from 0, a word used in all of the "
    "outlet’s articles in proportion to their length, to 1, a word of one short article."
)


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
        counted = "vocabulary" in study.tables and len(study.groups) > 1
        why = _NONE_STANDS_OUT if counted else _why_nothing(study)
        yield Paragraph((f"There is nothing to show, because {why}.",))
        return
    yield Paragraph(
        (
            f"These are words and word pairs that one outlet’s articles use more often than "
            f"{_others(study)}, counted in {_voice_told(study)}. The score grows with the "
            "difference and with the number of times that the word was seen; it puts the words in "
            "order and is no test. Names of people and places often lead such lists. The formula "
            "stands under ",
            Link("How the numbers were made", "methods"),
            ".",
        )
    )
    if _is_tested(study):
        yield Paragraph((_TESTED,))
    for note in study.tables["vocabulary"].notes:
        yield Paragraph((note,))
    for name in ("vocabulary", "keyness", "distinctive"):
        yield from figures_of(study, name, tables=("vocabulary-terms",))
    signature = study.signature("vocabulary")
    columns = (group_column(study), *(column for _, column in _columns(study)))
    yield DataTable(
        name="vocabulary-terms",
        caption="Words that stand out",
        columns=columns,
        rows=tuple(_term_row(study, row, signature) for row in study.rows("vocabulary")),
        note=("These counts come from the words themselves, so that no sentences are linked.",),
        grouped=True,
    )


def _is_tested(study: Study) -> bool:
    """Tell whether any word has an interval, so that articles could be told from outlets."""
    frame = study.frame("vocabulary")
    return "low" in frame and bool(frame["low"].notna().any())


def _others(study: Study) -> str:
    against = list(dict.fromkeys(study.frame("vocabulary")["against"]))
    if against == [REST]:
        return "all the others"
    return against[0] if len(against) == 1 else "another’s"


def _columns(study: Study) -> tuple[tuple[str, Column], ...]:
    """Return what is shown of each word: the cell's name and its column."""
    against = set(study.frame("vocabulary")["against"]) != {REST}
    shown = [("against", Column("Against", "text"))] if against else []
    shown += [
        ("term", Column("Word", "text")),
        ("n", Column("Here")),
        ("n_rest", Column("Rest" if _is_tested(study) else "Elsewhere")),
    ]
    articles, z = ("articles_with", Column("Articles with it")), ("z", Column("Score"))
    if not _is_tested(study):
        rates = (
            ("per_1000", Column("Here per 1,000 words")),
            ("per_1000_rest", Column("Elsewhere per 1,000 words")),
        )
        return (*shown, *rates, articles, z)
    # rates stand in tables/vocabulary.csv, so that a page holds the rest
    estimate = ("log_odds", Column("Log-odds, with interval"))
    return (*shown, articles, ("dp", Column("DP")), z, estimate, ("p", Column("p")))


def _voice_told(study: Study) -> str:
    parts = study.tables["vocabulary"].signature.to_dict()
    voice = parts.get("voice", "all")
    if voice == "authorial":
        return "the articles’ own voice"
    return f"{VOICE_WORDS.get(voice, voice)}"


def _term_row(study: Study, row: Any, signature: str) -> tuple[Cell, ...]:
    against = "" if row.against == REST else f"@{row.against}"
    key = ("vocabulary", "terms", f"{row.group}@{row.term}{against}")

    def counted(column: str, unit: str = "occurrences") -> Any:
        return count_of(key_of(*key, column), getattr(row, column), unit=unit, signature=signature)

    def rate(column: str, n: int) -> Any:
        return per_1000(key_of(*key, column), getattr(row, column), n=n, signature=signature)

    cells: dict[str, Callable[[], Cell]] = {
        "against": lambda: group_name(row.against),
        "term": lambda: Quoted(row.term),
        "n": lambda: counted("n"),
        "n_rest": lambda: counted("n_rest"),
        "per_1000": lambda: rate("per_1000", row.n),
        "per_1000_rest": lambda: rate("per_1000_rest", row.n_rest),
        "articles_with": lambda: (
            (counted("articles_with", "articles"), "/", counted("articles", "articles"))
            if row.articles > 1
            else counted("articles_with", "articles")
        ),
        "dp": lambda: spread(
            key_of(*key, "dp"), row.dp, n=row.articles, signature=signature
        ),
        "log_odds": lambda: bounded_log_odds(key_of(*key, "log_odds"), row, signature=signature),
        "z": lambda: score(
            key_of(*key, "z"), row.z, n=row.n + row.n_rest, signature=signature, method=_METHOD
        ),
        "p": lambda: probability(
            key_of(*key, "p_adjusted"), row.p_adjusted, n=row.articles + row.articles_rest,
            signature=signature, method=_TEST,
        ),
    }  # fmt: skip
    return (group_name(row.group), *(cells[name]() for name, _ in _columns(study)))


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
