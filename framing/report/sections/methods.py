"""Methods: how the numbers were made, ready to be checked and cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from framing.report.formulas import (
    BALANCE,
    COSINE,
    LOG_ODDS,
    RATE,
    SHANNON,
    SHARE,
    SIMPSON,
    WEIGHT,
    Z_SCORE,
)
from framing.report.model import (
    Block,
    Column,
    DataTable,
    Definitions,
    Heading,
    Listing,
    Paragraph,
    Section,
    Words,
)
from framing.report.references import references_of
from framing.report.sections.method_text import method_text
from framing.report.sections.testing import comparison_methods
from framing.report.study import PackCard, Study
from framing.report.wording import as_sentence, readable
from framing.signature import Signature

__all__ = ["methods_section"]

_VOICES: tuple[tuple[str, Words], ...] = (
    ("Own voice", ("Everything that is none of the following.",)),
    (
        "Short quotation marks",
        (
            "Marks round one to four words without a finite verb, and words after “so-called”, "
            "“self-styled”, “alleged” and the like. Without a named speaker these are called "
            "scare quotes; with one they are attributed. Names of media and works in marks are "
            "not counted as such. Short marks inside a direct quotation belong to its speaker.",
        ),
    ),
    (
        "Direct quotation",
        ("Words inside quotation marks, or in a turn led by a dash, longer than that.",),
    ),
    (
        "Reported speech",
        (
            "What somebody is said to say, think, fear or claim, without marks around it. The "
            "words that name the speaker and the verb of saying are the article’s own.",
        ),
    ),
)
_SHARES = (
    "Names are counted as matches of the packs’ entries; within one pack the longest match wins "
    "and a stretch of text is counted once, unless the pack says otherwise. A denied mention, as "
    "in “no rebels”, counts as a mention; the findings tell how many are negated."
)
_TERMS = (
    "Here i stands for the articles of one outlet and j for all the others, y for the occurrences "
    "of the word w and n for those of all words that are scored (stop words and words in too few "
    "articles are not). The prior α is the word’s share in the whole "
    "corpus, times the strength that the signature names; α with index zero is its sum. Single "
    "words and word pairs are scored each among their like."
)
_DISTANCE = (
    "An outlet’s vector is made from the summed counts of its articles; words that occur in many "
    "articles weigh less."
)
_SOURCES = (
    "In an article all spellings of one source go by its fullest name: a title with a surname, a "
    "surname alone and a full name are one source if only one full name in the article ends in "
    "that surname. A pronoun or a bare surname stands for the last full mention only where the "
    "same sentence or the one before settles it. Articles are joined by the name as it is "
    "written. A source without a name (“officials”, “a guard”) is joined by its words, so two "
    "guards may count as one source."
)
_DIVERSITY = (
    "Diversity is that of words of speech: p is the share of one role among the words whose "
    "source has a role, or of one source among the words of the sources with a name. Both count "
    "words and not mentions."
)
_TABLE_TITLES: Mapping[str, str] = {
    "naming": "Shares of names",
    "rates": "Rates of categories",
    "words": "Words by voice",
    "voice": "Words of each voice",
    "held": "How names are held",
    "diversity": "Speech and diversity of sources",
    "roles": "Speech by role",
    "sources": "Speech by source",
    "vocabulary": "Distinctive words",
    "distances": "Distances",
    "comparison": "Comparison",
    "role_diversity": "Diversity of speakers’ roles",
    "tests": "Tests of all groups",
    "pairs": "Pairs of groups",
    "influence": "Influence",
    "balance": "Balance of names",
    "presence": "Presence and absence",
    "positions": "Places on the map",
    "word_shift": "Word shift",
    "timeline": "Over time",
}


def methods_section(study: Study) -> Section:
    """Return definitions, formulas, packs, signatures and references."""
    blocks: list[Block] = [*method_text(study), Heading("The voices"), Definitions(_VOICES)]
    blocks += [*_sources(study), *_formulas(study), *comparison_methods(study)]
    blocks += [*_packs(study), *_signatures(study), *_versions(study), *_references(study)]
    return Section("methods", "How the numbers were made", tuple(blocks))


def _sources(study: Study) -> Iterable[Block]:
    if not study.has("sources"):
        return
    yield Heading("The sources")
    yield Paragraph((_SOURCES,))
    segmentation = study.config.get("segmentation")
    given = segmentation if isinstance(segmentation, Mapping) else {}
    told: list[tuple[str, Words]] = [
        (str(name), (f"Also written {', '.join(map(str, spellings))}.",))
        for name, spellings in (given.get("aliases") or {}).items()
    ]
    told += [
        (str(name), (f"Role: {readable(str(role))}.",))
        for name, role in (given.get("roles") or {}).items()
    ]
    if told:
        yield Paragraph(
            ("The study gives these sources one name in all articles, or a role. Upper and lower "
             "case and accents do not count.",)
        )  # fmt: skip
        yield Definitions(tuple(told))


def _formulas(study: Study) -> Iterable[Block]:
    yield Heading("Counting and formulas")
    yield Paragraph((_SHARES,))
    yield SHARE
    yield RATE
    if study.has("balance"):
        yield BALANCE
    if study.has("sources"):
        yield Paragraph((_DIVERSITY,))
        yield SHANNON
        yield SIMPSON
    if study.has("vocabulary"):
        yield Paragraph((_TERMS,))
        yield LOG_ODDS
        yield Z_SCORE
    if study.has("distances"):
        yield Paragraph((_DISTANCE,))
        yield WEIGHT
        yield COSINE


def _packs(study: Study) -> Iterable[Block]:
    yield Heading("The packs of words")
    if not study.packs:
        yield Paragraph(("There is nothing to show, because the study uses no pack.",))
        return
    yield Definitions(tuple(_pack(card) for card in study.packs))


def _pack(card: PackCard) -> tuple[str, Words]:
    told = [as_sentence(card.title), as_sentence(card.description)]
    told += [f"Authors: {', '.join(card.authors)}."] if card.authors else []
    told += [f"Licence: {card.licence}."] if card.licence else []
    sources = [source.strip().rstrip(".") for source in card.sources]
    told += [f"Sources: {'; '.join(sources)}."] if sources else []
    text = " ".join(sentence for sentence in told if sentence)
    return f"{card.name} {card.version}".strip(), (text or "Nothing is told of this pack.",)


def _signatures(study: Study) -> Iterable[Block]:
    yield Heading("Signatures")
    tables = [name for name in study.tables if name != "positions" or "map" in study.figures]
    told = [name for name in _TABLE_TITLES if name in tables]
    told += [name for name in tables if name not in _TABLE_TITLES]
    if not told:
        yield Paragraph(("There is nothing to show, because the study made no table.",))
        return
    common = _common([study.tables[name].signature for name in told])
    yield Paragraph(
        (
            "One line says how the numbers of a table were made. Every number of the HTML report "
            "carries a key, under which results.json gives it in full precision with the whole "
            "line.",
            f" Parts that all lines have: {_line(common)}." if common else "",
        )
    )
    yield DataTable(
        name="methods-signatures",
        caption="How each table was made",
        columns=(
            Column("Table", "text"),
            Column("File", "text"),
            Column("Signature, further parts" if common else "Signature", "text"),
        ),
        rows=tuple(
            (
                _TABLE_TITLES.get(name, name),
                f"tables/{name}.csv",
                _line([p for p in study.tables[name].signature.parts if p not in common]),
            )
            for name in told
        ),
    )


def _common(signatures: list[Signature]) -> list[tuple[str, str]]:
    """Return the parts that all signatures have; none of a single one."""
    if len(signatures) < 2:
        return []
    shared = set.intersection(*(set(signature.parts) for signature in signatures))
    return [part for part in signatures[0].parts if part in shared]


def _line(parts: list[tuple[str, str]]) -> str:
    """Return parts in one line with places to break."""
    return " | ".join(f"{key}:{value}" for key, value in parts)


def _versions(study: Study) -> Iterable[Block]:
    versions = study.manifest.get("versions")
    seed = study.config.get("seed", study.manifest.get("seed"))
    parts = []
    if isinstance(versions, Mapping):
        own = {"framing": study.manifest["framing"]} if "framing" in study.manifest else {}
        told = ", ".join(f"{name} {version}" for name, version in _flat({**own, **versions}))
        parts.append(f"Made with {told}.")
    if seed is not None:
        parts.append(f"Seed: {seed}.")
    if parts:
        parts.append("All hashes and settings are in manifest.json.")
        yield Heading("Versions")
        yield Paragraph((" ".join(parts),))


def _flat(versions: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(str(name), str(version)) for name, version in versions.items()]


def _references(study: Study) -> Iterable[Block]:
    if works := references_of(study):
        yield Heading("References")
        yield Listing(tuple((work.printed,) for work in works))
