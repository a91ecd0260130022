"""Well-known longer phrases in which a word does not mean what an entry takes it for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from framing.errors import LexiconError
from framing.lexicon.matcher import Matcher
from framing.lexicon.pack import Entry, LexiconPack
from framing.lexicon.tokens import tokenize
from framing.yaml_nodes import read_text

__all__ = ["LongerPhrase", "bundled_phrases", "entries_inside", "read_phrases"]

_BRACKETS = re.compile(r"([^\[\]]*)\[([^\[\]]+)\]([^\[\]]*)")


@dataclass(frozen=True, slots=True)
class LongerPhrase:
    """A phrase, and the half-open span of the part that misleads on its own."""

    text: str
    start: int
    end: int

    @classmethod
    def parse(cls, line: str) -> LongerPhrase | None:
        """Read `[riot] police`; without brackets every part misleads; none if it is no phrase."""
        text = " ".join(line.split())
        found = _BRACKETS.fullmatch(text)
        if found:
            return cls("".join(found.groups()), found.end(1), found.end(1) + len(found[2]))
        return None if not text or "[" in text or "]" in text else cls(text, 0, len(text))


def bundled_phrases(language: str) -> tuple[LongerPhrase, ...]:
    """Return the phrases that come with the package, for one language; there may be none."""
    file = Path(__file__).with_name(f"longer_phrases.{language.split('-')[0].lower()[:8]}.txt")
    return read_phrases(file) if file.is_file() else ()


def read_phrases(file: Path) -> tuple[LongerPhrase, ...]:
    """Read phrases, one a line, the misleading part in brackets; `#` begins a comment.

    Raises
    ------
    LexiconError
        If the file can't be read, or at the first line with odd brackets.
    """
    phrases = []
    for number, line in enumerate(read_text(file, LexiconError).split("\n"), 1):
        bare = line.partition("#")[0].strip()
        if not bare:
            continue
        phrase = LongerPhrase.parse(bare)
        if phrase is None:
            raise LexiconError(
                f"expected a phrase with one part in brackets ([riot] police), found '{bare:.60}'",
                where=f"{file}:{number}",
            )
        phrases.append(phrase)
    return tuple(phrases)


def entries_inside(
    pack: LexiconPack, phrases: Sequence[LongerPhrase]
) -> Iterator[tuple[Entry, str, LongerPhrase]]:
    """Yield entries of a pack that count the misleading part of a phrase.

    Each phrase stands alone, so that entries that need other words near them are silent; a phrase
    that the pack counts or ignores as a whole is silent, too.

    Yields
    ------
    The entry, its category's path, and the phrase.
    """
    buffer, begins = _paragraphs(p.text for p in phrases)
    tokens = tokenize(buffer)
    if not len(tokens):
        return
    matcher = Matcher(pack)
    found = matcher.find(tokens, tokens.breaks)
    number = np.searchsorted(begins, found.start, side="right") - 1
    for entry, n, start, end in zip(
        found.entry.tolist(), number.tolist(), found.start.tolist(), found.end.tolist(), strict=True
    ):
        phrase, base = phrases[n], int(begins[n])
        inside = start - base < phrase.end and end - base > phrase.start
        whole = start == base and end - base == len(phrase.text)
        if inside and not whole:
            yield matcher.entries[entry], matcher.categories[entry], phrase


def _paragraphs(texts: Iterable[str]) -> tuple[str, np.ndarray]:
    listed = list(texts)
    sizes = [len(text) + 2 for text in listed]
    begins = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)[:-1]
    return "".join(f"{text}\n\n" for text in listed), begins
