"""Who speaks: the words that name a source, linked to its last full mention, and its role."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from framing.segmentation.grammar import grammar
from framing.segmentation.letters import CAPITAL
from framing.segmentation.roles import REMEMBERED, is_role_word, role_among, role_of
from framing.segmentation.word_sets import word_set

__all__ = [
    "GROUPS",
    "SURNAME_TITLES",
    "TITLES",
    "Mention",
    "SpeakerBook",
    "without_lead",
]

Span = tuple[int, int]

_LOOK_BACK = 1200
_ONE_PERSON = word_set("he she him her his")
_PRONOUNS = _ONE_PERSON | word_set("they them their")
_PART = rf"{CAPITAL}[\w'’-]+"
_NAME = re.compile(rf"{_PART}(?: (?:[A-Z]\. |de |al-|van |von |bin )?{_PART}){{1,7}}")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_GOES_ON = re.compile(r"\W+(?:also |then |further )?(?:add|continu|conclud|went on|goes on)")
_CONTENT = re.compile(r"[,.:;\"“”«„\n]| that ")
_ENDED = re.compile(r"[.!?][\"”’»]?\s+\Z")
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_EDGES = " ,.;:–—-\u2029"
_MARKS = "\"“”„‟«»‘’'"
_OPENING = re.compile('[‘“«„"]')
TITLES = word_set(
    """
    mr mrs ms miss dr sen rep gov gen lt col sgt capt prof rev st president prime minister
    representative senator governor secretary justice sir lord lady dame captain professor chairman
    chairwoman judge king queen pope admiral colonel general lieutenant sergeant deputy
    """
)
_LEADS = word_set("later then meanwhile earlier asked yesterday today afterwards instead still")
SURNAME_TITLES = word_set("mr mrs ms miss dr sen rep gov gen senator representative governor")
_HE = word_set("he him his")
_MEN = word_set("mr sir lord king spokesman chairman congressman businessman father husband son")
_SHE = word_set("she her")
_WOMEN = word_set(
    """
    mrs ms miss lady dame queen spokeswoman chairwoman congresswoman businesswoman mother wife
    daughter
    """
)
GROUPS = word_set(
    """
    police media press agency channel television tv radio government ministry organization
    organisation committee council bank party outlet company court department office service
    newspaper portal website site administration army embassy union group commission parliament
    senate congress house board team panel state staff republic federation forces guard kremlin
    pentagon guild firm association alliance body crew family majority
    report statement study poll survey paper data law document publication
    """
)
_PLACES = word_set("in at from of on for near by against under")
_LINKS = word_set("of for in at on from to with")


Mention = tuple[int, int, int, int, int]
"""Words that name a source: the number of the article, where the words begin and end, where that
ends which is said of the speaker beside them (Anna Holm, a teacher), and where the sentence before
begins: no mention before it is used."""


class SpeakerBook:
    """The speakers of a batch, numbered in the order in which they first speak."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self.numbers: dict[tuple[str, str], int] = {}
        self.roles: dict[str, str] = {}
        self.last: Span | None = None
        self.seen = -1, -1

    @property
    def speakers(self) -> tuple[tuple[str, str], ...]:
        """Words and role of each speaker."""
        return tuple(self.numbers)

    def numbers_of(self, mentions: Iterable[Mention]) -> list[int]:
        """Return the number of the speaker that each mention names, −1 where it names none.

        They come in the order of the text; who spoke in one article is forgotten in the next.
        """
        text, language, roles, numbers = self.text, self.language, self.roles, self.numbers
        found = []
        now = -1
        for article, start, end, about, since in mentions:
            if article != now:
                now = article
                roles.clear()
                self.last, self.seen = None, (-1, -1)
            words, role, pronoun, surname = _told(text[start:end], language)
            linked: Span | None = (start, end)
            if pronoun or surname:
                reach = max(since, start - _LOOK_BACK)
                linked = self._linked((start, end), pronoun, surname, reach)
                if linked and linked[0] != start:
                    words, role, _, _ = _told(text[linked[0] : linked[1]], language)
            if linked:
                self.last, self.seen = linked, (start, end)
            if not words:
                found.append(-1)
                continue
            if not role and about != end:
                role = _told(text[start:about], language).role
            role = roles[words] = role or roles.get(words, "")
            found.append(numbers.setdefault((words, role), len(numbers)))
        return found

    def _linked(self, source: Span, pronoun: str, surname: str, since: int) -> Span | None:
        """Return the last full mention of a pronoun, if it has one, or of a bare surname."""
        if pronoun:
            return self._referent(source, since, pronoun)
        return self._full_name(surname, source, since) or source

    def _referent(self, source: Span, since: int, pronoun: str) -> Span | None:
        near = self.last if self._is_near(since, source) else None
        if pronoun not in _ONE_PERSON:
            return near
        if near and _may_be(pronoun, self.text[near[0] : near[1]], self.language):
            if _GOES_ON.match(self.text, source[1]):
                return near
            return None if self._has_rival(source, pronoun, near) else near
        names = self._persons(since, source[0], pronoun)
        return next(iter(names.values())) if len(names) == 1 else None

    def _has_rival(self, source: Span, pronoun: str, near: Span) -> bool:
        """Whether another person was spoken to by the last speaker, or begins a sentence since."""
        last = self.text[near[0] : near[1]]
        for name, (start, _) in self._persons(self.seen[0], source[0], pronoun).items():
            if start < self.seen[1] or name.rpartition(" ")[2] in last or last in name:
                continue
            between = self.text[self.seen[1] : start]
            if between.split()[-1:] and between.split()[-1].lower() in _PLACES:
                continue
            if not _CONTENT.search(between) or _ENDED.search(between):
                return True
        return False

    def _persons(self, since: int, until: int, pronoun: str) -> dict[str, Span]:
        """Return the persons named with two words or more that a pronoun can stand for."""
        names = {}
        for match in _NAME.finditer(self.text, since, until):
            start = match.end() - len(_without_group(match.group()))
            name = self.text[start : match.end()]
            owner = "’s " in name or "'s " in name
            if " " in name and not owner and _may_be(pronoun, name, self.language):
                names[name] = start, match.end()
        return names

    def _is_near(self, since: int, source: Span) -> bool:
        """Whether the last speaker was mentioned in the same sentence or the one before."""
        return self.last is not None and since <= self.seen[1] and self.last[1] <= source[0]

    def _full_name(self, surname: str, source: Span, since: int) -> Span | None:
        if self._is_near(since, source) and self.last:
            last = self.text[self.last[0] : self.last[1]]
            if surname in last and last != surname and surname in last.split():
                return self.last
        found: dict[str, Span] = {}
        ending = f" {surname}"
        if self.text.find(ending, since, source[0]) < 0:
            return None
        for match in _NAME.finditer(self.text, since, source[0]):
            if match.group().endswith(ending):
                whole = without_lead(match.group().split(), self.language)
                first = [w for w in whole[:-1] if w.lower().strip(".") not in TITLES]
                if first:
                    found[first[-1]] = match.end() - len(" ".join(whole)), match.end()
        return next(iter(found.values())) if len(found) == 1 else None


class _Told(NamedTuple):
    """What the words for a source tell of themselves: shown form, role, a pronoun, a surname."""

    words: str
    role: str
    pronoun: str
    surname: str


@lru_cache(maxsize=REMEMBERED)
def _told(surface: str, language: str) -> _Told:
    shown = _shown(surface)
    words = _WORD.findall(surface)
    pronoun = words[0].lower() if len(words) == 1 else ""
    if pronoun in _PRONOUNS:
        return _Told(shown, role_among(words, language), pronoun, "")
    surname = words[-1] if words and _is_surname(words, language) else ""
    bare = surname.removesuffix("’s").removesuffix("'s")
    return _Told(shown, role_among(words, language), "", bare)


def _shown(surface: str) -> str:
    """Return the words for a source in one line, without possessive, marks and edges.

    Tables can't hold half of a surrogate pair, which stands as the sign for what can't be read.
    """
    words = " ".join(surface.split()).strip(_EDGES)
    words = words.removesuffix("’s").removesuffix("'s")
    if words[:1] in _MARKS or not _OPENING.search(words):
        words = words.strip(_MARKS).strip(_EDGES)
    return words if words.isascii() else _HALF_PAIR.sub("\ufffd", words)


def _is_surname(words: list[str], language: str) -> bool:
    """Whether nothing but titles stands before one name: Holm, Mayor Holm, Mr. King."""
    if not words[-1][:1].isupper():
        return False
    *lead, last = words
    named = not _is_title(last, language) or (bool(lead) and lead[-1].lower() in SURNAME_TITLES)
    return named and all(_is_title(word, language) for word in lead)


def _is_title(word: str, language: str) -> bool:
    small = word.lower()
    is_role = word != small and is_role_word(small, language)
    return small in TITLES or is_role or small in _small_words(language)


def without_lead(names: list[str], language: str) -> list[str]:
    """Return the words of a name without what opens its sentence: Later Olaf Brand."""
    small = _small_words(language)
    first = next((i for i, word in enumerate(names) if word.lower() not in small), len(names))
    return names[first:]


@cache
def _small_words(language: str) -> frozenset[str]:
    words = grammar(language)
    if words is None:
        return _LEADS
    return _LEADS.union(
        words.adverbs, words.times, words.determiners, words.prepositions, words.coordinators,
        words.subordinators, words.subject_pronouns, words.question,
    ) - {"new"}  # fmt: skip


@lru_cache(maxsize=REMEMBERED)
def _without_group(name: str) -> str:
    """Return what follows the last word for a group: State Duma Committee Anna Holm."""
    words = name.split(" ")
    first = next((i for i in range(len(words), 0, -1) if words[i - 1].lower() in GROUPS), 0)
    return " ".join(words[first:])


@lru_cache(maxsize=REMEMBERED)
def _may_be(pronoun: str, words: str, language: str) -> bool:
    """Whether a pronoun can stand for a source: no body, no man for “she”, no woman for “he”."""
    if not _is_person(words) or _is_body(words, language):
        return False
    told = {word.lower() for word in _WORD.findall(words)}
    others = _WOMEN if pronoun in _HE else _MEN if pronoun in _SHE else frozenset()
    return told.isdisjoint(others)


def _is_body(words: str, language: str) -> bool:
    """Whether a source of one word is a medium or several people: Reuters, Witnesses."""
    word = words.strip(_EDGES).lower()
    role = role_of(word, language) if " " not in word else ""
    return role == "media" or (bool(role) and word.endswith(("s", "men")))


def _is_person(words: str) -> bool:
    """Tell one person from a group or a thing, by the head of the phrase."""
    tokens = _WORD.findall(words)
    ending = tokens[-2:]
    if len(ending) == 2 and all(w[0].isupper() and not w.isupper() for w in ending):
        return not any(w.lower() in GROUPS for w in ending)
    head = tokens
    for i, word in enumerate(tokens):
        if i and word.lower() in _LINKS:
            head = tokens[:i]
            break
    last = head[-1] if head else ""
    if last.lower() in GROUPS or (last.isupper() and len(last) > 1):
        return False
    return last[:1].isupper() or not last.endswith("s")
