"""LIWC dictionaries: `.dic` (numbered categories between % signs) and `.dicx` (a wide table).

A word counts in every category whose number stands behind it; a `*` at its end stands for any
ending.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.lexicon.formats.draft import Draft, Reading, Word, split_lines
from framing.lexicon.formats.losses import Losses
from framing.lexicon.pack import LexiconPack

__all__ = ["looks_like_liwc", "read_liwc", "writable", "write_liwc"]

_CATEGORY = re.compile(r"[\t ]*(\d+)[\t ]+(?=\D)(\S.*)")
_NUMBERED = re.compile(r"[\t ]*(\d+)[\t ]+(\S.*)")
_CODE = re.compile(r"(?:\([^()]*\))?(?:<\w+>)?\d+(?:/\d+)*")
_WORDS = re.compile(r"\D.*?[\t ]\d+\s*")
_PARENTHESES = re.compile(r"\([^()\n]{0,200}\)")
_LONGEST_LINE = 10_000


def looks_like_liwc(text: str) -> bool:
    """Tell whether a text has the shape: a line %, or numbered names and then numbered words."""
    lines = [line for line in split_lines(text[:200_000]) if line.strip()]
    if any(line.strip() == "%" for line in lines[:1]):
        return True
    if not lines or not _CATEGORY.fullmatch(lines[0][:_LONGEST_LINE].rstrip()):
        return False
    rest = [line for line in lines if not _CATEGORY.fullmatch(line[:500].rstrip())]
    return bool(rest) and any(r.strip() == "%" or _WORDS.fullmatch(r[:500]) for r in rest)


def read_liwc(text: str, reading: Reading) -> Draft:
    """Read a `.dic`: conditions and undefined numbers are noted, plain numbers kept."""
    lines = split_lines(text)
    begin, end, body = _parts(lines, reading)
    root = Draft(reading.stem)
    codes = _Categories(root, reading)
    for i in range(begin, end):
        codes.add(lines[i], i + 1)
    for i in range(body, len(lines)):
        if lines[i].strip() and lines[i].strip() != "%":
            _read_word(lines[i], i + 1, codes, reading)
    return root


def _parts(lines: Sequence[str], reading: Reading) -> tuple[int, int, int]:
    """Return where the categories begin and end, and where the words begin."""
    signs = [i for i, line in enumerate(lines) if line.strip() == "%"]
    if len(signs) > 1:
        if any(line.strip() for line in lines[: signs[0]]):
            reading.note(1, "percent signs", "lines before the first % are not read")
        return signs[0] + 1, signs[1], signs[1] + 1
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if signs and signs[0] > first:
        reading.note(first + 1, "percent signs", "expected a line % before the categories")
        return first, signs[0], signs[0] + 1
    begin = signs[0] + 1 if signs else first
    end = begin
    while end < len(lines) and not _is_word(lines[end]):
        end += 1
    reading.note(
        end + 1,
        "percent signs",
        "expected a line % between categories and words; this is the first line that is a word",
    )
    return begin, end, end


def _is_word(line: str) -> bool:
    start = line[:_LONGEST_LINE]
    return (
        bool(start.strip())
        and not _CATEGORY.fullmatch(start.rstrip())
        and bool(_CODE.fullmatch(start.split()[-1]))
    )


class _Categories:
    """The categories of a dictionary by their numbers, nested by their indentation."""

    def __init__(self, root: Draft, reading: Reading) -> None:
        self.reading = reading
        self.by_number: dict[int, Draft] = {}
        self.open = [(-1, root)]

    def add(self, line: str, number: int) -> None:
        """Take a line of the first part: a number and a name, or a name alone."""
        if not line.strip():
            return
        shape = _NUMBERED.fullmatch(line[:_LONGEST_LINE].rstrip())
        code, name = (shape[1], shape[2]) if shape else ("", line[:_LONGEST_LINE].strip())
        if not shape and name.isdecimal():
            self.reading.note(number, "names", f"category {name:.20} has no name")
            code = name
        indent = line[: len(line) - len(line.lstrip())]
        level = indent.count("\t") + indent.count(" ") // 2
        while self.open[-1][0] >= level:
            self.open.pop()
        self.reading.check_level(len(self.open), number)
        draft = self.reading.open(self.open[-1][1], " ".join(name.split()), number)
        self.open.append((level, draft))
        if code and _int(code) in self.by_number:
            self.reading.note(
                number,
                "double numbers",
                f"{code:.20} stands for two categories; the first has it",
            )
        elif code:
            self.by_number[_int(code)] = draft


def _int(code: str) -> int:
    return int(code[-18:])


def _read_word(line: str, number: int, codes: _Categories, reading: Reading) -> None:
    if len(line) > _LONGEST_LINE:
        message = f"'{line.strip()[:40]}…' is a line of {len(line)} characters; left out"
        reading.note(number, "left out", message)
        return
    closed = _PARENTHESES.sub(lambda m: "(" + ",".join(m[0][1:-1].split()) + ")", line.strip())
    term, fields = _split(closed)
    if "?" in term:
        reading.note(number, "signs", f"'{term:.40}': ? is no wildcard in LIWC and is left out")
        term = term.replace("?", "")
    held: dict[int, Draft] = {}
    for code in dict.fromkeys(fields):
        known = _category_of(code, term, number, codes, reading)
        if known is not None:
            held.setdefault(id(known), known)
    for draft in held.values():
        draft.words.append(Word(term, number))
    if not fields:
        message = f"'{term:.40}' has no category; left out"
        reading.note(number, "words without category", message)


def _split(line: str) -> tuple[str, list[str]]:
    """Return the word and what stands behind it; between them are tabs, or spaces."""
    if "\t" in line:
        term, _, rest = line.partition("\t")
        fields = rest.split()
        loose = re.fullmatch(r"(.*\S) {2,}(\d+)", term.rstrip())
        return (loose[1], [loose[2], *fields]) if loose else (term.strip(), fields)
    words = line.split()
    n = len(words)
    while n > 1 and _CODE.fullmatch(words[n - 1]):
        n -= 1
    return " ".join(words[:n]), words[n:]


def _category_of(
    code: str, term: str, line: int, codes: _Categories, reading: Reading
) -> Draft | None:
    """Return the category of a number; what depends on other words is noted."""
    bare, shown = re.sub(r"^\([^()]*\)", "", code), code.replace(",", " ")
    if "<" in code or "/" in code:
        reading.note(
            line, "conditions", f"'{term:.40}': '{shown:.40}' depends on other words; left out"
        )
        return None
    if not bare.isdecimal():
        reading.note(line, "codes", f"'{term:.40}': expected a number, found '{code:.40}'")
        return None
    if bare != code:
        message = f"'{term:.40}': the condition of '{shown:.40}' is dropped, it counts always"
        reading.note(line, "conditions", message)
    known = codes.by_number.get(_int(bare))
    if known is None:
        reading.note(
            line, "undefined categories", f"'{term:.40}': category {bare:.20} is not defined"
        )
    return known


def writable(term: str) -> bool:
    """Tell whether LIWC can hold a term: its only wildcard is a * at the end of a word."""
    return not any("?" in word or word == "*" or "*" in word.rstrip("*") for word in term.split())


def write_liwc(pack: LexiconPack, losses: Losses) -> str:
    """Write a `.dic`; nested categories are indented by tabs."""
    numbers: dict[str, int] = {}
    words: dict[str, list[int]] = {}
    head = []
    for category in pack.walk():
        number = numbers[category.path] = len(numbers) + 1
        head.append("\t" * category.path.count(".") + f"{number}\t{category.name}")
        for entry in category.entries:
            if not writable(entry.term):
                losses.add("left out", f"{entry.written} ({category.path})")
            else:
                held = words.setdefault(entry.term.lower(), [])
                held += [] if number in held else [number]
    body = ["\t".join([term, *map(str, held)]) for term, held in words.items()]
    return "\n".join(["%", *head, "%", *body, ""])
