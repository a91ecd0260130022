"""Photo credits: lines that are nothing else, and the end of a caption that is one."""

from __future__ import annotations

import re

from framing.corpus.lines import phrases

__all__ = ["AGENCIES", "CREDIT_ENDS", "CREDIT_WORDS", "credit_start", "is_credit", "is_name_like"]

AGENCIES = phrases(
    """
    aap|abaca|action images|dpa|epa|epa-efe|efe|afp|ap|ap photo|ap photos|associated press
    alamy|alamy stock photo|allstar|anadolu|anadolu agency|ansa|barcroft media|belga|belta
    bloomberg|bridgeman images|corbis|depositphotos|dreamstime|east news|eyevine|file photo
    getty|getty images|gamma-rapho|globallookpress|handout|hulton archive|imago|imago images
    interfax|istock|istockphoto|itar-tass|jiji|jiji press|keystone|kommersant|kyodo|kyodo news
    lehtikuva|leta|lusa|magnum|magnum photos|media drum|mti|ntb|nurphoto|pa|pa archive|pa images
    pa media|pa wire|panos|panos pictures|pap|picture alliance|pixabay|polaris|press association
    redux|reuters|reuters photo|rex|rex features|rex/shutterstock|ria novosti|ritzau scanpix
    scanpix|scanpix baltics|shutterstock|sipa|sipa press|sipa usa|sopa images|sputnik|supplied
    tass|the associated press|tt|twitter|ukrinform|ullstein bild|unian|unsplash|upi|vcg
    xinhua|xinhua news agency|yonhap|youtube|zuma|zuma press|zuma wire
    """
)
"""Agencies and stocks of pictures, as credits name them, in lower case."""

_CONNECTORS = phrases(
    """
    a|al|and|at|bin|by|da|das|de|del|den|der|di|do|dos|e|el|en|et|for|from|i|ibn|in|la|le|of|on
    or|os|para|the|to|und|van|via|von|with|y|zu|&|-|–|—|/|+|via
    """
)
_LABEL = (
    r"(?:(?:main|file|top|lead)\s)?(?:photo(?:graph)?s?|photography|pictures?|images?|pics?|foto)"
    r"(?:\s(?:credits?|source|courtesy(?:\sof)?))?|credits?|video\sby|illustration"
)
_LABELLED = re.compile(rf"(?:{_LABEL})(?:\s?[:,]|\s?by:?)\s?(?P<rest>.+)", re.IGNORECASE)
_PARTS = re.compile(r"\s*[/|;]\s*|\s+via\s+|,\s+|\s+[-–—]\s+")
_TAIL = re.compile(
    r"(?:(?<=[\s.!?…)\]\"'”’])|^)[\[(]?(?:Photo(?:graph)?s?|PHOTOS?|Pictures?|Images?|Credits?)"
    r"(?:\s(?:[Cc]redits?|[Cc]ourtesy(?:\sof)?|[Ss]ource))?(?:\s?:|\s[Bb]y)\s?(?P<rest>[^:]{1,120})$"
)
_BRACKETED = re.compile(r"[\[(](?P<rest>[^\[\]()]{2,100})[\])]\.?$")
_MOST_WORDS, _CAPTION_WORDS, _LONGEST = 12, 60, 160
CREDIT_WORDS = ("Photo", "PHOTO", "Picture", "Image", "Credit")
CREDIT_ENDS = (")", "]", ").", "].")
"""A caption that ends in a credit holds one of these words, or ends in one of these."""

_CREDIT_WORD = re.compile("|".join(CREDIT_WORDS))
_MAY_BE_LABEL = re.compile(r"photo|pict?|image|foto|credit|video|illustration|main|file|top|lead")
_TOKENS = re.compile(r"[\s/|,;()\[\]©]+")
_AGENCY_WORDS = frozenset(word for name in AGENCIES for word in _TOKENS.split(name))


def is_name_like(words: str) -> bool:
    """Return whether every word is a name, a number or one of the small words in names."""
    found = [word.strip("()[]\"'“”‘’,;:") for word in words.split()]
    return any(word[:1].isupper() for word in found) and all(
        not word or not word[0].islower() or word in _CONNECTORS or word in AGENCIES
        for word in found
    )


def is_credit(bare: str) -> bool:
    """Return whether a line is a credit and nothing else."""
    inner = bare.strip("()[]© ").rstrip(".")
    if not inner or len(inner) > _LONGEST or len(inner.split()) > _MOST_WORDS:
        return False
    words = _TOKENS.split(inner.lower())
    if _AGENCY_WORDS.isdisjoint(words) and not _MAY_BE_LABEL.match(words[0]):
        return False
    labelled = _LABELLED.fullmatch(inner)
    if labelled:
        return _credits(labelled["rest"])
    parts = [part for part in _PARTS.split(inner) if part]
    named = [part.casefold() in AGENCIES for part in parts]
    if not any(named):
        return False
    if "/" not in inner and not all(named) and len(parts) > 2:
        return False
    return all(known or _is_person(part) for part, known in zip(parts, named, strict=True))


def credit_start(line: str) -> int | None:
    """Return where the credit begins that ends a caption, None if there is none.

    >>> credit_start("Troops in Almaty. Photograph: Jo Roe / Reuters")
    18
    """
    since = max(0, len(line) - _LONGEST)
    start = _labelled_start(line, since) or _bracketed_start(line, since)
    if not start or len(line.split(maxsplit=_CAPTION_WORDS)) > _CAPTION_WORDS:
        return None
    return start


def _labelled_start(line: str, since: int) -> int:
    """Return where a credit behind a label begins, 0 if there is none."""
    named = _CREDIT_WORD.search(line, since)
    tail = named and _TAIL.search(line, max(0, named.start() - 1))
    return tail.start() if tail and _credits(tail["rest"].rstrip("])")) else 0


def _bracketed_start(line: str, since: int) -> int:
    """Return where a credit in brackets begins, 0 if there is none."""
    found = _BRACKETED.search(line, since) if line.endswith(CREDIT_ENDS) else None
    if not found:
        return 0
    rest = found["rest"]
    settled = "/" in rest or "Getty Images" in rest or _LABELLED.fullmatch(rest) is not None
    return found.start() if settled and is_credit(rest) else 0


def _credits(rest: str) -> bool:
    """Return whether what follows "Photo:" names people or agencies."""
    if len(rest.split()) > _MOST_WORDS:
        return False
    parts = [part for part in _PARTS.split(rest) if part]
    if any(part.casefold().rstrip(".") in AGENCIES for part in parts):
        return is_name_like(rest)
    return all(_is_person(part) for part in parts) and is_name_like(rest)


def _is_person(part: str) -> bool:
    words = part.split()
    small = {"in", "at", "on", "from", "to", "or", "with", "and"} & set(words)
    return len(words) <= 5 and not small and is_name_like(part)
