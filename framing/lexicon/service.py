"""Words that the rules of voice and negation use, by language, out of service packs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from framing.lexicon.pack import LexiconPack
from framing.lexicon.sources import load_pack

__all__ = ["service_block", "service_words"]


@cache
def service_words(pack_name: str, language: str) -> Mapping[str, tuple[str, ...]]:
    """Return category path → entries of a service pack in one language; empty if it has none."""
    block = service_block(load_pack(pack_name), language)
    if block is None:
        return {}
    return {c.path: tuple(e.term for e in c.entries) for c in block.walk()}


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
