"""Lines that point to other articles: "Also Read …", "Related: …"."""

from __future__ import annotations

import re

from framing.corpus.lines import first_words, phrases

__all__ = ["FIRST_WORDS", "is_pointer", "stands_alone"]

_MANY = 30

_POINTS = phrases(
    """
    also read|around the web|don't miss|editor's picks|editors' picks|explore more|from the web
    further reading|latest news|more from this author|more news|more on this story|more stories
    more on this topic|most popular|most read|most shared|most viewed|must read|popular|popular now
    promoted stories|read also|read more|read next|recommended|recommended for you
    recommended stories|related|related articles|related content|related links|related news
    related posts|related stories|related topics|see also|sponsored stories|top stories|trending
    trending now|up next|what to read next|you may also like|you may also be interested in
    you might also like|you might be interested in
    """
)
_STRONG = (
    r"(?:also read|read also|read more|see also|related(?: \w+)?|read next|don't miss|must read)"
)
_POINTER = re.compile(
    rf"{_STRONG} ?(?:[:|»›>]| -) ?\S.*"
    r"|(?:watch(?: live| now)?|listen|read|recommended|in pictures|more on this) ?[:|»›] ?\S.*"
    r"|read more (?:about|on|from|in|at) .+"
)
_CAPITAL_POINTER = re.compile(
    r"(?:Also Read|ALSO READ|Read Also|READ ALSO|Read More|READ MORE|See Also|SEE ALSO|RELATED"
    r"|Read Next|READ NEXT|Don't Miss|DON'T MISS)"
    r" (?P<first>\S).+"
)

FIRST_WORDS = first_words(_POINTS) | phrases("also|read|see|related|don|must|watch|listen|in|more")
"""A pointer begins with one of these."""


def is_pointer(bare: str) -> bool:
    """Return whether a line does nothing but point to another article."""
    seen = bare.casefold()
    if seen.strip(" .:…»") in _POINTS:
        return True
    words = len(bare.split())
    stopped = bare.endswith((".", "!", '."', '!"', '?"'))
    if _POINTER.fullmatch(seen):
        strong = re.match(rf"{_STRONG} ?[:|]", seen)
        if strong:
            return words <= _MANY
        return words <= (12 if seen.startswith("read more ") else _MANY) and not stopped
    found = _CAPITAL_POINTER.fullmatch(bare)
    return bool(found and words <= _MANY and not stopped and not found["first"].islower())


def stands_alone(bare: str) -> bool:
    """Return whether a line is a heading over other articles, such as "Related articles"."""
    seen = bare.casefold().strip(" .:…»")
    return seen in _POINTS and seen != "read more"
