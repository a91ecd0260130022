"""Voice: how each group of articles holds the words it uses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from framing.features import Feature
from framing.report.figures import figures_of
from framing.report.model import (
    Block,
    Cell,
    Column,
    DataTable,
    Emphasis,
    Heading,
    Link,
    Number,
    Paragraph,
    Section,
)
from framing.report.numbers import count_of, key_of, share_of, words_count
from framing.report.sections.by_voice import by_voice_columns, by_voice_rows, in_each_cell
from framing.report.study import Study
from framing.report.wording import (
    HELD_WORDS,
    VOICE_WORDS,
    found_words,
    group_column,
    group_name,
    readable,
)

__all__ = ["voice_section"]

_INTRODUCTION = (
    "A word that an article uses in its own voice is not the same as a word that it puts in "
    "quotation marks or lets somebody else say. The tables keep these apart. Short marks are a "
    "form: one to four words between quotation marks, or after “so-called” and the like. Only "
    "where no speaker is named are they called scare quotes here, and even then they are a sign "
    "of distance, not a proof of irony. How the voices are told apart stands under "
)
_MOST_ROWS = 600
_SHORT = {"authorial": "own", "scare": "marked", "direct": "quoted", "indirect": "reported"}
_MEANINGS = (
    "own (in own voice), marked (in short quotation marks), quoted (in a direct quotation), "
    "reported (in reported speech)"
)
_HELD_SHORT = {
    "authorial": "own",
    "scare_unattributed": "scare",
    "scare_attributed": "marked",
    "direct": "quoted",
    "indirect": "reported",
}
_HELD_MEANINGS = (
    "own (in own voice), scare (in short marks, no speaker named), marked (in short marks, speaker "
    "named), quoted (in a direct quotation), reported (in reported speech)"
)
_HELD_FILTER: dict[str, dict[str, str | bool]] = {
    "authorial": {"table_voice": "authorial"},
    "scare_unattributed": {"table_voice": "scare", "attributed": False},
    "scare_attributed": {"table_voice": "scare", "attributed": True},
    "direct": {"table_voice": "direct"},
    "indirect": {"table_voice": "indirect"},
}


def voice_section(study: Study) -> Section:
    """Return the words of each voice, and how the names and the other words are held."""
    methods = Link("How the numbers were made", "methods")
    blocks: list[Block] = [Paragraph((_INTRODUCTION, methods, "."))]
    blocks += figures_of(study, "voice", tables=tuple(_held_name(r) for r in study.referents()))
    blocks += _room(study)
    blocks += _held(study)
    blocks += _words(study)
    return Section("voice", "In whose voice", tuple(blocks))


def _room(study: Study) -> Iterable[Block]:
    yield Heading("How much is the article’s own voice")
    rows = {(r.group, r.voice): r for r in study.rows("voice")}
    voices = [v for v in VOICE_WORDS if any(voice == v for _, voice in rows)]
    if not rows:
        yield Paragraph(("There is nothing to show, because the corpus has no words.",))
        return
    signature = study.signature("voice")

    def cell(group: str, voice: str) -> Cell:
        row = rows[(group, voice)]
        words = words_count(
            key_of("voice", "words", group, f"{voice}#n"), row.words, signature=signature
        )
        share = share_of(
            key_of("voice", "words", group, voice),
            row.share,
            n=_total(rows, group, voices),
            of="the group’s words",
            signature=signature,
        )
        return (words, " (", share, ")") if row.words else words

    yield DataTable(
        name="voice-words",
        caption="Words by voice",
        columns=(group_column(study), *(Column(VOICE_WORDS[v].capitalize()) for v in voices)),
        rows=tuple((group_name(g), *(cell(g, v) for v in voices)) for g in study.groups),
        note=(
            "Number of words, and in brackets their share of the words of the row. Words in short "
            "quotation marks belong to the voice around them.",
        ),
    )


def _total(rows: Any, group: str, voices: list[str]) -> int:
    return sum(int(rows[(group, voice)].words) for voice in voices)


def _held_name(referent: Any) -> str:
    return f"voice-{referent.name}"


def _held(study: Study) -> Iterable[Block]:
    yield Heading("How the names are held")
    referents = study.referents()
    cells: dict[Any, dict[str, Any]] = {}
    for row in study.rows("held"):
        if row.of:
            cells.setdefault((row.pack, row.referent, row.name, row.group), {})[row.voice] = row
    if not cells:
        yield Paragraph(("There is nothing to show, because no article uses a listed name.",))
        return
    yield Paragraph((f"Number of mentions{in_each_cell(study, _HELD_MEANINGS)}.",))
    for referent in referents:
        mine = {
            (name, group): cells[key]
            for name in study.features.names(referent)
            for group in study.groups
            if (key := (referent.pack, referent.category, name.short, group)) in cells
        }
        if not mine:
            yield Paragraph((f"{readable(referent.category).capitalize()}: no listed name found.",))
            continue
        rows = [
            (
                name,
                (Emphasis(readable(name.short)),),
                group,
                _held_numbers(study, name, group, held),
            )
            for (name, group), held in mine.items()
        ]
        yield DataTable(
            name=_held_name(referent),
            caption=f"{readable(referent.category).capitalize()}: how each name is held",
            columns=by_voice_columns(study, ("Name",), HELD_WORDS.values()),
            rows=by_voice_rows(study, rows),
            grouped=True,
        )


def _held_numbers(
    study: Study, name: Feature, group: str, held: dict[str, Any]
) -> dict[str, Number]:
    return {
        _HELD_SHORT[voice]: count_of(
            key_of("voice", f"held-{name.pack}.{name.referent}", f"{name.short}@{group}", voice),
            held[voice].n if voice in held else 0,
            evidence=study.filter_of(group, pack=name.pack, category=name.category, **wanted),
            signature=study.signature("held"),
        )
        for voice, wanted in _HELD_FILTER.items()
    }


def _words(study: Study) -> Iterable[Block]:
    yield Heading("Every listed word, by voice")
    if not study.has("words"):
        yield Paragraph(("There is nothing to show, because no listed word was found.",))
        return
    entries: dict[Any, dict[str, Any]] = {}
    for row in study.rows("words"):
        if row.n:
            key = (row.pack, row.category, row.entry, row.group)
            entries.setdefault(key, {})[row.voice] = row
    ordered = _by_entry(entries)
    shown = ordered[:_MOST_ROWS]
    for pack in dict.fromkeys(key[0] for key in shown):
        yield _pack_table(study, pack, [(k, entries[k]) for k in shown if k[0] == pack])
    if len(ordered) > len(shown):
        yield Paragraph(("Rarer words are not printed here; tables/words.csv holds them all.",))


def _by_entry(entries: dict[Any, dict[str, Any]]) -> list[Any]:
    total: dict[Any, int] = {}
    for key, voices in entries.items():
        total[key[:3]] = total.get(key[:3], 0) + sum(int(row.n) for row in voices.values())
    place = {key: i for i, key in enumerate(entries)}
    return sorted(entries, key=lambda key: (-total[key[:3]], key[:3], place[key]))


def _pack_table(study: Study, pack: str, entries: list[tuple[Any, dict[str, Any]]]) -> DataTable:
    surfaces: dict[Any, list[str]] = {}
    for key, voices in entries:
        surfaces.setdefault(key[:3], []).extend(str(row.surfaces) for row in voices.values())
    rows = [
        (key[:3], _entry_head(key, surfaces[key[:3]]), key[3], _entry_numbers(study, key, voices))
        for key, voices in entries
    ]
    titles = {card.name: card.title for card in study.packs}
    heads = [VOICE_WORDS[voice].capitalize() for voice in _SHORT]
    return DataTable(
        name=f"voice-entries-{pack}",
        caption=f"Words of the pack “{titles.get(pack) or pack}” by voice",
        columns=by_voice_columns(study, ("Word", "Category"), heads),
        rows=by_voice_rows(study, rows),
        note=(
            f"Number of matches{in_each_cell(study, _MEANINGS)}. The words are given as the "
            "articles write them, most frequent entries first; an entry of the pack may stand for "
            "several forms.",
        ),
        grouped=True,
    )


def _entry_head(key: Any, surfaces: list[str]) -> tuple[Cell, ...]:
    category = key[1]
    parent = readable(category.rpartition(".")[0])
    where = f"{parent}: {readable(category)}" if parent else readable(category)
    return (found_words(surfaces, most=3), where)


def _entry_numbers(study: Study, key: Any, voices: dict[str, Any]) -> dict[str, Number]:
    pack, category, entry, group = key
    return {
        _SHORT[voice]: count_of(
            key_of("voice", f"entries-{pack}", f"{category}:{entry}@{group}", voice),
            voices[voice].n if voice in voices else 0,
            evidence=study.filter_of(
                group, pack=pack, category=category, entry=entry, table_voice=voice
            ),
            signature=study.signature("words"),
        )
        for voice in _SHORT
    }
