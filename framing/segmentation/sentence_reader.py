"""Reads the sentences that hold a cue, and notes what they report, of whom, and which names."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from framing.corpus.batch import Batch
from framing.segmentation.clause_columns import has_class
from framing.segmentation.clause_words import ClauseWords, Marks, Pieces, clause_words
from framing.segmentation.clauses import Clause
from framing.segmentation.cue_rows import CueRows, begin_cues
from framing.segmentation.form_bits import COMMA, NAMING
from framing.segmentation.grammar import Grammar
from framing.segmentation.labelling import (
    LONGEST_DISTANCED,
    keeps_distance,
    up_to_boundary,
)
from framing.segmentation.marked_speech import MarkedSpeech
from framing.segmentation.named_by import given_names
from framing.segmentation.reading import Reports
from framing.segmentation.reported_speech import reports
from framing.segmentation.runs import INDIRECT
from framing.segmentation.sources import described
from framing.segmentation.spans import Span, trim
from framing.segmentation.speakers import SpeakerBook
from framing.segmentation.turns import labels
from framing.segmentation.word_classes import Forms
from framing.segmentation.words import Words

__all__ = ["Attributed", "read_sentences"]

_LONGEST = 160
"""A sentence with more words is read piece by piece, so that no input costs more than linear
time."""

_FEWEST_LABELS = 2
_STOPS = frozenset(".,!?…")
_WITHOUT_VERB = frozenset({"distancing", "naming"})
_NAMING_KINDS = _WITHOUT_VERB | {"naming_as"}

Places = NDArray[np.int64]


@dataclass
class Attributed:
    """What the sentences of a buffer say of their own words.

    Parameters
    ----------
    reported
        Layers of reported speech, as found, one a row; columns as in `Layer`.
    distanced
        Words that the text keeps at a distance: so-called Y.
    names
        Names that somebody gives somebody.
    quote_speakers, short_speakers
        Who speaks in a quotation (by its beginning) and in short marks (by their span).
    book
        The speakers.
    """

    book: SpeakerBook
    reported: NDArray[np.int64] = field(default_factory=lambda: np.zeros((0, 4), np.int64))
    distanced: list[Span] = field(default_factory=list)
    names: list[Span] = field(default_factory=list)
    quote_speakers: dict[int, int] = field(default_factory=dict)
    short_speakers: dict[Span, int] = field(default_factory=dict)


def read_sentences(
    batch: Batch,
    sentences: NDArray[np.int64],
    words: Words,
    forms: Forms,
    marked: MarkedSpeech,
    book: SpeakerBook,
) -> Attributed:
    """Look closely at each sentence that holds a cue.

    Parameters
    ----------
    batch
        The articles.
    sentences
        Spans of their sentences, in order.
    words, forms
        The words of the buffer.
    marked
        What marks and dashes set off.
    book
        Of the speakers; it is written in.
    """
    found = Attributed(book)
    if forms.grammar is None:
        return found
    articles = batch.article_of(sentences[:, 0])
    since = sentences[:, 0].copy()
    same = articles[1:] == articles[:-1]
    since[1:][same] = sentences[:-1, 0][same]
    sentence, pieces = _pieces_with_cues(sentences, words, forms)
    places = _Places(
        articles[sentence],
        since[sentence],
        _in_transcripts(batch, words.start[pieces.first]),
    )
    _Reader(batch.buffer, words, forms, forms.grammar, marked, found).read(pieces, places)
    return found


@dataclass(frozen=True)
class _Places:
    """Of each piece: its article, where the sentence before begins, whether it is in a transcript.

    A transcript is an article in which two lines or more so far open with who speaks.
    """

    article: Places
    since: Places
    in_transcript: NDArray[np.bool_]


def _in_transcripts(batch: Batch, starts: Places) -> NDArray[np.bool_]:
    found = np.array(labels(batch.buffer), np.int64)
    base = batch.bases[batch.article_of(starts)]
    so_far = np.searchsorted(found, starts, side="right") - np.searchsorted(found, base)
    return np.asarray(so_far >= _FEWEST_LABELS)


def _pieces_with_cues(
    sentences: NDArray[np.int64], words: Words, forms: Forms
) -> tuple[Places, Pieces]:
    """Return the sentences that hold a cue, cut into pieces, and which sentence each is of."""
    first = np.searchsorted(words.start, sentences[:, 0])
    after = np.searchsorted(words.start, sentences[:, 1])
    places = begin_cues(words.form, forms)
    has_cue = np.searchsorted(places, first) < np.searchsorted(places, after)
    which = np.flatnonzero(has_cue)
    n_pieces = -(-(after[which] - first[which]) // _LONGEST)
    sentence = np.repeat(which, n_pieces)
    number = np.arange(len(sentence)) - np.repeat(np.cumsum(n_pieces) - n_pieces, n_pieces)
    begin = first[sentence] + number * _LONGEST
    return sentence, Pieces(begin, np.minimum(begin + _LONGEST, after[sentence]))


class _Reader:
    """One buffer at work."""

    def __init__(
        self,
        text: str,
        words: Words,
        forms: Forms,
        language: Grammar,
        marked: MarkedSpeech,
        found: Attributed,
    ) -> None:
        self.text, self.words, self.forms, self.found = text, words, forms, found
        self.grammar = language
        self.short_spans = {(q.start, q.end) for q in marked.short}
        hidden = np.zeros(len(text) + 2, bool)
        hidden[list(marked.hidden)] = True
        direct = marked.direct_rows
        short = {trim(text, q.inner_start, q.inner_end)[0]: q.inner_end for q in marked.short}
        self.marks = Marks(direct[:, 0], direct[:, 1], hidden, short)

    def read(self, pieces: Pieces, places: _Places) -> None:
        """Read the pieces in order."""
        if not len(pieces):
            return
        rows = clause_words(self.words, self.forms, pieces, self.marks)
        clause = Clause(rows, self.forms, self.grammar)
        cues = CueRows.found(clause, self.forms)
        self.read_names(cues, pieces)
        kept = reports(cues, places.in_transcript.tolist())
        speakers = self.speakers(clause, kept, places)
        speaks = speakers.tolist()
        for number, place in kept.quotes:
            self.found.quote_speakers.setdefault(clause.start[place], speaks[number])
        whole = np.flatnonzero(kept.first < kept.after)
        starts, ends = self.spans(rows, kept.first[whole], kept.after[whole])
        voice = np.full(len(whole), INDIRECT)
        reported = np.stack([starts, ends, voice, speakers[whole]], axis=1)
        is_short = self.are_short(starts, ends)
        self.found.reported = reported[~is_short]
        for start, end, _, speaker in reported[is_short].tolist():
            self.found.short_speakers[start, end] = speaker

    def are_short(self, starts: Places, ends: Places) -> NDArray[np.bool_]:
        """Tell which stretches are short marks, or words that the text keeps at a distance."""
        width = len(self.text) + 1
        short = np.array([*self.short_spans], np.int64).reshape(-1, 2)
        return np.isin(starts * width + ends, short[:, 0] * width + short[:, 1])

    def speakers(self, clause: Clause, kept: Reports, places: _Places) -> Places:
        """Return the number of the speaker of each report, −1 where no source is named."""
        named = np.flatnonzero(kept.source_first)
        number, first = kept.clause[named], kept.source_first[named]
        after = kept.source_after[named]
        starts, ends = self.spans(clause.rows, first, after)
        abouts = ends.copy()
        for i in np.flatnonzero(has_class(clause.rows.bits[after], COMMA)).tolist():
            clause.go_to(int(number[i]))
            source = int(first[i]), int(after[i])
            _, end = described(clause, source, int(kept.first[named[i]]))
            if end > source[1]:
                abouts[i] = clause.end[end - 1]
        columns = (places.article[number], starts, ends, abouts, places.since[number])
        mentions = zip(*(column.tolist() for column in columns), strict=True)
        numbers = np.full(len(kept.clause), -1)
        numbers[named] = self.found.book.numbers_of(mentions)
        return numbers

    def spans(self, rows: ClauseWords, first: Places, after: Places) -> tuple[Places, Places]:
        """Return where stretches of words begin and end, with the short marks at their edges."""
        start, end = rows.start[first], rows.end[after - 1]
        hidden = self.marks.hidden
        which = np.flatnonzero(hidden[start - 1])
        while len(which):
            start[which] -= 1
            which = which[hidden[start[which] - 1]]
        which = np.flatnonzero(self.is_widened(end))
        while len(which):
            end[which] += 1
            which = which[self.is_widened(end[which])]
        return start, end

    def is_widened(self, end: Places) -> NDArray[np.bool_]:
        """Tell at which ends a hidden mark follows, or a comma or full stop and such a mark."""
        hidden = self.marks.hidden
        widened = hidden[end]
        for i in np.flatnonzero(hidden[end + 1] & ~widened).tolist():
            widened[i] = self.text[end[i]] in _STOPS
        return widened

    def read_names(self, cues: CueRows, pieces: Pieces) -> None:
        """Note the names that clauses give or keep at a distance, quotations included.

        Clauses with a quotation are laid out anew for it, so that its words are words.
        """
        is_quoted = self.hold_quotations(pieces)
        self.note_names(cues, cues.of(_NAMING_KINDS) & ~is_quoted[cues.number])
        naming = np.flatnonzero(self.forms.have(self.words.form, NAMING))
        has_name = np.searchsorted(naming, pieces.first) < np.searchsorted(naming, pieces.after)
        quoted = np.flatnonzero(is_quoted & has_name)
        if len(quoted):
            chosen = Pieces(pieces.first[quoted], pieces.after[quoted])
            rows = clause_words(self.words, self.forms, chosen, self.marks.without_quotations())
            within = CueRows.found(Clause(rows, self.forms, self.grammar), self.forms)
            self.note_names(within, within.of(_NAMING_KINDS))

    def hold_quotations(self, pieces: Pieces) -> NDArray[np.bool_]:
        """Tell which pieces hold a part of a direct quotation."""
        start, end = self.words.start[pieces.first], self.words.end[pieces.after - 1]
        begun = np.searchsorted(self.marks.starts, end)
        return np.asarray(begun > np.searchsorted(self.marks.ends, start, side="right"))

    def note_names(self, cues: CueRows, naming: NDArray[np.bool_]) -> None:
        """Note the names that some cues give or keep at a distance."""
        clause = cues.clause
        given = distanced = -1
        for _, cue in cues.where(naming & cues.live(_WITHOUT_VERB)):
            names = given_names(clause, cue) if cue.first != given else []
            if names:
                given = cue.first
                self.found.names += [clause.span(*name) for name in names]
            if cue.first != distanced and keeps_distance(clause, cue):
                distanced = cue.first
                self.keep_distance(clause, up_to_boundary(clause, cue.after, LONGEST_DISTANCED))

    def keep_distance(self, clause: Clause, name: Span | None) -> None:
        if name:
            span = clause.span(*name)
            self.found.distanced.append(span)
            self.short_spans.add(span)
