"""The classes that a form belongs to, as bits: by the lists of its language and by its letters."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import count

from framing.segmentation.cues import CueTable
from framing.segmentation.grammar import Grammar
from framing.segmentation.word_sets import word_set

__all__ = [
    "ADVERB",
    "AS",
    "AUTHOR",
    "AUXILIARY",
    "BE",
    "BEFORE_BASE",
    "BEFORE_THIRD",
    "BREAK",
    "CLAIM",
    "COMMA",
    "COORDINATOR",
    "COUNTING",
    "CUE",
    "DETERMINER",
    "EDGE_OF_PHRASE",
    "FINAL",
    "FINITE",
    "IN_ED",
    "IN_ING",
    "IN_LY",
    "IN_S",
    "IN_SS",
    "LEADS_CUE",
    "LINK",
    "LINKS_PHRASE",
    "LISTED",
    "MANNER",
    "MARK",
    "MAY_BE_HIDDEN",
    "NAMING",
    "NEGATED",
    "NEW_SUBJECT",
    "NEW_SUBJECTS",
    "ONE_OR_WHO",
    "OPENING",
    "OUTSIDE",
    "PARTICIPLE",
    "PARTICIPLES",
    "PAST",
    "PAUSE",
    "PLACE",
    "PLACING",
    "PLAIN_PAST",
    "POSSESSIVE",
    "PREPOSITION",
    "PRONOUN",
    "PUNCTUATION",
    "QUOTE",
    "RELATIVE",
    "SAYING",
    "SHUTS",
    "STOP",
    "STOPS_PHRASE",
    "THAT",
    "THAT_OR_AS",
    "THAT_OR_HOW",
    "TIME",
    "TIME_LEAD",
    "TO",
    "TURN",
    "UNSAID",
    "WORD_AND",
    "form_bits",
    "listed_bits",
]

QUOTE = "“”"
"""Stands in a clause for a whole direct quotation."""

PUNCTUATION = frozenset(",;:()[]–—―-./…!?|•*\"“”„«»‘’'`") | {QUOTE}
NEW_SUBJECTS = word_set("he she they")
PARTICIPLES = word_set("known seen shown written spoken sworn foreseen drawn begun sung gone")
MANNERS = word_set("in on at during to of by from with about for")
"""Words that take up a new subject after a comma; participles that do not end in -ed; what tells
how and where something was said."""

_NOUNS_IN_LY = word_set(
    """
    family assembly ally reply supply bully belly jelly rally tally monopoly anomaly butterfly folly
    gully homily daily weekly monthly quarterly elderly italy july emily kelly reilly sally billy
    molly polly holly connolly connelly donnelly beverly kimberly shelly brolly
    """
)

_BITS = (1 << i for i in count())

MARK, COMMA, PAUSE, OUTSIDE, TO, AS, WORD_AND, AUTHOR = (next(_BITS) for _ in range(8))
"""Punctuation; of it a comma; a comma or dash; the empty word outside a clause; to; as; and; I and
we."""

PRONOUN, PREPOSITION, ADVERB, TIME, MANNER = (next(_BITS) for _ in range(5))
TIME_LEAD, THAT_OR_HOW, RELATIVE = (next(_BITS) for _ in range(3))
"""The grammar’s subject pronouns, prepositions, adverbs and words for times; `MANNERS`; what begins
“on Wednesday”; what begins a reported clause: that, whether, how; what begins a relative one.

These first sixteen are what rules ask for at single places: see `ClauseColumns.classes`."""

STOP, BREAK, FINAL, MAY_BE_HIDDEN = (next(_BITS) for _ in range(4))
"""Of punctuation a comma, semicolon or bracket; a semicolon or full stop; what ends a sentence; a
mark that a clause may leave out."""

CUE, LEADS_CUE, NAMING, SAYING, CLAIM = (next(_BITS) for _ in range(5))
"""A cue of one word, the first word of a longer one, the beginning of a cue that names, a cue for a
clause, a cue that is a noun."""

DETERMINER, COORDINATOR, SUBORDINATE, SHUTS = (next(_BITS) for _ in range(4))
"""The grammar’s determiners and coordinators; what a noun phrase read backwards cannot hold for a
clause begins with it; what shuts a source read forwards."""

FINITE, LISTED, PAST, PLAIN_PAST, AUXILIARY, NEGATED = (next(_BITS) for _ in range(6))
"""A listed or contracted finite verb, a listed one, a past by the language's endings, a word in
-ed, an auxiliary, a word in n't."""

OPENING, POSSESSIVE = (next(_BITS) for _ in range(2))
IN_S, IN_SS, IN_ED, IN_ING, IN_LY = (next(_BITS) for _ in range(5))
"""A word that may begin a noun phrase wherever it stands, a word in 's or s'; words by their
endings, of those in -ly the ones that may be names."""

BE, COUNTING, ONE_OR_WHO, BEFORE_BASE, BEFORE_THIRD = (next(_BITS) for _ in range(5))
THAT, THAT_OR_AS, LINK, PARTICIPLE, PLACING = (next(_BITS) for _ in range(5))
"""What tells verbs from nouns: forms of be; words for how many; two of them; what stands before a
verb without an ending, and before one in -s; that; that and as; what follows a verb in -s;
`PARTICIPLES`; prepositions after a plural."""

NEW_SUBJECT, TURN, UNSAID, PLACE, EDGE_OF_PHRASE = (next(_BITS) for _ in range(5))
"""`NEW_SUBJECTS`; what turns away from what was said; according and reportedly; where somebody
stood who said it; what may end a phrase."""

STOPS_PHRASE, LINKS_PHRASE = (next(_BITS) for _ in range(2))
"""Words that a noun phrase read backwards can't hold; words that it holds between two names."""

_ENDINGS = {
    "s": (("s", IN_S, 0), ("ss", IN_SS, 0), ("'s", POSSESSIVE, 0)),
    "'": (("s'", POSSESSIVE, 0),),
    "d": (("ed", IN_ED, 0), ("ed", PLAIN_PAST, 4), ("'d", FINITE, 0)),
    "g": (("ing", IN_ING, 0),),
    "y": (("ly", ADVERB | IN_LY, 4),),
    "t": (("n't", FINITE | NEGATED, 0),),
    "e": (("'re", FINITE, 0), ("'ve", FINITE, 0)),
    "l": (("'ll", FINITE, 0),),
    "m": (("'m", FINITE, 0),),
}
"""By the last letter: endings, the class each gives, and to words of more than how many letters."""

_MOST_PAIRS = 10_000

_LISTS: tuple[tuple[int, Iterable[str]], ...] = (
    (MARK, PUNCTUATION),
    (MAY_BE_HIDDEN, ".([\"“”„‟«»‹›‘’‚'`"),
    (STOP, ",;()[]"),
    (COMMA, ","),
    (PAUSE, ",–—―-"),
    (AS, ["as"]),
    (AUTHOR, word_set("i we")),
    (TIME_LEAD, word_set("on late early")),
    (RELATIVE, ["that"]),
    (BREAK, ";."),
    (FINAL, ".!?…:;"),
    (NEW_SUBJECT, NEW_SUBJECTS),
    (TURN, word_set("but compared despite even whereas")),
    (UNSAID, word_set("according reportedly")),
    (MANNER, MANNERS),
    (PLACE, word_set("in on at during")),
    (SUBORDINATE, word_set("that which what whom")),
    (SHUTS, PUNCTUATION | {"that"}),
    (WORD_AND, ["and"]),
    (TO, ["to"]),
    (EDGE_OF_PHRASE, [",", "but", "and"]),
    (OUTSIDE, [""]),
    (BE, word_set("is are was were be been being am 's 're i'm he's she's it's they're we're")),
    (
        COUNTING,
        word_set(
            """many some others most few several all both one two three four five six seven eight
            nine ten who more"""
        ),
    ),
    (ONE_OR_WHO, word_set("one who")),
    (
        BEFORE_BASE,
        word_set(
            """i we you they who to do does did will would can could may might must shall should
            don't doesn't didn't won't wouldn't can't cannot couldn't shouldn't and or not let's
            we'll they'll you'll i'll i'd we'd they'd he'd she'd he'll she'll people police men
            women media critics children majority number"""
        ),
    ),
    (BEFORE_THIRD, word_set("he she it who which that one also and nobody everyone , – — ― -")),
    (BEFORE_THIRD | LINK, [QUOTE]),
    (THAT | THAT_OR_AS | LINK, ["that"]),
    (THAT_OR_AS, ["as"]),
    (LINK, ["to"]),
    (PARTICIPLE, PARTICIPLES),
    (PLACING, word_set("in of from at")),
)


def listed_bits(cues: CueTable, language: Grammar | None) -> dict[str, int]:
    """Return the classes of all words that a list puts into one."""
    found: dict[str, int] = {}
    for bit, words in (*_LISTS, *_cue_lists(cues), *_grammar_lists(language)):
        for word in words:
            found[word] = found.get(word, 0) | bit
    return found


def _cue_lists(cues: CueTable) -> Iterable[tuple[int, Iterable[str]]]:
    return (
        (CUE, cues.words),
        (LEADS_CUE, cues.phrases),
        (NAMING, cues.starting("naming", "naming_as", "distancing")),
        (SAYING, cues.listed("clause")),
        (CLAIM, cues.listed("noun")),
    )


def _grammar_lists(language: Grammar | None) -> Iterable[tuple[int, Iterable[str]]]:
    if language is None:
        return ()
    return (
        (FINITE | LISTED, language.finite),
        (PRONOUN | OPENING, language.subject_pronouns),
        (OPENING, language.object_pronouns),
        (DETERMINER | OPENING, language.determiners),
        (PREPOSITION, language.prepositions),
        (COORDINATOR, language.coordinators),
        (SUBORDINATE, language.subordinators),
        (SHUTS, language.subordinators | language.relatives),
        (AUXILIARY, language.auxiliaries),
        (ADVERB, language.adverbs),
        (TIME | TIME_LEAD, language.times),
        (THAT_OR_HOW, language.that | language.question),
        (RELATIVE, language.relatives),
    )


def form_bits(form: str, listed: int, language: Grammar | None) -> int:
    """Return the classes of a word that lists put into some: these, and those by its letters."""
    bits = listed | _shape_bits(form, language)
    if bits & IN_LY and (listed & ADVERB or form in _NOUNS_IN_LY):
        bits &= ~IN_LY if listed & ADVERB else ~(IN_LY | ADVERB)
    return bits | _phrase_bits(bits)


def _phrase_bits(bits: int) -> int:
    """Return how words of some classes end a noun phrase; the first class that holds decides."""
    for kind, answer in (
        (OUTSIDE, STOPS_PHRASE),
        (MARK, 0 if bits & POSSESSIVE else STOPS_PHRASE),
        (SUBORDINATE, STOPS_PHRASE),
        (COORDINATOR, LINKS_PHRASE),
        (PRONOUN, 0 if bits & DETERMINER else STOPS_PHRASE),
        (LISTED, STOPS_PHRASE),
    ):
        if bits & kind:
            return answer
    return 0


def _shape_bits(form: str, language: Grammar | None) -> int:
    bits = OPENING * form[:1].isdigit()
    for ending, bit, longer_than in _endings(form[-2:]):
        if form.endswith(ending) and len(form) > longer_than:
            bits |= bit
    if language and language.past_endings and form.endswith(language.past_endings):
        bits |= PAST
    return bits


@lru_cache(maxsize=_MOST_PAIRS)
def _endings(letters: str) -> tuple[tuple[str, int, int], ...]:
    """Return the endings, with their classes, that a word with these last letters may have."""
    listed = _ENDINGS.get(letters[-1:], ())
    return tuple(e for e in listed if e[0][-2:] == letters[-len(e[0][-2:]) :])
