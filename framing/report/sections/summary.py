"""Summary: what was found, in plain words, computed by rules and hedged by the design."""

from __future__ import annotations

from collections.abc import Iterable

from framing.report.model import (
    Block,
    Callout,
    Heading,
    Link,
    Listing,
    Paragraph,
    Section,
    Words,
)
from framing.report.numbers import count_of, words_count
from framing.report.sections.findings import findings_of
from framing.report.sections.leading import leading_names
from framing.report.sections.limits import main_limits
from framing.report.sections.tested import tested_differences
from framing.report.study import Study
from framing.report.wording import kind_of, plural

__all__ = ["summary_section"]

_HOW_TO_READ = (
    "A name in bold stands for all the words that a pack lists under it, and the finding holds for "
    "all of them. Where a single word leads, with its name in brackets, it is about that word."
)


def summary_section(study: Study) -> Section:
    """Return the findings, each with its numbers, and what the study can't say."""
    blocks: list[Block] = [Paragraph(_corpus(study))]
    if study.one_article_each and study.groups:
        blocks.append(_one_article(study))
    blocks += [*tested_differences(study), *_findings(study)]
    limits = main_limits(study)
    # the callout has told the first of them already
    limits = limits[1:] if study.one_article_each and len(study.groups) > 1 else limits
    blocks += [Heading("What must be kept in mind"), Listing(limits)]
    blocks.append(Paragraph(("More under ", Link("What this study can’t say", "limits"), ".")))
    if study.notes:
        blocks += [Heading("Told while the study ran"), Listing(tuple((n,) for n in study.notes))]
    return Section("summary", "What was found", tuple(blocks))


def _corpus(study: Study) -> Words:
    n = len(study.features)
    total = int(study.features.exposure().sum()) if n else 0
    matches = len(study.features.evidence)
    places = _places(study)
    twice: Words = (
        " (",
        count_of("summary.corpus.matches.n", matches, evidence={}),
        " matches: what two packs or categories list counts once in each)",
    )
    return (
        "Read: ",
        count_of("summary.corpus.articles.n", n, unit="articles"),
        f" {plural(n, 'article')} with ",
        words_count("summary.corpus.words.n", total),
        " words. Found there: ",
        count_of(
            "summary.corpus.places.n",
            places,
            unit="places in the texts",
            method="distinct stretches of text",
            evidence=None if places < matches else {},
        ),
        f" {plural(places, 'use', 'uses')} of the words that the packs list",
        *(twice if places < matches else ()),
        ", each told apart by whose voice it stands in: the article’s own, short quotation marks, "
        "a direct quotation or reported speech.",
    )


def _places(study: Study) -> int:
    """Return how many distinct stretches of text were found, however many packs list them."""
    stretches = study.features.evidence.table.select(["article", "start", "end"])
    return int(stretches.group_by(stretches.column_names).aggregate([]).num_rows)


def _one_article(study: Study) -> Callout:
    if len(study.groups) == 1:
        return Callout(
            "One article", ("Every sentence here speaks of this one article, and of nothing else.",)
        )
    return Callout(
        f"One article from each {kind_of(study)}",
        (
            "Every sentence here speaks of these articles. What others from the same "
            f"{kind_of(study)} are like can’t be known from one article each.",
        ),
    )


def _findings(study: Study) -> Iterable[Block]:
    if not len(study.features.evidence):
        yield Paragraph(
            ("There are no findings, because no word of the packs was found in the articles.",)
        )
        return
    findings = findings_of(study)
    for title, items in findings:
        yield Heading(title)
        yield Listing(items)
    leading = leading_names(study)
    if leading:
        tested = study.has("tests")
        yield Heading(
            "Which name leads (counted, not tested)" if tested else "Where the leading name differs"
        )
        yield Listing(leading)
    if findings:
        yield Paragraph((_HOW_TO_READ,))
