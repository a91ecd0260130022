"""A matcher of few lines, obviously right and slow: what the fast one must equal."""

from __future__ import annotations

import re
import unicodedata
from fnmatch import fnmatchcase
from functools import partial

import snowballstemmer

APOSTROPHES = "'’‘ʼʻ‛＇`´"
HYPHENS = "-‐‑‒–−﹣－"
SKIPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u180e"
QUOTES = '"“”„‟‚«»‹›″′＂「」『』《》' + APOSTROPHES


def letter(c: str) -> bool:
    return unicodedata.category(c)[0] in "LMN" and c not in APOSTROPHES


def words_of(text: str) -> list[tuple[int, int, int]]:
    """Start, end, and end without a possessive, of each word."""
    found, i = [], 0
    while i < len(text):
        if not letter(text[i]):
            i += 1
            continue
        j = i
        while j < len(text):
            glue = text[j] in APOSTROPHES and j + 1 < len(text)
            glue = glue and (letter(text[j + 1]) or text[j + 1] in SKIPPED)
            before = letter(text[j - 1]) or text[j - 1] in SKIPPED
            if letter(text[j]) or text[j] in SKIPPED or (glue and before):
                j += 1
            else:
                break
        end = j
        while not letter(text[end - 1]):
            end -= 1
        owned = end - i > 2 and text[end - 1] in "sS" and text[end - 2] in APOSTROPHES
        found.append((i, end, end - 2 if owned else end))
        i = j
    return found


def folded(word: str, case: bool, accents: bool) -> str:
    for c in APOSTROPHES:
        word = word.replace(c, "'")
    word = "".join(c for c in word if c not in SKIPPED)
    word = unicodedata.normalize("NFC", word)
    if not case:
        word = unicodedata.normalize("NFC", word.casefold())
    if not accents:
        word = "".join(
            c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn"
        )
    return unicodedata.normalize("NFC", word)


def ways(term: str) -> list[tuple[list[str], list[str]]]:
    """All readings of a term: words, and the joints between them."""
    parts = re.split(r"([ -])", term)
    readings = [([parts[0]], [])]
    for joint, word in zip(parts[1::2], parts[2::2], strict=True):
        longer = [([*w, word], [*j, joint]) for w, j in readings]
        if joint == "-":
            longer += [([*w[:-1], w[-1] + word], j) for w, j in readings]
        readings = longer
    return readings


def joined(gap: str, joint: str) -> bool:
    if "\u2029" in gap or re.search(r"\n[^\S\n]*\n", gap.replace("\r\n", "\n").replace("\r", "\n")):
        return False
    bare = "".join(c for c in gap if c not in QUOTES and c not in SKIPPED)
    if bare.isspace() or (len(bare) == 1 and bare in HYPHENS):
        return True
    return joint == "-" and not bare


def glob(word: str, pattern: str, case: bool, accents: bool) -> bool:
    return fnmatchcase(folded(word, case, accents), pattern.replace("[", "[[]"))


def fits_at(text, words, first, reading, case, accents, stemmer=None):
    """End of a match of one reading that begins at word `first`, or none."""
    patterns, joints = reading
    if first + len(patterns) > len(words):
        return None
    fits = partial(stem_fits, stemmer) if stemmer else glob
    for k, pattern in enumerate(patterns):
        start, end, bare = words[first + k]
        last = k == len(patterns) - 1
        pattern = "*".join(folded_piece(p, case, accents) for p in pattern.split("*"))
        if last and fits(text[start:bare], pattern, case, accents):
            return bare
        if not fits(text[start:end], pattern, case, accents):
            return None
        if last:
            return end
        if not joined(text[end : words[first + k + 1][0]], joints[k]):
            return None
    return None


def stem_fits(stemmer, word: str, pattern: str, case: bool, accents: bool) -> bool:
    return stemmer.stemWord(folded(word, case, accents)) == stemmer.stemWord(pattern)


def folded_piece(piece: str, case: bool, accents: bool) -> str:
    return "?".join(folded(p, case, accents) for p in piece.split("?"))


def candidates(text, entries, accents=False):
    """All (first word, last word, start, end, entry number), conditions applied."""
    words = words_of(text)
    found = set()
    for number, entry in enumerate(entries):
        for first, last, end in occurrences(
            text, words, entry["term"], entry.get("case", False), accents, entry.get("stem", False)
        ):
            if conditions_hold(text, words, entry, first, last, accents):
                found.add((first, last, words[first][0], end, number))
    return found


def occurrences(text, words, term, case, accents, stem=False):
    stemmer = snowballstemmer.stemmer("english") if stem else None
    for reading in ways(term)[:1] if stem else ways(term):
        for first in range(len(words)):
            end = fits_at(text, words, first, reading, case, accents, stemmer)
            if end is not None:
                yield first, first + len(reading[0]) - 1, end


def conditions_hold(text, words, entry, first, last, accents):
    for phrase in entry.get("unless", ()):
        if any(
            a <= first and last <= b for a, b, _ in occurrences(text, words, phrase, False, accents)
        ):
            return False

    def beside(terms):
        return any(
            near(text, words, first, last, a, b, entry["within"])
            for term in terms
            for a, b, _ in occurrences(text, words, term, False, accents)
        )

    if entry.get("near") and not beside(entry["near"]):
        return False
    return not (entry.get("not_near") and beside(entry["not_near"]))


def near(text, words, first, last, a, b, within):
    if b < first:
        distance, gaps = first - b, range(b, first)
    elif a > last:
        distance, gaps = a - last, range(last, a)
    else:
        return False
    if distance > within:
        return False
    return not any(
        "\u2029" in text[words[g][1] : words[g + 1][0]]
        or re.search(r"\n\s*\n", text[words[g][1] : words[g + 1][0]])
        for g in gaps
    )


def find(text, entries, *, n_counted, scopes=None, accents=False):
    """Matches that count: (start, end, entry number), in each scope longest first."""
    found = candidates(text, entries, accents)
    kept = set()
    for scope in scopes or [set(range(len(entries)))]:
        taken: set[int] = set()
        mine = [m for m in found if m[4] in scope]
        for first, last, start, end, number in sorted(
            mine, key=lambda m: (-(m[1] - m[0]), -(m[3] - m[2]), m[0], m[4])
        ):
            if taken.isdisjoint(range(first, last + 1)):
                taken.update(range(first, last + 1))
                if number < n_counted:
                    kept.add((start, end, number))
    return sorted(kept)
