"""One source, many spellings: under which name somebody speaks in an article.

"President Tokayev", "Kassym-Jomart Tokayev" and "Tokayev" are one source where only one full name
in the article ends so. What is not certain stays as the text has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from framing.lexicon.characters import fold
from framing.segmentation.person_names import (
    NAME_PART,
    is_common,
    person_in,
    places_of,
    spoken_name,
    without_determiner,
)
from framing.segmentation.speakers import without_lead
from framing.segmentation.word_sets import word_set

__all__ = ["NOBODY", "KnownSources", "Source", "folded", "sources_of"]

_PRONOUNS = word_set(
    """
    i we you he she it they him her his them their who whom someone somebody one others another this
    that these those yo él ella ellos ellas nosotros usted я мы он она они вы ми він вона вони ви
    """
)
_NAME_BEFORE = re.compile(rf"(?<!\w)(?:{NAME_PART} )+\Z")
_LONGEST_NAME, _MOST_PLACES, _MOST_NAMES = 60, 100, 12
_LOOKED_AT = 100_000
"""Characters of an article that names are looked up in, so that time stays linear."""
_BROKEN = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Source:
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
    spoken = list(speakers)
    text = text[:_LOOKED_AT]
    persons = {words: person_in(words, language) for words, _ in spoken}
    full = _full_names(persons.values(), text, language)
    found: list[Source] = []
    for words, role in spoken:
        source = _source(words, persons[words], full, text, known, language)
        found.append(Source(source.name, source.kind, known.role_of(source.name) or role))
    return _with_shared_roles(found)


def _source(
    words: str,
    person: str,
    full: Mapping[str, str],
    text: str,
    known: KnownSources,
    language: str,
) -> Source:
    given = known.name_of(words) or known.name_of(person)
    if given or not words:
        return Source(given, "name", "") if given else NOBODY
    if fold(words) in _PRONOUNS:
        return Source(words.lower(), "pronoun", "")
    if person and not _is_word(person, words, text, language):
        name = full.get(_key(person), person)
        return Source(known.name_of(name) or name, "name", "")
    name, is_name = spoken_name(words, text, language)
    return Source(name, "name" if is_name else "description", "")


def _is_word(person: str, words: str, text: str, language: str) -> bool:
    """Whether a single word that opens the source has its capital from the sentence alone."""
    return " " not in person and words.startswith(person) and is_common(person, text, language)


def _key(person: str) -> str:
    return fold(person)


def _full_names(persons: Iterable[str], text: str, language: str) -> dict[str, str]:
    """Return for each spelling of a person the one full name that it can stand for."""
    spoken = [person for person in dict.fromkeys(persons) if person]
    full: dict[str, list[str]] = {}
    for person in spoken:
        if " " in person:
            full.setdefault(_surname(person), []).append(person)
    settled = {}
    for person in spoken:
        candidates = full.get(_surname(person), [])
        if " " not in person:
            candidates = candidates or _in_text(person, text, language)
        if len(candidates) > _MOST_NAMES:
            continue
        alike = [name for name in candidates if _agree(person, name)]
        if alike and all(_agree(a, b) for a in alike for b in alike):
            settled[_key(person)] = max(alike, key=lambda name: len(name.split()))
    return settled


def _surname(person: str) -> str:
    return fold(person.rpartition(" ")[2])


def _agree(one: str, other: str) -> bool:
    """Whether two spellings can be one person: same surname, no two different first names."""
    first, second = fold(one).split(), fold(other).split()
    if first[-1] != second[-1]:
        return False
    if min(len(first), len(second)) == 1:
        return True
    a, b = first[0].rstrip("."), second[0].rstrip(".")
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def _in_text(surname: str, text: str, language: str) -> list[str]:
    """Return the full names of an article that end in a surname."""
    places = islice(places_of(surname, text), _MOST_PLACES)
    before = (_NAME_BEFORE.search(text, max(at - _LONGEST_NAME, 0), at) for at in places)
    found = dict.fromkeys(match.group() for match in before if match)
    bare = (" ".join(without_lead([*name.split(), surname], language)) for name in found)
    persons = (person_in(name, language) for name in bare)
    return [name for name in dict.fromkeys(persons) if " " in name]


def _with_shared_roles(found: list[Source]) -> list[Source]:
    """Give all spellings of one source the first role that any of them has."""
    roles: dict[str, str] = {}
    for source in found:
        if source.name and source.kind == "name" and source.role:
            roles.setdefault(source.name, source.role)
    return [Source(s.name, s.kind, roles.get(s.name, s.role)) for s in found]
