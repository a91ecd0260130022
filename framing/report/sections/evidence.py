"""Evidence: the sentences behind the numbers, category by category."""

from __future__ import annotations

from framing.report.model import Block, EvidenceList, Heading, Paragraph, Section
from framing.report.numbers import count_of, key_of
from framing.report.study import Study
from framing.report.wording import readable

__all__ = ["evidence_section"]

_INTRODUCTION = (
    "Here are the sentences in which the words of each category were found, with the word marked, "
    "its voice, the speaker where one is named, the article and the place in it, counted in "
    "characters from the beginning of the text. Read them before you believe a number."
)


def evidence_section(study: Study) -> Section:
    """Return one list of sentences for each category that was found."""
    title = "The sentences"
    packs, categories = study.features.evidence["pack"], study.features.evidence["category"]
    counts: dict[tuple[str, str], int] = {}
    for pair in zip(packs, categories, strict=True):
        counts[pair] = counts.get(pair, 0) + 1
    if not counts:
        reason = "no word of the packs was found in the articles"
        return Section(
            "evidence", title, (Paragraph((f"There is nothing to show, because {reason}.",)),)
        )
    blocks: list[Block] = [Paragraph((_INTRODUCTION,))]
    titles = {card.name: card.title for card in study.packs}
    for pack in dict.fromkeys(f.pack for f in study.features.features):
        mine = [f for f in study.features.features if (f.pack, f.category) in counts]
        mine = [f for f in mine if f.pack == pack]
        if mine:
            blocks.append(Heading(titles.get(pack) or pack))
        for feature in mine:
            wanted = {"pack": pack, "category": feature.category}
            below = sum(
                n
                for (p, c), n in counts.items()
                if p == pack and (c == feature.category or c.startswith(f"{feature.category}."))
            )
            count = count_of(
                key_of("evidence", pack, feature.category, "n"), below, evidence=wanted
            )
            name = ": ".join(readable(part) for part in feature.category.split("."))
            blocks.append(EvidenceList(name, count, wanted))
    return Section("evidence", title, tuple(blocks))
