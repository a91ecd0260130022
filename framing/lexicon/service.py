"""Words that the rules of voice and negation use, by language, out of service packs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from framing.errors import LexiconError
from framing.lexicon.pack import LexiconPack
from framing.lexicon.schema import read_pack_text
from framing.lexicon.sources import pack_file
from framing.yaml_nodes import read_text

__all__ = ["one_language", "service_block", "service_words"]

_LANGUAGE = re.compile(r"  [a-z]{2,3}:")


@cache
def service_words(pack_name: str, language: str) -> Mapping[str, tuple[str, ...]]:
    """Return category path → entries of a service pack in one language; empty if it has none.

    Of the languages of a pack only that one is read: commands on a single article wait for it.
    """
    block = service_block(_in_one_language(pack_name, language), language)
    if block is None:
        return {}
    return {c.path: tuple(e.term for e in c.entries) for c in block.walk()}


def _in_one_language(pack_name: str, language: str) -> LexiconPack:
    file = pack_file(pack_name) / "pack.yaml"
    text = read_text(file, LexiconError)
    return read_pack_text(one_language(text, language.split("-")[0].lower()), file)


def one_language(text: str, code: str) -> str:
    """Return the text of a service pack with the lines of other languages left empty.

    So that lines keep their numbers. A language begins at a line of two spaces, its code and a
    colon under the key `language`, and ends where the next begins.
    """
    lines = text.split("\n")
    begin = next((i for i, line in enumerate(lines) if line == "language:"), len(lines))
    heads = [i for i in range(begin, len(lines)) if _LANGUAGE.fullmatch(lines[i])]
    end = next(
        (i for i in range(begin + 1, len(lines)) if lines[i][:1] not in ("", " ", "#")), len(lines)
    )
    wanted = [i for i in heads if i < end and lines[i] == f"  {code}:"]
    if not wanted:
        return text
    after = min((i for i in heads if wanted[0] < i < end), default=end)
    for i in (*range(begin + 1, wanted[0]), *range(after, end)):
        lines[i] = ""
    return "\n".join(lines)


def service_block(pack: LexiconPack, language: str) -> LexiconPack | None:
    """Return one language's part of a service pack, as a pack; none if there is no such part."""
    categories = pack.languages.get(language.split("-")[0].lower())
    if categories is None:
        return None
    return LexiconPack(
        pack.name,
        pack.version,
        language,
        pack.title,
        pack.licence,
        pack.authors,
        pack.sources,
        pack.description,
        categories=categories,
        path=pack.path,
        digest=pack.digest,
    )
