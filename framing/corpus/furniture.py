"""What stands on a news page around the article: whole phrases, openings and shapes of lines.

Every test looks at one short line, without bullets and with its marks made alike. A line is
furniture only as a whole: each of its pieces is a known phrase, or it opens with a tell-tale and
has the length and shape that such lines have. Prose that contains the words is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from framing.corpus.credits import is_name_like
from framing.corpus.lines import first_words, phrases

__all__ = ["FIRST_WORDS", "is_furniture"]

_SOCIAL = (
    r"(?:facebook|twitter|whatsapp|telegram|instagram|youtube|tiktok|linkedin|reddit|pinterest"
    r"|viber|messenger|vk|vkontakte|odnoklassniki|flipboard|pocket|threads|bluesky|mastodon|line"
    r"|google news|google|email|e-mail|sms|print|copy link|copy|link|rss)"
)

_PHRASES = phrases(
    """
    accept|accept all|accept all cookies|accept cookies|ad|ads by google|ad feedback|advert
    advertisement|advertisements|advertising|all rights reserved|allow all|allow cookies
    audio player|back to top|be the first to comment|breaking|breaking news|cancel reply|close
    close menu|comment|comments|comments are closed|contact us|contribute|cookie policy
    cookie settings|copy link|copied|donate|donate now|download app|download our app|embed
    expand|fullscreen|gallery|go to homepage|go to top|hide|hide caption|home|homepage|i agree
    install app|learn more|link copied|listen|listen to this article|live|load more
    load more comments|loading|log in|login|log out|main menu|manage cookies|manage preferences
    menu|more|more details|mute|navigation|newsletter|newsletters|next|next article|next story
    no comments|no comments yet|ok|open menu|pause|photos|play|play video|please wait|post comment
    previous|previous article|previous story|print|print this page|privacy|privacy policy|promoted
    recommended by outbrain|reject all|reply|report an error|save|save article|scroll down|search
    see all|see less|see more|see them|sent|share|shares|show caption|show comments|show less
    show more|sign in|sign out|sign up|sign up now|sponsored|sponsored content|subscribe
    subscribe now|support us|terms and conditions|terms of service|terms of use|tweet|unmute
    view all|view all posts|view comments|view gallery|watch live|watch now|website|your comment
    your email|your name|cancel|submit|send|name|email|by taboola|toggle navigation|skip ad
    staff writer|please enable javascript|file photo|archive photo|illustrative photo|stock photo
    """
)

_FEW, _SEVERAL, _MANY = 8, 25, 60
_LONGEST_OF_PIECES = 200

_OPENINGS: Mapping[str, tuple[int, str]] = {
    "additional": (_MANY, r"additional (?:reporting|writing|editing) by .+"),
    "all": (_SEVERAL, r"all rights reserved.*"),
    "already": (_FEW, r"already (?:a|have an|registered|subscribed).*"),
    "article": (_FEW, r"article continues (?:below|after).*"),
    "back": (_FEW, r"back to (?:the )?(?:top|home|homepage|news|all news)"),
    "by": (_MANY, r"by (?:continuing|using|clicking|subscribing|signing|accepting|browsing) "
                  r".*(?:cookie|privacy policy|terms).*"),
    "click": (_FEW, r"click (?:here|to (?:share|print|email|comment|play|enlarge|subscribe)).*"),
    "comment": (_FEW, r"comments?[ :]?\(?\d[\d,.]*\)?"),
    "comments": (_FEW, r"comments?[ :]?\(?\d[\d,.]*\)?|comments on this .* are closed"),
    "continue": (_FEW, r"continue reading.*"),
    "copyright": (_SEVERAL, r"copyright:? (?:©|\(c\)|\d{4}|.* \d{4}|.*all rights reserved).*"),
    "create": (_FEW, r"create (?:an|your|a free) (?:free )?account.*"),
    "download": (_FEW, r"download (?:our|the) .*app\b.*"),
    "estimated": (_FEW, r"estimated reading time.*"),
    "filed": (_SEVERAL, r"filed under:? .+"),
    "follow": (_FEW, rf"follow us|follow @\w+|follow .*\bon {_SOCIAL}\b.*"),
    "get": (_SEVERAL, r"get (?:the|our|all|your|it) .*(?:newsletter|inbox|briefing|\bapp\b).*"),
    "join": (_SEVERAL, rf"join (?:us|our|the) .*(?:{_SOCIAL}|channel|newsletter|conversation"
                       r"|discussion|community)(?: .{0,30})?"),
    "keywords": (_SEVERAL, r"keywords: .+"),
    "leave": (_FEW, r"leave a (?:reply|comment)(?: (?:cancel|to|on|below|here)\b.*)?"),
    "like": (_FEW, rf"like (?:us|this page|our page) on {_SOCIAL}.*"),
    "log": (_FEW, r"log (?:in|out)(?: (?:to|or|with) .*)?"),
    "notify": (_SEVERAL, r"notify me (?:of|when|about|by) .*"),
    "please": (_SEVERAL, r"please (?:enable|turn on) javascript.*|please (?:log|sign) in .*"),
    "posted": (_SEVERAL, r"posted in:? .+"),
    "reading": (_FEW, r"reading time:? .*"),
    "register": (_FEW, r"register(?: (?:now|here|for free|to .*))?"),
    "required": (_FEW, r"required fields are marked.*"),
    "save": (_SEVERAL, r"save my name.*"),
    "share": (_FEW, r"share(?: (?:to|on|via|with|this|by|and|or|the|your|it|article|story|page|post"
                    rf"|link|friends|options|{_SOCIAL}))*"),
    "sign": (_SEVERAL, r"sign up (?:here |now |today |free |below )?(?:for|to) .*(?:newsletter|mail"
                       r"|briefing|alert|update|inbox|free).*|sign in (?:to|or|with) .{0,40}"),
    "skip": (_FEW, r"skip (?:to|past|the|ad|advert|advertisement|navigation)\b.*"),
    "source": (_FEW, r"sources?: .+"),
    "sources": (_FEW, r"sources?: .+"),
    "story": (_FEW, r"story continues (?:below|after).*"),
    "subscribe": (_SEVERAL, r"subscribe (?:now|today|here|for free|via .*|to (?:our|us|my) .*"
                            r"|to .*(?:newsletter|channel|podcast|updates|alerts).*"
                            rf"|on {_SOCIAL}.*)"),
    "support": (_FEW, r"support (?:us|our (?:work|journalism)|independent journalism)(?: .*)?"),
    "tag": (_SEVERAL, r"tags?: .+"),
    "tags": (_SEVERAL, r"tags?: .+"),
    "this": (_MANY, r"this (?:web)?site uses (?:cookies|akismet).*|this (?:video|content) (?:is not"
                    r"|is no longer|can not|cannot|could not) .*|this site is protected by .*"),
    "topic": (_SEVERAL, r"topics?: .+"),
    "topics": (_SEVERAL, r"topics?: .+"),
    "we": (_MANY, r"we (?:and our partners )?(?:use|value|store|have updated) .*(?:cookies"
                  r" .*(?:site|experience|agree|accept|consent|browser)"
                  r"|your privacy|privacy policy).*"),
    "you": (_SEVERAL, r"you must be (?:logged|signed|registered).*comment.*"
                      r"|you can unsubscribe.*"),
    "your": (_SEVERAL, r"your e-?mail address will not be published.*"
                       r"|your browser does not support.*"),
}  # fmt: skip

_PATTERNS = {word: (most, re.compile(shape)) for word, (most, shape) in _OPENINGS.items()}
_COUNTS = re.compile(
    r"(?:[\d.,]+k? (?:comments?|shares?|views?|likes?|repl(?:y|ies)|reactions?|retweets?)[ ,;]*)+"
    r"|\d+ ?(?:min(?:ute)?s?) read|\d+ (?:seconds?|minutes?|mins?|hours?|days?|weeks?) ago"
)
_SOCIAL_LINE = re.compile(rf"(?:x[ ,/]+)?{_SOCIAL}(?:[ ,/]+(?:(?:and|or) )?(?:{_SOCIAL}|x))*")
_COPYRIGHT = re.compile(r"(?:©|\(c\) ?(?:\d{4}|copyright)).*")
_SIGNED = re.compile(
    r"\(?(?:reporting|writing|editing|edited|written|compiled|translated|additional reporting)"
    r" by (?P<names>.+?)\)?"
)
_PIECES = re.compile(r"\s*[|•·]\s*|(?<=[.!?…])\s+|\s+[-–—]\s+")
_SOURCE_LIKE = ("source", "copyright", "tag", "topic", "keyword", "filed", "posted")

_CODES = phrases(
    """
    ar|az|be|bg|bn|cs|da|de|el|en|eng|es|est|et|fa|fi|fr|fra|ger|he|hi|hr|hu|hy|id|it|ita|ja|ka
    kg|kk|ko|kz|kaz|ky|lt|lv|mk|mn|nl|no|pl|pol|por|pt|ro|ru|rus|sk|sl|spa|sq|sr|sv|th|tj|tk|tr
    tt|ua|uk|ukr|ur|uz|uzb|vi|zh|қаз|каз|рус|укр|анг|eng
    """
)
_PLAIN_WORDS = phrases("be|de|est|he|hi|id|it|no|sl|tt")
_LANGUAGES = phrases(
    """
    english|deutsch|français|español|português|italiano|русский|українська|беларуская|polski
    türkçe|қазақша|o'zbekча|o'zbek|кыргызча|latviešu|lietuvių|eesti|magyar|română|čeština
    slovenčina|български|српски|hrvatski|العربية|فارسی|中文|日本語|한국어|ქართული|հայերեն
    """
)
_SWITCHES = _CODES | _LANGUAGES
_SEPARATORS = re.compile(r"[\s|/,•·:;()\[\]]+")
_FIRST_WORD = re.compile(r"[\s|/,•·:;()\[\]]*([^\s|/,•·:;()\[\]]+)")

FIRST_WORDS = (
    first_words(_PHRASES | (_CODES - _PLAIN_WORDS) | _LANGUAGES | phrases(_SOCIAL.strip("(?:)")))
    | frozenset(_OPENINGS)
    | phrases("c|x|reporting|writing|editing|edited|written|compiled|translated|additional")
)
"""A line of furniture begins with one of these, a digit or ©."""


def is_furniture(bare: str) -> bool:
    """Return whether a line is furniture wherever it stands."""
    seen = bare.casefold()
    whole = seen.strip(" .:!…»")
    return bool(whole) and (
        _is_piece(whole, bare)
        or (len(seen) <= _LONGEST_OF_PIECES and _is_all_pieces(seen))
        or _is_language_switch(bare)
        or _is_signature(bare)
    )


def _is_all_pieces(seen: str) -> bool:
    """Return whether all pieces of a line are furniture; most lines fail at their first."""
    at = 0
    for gap in _PIECES.finditer(seen):
        if not _is_piece_or_blank(seen[at : gap.start()]):
            return False
        at = gap.end()
    return _is_piece_or_blank(seen[at:])


def _is_piece_or_blank(part: str) -> bool:
    piece = part.strip(" .:!?…»")
    return not piece or _is_piece(piece, "")


def _is_piece(seen: str, bare: str) -> bool:
    if seen in _PHRASES:
        return True
    if _COPYRIGHT.fullmatch(seen):
        return len(seen.split()) <= _SEVERAL
    if _COUNTS.fullmatch(seen) or _SOCIAL_LINE.fullmatch(seen):
        return True
    first = seen.split(" ", 1)[0].rstrip(":")
    most, shape = _PATTERNS.get(first, (0, None))
    if shape is None or len(seen.split()) > most or not shape.fullmatch(seen):
        return False
    if first.startswith(_SOURCE_LIKE):
        return not bare.endswith((".", "!", "?"))
    return '"' not in seen


def _is_signature(bare: str) -> bool:
    """Return whether it is a line such as "(Reporting by A; editing by B)"."""
    found = _SIGNED.fullmatch(bare.casefold().rstrip("."))
    if not found or len(bare.split()) > _MANY:
        return False
    names = re.sub(r"(?i)\b(?:reporting|writing|editing|translated|additional)\b", "", bare)
    return is_name_like(names)


def _is_language_switch(bare: str) -> bool:
    first = _FIRST_WORD.match(bare)
    if first and first[1].casefold() not in _SWITCHES:
        return False
    found = [word for word in _SEPARATORS.split(bare) if word]
    if not 2 <= len(found) <= 12 or any(word[0].islower() for word in found if len(word) < 4):
        return False
    seen = [word.casefold() for word in found]
    return all(word in _SWITCHES for word in seen) and not all(
        word in _PLAIN_WORDS for word in seen
    )
