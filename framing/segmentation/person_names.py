"""Names in the words for a source: which part is a person's name, and what is no name at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

from framing.lexicon.characters import fold
from framing.segmentation.roles import REMEMBERED, is_role_word, role_of
from framing.segmentation.speakers import GROUPS, SURNAME_TITLES, TITLES
from framing.segmentation.word_sets import word_set

__all__ = [
    "is_common",
    "is_pronoun",
    "person_in",
    "places_of",
    "spoken_name",
    "without_determiner",
]

_PRONOUNS = word_set(
    """
    i we you he she it they him her his them their who whom someone somebody one others another this
    that these those yo él ella ellos ellas nosotros usted я мы он она они вы ми він вона вони ви
    """
)
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
_JOINERS = frozenset("-_")
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


def is_pronoun(words: str) -> bool:
    """Whether the words for a source are a pronoun and nothing else."""
    return " " not in words and fold(words) in _PRONOUNS


def _is_owner(word: str) -> bool:
    """Whether a word without a capital owns what follows: the country’s ministry."""
    return word[:1].islower() and word.endswith(("'s", "’s"))


class _Token(NamedTuple):
    """A word of a phrase: as it is shown, in small letters, and what it can be to a name."""

    shown: str
    bare: str
    is_name: bool
    is_surname: bool
    """A name right after a title, whatever else it means: Mr. King."""
    takes_surname: bool
    """A name follows, whatever it looks like: Peter T. King, Mr. King."""


@lru_cache(maxsize=REMEMBERED)
def _token(token: str, language: str) -> _Token:
    shown = token.strip(_MARKS)
    bare = shown.lower().replace("’", "'")
    if len(shown) == 1 and token.rstrip(",;:").endswith("."):
        shown += "."
    named = shown[:1].isupper() and not bare.endswith("'s")
    named = named and bare not in _DAYS and bare not in _DETERMINERS
    other = named and _is_other(bare, language)
    initial = len(shown) == 2 and token.endswith(".")
    return _Token(shown, bare, named and not other, named, initial or bare in SURNAME_TITLES)


def _is_other(word: str, language: str) -> bool:
    """Whether a word with a capital is a title, a role or a body rather than a name."""
    return word in TITLES or word in GROUPS or is_role_word(word, language)


def _tokens(words: Iterable[str], language: str) -> list[_Token]:
    return list(map(_token, words, repeat(language)))


@lru_cache(maxsize=REMEMBERED)
def person_in(words: str, language: str) -> str:
    """Return the person's name in the words for a source; empty if there is none.

    It is the run of names before "of", "for", "in" …, after titles and whatever belongs to
    somebody ("Norland's President Anna Holm"), in the first part between commas that has one.
    """
    if words.islower() or is_pronoun(words):
        return ""
    longer = []
    for part in words.split(","):
        tokens = _tokens(part.split(), language)
        head = _head(tokens)
        run, before = _last_run(head)
        if len(head) < len(tokens):
            longer.append(tokens)
            if len(head) == 1:
                continue
        if len(run) > 1 or (run and not _is_no_surname(run[0].shown, before, language)):
            return _named(run)
    for tokens in longer:
        run, before = _last_run(tokens)
        if len(run) > 1 and _is_other(before, language):
            return _named(run)
    return ""


def _head(tokens: list[_Token]) -> list[_Token]:
    """The words before the first link: president of Norland, president."""
    for i in range(1, len(tokens)):
        if tokens[i].bare in _LINKS:
            return tokens[:i]
    return tokens


def _named(run: list[_Token]) -> str:
    return " ".join([token.shown for token in run])


def _is_no_surname(word: str, before: str, language: str) -> bool:
    """Whether one name alone is a body or a place: "the Echo", "Reuters" after an article."""
    if word.isupper() or any(map(str.isdigit, word)) or "." in word:
        return True
    if not before or before in TITLES:
        return False
    return not is_role_word(before, language) or role_of(before, language) == "media"


def _last_run(tokens: list[_Token]) -> tuple[list[_Token], str]:
    """Return the names that end a phrase, and the word before them."""
    first = last = len(tokens) - 1
    while first >= 0:
        token = tokens[first]
        if not token.is_name:
            if first == last:
                goes_on = token.is_surname and first > 0 and tokens[first - 1].takes_surname
            else:
                goes_on = token.bare in _INNER and first > 0
            if not goes_on:
                return tokens[first + 1 :], token.bare
        first -= 1
    return tokens, ""


def places_of(word: str, text: str) -> Iterator[int]:
    """Give the places where a word stands alone in a text, case and all."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (_is_wordlike(text[end : end + 1]) or (at and _is_wordlike(text[at - 1]))):
            yield at
        at = text.find(word, end)


def _is_wordlike(character: str) -> bool:
    return character.isalnum() or character in _JOINERS


def is_common(word: str, text: str, language: str) -> bool:
    """Whether a word with a capital is an ordinary one: a role, or written small elsewhere."""
    small = word.lower()
    if word.isupper() and len(word) > 1:
        return False
    if small not in _PROPER and (
        small in GROUPS or small in _ORDINARY or is_role_word(small, language)
    ):
        return True
    return next(places_of(small, text), -1) >= 0


def spoken_name(words: str, text: str, language: str) -> tuple[str, bool]:
    """Return the words for a source without determiner, and whether they are a name.

    They are a name if the head of the phrase has a capital that is not the sentence's: "the
    Interior Ministry" and "Reuters", and neither "Police" nor "Norland officials".
    """
    name, first, is_name, is_always = _spoken(words, language)
    if is_always or not first or not is_common(first, text, language):
        return name, is_name
    if role_of(first.lower(), language) == "party":
        return name, False
    return name[:1].lower() + name[1:], False


@lru_cache(maxsize=REMEMBERED)
def _spoken(words: str, language: str) -> tuple[str, str, bool, bool]:
    """Return what the words for a source tell without the article.

    The words without determiner; the first of them, empty without a capital; whether they are a
    name, and whether they are one even if the first is an ordinary word.
    """
    bare = without_determiner(words)
    if bare.islower():
        return bare, "", False, False
    tokens = bare.split()
    head = _head(_tokens([token.strip(_MARKS) for token in tokens], language))
    run, before = _last_run(head)
    if run and before in GROUPS and head[-len(run) - 1].shown[:1].islower():
        return _named(run), "", True, True
    first = head[0].shown if _has_capital(head[0].shown) else ""
    opening = words[:3].lower()
    if opening.startswith(("a ", "an ")):
        return bare, first, False, False
    if not opening.startswith("a") and _is_body_of(head, tokens[len(head) :]):
        return bare, first, True, True
    is_name = _is_body(head, ordinary=False)
    return bare, first, is_name, is_name and _is_body(head, ordinary=True)


def _is_body(head: list[_Token], *, ordinary: bool) -> bool:
    """Whether a phrase is the name of a body, by its last word and the one before."""
    last = head[-1]
    if len(head) == 1:
        return _has_capital(last.shown) and not ordinary
    if last.bare in _COLLECTIVES:
        return False
    if last.bare in GROUPS and last.shown[:1].islower():
        return _has_capital(head[-2].shown) and not (ordinary and len(head) == 2)
    return _has_capital(last.shown)


def _is_body_of(head: list[_Token], after: list[str]) -> bool:
    """Whether a phrase names a body by what it is of: University of Norland."""
    word = head[0].shown
    whole = len(after) > 1 and after[0] == "of" and _has_capital(after[1])
    return whole and len(head) == 1 and _has_capital(word) and not word.endswith("s")


def _has_capital(word: str) -> bool:
    return word[:1].isupper()
