"""An entry as a sequence of word patterns, joined by what may stand between them."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache

from framing.lexicon.characters import APOSTROPHES, HYPHENS, QUOTATION_MARKS, SKIPPED, fold
from framing.lexicon.tokens import has_paragraph_break, tokenize

__all__ = [
    "Alternative",
    "PatternError",
    "WordPattern",
    "alternatives",
    "check_term",
    "gap_allows",
]

MAX_WORDS = 40
MAX_CHARACTERS = 2_000
MAX_HYPHENS = 6

_STAR, _ONE = "\U00013000", "\U00013001"  # two hieroglyphs, being letters, stand in for * and ?
_PLAIN = re.compile(r"(?:[^\W_ʼʻ]|[*?])+(?:[ -](?:[^\W_ʼʻ]|[*?])+)*")
_FEW_WORDS = re.compile(r"[^\W_ʼʻ]+(?: [^\W_ʼʻ]+){0,5}")
_JOINT = re.compile(r"([ -])")
_STARS = re.compile(r"\*+")
_WILD = str.maketrans({"*": _STAR, "?": _ONE})


class PatternError(ValueError):
    """An entry that can't be matched; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class WordPattern:
    """What one word of an entry matches, on the folded form of a word.

    `glob` holds `*` and `?` unless `stem` is set, in which case it holds the stem.
    """

    glob: str
    stem: bool = False
    case: bool = False

    @property
    def is_any(self) -> bool:
        """True for a lone `*`, which stands for any one word."""
        return self.glob == "*" and not self.stem

    @property
    def is_literal(self) -> bool:
        """True where one folded word matches and no other."""
        return not self.stem and "*" not in self.glob and "?" not in self.glob


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to write an entry: word patterns, and what stands between each two.

    A joint is " " (white space or a hyphen), "-" (the same, or nothing) or other characters that
    must stand there.
    """

    words: tuple[WordPattern, ...]
    joints: tuple[str, ...]


def check_term(term: str) -> None:
    """Raise PatternError if a term has no words, or more than can be matched."""
    if len(term) > MAX_CHARACTERS:
        raise PatternError(
            f"entry '{term[:40]}…' has {len(term)} characters; "
            f"expected {MAX_CHARACTERS} at most, write shorter entries"
        )
    if _FEW_WORDS.fullmatch(term):
        return
    words, joints = _split(term)
    if not words:
        raise PatternError(f"entry '{term}' holds no word; write letters, digits, * or ?")
    if len(words) > MAX_WORDS:
        raise PatternError(
            f"entry '{term[:40]}…' has {len(words)} words; expected {MAX_WORDS} at most"
        )
    if joints.count("-") > MAX_HYPHENS:
        raise PatternError(
            f"entry '{term[:40]}…' has {joints.count('-')} hyphens; expected {MAX_HYPHENS} at most"
        )


@cache
def _split(term: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a term, with wildcards, and the joints between them."""
    if _PLAIN.fullmatch(term):
        pieces = _JOINT.split(term)
        return tuple(pieces[::2]), tuple(pieces[1::2])
    tokens = tokenize(term.translate(_WILD))
    words = tuple(tokens.words[w].replace(_STAR, "*").replace(_ONE, "?") for w in tokens.word)
    joints = tuple(_joint(tokens.gaps[g]) for g in tokens.gap[:-1])
    return words, joints


def _joint(gap: str) -> str:
    bare = _bare_gap(gap)
    if not bare.strip():
        return " "
    return "-" if bare.strip() in tuple(HYPHENS) else bare


def alternatives(
    term: str, *, stem: bool, case: bool, accents: bool, language: str
) -> tuple[Alternative, ...]:
    """Return every way in which a term is found: a hyphen may also glue its words to one."""
    words, joints = _split(term)
    forms = [fold(word, case=case, accents=accents) for word in words]
    if stem:
        patterns = (WordPattern(stem_of(form, language), stem=True, case=case) for form in forms)
        return (Alternative(tuple(patterns), joints),)
    hyphens = [i for i, joint in enumerate(joints) if joint == "-"]
    found: dict[Alternative, None] = {}
    for n in range(len(hyphens) + 1):
        for glued in itertools.combinations(hyphens, n):
            found[_glue(forms, joints, set(glued), case)] = None
    return tuple(found)


def _glue(forms: list[str], joints: tuple[str, ...], glued: set[int], case: bool) -> Alternative:
    words, kept = [forms[0]], []
    for i, joint in enumerate(joints):
        if i in glued:
            words[-1] += forms[i + 1]
        else:
            words.append(forms[i + 1])
            kept.append(joint)
    patterns = tuple(WordPattern(_STARS.sub("*", w) if "**" in w else w, case=case) for w in words)
    return Alternative(patterns, tuple(kept))


def gap_allows(gap: str, joint: str) -> bool:
    """Tell whether what stands between two words may stand between two words of an entry."""
    if has_paragraph_break(gap):
        return False
    bare = _bare_gap(gap)
    if joint in (" ", "-"):
        if bare.isspace() or (len(bare) == 1 and bare in HYPHENS):
            return True
        return joint == "-" and not bare
    return " ".join(bare.split()) == " ".join(joint.split())


def _bare_gap(gap: str) -> str:
    return gap.translate(_UNMARKED)


_UNMARKED = str.maketrans("", "", QUOTATION_MARKS + SKIPPED + APOSTROPHES)

_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch",
    "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


@cache
def _stemmer(language: str):  # type: ignore[no-untyped-def]
    import snowballstemmer

    if language not in _STEMMERS:
        known = ", ".join(_STEMMERS)
        raise PatternError(f"no Snowball stemmer for language '{language}'; there are: {known}")
    return snowballstemmer.stemmer(_STEMMERS[language])


@cache
def stem_of(word: str, language: str) -> str:
    """Return the Snowball stem of a folded word."""
    stem: str = _stemmer(language).stemWord(word)
    return stem
