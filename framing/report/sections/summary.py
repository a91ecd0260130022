"""Summary: what was found, in plain words, computed by rules and hedged by the design."""

from __future__ import annotations

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
from framing.report.sections.first_page import lead_figure, picked_findings, question
from framing.report.sections.limits import main_limits
from framing.report.study import Study
from framing.report.wording import kind_of, plural

__all__ = ["summary_section"]

_HOW_TO_READ = (
    "A name in bold stands for all the words that a pack lists under it, and the finding holds for "
    "all of them. Where a single word leads, with its name in brackets, it is about that word."
)
_NO_WORD_FOUND = "There are no findings, because no word of the packs was found in the articles."
_NONE_FOUND = (
    "No rule of this page found anything to lead with: no name is kept out of the articles’ own "
    "voice, and no two of them differ in the name that they use most."
)


def summary_section(study: Study) -> Section:
    """Return the question, the findings with their numbers, and what the study can't say."""
    blocks: list[Block] = [Paragraph((question(study),)), Paragraph(_corpus(study))]
    if study.one_article_each and study.groups:
        blocks.append(_one_article(study))
    found = bool(len(study.features.evidence))
    lead, rest = picked_findings(study) if found else ((), [])
    if lead:
        blocks += [Listing(lead, leading=True), *lead_figure(study)]
    else:
        blocks.append(Paragraph((_NONE_FOUND if found else _NO_WORD_FOUND,)))
    limits = main_limits(study)
    # the callout has told the first of them already
    limits = limits[1:] if study.one_article_each and len(study.groups) > 1 else limits
    blocks += [Heading("What this study can’t say, in short"), Listing(limits)]
    blocks.append(Paragraph(("More under ", Link("What this study can’t say", "limits"), ".")))
    blocks += rest
    if lead:
        blocks.append(Paragraph((_HOW_TO_READ,)))
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
        " matches, as a use that two packs or categories list counts in each)",
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
        ".",
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
