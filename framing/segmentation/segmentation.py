"""From a batch of articles to sentences, runs of voice, acts of naming and places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from framing.corpus.batch import Batch
from framing.evidence import VOICES
from framing.segmentation.clauses import LONGEST, Clause, ClauseMaker
from framing.segmentation.cues import cue_table
from framing.segmentation.grammar import Grammar, grammar
from framing.segmentation.labelling import distanced_names
from framing.segmentation.marked_speech import marked_speech
from framing.segmentation.named_by import given_names
from framing.segmentation.places import places
from framing.segmentation.quotations import Quotation
from framing.segmentation.reported_speech import Report, reports
from framing.segmentation.runs import DIRECT, INDIRECT, SCARE, Layer, Runs, runs_of
from framing.segmentation.sentences import sentences
from framing.segmentation.sources import described
from framing.segmentation.spans import Span, paragraphs, tokenize, trim
from framing.segmentation.speakers import SpeakerBook
from framing.segmentation.turns import labels

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Segmentation", "segment", "voices"]


_FEWEST_LABELS = 2


@dataclass(frozen=True)
class Segmentation:
    """Sentences, voices and places of a batch; all offsets are into its buffer.

    Parameters
    ----------
    sentences
        Spans in order, disjoint, none across a paragraph break.
    runs
        The voices, covering each article exactly once.
    labelling
        Names that somebody is reported to give somebody.
    headlines, captions
        The places; all else is body.
    """

    sentences: NDArray[np.int64]
    runs: Runs
    labelling: NDArray[np.int64]
    headlines: NDArray[np.int64]
    captions: NDArray[np.int64]


def segment(batch: Batch, *, language: str = "en") -> Segmentation:
    """Segment the articles of a batch; each as if it stood alone."""
    bases = batch.bases.tolist()
    work = _Segmenter(batch.buffer, bases, language)
    work.read()
    spans = [(bases[i], bases[i] + len(text)) for i, text in enumerate(batch.texts)]
    headlines, captions = places(batch, work.paragraphs)
    return Segmentation(
        _array(work.sentences),
        runs_of(spans, work.layers(), work.book.speakers),
        _array(sorted(set(work.names))),
        headlines,
        captions,
    )


def voices(text: str, *, language: str = "en") -> pd.DataFrame:
    """Return the runs of voice of one text.

    One row a run: `start, end, voice, outer_voice, speaker, speaker_role`. The runs cover the
    text in order, without gap or overlap.
    """
    import pandas as pd

    runs = segment(Batch.of([text]), language=language).runs
    none = ("", "")
    who = [runs.speakers[i] if i >= 0 else none for i in runs.speaker]
    return pd.DataFrame(
        {
            "start": runs.start,
            "end": runs.end,
            "voice": [VOICES[i] for i in runs.voice],
            "outer_voice": [VOICES[i] if i >= 0 else "" for i in runs.outer],
            "speaker": [words for words, _ in who],
            "speaker_role": [role for _, role in who],
        }
    )


class _Segmenter:
    """One buffer at work: marks, then cues, then what they report."""

    def __init__(self, text: str, bases: Sequence[int], language: str) -> None:
        self.text = text
        self.bases = bases
        self.grammar = grammar(language)
        self.cues = cue_table(language.split("-")[0].lower())
        self.book = SpeakerBook(text, language.split("-")[0].lower())
        self.paragraphs = paragraphs(text)
        self.sentences = sentences(text, self.paragraphs, language=language)
        self.tokens = tokenize(text)
        self.marked = marked_speech(
            text,
            self.paragraphs,
            reporting=self.cues.listed("clause", "thought"),
            language=self.grammar,
        )
        short = self.marked.short
        words_in_short = {trim(text, q.inner_start, q.inner_end)[0]: q.inner_end for q in short}
        self.clauses = ClauseMaker(self.tokens, self.marked.hidden, words_in_short)
        self.naming = self.cues.starting("naming", "naming_as", "distancing")
        self.places = self.cues.starts(self.tokens.words)
        self.direct_starts = [q.start for q in self.marked.direct]
        self.direct_ends = [q.end for q in self.marked.direct]
        self.reported: list[Layer] = []
        self.distanced: list[Span] = []
        self.names: list[Span] = []
        self.quote_speakers: dict[int, int] = {}
        self.short_speakers: dict[Span, int] = {}
        self.labels = labels(text)
        self.short_spans = {(q.start, q.end) for q in self.marked.short}

    def read(self) -> None:
        """Look closely at each sentence that holds a cue."""
        if self.grammar is None:
            return
        starts, places = self.tokens.starts, self.places
        at, place, since, since_article = 0, 0, 0, -1
        for start, end in self.sentences:
            first = bisect_left(starts, start, at)
            after = at = bisect_left(starts, end, first)
            place = bisect_left(places, first, place)
            article = bisect_right(self.bases, start)
            before, since = since if article == since_article else start, start
            if article != since_article:
                self.book.begin_article()
            since_article = article
            if place < len(places) and places[place] < after:
                for piece in range(first, after, LONGEST):
                    self.read_clause(piece, min(piece + LONGEST, after), before, self.grammar)

    def is_transcript(self, start: int) -> bool:
        """Whether two lines or more of the article so far open with who speaks."""
        base = self.bases[bisect_right(self.bases, start) - 1]
        so_far = bisect_right(self.labels, start) - bisect_left(self.labels, base)
        return so_far >= _FEWEST_LABELS

    def read_clause(self, first: int, after: int, since: int, language: Grammar) -> None:
        start, end = self.tokens.starts[first], self.tokens.ends[after - 1]
        near_first = bisect_right(self.direct_ends, start)
        near = self.marked.direct[near_first : bisect_left(self.direct_starts, end, near_first)]
        clause = self.clauses.clause(first, after, near, language)
        if not self.naming.isdisjoint(clause.words):
            whole = self.clauses.clause(first, after, (), language) if near else clause
            self.read_names(whole)
        places = self.places_of_cues(clause, first, after)
        for report in reports(clause, self.cues, places, own=not self.is_transcript(start)):
            self.keep(clause, report, since)

    def places_of_cues(self, clause: Clause, first: int, after: int) -> list[int]:
        """Return where cues may begin in the clause of tokens `first` to `after`."""
        if len(clause) < after - first:
            return self.cues.starts(clause.words)
        here = bisect_left(self.places, first)
        return [i - first for i in self.places[here : bisect_left(self.places, after, here)]]

    def read_names(self, clause: Clause) -> None:
        """Note the names that a clause gives or keeps at a distance."""
        self.names += [_span(clause, *name) for name in given_names(clause, self.cues)]
        for name in distanced_names(clause, self.cues):
            span = _span(clause, *name)
            self.distanced.append(span)
            self.short_spans.add(span)

    def keep(self, clause: Clause, report: Report, since: int) -> None:
        speaker = -1
        if report.source:
            source = self.with_marks(*_span(clause, *report.source))
            about = _span(clause, *described(clause, report.source))
            speaker = self.book.number(source, about, since)
        for quote in report.quotes:
            self.quote_speakers.setdefault(clause.starts[quote], speaker)
        first, after = report.content
        if first < after:
            span = self.with_marks(*_span(clause, first, after))
            if span in self.short_spans:
                self.short_speakers[span] = speaker
            else:
                self.reported.append(Layer(*span, INDIRECT, speaker))

    def with_marks(self, start: int, end: int) -> Span:
        """Widen a span over the short marks at its edges."""
        hidden = self.marked.hidden
        while start - 1 in hidden:
            start -= 1
        while end in hidden or (end + 1 in hidden and self.text[end] in ".,!?…"):
            end += 1
        return start, end

    def carry_speakers(self) -> None:
        """Give a quotation that only goes on the speaker of the one before: “…,” he said. “…”."""
        before: Quotation | None = None
        for q in self.marked.direct:
            if q.start not in self.quote_speakers and before and self.goes_on(before, q):
                self.quote_speakers[q.start] = self.quote_speakers.get(before.start, -1)
            before = q

    def goes_on(self, before: Quotation, q: Quotation) -> bool:
        """Whether a quotation follows in the same or the next sentence, or was never closed."""
        between = self.text[before.end : q.start]
        if "\u2029" in between:
            return False
        if before.inner_end == before.end and not between.strip():
            return True
        last = bisect_left(self.sentences, (before.end,)) - 1
        here = bisect_right(self.sentences, (q.start, q.end)) - 1
        return here - last <= 1 and "\n" not in between

    def layers(self) -> list[Layer]:
        """Return all layers in order, the outer before the inner."""
        speakers = self.quote_speakers
        self.carry_speakers()
        found = _without_overlap(self.reported)
        found += [
            Layer(q.start, q.end, DIRECT, speakers.get(q.start, -1)) for q in self.marked.direct
        ]
        found += [Layer(q.start, q.end, DIRECT, -1) for q in self.marked.inner]
        short = [(q.start, q.end) for q in self.marked.short]
        found += [Layer(*span, SCARE, self.short_speakers.get(span, -1)) for span in short]
        for span in self.distanced:
            if not _touches(short, span):
                found.append(Layer(*span, SCARE, self.short_speakers.get(span, -1)))
        rank = {INDIRECT: 0, DIRECT: 1, SCARE: 2}
        return sorted(found, key=lambda layer: (layer.start, rank[layer.voice], -layer.end))


def _span(clause: Clause, first: int, after: int) -> Span:
    return clause.starts[first], clause.ends[after - 1]


def _touches(spans: Sequence[Span], span: Span) -> bool:
    """Whether one of the ordered spans overlaps a span."""
    i = bisect_right(spans, span[0], key=lambda s: s[1])
    return i < len(spans) and spans[i][0] < span[1]


def _without_overlap(layers: Sequence[Layer]) -> list[Layer]:
    """Keep the first of what overlaps, and of the later what sticks out."""
    found: list[Layer] = []
    for layer in sorted(layers, key=lambda item: (item.start, -item.end)):
        if found and layer.start < found[-1].end:
            if layer.end > found[-1].end:
                found.append(Layer(found[-1].end, layer.end, layer.voice, layer.speaker))
        else:
            found.append(layer)
    return found


def _array(spans: Sequence[Span]) -> NDArray[np.int64]:
    return np.array(spans, dtype=np.int64).reshape(-1, 2)
