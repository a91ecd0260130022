"""Names in the words for a source: which part is a person's name, and what is no name at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from framing.segmentation.letters import CAPITAL
from framing.segmentation.roles import is_role_word, role_of
from framing.segmentation.speakers import GROUPS, SURNAME_TITLES, TITLES
from framing.segmentation.word_sets import word_set

__all__ = [
    "NAME_PART",
    "is_common",
    "person_in",
    "places_of",
    "spoken_name",
    "without_determiner",
]

NAME_PART = rf"{CAPITAL}(?:[\w'’-]+|\.)"
_DETERMINERS = word_set(
    """
    the a an this that these those some many several most all its his her their our my another other
    one two three each every both el la los las un una unos unas este esta
    """
)
_PARTICLES = word_set("de da del von van der bin ibn al el la le di du of")
_INNER = _PARTICLES - {"of", "la", "el"}
_LINKS = word_set("of for in at on from to with by about near under and or who which")
_DAYS = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday yesterday today
    """
)
_WORDLIKE = re.compile(r"[\w-]")
_COLLECTIVES = word_set(
    """
    media police forces staff crew family majority people troops report statement study poll survey
    paper data law document publication press
    """
)
_ORDINARY = word_set(
    """
    critics supporters opponents leaders aides allies adversaries backers defenders detractors
    some many others everyone nobody none people men women children americans
    """
)
_PROPER = word_set(
    """
    pentagon kremlin interpol mossad taliban hamas hezbollah houthis vatican knesset bundestag
    mazhilis majilis rada duma reuters interfax sputnik rossiya izvestia kommersant vedomosti meduza
    baza tengrinews khabar khabar-24 kazinform vlast orda azattyk ukrinform unian suspilne belta
    nexta kyodo xinhua yonhap anadolu bloomberg politico axios spiegel bild tasnim haaretz telesur
    clarín folha bellingcat gazprom rosneft chevron exxonmobil tengizchevroil google meta netblocks
    cloudflare amnesty oxfam greenpeace tass elysee élysée al-qaeda al-shabab interfax-ukraine
    """
)
_MARKS = "\"“”„‟«»‘’'.,;:()[]–—"


def without_determiner(words: str) -> str:
    """Return the words without the article or pronoun that opens them."""
    first, _, rest = words.partition(" ")
    while rest and (first.lower() in _DETERMINERS or _is_owner(first)):
        words = rest
        first, _, rest = words.partition(" ")
    return words


def _is_owner(word: str) -> bool:
    """Whether a word without a capital owns what follows: the country’s ministry."""
    return word[:1].islower() and word.endswith(("'s", "’s"))


@lru_cache(maxsize=4096)
def person_in(words: str, language: str) -> str:
    """Return the person's name in the words for a source; empty if there is none.

    It is the run of names before "of", "for", "in" …, after titles and whatever belongs to
    somebody ("Norland's President Anna Holm"), in the first part between commas that has one.
    """
    parts = [part.strip() for part in words.split(",")]
    for part in parts:
        tokens = part.split()
        head = _head(tokens)
        person = _at_end(head, language)
        if person and (" " in person or len(head) == len(tokens) or len(head) > 1):
            return person
    for part in parts:
        run, before = _last_run(part.split(), language)
        if len(run) > 1 and (is_role_word(before, language) or before in GROUPS | TITLES):
            return " ".join(run)
    return ""


def _head(tokens: list[str]) -> list[str]:
    """The words before the first link: president of Norland, president."""
    for i, token in enumerate(tokens):
        if i and _bare(token) in _LINKS:
            return tokens[:i]
    return tokens


def _at_end(tokens: list[str], language: str) -> str:
    run, before = _last_run(tokens, language)
    if not run or (len(run) == 1 and _is_no_surname(run[0], before, language)):
        return ""
    return " ".join(run)


def _is_no_surname(word: str, before: str, language: str) -> bool:
    """Whether one name alone is a body or a place: "the Echo", "Reuters" after an article."""
    if word.isupper() or any(c.isdigit() for c in word) or "." in word:
        return True
    if not before or before in TITLES:
        return False
    return not is_role_word(before, language) or role_of(before, language) == "media"


def _last_run(tokens: list[str], language: str) -> tuple[list[str], str]:
    """Return the names that end a phrase, and the word before them."""
    run: list[str] = []
    for i in range(len(tokens) - 1, -1, -1):
        shown, word = _shown(tokens[i]), _bare(tokens[i])
        inner = bool(run) and word in _INNER and i > 0
        named = shown[:1].isupper() and not word.endswith("'s") and word not in _DAYS
        after_title = i > 0 and _takes_surname(tokens[i - 1])
        other = _is_other(word, language) and not (named and not run and after_title)
        if not inner and (not named or other or word in _DETERMINERS):
            return run, word
        run.insert(0, shown)
    return run, ""


def _takes_surname(token: str) -> bool:
    """Whether a name follows a word, whatever it looks like: Peter T. King, Mr. King."""
    initial = len(_shown(token)) == 2 and token.endswith(".")
    return initial or _bare(token) in SURNAME_TITLES


def _is_other(word: str, language: str) -> bool:
    """Whether a word with a capital is a title, a role or a body rather than a name."""
    return word in TITLES or word in GROUPS or is_role_word(word, language)


def _bare(token: str) -> str:
    return token.strip(_MARKS).lower().replace("’", "'")


def _shown(token: str) -> str:
    kept = token.strip(_MARKS)
    initial = len(kept) == 1 and token.rstrip(",;:").endswith(".")
    return f"{kept}." if initial else kept


def places_of(word: str, text: str) -> Iterator[int]:
    """Give the places where a word stands alone in a text, case and all."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not _WORDLIKE.match(text, end) and not (at and _WORDLIKE.match(text, at - 1)):
            yield at
        at = text.find(word, end)


def is_common(word: str, text: str, language: str) -> bool:
    """Whether a word with a capital is an ordinary one: a role, or written small elsewhere."""
    small = word.lower()
    if word.isupper() and len(word) > 1:
        return False
    if any(True for _ in places_of(small, text)):
        return True
    if small in _PROPER:
        return False
    return small in GROUPS or small in _ORDINARY or is_role_word(small, language)


def spoken_name(words: str, text: str, language: str) -> tuple[str, bool]:
    """Return the words for a source without determiner, and whether they are a name.

    They are a name if the head of the phrase has a capital that is not the sentence's: "the
    Interior Ministry" and "Reuters", and neither "Police" nor "Norland officials".
    """
    bare = without_determiner(words)
    tokens = bare.split()
    first = tokens[0].strip(_MARKS)
    ordinary = first[:1].isupper() and is_common(first, text, language)
    head = [token.strip(_MARKS) for token in _head(tokens)]
    run, before = _last_run(head, language)
    if run and before in GROUPS and head[-len(run) - 1][:1].islower():
        return " ".join(run), True
    is_name = not words.lower().startswith(("a ", "an ")) and _is_body(head, ordinary)
    is_name = is_name or (_is_body_of(tokens, head) and not words.lower().startswith("a"))
    if ordinary and not is_name and role_of(first.lower(), language) != "party":
        bare = bare[:1].lower() + bare[1:]
    return bare, is_name


def _is_body(head: list[str], ordinary: bool) -> bool:
    """Whether a phrase is the name of a body, by its last word and the one before."""
    last = head[-1]
    if len(head) == 1:
        return _has_capital(last) and not ordinary
    if last.lower() in _COLLECTIVES:
        return False
    if last.lower() in GROUPS and last[:1].islower():
        return _has_capital(head[-2]) and not (ordinary and len(head) == 2)
    return _has_capital(last)


def _is_body_of(tokens: list[str], head: list[str]) -> bool:
    """Whether a phrase names a body by what it is of: University of Norland."""
    after = tokens[len(head) : len(head) + 2]
    whole = len(after) == 2 and after[0] == "of" and _has_capital(after[1])
    return whole and len(head) == 1 and _has_capital(head[0]) and not head[0].endswith("s")


def _has_capital(word: str) -> bool:
    return word[:1].isupper()
