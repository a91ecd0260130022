"""How groups were compared, for the methods section: words, tests, intervals."""

from __future__ import annotations

from collections.abc import Iterable

from framing.report.model import Block, Column, DataTable, Definitions, Heading, Paragraph
from framing.report.numbers import count_of, key_of
from framing.report.sections.differences import comparisons_of
from framing.report.study import Study
from framing.report.wording import as_sentence
from framing.stats import CONCLUSIONS, MIN_ARTICLES, TEST_KINDS
from framing.stats.conclusions import TOO_LITTLE_TEXT
from framing.stats.limit_tests import LIMIT_TOO_LITTLE

__all__ = ["comparison_methods"]

_TESTS = {
    "permutation": (
        "The names of the groups are dealt anew to the articles, and the statistic, which weighs "
        "each group’s distance from the common ratio by its spread over articles, is compared "
        "with the one seen. Few arrangements are all looked at; of many a random part, with "
        "p = (b + 1)/(m + 1) for b of m that are as large. Ties count against a difference."
    ),
    "welch": "Welch’s test compares the means of the articles’ rates.",
    "rank_sum": "The rank-sum test compares the ranks of the articles’ rates.",
    "limit": (
        "The statistic, which weighs each group’s distance from the common ratio by its spread "
        "over articles, is compared with chi-squared, the distribution that it comes near when the "
        "names of the groups are dealt anew to very many articles."
    ),
}
_NAMES = {
    "t": "t, standard error by the bootstrap", "linearised": "t, linearised standard error",
    "percentile": "bootstrap, percentiles", "bca": "bootstrap, BCa", "wilson": "Wilson",
    "dirichlet_multinomial": "Dirichlet-multinomial",
}  # fmt: skip


def comparison_methods(study: Study) -> Iterable[Block]:
    """Return the definitions behind the comparisons; nothing where nothing was tested."""
    tables = comparisons_of(study)
    if not tables:
        return
    kind = tables[0].signature.to_dict().get("test", "permutation")
    yield Heading("How groups were compared")
    yield Paragraph((f"{as_sentence(TEST_KINDS[kind])} {_TESTS[kind]}",))
    yield Paragraph((f"Intervals. {tables[0].interval_rule}",))
    yield DataTable(
        name="methods-intervals",
        caption="Articles of a group below which a method is refused, for its intervals are too "
        "short there",
        columns=(Column("Method", "text"), Column("Articles")),
        rows=tuple(
            (
                _NAMES[name],
                count_of(key_of("methods", "intervals", name, "articles"), n, unit="articles"),
            )
            for name, n in MIN_ARTICLES.items()
        ),
    )
    yield Paragraph(("A comparison ends in one of these conclusions, and in no other words.",))
    words = dict(CONCLUSIONS)
    if kind == "limit":
        few, semicolon, rest = words[TOO_LITTLE_TEXT].partition(";")
        words[TOO_LITTLE_TEXT] = f"{few}, {LIMIT_TOO_LITTLE}{semicolon}{rest}"
    yield Definitions(tuple((_spoken(word), (as_sentence(t),)) for word, t in words.items()))


def _spoken(word: str) -> str:
    return f"{word[:1].upper()}{word[1:]}"
