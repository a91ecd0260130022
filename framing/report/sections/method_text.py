"""The methods in running text, to be taken into a paper with its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from framing.report.model import Block, Heading, Number, Paragraph, Words
from framing.report.numbers import count_of, key_of, words_count
from framing.report.references import REFERENCES
from framing.report.sections.differences import comparisons_of
from framing.report.study import PackCard, Study
from framing.report.wording import VOICE_WORDS, enumerated, joined, plural, several_groups
from framing.stats import ComparisonTable

__all__ = ["method_text"]


def method_text(study: Study) -> Iterable[Block]:
    """Return paragraphs on corpus, voices, packs, measures and tests; nothing of an empty study."""
    if not len(study.features):
        return
    yield Heading("In running text, for a paper")
    yield Paragraph(_corpus(study))
    yield Paragraph(_voices(study))
    if study.packs:
        yield Paragraph(_packs(study))
    yield Paragraph(_measures(study))
    yield Paragraph(_tests(study))


def _number(name: str, value: Any, unit: str) -> Number:
    return count_of(key_of("methods", "text", name, "n"), value, unit=unit)


def _words(name: str, value: Any) -> Number:
    return words_count(key_of("methods", "text", name, "words"), value)


def _sum(study: Study, column: str) -> int:
    return int(np.sum(study.features.articles_table.column(column).to_numpy()))


def _corpus(study: Study) -> Words:
    n, groups = len(study.features), len(study.groups)
    head: Words = (
        "The corpus holds ",
        _number("articles", n, "articles"),
        f" {plural(n, 'article')} from ",
        _number("groups", groups, study.by),
        f" {several_groups(study, groups)}, of ",
        _words("all", _sum(study, "words")),
        " counted words. ",
    )
    corpus = study.config.get("corpus")
    rules = list(corpus.get("clean") or []) if isinstance(corpus, Mapping) else []
    if not rules:
        return (*head, "Nothing was cleaned away.")
    told = joined([str(rule).replace("_", " ") for rule in rules])
    return (
        *head,
        f"Before anything was counted, the cleaning {plural(len(rules), 'rule')} {told} left out ",
        _words("left_out", _sum(study, "words_left_out")),
        " further words.",
    )


def _voices(study: Study) -> Words:
    counts = {voice: _sum(study, f"words@{voice}") for voice in ("authorial", "direct", "indirect")}
    return (
        "Every word has one voice: the article’s own, a direct quotation, or reported speech, "
        "told apart by rules on quotation marks and words of saying; short quotation marks are "
        "a form within these. Of the words, ",
        _words("authorial", counts["authorial"]),
        " are in own voice, ",
        _words("direct", counts["direct"]),
        " in direct quotations and ",
        _words("indirect", counts["indirect"]),
        " in reported speech.",
    )


def _packs(study: Study) -> Words:
    evidence = study.features.evidence
    facts = [
        (_number(name, int(np.sum(evidence[name])), "matches"), f" {words}")
        for name, words in (("negated", "are negated"), ("labelling", "stand in an act of naming"))
    ]
    n_packs = len(study.packs)
    return (
        f"Words were found with the lexicon {plural(n_packs, 'pack')} ",
        f"{joined([_pack(card) for card in study.packs])}. Within one pack the longest match "
        "wins. In all there are ",
        _number("matches", len(evidence), "matches"),
        f" {plural(len(evidence), 'match', 'matches')}, of which ",
        *enumerated(facts),
        ".",
    )


def _pack(card: PackCard) -> str:
    facts = [f"version {card.version}"] if card.version else []
    facts += [f"licence {card.licence}"] if card.licence else []
    return f"{card.name} ({', '.join(facts)})" if facts else card.name


def _measures(study: Study) -> Words:
    stats = study.config.get("stats")
    given = stats if isinstance(stats, Mapping) else {}
    whole = given.get("denominator") == "article"
    told = [
        "Rates are matches per 1,000 words "
        + ("of the article. " if whole else "that a match in the same voice could stand in. ")
    ]
    if study.has("naming"):
        told.append(
            "Names of one thing are compared by their shares among its mentions by any listed "
            "name. "
        )
    if study.has("vocabulary"):
        told.append(
            "Words that stand out are found by log-odds with an informative Dirichlet prior "
            f"({REFERENCES['monroe2008'].cited}). "
        )
    if study.has("distances"):
        told.append(
            "Vocabularies are compared by the cosine of TF-IDF vectors "
            f"({REFERENCES['salton1988'].cited}). "
        )
    return ("".join(told).strip(),)


def _tests(study: Study) -> Words:
    tables = comparisons_of(study)
    if tables:
        families = [part for i, table in enumerate(tables) for part in _families(table, i)]
        return (
            "Differences were tested over whole articles, category by category. Families of "
            "tests, each corrected for itself: ",
            *enumerated(families),
            ".",
        )
    if study.design.verdict != "description only":
        return ("No difference between groups was tested.",)
    return (
        "No difference was tested, and no interval formed for one: the design allows "
        "description only, as the section on what can be compared explains.",
    )


def _families(table: ComparisonTable, place: int) -> Iterable[Words]:
    """Yield one family after the other: how many tests, of what, and how they are corrected."""
    voice = VOICE_WORDS.get(table.rows.voice, table.rows.voice)
    for name, frame, what in (
        ("groups", table.omnibus, "of all groups"),
        ("pairs", table.pairs, "of two groups"),
    ):
        n = int(frame["p_value"].notna().sum())
        if n:
            told = table.signature.to_dict().get("correction", "holm")
            correction = "Holm" if told == "holm" else told
            yield (
                _number(f"{name}_{place}", n, "tests"),
                f" {plural(n, 'test')} {what} ({table.rows.measure.title.lower()}, {voice}; "
                f"correction: {correction})",
            )
