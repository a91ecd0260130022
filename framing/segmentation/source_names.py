"""One source, many spellings: under which name somebody speaks in an article.

"President Tokayev", "Kassym-Jomart Tokayev" and "Tokayev" are one source where only one full name
in the article ends so. What is not certain stays as the text has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import combinations, islice
from typing import NamedTuple

from framing.lexicon.characters import fold
from framing.segmentation.letters import CAPITAL
from framing.segmentation.person_names import (
    is_common,
    is_pronoun,
    person_in,
    places_of,
    spoken_name,
    without_determiner,
)
from framing.segmentation.roles import REMEMBERED
from framing.segmentation.speakers import without_lead

__all__ = ["NOBODY", "KnownSources", "Source", "folded", "sources_of"]

_REST = r"(?:[\w'’-]+|\.) "
_NAME_BEFORE = re.compile(rf"{CAPITAL}(?<!\w.){_REST}(?:{CAPITAL}{_REST})*\Z")
_LONGEST_NAME, _MOST_PLACES, _MOST_NAMES = 60, 100, 12
_LOOKED_AT = 100_000
"""Characters of an article that names are looked up in, so that time stays linear."""
_BROKEN = re.compile(r"\s+")


class Source(NamedTuple):
    """Who speaks.

    Parameters
    ----------
    name
        The name by which all of its spellings in the article go.
    kind
        `name` (a person or body with a name), `description` ("a guard", "officials") or `pronoun`
        (one that nothing settles).
    role
        A category of the pack `speaker_roles`, or empty.
    """

    name: str
    kind: str
    role: str


NOBODY = Source("", "", "")
"""Where nobody but the article speaks."""


@dataclass(frozen=True)
class KnownSources:
    """What a study says of its sources.

    Parameters
    ----------
    aliases
        Name → its spellings, the name itself included or not; case and accents do not matter.
    roles
        Name → role, in place of what the texts tell.
    """

    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)

    def name_of(self, words: str) -> str:
        """Return the name that a spelling belongs to; empty if it is not known."""
        return self._names.get(folded(words), "") if self._names else ""

    def role_of(self, name: str) -> str:
        """Return the role given to a name or to one of its spellings; empty if none is."""
        return self._roles.get(folded(self.name_of(name) or name), "") if self._roles else ""

    def with_role(self, words: str, role: str, language: str) -> str:
        """Return the role of the words that name a source: the one given to it, or its own."""
        if not self._roles:
            return role
        person = person_in(words, language)
        return self.role_of(words) or (self.role_of(person) if person else "") or role

    @cached_property
    def _names(self) -> dict[str, str]:
        names = {folded(name): name for name in [*self.roles, *self.aliases]}
        for name, spellings in self.aliases.items():
            names |= {folded(spelling): name for spelling in spellings}
        return names

    @cached_property
    def _roles(self) -> dict[str, str]:
        return {folded(self.name_of(name) or name): role for name, role in self.roles.items()}


@lru_cache(maxsize=REMEMBERED)
def folded(words: str) -> str:
    """Return the form in which two spellings are compared: no determiner, case or accent."""
    return fold(without_determiner(_BROKEN.sub(" ", words).strip()))


def sources_of(
    speakers: Iterable[tuple[str, str]], text: str, *, language: str, known: KnownSources
) -> list[Source]:
    """Return who each of an article's speakers is.

    Parameters
    ----------
    speakers
        Words that name a source, and its role, as `Runs.speakers` has them.
    text
        The article: full names in it settle surnames, and small letters what is no name.
    known
        Aliases and roles that the study gives.
    """
    text = text[:_LOOKED_AT]
    spoken = list(speakers)
    persons = [person_in(words, language) for words, _ in spoken]
    full = _full_names(persons, text, language)
    told = []
    shared: dict[str, str] = {}
    for (words, role), person in zip(spoken, persons, strict=True):
        name, kind = _named(words, person, full, text, known, language)
        role = known.role_of(name) or role
        if role and name and kind == "name":
            shared.setdefault(name, role)
        told.append((name, kind, role))
    return [Source(name, kind, shared.get(name, role)) for name, kind, role in told]


def _named(
    words: str, person: str, full: Mapping[str, str], text: str, known: KnownSources, language: str
) -> tuple[str, str]:
    """Return the name and the kind of a source."""
    given = known.name_of(words) or known.name_of(person)
    if given or not words:
        return given, "name" if given else ""
    if person and not _is_word(person, words, text, language):
        name = full.get(person, person)
        return known.name_of(name) or name, "name"
    if not person and is_pronoun(words):
        return words.lower(), "pronoun"
    name, is_name = spoken_name(words, text, language)
    return name, "name" if is_name else "description"


def _is_word(person: str, words: str, text: str, language: str) -> bool:
    """Whether a single word that opens the source has its capital from the sentence alone."""
    return " " not in person and words.startswith(person) and is_common(person, text, language)


def _full_names(persons: Iterable[str], text: str, language: str) -> dict[str, str]:
    """Return the one full name that each spelling of a person can stand for.

    A spelling that is missing stands for itself.
    """
    by_surname: dict[str, dict[str, list[str]]] = {}
    for person in filter(None, persons):
        parts = fold(person).split()
        by_surname.setdefault(parts[-1], {})[person] = parts
    settled: dict[str, str] = {}
    for spellings in by_surname.values():
        full = {person: parts for person, parts in spellings.items() if len(parts) > 1}
        if not full or len(spellings) > 1:
            settled |= _settled(spellings, full, text, language)
    return settled


_Parts = Mapping[str, Sequence[str]]


def _settled(spellings: _Parts, full: _Parts, text: str, language: str) -> dict[str, str]:
    """Return the full name, or the spelling itself, for each spelling with one surname."""
    found: dict[str, str] = {}
    for person, parts in spellings.items():
        names = full or {name: fold(name).split() for name in _in_text(person, text, language)}
        if len(names) > _MOST_NAMES:
            continue
        can_be = [name for name, other in names.items() if _agree(parts, other)]
        if can_be and all(_agree(names[a], names[b]) for a, b in combinations(can_be, 2)):
            found[" ".join(parts)] = max(can_be, key=lambda name: len(names[name]))
    return {person: found.get(" ".join(parts), person) for person, parts in spellings.items()}


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two folded spellings can be one person: same surname, no other first name."""
    if one[-1] != other[-1]:
        return False
    if min(len(one), len(other)) == 1:
        return True
    a, b = one[0].rstrip("."), other[0].rstrip(".")
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def _in_text(surname: str, text: str, language: str) -> list[str]:
    """Return the full names of an article that end in a surname."""
    places = islice(places_of(surname, text), _MOST_PLACES)
    before = [
        _NAME_BEFORE.search(text, max(at - _LONGEST_NAME, 0), at)
        for at in places
        if at and text[at - 1] == " "
    ]
    found = dict.fromkeys([match.group() for match in before if match])
    bare = (" ".join(without_lead([*name.split(), surname], language)) for name in found)
    persons = (person_in(name, language) for name in bare)
    return [name for name in dict.fromkeys(persons) if " " in name]
