"""An article cut into pieces: each has one voice and the matches that cover it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import pyarrow.compute as pc

from framing.evidence import VOICES, Match
from framing.features import EXPOSURE_VOICES, FeatureMatrix

__all__ = ["ArticleView", "CategoryRow", "Piece", "RunMark", "view_article"]


@dataclass(frozen=True, slots=True)
class RunMark:
    """A run of voice: who speaks, in which voice, inside which.

    `speaker` is the fullest name that the article gives, else the words that stand there.
    """

    start: int
    end: int
    voice: str
    outer_voice: str
    speaker: str
    speaker_role: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text without a border inside.

    `run` and `matches` are positions in the view's `runs` and `matches`; `opens` and `closes`
    are those of `matches` that begin or end with it; `left_out` is the cleaning rule that took
    it out of the count, or empty.
    """

    text: str
    run: int
    matches: tuple[int, ...]
    opens: tuple[int, ...]
    closes: tuple[int, ...]
    left_out: str


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category that was found: its number in the article, and its counts in matches."""

    number: int
    name: str
    description: str
    n: int
    by_voice: Mapping[str, int]
    negated: int
    labelling: int
    surfaces: tuple[str, ...]


@dataclass(frozen=True)
class ArticleView:
    """One article, ready to be shown.

    Parameters
    ----------
    id, outlet, title
        What is known of it.
    text
        As read.
    runs, matches
        In order of place; of two matches with one beginning the longer comes first.
    left_out
        (start, end, rule) of cleaned stretches.
    words
        Counted words by voice: `authorial`, `direct`, `indirect`.
    descriptions
        `pack.category` → what it stands for.
    """

    id: str
    outlet: str
    title: str
    text: str
    runs: tuple[RunMark, ...]
    matches: tuple[Match, ...]
    left_out: tuple[tuple[int, int, str], ...]
    words: Mapping[str, int]
    descriptions: Mapping[str, str]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """`pack.category` → its number, from 1, in order of first appearance."""
        names = dict.fromkeys(f"{m.pack}.{m.category}" for m in self.matches)
        return {name: i for i, name in enumerate(names, start=1)}

    def number(self, match: Match) -> int:
        """Return the number of a match's category."""
        return self.numbers[f"{match.pack}.{match.category}"]

    def pieces(self) -> Iterator[Piece]:
        """Yield the text in order, cut wherever a voice, a match or a cleaned stretch begins."""
        borders = {0, len(self.text)}
        spans = [(run.start, run.end) for run in self.runs]
        spans += [(match.start, match.end) for match in self.matches]
        spans += [(start, end) for start, end, _ in self.left_out]
        borders.update(place for span in spans for place in span)
        run, first = 0, 0
        for start, end in pairwise(sorted(borders)):
            while run + 1 < len(self.runs) and self.runs[run].end <= start:
                run += 1
            while first < len(self.matches) and self.matches[first].end <= start:
                first += 1
            yield self._piece(start, end, run, first)

    def _piece(self, start: int, end: int, run: int, first: int) -> Piece:
        inside = []
        for i in range(first, len(self.matches)):
            if self.matches[i].start > start:
                break
            if self.matches[i].end > start:
                inside.append(i)
        rules = [rule for s, e, rule in self.left_out if s <= start < e]
        return Piece(
            self.text[start:end],
            run,
            tuple(inside),
            tuple(i for i in inside if self.matches[i].start == start),
            tuple(i for i in reversed(inside) if self.matches[i].end == end),
            rules[0] if rules else "",
        )

    def categories(self) -> list[CategoryRow]:
        """Return the categories that were found, in order of first appearance."""
        return [self._category(number, name) for name, number in self.numbers.items()]

    def _category(self, number: int, name: str) -> CategoryRow:
        mine = [m for m in self.matches if self.number(m) == number]
        voices = Counter(m.voice for m in mine)
        return CategoryRow(
            number,
            name,
            self.descriptions.get(name, ""),
            len(mine),
            {voice: voices[voice] for voice in VOICES},
            sum(m.negated for m in mine),
            sum(m.labelling for m in mine),
            tuple(dict.fromkeys(" ".join(m.surface.split()) for m in mine)),
        )

    def speakers(self) -> list[tuple[str, str, int]]:
        """Return (speaker, role, runs) of everybody who speaks, in order of first appearance."""
        spoken = Counter((r.speaker, r.speaker_role) for r in self.runs if r.speaker)
        return [(speaker, role, n) for (speaker, role), n in spoken.items()]


def view_article(features: FeatureMatrix, position: int = 0) -> ArticleView:
    """Return one article of a matrix with all its matches, runs and cleaned stretches."""
    row = features.articles_table.slice(position, 1).to_pylist()[0]
    matches = list(features.evidence.where(article=row["id"]))
    matches.sort(key=lambda m: (m.start, -m.end, m.pack))
    return ArticleView(
        id=row["id"],
        outlet=row["outlet"],
        title=row.get("title") or "",
        text=features.texts[position].as_py(),
        runs=tuple(_run(r) for r in _rows_of(features.runs, position)),
        matches=tuple(matches),
        left_out=tuple(
            (r["start"], r["end"], r["rule"]) for r in _rows_of(features.left_out, position)
        ),
        words={voice: int(row[f"words@{voice}"]) for voice in EXPOSURE_VOICES},
        descriptions={f.name: f.description for f in features.features},
    )


def _rows_of(table: Any, position: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.filter(
        pc.equal(table.column("article"), position)
    ).to_pylist()
    return rows


def _run(row: Mapping[str, Any]) -> RunMark:
    named = row["speaker_kind"] == "name" and row["speaker_name"]
    return RunMark(
        row["start"],
        row["end"],
        row["voice"],
        row["outer_voice"],
        row["speaker_name"] if named else row["speaker"],
        (row["name_role"] if named else "") or row["speaker_role"],
    )
