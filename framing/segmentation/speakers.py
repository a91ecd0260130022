"""Who speaks: the words that name a source, linked to its last full mention, and its role."""

from __future__ import annotations

import re
from functools import cache

from framing.lexicon.service import service_words

__all__ = ["SpeakerBook", "role_of"]

Span = tuple[int, int]

_LOOK_BACK = 1200
_PERSON = frozenset(["he", "she", "they"])
_NAME = re.compile(r"[^\W\d_a-zа-яіїєґё][\w'’.-]*(?: (?:de |al-|van |von |bin )?[^\W\d_a-zа-яіїєґё][\w'’-]+){1,3}")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SPACES = re.compile(r"\s+")
_TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "sen", "rep", "gov", "gen", "president", "prime", "minister"])
_LONGEST_ROLE = 4


class SpeakerBook:
    """The speakers of a batch, numbered in the order in which they first speak."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self.numbers: dict[tuple[str, str], int] = {}
        self.last: Span | None = None

    @property
    def speakers(self) -> tuple[tuple[str, str], ...]:
        """Words and role of each speaker."""
        return tuple(self.numbers)

    def number(self, source: Span, since: int) -> int:
        """Return the number of the speaker that a span names.

        Parameters
        ----------
        source
            Span of the words.
        since
            Where the sentence before begins: no mention before it is used.
        """
        words = self._words(self._linked(source, max(since, source[0] - _LOOK_BACK)))
        if not words:
            return -1
        key = (words, role_of(words, self.language))
        return self.numbers.setdefault(key, len(self.numbers))

    def _words(self, span: Span) -> str:
        return _SPACES.sub(" ", self.text[slice(*span)]).strip(" ,.;:–—-\"“”‘’«»'\u2029")

    def _linked(self, source: Span, since: int) -> Span:
        """Return the last full mention of a pronoun or bare surname, or the span itself."""
        words = _WORD.findall(self.text, *source)
        bare = [w for w in words if w.lower() not in _TITLES]
        if len(words) == 1 and words[0].lower() in _PERSON:
            return self._referent(source, since)
        if len(bare) == 1 and bare[0][:1].isupper():
            full = self._full_name(bare[0], source, since)
            if full:
                self.last = full
                return full
        self.last = source
        return source

    def _referent(self, source: Span, since: int) -> Span:
        if self.last and since <= self.last[0] and self.last[1] <= source[0]:
            return self.last
        names = {m.group(): m.span() for m in _NAME.finditer(self.text, since, source[0])}
        return next(iter(names.values())) if len(names) == 1 else source

    def _full_name(self, surname: str, source: Span, since: int) -> Span | None:
        ending = surname.removesuffix("’s").removesuffix("'s")
        if self.last and since <= self.last[0] and self.last[1] <= source[0]:
            last = self.text[slice(*self.last)]
            if ending in last.split() and len(last.split()) > 1:
                return self.last
        found = None
        for match in _NAME.finditer(self.text, since, source[0]):
            if match.group().endswith(ending):
                found = match.span()
        return found


@cache
def _roles(language: str) -> dict[tuple[str, ...], str]:
    roles: dict[tuple[str, ...], str] = {}
    for role, entries in service_words("speaker_roles", language).items():
        for entry in entries:
            roles.setdefault(tuple(entry.lower().replace("’", "'").split()), role)
    return roles


def role_of(words: str, language: str) -> str:
    """Return the role that the words of a source tell: the longest entry, then the first."""
    known = _roles(language)
    tokens = [w.lower().replace("’", "'").removesuffix("'s") for w in _WORD.findall(words)]
    for length in range(_LONGEST_ROLE, 0, -1):
        for i in range(len(tokens) - length + 1):
            role = known.get(tuple(tokens[i : i + length]))
            if role:
                return role
    return ""
