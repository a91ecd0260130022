"""What stands above an article on its page: sections, dates, bylines."""

from __future__ import annotations

import re
from functools import cache

from framing.corpus.credits import is_name_like
from framing.corpus.lines import phrases

__all__ = ["DATE_WORDS", "date_prefix", "is_byline", "is_date", "is_section"]

_SECTIONS = phrases(
    """
    africa|americas|analysis|arts|asia|asia pacific|business|central asia|climate|columns|comment
    conflict|crime|culture|daily news|economics|economy|editorial|entertainment|environment|eurasia
    europe|events|feature|features|finance|foreign|global|headlines|health|home|in brief
    international|international news|interview|interviews|investigations|justice|latest
    latest news|lifestyle|local|local news|main news|markets|middle east|money|national|nation
    news|news feed|newswire|opinion|opinions|perspectives|politics|press release|press releases
    region|regional|regions|report|reports|reportage|science|security|society|special report
    sport|sports|stories|tech|technology|top news|top story|travel|u.s.|uk|uk news|us|us news|video
    videos|war|weather|world|world news|world politics
    """
)
_CRUMBS = re.compile(r"\s*[>»›/|•·]\s*")


def is_section(bare: str) -> bool:
    """Return whether a line at the top of a page names its section, or the way to it."""
    crumbs = [crumb.strip(" :") for crumb in _CRUMBS.split(bare.casefold())]
    return len(crumbs) <= 6 and all(crumb in _SECTIONS for crumb in crumbs)


_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\.?"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_ISO = r"\d{4}[-./]\d{2}[-./]\d{2}"
_ZONE = r"(?: ?\(?(?:[a-z]{2,4}|[a-z]+ time|[+-]\d\d:?\d\d)\)?)?"
_CLOCK = rf"\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?(?: ?[ap]\.?m\.?)?{_ZONE}"
_TIME = rf"(?:(?:,| at| -| \||t)? ?{_CLOCK}(?:z|[+-]\d\d:?\d\d)?)?"
_ONE_DATE = (
    rf"(?:(?:{_WEEKDAY},? )?(?:{_DAY} (?:of )?{_MONTH}|{_MONTH} {_DAY})(?:,? \d{{4}})?"
    rf"|(?:{_WEEKDAY},? )?(?:{_ISO}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}})"
    rf"|{_WEEKDAY}|{_MONTH} \d{{4}}){_TIME}"
)
_DATED = (
    r"(?:(?:first |last |originally )?(?:published|updated|posted|modified|created|date|edited)"
    r"(?: on| at)?(?: date)?:? ?)"
)


@cache
def _dates() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return a date alone, with a label before it, and with labelled ones after it.

    They are long, and are made when a line is first asked about.
    """
    alone = re.compile(rf"(?:{_CLOCK},? )?{_ONE_DATE}")
    labelled = re.compile(rf"(?:{_DATED}{_ONE_DATE}[,;| -]*)+")
    after = re.compile(rf"{_ONE_DATE}[,;| -]*(?:{_DATED}{_ONE_DATE}[,;| -]*)+")
    return alone, labelled, after


@cache
def _prefix() -> re.Pattern[str]:
    """Return a date before prose."""
    return re.compile(
        rf"(?:{_DATED}(?:{_ONE_DATE})|{_ISO}{_TIME})(?=[\s|:–—-]+(?P<next>\S))", re.IGNORECASE
    )


DATE_WORDS = phrases(
    """
    first|last|originally|published|updated|posted|modified|created|date|edited|jan|january|feb
    february|mar|march|apr|april|may|jun|june|jul|july|aug|august|sep|sept|september|oct|october
    nov|november|dec|december|mon|monday|tue|tues|tuesday|wed|wednesday|thu|thursday|fri|friday
    sat|saturday|sun|sunday
    """
)
"""A line that is a date begins with one of these or a digit."""


def is_date(bare: str, *, at_top: bool) -> bool:
    """Return whether a line is a date and nothing else; a bare one counts at the top only."""
    if len(bare) > 120:
        return False
    seen = bare.casefold()
    alone, labelled, after = _dates()
    told = labelled.fullmatch(seen) or after.fullmatch(seen)
    return bool(told or (at_top and alone.fullmatch(seen)))


def date_prefix(line: str) -> int:
    """Return the length of the date with which a text begins in one line with its prose.

    >>> date_prefix("date 2022-01-06 The situation remains tense.")
    15
    """
    found = _prefix().match(line[:120])
    if not found or found["next"].islower() or not re.search(r"\d{4}", found.group()):
        return 0
    return found.end()


_ROLE = (
    r"(?:(?:our|a|the|own|special|staff|chief|senior|foreign|diplomatic|political|regional|world"
    r"|news|war) )*(?:correspondents?|reporters?|staff writers?|special envoy|bureau chief|editors?"
    r"|newsroom|news agenc(?:y|ies)|agencies|news desk|staff and agencies)"
)
_BY_ROLE = re.compile(rf"(?:by )?(?P<name>.*?),? ?\b{_ROLE}(?:,? (?:in|for|at|of) (?P<place>.+))?")
_BY = re.compile(r"(?:by|written by|author:?|text:?) (?P<name>.+)")
_NOT_NAMES = re.compile(rf"\b(?:{_WEEKDAY}|{_MONTH}|the|now|then|law|far|\d+)\b")


def is_byline(bare: str) -> bool:
    """Return whether a line names the author; to be asked near a text's ends only."""
    words = bare.split()
    if len(words) > 12 or bare.endswith((".", "!", "?")) or '"' in bare:
        return False
    seen = bare.casefold()
    signed = _BY.fullmatch(seen)
    if signed:
        names = bare[signed.start("name") :]
        return len(words) >= 3 and is_name_like(names) and not _NOT_NAMES.search(names.casefold())
    role = _BY_ROLE.fullmatch(seen)
    return role is not None and all(
        not part or (len(part.split()) <= 5 and is_name_like(part))
        for part in (bare[slice(*role.span("name"))], bare[slice(*role.span("place"))])
    )
