"""Reported speech: what a source is said to say, before, after or around the words that say so.

Each cue is tried with the constructions of its categories; the first that fits yields stretches.
A rule looks only at the clause it is given, which is never longer than `clauses.LONGEST`.
"""

from __future__ import annotations

from dataclasses import dataclass

from framing.segmentation.boundaries import (
    clause_start,
    content_end,
    goes_on_after_insertion,
    phrase_end,
    tail_end,
)
from framing.segmentation.clauses import DASHES, PUNCTUATION, QUOTE, Clause
from framing.segmentation.cues import Cue, CueTable
from framing.segmentation.sources import source_after, source_before, verb_group_start
from framing.segmentation.verbs import is_passive, reads_as_verb

__all__ = ["Report", "reports"]

Span = tuple[int, int]

_SAYING = frozenset({"clause", "thought", "finding"})
_WITH_THAT = _SAYING | {"that_clause", "hearer"}
_QUOTABLE = _SAYING | {"quoting"}
_OPINION_PREPOSITIONS = frozenset({"in", "by", "to", "from"})
_NOUN_LINKS = frozenset({"of", "for", "about", "against", "on", "over", "to"})
_ATTITUDE_LINKS = frozenset({"of", "about", "with", "at", "to", "for", "in", "over", "against"})
_SETTINGS = frozenset("when after before as during at in on once until".split())
_LINKING = frozenset(
    ["is", "are", "was", "were", "be", "been", "being", "am", "i'm", "he's", "she's", "they're", "we're", "feel", "feels", "felt", "seem", "seems", "seemed", "remain", "remains", "remained", "sound", "sounded", "look", "looked"]
)


@dataclass(frozen=True, slots=True)
class Report:
    """A stretch of reported speech and its source, as places in the clause.

    `content` may be empty (equal ends) where only a quotation is reported.
    """

    content: Span
    source: Span | None
    quotes: tuple[int, ...] = ()


def reports(clause: Clause, cues: CueTable) -> list[Report]:
    """Return what the cues of a clause report."""
    reader = _Reader(clause, cues)
    for i in cues.starts(clause.words):
        reader.read(i)
    return reader.found


class _Reader:
    """Goes through one clause from cue to cue."""

    def __init__(self, clause: Clause, cues: CueTable) -> None:
        self.clause = clause
        self.cues = cues
        self.words = clause.words
        self.grammar = clause.grammar
        self.found: list[Report] = []
        self.floor = 0

    def read(self, i: int) -> None:
        """Try the cues that begin at a place."""
        for cue in self.cues.at(self.words, i):
            if self.fits(cue):
                return

    def fits(self, cue: Cue) -> bool:
        kinds = cue.kinds
        if "preposition" in kinds:
            return self.according(cue.first, cue.after)
        if "opinion" in kinds and self.opinion(cue):
            return True
        if "attitude" in kinds and self.attitude(cue):
            return True
        if "hearsay" in kinds:
            return self.hearsay(cue)
        if "citing" in kinds:
            return True
        if self.clause.is_name(cue.first) and not self.clause.is_title:
            return False
        if reads_as_verb(self.clause, cue):
            return self.verb(cue)
        return "noun" in kinds and self.noun(cue)

    # What a cue is: one method a construction, true where it fits.

    def verb(self, cue: Cue) -> bool:
        kinds = cue.kinds
        start = verb_group_start(self.clause, cue.first)
        passive = is_passive(self.clause, cue)
        source = None if passive else source_before(self.clause, start)
        if source is None and not passive and self.found and self.shares_source(start):
            source = self.found[-1].source
        after = cue.after
        if self.words_at(after) == "to" and self.wants(after, kinds, passive):
            return self.add(after, source, phrase=True)
        if "urging" in kinds and not passive and self.urged(after, source):
            return True
        if "hearer" in kinds and not passive and self.told(cue, start, source):
            return True
        if kinds & _WITH_THAT and self.word_is_that(after):
            return self.add(after, source)
        if self.words_at(after) == "," and self.grammar.comma_before_that:
            if self.words_at(after + 1) in self.grammar.that:
                return self.add(after + 1, source)
        if kinds & _QUOTABLE and not passive and self.said(cue, start, source):
            return True
        if kinds & _SAYING and self.grammar.bare_clause and not passive and self.bare(cue, source):
            return True
        if "object" in kinds or "naming" in kinds:
            return self.object_of(cue, source, passive)
        return False

    def wants(self, to: int, kinds: frozenset[str], passive: bool) -> bool:
        """“vowed to …”, “is said to be …”, “was asked to …”."""
        if "infinitive" in kinds:
            return True
        if not passive:
            return False
        return "urging" in kinds or self.words_at(to + 1) in ("be", "have")

    def said(self, cue: Cue, start: int, source: Span | None) -> bool:
        """“…, X said”, “…, said X”, “…, X said, …”, and “X said: …”."""
        kinds = cue.kinds
        inverted = self.inverted(cue, start)
        if inverted:
            self.report_before(start, inverted)
            self.floor = inverted[1]
            return True
        tail = tail_end(self.clause, cue.after)
        if tail < 0 or (not kinds & _SAYING and not self.beside_quote(start, source, tail)):
            return False
        if source is None and self.words_at(start - 1) != QUOTE:
            return False
        if self.word_is_that(tail) and not (tail > cue.after and self.is_relative(tail)):
            return self.add(tail, source)
        if not self.at_pause(tail) and self.clause.has_finite(tail, len(self.words)):
            return self.add(tail, source) if tail > cue.after and "clause" in kinds else False
        edge = source[0] if source else start
        self.report_before(edge, source, self.words_at(tail + 1) == QUOTE)
        self.floor = tail
        self.report_after(tail, edge, source)
        return True

    def report_after(self, tail: int, edge: int, source: Span | None) -> None:
        """Report what follows “X said” and a pause."""
        pause = self.words_at(tail)
        if pause in (",", ":", *DASHES) and self.words_at(tail + 1) == QUOTE:
            tail += 1
        if self.words_at(tail) == QUOTE:
            self.quote(tail, source)
            if self.more_than_quote(tail):
                self.add(tail, source)
        elif pause == ":" or (
            pause == "," and goes_on_after_insertion(self.clause, edge, tail + 1)
        ):
            self.add_subject(edge, source)
            self.add(tail + 1, source)

    def add_subject(self, edge: int, source: Span | None) -> None:
        """Report the first words of a clause that goes on after “, he added,”."""
        start = clause_start(self.clause, edge, 0)
        if self.words_at(edge - 1) == "," and not self.clause.has_finite(start, edge):
            if not self.is_reported(start):
                self.append(start, edge, source)

    def is_relative(self, that: int) -> bool:
        """Tell “a list that included” from “said that”."""
        return self.words_at(that) == "that" and self.clause.is_finite(that + 1)

    def beside_quote(self, start: int, source: Span | None, tail: int) -> bool:
        """Whether a quotation stands right before the source or right after the verb."""
        edge = source[0] if source else start
        return QUOTE in self.words[max(edge - 2, 0) : edge] or QUOTE in self.words[tail : tail + 2]

    def inverted(self, cue: Cue, start: int) -> Span | None:
        """Source of “…, said X”: verb straight after a comma, dash or quotation."""
        if not cue.kinds & {"clause", "quoting"} or start != cue.first:
            return None
        before = self.words_at(start - 1)
        if "clause" not in cue.kinds and QUOTE not in self.words[max(start - 2, 0) : start]:
            return None
        if start > 0 and before not in (",", QUOTE, "?", "!", "…", ".") and before not in DASHES:
            return None
        if start == 0 or self.words[cue.first].endswith("ing"):
            return None
        source = source_after(self.clause, cue.after)
        if source is None or not self.may_be_source(source[0]):
            return None
        return None if before == "," and self.is_apposition(start, source[1]) else source

    def is_apposition(self, start: int, after: int) -> bool:
        """Tell “Smith, a lawyer, said the law …” from “Troops fired, said Smith”."""
        first = clause_start(self.clause, start, self.floor)
        comma = next((i for i in range(first, start) if self.words[i] == ","), start)
        if comma == start - 1 or self.clause.has_finite(first, comma):
            return False
        lead = self.words_at(first)
        if lead in self.grammar.prepositions or lead in self.grammar.subordinators:
            return False
        return self.clause.has_finite(after, len(self.words))

    def may_be_source(self, i: int) -> bool:
        word = self.words_at(i)
        grammar = self.grammar
        if word in grammar.prepositions or word in grammar.question or word in grammar.finite:
            return False
        return not self.clause.is_adverb(i) and word not in ("to", "that")

    def report_before(
        self, edge: int, source: Span | None, quote_follows: bool = False
    ) -> None:
        """Report what stands before “, X said”, back to the beginning of its clause."""
        stop = edge
        while stop > 0 and (self.words[stop - 1] == "," or self.words[stop - 1] in DASHES):
            stop -= 1
        paused = stop < edge or self.words_at(stop - 1) in (QUOTE, "?", "!", "…", ".")
        start = clause_start(self.clause, stop, self.floor)
        self.floor = edge
        if not paused or start >= stop or (quote_follows and self.is_setting(start, stop)):
            return
        if self.words[stop - 1] == QUOTE and self.words_at(stop - 2) in (":", *DASHES):
            self.quote(stop - 1, source)
        elif all(w == QUOTE or w in PUNCTUATION for w in self.words[start:stop]):
            for i in range(start, stop):
                self.quote(i, source)
        elif self.clause.has_finite(start, stop) or QUOTE in self.words[start:stop]:
            self.append(start, stop, source)

    def is_setting(self, start: int, stop: int) -> bool:
        """Whether words only tell when or where something was said: When the vote was over, …"""
        while start < stop and (
            self.clause.is_adverb(start) or self.words[start] in self.grammar.coordinators
        ):
            start += 1
        word = self.words_at(start)
        return QUOTE not in self.words[start:stop] and word in _SETTINGS

    def told(self, cue: Cue, start: int, source: Span | None) -> bool:
        """“told X that …”, “told X the …”, “…, he told X”."""
        after = hearer_end(self.clause, cue.after)
        if after <= cue.after:
            return False
        if self.word_is_that(after) or self.words_at(after) == "to":
            return self.add(after, source)
        if self.words_at(after) in self.grammar.prepositions:
            tail = tail_end(self.clause, after)
            after = tail if tail > 0 else after
        if self.word_is_that(after):
            return self.add(after, source)
        if self.at_pause(after):
            return self.said(Cue(cue.first, after, cue.kinds | {"clause"}), start, source)
        return self.add(after, source)

    def bare(self, cue: Cue, source: Span | None) -> bool:
        """“said the troops would stay”: a clause, or for verbs of saying any object."""
        if self.clause.is_end(cue.after) or not (source or self.shares_source(cue.first)):
            return False
        after = cue.after
        if self.words_at(after) in PUNCTUATION - {QUOTE}:
            return False
        end = content_end(self.clause, after, cue.first, self.cues)
        if self.words_at(after) == QUOTE:
            self.quote(after, source)
            return self.append(after, end, source) if self.more_than_quote(after) else True
        near = end
        if "clause" not in cue.kinds:
            near = next((i for i in range(after, end) if self.words[i] == ","), end)
        if self.clause.has_finite(after, near):
            return self.append(after, end, source)
        return False

    def shares_source(self, i: int) -> bool:
        """Whether a verb without a source of its own has that of the verb before: “and said”."""
        before = self.words_at(self.clause.before_adverbs(i))
        return before in self.grammar.coordinators or self.words[i].endswith("ing")

    def urged(self, after: int, source: Span | None) -> bool:
        """“urged X to …”."""
        for i in range(after + 1, min(after + 12, len(self.words))):
            word = self.words[i]
            if word == "to" and not self.clause.is_finite(i - 1):
                return self.add(after, source, phrase=True)
            if word in PUNCTUATION - {","} or word in self.grammar.finite:
                return False
        return False

    def object_of(self, cue: Cue, source: Span | None, passive: bool) -> bool:
        """“criticised X”, “called for X”, “was accused of X”."""
        after = cue.after
        if self.clause.is_end(after) or self.words_at(after) in PUNCTUATION - {QUOTE}:
            return False
        if passive and self.words_at(after) not in ("of", "for", "as", "to", "with"):
            return False
        if self.words_at(after) in ("by", "to") and not passive:
            return False
        if self.words_at(after) == QUOTE and not self.more_than_quote(after):
            self.quote(after, source)
            return True
        return self.add(after, source, phrase=True)

    def noun(self, cue: Cue) -> bool:
        """“the accusation that …”, “reports of …”, “calls for …”."""
        link = self.words_at(cue.after)
        if (link == "that" and not self.is_relative(cue.after)) or link in _NOUN_LINKS:
            if self.words_at(cue.after + 1) in self.grammar.times:
                return False
            return self.add(cue.after, self.owner(cue.first), phrase=link != "that")
        return False

    def owner(self, i: int) -> Span | None:
        """Source of “Smith’s claim that …”."""
        for at in range(i - 1, max(i - 4, -1), -1):
            if self.clause.is_possessive(at):
                first = at
                while first > 0 and self.clause.is_name(first - 1):
                    first -= 1
                return first, at + 1
        return None

    def attitude(self, cue: Cue) -> bool:
        """“is confident that …”, “was opposed to …”."""
        at = self.clause.before_adverbs(cue.first)
        if self.words_at(at) not in _LINKING:
            return False
        link = self.words_at(cue.after)
        if link == "that" or link in _ATTITUDE_LINKS:
            source = source_before(self.clause, verb_group_start(self.clause, at))
            if source and self.words[source[0]] == "it":
                return False
            return self.add(cue.after, source, phrase=link != "that")
        return False

    def opinion(self, cue: Cue) -> bool:
        """“in his opinion, …”, “in the view of X, …”."""
        for at in range(cue.first - 1, max(cue.first - 6, -1), -1):
            if self.words[at] in _OPINION_PREPOSITIONS:
                if self.words_at(cue.after) == "of":
                    return self.according(at, cue.after + 1)
                owned = any(
                    self.clause.is_possessive(i) or self.words[i] in _OWNERS
                    for i in range(at + 1, cue.first)
                )
                return owned and not self.is_reported(at) and self.insertion(at, cue.after, (at + 1, cue.first))
            if self.words[at] in PUNCTUATION:
                return False
        return False

    def is_reported(self, i: int) -> bool:
        """Whether a place lies in what was reported already."""
        return any(r.content[0] <= i <= r.content[1] + 1 for r in self.found)

    def according(self, first: int, after: int) -> bool:
        """“according to X, …”, “…, according to X”."""
        source = source_after(self.clause, after)
        if source is None:
            return False
        return self.insertion(first, _relative_end(self.clause, source[1]), source)

    def insertion(self, first: int, after: int, source: Span) -> bool:
        """Report the sentence round a phrase that names its source."""
        start = clause_start(self.clause, first, self.floor)
        stop = first
        while stop > start and self.words[stop - 1] in (",", *DASHES):
            stop -= 1
        before = stop > start and self.clause.has_finite(start, stop)
        self.floor = after
        if stop > start:
            self.append(start, stop, source)
        if not before and not self.clause.is_end(after):
            at = after + 1 if self.words_at(after) == "," else after
            return self.add(at, source)
        return stop > start

    def hearsay(self, cue: Cue) -> bool:
        """“reportedly stormed the airport”."""
        return self.add(cue.after, None)

    # How a report is kept.

    def add(self, first: int, source: Span | None, *, phrase: bool = False) -> bool:
        """Report from a place to the end of its clause, or of its phrase."""
        cue_first = source[0] if source else first
        end = content_end(self.clause, first, cue_first, self.cues)
        if phrase:
            end = phrase_end(self.clause, first, end, self.cues)
        return self.append(first, end, source)

    def append(self, first: int, after: int, source: Span | None) -> bool:
        while first < after and self.words[first] in (",", ":", *DASHES):
            first += 1
        while after > first and self.words[after - 1] in PUNCTUATION - {QUOTE}:
            after -= 1
        if first >= after:
            return False
        quotes = tuple(i for i in range(first, after) if self.words[i] == QUOTE)
        self.found.append(Report((first, after), source, quotes))
        return True

    def quote(self, i: int, source: Span | None) -> None:
        if self.words_at(i) == QUOTE:
            self.found.append(Report((i, i), source, (i,)))

    def words_at(self, i: int) -> str:
        return self.clause.word(i)

    def word_is_that(self, i: int) -> bool:
        word = self.words_at(i)
        return word in self.grammar.that or word in self.grammar.question

    def at_pause(self, i: int) -> bool:
        return self.clause.is_end(i) or self.words_at(i) in PUNCTUATION

    def more_than_quote(self, i: int) -> bool:
        """Whether a clause goes on after a quotation that begins it."""
        after = self.words_at(i + 1)
        return not self.clause.is_end(i + 1) and after not in PUNCTUATION


_OWNERS = frozenset(["his", "her", "its", "their", "my", "our", "your"])


def _relative_end(clause: Clause, after: int) -> int:
    """Go past “, who chairs the committee” after a source, to the comma that ends it."""
    if clause.word(after) == "," and clause.word(after + 1) in clause.grammar.relatives:
        for i in range(after + 2, min(after + 40, len(clause.words))):
            if clause.words[i] == ",":
                return i
    return after


def hearer_end(clause: Clause, first: int) -> int:
    """Return where the phrase ends that names the hearer; `first` if there is none."""
    grammar = clause.grammar
    at = first
    if clause.word(at) in grammar.object_pronouns or clause.word(at) in grammar.reflexives:
        return at + 1
    while at < len(clause.words) and at - first < 12:
        word = clause.words[at]
        if word in PUNCTUATION or word in grammar.that or word in grammar.question or word == "to":
            break
        if at > first and (word in grammar.subject_pronouns or word in grammar.finite):
            break
        if at > first and word in ("the", "his", "her", "their", "a", "there"):
            if clause.words[at - 1] not in grammar.prepositions:
                break
        if at > first and word in grammar.times:
            break
        at += 1
    return at
