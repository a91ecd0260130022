"""A sentence as the rules of reported speech see it, and where its clauses begin and end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from framing.segmentation.grammar import Grammar
from framing.segmentation.quotations import Quotation
from framing.segmentation.spans import Tokens

__all__ = ["LONGEST", "QUOTE", "Clause", "ClauseMaker"]

QUOTE = "“”"
"""Stands in `Clause.words` for a whole direct quotation."""

LONGEST = 160
"""A sentence with more words is looked at piece by piece, so that no input costs more than linear
time."""

_LONGEST_ASIDE = 6
_ABBREVIATION = 3
PUNCTUATION = frozenset(",;:()[]–—―-./…!?|•*\"“”„«»‘’'`") | {QUOTE}
DASHES = frozenset("–—―-")
_SEEN_TWICE = frozenset(".([\"“”„‟«»‹›‘’‚'`")
"""Marks that may be left out of a clause."""


@dataclass(slots=True)
class Clause:
    """Words of a sentence; a direct quotation is one word, short marks and short asides are gone.

    Parameters
    ----------
    words, starts, ends
        Lower-case words and their spans in the buffer.
    capital
        Whether each begins with a capital.
    grammar
        The language's small words.
    short
        Where the words in short marks begin in the buffer, and where they end.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    capital: list[bool]
    grammar: Grammar
    short: Mapping[int, int]

    def __len__(self) -> int:
        return len(self.words)

    def word(self, i: int) -> str:
        """Return a word, or an empty one outside the sentence."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def marked_end(self, i: int) -> int:
        """Return the place after the words in short marks that begin at a place, 0 if none do."""
        if not 0 <= i < len(self.words) or self.starts[i] not in self.short:
            return 0
        return max(bisect_right(self.ends, self.short[self.starts[i]], i), i + 1)

    def is_end(self, i: int) -> bool:
        """Whether nothing but a final mark stands from a place on."""
        return i >= len(self.words) or (
            i == len(self.words) - 1 and self.words[i] in (".", "!", "?", "…", ":", ";")
        )

    def is_possessive(self, i: int) -> bool:
        """Whether a word ends in 's or s'."""
        return self.word(i).endswith(("'s", "s'"))

    def is_name(self, i: int) -> bool:
        """Whether a word has a capital that the beginning of the sentence does not explain."""
        return 0 < i < len(self.words) and self.capital[i]

    @property
    def is_title(self) -> bool:
        """Whether most long words have capitals, as in a headline."""
        long = [self.capital[i] for i in range(len(self.words)) if len(self.words[i]) > 3]
        return len(long) > 4 and sum(long) > 0.85 * len(long)

    def is_finite(self, i: int) -> bool:
        """Whether a word is likely to be a finite verb."""
        word = self.word(i)
        grammar = self.grammar
        if word in grammar.finite or word.endswith(("n't", "'re", "'ve", "'ll", "'d", "'m")):
            return True
        before = self.word(i - 1)
        if before in grammar.subject_pronouns and word not in PUNCTUATION:
            return word not in grammar.prepositions and word not in grammar.determiners
        if grammar.past_endings and word.endswith(grammar.past_endings):
            return True
        if word.endswith("ed") and len(word) > 4 and not self.capital[i]:
            return before not in grammar.determiners and before not in grammar.prepositions
        return False

    def ends_finite(self, i: int) -> bool:
        """Whether the form of a verb is no infinitive: says, said, saying, but not say."""
        word = self.word(i)
        return word.endswith(("s", "ed", "ing")) or word in self.grammar.finite

    def has_finite(self, first: int, after: int) -> bool:
        """Whether a finite verb stands between two places."""
        return any(self.is_finite(i) for i in range(max(first, 0), min(after, len(self.words))))

    def before_adverbs(self, i: int) -> int:
        """Return the place of the last word before `i` that is no adverb."""
        i -= 1
        while i >= 0 and self.is_adverb(i):
            i -= 1
        return i

    def is_adverb(self, i: int) -> bool:
        """Whether a word is an adverb of the closed list or ends in -ly."""
        word = self.word(i)
        return word in self.grammar.adverbs or (len(word) > 4 and word.endswith("ly"))

    def begins_phrase(self, i: int) -> bool:
        """Whether a noun phrase may begin at a place: determiner, pronoun, name or number."""
        word = self.word(i)
        grammar = self.grammar
        return (
            word in grammar.determiners
            or word in grammar.subject_pronouns
            or word in grammar.object_pronouns
            or self.is_name(i)
            or word[:1].isdigit()
        )


class ClauseMaker:
    """Makes clauses of the tokens of a buffer.

    Parameters
    ----------
    tokens
        The words of the buffer.
    hidden
        Where the marks stand that are not to be seen: those of short marks and names.
    short
        Where the words in short marks begin, and where they end.
    """

    def __init__(self, tokens: Tokens, hidden: AbstractSet[int], short: Mapping[int, int]) -> None:
        self.tokens = tokens
        self.hidden = hidden
        self.short = short
        self.seen_twice = [i for i, word in enumerate(tokens.words) if word in _SEEN_TWICE]

    def clause(
        self, first: int, after: int, direct: Sequence[Quotation], grammar: Grammar
    ) -> Clause:
        """Make the clause of tokens `first` to `after`.

        Parameters
        ----------
        first, after
            Which tokens, half-open.
        direct
            The direct quotations that reach into them, in order.
        grammar
            The language's small words.
        """
        words = self.tokens.words[first:after]
        starts = self.tokens.starts[first:after]
        ends = self.tokens.ends[first:after]
        capital = self.tokens.capital[first:after]
        place = bisect_left(self.seen_twice, first)
        is_plain = place == len(self.seen_twice) or self.seen_twice[place] >= after - 1
        if is_plain and not direct:
            return Clause(words, starts, ends, capital, grammar, self.short)
        quotes: dict[int, Quotation] = {}
        for q in direct:
            at = bisect_left(starts, q.start)
            if at < len(starts) and starts[at] < q.end:
                quotes[at] = q
        kept = self._kept(words, starts, ends, quotes)
        for at, q in quotes.items():
            words[at], starts[at], ends[at] = QUOTE, q.start, q.end
        return Clause(
            [words[i] for i in kept],
            [starts[i] for i in kept],
            [ends[i] for i in kept],
            [capital[i] for i in kept],
            grammar,
            self.short,
        )

    def _kept(
        self,
        words: list[str],
        starts: list[int],
        ends: list[int],
        quotes: Mapping[int, Quotation],
    ) -> list[int]:
        """Return the places of the words that a clause keeps; of a quotation only the first.

        The apostrophe of a plural possessive becomes part of its word: dockers'.
        """
        kept: list[int] = []
        i, last = 0, len(words) - 1
        while i <= last:
            if i in quotes:
                kept.append(i)
                i = max(bisect_left(starts, quotes[i].end, i), i + 1)
                continue
            word = words[i]
            if word in _SEEN_TWICE and _is_passed_over(words, i, starts, self.hidden, quotes):
                i = _aside_end(words, i) if word in "([" else i + 1
                continue
            if word == "'" and kept and _is_plural_possessive(words, starts, ends, i):
                words[i - 1] += word
                ends[i - 1] = ends[i]
            else:
                kept.append(i)
            i += 1
        return kept


def _is_plural_possessive(
    words: Sequence[str], starts: Sequence[int], ends: Sequence[int], i: int
) -> bool:
    """Whether an apostrophe stands right after a word in s, and a word follows it."""
    glued = words[i - 1].endswith("s") and ends[i - 1] == starts[i]
    return glued and i + 1 < len(words) and words[i + 1][0].isalnum()


def _is_passed_over(
    words: list[str],
    i: int,
    starts: list[int],
    hidden: AbstractSet[int],
    quotes: Mapping[int, Quotation],
) -> bool:
    """Whether a full stop inside the sentence, a hidden mark or a short aside stands at a place."""
    word = words[i]
    if word == ".":
        ends_sentence = i + 1 in quotes and len(words[i - 1]) > _ABBREVIATION
        return i < len(words) - 1 and not ends_sentence
    if word in "([":
        return _aside_end(words, i) > 0
    return starts[i] in hidden


def _aside_end(words: list[str], i: int) -> int:
    """Return the place after a short aside in brackets, 0 if there is none."""
    for j in range(i + 1, min(i + _LONGEST_ASIDE, len(words))):
        if words[j] in (")", "]"):
            return j + 1
    return 0
