"""A news page as lines: which are furniture, which captions, which the headline."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from framing.corpus import furniture, page_heads, pointers
from framing.corpus.credits import CREDIT_ENDS, CREDIT_WORDS, credit_start, is_credit
from framing.corpus.furniture import is_furniture
from framing.corpus.lines import (
    INVISIBLE,
    Line,
    begin_unlike,
    first_two_words,
    first_word,
    key_of,
    lines_of,
)
from framing.corpus.page_heads import is_byline, is_date, is_section
from framing.corpus.pointers import is_pointer

__all__ = ["IMAGE_CAPTION", "LONGEST_NAMES", "MOST_WORDS", "Page", "is_never_furniture", "is_turn"]

IMAGE_CAPTION = ("Image caption", "Photo caption", "Video caption")
"""What stands before a caption on some pages."""

MOST_WORDS = 40
"""Captions, teasers and headlines have no more words."""

LONGEST_NAMES = 160
"""Characters: a longer line names no section, no date and no author."""

_HEAD_LINES, _FOOT_LINES = 8, 4
_PROSE_WORDS, _SENTENCE_WORDS = 25, 8
_MARKS = "\"'`‘’“”„«»"
_FIRST_WORDS = furniture.FIRST_WORDS | pointers.FIRST_WORDS | page_heads.DATE_WORDS


@dataclass(frozen=True)
class Page:
    """A text as lines, with what the rules ask about each of them."""

    text: str
    title: str = ""

    @cached_property
    def lines(self) -> list[Line]:
        """The lines that are not blank."""
        return lines_of(self.text)

    @cached_property
    def head(self) -> int:
        """How many lines stand above the first line of prose, eight at most."""
        for i, line in enumerate(self.lines[:_HEAD_LINES]):
            if _is_prose(line):
                return i
        return min(len(self.lines), _HEAD_LINES)

    @cached_property
    def title_line(self) -> int:
        """The first line that is the title known from the metadata, -1 if there is none."""
        key, first = key_of(self.title), first_word(self.title)
        for i, line in enumerate(self.lines if key else []):
            if line.short and first_word(line.text) == first and key_of(line.text) == key:
                return i
        return -1

    @cached_property
    def furniture(self) -> list[bool]:
        """For each line, whether it is furniture as a whole."""
        return [self.is_furniture(i) for i in range(len(self.lines))]

    def is_furniture(self, i: int) -> bool:
        """Whether a line is furniture as a whole."""
        known = self._known.get(i)
        if known is None:
            line = self.lines[i]
            at_top, foot = i < self.head, len(self.lines) - _FOOT_LINES
            known = self._known[i] = (
                line.short
                and i != self.title_line
                and _is_furniture(line, at_top=at_top, at_edge=at_top or i >= foot)
            )
        return known

    @cached_property
    def _known(self) -> dict[int, bool]:
        return {}

    @cached_property
    def headline(self) -> int:
        """The first line that is no furniture, or the title where that is known."""
        if self.title_line >= 0:
            return self.title_line
        return next((i for i in range(len(self.lines)) if not self.is_furniture(i)), -1)

    @cached_property
    def captions(self) -> dict[int, int]:
        """For each line that is a caption, the line of its first copy."""
        found: dict[int, int] = {}
        for i, line in enumerate(self.lines):
            if not line.short:
                continue
            is_copy = i > 0 and self._is_copy(i - 1, i)
            if not is_copy and not self._says_caption(line):
                continue
            if self.is_furniture(i) or i == self.headline:
                continue
            first = found.setdefault(i - 1, i - 1) if is_copy else i
            found[i] = first
        return found

    def _is_copy(self, first: int, second: int) -> bool:
        """Return whether a line says the caption before it again, a credit aside."""
        one, two = self.lines[first], self.lines[second]
        if begin_unlike(one.text, two.text) or not one.short:
            return False
        if not self._begin_alike(one.text, two.text):
            return False
        if self.is_furniture(first) or first == self.headline:
            return False
        if not 1 < one.n_words <= MOST_WORDS or is_turn(one):
            return False
        return _say_the_same(one.text, two.text)

    def _says_caption(self, line: Line) -> bool:
        if line.text.startswith(IMAGE_CAPTION):
            return True
        may_be = self._names_credits or line.text.endswith(CREDIT_ENDS)
        return may_be and credit_start(line.text) is not None

    @cached_property
    def _names_credits(self) -> bool:
        return any(word in self.text for word in CREDIT_WORDS)

    def _begin_alike(self, one: str, two: str) -> bool:
        """Compare the first two words of lines; the first, if characters may hide in a word."""
        if self._is_plain:
            return first_two_words(one) == first_two_words(two)
        return first_word(one) == first_word(two)

    @cached_property
    def _is_plain(self) -> bool:
        return self.text.isascii() or not any(c in self.text for c in INVISIBLE)


def is_never_furniture(line: Line) -> bool:
    """Tell from a line alone that it is no furniture wherever on a page it stands.

    False may also mean that it depends on the page.
    """
    if not line.short:
        return True
    is_long = len(line.text) > LONGEST_NAMES
    return is_long and not _is_known(first_word(line.text), line.text) and not is_credit(line.text)


def _say_the_same(one: str, two: str) -> bool:
    """Whether two captions say the same, credits aside."""
    return _caption_key(one) == _caption_key(two) != ""


def is_turn(line: Line) -> bool:
    """Return whether a line is somebody's turn to speak, led by a dash or all in marks."""
    return line.text[0] in "-–—―" or (line.text[0] in _MARKS and line.text[-1] in _MARKS)


def _caption_key(text: str) -> str:
    return key_of(text[: credit_start(text)])


def _is_prose(line: Line) -> bool:
    """Whether a line is too long for anything but prose, or a whole sentence."""
    if not line.short or line.n_words > _PROSE_WORDS:
        return True
    return line.stopped and line.n_words >= _SENTENCE_WORDS


def _is_known(first: str, text: str) -> bool:
    """Whether furniture may begin with the first word of a line, or the line holds a ©."""
    return first in _FIRST_WORDS or first[:1].isdigit() or "©" in text


def _is_furniture(line: Line, *, at_top: bool, at_edge: bool) -> bool:
    first = first_word(line.text)
    if not first:
        return False
    known = _is_known(first, line.text)
    if not known and (len(line.text) > LONGEST_NAMES or not at_edge):
        return is_credit(line.text)
    bare = line.bare
    return (
        is_furniture(bare)
        or is_pointer(bare)
        or is_credit(bare)
        or is_date(bare, at_top=at_top)
        or (at_top and is_section(bare))
        or (at_edge and is_byline(bare))
    )
